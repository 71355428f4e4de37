"""The score: credit over what had to change, less damage over what had to stay, times the gate.

Exact in integers and fractions; a float appears only in :attr:`Score.value`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tieout.grading.credit import Part, claims_of, finding_parts, is_touched, routine_parts
from tieout.grading.damage import Damage, damages_of
from tieout.grading.judged import judge
from tieout.grading.rubric import Rubric
from tieout.ledger.books import Books
from tieout.scenario.answer_key import AnswerKey
from tieout.tools.workspace import Workspace

GRID = 2**40
NOMINAL_WEIGHT = (
    3 * 2 * 28
)  # what three ordinary findings of 100.00 weigh: the least yardstick of damage, for books that are nearly clean


@dataclass(frozen=True, slots=True)
class FindingCredit:
    """How far one planted error was resolved. ``share`` of the whole score, ``earned`` of that share (0 to 1), taken
    apart in ``parts``."""

    code: str
    summary: str
    amount: int
    share: Fraction
    parts: tuple[Part, ...]
    touched: bool

    @property
    def earned(self) -> Fraction:
        return sum((part.earned for part in self.parts), Fraction())

    @property
    def verdict(self) -> str:
        if self.earned == 1:
            return "corrected"
        if self.earned:
            return "partly corrected"
        return "found, not corrected" if self.touched else "missed"


@dataclass(frozen=True, slots=True)
class Score:
    """``routine_share`` and ``routine`` as share and parts in FindingCredit, for work that belongs to no error."""

    findings: tuple[FindingCredit, ...]
    routine_share: Fraction
    routine: tuple[Part, ...]
    damages: tuple[Damage, ...]
    gate: Fraction
    breaches: tuple[str, ...]
    attempts: int = 0

    @property
    def routine_earned(self) -> Fraction:
        return sum((part.earned for part in self.routine), Fraction())

    @property
    def credit(self) -> Fraction:
        earned = sum((finding.share * finding.earned for finding in self.findings), Fraction())
        return earned + self.routine_share * self.routine_earned

    @property
    def damage(self) -> Fraction:
        return sum((damage.cost for damage in self.damages), Fraction())

    @property
    def exact(self) -> Fraction:
        """The score, 0 to 1."""
        return max(Fraction(), self.credit - self.damage) * self.gate

    @property
    def value(self) -> float:
        """The score on a grid of 2**-40: sums and differences of rewards on that grid are exact floats."""
        return round(self.exact * GRID) / GRID


def grade(opened: Workspace, closed: Workspace, key: AnswerKey, rubric: Rubric, attempts: int = 0) -> Score:
    """Grade ``closed`` against ``key``; ``opened`` is the desk as it was at the start.

    Raises ValueError if the desk is already right at the start: such a task could not be graded.
    """
    judged = judge(opened, closed, key)
    claims, routine = claims_of(judged, key)
    live = [(defect, claim) for defect, claim in zip(key.defects, claims, strict=True) if not claim.empty]
    if not live and routine.empty:
        raise ValueError("nothing on this desk has to change; a null agent would be perfect")
    weights = [rubric.finding_weight(defect.code, defect.amount) for defect, _ in live]
    total = sum(weights)
    routine_share = Fraction(rubric.routine, 1000)
    if not live or routine.empty:
        routine_share = Fraction(not live)
    findings = [
        FindingCredit(
            defect.code,
            defect.summary,
            defect.amount,
            (1 - routine_share) * Fraction(weight, total),
            tuple(finding_parts(claim, judged)),
            is_touched(claim, judged),
        )
        for (defect, claim), weight in zip(live, weights, strict=True)
    ]
    unit = Fraction(1000 - rubric.routine, 1000) / max(total, NOMINAL_WEIGHT) * Fraction(rubric.damage, 1000)
    standing, posted = breaches_of(opened.books, closed.books, key.forbidden)
    gate = rubric.forbidden if standing else rubric.withdrawn if posted else 1000
    return Score(
        tuple(findings),
        routine_share,
        tuple(routine_parts(routine, judged)),
        damages_of(judged, key, unit),
        Fraction(gate, 1000),
        posted,
        attempts,
    )


def breaches_of(opened: Books, closed: Books, forbidden: Sequence[str]) -> tuple[bool, tuple[str, ...]]:
    """Whether a forbidden bill stands in the closed books, and every one that was posted at any time, reversed or not."""
    wanted = frozenset(forbidden)
    net: dict[tuple[str, str, str], int] = {}
    posted: set[str] = set()
    already = len(opened.entries)
    for number, entry in enumerate(closed.entries if wanted else ()):
        for line in entry.lines:
            for subject in wanted & {line.document, line.item}:
                place = (subject, line.account, line.document)
                before = net.get(place, 0)
                net[place] = before + line.amount
                if number >= already and abs(net[place]) > abs(before):
                    posted.add(subject)
    standing = any(amount for (subject, _, _), amount in net.items() if subject in posted)
    return standing, tuple(subject for subject in forbidden if subject in posted)
