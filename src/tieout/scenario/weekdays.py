"""Days on which banks and offices work: Monday to Friday. Public holidays differ from place to place and are left out."""

from datetime import date, timedelta
from typing import Final

FRIDAY: Final = 4
_AFTER: Final = (timedelta(), timedelta(days=1), timedelta(days=2))


def weekday_near(day: date, earliest: date, latest: date) -> date:
    """``day``, or for a weekend the Monday after; where that is past ``latest``, the Friday before; where that is before
    ``earliest`` too, ``day`` all the same."""
    over = day.weekday() - FRIDAY
    if over <= 0:
        return day
    monday = day + _AFTER[3 - over]
    if monday <= latest:
        return monday
    friday = day - _AFTER[over]
    return friday if friday >= earliest else day
