"""Books: a chart, a journal that only grows, and a lock. Every operation returns new books or a Refusal.

Balances and open-item residuals are sums of lines, kept as running totals beside the journal; posting copies the
maps once per batch (a few microseconds for a month), so older books stay valid and can be shared between sessions.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from tieout.ledger.accounts import Account, Chart, Tracking
from tieout.ledger.entries import Entry, Line
from tieout.ledger.periods import Period, PeriodStatus
from tieout.ledger.refusal import Refusal


class ItemKey(NamedTuple):
    """An open item: control account, party ("" where the account keeps none), item."""

    account: str
    party: str
    item: str


def _nothing() -> MappingProxyType[Any, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Books:
    """The books of one company in one currency. ``closed_through`` is the last closed period."""

    chart: Chart
    currency: str
    closed_through: Period
    entries: tuple[Entry, ...] = ()
    _balances: MappingProxyType[tuple[str, int], int] = field(default_factory=_nothing, repr=False, compare=False)
    _residuals: MappingProxyType[ItemKey, int] = field(default_factory=_nothing, repr=False, compare=False)
    _by_id: MappingProxyType[str, Entry] = field(default_factory=_nothing, repr=False, compare=False)
    _reversed: MappingProxyType[str, str] = field(default_factory=_nothing, repr=False, compare=False)

    @classmethod
    def opened(cls, chart: Chart, currency: str, closed_through: Period, entries: Iterable[Entry]) -> "Books":
        """Books with history: ``entries`` may lie in closed periods. A line that breaks the chart, or an id that
        stands twice, is a ValueError."""
        books = cls(chart, currency, closed_through)._with(tuple(entries), lock=-1)  # noqa: SLF001 - of its own class
        if isinstance(books, Refusal):
            raise ValueError(books.text)
        return books

    def status(self, period: Period) -> PeriodStatus:
        return PeriodStatus.CLOSED if period <= self.closed_through else PeriodStatus.OPEN

    def post(self, *entries: Entry) -> "Books | Refusal":
        """Append ``entries``, all or none. Costs one copy of the running totals however many entries there are."""
        return self._with(entries, lock=self.closed_through.index)

    def reverse(self, entry_id: str, new_id: str, on: date, memo: str) -> "Books | Refusal":
        """Post the mirror image of an entry; its lines cite what the original cites."""
        original = self._by_id.get(entry_id)
        if original is None:
            return _unknown_original(entry_id)
        lines = tuple(line.negated() for line in original.lines)
        return self.post(Entry(new_id, on, memo, lines, reverses=entry_id))

    def close(self, period: Period) -> "Books | Refusal":
        """Lock ``period``; periods close in order."""
        if period != self.closed_through.next:
            return Refusal(
                "period.order",
                f"Period {period} cannot be closed now.",
                f"Periods close in order and once; the last closed one is {self.closed_through}.",
                f"Close {self.closed_through.next}.",
            )
        return Books(
            self.chart,
            self.currency,
            period,
            self.entries,
            self._balances,
            self._residuals,
            self._by_id,
            self._reversed,
        )

    def entry(self, entry_id: str) -> Entry | None:
        return self._by_id.get(entry_id)

    def reversed_by(self, entry_id: str) -> str:
        """Id of the entry that reversed ``entry_id``, or empty."""
        return self._reversed.get(entry_id, "")

    @property
    def balances(self) -> Mapping[tuple[str, int], int]:
        """(account, year * 12 + month - 1) to the net amount posted in that month."""
        return self._balances

    @property
    def residuals(self) -> Mapping[ItemKey, int]:
        """Every item ever opened to what is left of it; zero when settled."""
        return self._residuals

    def _with(self, entries: tuple[Entry, ...], lock: int) -> "Books | Refusal":
        """One pass that checks and adds up; what was added so far is thrown away when a line is refused.

        ``lock`` is the index of the last month that takes no postings.
        """
        residuals = self._residuals.copy()
        by_id = self._by_id.copy()
        undone = self._reversed.copy()
        movements: defaultdict[int, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
        demand_of, keeps = self.chart.demands.get, self.chart.keeps
        for entry in entries:
            day = entry.date
            month = day.year * 12 + day.month - 1
            if month <= lock:
                return self._closed_refusal(day)
            moved = movements[month]
            for line in entry.lines:
                code, amount, party, item = line.account, line.amount, line.party, line.item
                demand = demand_of(code)
                if demand is None or not line.document:
                    return _line_refusal(self.chart, line)
                department = line.department
                if department and not keeps(code, department):
                    return _line_refusal(self.chart, line)
                moved[code] += amount
                by_party, by_item = demand
                if by_item:
                    if not item or bool(party) is not by_party:
                        return _line_refusal(self.chart, line)
                    key = tuple.__new__(ItemKey, (code, party, item))  # a third of what its own constructor costs
                    residuals[key] = residuals.get(key, 0) + amount
                elif item or party:
                    return _line_refusal(self.chart, line)
            identifier, reverses = entry.id, entry.reverses
            if identifier in by_id:
                return Refusal(
                    "entry.duplicate_id",
                    f"Entry id {identifier} is taken.",
                    "A posted entry is never replaced.",
                    "Post under a new id.",
                )
            if reverses:
                if reverses not in by_id:
                    return _unknown_original(reverses)
                if reverses in undone:
                    return Refusal(
                        "entry.already_reversed",
                        f"Entry {reverses} was reversed by {undone[reverses]}.",
                        "An entry is reversed once.",
                        "Post what is still missing as a new entry.",
                    )
                undone[reverses] = identifier
            by_id[identifier] = entry
        return Books(
            self.chart,
            self.currency,
            self.closed_through,
            self.entries + entries,
            self._moved_by(movements),
            MappingProxyType(residuals),
            MappingProxyType(by_id),
            MappingProxyType(undone),
        )

    def _moved_by(self, movements: Mapping[int, Mapping[str, int]]) -> MappingProxyType[tuple[str, int], int]:
        balances = self._balances.copy()
        for month, moved in movements.items():
            for code, amount in moved.items():
                balances[code, month] = balances.get((code, month), 0) + amount
        return MappingProxyType(balances)

    def _closed_refusal(self, day: date) -> Refusal:
        return Refusal(
            "period.closed",
            f"Date {day.isoformat()} lies in closed period {day.isoformat()[:7]}.",
            f"Periods up to {self.closed_through} are closed and take no postings.",
            f"Date the entry in {self.closed_through.next} or later.",
        )


def _unknown_original(entry_id: str) -> Refusal:
    return Refusal(
        "entry.unknown",
        f"There is no entry {entry_id}.",
        "Only a posted entry can be reversed.",
        "Find the entry id with query_ledger.",
    )


def _line_refusal(chart: Chart, line: Line) -> Refusal:
    """Why ``line`` cannot be posted under ``chart``; asked only of lines that :meth:`Books._with` turned down."""
    account = chart.get(line.account)
    if account is None:
        return Refusal(
            "account.unknown",
            f"Account {line.account!r} is not in the chart.",
            "Lines post to accounts of the chart.",
            "List the accounts with trial_balance.",
        )
    if not line.document:
        return Refusal(
            "support.missing",
            f"The line on {account.code} {account.name} cites no document.",
            "Each line cites the external document that supports it.",
            "Name a document id from list_documents or a bank line id from list_bank_lines.",
        )
    if line.department and not chart.keeps(line.account, line.department):
        return _department_refusal(chart, account, line.department)
    if account.tracking is not Tracking.NONE and not line.item:
        return Refusal(
            "line.item_missing",
            f"The line on {account.code} {account.name} names no open item.",
            f"{account.name} is kept by {account.tracking.value}.",
            "Give the item, for instance the invoice or bill number, as open_items shows it.",
        )
    if account.tracking is Tracking.PARTY_ITEM and not line.party:
        return Refusal(
            "line.party_missing",
            f"The line on {account.code} {account.name} names no party.",
            f"{account.name} is kept by {account.tracking.value}.",
            "Give the customer or vendor id.",
        )
    if account.tracking is Tracking.NONE and (line.item or line.party):
        return Refusal(
            "line.item_unexpected",
            f"The line on {account.code} {account.name} names {line.party or line.item!r}.",
            "Only sub-ledger accounts keep a party or an item.",
            "Leave party and item empty on this account.",
        )
    return Refusal(
        "line.party_unexpected",
        f"The line on {account.code} {account.name} names party {line.party!r}.",
        f"{account.name} is kept by item alone.",
        "Leave the party empty on this account.",
    )


def _department_refusal(chart: Chart, account: Account, department: str) -> Refusal:
    known = ", ".join(f"{one.code} {one.name}" for one in chart.departments)
    if account.kind.permanent:
        return Refusal(
            "line.department_unexpected",
            f"The line on {account.code} {account.name} names department {department!r}.",
            "Departments divide income and expense; balance-sheet accounts keep none.",
            "Leave the department empty on this account.",
        )
    return Refusal(
        "department.unknown",
        f"The line on {account.code} {account.name} names department {department!r}.",
        "Lines name departments of the company by their code.",
        f"Use one of: {known}." if known else "Leave the department empty: this company keeps none.",
    )
