"""Stationery: how one paper spells dates, sums and the mail room's stamp.

Amounts are always spelled as the tools spell them (``1250.00``), so that one search finds a figure on the desk and in
the ledger; ids and the numbers of outsiders stand exactly as they are. Words, order, dates and layout vary.
"""

import zlib
from dataclasses import dataclass
from datetime import date
from typing import Final

from tieout.documents.rendering.layout import Layout
from tieout.ledger.money import render

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DATE_SPELLINGS: Final = 6


def spelled(day: date, spelling: int) -> str:
    """0: ``2024-03-14``, 1: ``March 14, 2024``, 2: ``14 Mar 2024``, 3: ``Mar. 14, 2024``, 4: ``14-MAR-2024``,
    5: ``Thu March 14 2024``: none can be misread."""
    if spelling == 0:
        return day.isoformat()
    month = MONTHS[day.month - 1]
    if spelling == 1:
        return f"{month} {day.day}, {day.year}"
    if spelling == 2:
        return f"{day.day} {month[:3]} {day.year}"
    if spelling == 3:
        return f"{month[:3]}. {day.day}, {day.year}"
    if spelling == 4:
        return f"{day.day}-{month[:3].upper()}-{day.year}"
    return f"{('Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun')[day.weekday()]} {month} {day.day} {day.year}"


def tax_id(address: str) -> str:
    """A firm's employer number, made up from its address. No real one starts with 00."""
    return f"00-{zlib.crc32(address.encode()) % 10_000_000:07d}"


def routing_number(bank: str) -> str:
    """A bank's routing number, made up from its name. No Federal Reserve district is called 99."""
    return f"99{zlib.crc32(bank.encode()) % 10_000_000:07d}"


def percent(rate: int) -> str:
    """A rate in thousandths of a per cent: ``8250`` as ``8.25 %``."""
    whole, thousandths = divmod(rate, 1000)
    return f"{whole}.{thousandths:03d}".rstrip("0").rstrip(".") + " %"


@dataclass(frozen=True, slots=True)
class Stationery:
    """A layout, and the currency that the paper is in."""

    layout: Layout
    currency: str

    def word(self, field: str) -> str:
        return self.layout.words[field]

    def shows(self, optional: str) -> bool:
        return optional in self.layout.shown

    def day(self, day: date) -> str:
        return spelled(day, self.layout.dates)

    def span(self, first: date, last: date) -> str:
        return f"{self.day(first)} to {self.day(last)}"

    def money(self, minor: int) -> str:
        return render(minor, self.currency)

    def sum(self, minor: int) -> str:
        """An amount with its currency."""
        amount = render(minor, self.currency)
        manner = self.layout.money
        if manner == "before":
            return f"{self.currency} {amount}"
        if manner == "sign" and self.currency == "USD":
            return f"${amount} {self.currency}"
        if manner == "worded" and self.currency == "USD":
            return f"{amount} U.S. dollars ({self.currency})"
        return f"{amount} {self.currency}"

    def stamp(self, document_id: str, party: str) -> str:
        """What our mail room put on the paper: the id under which it is filed, and the party."""
        bare, partied = _STAMPS[self.layout.stamp]
        return partied.format(document_id, party) if party else bare.format(document_id)


_STAMPS: Final = (
    ("[{0}]", "[{0}; {1}]"),
    ("Filed as {}", "Filed as {} ({})"),
    ("Our ref. {}", "Our ref. {}, party {}"),
    ("No. {0}", "{0} / {1}"),
    ("<<{}>>", "<<{} : {}>>"),
    ("Mail room: {}", "Mail room: {} from {}"),
    ("in tray as {}", "in tray as {}, master record {}"),
    ("stamped {0}", "{1}, stamped {0}"),
)
"""Manners of stamping, each without a party and with one."""
