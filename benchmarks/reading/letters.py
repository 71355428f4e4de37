"""Letters and notes of a month, each with what the answer key says of it: does it change the books?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from tieout.documents.casefile import Document
from tieout.documents.letters import Email, Notice, Policy
from tieout.documents.schedules import Contract
from tieout.documents.trade import Remittance
from tieout.scenario.reveal import Scenario

PAPERS: Final = (Email, Notice, Contract, Remittance)
"""Kinds that are letters as a whole; what a person wrote on any other kind is a note."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One text that somebody wrote. ``kind`` is the document's, ``form`` "letter" or "note", ``topic`` what it is about (the meaning's, or the
    document's kind), ``matters`` whether it changes the books, ``meant`` whether that follows from a meaning (else from
    what the key does with the document), ``place`` where it lies among the documents, 0 to 1."""

    month: str
    family: str
    level: int
    document: str
    kind: str
    form: str
    topic: str
    text: str
    matters: bool
    meant: bool
    place: float
    weekday: int
    day: int


def letters_of(month: str, family: str, level: int, scenario: Scenario) -> Iterator[Letter]:
    """Every letter and note on the desk of a month."""
    evidence = _evidence(scenario)
    moved = _moved(scenario)
    meanings = dict(scenario.key.meanings)
    documents = scenario.case.documents
    for position, document in enumerate(documents):
        text = _text(document)
        if not text:
            continue
        form = "letter" if isinstance(document, PAPERS) else "note"
        meaning = meanings.get(document.id)
        if meaning is not None:
            topic, matters = str(meaning.topic), meaning.changes_books
        elif meanings and isinstance(document, (Email, Notice)):
            continue  # a form that a machine prints, such as a trial balance
        else:
            topic = document.kind
            matters = (
                document.id in moved or document.id in evidence
                if isinstance(document, (Email, Notice))
                else any(part in text for part in evidence.get(document.id, ()))
            )
        place = position / len(documents)
        yield Letter(
            month, family, level, document.id, document.kind, form, topic, text, matters, meaning is not None, place, document.date.weekday(), document.date.day
        )  # fmt: skip


def with_content(letters: Sequence[Letter]) -> tuple[Letter, ...]:
    """Without the stock phrases: where some papers of a kind have a meaning, one without says nothing, and is no riddle
    to anybody, unless the key says that it matters."""
    meant = {letter.kind for letter in letters if letter.meant}
    return tuple(letter for letter in letters if letter.meant or letter.matters or letter.kind not in meant)


def _text(document: Document) -> str:
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


def _evidence(scenario: Scenario) -> dict[str, list[str]]:
    """The texts that findings quote, by document."""
    found: dict[str, list[str]] = {}
    for defect in scenario.key.defects:
        for document, text in defect.evidence:
            found.setdefault(document, []).append(text)
    return found


def _moved(scenario: Scenario) -> frozenset[str]:
    """Documents that a true entry cites, that a decision is about, or that a workpaper lists."""
    key = scenario.key
    found = {line.document for entry in key.journal for line in entry.lines}
    found.update(decided.subject for decided in key.dispositions)
    found.update(name for workpaper in key.workpapers for name, _ in workpaper.listed)
    return frozenset(found)
