"""Damage: what ended further from the truth than it began, and what was claimed that is not so."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from tieout.grading.clearing import Clearing
from tieout.grading.facts import FactKey, FactKind
from tieout.grading.judged import Judged, cleared_key
from tieout.grading.rubric import DEPARTMENT, damage_weight
from tieout.scenario.answer_key import AnswerKey

NO_AMOUNT = 10_000  # a decision that is wrong weighs as much as 100.00 booked wrongly


@dataclass(frozen=True, slots=True)
class Damage:
    """A fact that was made worse: by how much (``size``, minor units; of a decision NO_AMOUNT), and what that cost."""

    fact: FactKey
    size: int
    cost: Fraction


def damages_of(judged: Judged, key: AnswerKey, unit: Fraction) -> tuple[Damage, ...]:
    """What spoiled facts cost, dearest first; ``unit`` is the cost of one unit of weight.

    As the facts of a finding share its weight, so do facts that one matter's posting spoils together: the largest costs
    as much as a finding of its amount, each other a quarter. What was moved to a wrong department is on the right account
    still, and costs a quarter of that. What a workpaper lists wrongly leaves the books alone and
    costs half; each item stands for itself, and so does each match that was forced by half an entry.
    """
    groups: dict[str, list[tuple[Fraction, int, FactKey]]] = {}
    booked = tuple(_booked(judged))
    for subject, fact, size in (*booked, *_decided(judged, key), *_cleared(judged)):
        groups.setdefault(subject, []).append((damage_weight(size), size, fact))
    for subject, fact, size in _departed(judged, booked):
        groups.setdefault(subject, []).append((damage_weight(size) * DEPARTMENT, size, fact))
    damages = []
    for members in groups.values():
        members.sort(key=lambda member: (-member[0], member[2].kind.value, member[2].name))
        for position, (weight, size, fact) in enumerate(members):
            damages.append(Damage(fact, size, unit * weight * (Fraction(1, 4) if position else 1)))
    for fact, size in (*_listed(judged), *_forced(judged)):
        damages.append(Damage(fact, size, unit * damage_weight(size) / 2))
    return tuple(sorted(damages, key=lambda damage: (-damage.cost, damage.fact.kind.value, damage.fact.name)))


def _booked(judged: Judged) -> Iterable[tuple[str, FactKey, int]]:
    """Balances that ended further from the truth than they began, for the difference."""
    standing = judged.standing
    for matter, cells in standing.excess.items():
        for cell in cells:
            need = standing.needs.get(matter, {}).get(cell, 0)
            worse = abs(standing.residual(matter, cell)) - abs(need)
            if worse > 0:
                when = "next month" if cell.ahead else ""
                yield matter, FactKey(FactKind.BOOKED, (matter, cell.account, cell.party, cell.item, when)), worse


def _departed(judged: Judged, booked: Iterable[tuple[str, FactKey, int]]) -> Iterable[tuple[str, FactKey, int]]:
    """What more stands in wrong departments than at the start; amounts that are wrong on the account itself count there."""
    groups = judged.departments.groups
    wrong: dict[tuple[str, str, bool], int] = {}
    for matter, fact, size in booked:
        _, account, _, _, when = fact.name
        place = groups.of(matter), account, bool(when)
        wrong[place] = wrong.get(place, 0) + size
    for (group, cell), more in judged.departments.strayed.items():
        size = more - wrong.get((group, cell.account, cell.ahead), 0)
        if size > 0:
            when = "next month" if cell.ahead else ""
            yield group, FactKey(FactKind.DEPARTMENT, (group, cell.account, when)), size


def _decided(judged: Judged, key: AnswerKey) -> Iterable[tuple[str, FactKey, int]]:
    """Decisions that nothing asked for. One call or escalation too many on what is a fraud is no harm."""
    fraud = {
        subject
        for defect in key.defects
        if not set(defect.subjects).isdisjoint(key.forbidden)
        for subject in defect.subjects
    }
    for fact in judged.said.keys() - judged.due.keys():
        if fact.kind is FactKind.DISPOSITION and not (fact.name[0] in fraud and fact.name[1] != "bill"):
            yield fact.name[0], fact, NO_AMOUNT


def _cleared(judged: Judged) -> Iterable[tuple[str, FactKey, int]]:
    """Bank lines that are rightly open and were matched or set aside."""
    for name in judged.closed.case.bank_lines:
        if name in judged.closed.matched and name not in judged.settlements:
            yield name, cleared_key(name), NO_AMOUNT


def _listed(judged: Judged) -> Iterable[tuple[FactKey, int]]:
    """What workpapers say that nobody asked for, or that is not so."""
    for fact in judged.said.keys() - judged.due.keys():
        if fact.kind is FactKind.WORKPAPER:
            value = judged.said[fact]
            yield fact, abs(value) if isinstance(value, int) else NO_AMOUNT


def _forced(judged: Judged) -> Iterable[tuple[FactKey, int]]:
    """Matches that balance because half an entry was made to: as false as listing both sides as outstanding."""
    for name, clearing in judged.clearings.items():
        if clearing in (Clearing.RIGHT, Clearing.MIXED):
            out = any(judged.standing.imbalance(matter) for matter in judged.settlements[name].amounts)
            if out and judged.cleared(name) < 1:
                line, _ = judged.closed.case.bank_lines[name]
                yield cleared_key(name), 2 * abs(line.amount)
