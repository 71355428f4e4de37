"""Days on which banks and offices work: Monday to Friday. Public holidays differ from place to place and are left out."""

from datetime import date, timedelta
from typing import Final

FRIDAY: Final = 4


def weekday_near(day: date, earliest: date, latest: date) -> date:
    """``day``, or for a weekend the Monday after; where that is past ``latest``, the Friday before; where that is before
    ``earliest`` too, ``day`` all the same."""
    over = day.weekday() - FRIDAY
    if over <= 0:
        return day
    monday, friday = day + timedelta(days=3 - over), day - timedelta(days=over)
    if monday <= latest:
        return monday
    return friday if friday >= earliest else day
