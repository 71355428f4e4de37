"""Dates as papers write them, spans of service, and days of work."""

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from tieout.ledger.money import ratio

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ONE: Final = r"\d{4}-\d\d-\d\d|\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{1,2}, \d{4}"
_DATE: Final = re.compile(_ONE)
_ISO: Final = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_NAMED: Final = re.compile(
    r"\b((?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*) (\d{1,2})(?:st|nd|rd|th)?\b(?!, \d{4})"
)
_SPAN: Final = re.compile(f"({_ONE}) (?:to|through|until|-) ({_ONE})")
SATURDAY: Final = 5


def parsed(text: str) -> date:
    """A date as a paper writes it."""
    if text[4] == "-":
        return date.fromisoformat(text)
    parts = text.replace(",", "").split()
    day, month = (parts[0], parts[1]) if parts[0].isdigit() else (parts[1], parts[0])
    return date(int(parts[2]), _MONTHS.index(month[:3].lower()) + 1, int(day))


def dates_in(text: str) -> list[date]:
    """The dates of a text, in order."""
    return [parsed(one) for one in _DATE.findall(" ".join(text.split()))]


def named_days(text: str, last_day: str) -> list[date]:
    """The days of a text that are written with the month's name and without a year, or as ISO dates: of the months up to
    the one to close."""
    _, last = month_of(last_day)
    found = [(match.start(), date.fromisoformat(match[0])) for match in _ISO.finditer(text)]
    for match in _NAMED.finditer(text):
        month, day = _MONTHS.index(match[1][:3].lower()) + 1, int(match[2])
        year = last.year if month <= last.month else last.year - 1
        if day <= monthrange(year, month)[1]:
            found.append((match.start(), date(year, month, day)))
    return [day for _, day in sorted(found)]


def span_of(text: str) -> tuple[date, date] | None:
    """The first span of service that a text names."""
    match = _SPAN.search(" ".join(text.split()))
    return (parsed(match[1]), parsed(match[2])) if match else None


def month_of(last_day: str) -> tuple[date, date]:
    """First and last day of the month to close."""
    last = date.fromisoformat(last_day)
    return last.replace(day=1), last


def overlap(span: tuple[date, date], other: tuple[date, date]) -> int:
    """Days that two spans share."""
    return max(0, (min(span[1], other[1]) - max(span[0], other[0])).days + 1)


def working_days(start: date, end: date) -> int:
    """Mondays to Fridays of a span."""
    return sum((start + timedelta(n)).weekday() < SATURDAY for n in range((end - start).days + 1))


def months_between(start: date, day: date) -> int:
    """Whole months from one month to another."""
    return (day.year - start.year) * 12 + day.month - start.month


def months_of(span: tuple[date, date]) -> int:
    """How many whole months a span covers; 0 where it is not of whole months."""
    start, end = span
    whole = start.day == 1 and end.day == monthrange(end.year, end.month)[1]
    return months_between(start, end) + 1 if whole else 0


def share(total: int, months: int, nth: int) -> int:
    """The nth of equal shares, counted from 1, rounded half up; the last takes the rest."""
    even = ratio(total, 1, months)
    if not 1 <= nth <= months:
        return 0
    return total - even * (months - 1) if nth == months else even
