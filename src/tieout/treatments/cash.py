"""Treatments of what moves at the bank: receipts, payments, charges, transfers."""

from collections.abc import Callable
from dataclasses import replace

from tieout.documents.bank import DepositSlip
from tieout.ledger.entries import Entry, Line
from tieout.treatments.halves import other_account
from tieout.treatments.postings import undo
from tieout.treatments.receivables import applied
from tieout.treatments.trial import Kind, Treatment
from tieout.treatments.work import Work, require


def _receipt_applied(work: Work) -> None:
    """The wrong receipt reversed, the right one booked with apply_cash from its bank line."""
    require(work.finding.right and len(work.finding.groups) == 1)
    undo(work)
    applied(work, work.finding.right[0], work.finding.groups[0].lines[0])


def _reversal_cleared(work: Work) -> None:
    """The wrong entry and its reversal cleared against each other, without a bank line; then the right one booked."""
    for entry in work.finding.wrong:
        account = next((line.account for line in entry.lines if line.account in work.finding.banks), "")
        require(account)
        work.reverse(entry.id)
        both = (entry.id, work.made[-1])
        work.match([], [one for one in work.desk.open_cash_items(account) if one.entry in both])
    require(work.made)
    for entry in work.finding.right:
        work.repost(entry)


def original_reversed(work: Work) -> None:
    """Of two entries alike the first one is reversed: what remains is the same."""
    require(len(work.finding.wrong) == 1)
    (copy,) = work.finding.wrong
    twin = next(
        (one for one in work.desk.books.entries if one.lines == copy.lines and one.id not in {copy.id, *work.made}),
        None,
    )
    require(twin)
    assert twin is not None
    work.reverse(twin.id)


def _deposit_rebooked(slip: bool) -> Callable[[Work], None]:
    """The receipts of a deposit reversed and booked in one entry, citing each remittance, or the deposit slip."""

    def apply(work: Work) -> None:
        (group,) = work.finding.groups
        require(len(group.documents) > 1)
        entries = cash_entries(work, group.account, group.documents)
        paper = next(
            one.id
            for one in work.finding.scenario.case.by_kind["deposit slip"]
            if isinstance(one, DepositSlip) and {name for name, _ in one.receipts} == set(group.documents)
        )
        for entry in entries:
            work.reverse(entry.id)
        lines = [line for entry in entries for line in entry.lines]
        work.post([replace(line, document=paper) if slip else line for line in lines])
        items = [one for one in work.desk.open_cash_items(group.account) if one.entry == work.made[-1]]
        work.match(group.lines, items)

    return apply


def _deposit_lumped(work: Work) -> None:
    """The deposit booked once more as a whole, the receipts left as they are."""
    (group,) = work.finding.groups
    amount = work.finding.scenario.case.bank_lines[group.lines[0]][0].amount
    line = group.lines[0]
    work.post([Line(group.account, amount, line), Line(work.finding.role("unapplied cash"), -amount, line, "", line)])
    work.match(group.lines, [one for one in work.desk.open_cash_items(group.account) if one.entry == work.made[-1]])


def _by_transfer(cites: str) -> Callable[[Work], None]:
    """A payment in parts, booked part by part, each matched with its own line."""

    def apply(work: Work) -> None:
        (group,) = work.finding.groups
        require(len(group.lines) > 1)
        (entry,) = cash_entries(work, group.account, group.documents)
        require(len(entry.lines) == 2)
        work.reverse(entry.id)
        for name in group.lines:
            _transfer(work, name, entry, name if cites == "line" else entry.lines[0].document)

    return apply


def _first_transfer_only(work: Work) -> None:
    """The payment reversed, and of its transfers the first one booked."""
    (group,) = work.finding.groups
    (entry,) = cash_entries(work, group.account, group.documents)
    require(len(group.lines) > 1 and len(entry.lines) == 2)
    work.reverse(entry.id)
    _transfer(work, group.lines[0], entry, entry.lines[0].document)


