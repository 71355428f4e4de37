"""Credit: what each finding, and the routine work, is worth and has earned.

A finding's share is divided among what it asks for: the balances that it moves, the bank lines that it settles, the
decisions and the timing items that it decides. Of what booking earns, a quarter is for citing the right document.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from tieout.grading.facts import Cell, FactKey, FactKind
from tieout.grading.judged import WHOLE, Judged
from tieout.grading.rubric import CITATION
from tieout.grading.workpapers import LEDGER_BALANCE, STATEMENT_BALANCE, UNEXPLAINED, listed_key
from tieout.scenario.answer_key import AnswerKey

BOOKED, CITED, MATCHED, DECIDED, LISTED, FILED = "booked", "cited", "matched", "decided", "listed", "filed"
TRACKS = ("bill", "callback", "escalation")


class Part(NamedTuple):
    """A part of a finding or of the routine work: what ``kind`` of work on ``subject``, of what is due (0 to 1) how
    much was earned."""

    kind: str
    subject: str
    due: Fraction
    earned: Fraction


@dataclass(frozen=True, slots=True)
class Claim:
    """What belongs to one finding, or to none: ledger facts by document, and the other facts to be made true."""

    cells: tuple[tuple[str, Cell], ...]
    lines: tuple[str, ...]
    facts: tuple[FactKey, ...]

    @property
    def empty(self) -> bool:
        return not (self.cells or self.lines or self.facts)


def claims_of(judged: Judged, key: AnswerKey) -> tuple[list[Claim], Claim]:
    """Per defect what is its to correct, and what is left as routine work. What two defects touch belongs to the first."""
    changing = judged.standing.needs
    cells = {
        (document, cell)
        for document, needs in judged.needs.items()
        for cell in needs
        if cell in changing.get(judged.matters.of(document), {})
    }
    lines = set(judged.settlements)
    facts = set(judged.due)
    claims = []
    accounts = {paper.account for paper in key.workpapers}
    last = judged.opened.case.period.last
    for defect in key.defects:
        wanted = {
            (line.document, Cell(line.account, line.party, line.item, entry.date > last))
            for entry in defect.entries
            for line in entry.lines
        }
        decided = {
            FactKey(FactKind.DISPOSITION, (subject, track)) for subject in defect.subjects for track in TRACKS
        } | {listed_key(account, judged.matters.of(name)) for account in accounts for name in defect.listed}
        claim = _claim(wanted & cells, lines.intersection(defect.bank_lines), decided & facts)
        cells -= set(claim.cells)
        lines -= set(claim.lines)
        facts -= set(claim.facts)
        claims.append(claim)
    return claims, _claim(cells, lines, facts)


def finding_parts(claim: Claim, judged: Judged) -> list[Part]:
    """What a finding asks for and what was earned: the parts due add up to 1."""
    whole = len(claim.cells) + len(claim.lines) + len(claim.facts)
    each = Fraction(1, whole)
    parts = []
    if claim.cells:
        booked, cited = _ledger(claim.cells, judged)
        due = each * len(claim.cells)
        subject = ", ".join(sorted({document for document, _ in claim.cells}))
        parts.append(Part(BOOKED, subject, due * (1 - CITATION), due * (1 - CITATION) * booked))
        parts.append(Part(CITED, subject, due * CITATION, due * CITATION * cited))
    parts += [Part(MATCHED, line, each, each * judged.cleared(line)) for line in claim.lines]
    for fact in claim.facts:
        kind = DECIDED if fact.kind is FactKind.DISPOSITION else LISTED
        parts.append(Part(kind, _subject(fact), each, each * _kept(fact, judged)))
    return parts


def routine_parts(claim: Claim, judged: Judged) -> list[Part]:
    """The same for work that belongs to no error. A proven bank reconciliation counts 8, a posting, a match or a ledger
    balance 4, a copied statement balance 1."""
    weighted: list[tuple[str, str, int, Fraction]] = []
    for document, cell in claim.cells:
        booked, cited = _ledger([(document, cell)], judged)
        weighted.append((BOOKED, document, 4, (1 - CITATION) * booked + CITATION * cited))
    weighted += [(MATCHED, line, 4, judged.cleared(line)) for line in claim.lines]
    for fact in claim.facts:
        kind = FILED if fact.kind is FactKind.WORKPAPER else DECIDED
        weighted.append((kind, _subject(fact), _routine_weight(fact), _kept(fact, judged)))
    due = sum(weight for _, _, weight, _ in weighted)
    return [
        Part(kind, subject, Fraction(weight, due), Fraction(weight, due) * earned)
        for kind, subject, weight, earned in weighted
    ]


def is_touched(claim: Claim, judged: Judged) -> bool:
    """True where anything was done about a finding, rightly or wrongly."""
    matters = {judged.matters.of(document) for document, _ in claim.cells}
    return bool(
        matters & judged.standing.touched
        or judged.clearings.keys() & set(claim.lines)
        or judged.said.keys() & set(claim.facts)
    )


def _claim(cells: Iterable[tuple[str, Cell]], lines: Iterable[str], facts: Iterable[FactKey]) -> Claim:
    ordered = sorted(facts, key=lambda fact: (fact.kind.value, fact.name))
    return Claim(tuple(sorted(cells)), tuple(sorted(lines)), tuple(ordered))


def _ledger(cells: Iterable[tuple[str, Cell]], judged: Judged) -> tuple[Fraction, Fraction]:
    """The shares of what had to be booked that is right in the books, and that cites the right document besides."""
    due = 0
    booked = cited = Fraction()
    whole = whole_cited = 0  # of matters that keep all of their credit, in whole numbers, which add up faster
    for document, cell in cells:
        need = abs(judged.needs[document][cell])
        due += need
        matter = judged.matters.of(document)
        if not judged.standing.right(matter, cell):
            continue
        kept, cites = judged.kept(matter), judged.cites(document, cell)
        if kept is WHOLE:
            whole += need
            whole_cited += need if cites else 0
        elif cell.account not in judged.banks:  # a bank leg beside what went astray is half an entry
            booked += kept * need
            cited += kept * need if cites else 0
    return (booked + whole) / due, (cited + whole_cited) / due


def _kept(fact: FactKey, judged: Judged) -> Fraction:
    """What a decision or a workpaper earns."""
    if judged.said.get(fact) != judged.due[fact]:
        return Fraction()
    if fact.kind is not FactKind.WORKPAPER or fact.name[1] in (STATEMENT_BALANCE, LEDGER_BALANCE):
        return Fraction(1)
    proven = judged.proven(fact.name[0])
    return proven * judged.sound(fact.name[0]) if fact.name[1] == UNEXPLAINED else proven


def _routine_weight(fact: FactKey) -> int:
    if fact.kind is FactKind.WORKPAPER:
        return {UNEXPLAINED: 8, STATEMENT_BALANCE: 1}.get(fact.name[1], 4)
    return 4


def _subject(fact: FactKey) -> str:
    return " ".join(fact.name) if fact.kind is FactKind.WORKPAPER else fact.name[0]
