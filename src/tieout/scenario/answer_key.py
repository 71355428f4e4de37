"""The answer key: what is wrong on the desk, and what the right close looks like, in ledger terms."""

from dataclasses import dataclass

from tieout.documents.bank import BankLine
from tieout.documents.closing import Disposition, Workpaper
from tieout.ledger.accounts import Chart
from tieout.ledger.books import Books
from tieout.ledger.entries import Entry
from tieout.ledger.periods import Period
from tieout.ledger.records import quickly_made
from tieout.scenario.letters.meaning import Meaning
from tieout.scenario.world import Movement, World


@quickly_made
@dataclass(frozen=True, slots=True)
class Defect:
    """One thing that is not as it should be, and what it touches.

    ``code`` is the error code (``E01``), ``summary`` one sentence for the explained score, ``amount`` what is at
    stake (minor units, positive). ``entries`` are the wrong entries in the books and the right ones in the truth;
    ``bank_lines``, ``subjects`` (dispositions) and ``listed`` (timing items) are ids that it decides.
    ``evidence`` are (document id, text that its rendering contains): what the correction needs is on the desk.
    """

    code: str
    summary: str
    amount: int
    entries: tuple[Entry, ...] = ()
    bank_lines: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    evidence: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerKey:
    """The right close. ``journal`` are the entries of the true books in ``chart`` and ``currency``, ``cleared`` maps
    each bank line to its group and documents (absent: rightly open), ``to_reverse`` and ``to_post`` lead from the
    books on the desk to the true ones, ``meanings`` are what the letters say: (document id, meaning)."""

    chart: Chart
    currency: str
    closed_through: Period
    journal: tuple[Entry, ...]
    cleared: tuple[Movement, ...]
    dispositions: tuple[Disposition, ...]
    workpapers: tuple[Workpaper, ...]
    defects: tuple[Defect, ...]
    forbidden: tuple[str, ...]
    to_reverse: tuple[str, ...]
    to_post: tuple[Entry, ...]
    meanings: tuple[tuple[str, Meaning], ...] = ()

    @property
    def books(self) -> Books:
        """The true books, added up when they are asked for: nobody needs them before the close is graded."""
        return Books.opened(self.chart, self.currency, self.closed_through, self.journal)


def changed(before: World, after: World) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """What a planting touched: entries that came or went in either journal, and bank lines that are new or that
    the touched documents clear. For use when a Defect is built."""
    entries: list[Entry] = []
    for old, new in ((before.books, after.books), (before.truth, after.truth)):
        old_ids, new_ids = {id(entry) for entry in old}, {id(entry) for entry in new}
        entries += [entry for entry in old if id(entry) not in new_ids]
        entries += [entry for entry in new if id(entry) not in old_ids]
    documents = {line.document for entry in entries for line in entry.lines}
    known: dict[str, BankLine] = {movement.line.id: movement.line for movement in before.movements}
    lines = tuple(
        movement.line.id
        for movement in after.movements
        if known.get(movement.line.id) != movement.line
        or any(document in documents for document, _ in movement.cleared)
    )
    return tuple(entries), lines
