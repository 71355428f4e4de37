"""The protocol of one close: a transition table, no I/O.

An episode is open until the period is closed or the step budget is spent; then it is graded, once, as it stands.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from tieout.documents.casefile import CaseFile
from tieout.grading.explain import explain, explain_text
from tieout.grading.score import GRID, Score, grade
from tieout.ledger.refusal import Refusal
from tieout.scenario.reveal import Scenario
from tieout.tasks.family import Task
from tieout.tasks.registry import family_of
from tieout.tools.messages import ToolCall, ToolResult, View
from tieout.tools.registry import call_tool, find_tool
from tieout.tools.workspace import Workspace


class Phase(Enum):
    """Where an episode stands."""

    READY = "ready"  # no task yet
    OPEN = "open"  # at work
    DONE = "done"  # graded


class Event(Enum):
    """What can happen to it."""

    RESET = "reset"
    CALL = "call"
    CLOSE = "close"  # a call that closed the period
    SPENT = "spent"  # a call that used up the budget


TRANSITIONS: Final[Mapping[tuple[Phase, Event], Phase]] = MappingProxyType(
    {
        (Phase.READY, Event.RESET): Phase.OPEN,
        (Phase.OPEN, Event.RESET): Phase.OPEN,
        (Phase.DONE, Event.RESET): Phase.OPEN,
        (Phase.OPEN, Event.CALL): Phase.OPEN,
        (Phase.OPEN, Event.CLOSE): Phase.DONE,
        (Phase.OPEN, Event.SPENT): Phase.DONE,
    }
)
REWARD_MODES: Final = ("terminal", "shaped")
SHAPED: Final = GRID // 20  # on the score's grid: what "everything handled" pays in advance under reward="shaped"
HUNDREDTHS: Final = 100  # of a point: how finely a score is told where the answers are kept


@dataclass(frozen=True, slots=True)
class Episode:
    """One close in progress. The scenario holds the key, and ``score`` is exact: this object stays on the server.
    ``tools`` names the tools that exist here, ``attempt`` counts how often the task has been begun, ``attempts`` the
    forbidden calls in this episode."""

    task: Task
    scenario: Scenario
    opened: Workspace  # the desk as it lay there at the start
    desk: Workspace
    budget: int
    reward_mode: str
    tools: tuple[str, ...]
    attempt: int = 1
    phase: Phase = Phase.OPEN
    steps: int = 0
    attempts: int = 0
    paid: float = 0.0
    score: Score | None = None

    @property
    def steps_left(self) -> int:
        return self.budget - self.steps


@lru_cache(maxsize=256)
def scenario_of(task: Task) -> Scenario:
    """The scenario of a task; sessions that play the same task share it."""
    return family_of(task.family).build(task)


def begin(
    task: Task, reward_mode: str = "terminal", attempt: int = 1, scenario: Scenario | None = None
) -> tuple[Episode, View]:
    """Open an episode; ``attempt`` is what the last answer says of how often the task was begun, counted by the caller.
    ``scenario`` is that of the task, where the caller has it already. ValueError where ``reward_mode`` is none of REWARD_MODES.

    "terminal" pays the score at the end. "shaped" pays public progress in advance, 0.05 at most in all, and settles up
    at the end: rewards add up to the score in both.
    """
    if reward_mode not in REWARD_MODES:
        raise ValueError(f"There is no reward mode {reward_mode!r}. Use one of: {', '.join(REWARD_MODES)}.")
    if scenario is None:
        scenario = scenario_of(task)
    family = family_of(task.family)
    desk = Workspace.opened(scenario.case)
    tools = family.tools[task.level]
    episode = Episode(task, scenario, desk, desk, family.budgets[task.level], reward_mode, tools, attempt)
    brief = _brief(scenario.case, episode.budget, tools)
    return episode, View(task.id, brief.text, brief, None, episode.desk.progress(episode.budget))


def _brief(case: CaseFile, budget: int, tools: tuple[str, ...]) -> ToolResult:
    """What the agent is told first. Where no tool shows the policy, or what documents there are, the brief does."""
    policy = case.policy
    shown = {policy.id, *(statement.id for statement in case.statements)}
    papers = ", ".join(document.id for document in case.documents if document.id not in shown)
    bodies = [case.mandate]
    values: tuple[tuple[str, str, str], ...] = ()
    if "policy" not in tools:
        bodies += [f"{topic.topic}: {topic.text}" for topic in policy.topics]
        values = tuple((topic.topic, name, value) for topic in policy.topics for name, value in topic.values)
    return ToolResult(
        f"{case.company}, close of {case.period}",
        (
            ("currency", case.books.currency),
            ("bank accounts", ", ".join(statement.account for statement in case.statements) or "none"),
            ("workpapers asked for", ", ".join(case.workpapers) or "none"),
            ("bills to decide", str(len(case.to_settle))),
            ("step budget", str(budget)),
            ("tools", ", ".join(tools)),
            *((("documents", papers),) if "list_documents" not in tools else ()),
        ),
        ("topic", "name", "value") if values else (),
        values,
        body="\n".join(bodies),
    )


def advance(episode: Episode, call: ToolCall) -> tuple[Episode, View]:
    """Carry out one call. After the end it is refused and changes nothing; every other call costs a step."""
    if (episode.phase, Event.CALL) not in TRANSITIONS:
        refusal = Refusal(
            "episode.over",
            "The episode has ended.",
            "A closed month takes no further step.",
            "Reset to begin another.",
        )
        view = View(episode.task.id, refusal.text, None, refusal, episode.desk.progress(episode.steps_left), done=True)
        return episode, view
    desk, answer = call_tool(episode.desk, call, episode.tools)
    tool = find_tool(call.name) if isinstance(call.name, str) and call.name in episode.tools else None
    forbidden = tool is not None and tool.forbidden
    steps = episode.steps + 1
    event = Event.CLOSE if desk.closed else Event.SPENT if steps >= episode.budget else Event.CALL
    phase = TRANSITIONS[episode.phase, event]
    attempts = episode.attempts + forbidden
    progress = desk.progress(episode.budget - steps)
    text = answer.text
    score = explanation = None
    if phase is Phase.DONE:
        rubric = family_of(episode.task.family).rubric
        score = grade(episode.opened, desk, episode.scenario.key, rubric, attempts)
        value, explanation, said = _told(episode, score)
        reward = value - episode.paid
        why = "" if desk.closed else "The step budget is spent; the month is graded as it stands.\n"
        text = f"{text}\n{why}{said}"
    else:
        reward = 0.0
        if episode.reward_mode == "shaped":
            reward = SHAPED * progress.handled // max(1, progress.total) / GRID - episode.paid
    after = replace(
        episode, desk=desk, steps=steps, phase=phase, attempts=attempts, paid=episode.paid + reward, score=score
    )
    refused = answer if isinstance(answer, Refusal) else None
    result = answer if isinstance(answer, ToolResult) else None
    return after, View(episode.task.id, text, result, refused, progress, reward, phase is Phase.DONE, explanation)


def _told(episode: Episode, score: Score) -> tuple[float, Mapping[str, object], str]:
    """What the end pays and says. On train and validation that is all there is to say. On test and private it is the
    score to the hundredth (at the nearest point of the grid) and the number of attempts: who plays a month twice
    knows no more the second time than that."""
    if episode.task.explained:
        return score.value, explain(score), explain_text(score)
    value = round(round(score.value * HUNDREDTHS) * GRID / HUNDREDTHS) / GRID
    return (
        value,
        {"score": value, "attempts": episode.attempt},
        f"Score {value:.2f}, attempt {episode.attempt} at this task",
    )
