"""Books: a chart, a journal that only grows, and a lock. Every operation returns new books or a Refusal.

Balances and open-item residuals are sums of lines, kept as running totals beside the journal; posting copies the
maps once per batch (a few microseconds for a month), so older books stay valid and can be shared between sessions.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from tieout.ledger.accounts import Chart, Tracking
from tieout.ledger.entries import Entry, Line
from tieout.ledger.periods import Period, PeriodStatus
from tieout.ledger.refusal import Refusal


class ItemKey(NamedTuple):
    """An open item: control account, party ("" where the account keeps none), item."""

    account: str
    party: str
    item: str


_NOTHING: Mapping = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Books:
    """The books of one company in one currency. ``closed_through`` is the last closed period."""

    chart: Chart
    currency: str
    closed_through: Period
    entries: tuple[Entry, ...] = ()
    _balances: Mapping[tuple[str, int], int] = field(default_factory=lambda: _NOTHING, repr=False, compare=False)
    _residuals: Mapping[ItemKey, int] = field(default_factory=lambda: _NOTHING, repr=False, compare=False)
    _by_id: Mapping[str, Entry] = field(default_factory=lambda: _NOTHING, repr=False, compare=False)
    _reversed: Mapping[str, str] = field(default_factory=lambda: _NOTHING, repr=False, compare=False)

    @classmethod
    def opened(cls, chart: Chart, currency: str, closed_through: Period, entries: Iterable[Entry]) -> "Books":
        """Books with history: ``entries`` may lie in closed periods. A line that breaks the chart is a ValueError."""
        books = cls(chart, currency, closed_through)
        entries = tuple(entries)
        for entry in entries:
            for line in entry.lines:
                refusal = _line_refusal(chart, line)
                if refusal is not None:
                    raise ValueError(f"entry {entry.id}: {refusal.text}")
        return books._with(entries)

    def status(self, period: Period) -> PeriodStatus:
        return PeriodStatus.CLOSED if period <= self.closed_through else PeriodStatus.OPEN

    def post(self, *entries: Entry) -> "Books | Refusal":
        """Append ``entries``, all or none."""
        seen: set[str] = set()
        for entry in entries:
            refusal = self._refusal(entry)
            if refusal is not None:
                return refusal
            if entry.id in self._by_id or entry.id in seen:
                return Refusal(
                    "entry.duplicate_id",
                    f"Entry id {entry.id} is taken.",
                    "A posted entry is never replaced.",
                    "Post under a new id.",
                )
            seen.add(entry.id)
        return self._with(entries)

    def reverse(self, entry_id: str, new_id: str, on: date, memo: str) -> "Books | Refusal":
        """Post the mirror image of an entry; its lines cite what the original cites."""
        original = self._by_id.get(entry_id)
        if original is None:
            return Refusal(
                "entry.unknown",
                f"There is no entry {entry_id}.",
                "Only a posted entry can be reversed.",
                "Find the entry id with query_ledger.",
            )
        if entry_id in self._reversed:
            return Refusal(
                "entry.already_reversed",
                f"Entry {entry_id} was reversed by {self._reversed[entry_id]}.",
                "An entry is reversed once.",
                "Post what is still missing as a new entry.",
            )
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

    def _refusal(self, entry: Entry) -> Refusal | None:
        if self.status(entry.period) is PeriodStatus.CLOSED:
            return Refusal(
                "period.closed",
                f"Date {entry.date.isoformat()} lies in closed period {entry.period}.",
                f"Periods up to {self.closed_through} are closed and take no postings.",
                f"Date the entry in {self.closed_through.next} or later.",
            )
        for line in entry.lines:
            refusal = _line_refusal(self.chart, line)
            if refusal is not None:
                return refusal
        return None

    def _with(self, entries: tuple[Entry, ...]) -> "Books":
        balances = dict(self._balances)
        residuals = dict(self._residuals)
        by_id = dict(self._by_id)
        undone = self._reversed
        accounts = self.chart._by_code
        for entry in entries:
            by_id[entry.id] = entry
            month = entry.date.year * 12 + entry.date.month - 1
            for line in entry.lines:
                key = (line.account, month)
                balances[key] = balances.get(key, 0) + line.amount
                if accounts[line.account].tracking is not Tracking.NONE:
                    item = ItemKey(line.account, line.party, line.item)
                    residuals[item] = residuals.get(item, 0) + line.amount
            if entry.reverses:
                undone = {**undone, entry.reverses: entry.id}
        return Books(
            self.chart,
            self.currency,
            self.closed_through,
            self.entries + entries,
            MappingProxyType(balances),
            MappingProxyType(residuals),
            MappingProxyType(by_id),
            MappingProxyType(undone) if isinstance(undone, dict) else undone,
        )


def _line_refusal(chart: Chart, line: Line) -> Refusal | None:
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
    if account.tracking is Tracking.ITEM and line.party:
        return Refusal(
            "line.party_unexpected",
            f"The line on {account.code} {account.name} names party {line.party!r}.",
            f"{account.name} is kept by item alone.",
            "Leave the party empty on this account.",
        )
    return None
