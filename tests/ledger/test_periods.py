"""Months: their order, their neighbours, their spelling."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tieout.ledger.periods import Period

periods = st.builds(Period, st.integers(1901, 9998), st.integers(1, 12))


@given(periods, st.integers(-20, 20))
def test_months_are_counted(period: Period, months: int) -> None:
    """Shifting forth and back returns; the index grows by one a month; order is that of time."""
    if 1900 <= (period.index + months) // 12 <= 9999:
        shifted = period.shift(months)
        assert shifted.shift(-months) == period
        assert shifted.index - period.index == months
        assert (shifted > period) == (months > 0)
    assert period.next.previous == period
    assert Period.at(period.index) == period


@given(periods)
def test_first_and_last_day(period: Period) -> None:
    """The day after the last is the next month's first; both ends belong to the month, their neighbours do not."""
    assert period.last + timedelta(days=1) == period.next.first
    assert period.first in period
    assert period.last in period
    assert period.first - timedelta(days=1) not in period
    assert Period.of(period.last) == period


@given(periods)
def test_spelling(period: Period) -> None:
    """What is written is read back."""
    assert Period.parse(str(period)) == period


@pytest.mark.parametrize(
    "text", ["2024-13", "2024-00", "24-03", "2024/03", "2024-3", "2024-03-01", "", "٢٠٢٤-٠٣", "0000-01"]
)
def test_what_is_no_month(text: str) -> None:
    """Anything but YYYY-MM is an error."""
    with pytest.raises(ValueError, match=r"month|period"):
        Period.parse(text)


def test_leap_years() -> None:
    """Hand-checked ends of February."""
    assert Period(2024, 2).last == date(2024, 2, 29)
    assert Period(2023, 2).last == date(2023, 2, 28)
    assert Period(1900, 2).last == date(1900, 2, 28)
    assert str(Period(2024, 3)) == "2024-03"
