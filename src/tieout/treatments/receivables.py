"""Treatments of what customers pay: short, with discount, too much, unknown; credit memos; suspense."""

from collections.abc import Callable
from dataclasses import replace

from tieout.ledger.entries import Entry, Line
from tieout.treatments.finding import Finding
from tieout.treatments.postings import undo
from tieout.treatments.support import papers_of
from tieout.treatments.trial import Kind, Treatment
from tieout.treatments.work import Work, require


def applied(work: Work, entry: Entry, bank_line: str) -> None:
    """Book with apply_cash what ``entry`` books."""
    finding = work.finding
    on = {line.account: line for line in entry.lines}
    cash = next((line for line in entry.lines if line.account in finding.banks), None)
    require(cash is not None and cash.amount > 0)
    assert cash is not None
    owed = on.get(finding.role("receivables"))
    rest = on.get(finding.role("unapplied cash"))
    require(owed or rest)
    require(cash.amount == finding.scenario.case.bank_lines[bank_line][0].amount)
    discount, small = (_on(finding, on, role) for role in ("sales discounts", "small balances"))
    unapplied = -rest.amount if rest else 0
    invoices = [(owed.item, cash.amount - unapplied, discount, small)] if owed else []
    work.apply_cash(bank_line, owed.party if owed else "", invoices, unapplied)


def _on(finding: Finding, on: dict[str, Line], role: str) -> int:
    line = on.get(finding.role(role))
    return line.amount if line else 0


def _applied(work: Work) -> None:
    require(len(work.finding.right) == 1 and work.finding.defect.bank_lines)
    applied(work, work.finding.right[0], work.finding.defect.bank_lines[0])


def _second_entry(role: str, kind: str) -> Callable[[Work], None]:
    """The receipt first, what the customer kept back (or paid too much) in an entry of its own, citing ``kind``."""

    def apply(work: Work) -> None:
        finding = work.finding
        (entry,) = finding.right
        account, receivables = finding.role(role), finding.role("receivables")
        apart = next((line for line in entry.lines if line.account == account), None)
        require(apart is not None)
        assert apart is not None
        paper = apart.document
        if kind:
            papers = papers_of(finding, kind)
            require(papers)
            paper = papers[0]
        owed = next(line for line in entry.lines if line.account == receivables)
        work.post(
            [
                replace(line, amount=line.amount + apart.amount) if line is owed else line
                for line in entry.lines
                if line is not apart
            ],
            entry.date,
        )
        second = replace(owed, amount=-apart.amount, document=paper)
        work.post([replace(apart, document=paper), second])

    return apply


def _moved(role: str, instead: str) -> Callable[[Work], None]:
    """The leg on ``role`` put on another account, or left on the invoice where ``instead`` is empty."""

    def apply(work: Work) -> None:
        finding = work.finding
        (entry,) = finding.right
        account, receivables = finding.role(role), finding.role("receivables")
        leg = next((line for line in entry.lines if line.account == account), None)
        require(leg)
        assert leg is not None
        lines = [line for line in entry.lines if line is not leg]
        if instead:
            lines.append(Line(finding.role(instead), leg.amount, leg.document))
        else:
            lines = [
                replace(line, amount=line.amount + leg.amount) if line.account == receivables else line
                for line in lines
            ]
        work.post(lines, entry.date)

    return apply


def _granted(role: str) -> Callable[[Work], None]:
    """What should stay open is granted as a discount, or written off."""

    def apply(work: Work) -> None:
        finding = work.finding
        (entry,) = finding.right
        require(len(entry.lines) == 2)
        owed = next(line for line in entry.lines if line.item)
        work.repost(entry)
        amount = finding.defect.amount
        work.post([Line(finding.role(role), amount, owed.document), replace(owed, amount=-amount)])

    return apply


