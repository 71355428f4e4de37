"""The families there are, and the enumeration of their tasks.

Each split is a virtual sequence: index ``i`` names family and level by ``i mod KINDS`` and the month by ``i div KINDS``.
Splits are disjoint by construction: the split is one of the labels that seed a task and chooses the vocabulary.

What has to do with the split ``private`` takes the operator's keys, and refuses where they are None.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from tieout.tasks import (
    bank_reconciliation,
    card_and_payouts,
    cash_application,
    month_end_close,
    payroll_and_tax,
    three_way_match,
)
from tieout.tasks.family import LEVELS, PRIVATE, SPLITS, Task, TaskFamily
from tieout.tasks.private import VARIABLE, Private

FAMILIES: Final[tuple[TaskFamily, ...]] = (
    bank_reconciliation.FAMILY,
    three_way_match.FAMILY,
    month_end_close.FAMILY,
    cash_application.FAMILY,
    payroll_and_tax.FAMILY,
    card_and_payouts.FAMILY,
)
KINDS: Final = len(FAMILIES) * len(LEVELS)
SIZES: Final = {"train": 1_000 * KINDS, "validation": 20 * KINDS, "test": 50 * KINDS}
PRIVATE_SIZE: Final = 50 * KINDS
_PUBLIC_ID: Final = re.compile(r"([a-z_]+)\.v([0-9]{1,4})/([a-z]+)/L([0-9])/(0|[1-9][0-9]{0,8})")
_BY_NAME: Final = {family.name: family for family in FAMILIES}


class TaskError(ValueError):
    """A task that does not exist; the message names the value, the rule and the remedy."""


class NoSecretError(TaskError):
    """The split ``private`` was asked for where the operator's secret is not known."""

    def __init__(self) -> None:
        super().__init__(
            f"Split {PRIVATE!r} is not open here. Its months are made from the operator's secret, and there is none. "
            f"Set {VARIABLE}, or use one of: {', '.join(SPLITS)}."
        )


def family_of(name: str) -> TaskFamily:
    """The family of that name; TaskError with the names there are."""
    try:
        return _BY_NAME[name]
    except KeyError:
        raise TaskError(f"There is no family {name!r}. Use one of: {', '.join(_BY_NAME)}.") from None


def num_tasks(split: str, private: Private | None = None) -> int:
    """How many tasks a split has; TaskError where there is no such split."""
    if split == PRIVATE:
        if private is None:
            raise NoSecretError
        return PRIVATE_SIZE
    if split not in SIZES:
        raise TaskError(f"There is no split {split!r}. Use one of: {', '.join(SPLITS)}.")
    return SIZES[split]


def task_at(split: str, index: int, private: Private | None = None) -> Task:
    """Task ``index`` of a split, 0 to ``num_tasks(split) - 1``."""
    size = num_tasks(split, private)
    if type(index) is not int or not 0 <= index < size:
        raise TaskError(f"Split {split!r} has no task {index!r}. Indices run from 0 to {size - 1}.")
    position, kind = divmod(index, KINDS)
    return _task(FAMILIES[kind // len(LEVELS)], LEVELS[kind % len(LEVELS)], split, position, private)


def index_of(task: Task) -> int:
    """Where :func:`task_at` finds ``task``."""
    position = [family.name for family in FAMILIES].index(task.family)
    return task.index * KINDS + position * len(LEVELS) + LEVELS.index(task.level)


def make_task(family: str, level: int, split: str, index: int, private: Private | None = None) -> Task:
    """The ``index``-th month of a family and level within a split."""
    found = family_of(family)
    if level not in LEVELS:
        raise TaskError(f"There is no level {level!r}. Levels are {LEVELS[0]} to {LEVELS[-1]}.")
    per_kind = num_tasks(split, private) // KINDS
    if type(index) is not int or not 0 <= index < per_kind:
        raise TaskError(
            f"{family} has no task {index!r} in {split!r} at level {level}. Indices run from 0 to {per_kind - 1}."
        )
    return _task(found, level, split, index, private)


def parse_task(task_id: str, private: Private | None = None) -> Task:
    """The task of an id such as ``bank_reconciliation.v2/test/L2/17`` or, given its keys, ``private/3f9c…``."""
    if task_id.startswith(f"{PRIVATE}/"):
        if private is None:
            raise NoSecretError
        try:
            return _by_secret_id(private)[task_id]
        except KeyError:
            raise TaskError(
                f"There is no task {task_id!r}. An id of {PRIVATE!r} belongs to one secret and to one version of the "
                "families. Use an id that was made with both."
            ) from None
    parts = _PUBLIC_ID.fullmatch(task_id)
    if parts is None:
        raise TaskError(f"{task_id!r} is not a task id such as 'bank_reconciliation.v2/test/L2/17'.")
    name, version, split, level, index = parts.groups()
    if split == PRIVATE:
        raise TaskError(
            f"{task_id!r} is no task id: those of {PRIVATE!r} name no family. Use the id that a reset gave."
        )
    task = make_task(name, int(level), split, int(index))
    if str(task.version) != version:
        raise TaskError(f"{task_id!r} is of version {version}; this release makes version {task.version}.")
    return task


def described(task: Task) -> dict[str, str | int | float]:
    """A task in the keys of OpenEnv's RFC 013 and two of ours. Of a private one there is its id, split and index alone."""
    index = index_of(task)
    if task.split == PRIVATE:
        return {"id": task.id, "split": task.split, "index": index}
    return {
        "id": task.id,
        "split": task.split,
        "index": index,
        "difficulty": family_of(task.family).sizes[task.level].difficulty,
        "group": f"{task.family}/L{task.level}",
        "family": task.family,
        "level": task.level,
    }


def _task(family: TaskFamily, level: int, split: str, index: int, private: Private | None) -> Task:
    if split != PRIVATE or private is None:
        return Task(family.name, family.version, split, level, index)
    return Task(
        family.name,
        family.version,
        split,
        level,
        index,
        private.seed(family.name, family.version, level),
        private.task_id(family.name, family.version, level, index),
        private.wordings,
    )


@lru_cache(maxsize=4)
def _by_secret_id(private: Private) -> Mapping[str, Task]:
    tasks = [task_at(PRIVATE, index, private) for index in range(PRIVATE_SIZE)]
    return MappingProxyType({task.id: task for task in tasks})
