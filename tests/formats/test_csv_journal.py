"""The CSV journal: what is written is read back, and what is not such a table is refused with its row."""

import csv
from dataclasses import replace

import pytest
from hypothesis import given, settings
from tests.ledger.sample import entry, sample_books
from tests.properties.strategies import books

from tieout.formats.csv_journal import CsvError, read_csv, write_csv
from tieout.ledger.books import Books


@settings(max_examples=60, deadline=None)
@given(books())
def test_what_is_written_is_read_back(some: Books) -> None:
    """Every entry, to the last odd character, in the order of posting."""
    assert read_csv(write_csv(some, "Acme"), some.currency) == some.entries


def test_a_hand_checked_row() -> None:
    """A round trip cannot see a mistake made both ways: this is what a spreadsheet shows."""
    text = write_csv(sample_books(), "Acme")
    assert text.split("\r\n")[:3] == [
        "entry,date,memo,reverses,line,account,name,debit,credit,currency,document,party,item,department",
        "JE-1,2023-12-01,Capital paid in,,1,1010,Checking,5000.00,,USD,CAP,,,",
        "JE-1,2023-12-01,Capital paid in,,2,3000,Capital,,5000.00,USD,CAP,,,",
    ]
    assert text.count("\r\n") == 17


def test_debits_equal_credits() -> None:
    """The two columns of the table have the same total."""
    rows = list(csv.DictReader(write_csv(sample_books(), "Acme").splitlines()))
    debit, credit = ([int(row[side].replace(".", "") or 0) for row in rows] for side in ("debit", "credit"))
    assert sum(debit) == sum(credit) == 807_000


@pytest.mark.parametrize("memo", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "'quoted"])
def test_no_cell_is_a_formula(memo: str) -> None:
    """A memo that a spreadsheet would run is written as text, and comes back as it was."""
    posted = entry("JE-9", "2024-02-10", ("6100", 500, "B-9"), ("1010", -500, "B-9"), memo=memo)
    some = sample_books().post(posted)
    assert isinstance(some, Books)
    text = write_csv(some, "Acme")
    cells = [cell for row in csv.reader(text.split("\r\n")) for cell in row]
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r") and cell]
    assert read_csv(text, "USD")[-1].memo == memo


GOOD = write_csv(sample_books(), "Acme")
SPOILED = {
    "another header": (GOOD.replace("debit", "Dr"), "row 1"),
    "nothing": ("", "row 1"),
    "a cell too many": (GOOD.replace("Checking,5000.00", "Checking,,5000.00"), "row 2: 15 cells"),
    "no such day": (GOOD.replace("2023-12-20", "2023-12-32"), "2023-12-32"),
    "a day without hyphens": (GOOD.replace("2023-12-20", "20231220"), "20231220"),
    "debit and credit": (GOOD.replace("5000.00,,USD", "5000.00,1.00,USD"), "row 2"),
    "neither": (GOOD.replace("5000.00,,USD", ",,USD"), "row 2"),
    "another currency": (GOOD.replace("USD", "EUR", 1), "row 2"),
    "too many decimals": (GOOD.replace("5000.00,,USD", "5000.001,,USD"), "row 2: '5000.001'"),
    "out of balance": (GOOD.replace("5000.00,,USD", "5000.01,,USD"), "out of balance by 1"),
    "a line missing": ("\r\n".join(row for row in GOOD.split("\r\n") if not row.startswith("JE-1,2023-12-01,Capital paid in,,2")), "JE-1"),
    "lines apart": (GOOD + "\r\n".join(GOOD.split("\r\n")[1:3]) + "\r\n", "do not stand together"),
    "an open quote": (GOOD + "\"", "CSV"),
}  # fmt: skip


@pytest.mark.parametrize("fault", SPOILED)
def test_a_malformed_table_is_refused(fault: str) -> None:
    """The error says in which row or entry, and what is wrong with it."""
    text, words = SPOILED[fault]
    with pytest.raises(CsvError, match=words.replace("(", r"\(")):
        read_csv(text, "USD")


def test_empty_books_are_a_header() -> None:
    """No entries, no rows."""
    empty = replace(sample_books(), entries=())
    assert read_csv(write_csv(empty, "Acme"), "USD") == ()
