"""Stationery: the choices that a sender's paper makes, all derived from the document's id.

Amounts are always spelled as the tools spell them (``1250.00``), so that one search finds a figure on the desk and in
the ledger; ids and the numbers of outsiders stand exactly as they are. Words, order, dates and layout vary.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from tieout.ledger.money import render

T = TypeVar("T")

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DATE_SPELLINGS: Final = 3


def spelled(day: date, spelling: int) -> str:
    """0: ``2024-03-14``, 1: ``March 14, 2024``, 2: ``14 Mar 2024``: none can be misread."""
    if spelling == 0:
        return day.isoformat()
    month = MONTHS[day.month - 1]
    if spelling == 1:
        return f"{month} {day.day}, {day.year}"
    return f"{day.day} {month[:3]} {day.year}"


@dataclass(frozen=True, slots=True)
class Stationery:
    """``mark`` is a 32-bit checksum of the document's id; each choice reads other bits of it."""

    mark: int
    currency: str

    def layout(self, layouts: Sequence[T]) -> T:
        return layouts[self.mark % len(layouts)]

    def word(self, *words: str) -> str:
        return words[(self.mark >> 8) % len(words)]

    def day(self, day: date) -> str:
        return spelled(day, (self.mark >> 16) % DATE_SPELLINGS)

    def money(self, minor: int) -> str:
        return render(minor, self.currency)

    def sum(self, minor: int) -> str:
        """An amount with its currency, before or after."""
        amount = render(minor, self.currency)
        return f"{self.currency} {amount}" if self.mark >> 20 & 1 else f"{amount} {self.currency}"

    def stamp(self, document_id: str, party: str) -> str:
        """What our mail room put on the paper: the id under which it is filed, and the party."""
        manner = (self.mark >> 22) % 4
        if manner == 0:
            return f"[{document_id}; {party}]" if party else f"[{document_id}]"
        if manner == 1:
            return f"Filed as {document_id} ({party})" if party else f"Filed as {document_id}"
        if manner == 2:
            return f"Our ref. {document_id}, party {party}" if party else f"Our ref. {document_id}"
        return f"{document_id} / {party}" if party else f"No. {document_id}"


def stationery(document_id: str, currency: str) -> Stationery:
    """The paper of a document: the same in every process, whatever the hash seed."""
    return Stationery(zlib.crc32(document_id.encode()), currency)


def ruled(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in columns; the last column is not padded."""
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
    return "\n".join(
        "  ".join(map(str.ljust, row, widths)).rstrip()
        for row in (header, tuple("-" * width for width in widths), *rows)
    )


def barred(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table with bars and no padding."""
    return "\n".join(" | ".join(row) for row in (header, *rows))


def page(*lines: str) -> str:
    """The lines that are not empty."""
    return "\n".join(filter(None, lines))