def _to_another_invoice(work: Work) -> None:
    """Money that is nobody's, or a credit, put on an invoice that it does not belong to."""
    finding = work.finding
    (entry,) = finding.right
    receivables = finding.role("receivables")
    taken = {line.item for line in entry.lines}
    leg = next((line for line in entry.lines if line.item and line.amount < 0), None)
    require(leg)
    assert leg is not None
    found = next(
        (
            key
            for key, amount in work.desk.books.residuals.items()
            if key.account == receivables and amount >= -leg.amount and key.item not in taken
        ),
        None,
    )
    require(found)
    assert found is not None
    work.post(
        [
            Line(receivables, line.amount, line.document, found.party, found.item) if line is leg else line
            for line in entry.lines
        ],
        entry.date,
    )


def _to_income(work: Work) -> None:
    (entry,) = work.finding.right
    leg = next((line for line in entry.lines if line.item and line.amount < 0), None)
    require(leg)
    assert leg is not None
    other = work.finding.role("other income")
    work.post([Line(other, line.amount, line.document) if line is leg else line for line in entry.lines], entry.date)


def _unapplied(work: Work) -> None:
    """Booked as unapplied cash and applied to the invoice in a second entry."""
    finding = work.finding
    undo(work)
    (entry,) = finding.right
    cash = next((line for line in entry.lines if line.account in finding.banks), None)
    require(cash is not None and cash.amount > 0)
    assert cash is not None
    line = next((name for group in finding.groups for name in group.lines), "")
    require(line)
    parked = Line(finding.role("unapplied cash"), -cash.amount, cash.document, "", line)
    work.post([cash, parked], entry.date)
    work.post([parked.negated(), *(one for one in entry.lines if one is not cash)], entry.date)


APART: tuple[Treatment, ...] = (
    *(Treatment(code, "applied with apply_cash", Kind.FULL, _applied) for code in ("E19", "E20", "E21", "E22")),
    *(
        Treatment(code, "booked as unapplied cash, then applied", Kind.FULL, _unapplied)
        for code in ("E05", "E08", "E20", "E21", "E22", "E24")
    ),
    *(
        Treatment(
            code,
            f"{what} in a second entry citing {name}",
            Kind.CITED if kind else Kind.FULL,
            _second_entry(role, kind),
        )
        for code, what, role in (
            ("E20", "the write-off", "small balances"),
            ("E21", "the discount", "sales discounts"),
            ("E22", "the excess", "unapplied cash"),
        )
        for name, kind in (
            ("the bank line", ""),
            ("the remittance", "remittance advice"),
            ("the invoice", "sales invoice"),
            ("the statement", "bank statement"),
        )
    ),
    Treatment("E20", "the shortfall left on the invoice", Kind.NEAR, _moved("small balances", "")),
    Treatment("E20", "the shortfall charged to bank fees", Kind.NEAR, _moved("small balances", "bank fees")),
    Treatment("E20", "written off beyond the limit", Kind.NEAR, _granted("small balances")),
    Treatment("E21", "the discount left on the invoice", Kind.NEAR, _moved("sales discounts", "")),
    Treatment(
        "E21", "the discount written off as a small balance", Kind.NEAR, _moved("sales discounts", "small balances")
    ),
    Treatment("E21", "granted though too late", Kind.NEAR, _granted("sales discounts")),
    Treatment("E22", "the excess left on the invoice", Kind.NEAR, _moved("unapplied cash", "")),
    Treatment("E22", "the excess taken for income", Kind.NEAR, _moved("unapplied cash", "other income")),
    Treatment("E19", "taken for another invoice's payment", Kind.HALF, _to_another_invoice),
    Treatment("E19", "taken for income", Kind.HALF, _to_income),
    Treatment("E23", "credited to another invoice", Kind.NEAR, _to_another_invoice),
    Treatment("E23", "the invoice left as it is, income instead", Kind.NEAR, _to_income),
    Treatment("E05", "put on another open item", Kind.NEAR, _to_another_invoice),
)
