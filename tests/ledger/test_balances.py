"""Trial balance, activity, open items and ageing of books that were worked out by hand."""

from datetime import date

import pytest
from hypothesis import given, settings
from tests.ledger.sample import CHART, sample_books
from tests.properties.strategies import books

from tieout.ledger.balances import (
    BUCKETS,
    account_activity,
    ageing,
    bucket_of,
    open_items,
    opening_and_movement,
    result_brought_forward,
    totals,
    trial_balance,
)
from tieout.ledger.books import Books
from tieout.ledger.periods import Period

DUE = {
    ("C-1", "INV-1"): date(2024, 1, 19),
    ("C-2", "INV-2"): date(2024, 3, 1),
    ("V-1", "B-3"): date(2024, 2, 29),
}


def test_the_trial_balance_of_january() -> None:
    """(opening, movement, closing) of each account; sales and rent of 2023 do not open 2024."""
    balance = trial_balance(sample_books(), Period(2024, 1))
    assert {row.account.code: (row.opening, row.movement, row.closing) for row in balance.rows} == {
        "1010": (500_000, 30_000, 530_000),
        "1200": (100_000, -40_000, 60_000),
        "1400": (0, 0, 0),
        "2000": (-30_000, 30_000, 0),
        "3000": (-500_000, 0, -500_000),
        "4000": (0, -20_000, -20_000),
        "6100": (0, 0, 0),
        "6990": (0, 0, 0),
    }
    assert balance.brought_forward == -70_000
    assert (balance.debits, balance.credits, balance.difference) == (590_000, 590_000, 0)


def test_income_and_expense_run_within_the_year() -> None:
    """In February the year's sales open with January's; in December 2023 nothing was there before."""
    assert opening_and_movement(sample_books(), "4000", Period(2024, 2)) == (-20_000, 0)
    assert opening_and_movement(sample_books(), "4000", Period(2023, 12)) == (0, -100_000)
    assert opening_and_movement(sample_books(), "4000", Period(2025, 1)) == (0, 0)
    assert opening_and_movement(sample_books(), "1010", Period(2025, 1)) == (530_000, 0)
    assert result_brought_forward(sample_books(), 2025) == -70_000 - 20_000 + 31_000


def test_activity_is_in_order_of_date_with_a_running_balance() -> None:
    """The payment of the 10th was posted after the receipt of the 15th, and stands before it."""
    activity = account_activity(sample_books(), "1010", Period(2024, 1))
    assert [(moved.entry.id, moved.line.amount, moved.balance) for moved in activity.lines] == [
        ("JE-6", -30_000, 470_000),
        ("JE-4", 60_000, 530_000),
    ]
    assert (activity.opening, activity.closing) == (500_000, 530_000)
    assert account_activity(sample_books(), "1010", Period(2024, 2)).closing == 530_000


def test_open_items_now_and_on_a_day() -> None:
    """A settled item is gone; on an earlier day it was still open."""
    assert open_items(sample_books(), "2000") == (("V-1", "B-3", -31_000), ("V-2", "B-2", -36_000))
    assert open_items(sample_books(), "2000", date(2024, 1, 9)) == (("V-1", "B-1", -30_000),)
    assert open_items(sample_books(), "2000", date(2024, 1, 10)) == ()
    assert open_items(sample_books(), "1400") == (("", "insurance", 36_000),)


@pytest.mark.parametrize(
    ("days", "bucket"),
    [(-400, "current"), (0, "current"), (1, "1-30"), (30, "1-30"), (31, "31-60"), (60, "31-60"), (61, "61-90"),
     (90, "61-90"), (91, "over 90"), (4_000, "over 90")],
)  # fmt: skip
def test_the_edges_of_the_buckets(days: int, bucket: str) -> None:
    """On its due date an item is current; the thirtieth day is the last of its bucket."""
    assert BUCKETS[bucket_of(days)] == bucket


def test_ageing_of_receivables() -> None:
    """At the end of February INV-1 is 41 days late with 400.00 left of it, INV-2 is not due."""
    aged = ageing(sample_books(), "1200", DUE, date(2024, 2, 29))
    assert aged.buckets == (20_000, 0, 40_000, 0, 0)
    assert aged.by_party == (("C-1", (0, 0, 40_000, 0, 0)), ("C-2", (20_000, 0, 0, 0, 0)))
    assert aged.total == 60_000


def test_an_item_without_a_due_date_is_current() -> None:
    """Nobody told when B-2 falls due; it is listed as current, and says that its date is not known."""
    aged = ageing(sample_books(), "2000", DUE, date(2024, 12, 31))
    assert {item.open_item.item: (item.due, BUCKETS[item.bucket]) for item in aged.items} == {
        "B-2": (None, "current"),
        "B-3": (date(2024, 2, 29), "over 90"),
    }


@settings(max_examples=30, deadline=None)
@given(books())
def test_every_view_ties_to_every_other(some: Books) -> None:
    """Closings open the next month, activity ends at the closing, items and buckets add up to their account."""
    months = sorted({month for _, month in some.balances})
    for month in months:
        period = Period.at(month)
        balance = trial_balance(some, period)
        assert balance.difference == 0
        assert balance.debits == balance.credits
        following = {row.account.code: row.opening for row in trial_balance(some, period.next).rows}
        sums = totals(some, period)
        for row in balance.rows:
            activity = account_activity(some, row.account.code, period)
            assert (activity.opening, activity.closing) == (row.opening, row.closing)
            assert (row.opening, row.movement) == opening_and_movement(some, row.account.code, period)
            if row.account.kind.permanent:
                assert row.closing == sums.get(row.account.code, 0)
            if row.account.kind.permanent or period.month < 12:
                assert following[row.account.code] == row.closing
    for account in some.chart:
        if account.tracking.value != "none":
            left = totals(some).get(account.code, 0)
            assert sum(item.residual for item in open_items(some, account.code)) == left
            assert open_items(some, account.code, date.max) == open_items(some, account.code)
            assert sum(ageing(some, account.code, {}, date.max).buckets) == left


def test_every_account_of_the_chart_is_listed() -> None:
    """An account that never moved has its row of zeros, in the order of codes."""
    rows = trial_balance(sample_books(), Period(2024, 2)).rows
    assert [row.account for row in rows] == list(CHART)
