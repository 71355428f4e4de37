"""The proof that the ledger is right: three independent programs find the same trial balance, to the cent.

``TIEOUT_REFEREE_BOOKS=200`` asks for 200 random books instead of a dozen.
"""

import os
import re
from pathlib import Path
from random import Random

import pytest
from tests.formats.referees import REFEREES, Movements, Referee
from tests.properties.strategies import random_books

from tieout.episode import scenario_of
from tieout.ledger.accounts import Account, Chart, Kind
from tieout.ledger.balances import trial_balance
from tieout.ledger.books import Books
from tieout.ledger.checks import check_books
from tieout.ledger.entries import Entry, Line
from tieout.ledger.periods import Period
from tieout.tasks.registry import FAMILIES, make_task

HOW_MANY = int(os.environ.get("TIEOUT_REFEREE_BOOKS", "12"))
BATCH = 50  # books in one file: their accounts differ, so that one process judges them all

each_referee = pytest.mark.parametrize("referee", REFEREES, ids=lambda referee: referee.name)


def written(referee: Referee, books: tuple[Books, ...], folder: Path) -> Path:
    """One file with the exports of ``books``, in the order of months where there is but one book."""
    path = folder / f"books{referee.suffix}"
    path.write_text("\n".join(referee.write(each, "Random & Sons") for each in books), encoding="utf-8", newline="")
    return path


def differences(referee: Referee, books: Books, found: Movements) -> list[str]:
    """Where our trial balances of all months differ from what the referee's movements add up to."""
    names = referee.names_of(books.chart)
    theirs: dict[str, dict[int, int]] = {name: {} for name in names.values()}
    for (account, month), moved in found.items():
        if account in theirs:
            assert moved.currency == books.currency
            theirs[account][month] = moved.minor
    different = []
    months = sorted({month for _, month in books.balances})
    for index in [*months, *(month + 1 for month in months)]:
        for row in trial_balance(books, Period.at(index)).rows:
            movements = theirs[names[row.account.code]]
            since = 0 if row.account.kind.permanent else index - index % 12
            opening = sum(amount for month, amount in movements.items() if since <= month < index)
            if (row.opening, row.movement) != (opening, movements.get(index, 0)):
                different.append(f"{Period.at(index)}: we have {row}, {referee.name} has {movements}")
    return different


@each_referee
@pytest.mark.parametrize("start", range(0, HOW_MANY, BATCH))
def test_the_referee_finds_our_trial_balance(referee: Referee, start: int, tmp_path: Path) -> None:
    """Every account's opening, movement and closing of every month is what the program computes from the export."""
    batch = [random_books(Random(f"referee {n}"), f"R{n}-") for n in range(start, min(start + BATCH, HOW_MANY))]
    assert sum(len(books.entries) for books in batch) > len(batch)
    path = written(referee, tuple(batch), tmp_path)
    if referee.name != "hledger":  # its check of the order of dates is for one company's journal; see below
        assert not referee.check(path)
    found = referee.movements(path)
    assert found
    for books in batch:
        assert not differences(referee, books, found)


@each_referee
def test_the_referee_accepts_one_export(referee: Referee, tmp_path: Path) -> None:
    """Strict checks pass: declared accounts and currencies, order of dates, unique names, every balance assertion."""
    for number in range(4):
        books = random_books(Random(f"single {number}"))
        assert not referee.check(written(referee, (books,), tmp_path))


def small_books() -> Books:
    """Two months of one bank account and rent: 800.00 a month out of 5,000.00 put in."""
    chart = Chart.of(
        [
            Account("1010", "Checking", Kind.ASSET, role="bank"),
            Account("3000", "Capital", Kind.EQUITY),
            Account("6100", "Rent", Kind.EXPENSE),
        ]
    )
    entries = [
        Entry("JE-1", Period(2024, 1).first, "Capital", (Line("1010", 500_000, "D-1"), Line("3000", -500_000, "D-1"))),
        Entry("JE-2", Period(2024, 1).last, "Rent", (Line("6100", 80_000, "B-1"), Line("1010", -80_000, "B-1"))),
        Entry("JE-3", Period(2024, 2).last, "Rent", (Line("6100", 80_000, "B-2"), Line("1010", -80_000, "B-2"))),
    ]
    return Books.opened(chart, "USD", Period(2023, 12), entries)


def test_a_hand_checked_trial_balance(tmp_path: Path) -> None:
    """5,000.00 less two rents of 800.00: every referee says 3,400.00 in the bank, as a person would."""
    books = small_books()
    bank = trial_balance(books, Period(2024, 2)).rows[0]
    assert (bank.opening, bank.movement, bank.closing) == (420_000, -80_000, 340_000)
    for referee in REFEREES:
        found = referee.movements(written(referee, (books,), tmp_path))
        name = referee.names_of(books.chart)["1010"]
        assert sum(moved.minor for (account, _), moved in found.items() if account == name) == 340_000


@each_referee
def test_the_referee_accepts_generated_months(referee: Referee, tmp_path: Path) -> None:
    """The books that the families put on the desk pass our own checks and the strict checks of the program."""
    for family in FAMILIES:
        books = scenario_of(make_task(family.name, 2, "test", 0)).case.books
        assert check_books(books) == ()
        path = written(referee, (books,), tmp_path)
        assert not referee.check(path)
        assert not differences(referee, books, referee.movements(path))


TAMPERED = {
    "a line one cent off": (r"800\.00 USD", "800.01 USD"),
    "a balance one cent off": (r"4200\.00 USD", "4200.01 USD"),
    "an account that nobody opened": (r"(\n +Expenses:6100.)Rent( +800)", r"\1Rentt\2"),
}


@each_referee
@pytest.mark.parametrize("change", TAMPERED)
def test_the_referee_rejects_what_was_tampered_with(referee: Referee, change: str, tmp_path: Path) -> None:
    """A referee that accepts everything would prove nothing: one cent is enough for each to object."""
    path = written(referee, (small_books(),), tmp_path)
    assert not referee.check(path)
    text = path.read_text(encoding="utf-8")
    tampered = re.sub(*TAMPERED[change], text, count=1)
    assert tampered != text
    path.write_text(tampered, encoding="utf-8")
    assert referee.check(path)


def test_a_missing_referee_fails_the_test(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where a program is absent the test says how to get it, and is red."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("sys.executable", str(tmp_path / "python"))
    for referee in REFEREES:
        with pytest.raises(pytest.fail.Exception, match=r"not installed.*install"):
            referee.check(tmp_path)
