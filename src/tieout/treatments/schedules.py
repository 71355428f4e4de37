"""Treatments of month-end work: accruals and their reversal, prepaids, assets, revenue, loans; papers beside it."""

from collections.abc import Callable
from dataclasses import replace

from tieout.ledger.entries import Line
from tieout.treatments.finding import net
from tieout.treatments.postings import undo
from tieout.treatments.trial import Kind, Treatment
from tieout.treatments.work import Work, balance_of, require


def _booked(work: Work) -> list[str]:
    undo(work)
    return [work.repost(entry) for entry in work.finding.right]


def _reversed_ahead(by_hand: bool) -> Callable[[Work], None]:
    """An accrual, and its reversal dated the first of the next month."""

    def apply(work: Work) -> None:
        finding = work.finding
        owed = (finding.role("accrued"),)
        accruals = [
            posted
            for posted, entry in zip(_booked(work), finding.right, strict=True)
            if any(line.account in owed and line.amount < 0 for line in entry.lines)
        ]
        require(accruals)
        first = finding.period.next.first
        for posted in accruals:
            if by_hand:
                entry = work.desk.books.entry(posted)
                assert entry is not None
                work.post((line.negated() for line in entry.lines), first)
            else:
                work.reverse(posted, first)

    return apply


def _reversed_in_the_month(work: Work) -> None:
    """An accrual that is taken back in its own month."""
    require(work.finding.right)
    for posted in _booked(work):
        require(posted)
        work.reverse(posted)
    require(work.made)


def _paper_beside(work: Work) -> None:
    """All is right, and a right workpaper is filed that nobody asked for."""
    finding = work.finding
    _booked(work)
    asked = {paper.account for paper in finding.scenario.key.workpapers}
    fitting = [
        account.code for account in finding.chart
        if account.kind.permanent and account.code not in asked and balance_of(work.desk, account.code)
    ]  # fmt: skip
    role = [code for code in fitting if code in (finding.role("fixed assets"), finding.role("inventory"))]
    require(fitting)
    account = (role or fitting)[0]
    work.file(account, balance_of(work.desk, account))


def _wrong_paper_beside(work: Work) -> None:
    _booked(work)
    asked = {paper.account for paper in work.finding.scenario.key.workpapers}
    code = next(account.code for account in work.finding.chart if account.kind.permanent and account.code not in asked)
    work.file(code, balance_of(work.desk, code) + 12_345)


def _only(first: bool) -> Callable[[Work], None]:
    """Of several right entries only the first, or only the others."""

    def apply(work: Work) -> None:
        require(len(work.finding.right) > 1)
        undo(work)
        for place, entry in enumerate(work.finding.right):
            if (place == 0) is first:
                work.repost(entry)

    return apply


def _share_only(work: Work) -> None:
    """A prepaid made of the expense in one entry that leaves only the month's share charged."""
    lines = net(line for entry in work.finding.right for line in entry.lines)
    wrong = net(line.negated() for entry in work.finding.wrong for line in entry.lines)
    require(len(work.finding.right) > 1 and wrong)
    work.post(net(iter((*wrong, *lines))))


def _without_the_rest(role: str) -> Callable[[Work], None]:
    """The leg on ``role`` left out, the first other leg taking its place."""

    def apply(work: Work) -> None:
        finding = work.finding
        account = finding.role(role)
        undo(work)
        changed = False
        for entry in finding.right:
            leg = next((line for line in entry.lines if line.account == account), None)
            rest = [line for line in entry.lines if line is not leg]
            if leg is None or len(rest) < 2:
                work.repost(entry)
                continue
            changed = True
            work.post([replace(rest[0], amount=rest[0].amount + leg.amount), *rest[1:]], entry.date)
        require(changed)

    return apply


def _to(role: str, *instead_of: str) -> Callable[[Work], None]:
    """A leg put on another account than the one where it belongs."""

    def apply(work: Work) -> None:
        finding = work.finding
        wrong = {finding.role(name) for name in instead_of}
        undo(work)
        changed = False
        for entry in finding.right:
            lines = [
                Line(finding.role(role), line.amount, line.document) if line.account in wrong else line
                for line in entry.lines
            ]
            changed = changed or tuple(lines) != entry.lines
            work.post(lines, entry.date)
        require(changed)

    return apply


APART: tuple[Treatment, ...] = (
    *(
        treatment
        for code in ("E36", "E42")
        for treatment in (
            Treatment(
                code, "accrued, and reversed on the first of the next month", Kind.FULL, _reversed_ahead(by_hand=False)
            ),
            Treatment(
                code,
                "accrued, and a mirrored entry on the first of the next month",
                Kind.FULL,
                _reversed_ahead(by_hand=True),
            ),
            Treatment(code, "accrued, and taken back in the month", Kind.NEAR, _reversed_in_the_month),
        )
    ),
    *(
        Treatment(code, "right, and a right workpaper that nobody asked for", Kind.FULL, _paper_beside)
        for code in ("E14", "E25", "E30", "E32", "E36", "E42")
    ),
    *(
        Treatment(code, "right, and a wrong workpaper that nobody asked for", Kind.NEAR, _wrong_paper_beside)
        for code in ("E14", "E30")
    ),
    Treatment("E30", "one entry that leaves the month's share charged", Kind.FULL, _share_only),
    Treatment("E30", "made a prepaid, no share charged", Kind.NEAR, _only(first=True)),
    Treatment("E30", "taken from the prepaid into other income", Kind.NEAR, _to("miscellaneous", "prepaids")),
    Treatment("E31", "put on inventory", Kind.NEAR, _to("inventory", "fixed assets")),
    Treatment("E32", "cost written off without its depreciation", Kind.NEAR, _without_the_rest("accumulated")),
    Treatment("E32", "the loss charged to miscellaneous", Kind.NEAR, _to("miscellaneous", "disposal")),
    Treatment("E33", "taken for unapplied money", Kind.NEAR, _to("other income", "deferred revenue")),
    Treatment("E36", "the employer's tax left out", Kind.NEAR, _without_the_rest("payroll tax")),
    Treatment("E37", "the interest charged to bank fees", Kind.NEAR, _to("bank fees", "interest expense")),
    Treatment("E37", "the interest left in the loan", Kind.NEAR, _without_the_rest("interest expense")),
    Treatment("E40", "charged to retained earnings", Kind.NEAR, _to("retained earnings", "owner")),
)
