"""Kinds of accounts and the chart, by hand."""

import pytest
from tests.ledger.sample import CHART, sample_books

from tieout.ledger.accounts import Account, Chart, Kind, Tracking


@pytest.mark.parametrize(
    ("kind", "debit_normal", "permanent"),
    [
        (Kind.ASSET, True, True),
        (Kind.LIABILITY, False, True),
        (Kind.EQUITY, False, True),
        (Kind.INCOME, False, False),
        (Kind.EXPENSE, True, False),
    ],
)
def test_normal_side_and_permanence(kind: Kind, debit_normal: bool, permanent: bool) -> None:
    """Assets and expenses are debits; income and expense start each year anew."""
    assert (kind.debit_normal, kind.permanent) == (debit_normal, permanent)


def test_what_a_line_must_name() -> None:
    """(party, item): bank neither, a prepaid its item, receivables and payables both."""
    assert dict(CHART.demands) == {
        "1010": (False, False),
        "1200": (True, True),
        "1400": (False, True),
        "2000": (True, True),
        "3000": (False, False),
        "4000": (False, False),
        "6100": (False, False),
        "6990": (False, False),
    }


def test_accounts_stand_in_the_order_of_codes_however_they_come() -> None:
    """Handed over backwards, the chart is the same chart."""
    assert Chart.of(reversed(CHART.accounts)) == CHART
    assert [account.code for account in Chart.of(reversed(CHART.accounts))] == sorted(account.code for account in CHART)
    assert len(CHART) == 8


def test_an_account_is_found_by_its_code() -> None:
    """By brackets, or by ``get`` where it may not be there."""
    assert CHART["2000"] == Account("2000", "Payables", Kind.LIABILITY, Tracking.PARTY_ITEM, "payables")
    assert CHART.get("2000") is CHART["2000"]
    assert CHART.get("2001") is None
    assert "2000" in CHART
    assert "2001" not in CHART
    with pytest.raises(KeyError):
        CHART["2001"]


def test_a_role_is_played_by_the_first_account_that_has_it() -> None:
    """Of two bank accounts the lower code is the one meant; no role is no account's name."""
    chart = Chart.of([Account("1020", "Savings", Kind.ASSET, role="bank"), *CHART.accounts])
    assert (chart.role("bank"), chart.find_role("bank")) == ("1010", "1010")
    assert (chart.role("prepaids"), chart.find_role("prepaids")) == ("1400", "1400")
    assert chart.find_role("savings") == ""
    assert chart.find_role("") == ""


def test_a_chart_is_its_accounts() -> None:
    """What is derived from them counts neither for equality nor for the hash, and is not shown."""
    twin = Chart.of(CHART.accounts)
    assert (twin == CHART, hash(twin) == hash(CHART)) == (True, True)
    assert repr(CHART) == f"Chart(accounts={CHART.accounts!r}, departments=())"


def test_books_are_their_journal() -> None:
    """Running totals count neither for equality nor for the hash, and are not shown."""
    some = sample_books()
    assert (some == sample_books(), hash(some) == hash(sample_books())) == (True, True)
    assert repr(some) == (
        f"Books(chart={CHART!r}, currency='USD', closed_through={some.closed_through!r}, entries={some.entries!r})"
    )
