"""The score: credit over what had to change, less damage over what had to stay, times the gate.

Exact in integers and fractions; a float appears only in :attr:`Score.value`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from tieout.grading.facts import (
    CLEARED,
    ITEM,
    SOURCE,
    WORKPAPER,
    FactKey,
    Facts,
    booked,
    keys_of,
    listed_key,
    states_of,
)
from tieout.grading.rubric import Rubric, size_weight
from tieout.scenario.answer_key import AnswerKey
from tieout.tools.workspace import Workspace


@dataclass(frozen=True, slots=True)
class FindingCredit:
    """How far one planted error was resolved. ``share`` of the whole score, ``earned`` of that share (0 to 1)."""

    code: str
    summary: str
    amount: int
    share: Fraction
    earned: Fraction
    touched: bool

    @property
    def verdict(self) -> str:
        if self.earned == 1:
            return "corrected"
        if self.earned:
            return "partly corrected"
        return "found, not corrected" if self.touched else "missed"


@dataclass(frozen=True, slots=True)
class Damage:
    """A right fact that was spoiled, and what it cost."""

    fact: FactKey
    was: object
    now: object
    cost: Fraction


@dataclass(frozen=True, slots=True)
class Score:
    """``routine_share`` and ``routine_earned`` as in FindingCredit, for work that belongs to no error."""

    findings: tuple[FindingCredit, ...]
    routine_share: Fraction
    routine_earned: Fraction
    damages: tuple[Damage, ...]
    gate: Fraction
    breaches: tuple[str, ...]
    attempts: int = 0

    @property
    def credit(self) -> Fraction:
        earned = sum((finding.share * finding.earned for finding in self.findings), Fraction())
        return earned + self.routine_share * self.routine_earned

    @property
    def damage(self) -> Fraction:
        return sum((damage.cost for damage in self.damages), Fraction())

    @property
    def value(self) -> float:
        """The score, 0.0 to 1.0, on a grid of 2**-40: sums and differences of rewards on that grid are exact floats."""
        exact = max(Fraction(), self.credit - self.damage) * self.gate
        return round(exact * GRID) / GRID


GRID = 2**40
NOMINAL_WEIGHT = 3 * 2 * 28  # what three ordinary findings of 100.00 weigh: the yardstick of damage in clean books


def grade(opened: Workspace, closed: Workspace, key: AnswerKey, rubric: Rubric, attempts: int = 0) -> Score:
    """Grade ``closed`` against ``key``; ``opened`` is the desk as it was at the start.

    Raises ValueError if the desk is already right at the start: such a task could not be graded.
    """
    start, now, true = states_of(opened, closed, key)
    work = {fact for fact in start.keys() | true.keys() if start.get(fact) != true.get(fact)}
    if not work:
        raise ValueError("nothing on this desk has to change; a null agent would be perfect")
    owned = _owned(key, work)
    weights = [rubric.finding_weight(defect.code, defect.amount) for defect in key.defects]
    live = [(defect, weight, facts) for defect, weight, facts in zip(key.defects, weights, owned, strict=True) if facts]
    total = sum(weight for _, weight, _ in live)
    routine = work.difference(*owned)
    spoiled = [fact for fact in start.keys() | now.keys() if fact not in work and now.get(fact) != start.get(fact)]
    banks = {statement.account for statement in opened.case.statements}
    posted = _posted_aright(work, spoiled, start, now, true)
    proven = {account: _matched(account, opened, now, true) for account in banks}

    def kept(fact: FactKey) -> Fraction | int:
        """What a right fact keeps of its credit; a whole number where it can, which adds up faster."""
        if fact.kind is WORKPAPER and fact.name[1] != "statement balance":
            return proven.get(fact.name[0], 1)
        return min([posted[name] for name in _documents(fact, true) if name in posted], default=1) if posted else 1

    routine_share = Fraction(rubric.routine, 1000) if live and routine else Fraction(1 if routine else 0)
    findings = []
    for defect, weight, facts in live:
        right = sum([kept(fact) for fact in facts if now.get(fact) == true.get(fact)])
        findings.append(
            FindingCredit(
                defect.code,
                defect.summary,
                defect.amount,
                (1 - routine_share) * Fraction(weight, total),
                Fraction(right) / len(facts),
                any(now.get(fact) != start.get(fact) for fact in facts),
            )
        )
    done = sum([kept(fact) * _routine_weight(fact) for fact in routine if now.get(fact) == true.get(fact)])
    due = sum(_routine_weight(fact) for fact in routine)
    unit = Fraction(1000 - rubric.routine, 1000) / max(total, NOMINAL_WEIGHT) * Fraction(rubric.damage, 1000)
    damages = _damages(spoiled, start, now, unit)
    breached = booked(closed.books, key.forbidden)
    breaches = tuple(subject for subject in key.forbidden if subject in breached)
    return Score(
        tuple(findings),
        routine_share,
        Fraction(done) / due if due else Fraction(),
        damages,
        Fraction(rubric.forbidden, 1000) if breaches else Fraction(1),
        breaches,
        attempts,
    )


def _owned(key: AnswerKey, work: set[FactKey]) -> list[set[FactKey]]:
    """Per defect the facts to change that it owns; a fact that two defects touch belongs to the first."""
    free = set(work)
    owned = []
    accounts = [workpaper.account for workpaper in key.workpapers]
    for defect in key.defects:
        keys = keys_of(defect) | {listed_key(account, name) for account in accounts for name in defect.listed}
        mine = keys & free
        free -= mine
        owned.append(mine)
    return owned


def _posted_aright(
    work: set[FactKey], spoiled: list[FactKey], start: Facts, now: Facts, true: Facts
) -> dict[str, Fraction]:
    """Per document the share of what had to be posted on it that did not go astray, where something did.

    Half an entry is no correction: the side of it that is right is worth as much as the other. So a line that is
    booked against any account that comes to hand never pays, be its bank side ever so right."""
    moved: dict[str, int] = {}
    for fact in work:
        if fact.kind is SOURCE:
            moved[fact.name[0]] = moved.get(fact.name[0], 0) + _size(start.get(fact), true.get(fact))
    astray: dict[str, int] = {}
    for fact in spoiled:
        if fact.kind is SOURCE and fact.name[0] in moved:
            astray[fact.name[0]] = astray.get(fact.name[0], 0) + _size(start.get(fact), now.get(fact))
    return {name: max(Fraction(), 1 - Fraction(2 * amount, moved[name])) for name, amount in astray.items()}


def _matched(account: str, opened: Workspace, now: Facts, true: Facts) -> Fraction:
    """The share of a bank account's lines that are rightly matched, of those that can be. A list of what is open, and
    the claim that nothing else is, are worth as much as the matching that they rest on."""
    lines = [
        FactKey(CLEARED, (name,)) for name, (_, statement) in opened.case.bank_lines.items()
        if statement.account == account
    ]
    due = [line for line in lines if line in true]
    return Fraction(sum(now.get(line) == true[line] for line in due), len(due)) if due else Fraction(1)


def _documents(fact: FactKey, true: Facts) -> tuple[str, ...]:
    """The documents whose posting a fact rests on."""
    if fact.kind is SOURCE:
        return (fact.name[0],)
    if fact.kind is ITEM:
        return (fact.name[2],)
    value = true.get(fact)
    if fact.kind is CLEARED and isinstance(value, tuple):
        return tuple(document for document, _ in value[1])
    return ()


def _routine_weight(fact: FactKey) -> int:
    """A proven bank reconciliation counts 8, a match, posting or ledger balance 4, a copied statement balance 1."""
    if fact.kind is WORKPAPER:
        return {"unexplained": 8, "statement balance": 1}.get(fact.name[1], 4)
    return 4


def _damages(spoiled: list[FactKey], start: Facts, now: Facts, unit: Fraction) -> tuple[Damage, ...]:
    """What spoiled facts cost, dearest first. As the facts of a finding share its weight, so do facts that one
    document's posting spoils together: the largest costs as much as a finding of its amount, each other a quarter.
    Each item that a workpaper lists wrongly stands for itself."""
    groups: dict[str, list[tuple[int, FactKey]]] = {}
    for fact in spoiled:
        weight = size_weight(_size(start.get(fact), now.get(fact))) * (1 if fact.kind is WORKPAPER else 2)
        subject = fact.name[-1] if fact.kind is ITEM else fact.name[0]
        groups.setdefault(subject, []).append((weight, fact))
    damages = []
    for members in groups.values():
        members.sort(key=lambda member: (-member[0], member[1].kind.value, member[1].name))
        for position, (weight, fact) in enumerate(members):
            whole = position == 0 or fact.kind is WORKPAPER
            cost = unit * weight * (Fraction(1) if whole else Fraction(1, 4))
            damages.append(Damage(fact, start.get(fact), now.get(fact), cost))
    return tuple(sorted(damages, key=lambda damage: (-damage.cost, damage.fact.kind.value, damage.fact.name)))


def _size(was: object, now: object) -> int:
    """Minor units between two values of a fact; 100.00 where the fact is no amount."""
    if isinstance(was, int | None) and isinstance(now, int | None):
        return abs((now or 0) - (was or 0))
    return 10_000


def explain(score: Score) -> Mapping[str, object]:
    """The score taken apart, as data for the terminal observation: JSON-able, shares as floats."""
    by_code: dict[str, dict[str, float]] = {}
    for finding in score.findings:
        entry = by_code.setdefault(
            finding.code, {"planted": 0, "found": 0, "corrected": 0, "share": 0.0, "earned": 0.0}
        )
        entry["planted"] += 1
        entry["found"] += finding.touched or finding.earned == 1
        entry["corrected"] += finding.earned == 1
        entry["share"] += float(finding.share)
        entry["earned"] += float(finding.share * finding.earned)
    return {
        "score": score.value,
        "credit": float(score.credit),
        "damage": float(score.damage),
        "gate": float(score.gate),
        "breaches": list(score.breaches),
        "forbidden_attempts": score.attempts,
        "routine": {"share": float(score.routine_share), "earned": float(score.routine_share * score.routine_earned)},
        "by_code": by_code,
        "findings": [
            {
                "code": finding.code,
                "summary": finding.summary,
                "share": float(finding.share),
                "earned": float(finding.share * finding.earned),
                "verdict": finding.verdict,
            }
            for finding in score.findings
        ],
        "damages": [
            {"fact": f"{damage.fact.kind.value} {' / '.join(damage.fact.name)}", "cost": float(damage.cost)}
            for damage in score.damages[:20]
        ],
    }


def explain_text(score: Score) -> str:
    """The score taken apart, for reading."""
    lines = [
        f"Score {score.value:.4f} = max(0, credit {float(score.credit):.4f} - damage {float(score.damage):.4f})"
        f" x gate {float(score.gate):.2f}",
        f"Routine work: {float(score.routine_share * score.routine_earned):.4f} of {float(score.routine_share):.4f}",
    ]
    for finding in score.findings:
        earned, share = float(finding.share * finding.earned), float(finding.share)
        lines.append(f"{finding.code} {finding.verdict}: {earned:.4f} of {share:.4f}. {finding.summary}")
    for damage in score.damages[:20]:
        lines.append(f"Damage {float(damage.cost):.4f}: {damage.fact.kind.value} {' / '.join(damage.fact.name)}")
    for subject in score.breaches:
        lines.append(f"Integrity breach: {subject} was posted")
    if score.attempts:
        lines.append(f"Forbidden attempts on posted entries: {score.attempts}")
    return "\n".join(lines)
