"""What is taken from a month, in as many processes as may run."""

from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Final

from benchmarks.reading.letters import Letter, letters_of
from benchmarks.reading.surface import Row, rows_of

from tieout.scenario.reveal import Scenario
from tieout.tasks.family import Task
from tieout.tasks.registry import FAMILIES, family_of

LEVELS: Final = (3, 4)
"""The levels that the targets are for."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Letters and rows of one month or of many."""

    letters: tuple[Letter, ...] = ()
    rows: tuple[Row, ...] = ()


def tasks_of(split: str, first: int, count: int) -> list[Task]:
    """``count`` months of each family at each level of LEVELS, family after family in turn. Indices may run beyond those
    that the split numbers: such months are made in the same way, and more of them give narrower bounds."""
    return [
        Task(family.name, family.version, split, level, index)
        for index in range(first, first + count)
        for family in FAMILIES
        for level in LEVELS
    ]


def taken(task: Task, rows: bool = True) -> Sample:
    """What the month of ``task`` shows."""
    scenario = family_of(task.family).build(task)
    return sample_of(task.id, task.family, task.level, scenario, rows)


def sample_of(month: str, family: str, level: int, scenario: Scenario, rows: bool = True) -> Sample:
    """What ``scenario`` shows, as of ``month``."""
    found = tuple(rows_of(month, family, level, scenario)) if rows else ()
    return Sample(tuple(letters_of(month, family, level, scenario)), found)


def all_of(tasks: Sequence[Task], workers: int, rows: bool = True) -> Sample:
    """The samples of all tasks, in their order."""
    if workers == 1:
        return _joined(taken(task, rows) for task in tasks)
    with ProcessPoolExecutor(workers) as pool:
        return _joined(pool.map(taken, tasks, [rows] * len(tasks), chunksize=8))


def _joined(samples: Iterable[Sample]) -> Sample:
    letters: list[Letter] = []
    rows: list[Row] = []
    for sample in samples:
        letters += sample.letters
        rows += sample.rows
    return Sample(tuple(letters), tuple(rows))