def _transfer(work: Work, name: str, entry: Entry, paper: str) -> None:
    """What one bank line shows of a payment, booked as ``entry`` booked the whole, citing ``paper``, and matched."""
    line, statement = work.finding.scenario.case.bank_lines[name]
    posted = work.post(
        replace(leg, amount=line.amount if leg.account == statement.account else -line.amount, document=paper)
        for leg in entry.lines
    )
    if posted:
        work.match([name], [one for one in work.desk.open_cash_items(statement.account) if one.entry == posted])


def _transfers_to_rounding(work: Work) -> None:
    """The payment left as it is, each transfer booked against rounding and matched with that."""
    (group,) = work.finding.groups
    require(len(group.lines) > 1)
    for name in group.lines:
        amount = work.finding.scenario.case.bank_lines[name][0].amount
        posted = work.post([Line(group.account, amount, name), Line(work.finding.role("rounding"), -amount, name)])
        work.match([name], [one for one in work.desk.open_cash_items(group.account) if one.entry == posted])


def cash_entries(work: Work, account: str, documents: tuple[str, ...]) -> list[Entry]:
    """The entries whose open cash on the account cites these documents."""
    names = dict.fromkeys(one.entry for one in work.desk.open_cash_items(account) if one.document in documents)
    found = [work.desk.books.entry(name) for name in names]
    return [entry for entry in found if entry is not None]


def _return_by_reversal(work: Work) -> None:
    """The returned receipt undone with reverse_entry; the charge booked from its line."""
    finding = work.finding
    returned, charge = finding.right
    owed = next(line for line in returned.lines if line.item)
    evidence = {document for document, _ in finding.defect.evidence}
    receipt = next(
        (
            entry
            for entry in finding.scenario.case.books.entries
            if any(line.item == owed.item and line.amount < 0 and line.document in evidence for line in entry.lines)
        ),
        None,
    )
    require(receipt is not None and len(receipt.lines) == 2)
    assert receipt is not None
    cash = next(line for line in receipt.lines if not line.item)
    held = next((one for one in work.desk.matches if any(item.entry == receipt.id for item in one.items)), None)
    require(held is not None and cash.amount == owed.amount)
    assert held is not None
    work.call("unmatch", match=held.id)
    work.reverse(receipt.id, returned.date)
    work.match(held.bank_lines, held.items)
    work.repost(charge)


def _return_without_charge(work: Work) -> None:
    work.repost(work.finding.right[0])


def _charge_to_the_customer(work: Work) -> None:
    returned, charge = work.finding.right
    owed = next(line for line in returned.lines if line.item)
    work.repost(returned)
    work.post(
        [
            replace(line, account=owed.account, party=owed.party, item=owed.item) if line.amount > 0 else line
            for line in charge.lines
        ],
        charge.date,
    )


def _void_by_reversal(work: Work) -> None:
    """The check's own entry of an earlier month, reversed in this one."""
    (voided,) = work.finding.right
    paid = next(
        (
            entry
            for entry in work.finding.scenario.case.books.entries
            if {line.negated() for line in entry.lines} == set(voided.lines) and entry.date < work.finding.period.first
        ),
        None,
    )
    require(paid)
    assert paid is not None
    work.reverse(paid.id)


def _listed_as_outstanding(work: Work) -> None:
    (voided,) = work.finding.right
    cash = next(line for line in voided.lines if line.account in work.finding.banks)
    work.listed[cash.document] = -cash.amount


def _without_transit(work: Work) -> None:
    """Both sides of a transfer in one entry, from bank to bank."""
    undo(work)
    transit = work.finding.role("cash in transit")
    work.post([line for entry in work.finding.right for line in entry.lines if line.account != transit])


def _one_leg_of_the_transfer(work: Work) -> None:
    undo(work)
    work.repost(work.finding.right[0])


def _transfer_to_rounding(work: Work) -> None:
    """One side of a transfer booked, against rounding, and matched."""
    name = work.finding.defect.bank_lines[0]
    line, statement = work.finding.scenario.case.bank_lines[name]
    posted = work.post(
        [Line(statement.account, line.amount, name), Line(work.finding.role("rounding"), -line.amount, name)]
    )
    work.match([name], [one for one in work.desk.open_cash_items(statement.account) if one.entry == posted])


