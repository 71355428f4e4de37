"""Days on which banks and offices work: Monday to Friday less the bank holidays of the United States.

Holidays follow the standard schedule of the Federal Reserve Banks: one that falls on a Sunday is kept on the Monday
after, one that falls on a Saturday is not kept on another day. Pay runs count every Monday to Friday as worked, holidays
included, because holidays are paid (:mod:`tieout.scenario.simulate.payroll`).
"""

from bisect import bisect_left, bisect_right
from datetime import date, timedelta
from functools import cache
from typing import Final

from tieout.scenario.seeds import Rng

MONDAY, THURSDAY, FRIDAY, SUNDAY = 0, 3, 4, 6
JUNETEENTH_SINCE: Final = 2021
CLOSING_DAYS: Final = 3
"""The last business days of a month, on which invoices go out, bills come in and accounts are settled."""
BUSY: Final = 5
BILLING: Final = 8
"""How many times as likely one of them is as another day for bills on orders and for what is billed by the month. Cash
keeps no such calendar, and so a month has 2.5 to 3.5 times the usual number of entries on them (period-end multipliers of
DataSynth)."""
DRAWS: Final = 20
_DAY: Final = timedelta(days=1)


@cache
def holidays(year: int) -> frozenset[date]:
    """The days of a year on which the Federal Reserve Banks are closed though it is no Saturday or Sunday."""
    fixed = [date(year, 1, 1), date(year, 7, 4), date(year, 11, 11), date(year, 12, 25)]
    if year >= JUNETEENTH_SINCE:
        fixed.append(date(year, 6, 19))
    kept = [day + _DAY if day.weekday() == SUNDAY else day for day in fixed]
    kept += [
        _nth(year, 1, MONDAY, 3),  # Martin Luther King Jr. Day
        _nth(year, 2, MONDAY, 3),  # Washington's Birthday
        _nth(year, 6, MONDAY, 1) - timedelta(days=7),  # Memorial Day, the last Monday of May
        _nth(year, 9, MONDAY, 1),  # Labor Day
        _nth(year, 10, MONDAY, 2),  # Columbus Day
        _nth(year, 11, THURSDAY, 4),  # Thanksgiving Day
    ]
    return frozenset(day for day in kept if day.weekday() <= FRIDAY)


def _nth(year: int, month: int, weekday: int, number: int) -> date:
    """The first, second … such weekday of a month, counted from 1."""
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))


def is_business_day(day: date) -> bool:
    """True where banks and offices work."""
    return day.weekday() <= FRIDAY and day not in holidays(day.year)


def weekday_near(day: date, earliest: date = date.min, latest: date = date.max) -> date:
    """``day``, or where nobody works then the nearest business day from ``earliest`` to ``latest``: the Friday for a
    Saturday, the Monday for a Sunday, and of two equally near the later. ``day`` all the same where there is none."""
    if is_business_day(day):
        return day
    before = after = day
    while True:
        before, after = before - _DAY, after + _DAY
        if after <= latest and is_business_day(after):
            return after
        if before >= earliest and is_business_day(before):
            return before
        if before < earliest and after > latest:
            return day


def works_between(first: date, last: date) -> bool:
    """True where a business day lies from ``first`` to ``last``."""
    return first <= last and is_business_day(weekday_near(first, first, last))


def weekday_from(day: date) -> date:
    """``day``, or the first business day after it: when a bank posts what reaches it then."""
    while not is_business_day(day):
        day += _DAY
    return day


def weekday_between(first: date, last: date, rng: Rng) -> date:
    """A business day from ``first`` to ``last``, each as likely as another; where there is none, the nearest to
    ``first``, but not before it."""
    days = (last - first).days + 1
    for _ in range(DRAWS):
        day = first + timedelta(days=rng.below(days))
        if is_business_day(day):
            return day
    return weekday_near(first, first, last)


@cache
def business_days(year: int, month: int) -> tuple[int, ...]:
    """The numbers of a month's business days, ascending."""
    day, found = date(year, month, 1), []
    while day.month == month:
        if is_business_day(day):
            found.append(day.day)
        day += _DAY
    return tuple(found)


@cache
def days_within(year: int, month: int, first: int, last: int, busy: int) -> tuple[int, ...]:
    """The numbers of a month's business days from ``first`` to ``last``, to draw from; the last business days of the
    month stand there ``busy`` times."""
    days = business_days(year, month)
    closing = days[-CLOSING_DAYS:] * (busy - 1)
    within = days[bisect_left(days, first) : bisect_right(days, last)]
    return within + tuple(day for day in closing if first <= day <= last)
