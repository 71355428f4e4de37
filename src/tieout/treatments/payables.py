"""Treatments of bills: posted, posted in part, accrued as received, undone."""

from collections.abc import Callable
from dataclasses import replace

from tieout.ledger.entries import Entry, Line
from tieout.treatments.cash import original_reversed
from tieout.treatments.finding import Finding
from tieout.treatments.postings import is_expense, undo
from tieout.treatments.trial import Kind, Treatment
from tieout.treatments.work import Work, require


def _bill_entry(finding: Finding) -> tuple[Entry, str]:
    """The right entry that posts a bill, and the bill."""
    for entry in finding.right:
        bill = finding.bill_of(entry)
        if bill:
            return entry, bill
    require(None)
    raise AssertionError


def _post_bill(work: Work) -> None:
    undo(work)
    entry, bill = _bill_entry(work.finding)
    require(work.post_bill(entry, bill) or work.refused)
    for other in work.finding.right:
        if other is not entry:
            work.repost(other)


def _post_bill_late(work: Work) -> None:
    undo(work)
    entry, bill = _bill_entry(work.finding)
    work.post_bill(entry, bill, work.finding.last)


def _held_first(reason: str) -> Callable[[Work], None]:
    """Held, looked into, and posted after all."""

    def apply(work: Work) -> None:
        undo(work)
        entry, bill = _bill_entry(work.finding)
        work.hold(bill, reason)
        work.post_bill(entry, bill)

    return apply


def _posted_again(work: Work) -> None:
    undo(work)
    entry, bill = _bill_entry(work.finding)
    work.post_bill(entry, bill)
    work.reverse(work.made[-1])
    work.post_bill(entry, bill)


def _whole(work: Work) -> tuple[Entry, str, int]:
    """The entry, its bill, and what the bill charges beyond the entry."""
    entry, bill = _bill_entry(work.finding)
    found = work.finding.bill(bill)
    require(found)
    assert found is not None
    payable = next(line for line in entry.lines if line.item == bill)
    return entry, bill, found.amount + payable.amount


def _posted_in_full(work: Work) -> None:
    """As the bill says, though less came."""
    undo(work)
    entry, bill, beyond = _whole(work)
    require(beyond > 0)
    work.post_bill(_raised(entry, bill, beyond), bill)


def _posted_and_reduced(work: Work) -> None:
    """As the bill says, then reduced to what came, in an entry that cites the bill, as a debit note would."""
    undo(work)
    entry, bill, beyond = _whole(work)
    require(beyond > 0)
    whole = _raised(entry, bill, beyond)
    work.post_bill(whole, bill)
    work.post([
        replace(line, amount=right.amount - line.amount) for line, right in zip(whole.lines, entry.lines, strict=True)
    ])  # fmt: skip


def _raised(entry: Entry, bill: str, beyond: int) -> Entry:
    charge = next(line for line in entry.lines if not line.party and line.amount > 0)
    lines = tuple(
        replace(line, amount=line.amount + (beyond if line is charge else -beyond if line.item == bill else 0))
        for line in entry.lines
    )
    return Entry("raised", entry.date, entry.memo, lines)


def _posted_in_parts(work: Work) -> None:
    """Each charge with its share of payables, entry by entry."""
    undo(work)
    entry, bill = _bill_entry(work.finding)
    payable = next(line for line in entry.lines if line.item == bill)
    charges = [line for line in entry.lines if line is not payable]
    require(len(charges) > 1)
    for line in charges:
        work.post([line, replace(payable, amount=-line.amount)], entry.date)


def _variance_in_the_charge(work: Work) -> None:
    """The difference in price charged to the order's account instead of purchase price variance."""
    undo(work)
    entry, bill = _bill_entry(work.finding)
    variance = work.finding.role("price variance")
    apart = next((line for line in entry.lines if line.account == variance), None)
    require(apart)
    assert apart is not None
    charge = next(line for line in entry.lines if line.account != variance and line.item != bill)
    lines = tuple(
        replace(line, amount=line.amount + apart.amount) if line is charge else line
        for line in entry.lines
        if line is not apart
    )
    work.post_bill(Entry("charged", entry.date, entry.memo, lines), bill)


