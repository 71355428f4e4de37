"""What a task and a task family are."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from tieout.grading.rubric import Rubric
from tieout.scenario.scenario import Scenario
from tieout.scenario.seeds import Rng

SPLITS: Final = ("train", "validation", "test")
LEVELS: Final = (1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Task:
    """One month to close. ``str(task.id)`` is all that is needed to make it again, byte for byte."""

    family: str
    version: int
    split: str
    level: int
    index: int

    @property
    def id(self) -> str:
        return f"{self.family}.v{self.version}/{self.split}/L{self.level}/{self.index}"

    @property
    def labels(self) -> tuple[str | int, ...]:
        """The labels that every random stream of this task starts from."""
        return (self.family, self.version, self.split, self.level, self.index)

    @property
    def clean(self) -> bool:
        """One month in ten, exactly one of each ten indices, has no planted error; which one, nobody can tell."""
        block, place = divmod(self.index, 10)
        return Rng(self.family, self.version, self.split, self.level, "clean", block).below(10) == place


@dataclass(frozen=True, slots=True)
class TaskFamily:
    """``build`` makes the scenario of a task; ``budgets`` are the step budgets of levels 1 to 4: at least 1.3 times what
    reading every document and doing everything singly takes in the largest of 1,000 months, and the same in every month,
    so that it tells nothing."""

    name: str
    version: int
    summary: str
    build: Callable[[Task], Scenario]
    rubric: Rubric
    budgets: tuple[int, int, int, int]
