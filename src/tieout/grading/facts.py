"""Facts: atomic statements about the books at close, keyed so that *how* the work was done leaves no trace.

``booked``      (matter, account, party, open item, "" or "next month") -> amount posted on the matter
``department``  (matter, account, "" or "next month") -> how the account is divided among departments
``cleared``     (bank line,) -> what settles it, or open
``disposition`` (subject, track) -> outcome; that a bill is posted shows in the ledger, whichever tool did it
``workpaper``   (account, field) -> value

Ledger facts are compared by what moved since the start: ``needs`` lead from the books on the desk to the true books,
``posts`` to the books as they were closed. An entry that all of them share moves nothing and need not be looked at.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from typing import NamedTuple

from tieout.documents.closing import Disposition
from tieout.ledger.accounts import Chart
from tieout.ledger.entries import Entry
from tieout.scenario.answer_key import AnswerKey
from tieout.tools.workspace import Workspace


class FactKind(Enum):
    """The kinds of facts; see the module."""

    BOOKED = "booked"
    DEPARTMENT = "department"
    CLEARED = "cleared"
    DISPOSITION = "disposition"
    WORKPAPER = "workpaper"

    __hash__ = object.__hash__  # an enumeration's own hashes the name, in Python


class FactKey(NamedTuple):
    """``name`` identifies the fact within its kind; see the module for the parts."""

    kind: FactKind
    name: tuple[str, ...]


class Cell(NamedTuple):
    """A balance that a reader of the books sees: an account, or one open item of it. ``ahead`` holds what is dated
    after the month to close; everything else is measured as at month-end."""

    account: str
    party: str
    item: str
    ahead: bool


Moves = dict[str, dict[Cell, int]]
"""By document (or by matter) what is posted on each balance, in minor units; never zero."""


class Moved(NamedTuple):
    """What is posted on balances, and what of it names a department: there the cell's ``party`` is the department."""

    balances: Moves
    departments: Moves


ACCRUALS = ("accrued", "wages", "payroll tax")
"""Roles of the accounts whose accruals may be reversed on a day of the month after, by the policy's rule on dating."""


def needs_of(opened: Workspace, key: AnswerKey) -> Moved:
    """By document, what leads from the desk as it lay there to the true books."""
    last = opened.case.period.last
    desk, true = opened.books.entries, key.journal
    on_desk, in_truth = set(map(id, desk)), set(map(id, true))
    gone = [entry for entry in desk if id(entry) not in in_truth]
    come = [entry for entry in true if id(entry) not in on_desk]
    return _moves([(1, entry) for entry in come] + [(-1, entry) for entry in gone], last)


def posts_of(opened: Workspace, closed: Workspace) -> Moved:
    """By document, what was posted since the start, less accruals' reversals in the month after: those are the next
    month's work and neither help nor hurt this one."""
    last = opened.case.period.last
    posted = closed.books.entries[len(opened.books.entries) :]
    waived = _reversals_ahead(closed, posted, last)
    return _moves([(1, entry) for entry in posted if entry.id not in waived], last)


def decisions_of(dispositions: Iterable[Disposition]) -> dict[FactKey, object]:
    """What was decided. Posting a bill shows in the ledger and is no decision of its own."""
    return {
        FactKey(FactKind.DISPOSITION, (decided.subject, decided.track)): decided.outcome
        for decided in dispositions
        if decided.outcome not in ("posted", "partly posted")
    }


def _moves(entries: Iterable[tuple[int, Entry]], last: date) -> Moved:
    moved: Moves = {}
    allotted: Moves = {}
    for sign, entry in entries:
        ahead = entry.date > last
        for line in entry.lines:
            cells = moved.setdefault(line.document, {})
            cell = Cell(line.account, line.party, line.item, ahead)
            cells[cell] = cells.get(cell, 0) + sign * line.amount
            if line.department:
                cells = allotted.setdefault(line.document, {})
                cell = Cell(line.account, line.department, "", ahead)
                cells[cell] = cells.get(cell, 0) + sign * line.amount
    return Moved(without_zeros(moved), without_zeros(allotted))


def without_zeros(moved: Mapping[str, Mapping[Cell, int]]) -> Moves:
    """The same moves less what cancels out."""
    kept = {name: {cell: amount for cell, amount in cells.items() if amount} for name, cells in moved.items()}
    return {name: cells for name, cells in kept.items() if cells}


def _reversals_ahead(closed: Workspace, posted: tuple[Entry, ...], last: date) -> frozenset[str]:
    """Ids of the entries dated after month-end that mirror an accrual of the month, each accrual once."""
    ahead = [entry for entry in posted if entry.date > last]
    if not ahead:
        return frozenset()
    accounts = accrual_accounts(closed.books.chart)
    month = closed.case.period
    accruals = [
        _mirror(entry, 1)
        for entry in closed.books.entries
        if entry.period == month and any(line.account in accounts for line in entry.lines)
    ]
    found = set()
    for entry in ahead:
        mirrored = _mirror(entry, -1)
        if mirrored in accruals:
            accruals.remove(mirrored)
            found.add(entry.id)
    return frozenset(found)


def _mirror(entry: Entry, sign: int) -> list[tuple[str, int, str, str, str]]:
    """An entry's lines in an order of their own, whatever departments they name."""
    return sorted((line.account, sign * line.amount, line.document, line.party, line.item) for line in entry.lines)


def accrual_accounts(chart: Chart) -> frozenset[str]:
    """Codes of the accounts that ACCRUALS names."""
    return frozenset(account.code for account in chart if account.role in ACCRUALS)
