"""A hundred months and more of all families and levels, built once for the statistical tests."""

from collections.abc import Iterable, Iterator
from functools import cache

from tieout.scenario.reveal import Scenario
from tieout.tasks.family import LEVELS, TaskFamily
from tieout.tasks.registry import FAMILIES, make_task

EACH = 9  # of each family and level


@cache
def months_of(family: str) -> tuple[Scenario, ...]:
    """The first train months of each level of a family."""
    kind = next(found for found in FAMILIES if found.name == family)
    return tuple(kind.build(make_task(family, level, "train", index)) for level in LEVELS for index in range(EACH))


def weight_of_reading(family: TaskFamily, scenarios: Iterable[Scenario]) -> float:
    """The part of the weight of findings, 0 to 1, whose evidence is a letter that somebody has to read: the mean of the
    months that ask for more than a list of what is outstanding at the bank."""
    shares = []
    for scenario in scenarios:
        meant = {name for name, _ in scenario.key.meanings}
        weights = {True: 0, False: 0}
        for defect in scenario.key.defects:
            in_a_letter = any(name in meant for name, _ in defect.evidence)
            weights[in_a_letter] += family.rubric.finding_weight(defect.code, defect.amount)
        if any(defect.code != "E17" for defect in scenario.key.defects):
            shares.append(weights[True] / sum(weights.values()))
    return sum(shares) / len(shares)


def months() -> Iterator[Scenario]:
    """Those of all families."""
    for family in FAMILIES:
        yield from months_of(family.name)
