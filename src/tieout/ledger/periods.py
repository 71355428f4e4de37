"""Accounting periods: calendar months, and the one-way step from open to closed."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache

from tieout.ledger.records import quickly_made


class PeriodStatus(Enum):
    """A period is open until it is closed; nothing reopens it."""

    OPEN = "open"
    CLOSED = "closed"


@quickly_made
@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A calendar month. ``str`` gives ``2024-03``."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not (1900 <= self.year <= 9999 and 1 <= self.month <= 12):
            raise ValueError(f"{self.year}-{self.month} is not a month")

    @classmethod
    def of(cls, day: date) -> "Period":
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> "Period":
        """``"2024-03"``; ValueError otherwise."""
        if len(text) != 7 or text[4] != "-" or not (text.isascii() and text[:4].isdigit() and text[5:].isdigit()):
            raise ValueError(f"{text!r} is not a period such as '2024-03'")
        return cls(int(text[:4]), int(text[5:]))

    @classmethod
    def at(cls, index: int) -> "Period":
        """The month with this :attr:`index`."""
        return cls(index // 12, index % 12 + 1)

    @property
    def index(self) -> int:
        """Months since the year 0: consecutive months have consecutive numbers."""
        return self.year * 12 + self.month - 1

    @property
    def first(self) -> date:
        return _ends(self.year, self.month)[0]

    @property
    def last(self) -> date:
        return _ends(self.year, self.month)[1]

    def shift(self, months: int) -> "Period":
        return Period.at(self.index + months)

    @property
    def next(self) -> "Period":
        return self.shift(1)

    @property
    def previous(self) -> "Period":
        return self.shift(-1)

    def __contains__(self, day: date) -> bool:
        return day.year == self.year and day.month == self.month

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


def month_of(day: date) -> int:
    """The :attr:`Period.index` of the month that ``day`` lies in."""
    return day.year * 12 + day.month - 1


@lru_cache(maxsize=1200)
def _ends(year: int, month: int) -> tuple[date, date]:
    """The first and the last day of a month: asked for by the thousand, of a few months."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])
