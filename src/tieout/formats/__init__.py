"""File formats: pure functions between books and text. Whoever calls them opens the files."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from tieout.formats.beancount import write_beancount
from tieout.formats.csv_journal import write_csv
from tieout.formats.journal import write_hledger, write_ledger
from tieout.ledger.books import Books


@dataclass(frozen=True, slots=True)
class Format:
    """An export: ``write`` takes books and a title (the company's name) and returns the file's text, to be stored as
    UTF-8 with its line ends as they are; ``suffix`` is what its files are called."""

    name: str
    description: str
    suffix: str
    write: Callable[[Books, str], str]


FORMATS: Final = (
    Format("beancount", "Beancount 3 journal with balance assertions", ".beancount", write_beancount),
    Format("hledger", "hledger journal with balance assertions", ".journal", write_hledger),
    Format("ledger", "Ledger journal with balance assertions", ".ledger", write_ledger),
    Format("csv", "the journal as one table, a row for each line", ".csv", write_csv),
)


def find_format(name: str) -> Format | None:
    """The format called ``name``, or None."""
    return next((format_ for format_ in FORMATS if format_.name == name), None)
