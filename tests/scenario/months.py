"""A hundred months and more of all families and levels, built once for the statistical tests."""

from collections.abc import Iterator
from functools import cache

from tieout.scenario.reveal import Scenario
from tieout.tasks.family import LEVELS
from tieout.tasks.registry import FAMILIES, make_task

EACH = 9  # of each family and level


@cache
def months_of(family: str) -> tuple[Scenario, ...]:
    """The first train months of each level of a family."""
    kind = next(found for found in FAMILIES if found.name == family)
    return tuple(kind.build(make_task(family, level, "train", index)) for level in LEVELS for index in range(EACH))


def months() -> Iterator[Scenario]:
    """Those of all families."""
    for family in FAMILIES:
        yield from months_of(family.name)
