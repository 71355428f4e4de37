"""Roll out: one agent, one episode, one transcript; in process, or over whatever carries calls and views."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from tieout.agents.protocol import Agent, drive
from tieout.agents.registry import agent_for, agent_named
from tieout.attempts import ATTEMPTS
from tieout.episode import Episode, advance, begin
from tieout.tasks.family import Task
from tieout.tools.messages import ToolCall, View

CLOSING = ToolCall("close_period", {"confirm": True})


@dataclass(frozen=True, slots=True)
class Transcript:
    """Every call with the view that it got."""

    task: Task
    agent: str
    opening: View
    turns: tuple[tuple[ToolCall, View], ...]

    @property
    def reward_sum(self) -> float:
        """What all steps paid together: the score, exactly."""
        return sum(view.reward for _, view in self.turns)

    @property
    def explanation(self) -> dict[str, Any]:
        """What the terminal view says of the score: see :func:`tieout.episode.advance`."""
        return dict(self.turns[-1][1].explanation or {})

    @property
    def score(self) -> float:
        return float(self.explanation["score"])


def made(name: str, task: Task) -> Agent:
    """The agent of that name for a task, seeded with the task's index; one that rehearses has rehearsed in process.
    KeyError with the names there are."""
    again = agent_named(name).again
    if again is None:
        return agent_for(name, task)
    rehearsal = run(agent_for(name, task), task)
    return again(task.id, task.index, rehearsal.turns[-1][1])


def run(agent: Agent, task: Task, name: str = "", reward_mode: str = "terminal") -> Transcript:
    """Play a task in process. For an agent that stops early the period is closed: the month is graded as it stands."""
    episode, opening = begin(task, reward_mode, ATTEMPTS.next(task))
    turns: list[tuple[ToolCall, View]] = []

    def step(call: ToolCall) -> View:
        nonlocal episode
        episode, view = advance(episode, call)
        turns.append((call, view))
        return view

    _drive(agent, opening, step)
    return Transcript(task, name, opening, tuple(turns))


def run_to_end(agent: Agent, task: Task) -> Episode:
    """Play a task in process and give the ended episode."""
    episode, opening = begin(task, attempt=ATTEMPTS.next(task))

    def step(call: ToolCall) -> View:
        nonlocal episode
        episode, view = advance(episode, call)
        return view

    _drive(agent, opening, step)
    return episode


async def run_over(
    agent: Agent,
    task: Task,
    reset: Callable[[], Awaitable[View]],
    step: Callable[[ToolCall], Awaitable[View]],
    name: str = "",
) -> Transcript:
    """Play a task over a wire: ``reset`` opens it, ``step`` carries a call."""
    opening = await reset()
    turns: list[tuple[ToolCall, View]] = []
    play = agent(opening)
    try:
        call = next(play)
        while True:
            view = await step(call)
            turns.append((call, view))
            if view.done:
                break
            call = play.send(view)
    except StopIteration:
        turns.append((CLOSING, await step(CLOSING)))
    finally:
        play.close()
    return Transcript(task, name, opening, tuple(turns))


def _drive(agent: Agent, opening: View, step: Callable[[ToolCall], View]) -> None:
    if drive(agent(opening), step):
        step(CLOSING)
