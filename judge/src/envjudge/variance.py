"""Where scores vary: between agents, between tasks, between repetitions; what each task tells. Pure.

A table is agent -> task -> scores of its episodes. Estimators are those of a balanced two-way random-effects analysis of
variance; an unbalanced table is cut to what every agent played, equally often. Negative estimates are clamped at 0.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from envjudge.stats import mean

Table = Mapping[str, Mapping[str, Sequence[float]]]
SAME = 0.02
"""Scores that differ by less are the same."""


@dataclass(frozen=True, slots=True)
class Components:
    """Variances of scores: of agents, of tasks, of their interaction, and of repetitions (seeds) within a cell. With one
    episode per cell the last two cannot be told apart: all is in `interaction`, and `repetition` is 0."""

    agent: float
    task: float
    interaction: float
    repetition: float
    agents: int
    tasks: int
    episodes: int

    @property
    def total(self) -> float:
        return self.agent + self.task + self.interaction + self.repetition

    @property
    def reliability(self) -> float:
        """The share of the variance of agents' means that is the agents' own (generalisability, E rho squared); 0 if nothing varies."""
        noise = self.interaction / max(1, self.tasks) + self.repetition / max(1, self.tasks * self.episodes)
        return self.agent / (self.agent + noise) if self.agent + noise > 0 else 0.0

    @property
    def noise_share(self) -> float:
        """The share of the whole variance that repetitions make; 0 if nothing varies."""
        return self.repetition / self.total if self.total > 0 else 0.0


def balanced(table: Table) -> dict[str, dict[str, tuple[float, ...]]]:
    """The part of the table in which every agent has every task, equally often; empty when there is none."""
    agents = [agent for agent, tasks in table.items() if any(tasks.values())]
    shared = sorted(set.intersection(*({task for task, scores in table[agent].items() if scores} for agent in agents))) if agents else []
    if not shared:
        return {}
    least = min(len(table[agent][task]) for agent in agents for task in shared)
    return {agent: {task: tuple(table[agent][task][:least]) for task in shared} for agent in agents}


def components(table: Table) -> Components | None:
    """The components of variance, nothing with fewer than two agents or two tasks in common."""
    even = balanced(table)
    agents, tasks = list(even), list(next(iter(even.values()), {}))
    if len(agents) < 2 or len(tasks) < 2:
        return None
    n = len(even[agents[0]][tasks[0]])
    cell = {(a, t): mean(even[a][t]) for a in agents for t in tasks}
    grand = mean(list(cell.values()))
    of_agent = {a: mean([cell[a, t] for t in tasks]) for a in agents}
    of_task = {t: mean([cell[a, t] for a in agents]) for t in tasks}
    ms_agent = n * len(tasks) * sum((m - grand) ** 2 for m in of_agent.values()) / (len(agents) - 1)
    ms_task = n * len(agents) * sum((m - grand) ** 2 for m in of_task.values()) / (len(tasks) - 1)
    ms_both = n * sum((cell[a, t] - of_agent[a] - of_task[t] + grand) ** 2 for a in agents for t in tasks) / (
        (len(agents) - 1) * (len(tasks) - 1))
    within = 0.0 if n == 1 else sum((score - cell[a, t]) ** 2 for a in agents for t in tasks for score in even[a][t]) / (
        len(agents) * len(tasks) * (n - 1))
    return Components(
        agent=max(0.0, (ms_agent - ms_both) / (n * len(tasks))), task=max(0.0, (ms_task - ms_both) / (n * len(agents))),
        interaction=max(0.0, (ms_both - within) / n), repetition=within, agents=len(agents), tasks=len(tasks), episodes=n)


@dataclass(frozen=True, slots=True)
class TaskRead:
    """One task over all agents: mean of the agents' means, lowest and highest, and `discrimination`: the correlation of the
    task's scores with the agents' means on the other tasks (nothing with fewer than three agents or without variation)."""

    task: str
    mean: float
    lowest: float
    highest: float
    discrimination: float | None

    @property
    def dead(self) -> bool:
        """All agents earn the same: the task tells nobody apart."""
        return self.highest - self.lowest <= SAME


def by_task(table: Table) -> tuple[TaskRead, ...]:
    """What each task tells, for tasks that two agents or more have played, in order of their names."""
    means = {agent: {task: mean(scores) for task, scores in tasks.items() if scores} for agent, tasks in table.items()}
    found = []
    for task in sorted({task for tasks in means.values() for task in tasks}):
        here = {agent: tasks[task] for agent, tasks in means.items() if task in tasks}
        if len(here) < 2:
            continue
        elsewhere = {agent: [score for other, score in means[agent].items() if other != task] for agent in here}
        known = [agent for agent in here if elsewhere[agent]]
        found.append(TaskRead(task, mean(list(here.values())), min(here.values()), max(here.values()),
                              correlation([here[a] for a in known], [mean(elsewhere[a]) for a in known]) if len(known) >= 3 else None))
    return tuple(found)


def correlation(left: Sequence[float], right: Sequence[float]) -> float | None:
    """Pearson's r, nothing when either side does not vary."""
    x, y = mean(left), mean(right)
    squares = sum((a - x) ** 2 for a in left) * sum((b - y) ** 2 for b in right)
    return sum((a - x) * (b - y) for a, b in zip(left, right, strict=True)) / squares ** 0.5 if squares > 1e-18 else None


def zero_variance_groups(table: Table) -> tuple[int, int]:
    """(cells whose repeated episodes all score the same, cells with repetitions): groups without training signal."""
    cells = [scores for tasks in table.values() for scores in tasks.values() if len(scores) > 1]
    return sum(max(cell) - min(cell) <= 1e-9 for cell in cells), len(cells)
