"""Months as numbers and as text, at the edges."""

from datetime import date

import pytest

from tieout.ledger.periods import Period, month_of


def test_a_month_is_numbered_from_the_year_0() -> None:
    """March 2024 has 2,024 years and two months before it; December belongs to its own year."""
    assert Period(2024, 3).index == 24_290
    assert Period.at(24_290) == Period(2024, 3)
    assert Period.at(24_299) == Period(2024, 12)
    assert Period.at(24_300) == Period(2025, 1)
    assert month_of(date(2024, 3, 31)) == 24_290
    assert (month_of(date(2024, 1, 1)), month_of(date(2024, 12, 31))) == (24_288, 24_299)


def test_neighbours() -> None:
    """Across the turn of the year, both ways."""
    assert Period(2023, 12).next == Period(2024, 1)
    assert Period(2024, 1).previous == Period(2023, 12)
    assert Period(2024, 1).shift(-13) == Period(2022, 12)


@pytest.mark.parametrize(("year", "month"), [(1900, 1), (1900, 12), (9999, 1), (9999, 12)])
def test_the_first_and_the_last_month(year: int, month: int) -> None:
    """From 1900 to 9999, from January to December."""
    assert str(Period(year, month)) == f"{year}-{month:02d}"


@pytest.mark.parametrize(("year", "month"), [(1899, 12), (10_000, 1), (2024, 0), (2024, 13)])
def test_a_month_out_of_range(year: int, month: int) -> None:
    """A year too early or too late, a month 0 or 13: the error names it."""
    with pytest.raises(ValueError, match=f"^{year}-{month} is not a month$"):
        Period(year, month)


@pytest.mark.parametrize(
    "text", ["2024-003", "202-03", "2024/03", "202x-03", "x024-03", "2024-+3", "2024-x3", "2024-3x", "٢٠٢٤-03"]
)
def test_a_text_that_does_not_look_like_a_month(text: str) -> None:
    """Seven characters, ASCII, digits on both sides of a hyphen; the error shows one that does."""
    with pytest.raises(ValueError, match=r"is not a period such as '2024-03'$"):
        Period.parse(text)


def test_a_text_that_looks_like_a_month() -> None:
    """Year and month are read from their own places."""
    assert Period.parse("2019-12") == Period(2019, 12)


def test_a_day_belongs_to_its_month_alone() -> None:
    """Neither to the same month of another year nor to another month of its year."""
    assert date(2024, 3, 31) in Period(2024, 3)
    assert date(2023, 3, 31) not in Period(2024, 3)
    assert date(2024, 4, 30) not in Period(2024, 3)


def test_the_first_and_last_day_of_a_month_of_31() -> None:
    """January, to the day."""
    assert (Period(2024, 1).first, Period(2024, 1).last) == (date(2024, 1, 1), date(2024, 1, 31))
