"""The world: a company's month as it truly was (``truth``), as the bookkeeper left it (``books``), and what the
outside world sent (``documents``, ``bank_lines``).

Entries in a world carry internal keys as ids; an entry that stands in both journals is the same object. Public ids
are drawn by :func:`tieout.scenario.reveal.reveal` after every defect is planted.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from tieout.documents.bank import BankLine
from tieout.documents.casefile import Callback, Document
from tieout.documents.closing import Disposition
from tieout.ledger.entries import Entry
from tieout.ledger.money import render
from tieout.ledger.periods import Period
from tieout.ledger.records import quickly_made
from tieout.scenario.company import Company
from tieout.scenario.letters.meaning import Meaning

OPENING: Final = "Opening balance"
"""Memo of the entry that brings earlier months forward; its cash is reconciled already."""


@quickly_made
@dataclass(frozen=True, slots=True)
class Account:
    """A bank account's month: ledger ``code``, the ``opening`` balance of the statement."""

    code: str
    number: str
    bank: str
    opening: int

    def statement_id(self, period: Period) -> str:
        """The id under which the statement of a month arrives."""
        return f"STMT-{self.number[-4:]}-{period}"


@quickly_made
@dataclass(frozen=True, slots=True)
class Movement:
    """A line of the bank statement of ``account``, and what truly settles it: ``cleared`` are (document, net amount
    on the ledger side), empty for a line that rightly stays open. Lines with the same ``group`` (not empty) are
    cleared together as one match."""

    account: str
    line: BankLine
    cleared: tuple[tuple[str, int], ...]
    group: str = ""


@quickly_made
@dataclass(frozen=True, slots=True, eq=False)
class World:
    """See the module. Worlds are told apart by identity, so that what is found in one can be kept by it.

    ``settled`` are the true dispositions, ``decided`` those that stand at the start;
    ``timing`` the (bank account, document or bank line id, amount) that are rightly open at the end of the month;
    ``forbidden`` the bills whose posting is an integrity breach; ``used`` what a defect has touched (document ids),
    so that the next defect picks something else; ``meanings`` what each letter says, by document id;
    ``late`` the day on which an entry was made that bears an earlier date, by its key."""

    company: Company
    period: Period
    accounts: tuple[Account, ...]
    truth: tuple[Entry, ...]
    books: tuple[Entry, ...]
    history: tuple[Entry, ...]
    documents: tuple[Document, ...]
    movements: tuple[Movement, ...]
    settled: tuple[Disposition, ...] = ()
    decided: tuple[Disposition, ...] = ()
    timing: tuple[tuple[str, str, int], ...] = ()
    workpapers: tuple[str, ...] = ()
    to_settle: tuple[str, ...] = ()
    callbacks: tuple[Callback, ...] = ()
    forbidden: tuple[str, ...] = ()
    used: frozenset[str] = frozenset()
    meanings: tuple[tuple[str, Meaning], ...] = ()
    late: tuple[tuple[str, date], ...] = ()

    @property
    def last(self) -> date:
        return self.period.last

    def money(self, amount: int) -> str:
        """An amount of the books, in minor units, as papers and findings write it."""
        return render(amount, self.company.currency)

    def using(self, *documents: str) -> "World":
        """The world in which a defect has touched these documents."""
        return self._changed(self.truth, self.books, self.used | frozenset(documents))

    def with_books(self, *, drop: tuple[Entry, ...] = (), add: tuple[Entry, ...] = ()) -> "World":
        """The bookkeeper's journal without ``drop`` (the very objects) and with ``add``."""
        return self._changed(self.truth, _exchanged(self.books, drop, add), self.used)

    def with_truth(self, *, drop: tuple[Entry, ...] = (), add: tuple[Entry, ...] = ()) -> "World":
        return self._changed(_exchanged(self.truth, drop, add), self.books, self.used)

    def _changed(self, truth: tuple[Entry, ...], books: tuple[Entry, ...], used: frozenset[str]) -> "World":
        """What every defect changes: spelled out, it takes a fifth of the time of ``dataclasses.replace``."""
        return World(
            self.company,
            self.period,
            self.accounts,
            truth,
            books,
            self.history,
            self.documents,
            self.movements,
            self.settled,
            self.decided,
            self.timing,
            self.workpapers,
            self.to_settle,
            self.callbacks,
            self.forbidden,
            used,
            self.meanings,
            self.late,
        )


def _exchanged(entries: tuple[Entry, ...], drop: tuple[Entry, ...], add: tuple[Entry, ...]) -> tuple[Entry, ...]:
    if not drop:
        return entries + add
    gone = {id(entry) for entry in drop}
    kept = tuple([entry for entry in entries if id(entry) not in gone])
    if len(kept) != len(entries) - len(drop):
        raise ValueError("an entry to drop is not in the journal")
    return kept + add
