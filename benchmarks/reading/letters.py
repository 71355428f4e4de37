"""Letters and notes of a month, each with what its meaning says: does it change the books?"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tieout.documents.casefile import Document
from tieout.documents.letters import Email, Notice, Policy
from tieout.documents.schedules import Contract
from tieout.documents.trade import Remittance
from tieout.scenario.letters.meaning import PLAIN
from tieout.scenario.reveal import Scenario

PAPERS: Final = (Email, Notice, Contract, Remittance)
"""Kinds that are letters as a whole; what a person wrote on any other kind is a note."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One text that somebody wrote and that means something. ``kind`` is the document's, ``form`` "letter" or "note",
    ``topic`` what it is about, ``matters`` whether it changes the books, ``place`` where it lies among the documents,
    0 to 1."""

    month: str
    family: str
    level: int
    document: str
    kind: str
    form: str
    topic: str
    text: str
    matters: bool
    place: float
    weekday: int
    day: int


def letters_of(month: str, family: str, level: int, scenario: Scenario) -> Iterator[Letter]:
    """Every letter and note on a month's desk that weighs two outcomes. Talk, stock phrases and printed forms weigh none,
    nor does a request that a call decides: all are easy to tell, and a classifier that is asked about them too would look
    better than it is."""
    meanings = dict(scenario.key.meanings)
    documents = scenario.case.documents
    for position, document in enumerate(documents):
        meaning = meanings.get(document.id)
        if meaning is not None and meaning.topic not in PLAIN:
            yield Letter(
                month,
                family,
                level,
                document.id,
                document.kind,
                "letter" if isinstance(document, PAPERS) else "note",
                str(meaning.topic),
                written(document),
                meaning.changes_books,
                position / len(documents),
                document.date.weekday(),
                document.date.day,
            )


def written(document: Document) -> str:
    """What somebody wrote in free words; empty where there is nothing of the kind."""
    match document:
        case Policy():
            return ""
        case Email():
            return f"{document.kind} from {document.sender}: {document.subject}. {document.body}"
        case Notice():
            return f"{document.kind}: {document.title}. {document.body}"
        case Contract() | Remittance():
            return document.text and f"{document.kind}: {document.text}"
    note = getattr(document, "note", "")
    return note and f"{document.kind}: {note}"