def _held(reason: str) -> Callable[[Work], None]:
    def apply(work: Work) -> None:
        undo(work)
        _, bill = _bill_entry(work.finding)
        work.hold(bill, reason)

    return apply


def _into_payables(role: str) -> Callable[[Work], None]:
    """An accrual put into payables, as if it were a bill."""

    def apply(work: Work) -> None:
        finding = work.finding
        account = finding.role(role)
        require(any(line.account == account and line.amount < 0 for entry in finding.right for line in entry.lines))
        undo(work)
        vendor = finding.scenario.case.vendors[0].id
        for entry in finding.right:
            work.post([
                Line(finding.role("payables"), line.amount, line.document, line.party or vendor, line.item)
                if line.account == account
                else line
                for line in entry.lines
            ], entry.date)  # fmt: skip

    return apply


def _to_inventory(work: Work) -> None:
    """The charge put on stock instead of the account where it belongs."""
    finding = work.finding
    stock = finding.role("inventory")
    undo(work)
    moved = False
    for entry in finding.right:
        lines = [
            replace(line, account=stock, department="")
            if line.amount > 0 and is_expense(finding, line.account)
            else line
            for line in entry.lines
        ]
        moved = moved or tuple(lines) != entry.lines
        work.post(lines, entry.date)
    require(moved)


def _accrued_line_by_line(work: Work) -> None:
    """Each receipt, and each account of it, in an entry of its own in the middle of the month."""
    require(work.finding.right)
    for entry in work.finding.right:
        owed = next((line for line in entry.lines if line.item and line.amount < 0), None)
        require(owed)
        assert owed is not None
        for line in entry.lines:
            if line is not owed:
                work.post([line, replace(owed, amount=-line.amount)], work.finding.period.first.replace(day=20))


def _to_the_owner_and_rejected(work: Work) -> None:
    """The private bill taken out of the books and sent back."""
    require(len(work.finding.wrong) == 1)
    (entry,) = work.finding.wrong
    undo(work)
    bill = next(line.item for line in entry.lines if line.item)
    work.reject(bill, "not ours")


POSTED = ("E01", "E26", "E27", "E29", "F01")
APART: tuple[Treatment, ...] = (
    *(
        treatment
        for code in ("E26", "E27", "F01")
        for treatment in (
            Treatment(code, "posted with post_bill", Kind.FULL, _post_bill),
            Treatment(code, "posted with post_bill at month-end", Kind.FULL, _post_bill_late),
            Treatment(code, "posted charge by charge", Kind.FULL, _posted_in_parts),
            Treatment(code, "held first, then posted", Kind.FULL, _held_first("price")),
            Treatment(code, "posted, reversed, posted again with post_bill", Kind.FULL, _posted_again),
            Treatment(code, "held for price, though it is to be posted", Kind.NEAR, _held("price")),
        )
    ),
    Treatment("E27", "posted in full", Kind.NEAR, _posted_in_full),
    Treatment("E27", "posted in full, then reduced to what came", Kind.FULL, _posted_and_reduced),
    Treatment("E27", "held for quantity", Kind.NEAR, _held("quantity")),
    Treatment("E26", "the price difference charged to the order's account", Kind.NEAR, _variance_in_the_charge),
    Treatment("E25", "accrued account by account on the 20th", Kind.FULL, _accrued_line_by_line),
    Treatment("E25", "put into payables", Kind.NEAR, _into_payables("grni")),
    Treatment("E42", "put into payables", Kind.NEAR, _into_payables("accrued")),
    *(Treatment(code, "charged to inventory", Kind.NEAR, _to_inventory) for code in ("E07", "E25", "E42")),
    Treatment("E03", "the other of the two postings reversed", Kind.FULL, original_reversed),
    Treatment("E40", "reversed, and the bill rejected", Kind.NEAR, _to_the_owner_and_rejected),
)
