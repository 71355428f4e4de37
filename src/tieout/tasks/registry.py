"""The families there are, and the enumeration of their tasks.

Each split is a virtual sequence: index ``i`` names family and level by ``i mod 12`` and the month by ``i div 12``.
Splits are disjoint by construction: the split is one of the labels that seed a task and chooses the vocabulary.
"""

from typing import Final

from tieout.tasks import bank_reconciliation, month_end_close, three_way_match
from tieout.tasks.family import LEVELS, SPLITS, Task, TaskFamily

FAMILIES: Final[tuple[TaskFamily, ...]] = (
    bank_reconciliation.FAMILY,
    three_way_match.FAMILY,
    month_end_close.FAMILY,
)
SIZES: Final = {"train": 12_000, "validation": 240, "test": 600}
_BY_NAME: Final = {family.name: family for family in FAMILIES}


class TaskError(ValueError):
    """A task that does not exist; the message names the value, the rule and the remedy."""


def family_of(name: str) -> TaskFamily:
    """The family of that name; TaskError with the names there are."""
    try:
        return _BY_NAME[name]
    except KeyError:
        raise TaskError(f"There is no family {name!r}. Use one of: {', '.join(_BY_NAME)}.") from None


def num_tasks(split: str) -> int:
    """How many tasks a split has; TaskError where there is no such split."""
    if split not in SIZES:
        raise TaskError(f"There is no split {split!r}. Use one of: {', '.join(SPLITS)}.")
    return SIZES[split]


def task_at(split: str, index: int) -> Task:
    """Task ``index`` of a split, 0 to ``num_tasks(split) - 1``."""
    size = num_tasks(split)
    if type(index) is not int or not 0 <= index < size:
        raise TaskError(f"Split {split!r} has no task {index!r}. Indices run from 0 to {size - 1}.")
    kinds = len(FAMILIES) * len(LEVELS)
    kind, position = index % kinds, index // kinds
    family = FAMILIES[kind // len(LEVELS)]
    return Task(family.name, family.version, split, LEVELS[kind % len(LEVELS)], position)


def index_of(task: Task) -> int:
    """Where :func:`task_at` finds ``task``."""
    kinds = len(FAMILIES) * len(LEVELS)
    position = [family.name for family in FAMILIES].index(task.family)
    return task.index * kinds + position * len(LEVELS) + task.level - 1


def make_task(family: str, level: int, split: str, index: int) -> Task:
    """The ``index``-th month of a family and level within a split."""
    found = family_of(family)
    if level not in LEVELS:
        raise TaskError(f"There is no level {level!r}. Levels are 1 to 4.")
    per_kind = num_tasks(split) // (len(FAMILIES) * len(LEVELS))
    if type(index) is not int or not 0 <= index < per_kind:
        raise TaskError(f"{family} has no task {index!r} in {split!r} at a level. Indices run from 0 to {per_kind - 1}.")
    return Task(found.name, found.version, split, level, index)


def parse_task(task_id: str) -> Task:
    """The task of an id such as ``bank_reconciliation.v2/test/L2/17``."""
    parts = task_id.split("/")
    name, _, version = parts[0].rpartition(".v")
    if len(parts) != 4 or not parts[2].startswith("L") or not (parts[2][1:].isdecimal() and parts[3].isdecimal()):
        raise TaskError(f"{task_id!r} is not a task id such as 'bank_reconciliation.v2/test/L2/17'.")
    task = make_task(name, int(parts[2][1:]), parts[1], int(parts[3]))
    if str(task.version) != version:
        raise TaskError(f"{task_id!r} is of version {version}; this release makes version {task.version}.")
    return task
