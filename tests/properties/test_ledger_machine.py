"""Books against a model so plain that it cannot be wrong: a list of postings, summed up afresh each time."""

from datetime import date
from random import Random

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tests.properties.strategies import random_chart, random_day, random_lines, random_sources, random_text

from tieout.ledger.accounts import Chart, Kind, Tracking
from tieout.ledger.balances import openings_and_movements, totals, trial_balance
from tieout.ledger.books import Books
from tieout.ledger.checks import check_books, check_succession
from tieout.ledger.entries import Entry, Line
from tieout.ledger.periods import Period, PeriodStatus
from tieout.ledger.refusal import Refusal
from tieout.ledger.statements import balance_sheet

Posting = tuple[str, date, str, int, str, str]  # entry, date, account, amount, party, item
START = Period(2023, 6)


def contents(books: Books) -> tuple[object, ...]:
    """Everything there is in books, to be compared later: maps copied, in their order."""
    return (
        books.chart,
        books.currency,
        books.closed_through,
        books.entries,
        tuple(books.balances.items()),
        tuple(books.residuals.items()),
        tuple(books.reversed_by(entry.id) for entry in books.entries),
    )


class BooksMachine(RuleBasedStateMachine):
    """Post, reverse and close at random, well and badly; after each step the books equal the model."""

    def __init__(self) -> None:
        super().__init__()
        self.postings: list[Posting] = []
        self.undone: set[str] = set()
        self.closed = START
        self.numbered = 0
        self.chart: Chart
        self.books: Books
        self.earlier: list[tuple[Books, tuple[object, ...]]] = []

    @initialize(source=random_sources())
    def open(self, source: Random) -> None:
        self.chart = random_chart(source)
        self.books = Books.opened(self.chart, "EUR", START, ())

    def entry(self, source: Random, first_year: int = 2022, reverses: str = "") -> Entry:
        self.numbered += 1
        day = random_day(source, first_year, 2024)
        return Entry(f"JE-{self.numbered}", day, random_text(source), random_lines(source, self.chart), reverses)

    def accepted(self, result: Books | Refusal, *entries: Entry) -> None:
        assert isinstance(result, Books), result
        self.earlier.append((self.books, contents(self.books)))
        self.books = result
        for entry in entries:
            self.undone.add(entry.reverses)
            self.postings += [
                (entry.id, entry.date, line.account, line.amount, line.party, line.item) for line in entry.lines
            ]

    def refused(self, result: Books | Refusal, code: str) -> None:
        assert isinstance(result, Refusal), result
        assert result.code == code
        assert all((result.value, result.rule, result.remedy))

    def locked(self, entry: Entry) -> bool:
        return (entry.date.year, entry.date.month) <= (self.closed.year, self.closed.month)

    @rule(source=random_sources(), count=st.integers(0, 4))
    def post(self, source: Random, count: int) -> None:
        """Entries post together if all lie in open periods; else none does."""
        entries = [self.entry(source) for _ in range(count)]
        before = contents(self.books)
        result = self.books.post(*entries)
        if any(self.locked(entry) for entry in entries):
            self.refused(result, "period.closed")
            assert contents(self.books) == before
        else:
            self.accepted(result, *entries)

    @rule(source=random_sources(), fault=st.sampled_from(
        ["account.unknown", "support.missing", "entry.duplicate_id", "entry.unknown", "line.item_missing",
         "line.party_missing", "line.item_unexpected", "line.party_unexpected"]
    ))  # fmt: skip
    def post_badly(self, source: Random, fault: str) -> None:
        """A batch with one bad entry at its end is refused as a whole, with the code of its fault."""
        good, bad = self.entry(source, 2025 - 1), self.entry(source, 2025 - 1)
        if self.locked(good) or self.locked(bad):
            return
        spoiled = self.spoiled(source, bad, good, fault)
        if spoiled is None:
            return
        before = contents(self.books)
        self.refused(self.books.post(good, spoiled), fault)
        assert contents(self.books) == before

    def spoiled(self, source: Random, entry: Entry, good: Entry, fault: str) -> Entry | None:
        """``entry`` with one fault; None where the chart has no account that can show it."""
        kept = {kind: [account.code for account in self.chart if account.tracking is kind] for kind in Tracking}
        line = {
            "account.unknown": lambda _: Line("no such account", 5, "D"),
            "support.missing": lambda _: Line(kept[Tracking.NONE][0], 5, ""),
            "line.item_missing": lambda code: Line(code, 5, "D", "", ""),
            "line.party_missing": lambda code: Line(code, 5, "D", "", "B-1"),
            "line.item_unexpected": lambda code: Line(code, 5, "D", source.choice(("", "V")), "B-1"),
            "line.party_unexpected": lambda code: Line(code, 5, "D", "V", "A-1"),
        }
        on = {
            "line.item_missing": kept[Tracking.ITEM] + kept[Tracking.PARTY_ITEM],
            "line.party_missing": kept[Tracking.PARTY_ITEM],
            "line.item_unexpected": kept[Tracking.NONE],
            "line.party_unexpected": kept[Tracking.ITEM],
        }
        if fault == "entry.duplicate_id":
            return Entry(good.id, entry.date, entry.memo, entry.lines)
        if fault == "entry.unknown":
            return Entry(entry.id, entry.date, entry.memo, entry.lines, "no such entry")
        codes = on.get(fault, [""])
        if not codes:
            return None
        balancing = Line(kept[Tracking.NONE][1], -5, "D")
        return Entry(entry.id, entry.date, entry.memo, (*entry.lines, line[fault](source.choice(codes)), balancing))

    @precondition(lambda self: self.postings)
    @rule(source=random_sources())
    def reverse(self, source: Random) -> None:
        """An entry is reversed once, in an open period."""
        original = self.books.entry(source.choice(self.postings)[0])
        assert original is not None
        self.numbered += 1
        day = random_day(source, 2022, 2024)
        mirror = Entry(
            f"JE-{self.numbered}", day, "undo", tuple(line.negated() for line in original.lines), original.id
        )
        before = contents(self.books)
        result = self.books.reverse(original.id, mirror.id, day, "undo")
        if self.locked(mirror):
            self.refused(result, "period.closed")
        elif original.id in self.undone:
            self.refused(result, "entry.already_reversed")
        else:
            assert contents(self.books) == before
            self.accepted(result, mirror)
            assert self.books.entries[-1] == mirror
            assert self.books.reversed_by(original.id) == mirror.id
            return
        assert contents(self.books) == before

    @rule(months=st.integers(-1, 2))
    def close(self, months: int) -> None:
        """Only the month after the last closed one closes."""
        period = self.closed.shift(months)
        before = contents(self.books)
        result = self.books.close(period)
        assert contents(self.books) == before
        if months == 1:
            self.accepted(result)
            self.closed = period
            assert self.books.status(period) is PeriodStatus.CLOSED
            assert self.books.status(period.next) is PeriodStatus.OPEN
        else:
            self.refused(result, "period.order")

    @invariant()
    def balances_equal_the_model(self) -> None:
        sums: dict[tuple[str, int], int] = {}
        items: dict[tuple[str, str, str], int] = {}
        for _, day, account, amount, party, item in self.postings:
            key = (account, day.year * 12 + day.month - 1)
            sums[key] = sums.get(key, 0) + amount
            if item:
                items[account, party, item] = items.get((account, party, item), 0) + amount
        assert dict(self.books.balances) == sums
        assert dict(self.books.residuals) == items

    @invariant()
    def trial_balances_equal_the_model(self) -> None:
        for period in (self.closed, self.closed.next, Period(2024, 12), Period(2025, 1)):
            for row in trial_balance(self.books, period).rows:
                temporary = row.account.kind in (Kind.INCOME, Kind.EXPENSE)
                of_account = [
                    (day, amount)
                    for _, day, account, amount, _, _ in self.postings
                    if account == row.account.code and not (temporary and day.year != period.year)
                ]
                assert row.opening == sum(amount for day, amount in of_account if day < period.first)
                assert row.movement == sum(amount for day, amount in of_account if period.first <= day <= period.last)
            assert trial_balance(self.books, period).difference == 0
            assert balance_sheet(self.books, period).difference == 0
        assert sum(totals(self.books).values()) == 0
        assert not any(openings_and_movements(self.books, Period(2021, 1)))

    @invariant()
    def the_checks_find_nothing(self) -> None:
        assert check_books(self.books) == ()

    def teardown(self) -> None:
        """Books that were shared earlier are as they were, and what came later only grew."""
        for books, as_they_were in self.earlier:
            assert contents(books) == as_they_were
            assert check_succession(books, self.books) == ()


BooksMachine.TestCase.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)
TestBooks = BooksMachine.TestCase
