"""Views of the books: trial balance, account activity, open items, ageing. Sums of what is posted, nothing stored.

Amounts are minor units of the books' currency, debits positive. Balance-sheet accounts carry their balance from
year to year; income and expense accounts start each year at zero.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from tieout.ledger.accounts import Account
from tieout.ledger.books import Books
from tieout.ledger.entries import Entry, Line
from tieout.ledger.periods import Period

BUCKETS: Final = ("current", "1-30", "31-60", "61-90", "over 90")


class AccountBalance(NamedTuple):
    """One account's month: ``opening`` and the month's ``movement``."""

    account: Account
    opening: int
    movement: int

    @property
    def closing(self) -> int:
        return self.opening + self.movement


@dataclass(frozen=True, slots=True)
class TrialBalance:
    """Every account of the chart, in its order. ``brought_forward`` is the net of the income and expense of earlier
    years that no closing entry has carried to equity: with it the openings net to zero, and so do the closings."""

    period: Period
    rows: tuple[AccountBalance, ...]
    brought_forward: int

    @property
    def difference(self) -> int:
        """What the closing balances are out by: zero."""
        return sum(row.closing for row in self.rows) + self.brought_forward

    @property
    def debits(self) -> int:
        """Total of the debit column of closing balances."""
        return sum(row.closing for row in self.rows if row.closing > 0) + max(self.brought_forward, 0)

    @property
    def credits(self) -> int:
        """Total of the credit column of closing balances, as a positive figure."""
        return -sum(row.closing for row in self.rows if row.closing < 0) - min(self.brought_forward, 0)


def openings_and_movements(books: Books, period: Period) -> tuple[dict[str, int], dict[str, int]]:
    """Account code to opening balance of ``period``, and to its movement; accounts without either are left out."""
    index = period.index
    year = index - index % 12
    permanent = books.chart.permanent
    openings: dict[str, int] = {}
    movements: dict[str, int] = {}
    for (code, month), amount in books.balances.items():
        if month == index:
            movements[code] = amount
        elif month < index and (month >= year or code in permanent):
            openings[code] = openings.get(code, 0) + amount
    return openings, movements


def opening_and_movement(books: Books, code: str, period: Period) -> tuple[int, int]:
    """Opening balance and movement of one account of the chart."""
    index = period.index
    since = 0 if code in books.chart.permanent else index - index % 12
    opening = sum(
        amount for (account, month), amount in books.balances.items() if account == code and since <= month < index
    )
    return opening, books.balances.get((code, index), 0)


def trial_balance(books: Books, period: Period) -> TrialBalance:
    """The trial balance of the month ``period``, with every account of the chart."""
    openings, movements = openings_and_movements(books, period)
    rows = tuple(
        AccountBalance(account, openings.get(account.code, 0), movements.get(account.code, 0))
        for account in books.chart
    )
    return TrialBalance(period, rows, result_brought_forward(books, period.year))


def result_brought_forward(books: Books, year: int) -> int:
    """Net of all income and expense posted in years before ``year``: a credit (negative) is profit."""
    permanent = books.chart.permanent
    return sum(
        amount for (code, month), amount in books.balances.items() if month < year * 12 and code not in permanent
    )


def totals(books: Books, through: Period | None = None) -> dict[str, int]:
    """Account code to the net of everything posted to it (up to the end of ``through``), years notwithstanding."""
    last = None if through is None else through.index
    sums: dict[str, int] = {}
    for (code, month), amount in books.balances.items():
        if last is None or month <= last:
            sums[code] = sums.get(code, 0) + amount
    return sums


class ActivityLine(NamedTuple):
    """A line of an account with the ``balance`` after it."""

    entry: Entry
    line: Line
    balance: int


@dataclass(frozen=True, slots=True)
class Activity:
    """An account's lines of a month in order of date (of posting within a day), from opening to closing balance."""

    account: Account
    period: Period
    opening: int
    lines: tuple[ActivityLine, ...]

    @property
    def closing(self) -> int:
        return self.lines[-1].balance if self.lines else self.opening


def account_activity(books: Books, code: str, period: Period) -> Activity:
    """What moved account ``code`` of the chart in ``period``."""
    opening, _ = opening_and_movement(books, code, period)
    posted = sorted((entry for entry in books.entries if entry.date in period), key=lambda entry: entry.date)
    lines = []
    balance = opening
    for entry in posted:
        for line in entry.lines:
            if line.account == code:
                balance += line.amount
                lines.append(ActivityLine(entry, line, balance))
    return Activity(books.chart[code], period, opening, tuple(lines))


class OpenItem(NamedTuple):
    """What is left of an item; ``party`` is empty where the account keeps none."""

    party: str
    item: str
    residual: int


def open_items(books: Books, code: str, on: date | None = None) -> tuple[OpenItem, ...]:
    """The unsettled items of a sub-ledger account by party and item, now or at the end of day ``on``."""
    residuals: dict[tuple[str, str], int] = {}
    if on is None:
        residuals = {(key.party, key.item): left for key, left in books.residuals.items() if key.account == code}
    else:
        for entry in books.entries:
            if entry.date <= on:
                for line in entry.lines:
                    if line.account == code:
                        key = (line.party, line.item)
                        residuals[key] = residuals.get(key, 0) + line.amount
    return tuple(OpenItem(party, item, left) for (party, item), left in sorted(residuals.items()) if left)


class AgedItem(NamedTuple):
    """An open item, when it was ``due`` (None: no date known), and the index of its bucket in :data:`BUCKETS`."""

    open_item: OpenItem
    due: date | None
    bucket: int


@dataclass(frozen=True, slots=True)
class Ageing:
    """The open items of an account by days overdue at the end of day ``on``; the buckets add up to the account."""

    account: Account
    on: date
    items: tuple[AgedItem, ...]

    @property
    def buckets(self) -> tuple[int, ...]:
        """Total of each bucket, in the order of :data:`BUCKETS`."""
        return _by_bucket(self.items)

    @property
    def by_party(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """(party, total of each bucket), in the order of parties."""
        sums: dict[str, list[int]] = {}
        for aged in self.items:
            sums.setdefault(aged.open_item.party, [0] * len(BUCKETS))[aged.bucket] += aged.open_item.residual
        return tuple((party, tuple(buckets)) for party, buckets in sorted(sums.items()))

    @property
    def total(self) -> int:
        return sum(aged.open_item.residual for aged in self.items)


def ageing(books: Books, code: str, due: Mapping[tuple[str, str], date], on: date) -> Ageing:
    """Age the open items of ``code``. ``due`` maps (party, item) to the due date; an item that it does not name,
    such as an unapplied credit, counts as current. The day it is due, an item is not yet overdue."""
    aged = []
    for item in open_items(books, code, on):
        day = due.get((item.party, item.item))
        aged.append(AgedItem(item, day, 0 if day is None else bucket_of((on - day).days)))
    return Ageing(books.chart[code], on, tuple(aged))


def bucket_of(days_overdue: int) -> int:
    """Index in :data:`BUCKETS`: 0 or less is current, then 30 days each."""
    return 0 if days_overdue <= 0 else min((days_overdue - 1) // 30 + 1, len(BUCKETS) - 1)


def _by_bucket(items: tuple[AgedItem, ...]) -> tuple[int, ...]:
    sums = [0] * len(BUCKETS)
    for aged in items:
        sums[aged.bucket] += aged.open_item.residual
    return tuple(sums)
