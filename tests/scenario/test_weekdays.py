"""The business calendar, against days looked up one by one, and against what a hundred months were dated."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scenario.months import months, months_of

from tieout.scenario.seeds import Rng
from tieout.scenario.weekdays import (
    business_days,
    days_within,
    holidays,
    is_business_day,
    weekday_between,
    weekday_from,
    weekday_near,
)

# As the Federal Reserve Banks list them, read off the calendar of each year by hand.
KNOWN = {
    2020: "2020-01-01 2020-01-20 2020-02-17 2020-05-25 2020-09-07 2020-10-12 2020-11-11 2020-11-26 2020-12-25",
    2021: "2021-01-01 2021-01-18 2021-02-15 2021-05-31 2021-07-05 2021-09-06 2021-10-11 2021-11-11 2021-11-25",
    2022: "2022-01-17 2022-02-21 2022-05-30 2022-06-20 2022-07-04 2022-09-05 2022-10-10 2022-11-11 2022-11-24 2022-12-26",
    2023: "2023-01-02 2023-01-16 2023-02-20 2023-05-29 2023-06-19 2023-07-04 2023-09-04 2023-10-09 2023-11-23 2023-12-25",
    2024: "2024-01-01 2024-01-15 2024-02-19 2024-05-27 2024-06-19 2024-07-04 2024-09-02 2024-10-14 2024-11-11 2024-11-28 "
    "2024-12-25",
    2025: "2025-01-01 2025-01-20 2025-02-17 2025-05-26 2025-06-19 2025-07-04 2025-09-01 2025-10-13 2025-11-11 2025-11-27 "
    "2025-12-25",
}
DAYS = st.dates(date(2019, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize("year", KNOWN)
def test_holidays_are_those_of_the_federal_reserve_banks(year: int) -> None:
    """Juneteenth of 2021 and Christmas of 2021 fell on a Saturday, Veterans Day of 2023 too: no other day is kept."""
    assert holidays(year) == {date.fromisoformat(day) for day in KNOWN[year].split()}


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2021-12-31", True),  # New Year of 2022 is a Saturday: the Friday before is a day like any other
        ("2022-06-20", False),  # Juneteenth of 2022 is a Sunday
        ("2021-06-18", True),
        ("2023-11-10", True),
        ("2022-07-04", False),
        ("2023-11-23", False),
        ("2023-11-24", True),
        ("2024-03-30", False),
        ("2020-06-19", True),  # before Juneteenth was a holiday
    ],
)
def test_a_day_is_worked_or_not(day: str, works: bool) -> None:
    """Planted days, one for each rule."""
    assert is_business_day(date.fromisoformat(day)) is works


@pytest.mark.parametrize(
    ("day", "near", "after"),
    [
        ("2024-03-30", "2024-03-29", "2024-04-01"),  # a Saturday goes to the Friday
        ("2024-03-31", "2024-04-01", "2024-04-01"),  # a Sunday to the Monday
        ("2024-05-26", "2024-05-28", "2024-05-28"),  # before Memorial Day: Friday and Tuesday are equally near
        ("2024-11-28", "2024-11-29", "2024-11-29"),
        ("2024-07-05", "2024-07-05", "2024-07-05"),
    ],
)
def test_a_day_off_moves_to_the_nearest_day_of_work(day: str, near: str, after: str) -> None:
    """Offices move either way; what reaches a bank is posted later, never earlier."""
    assert weekday_near(date.fromisoformat(day)).isoformat() == near
    assert weekday_from(date.fromisoformat(day)).isoformat() == after


@given(DAYS, st.integers(0, 9), st.integers(0, 9))
def test_the_bounds_of_a_move_are_kept(day: date, before: int, after: int) -> None:
    """Within its bounds a day moves to a business day, and stays where there is none."""
    earliest, latest = day - timedelta(days=before), day + timedelta(days=after)
    moved = weekday_near(day, earliest, latest)
    open_days = [earliest + timedelta(days=n) for n in range(before + after + 1)]
    open_days = [one for one in open_days if is_business_day(one)]
    assert moved in open_days if open_days else moved == day
    assert all(abs(moved - day) <= abs(one - day) for one in open_days)


@given(DAYS, st.integers(0, 40), st.integers(0, 1000))
def test_a_day_is_drawn_among_the_business_days(first: date, length: int, seed: int) -> None:
    """Whatever the span, the day lies in it, and nobody works elsewhere where somebody works in it."""
    last = first + timedelta(days=length)
    day = weekday_between(first, last, Rng("days", seed))
    assert first <= day <= last
    assert is_business_day(day) or not any(is_business_day(first + timedelta(days=n)) for n in range(length + 1))


def test_the_end_of_a_month_is_busy_where_it_is_asked_for() -> None:
    """July 2022: twenty business days, the last three from Wednesday the 27th on."""
    assert business_days(2022, 7)[-3:] == (27, 28, 29) and len(business_days(2022, 7)) == 20
    assert days_within(2022, 7, 1, 31, 1) == business_days(2022, 7)
    drawn = Counter(days_within(2022, 7, 26, 28, 4))
    assert drawn[26] == 1 and drawn[27] == drawn[28] == 4 and set(drawn) == {26, 27, 28}
    assert days_within(2022, 7, 2, 4, 1) == ()


def test_nothing_happens_on_a_bank_holiday_or_a_weekend() -> None:
    """No bank line, no paper and no entry, but what is dated the first or the last of a month because that is when it
    counts: statements, accruals, their reversals, the policy."""
    for scenario in months():
        case = scenario.case
        for statement in case.statements:
            assert all(is_business_day(line.date) for line in statement.lines), statement.id
        for record in (*case.documents, *scenario.key.journal, *case.books.entries):
            turn = record.date.day == 1 or (record.date + timedelta(days=1)).day == 1
            assert turn or is_business_day(record.date), record


def test_no_weekday_stands_out() -> None:
    """Each has its share of the working days in the entries, within four standard errors: a fifth, less on Mondays, on
    which most bank holidays fall. Mondays of the bank take what came in over the weekend."""
    entries: Counter[int] = Counter()
    lines: Counter[int] = Counter()
    working = dict.fromkeys(range(5), 0.0)
    for scenario in months():
        period = scenario.case.period
        dates = [entry.date for entry in scenario.key.journal if period.first < entry.date < period.last]
        entries.update(day.weekday() for day in dates)
        days = business_days(period.year, period.month)
        for number in days:
            working[period.first.replace(day=number).weekday()] += len(dates) / len(days)
        for statement in scenario.case.statements:
            lines.update(line.date.weekday() for line in statement.lines)
    assert entries.total() > 8_000 and lines.total() > 2_000
    error = (0.2 * 0.8 / entries.total()) ** 0.5
    for weekday in range(5):
        share, due = entries[weekday] / entries.total(), working[weekday] / sum(working.values())
        assert 0.16 < share < 0.235 and abs(share - due) < 4 * error, weekday
    assert 0.19 < lines[0] / lines.total() < 0.26


def test_work_piles_up_at_the_end_of_a_month() -> None:
    """The last three business days have two and a half to three and a half times the entries of another day."""
    for family in ("three_way_match", "month_end_close"):
        closing = others = 0.0
        for scenario in months_of(family):
            period = scenario.case.period
            days = business_days(period.year, period.month)
            dated = [entry.date.day for entry in scenario.key.journal if period.first <= entry.date <= period.last]
            late = sum(day >= days[-3] for day in dated)
            closing += late / 3
            others += (len(dated) - late) / (len(days) - 3)
        assert 2.3 < closing / others < 3.6, family


def test_every_month_of_the_year_is_closed() -> None:
    """January and December like the others."""
    assert {scenario.case.period.month for scenario in months()} == set(range(1, 13))
