"""Whether scores tell agents apart, and whether there is something to learn from: for the page. Pure."""

from dataclasses import dataclass

from envjudge import ladder, stats, variance
from envjudge.checks.ladder import REACHED
from envjudge.evidence import Evidence
from envjudge.report.play import named

KS = (1, 2, 4, 8)
GROUP = 8
MOST_TASKS = 30


@dataclass(frozen=True, slots=True)
class Success:
    """How often an agent reaches the top, with Wilson's 95 % interval over all its episodes; pass@k and pass^k averaged over
    tasks (None where a task was played less than k times); `signal` is the chance that eight episodes of a task do not all end alike."""

    agent: str
    hits: int
    episodes: int
    low: float
    high: float
    pass_at: tuple[float | None, ...]
    pass_all: tuple[float | None, ...]
    signal: float


@dataclass(frozen=True, slots=True)
class Task:
    """What one task tells. `discrimination` is None where too few agents played it."""

    name: str
    mean: float
    lowest: float
    highest: float
    discrimination: float | None
    dead: bool


@dataclass(frozen=True, slots=True)
class Signal:
    """Components of variance as shares of the whole (empty where they could not be told), and what they are worth."""

    shares: tuple[tuple[str, float], ...]
    reliability: float
    agents: int
    tasks: int
    repetitions: int
    same: int
    groups: int
    by_task: tuple[Task, ...]
    left_out: int
    success: tuple[Success, ...]


def signal(evidence: Evidence) -> Signal:
    """From the scores of all agents that played. `repeat` plays other actions each time: it is no repetition and is left out of
    the components."""
    table = ladder.table(evidence)
    parts = variance.components({agent: scores for agent, scores in table.items() if agent != "repeat"})
    shares = () if parts is None or parts.total <= 0 else tuple((name, value / parts.total) for name, value in (
        ("agents", parts.agent), ("tasks", parts.task), ("agents × tasks", parts.interaction), ("repetition", parts.repetition)))
    same, groups = variance.zero_variance_groups(table)
    tasks = variance.by_task(table)
    return Signal(
        shares, 0.0 if parts is None else parts.reliability, 0 if parts is None else parts.agents, 0 if parts is None else parts.tasks,
        0 if parts is None else parts.episodes, same, groups,
        tuple(Task(named(each.task), each.mean, each.lowest, each.highest, each.discrimination, each.dead) for each in tasks[:MOST_TASKS]),
        max(0, len(tasks) - MOST_TASKS), tuple(_success(agent, scores) for agent, scores in table.items()))


def _success(agent: str, scores: ladder.Scores) -> Success:
    solved = [(sum(score >= REACHED for score in given), len(given)) for given in scores.values()]
    hits, tries = sum(hit for hit, _n in solved), sum(n for _hit, n in solved)
    least = min((n for _hit, n in solved), default=0)
    low, high = stats.wilson(hits, tries)
    return Success(agent, hits, tries, low, high,
                   tuple(stats.mean([stats.pass_at(k, hit, n) for hit, n in solved]) if k <= least else None for k in KS),
                   tuple(stats.mean([stats.pass_all(k, hit, n) for hit, n in solved]) if k <= least else None for k in KS),
                   stats.mean([stats.signal(hit / n, GROUP) for hit, n in solved if n]))