def _forced(work: Work) -> None:
    """What the bank is out by, to rounding, citing the statement; the papers then look perfect."""
    finding = work.finding
    gaps: dict[str, int] = {}
    for entry, sign in (*((one, -1) for one in finding.wrong), *((one, 1) for one in finding.right)):
        for line in entry.lines:
            if line.account in finding.banks:
                gaps[line.account] = gaps.get(line.account, 0) + sign * line.amount
    require(any(gaps.values()))
    contra = other_account(finding, "rounding", "miscellaneous")
    for account, amount in gaps.items():
        statement = finding.scenario.case.statement_of(account)
        if amount and statement is not None:
            work.post([Line(account, amount, statement.id), Line(contra, -amount, statement.id)])


def _two_pairs(work: Work) -> None:
    """The finding's own pair and another right one in a single match."""
    finding = work.finding
    require(len(finding.groups) == 1)
    group = finding.groups[0]
    undo(work)
    for entry in finding.right:
        work.repost(entry)
    own = [one for one in work.desk.open_cash_items(group.account) if one.document in group.documents]
    other = next((one for one in work.desk.matches if one.account == group.account), None)
    require(own and other)
    assert other is not None
    work.call("unmatch", match=other.id)
    if not work.match([*group.lines, *other.bank_lines], [*own, *other.items]):
        work.match(other.bank_lines, other.items)


APART: tuple[Treatment, ...] = (
    *(
        Treatment(code, "reversed, and applied with apply_cash", Kind.CITED, _receipt_applied)
        for code in ("E01", "E02", "E08", "E09", "E24")
    ),
    *(
        Treatment(code, "reversed, and cleared against its reversal", Kind.FULL, _reversal_cleared)
        for code in ("E01", "E02", "E04", "E09", "E41")
    ),
    *(
        Treatment(code, "forced into rounding, citing the statement", Kind.HALF, _forced)
        for code in ("E01", "E02", "E04", "E05", "E09", "E14", "E15", "E16", "E19", "E20", "E22")
    ),
    *(
        Treatment(code, "matched together with another right pair", Kind.OTHER, _two_pairs)
        for code in ("E01", "E05", "E14", "E20")
    ),
    Treatment("E04", "the other of the two reversed", Kind.FULL, original_reversed),
    Treatment("E05", "applied with apply_cash", Kind.FULL, _receipt_applied),
    Treatment(
        "E11", "reversed, and booked as one entry citing each remittance", Kind.FULL, _deposit_rebooked(slip=False)
    ),
    Treatment(
        "E11", "reversed, and booked as one entry citing the deposit slip", Kind.CITED, _deposit_rebooked(slip=True)
    ),
    Treatment("E11", "booked once more as a whole", Kind.HALF, _deposit_lumped),
    *(Treatment(code, "matched as a group", Kind.FULL, lambda work: None) for code in ("E11", "E12")),
    Treatment("E12", "reversed, the first transfer booked", Kind.NEAR, _first_transfer_only),
    Treatment("E12", "each transfer booked to rounding", Kind.HALF, _transfers_to_rounding),
    Treatment("E12", "booked transfer by transfer", Kind.OTHER, _by_transfer("voucher")),
    Treatment("E12", "booked transfer by transfer, each citing its bank line", Kind.OTHER, _by_transfer("line")),
    Treatment("E15", "the receipt undone with reverse_entry", Kind.CITED, _return_by_reversal),
    Treatment("E15", "the return booked, not the charge", Kind.NEAR, _return_without_charge),
    Treatment("E15", "the charge put on the customer", Kind.NEAR, _charge_to_the_customer),
    Treatment("E16", "the payment undone with reverse_entry", Kind.FULL, _void_by_reversal),
    Treatment("E16", "listed as outstanding", Kind.HALF, _listed_as_outstanding),
    Treatment("E38", "booked from bank to bank in one entry", Kind.CITED, _without_transit),
    Treatment("E38", "one side of it booked to rounding", Kind.HALF, _transfer_to_rounding),
    Treatment("E38", "one side of it booked", Kind.NEAR, _one_leg_of_the_transfer),
)
