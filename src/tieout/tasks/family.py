"""What a task and a task family are, and how the company of a task is drawn."""

from collections.abc import Callable
from dataclasses import dataclass, field
from math import log2
from typing import Final

from tieout.grading.rubric import Rubric
from tieout.ledger.periods import Period
from tieout.scenario.archetypes import Archetype, any_trade
from tieout.scenario.company import Company, make_company
from tieout.scenario.letters.bank import WordingBank
from tieout.scenario.reveal import Scenario
from tieout.scenario.seeds import Rng
from tieout.scenario.sizes import Volume
from tieout.tasks.offers import Offer

SPLITS: Final = ("train", "validation", "test")  # anyone with the source can make these
PRIVATE: Final = "private"  # this one only who has the operator's secret: see tieout.tasks.private
EXPLAINED: Final = ("train", "validation")  # here the last answer takes the score apart
LEVELS: Final = (0, 1, 2, 3, 4)
POLICY_AGE: Final = 8  # months from the issue of a policy to the month to close
ERROR_SHARE: Final = 5  # an error is as much work as reading so many papers: to find, to prove, to correct, to match


@dataclass(frozen=True, slots=True)
class Size:
    """How large the months of a level are by its plan, at most and about: documents on the desk, bank lines or bills to
    settle, errors drawn. The same for every month of the level, so that it tells nothing about any."""

    documents: int
    lines: int
    errors: int

    @property
    def difficulty(self) -> float:
        """Comparable across families and levels: the binary logarithm of the work, so that a point doubles it."""
        return round(log2(self.documents + self.lines + ERROR_SHARE * self.errors), 2)


@dataclass(frozen=True, slots=True)
class Task:
    """One month to close. Its id is all that is needed to make it again, byte for byte; for a month of ``private`` the
    operator's secret as well, from which ``secret_seed`` and ``secret_id`` come (empty elsewhere), and the operator's
    ``wordings``, if there are any."""

    family: str
    version: int
    split: str
    level: int
    index: int
    secret_seed: str = field(default="", repr=False)
    secret_id: str = ""
    wordings: WordingBank | None = field(default=None, repr=False)

    @property
    def id(self) -> str:
        return self.secret_id or f"{self.family}.v{self.version}/{self.split}/L{self.level}/{self.index}"

    @property
    def labels(self) -> tuple[str | int, ...]:
        """The labels that every random stream of this task starts from."""
        return (*self._kind, self.index)

    @property
    def vocabulary(self) -> str:
        """The split whose words and archetypes it uses. Private months use those of test."""
        return "test" if self.split == PRIVATE else self.split

    @property
    def period(self) -> Period:
        """The month to close."""
        when = Rng(*self.labels).stream("period")
        return Period(when.between(2021, 2025), when.between(1, 12))

    @property
    def explained(self) -> bool:
        """Whether the last answer of a play takes the score apart."""
        return self.split in EXPLAINED

    @property
    def clean(self) -> bool:
        """One month in ten, exactly one of each ten indices, has no planted error; which one cannot be told. The very
        first of train is never the one: whoever looks at one month of a level should see what an error is like."""
        block, place = divmod(self.index, 10)
        first = 1 if self.split == "train" and block == 0 else 0
        return Rng(*self._kind, "clean", block).between(first, 9) == place

    @property
    def _kind(self) -> tuple[str | int, ...]:
        kind = (self.family, self.version, self.split, self.level)
        return (*kind, self.secret_seed) if self.secret_seed else kind


@dataclass(frozen=True, slots=True)
class TaskFamily:
    """``build`` makes the scenario of a task; ``budgets`` are the step budgets of levels 0 to 4: at least 1.3 times what
    reading every document and doing everything singly takes in the largest of 1,000 months, and the same in every month,
    so that it tells nothing. ``tools`` are the names of the tools that exist at each
    level, ``sizes`` what the plan of each level holds."""

    name: str
    version: int
    summary: str
    build: Callable[[Task], Scenario]
    rubric: Rubric
    budgets: tuple[int, int, int, int, int]
    tools: tuple[Offer, ...]
    sizes: tuple[Size, ...]


def draw_company(
    task: Task,
    period: Period,
    rng: Rng,
    vendors: int,
    customers: int,
    volume: Volume,
    trade: Callable[[Archetype], bool] = any_trade,
) -> Company:
    """A company in the words of the task's split; ``period`` dates its policy and nothing else, ``trade`` says which
    archetypes will do."""
    issued = period.shift(-POLICY_AGE).first
    return make_company(task.vocabulary, rng, issued, vendors, customers, volume, task.wordings, trade)
