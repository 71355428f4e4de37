"""What the treatments of a code earn over months of the train split."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Final

from tieout.tasks.family import LEVELS, Task
from tieout.tasks.registry import FAMILIES, make_task
from tieout.treatments.catalogue import TREATMENTS
from tieout.treatments.finding import DoesNotApplyError, Finding, findings
from tieout.treatments.trial import Kind, Treatment, Trial, fault_of

MONTHS: Final = 10
"""Months on which each treatment is tried, unless more are asked for."""
LOOKED: Final = 8  # times as many findings of a code are looked at for one that a treatment fits


@dataclass(frozen=True, slots=True)
class Measured:
    """A treatment over ``tried`` months: the ``least`` and the ``mean`` share of its finding that it earned (1 as much as
    the right one, 0 as much as leaving the finding in), how often all that it did was ``refused``, and its ``faults``."""

    treatment: Treatment
    tried: int
    refused: int
    least: float
    mean: float
    faults: tuple[str, ...]


def measure(code: str, wanted: int = MONTHS) -> list[Measured]:
    """What each treatment of the code earns over ``wanted`` months, fewer where no more are found that it fits."""
    shares: dict[Treatment, list[float]] = {one: [] for one in TREATMENTS if one.code == code}
    refused = dict.fromkeys(shares, 0)
    faults: dict[Treatment, list[str]] = {one: [] for one in shares}
    last: dict[Treatment, Task] = {}
    for finding in _some(code, wanted * LOOKED):
        todo = [one for one, found in shares.items() if len(found) < wanted]
        if not todo:
            break
        todo = [one for one in todo if last.get(one) != finding.task]
        trial = Trial(finding)
        if trial.right.score != 1 or trial.left.score >= 1:
            raise ValueError(f"{finding.name}: right {trial.right.score}, left {trial.left.score}")
        for treatment in todo:
            try:
                treated = trial.treated(treatment)
            except DoesNotApplyError:
                continue
            last[treatment] = finding.task
            start = trial.nothing if treatment.kind is Kind.HALF else trial.left.score
            gain = treated.score - start
            shares[treatment].append(gain / (1 - start))
            refused[treatment] += bool(treated.refused)
            fault = fault_of(trial, treatment, treated)
            if fault:
                scores = f"right {trial.right.score:.4f}, left {trial.left.score:.4f}, treated {treated.score:.4f}"
                faults[treatment].append(f"{finding.name} {treatment.name}: {fault} ({scores})")
    return [
        Measured(
            one, len(found), refused[one], min(found, default=0), sum(found) / max(1, len(found)), tuple(faults[one])
        )
        for one, found in shares.items()
    ]


def _some(code: str, most: int) -> Iterator[Finding]:
    """Findings of the code, small months and large ones in turn; level 0 offers too few tools to treat them otherwise."""
    families = [family for family in FAMILIES if code in family.rubric.difficulty]
    months = (
        make_task(family.name, level, "train", index)
        for index in range(1000)
        for level in LEVELS[1:]
        for family in families
    )
    return islice((one for task in months for one in _findings(task) if one.defect.code == code), most)


@lru_cache(maxsize=64)
def _findings(task: Task) -> tuple[Finding, ...]:
    return tuple(findings(task))
