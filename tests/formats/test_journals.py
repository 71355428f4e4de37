"""The plain-text journals: what they look like, and that nothing written into a memo can change what they say."""

import re
from random import Random

import pytest
from hypothesis import given, settings
from tests.ledger.sample import sample_books
from tests.properties.strategies import books, random_books

from tieout.formats import FORMATS, Format, beancount, find_format, journal
from tieout.ledger.accounts import Account, Chart, Kind
from tieout.ledger.books import Books
from tieout.ledger.entries import Entry, Line
from tieout.ledger.periods import Period

each_format = pytest.mark.parametrize("format_", FORMATS, ids=lambda format_: format_.name)


def test_a_beancount_transaction() -> None:
    """Payee, memo, documents as links; codes, documents, parties and items unchanged in the metadata."""
    text = beancount.write_beancount(sample_books(), 'Acme "& Co"')
    assert text.startswith('option "title" "Acme \\"& Co\\""\noption "operating_currency" "USD"\n')
    assert 'option "tolerance_multiplier" "0"' in text
    assert '2023-12-01 open Assets:1010-Checking USD\n  number: "1010"\n  name: "Checking"\n' in text
    assert (
        '2023-12-31 * "V-1" "" ^B-1\n'
        '  je: "JE-3"\n'
        "  Expenses:6100-Rent  300.00 USD\n"
        '    document: "B-1"\n'
        "  Liabilities:2000-Payables  -300.00 USD\n"
        '    document: "B-1"\n'
        '    party: "V-1"\n'
        '    item: "B-1"\n'
    ) in text
    assert "2024-02-01 balance Assets:1010-Checking  5300.00 USD" in text
    assert "2024-03-01 balance Liabilities:2000-Payables  -670.00 USD" in text


def test_a_journal_transaction_in_both_dialects() -> None:
    """The same transactions; only hledger is told types and the decimal mark."""
    hledger, ledger = (write(sample_books(), "Acme") for write in (journal.write_hledger, journal.write_ledger))
    transaction = (
        "2024-01-15 * (JE-4) C-1 |\n"
        "    Assets:1010 Checking  600.00 USD\n"
        "    ; document: REM-1\n"
        "    Assets:1200 Receivables  -600.00 USD\n"
        "    ; document: REM-1\n"
        "    ; party: C-1\n"
        "    ; item: INV-1\n"
    )
    assert transaction in hledger
    assert transaction in ledger
    assert "decimal-mark .\ncommodity 1000.00 USD\naccount Assets:1010 Checking  ; type:C\n" in hledger
    assert "commodity USD\n    format 1000.00 USD\n" in ledger
    assert "type:" not in ledger
    check = "2024-01-31 * (CHECK-2024-01) | balances of 2024-01\n    Assets:1010 Checking  0.00 USD = 5300.00 USD\n"
    assert check in hledger
    assert check in ledger


@settings(max_examples=60, deadline=None)
@given(books())
def test_no_text_breaks_out_of_its_place(some: Books) -> None:
    """However odd memos and names are, the file has the lines that the entries need and no others."""
    lines = sum(len(entry.lines) for entry in some.entries)
    kept = sum(1 + bool(line.party) + bool(line.item) for entry in some.entries for line in entry.lines)
    text = beancount.write_beancount(some, "T")
    assert len(re.findall(r"^\d{4}-\d\d-\d\d \* ", text, re.MULTILINE)) == len(some.entries)
    assert len(re.findall(r"^    (document|party|item): ", text, re.MULTILINE)) == kept
    assert text.isprintable() or all(letter == "\n" or ord(letter) >= 32 for letter in text)
    for write in (journal.write_hledger, journal.write_ledger):
        text = write(some, "T")
        months = len({month for _, month in some.balances})
        assert len(re.findall(r"^\d{4}-\d\d-\d\d \* ", text, re.MULTILINE)) == len(some.entries) + months
        assert len(
            re.findall(r"^    (?:Assets|Liabilities|Equity|Income|Expenses):", text, re.MULTILINE)
        ) == lines + len(some.balances)
        assert len(re.findall(r"^    ; (document|party|item): ", text, re.MULTILINE)) == kept
        text.encode()


@pytest.mark.parametrize("names_of", [beancount.names_of, journal.names_of])
def test_no_two_accounts_share_a_name(names_of: object) -> None:
    """Codes that differ only in what a format cannot write, and names that are nothing but that, stay apart."""
    codes = ("10.1", "10-1", "10 1", "10:1", "", "帳", ";", "10-1-2")
    chart = Chart.of(
        Account(code, name, kind) for code, name, kind in zip(codes, ["x"] * 8, [*Kind, *Kind], strict=False)
    )
    names = names_of(chart)
    assert len({name.partition(":")[2] for name in names.values()}) == len(codes)
    for seed in range(50):
        chart = random_books(Random(seed)).chart
        assert len(set(names_of(chart).values())) == len(chart)


@pytest.mark.parametrize(
    ("memo", "written"),
    [
        ("Rent (March) @ 5%", "Rent (March) @ 5%"),
        ("a;b|c", "a%3Bb%7Cc"),
        ("two  blanks", "two%20 blanks"),
        ("line\nbreak", "line%0Abreak"),
        ("100%25", "100%2525"),
        ("Müller\u00a0AG", "Müller%C2%A0AG"),
    ],
)
def test_memos_in_journals(memo: str, written: str) -> None:
    """Ordinary memos stand as they are; what the format would swallow is spelled out."""
    lines = (Line("1010", 5, "D"), Line("3000", -5, "D"))
    some = sample_books().post(Entry("JE-9", Period(2024, 3).first, memo, lines))
    assert isinstance(some, Books)
    assert f"2024-03-01 * (JE-9) | {written}\n" in journal.write_hledger(some, "Acme")


@each_format
def test_the_same_books_give_the_same_text(format_: Format) -> None:
    """Formats are pure, and know an empty journal."""
    some = random_books(Random(7))
    assert format_.write(some, "T") == format_.write(random_books(Random(7)), "T")
    assert format_.write(Books(some.chart, "JPY", Period(2024, 1)), "T")


def test_the_registry() -> None:
    """Each format has its own name and suffix, and is found by its name."""
    assert [format_.name for format_ in FORMATS] == ["beancount", "hledger", "ledger", "csv"]
    assert len({format_.suffix for format_ in FORMATS}) == len(FORMATS)
    assert all(find_format(format_.name) is format_ for format_ in FORMATS)
    assert find_format("xlsx") is None


def test_beancount_ends_in_2099() -> None:
    """A later date cannot be written, and the error names the entry."""
    far = Entry("JE-9", Period(2100, 1).first, "", (Line("1010", 5, "D"), Line("3000", -5, "D")))
    some = sample_books().post(far)
    assert isinstance(some, Books)
    with pytest.raises(ValueError, match="JE-9 is dated after 2099"):
        beancount.write_beancount(some, "Acme")
