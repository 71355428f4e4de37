"""Treatments of receipts whose papers decide: what a payment is for, deductions, what is paid again, what the rules grant."""

from tieout.ledger.entries import Entry, Line
from tieout.treatments.finding import Finding
from tieout.treatments.postings import undo
from tieout.treatments.trial import Kind, Treatment
from tieout.treatments.work import Work, require


def _on(finding: Finding, entry: Entry, role: str) -> list[Line]:
    account = finding.role(role)
    return [line for line in entry.lines if line.account == account]


def _sum(lines: list[Line]) -> int:
    return sum([line.amount for line in lines])


def _applied(work: Work) -> None:
    """With apply_cash, once what was booked wrongly is undone; what was granted in a second entry under the same bank line."""
    finding = work.finding
    (entry,) = finding.right
    bank_line = entry.lines[0].document
    taken_off = _on(finding, entry, "sales discounts") or _on(finding, entry, "small balances")
    require(bank_line in finding.scenario.case.bank_lines and not taken_off)
    undo(work)
    owed, returns = _on(finding, entry, "receivables"), _on(finding, entry, "returns")
    require(len({line.party for line in owed}) < 2 and len(returns) < 2)
    granted = _sum(returns)
    cash = [(line.item, -line.amount - (granted if line is owed[0] else 0), 0, 0) for line in owed]
    rest = -_sum(_on(finding, entry, "unapplied cash"))
    work.apply_cash(bank_line, owed[0].party if owed else "", cash, rest)
    for line in returns:
        work.post([line, owed[0].of(-granted)], entry.date)


def _credit_apart(work: Work) -> None:
    """The receipt as it came, the credit in an entry of its own at month-end."""
    finding = work.finding
    require(finding.right)
    (entry,) = finding.right
    returns, owed = _on(finding, entry, "returns"), _on(finding, entry, "receivables")
    require(len(returns) == 1 and len(owed) == 1)
    undo(work)
    granted = returns[0].amount
    kept = [line for line in entry.lines if line.account in finding.banks]
    work.post([*kept, owed[0].of(owed[0].amount + granted)], entry.date)
    work.post([returns[0], owed[0].of(-granted)])


def _otherwise_decided(work: Work) -> None:
    """A claim that was refused is credited, one that was granted is left open."""
    finding = work.finding
    (entry,) = finding.right
    returns, owed = _on(finding, entry, "returns"), _on(finding, entry, "receivables")
    require(len(owed) == 1)
    undo(work)
    short = finding.defect.amount
    cash = next(line for line in entry.lines if line.account in finding.banks)
    if returns:
        work.post([cash, owed[0].of(-cash.amount)], entry.date)
    else:
        credit = Line(finding.role("returns"), short, cash.document)
        work.post([cash, credit, owed[0].of(-cash.amount - short)], entry.date)


def _otherwise_meant(work: Work) -> None:
    """What is for invoices is left unapplied."""
    _all_to(work, "unapplied cash")


def _taken_for_income(work: Work) -> None:
    """Whatever the customer paid is income."""
    _all_to(work, "other income")


def _written_off(work: Work) -> None:
    """What the customer kept back is written off as a small balance."""
    finding = work.finding
    (entry,) = finding.right
    owed = _on(finding, entry, "receivables")
    require(len(entry.lines) == 2 and len(owed) == 1)
    undo(work)
    short = finding.defect.amount
    small = Line(finding.role("small balances"), short, entry.lines[0].document)
    work.post([entry.lines[0], small, owed[0].of(owed[0].amount - short)], entry.date)


def _credit_kept(work: Work) -> None:
    """What is paid again stays as a credit on another invoice that the payment names."""
    finding = work.finding
    (entry,) = finding.right
    owed, rest = _on(finding, entry, "receivables"), _on(finding, entry, "unapplied cash")
    require(len(owed) == 1 and len(rest) == 1)
    undo(work)
    cash = next(line for line in entry.lines if line.account in finding.banks)
    work.post([cash, owed[0].of(-cash.amount)], entry.date)


def _all_to(work: Work, role: str) -> None:
    finding = work.finding
    (entry,) = finding.right
    account = finding.role(role)
    owed = [line for line in entry.lines if line.account not in finding.banks]
    require(all(line.account != account for line in owed))
    undo(work)
    cash = next(line for line in entry.lines if line.account in finding.banks)
    item = cash.document if finding.chart.demands[account][1] else ""
    work.post([cash, Line(account, -cash.amount, cash.document, "", item)], entry.date)


APART: tuple[Treatment, ...] = (
    *(
        Treatment(code, "applied with apply_cash", Kind.FULL, _applied)
        for code in ("E61", "E62", "E63", "E64", "E65", "E66", "E67")
    ),
    *(Treatment(code, "the credit in a second entry", Kind.FULL, _credit_apart) for code in ("E61", "E62")),
    *(Treatment(code, "decided the other way", Kind.NEAR, _otherwise_decided) for code in ("E61", "E62")),
    *(Treatment(code, "left unapplied", Kind.NEAR, _otherwise_meant) for code in ("E63", "E64", "E65")),
    *(Treatment(code, "taken for income", Kind.NEAR, _taken_for_income) for code in ("E63", "E64", "E67")),
    *(Treatment(code, "written off as a small balance", Kind.NEAR, _written_off) for code in ("E61", "E62", "E66")),
    Treatment("E67", "kept as a credit on the invoice", Kind.NEAR, _credit_kept),
)
