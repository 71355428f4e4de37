"""Treatments of what belongs to a month that is closed: reversed or posted in the month to close, or where it cannot be."""

from collections.abc import Callable
from dataclasses import replace

from tieout.ledger.entries import Entry
from tieout.treatments.trial import Kind, Treatment
from tieout.treatments.work import Work, require


def _made_twice(work: Work) -> list[Entry]:
    """The entries of the desk that the finding's right one undoes, the one of the earlier date first."""
    mirrored = {tuple([line.negated() for line in entry.lines]) for entry in work.finding.right}
    found = [entry for entry in work.desk.books.entries if entry.lines in mirrored]
    require(len(found) > 1)
    return sorted(found, key=lambda entry: entry.date)


def _first_reversed(work: Work) -> None:
    work.reverse(_made_twice(work)[0].id, work.finding.period.first)


def _second_reversed(work: Work) -> None:
    work.reverse(_made_twice(work)[1].id)


def _both_reversed(work: Work) -> None:
    for entry in _made_twice(work):
        work.reverse(entry.id)


def _in_the_closed_month(work: Work) -> None:
    for entry in work.finding.right:
        work.post(entry.lines, work.finding.period.previous.last)


def _accrued(work: Work) -> None:
    """A late bill taken for a service that is still to be billed."""
    require(work.finding.defect.subjects)
    for entry in work.finding.right:
        charge, owed = entry.lines
        accrued = replace(owed, account=work.finding.role("accrued"), party="")
        work.post([charge, accrued], work.finding.last)


_WAYS: tuple[tuple[str, Kind, Callable[[Work], None]], ...] = (
    ("the entry of the closed month reversed", Kind.FULL, _first_reversed),
    ("the other entry of the two reversed", Kind.FULL, _second_reversed),
    ("both entries reversed", Kind.NEAR, _both_reversed),
    ("corrected in the closed month", Kind.NEAR, _in_the_closed_month),
    ("accrued like a bill that is still to come", Kind.NEAR, _accrued),
)
APART: tuple[Treatment, ...] = tuple([Treatment("E44", *way) for way in _WAYS])
