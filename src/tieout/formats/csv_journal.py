"""The journal as one flat CSV table, a row for each line: what a spreadsheet opens, and what we read back unchanged.

RFC 4180: commas, CRLF, quotes where needed. A text that a spreadsheet would run as a formula (it begins with one of
``= + - @``, a tab or a return), or that itself begins with an apostrophe, is written with an apostrophe before it, as
spreadsheets expect; the reader takes that apostrophe away.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Final

from tieout.ledger.books import Books
from tieout.ledger.entries import Entry, EntryError, Line
from tieout.ledger.money import MoneyError, parse, render

COLUMNS: Final = (
    "entry", "date", "memo", "reverses", "line", "account", "name", "debit", "credit", "currency",
    "document", "party", "item", "department",
)  # fmt: skip
_PHYSICAL_LINE: Final = re.compile(r"[^\n]*\n|[^\n]+")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "'")


class CsvError(ValueError):
    """Text that is not such a table; the message names the row (the header is row 1)."""


class _Text:
    """What ``csv`` writes to: the pieces of one text."""

    def __init__(self) -> None:
        self.pieces: list[str] = []

    def write(self, piece: str) -> None:
        self.pieces.append(piece)


def write_csv(books: Books, title: str) -> str:
    """The table in order of posting. A CSV has no place for the ``title``."""
    del title
    text = _Text()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for entry in books.entries:
        for number, line in enumerate(entry.lines, 1):
            table.writerow(_row(books, entry, number, line))
    return "".join(text.pieces)


def read_csv(text: str, currency: str) -> tuple[Entry, ...]:
    """The entries of a table that :func:`write_csv` wrote, in their order. CsvError where a row is malformed or the
    lines of an entry do not stand together or do not balance."""
    rows = _rows(text)
    header = next(rows, (1, []))[1]
    if tuple(header) != COLUMNS:
        raise CsvError(f"row 1: the columns are {', '.join(COLUMNS)}")
    entries: list[Entry] = []
    seen: set[str] = set()
    for head, group in groupby(((number, _cells(number, row)) for number, row in rows), key=lambda row: row[1][:4]):
        lines = tuple(_line(number, cells, currency, place) for place, (number, cells) in enumerate(group, 1))
        entry_id, day, memo, reverses = head
        if entry_id in seen:
            raise CsvError(f"entry {entry_id}: its lines do not stand together, or differ in date, memo or reversal")
        seen.add(entry_id)
        try:
            entries.append(Entry(entry_id, _day(day), memo, lines, reverses))
        except EntryError as error:
            raise CsvError(str(error)) from None
    return tuple(entries)


def _row(books: Books, entry: Entry, number: int, line: Line) -> Iterable[str]:
    amount = render(abs(line.amount), books.currency)
    return (
        _guarded(entry.id),
        entry.date.isoformat(),
        _guarded(entry.memo),
        _guarded(entry.reverses),
        str(number),
        _guarded(line.account),
        _guarded(books.chart[line.account].name),
        amount if line.amount > 0 else "",
        amount if line.amount < 0 else "",
        books.currency,
        _guarded(line.document),
        _guarded(line.party),
        _guarded(line.item),
        _guarded(line.department),
    )


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    try:
        yield from enumerate(csv.reader(_PHYSICAL_LINE.findall(text), strict=True), 1)
    except csv.Error as error:
        raise CsvError(f"not a CSV table: {error}") from None


def _cells(number: int, row: list[str]) -> tuple[str, ...]:
    if len(row) != len(COLUMNS):
        raise CsvError(f"row {number}: {len(row)} cells instead of {len(COLUMNS)}")
    return tuple(cell.removeprefix("'") for cell in row)


def _line(number: int, cells: tuple[str, ...], currency: str, place: int) -> Line:
    _, _, _, _, position, account, _, debit, credit, written_in, document, party, item, department = cells
    if written_in != currency or position != str(place) or bool(debit) is bool(credit):
        raise CsvError(f"row {number}: it is not line {place} in {currency} with either a debit or a credit")
    try:
        amount = parse(debit or credit, currency)
    except MoneyError as error:
        raise CsvError(f"row {number}: {error}") from None
    return Line(account, amount if debit else -amount, document, party, item, department)


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise CsvError(f"{text!r} is not a date such as '2024-03-31'")
    return day


def _guarded(text: str) -> str:
    return "'" + text if text.startswith(_FORMULA) else text
