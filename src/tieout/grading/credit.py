"""Credit: what each finding, and the routine work, is worth and has earned.

A finding's share is divided among what it asks for: the balances that it moves, the bank lines that it settles, the
decisions and the timing items that it decides. Of what booking earns, a quarter is for citing the right document, and of
the rest a quarter for the right department where there is one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from tieout.grading.departments import account_of
from tieout.grading.facts import Cell, FactKey, FactKind
from tieout.grading.judged import NOTHING, WHOLE, Judged
from tieout.grading.rubric import CITATION, DEPARTMENT
from tieout.grading.workpapers import LEDGER_BALANCE, STATEMENT_BALANCE, UNEXPLAINED, listed_key
from tieout.scenario.answer_key import AnswerKey

BOOKED, DEPARTED, CITED, MATCHED = "booked", "department", "cited", "matched"
DECIDED, LISTED, FILED = "decided", "listed", "filed"
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
    """What belongs to one finding, or to none: balances by document that have to change, in amount or in department, and
    the other facts to be made true."""

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
    divided = judged.departments
    cells |= {
        (document, account_of(cell))
        for document, needs in divided.needs.items()
        for cell in needs
        if cell in divided.due.get(judged.matters.of(document), {})
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
        ledger = _ledger(claim.cells, judged)
        due = each * len(claim.cells)
        state = due * (1 - CITATION)
        subject = ", ".join(sorted({document for document, _ in claim.cells}))
        if ledger.asked < 1:
            parts.append(Part(BOOKED, subject, state * (1 - ledger.asked), state * ledger.booked))
        if ledger.asked:
            parts.append(Part(DEPARTED, subject, state * ledger.asked, state * ledger.departed))
        parts.append(Part(CITED, subject, due * CITATION, due * CITATION * ledger.cited))
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
        ledger = _ledger([(document, cell)], judged)
        state = ledger.booked + ledger.departed
        weighted.append((BOOKED, document, 4, (1 - CITATION) * state + CITATION * ledger.cited))
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
    documents = {document for document, _ in claim.cells}
    return bool(
        {judged.matters.of(document) for document in documents} & judged.standing.touched
        or any(judged.departments.touches(document) for document in documents)
        or judged.clearings.keys() & set(claim.lines)
        or judged.said.keys() & set(claim.facts)
    )


def _claim(cells: Iterable[tuple[str, Cell]], lines: Iterable[str], facts: Iterable[FactKey]) -> Claim:
    ordered = sorted(facts, key=lambda fact: (fact.kind.value, fact.name))
    return Claim(tuple(sorted(cells)), tuple(sorted(lines)), tuple(ordered))


class _Ledger(NamedTuple):
    """Of what had to be booked the shares that are right: ``booked`` by account and ``departed`` by department, of the
    share ``asked`` of departments; and ``cited``, of the whole, that cites the right document besides."""

    booked: Fraction
    departed: Fraction
    asked: Fraction
    cited: Fraction


def _ledger(cells: Iterable[tuple[str, Cell]], judged: Judged) -> _Ledger:
    due = 0
    asked = booked = departed = cited = Fraction()
    whole = whole_cited = 0  # of matters that keep all of their credit, in whole numbers, which add up faster
    for document, cell in cells:
        need = abs(judged.needs.get(document, {}).get(cell, 0))
        divided = judged.departments.need(document, cell)
        weight = need or divided
        due += weight
        share = (DEPARTMENT if need else WHOLE) if divided else NOTHING
        asked += share * weight
        matter = judged.matters.of(document)
        if not judged.standing.right(matter, cell):
            continue
        kept = judged.kept(matter)
        if kept is not WHOLE and cell.account in judged.banks:
            continue  # a bank leg beside what went astray is half an entry
        rightly = not divided or judged.departments.right(document, cell)
        cites = judged.cites(document, cell) if need else rightly and judged.departments.cites(document, cell)
        if kept is WHOLE and not divided:
            whole += need
            whole_cited += need if cites else 0
            continue
        booked += kept * (1 - share) * weight
        departed += kept * share * weight if rightly else 0
        cited += kept * weight if cites else 0
    return _Ledger((booked + whole) / due, departed / due, asked / due, (cited + whole_cited) / due)


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
