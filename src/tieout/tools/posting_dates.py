"""Entries dated in the month after the one to close: only what undoes something, line by line, and once.

Two things are undone there: what stands there by mistake, and an accrual of the month to close, which many reverse
automatically on the first of the next month. The count is by lines, so that it does not matter which tool posted them.
"""

from collections.abc import Sequence
from datetime import date

from tieout.ledger.entries import Entry, Line
from tieout.ledger.refusal import Refusal
from tieout.tools.workspace import Workspace

Mirror = tuple[tuple[str, int, str, str, str], ...]


def out_of_month(desk: Workspace, when: date, lines: Sequence[Line]) -> Refusal | None:
    """Why an entry of these lines is not dated after the month to close; None for one dated in it, or before."""
    last = desk.case.period.last
    if when <= last:
        return None
    same, mirror = _key(lines, 1), _key(lines, -1)
    stood = _standing(desk.case.books.entries, same, mirror, last)
    stands = _standing(desk.books.entries, same, mirror, last)
    chart, credited = desk.books.chart, {line.account for line in lines if line.amount > 0}
    grni = chart.find_role("grni")
    accruals = 0
    if chart.find_role("accrued") in credited and grni not in credited:
        accruals = -_standing_in_month(desk, same, mirror)
    if stands < max(stood, accruals, 0):
        return None
    month = desk.case.period
    if grni in credited and _standing_in_month(desk, same, mirror) < 0:
        return Refusal(
            "date.not_invoiced",
            f"Date {when.isoformat()} lies in the month after {month}.",
            "What was received and not invoiced stands until its bill comes; it is not reversed at the month's turn.",
            "Leave it standing; the bill then debits it.",
        )
    return Refusal(
        "date.next_month",
        f"Date {when.isoformat()} lies in the month after {month}.",
        "There an entry only undoes, line by line and once, what stands there or an accrual of the month to close.",
        f"Date it in {month}, or post the exact mirror image of the entry that it undoes.",
    )


def _standing(entries: Sequence[Entry], same: Mirror, mirror: Mirror, last: date) -> int:
    """How often entries of these lines stand after ``last``, less their mirror images."""
    return _net([entry for entry in entries if entry.date > last], same, mirror)


def _standing_in_month(desk: Workspace, same: Mirror, mirror: Mirror) -> int:
    period = desk.case.period
    return _net([entry for entry in desk.books.entries if period.first <= entry.date <= period.last], same, mirror)


def _net(entries: Sequence[Entry], same: Mirror, mirror: Mirror) -> int:
    found = 0
    for entry in entries:
        if len(entry.lines) == len(same):
            key = _key(entry.lines, 1)
            found += (key == same) - (key == mirror)
    return found


def _key(lines: Sequence[Line], sign: int) -> Mirror:
    return tuple(sorted((line.account, sign * line.amount, line.document, line.party, line.item) for line in lines))
