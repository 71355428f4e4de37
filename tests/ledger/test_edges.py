"""A single cent, a loss of earlier years, many parties: where a sum goes wrong first."""

from datetime import date

import pytest
from tests.ledger.sample import CHART, entry, sample_books

from tieout.ledger.balances import ageing, totals, trial_balance
from tieout.ledger.books import Books
from tieout.ledger.money import render
from tieout.ledger.periods import Period


def opened(*entries: object) -> Books:
    return Books.opened(CHART, "USD", Period(2022, 12), entries)


def test_columns_of_a_trial_balance_with_a_cent_and_a_loss() -> None:
    """Rent of 4.00 in 2023 is brought forward as a debit. In 2024 a cent of rounding against sales, and 4.00 owed."""
    books = opened(
        entry("JE-1", "2023-12-31", ("6100", 400, "B-1"), ("2000", -400, "B-1", "V-1", "B-1")),
        entry("JE-2", "2024-01-31", ("6990", 1, "D-1"), ("4000", -1, "D-1")),
    )
    balance = trial_balance(books, Period(2024, 1))
    assert balance.brought_forward == 400
    assert (balance.debits, balance.credits, balance.difference) == (401, 401, 0)


def test_totals_through_a_month_include_it() -> None:
    """Rent: 300.00 in December, 310.00 in February, in all 610.00 across the years."""
    books = sample_books()
    assert [totals(books, Period(2024, month))["6100"] for month in (1, 2)] == [30_000, 61_000]
    assert totals(books)["6100"] == 61_000
    assert "6100" not in totals(books, Period(2023, 11))


def test_an_ageing_lists_parties_in_their_order() -> None:
    """Eight vendors, posted in any order."""
    vendors = ["V-5", "V-2", "V-8", "V-1", "V-7", "V-3", "V-6", "V-4"]
    books = opened(
        *(entry(f"JE-{v}", "2024-01-31", ("6100", 9, f"B-{v}"), ("2000", -9, f"B-{v}", v, f"B-{v}")) for v in vendors)
    )
    aged = ageing(books, "2000", {}, date(2024, 1, 31))
    assert aged.by_party == tuple((vendor, (-9, 0, 0, 0, 0)) for vendor in sorted(vendors))
    assert aged.total == -72


@pytest.mark.parametrize(
    ("minor", "currency", "text"),
    [(0, "USD", "0.00"), (-1, "USD", "-0.01"), (-100, "USD", "-1.00"), (5, "USD", "0.05"), (0, "JPY", "0"), (-7, "JPY", "-7"),
     (-1_005, "BHD", "-1.005"), (5, "CLF", "0.0005")],
)  # fmt: skip
def test_how_an_amount_is_written(minor: int, currency: str, text: str) -> None:
    """Nothing has no sign, a cent owed has one."""
    assert render(minor, currency) == text
