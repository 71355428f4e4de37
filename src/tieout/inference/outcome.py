"""What became of each task of a run."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from tieout.agents.llm.agent import Tally
from tieout.tasks.family import Task


class Ending(Enum):
    """How an episode ended; ``graded`` ones have a score."""

    CLOSED = "closed"  # the agent closed the month
    SPENT = "steps spent"  # the step budget ran out; graded as it stood
    GAVE_UP = "gave up"  # the agent stopped; the month was closed for it
    OUT_OF_TIME = "out of time"  # the run's time was up; the month was closed as it stood
    FAILED = "failed"  # endpoint or environment failed: nobody's score
    INTERRUPTED = "interrupted"
    NOT_RUN = "not run"

    @property
    def graded(self) -> bool:
        return self in {Ending.CLOSED, Ending.SPENT, Ending.GAVE_UP, Ending.OUT_OF_TIME}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One task. ``score`` is None unless the ending is graded; ``note`` says why it ended so. ``seconds``: wall clock."""

    task: Task
    ending: Ending
    note: str = ""
    score: float | None = None
    rewards: tuple[float, ...] = ()
    seconds: float = 0.0
    tally: Tally = field(default_factory=Tally)
    by_code: Mapping[str, Any] = field(default_factory=dict)
