"""The ladder: what each agent earned, by task, on one scale. Pure.

Agents from the one that does nothing to the one that knows: null, repeat, uniform, echo know nothing; baseline and model try;
the oracle knows. All play the same episodes (`starts`), so that they can be compared task by task.
"""

import math
from dataclasses import dataclass

from envjudge import actions, compare, known, values
from envjudge.evidence import Evidence
from envjudge.known import Episode
from envjudge.scores import printed

KNOW_NOTHING = ("null", "repeat", "uniform", "echo")
TRY = ("baseline", "model")
ORDER = (*KNOW_NOTHING, *TRY, "oracle")
_PROBES = {"oracle": "oracle", "model": "model"}
EPISODES = 8
"""Episodes that every agent is given."""

LEAST_JUNK = 6
"""Episodes that a policy which knows nothing must have played to be compared: of many policies some are lucky three times."""

Scores = dict[str, tuple[float, ...]]
"""Scores by task."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Returns are scored (x − low) / (high − low). Where no range is declared it is 0 to 1, widened to what was heard."""

    low: float
    high: float
    declared: bool

    def score(self, total: float) -> float:
        return (total - self.low) / (self.high - self.low) if self.high > self.low else 0.0


def scale(evidence: Evidence) -> Scale:
    """The scale on which the subject's returns are compared."""
    low, high, declared = known.reward_range(evidence)
    if not declared:
        totals = [each.total for agent in ORDER for each in episodes(evidence, agent)]
        low, high = min([low, *totals]), max([high, *totals])
    return Scale(low, high, declared)


def episodes(evidence: Evidence, agent: str) -> tuple[Episode, ...]:
    """The episodes of an agent; of the oracle those that were played to their end or to the last declared action, of a model
    those in which the endpoint did its part."""
    played = known.played(evidence, _PROBES.get(agent, "walks"), agent)
    if agent == "model":
        played = tuple(each for each in played if not values.at(values.parse_json(each.recording.note), "failed"))
    if agent != "oracle":
        return tuple(each for each in played if each.actions)
    lengths = {f"oracle/{number}": len(values.items(each.get("actions"))) for number, each in enumerate(declared(evidence, "oracle"))}
    return tuple(each for each in played if each.done or len(each.actions) >= lengths.get(each.recording.label, 1))


def task_of(episode: Episode) -> str:
    """The task of an episode: what reset was asked for, apart from the episode's name."""
    return values.canonical({name: value for name, value in values.mapping(episode.arguments).items() if name != "episode_id"})


def scores(evidence: Evidence, agent: str, on: Scale | None = None) -> Scores:
    """What an agent scored, by task. The baseline names its tasks itself and prints its scores, on a scale of 0 to 1."""
    if agent == "baseline":
        return _baseline(evidence)
    return scored(episodes(evidence, agent), on or scale(evidence))


def _baseline(evidence: Evidence) -> Scores:
    """Scores that the package's own script printed with the user's model; those with a scripted one say nothing of it."""
    found: dict[str, tuple[float, ...]] = {}
    for run in values.items(evidence.fact("baseline", "runs")):
        if values.at(run, "mode") == "user":
            for task, score in printed(str(values.at(run, "output"))):
                if math.isfinite(score):
                    found[f"baseline {task}"] = (*found.get(f"baseline {task}", ()), score)
    return found


def scored(played: tuple[Episode, ...], on: Scale) -> Scores:
    """The scores of episodes, by task."""
    found: dict[str, list[float]] = {}
    for each in played:
        found.setdefault(task_of(each), []).append(on.score(each.total))
    return {task: tuple(given) for task, given in found.items()}


def table(evidence: Evidence) -> dict[str, Scores]:
    """Scores of every agent that played, in the order of the ladder."""
    on = scale(evidence)
    return {agent: given for agent in ORDER if (given := scores(evidence, agent, on))}


# -- the episodes that all are given ----------------------------------------------------------------------------------


def declared(evidence: Evidence, what: str) -> list[dict[str, object]]:
    """Declared trajectories: `oracle` or `canaries`."""
    return [values.mapping(each) for each in values.items(evidence.fact("declared", what))]


def numbered_tasks(evidence: Evidence) -> tuple[str, int]:
    """(split, how many tasks) of the Task API; the split for training if it has one; ("", 0) without a Task API."""
    counted = {r.label.removeprefix("tasks/num/"): int(values.number(values.at(r.exchanges[-1].value, "num_tasks")) or 0)
               for r in evidence.of("surface", "tasks/num")}
    usable = {split: count for split, count in counted.items() if count > 0}
    split = "train" if "train" in usable else next(iter(usable), "")
    return split, usable.get(split, 0)


def takes_tasks(evidence: Evidence) -> bool:
    """Whether reset takes split and index: the same index begins alike, another one differently."""
    firsts = [[compare.stable(each.first) for each in known.played(evidence, "surface", label)] for label in ("starts/0", "starts/1")]
    return len(firsts[0]) == 2 and len(firsts[1]) == 1 and firsts[0][0] == firsts[0][1] != firsts[1][0]


def spread(count: int, part: int = 0) -> tuple[int, ...]:
    """Indexes of up to `EPISODES` tasks, evenly over all; those of part 1 lie between those of part 0."""
    return tuple(sorted({count * (2 * n + part) // (2 * EPISODES) for n in range(EPISODES)})) if count else ()


def start(evidence: Evidence, number: int, seed: int) -> dict[str, object]:
    """Arguments of reset for one of the ladder's episodes: an oracle's own task while there is one, else a task of the Task
    API where reset takes it, else the seed alone."""
    resets = {values.canonical(each.get("reset")): values.mapping(each.get("reset")) for each in declared(evidence, "oracle")}
    if number < len(resets):
        return list(resets.values())[number]
    split, count = numbered_tasks(evidence)
    if count and takes_tasks(evidence):
        indexes = spread(count, number // EPISODES % 2)
        return {"split": split, "index": indexes[number % len(indexes)], "seed": seed}
    return {"seed": seed}


def tier(evidence: Evidence, task: str) -> str:
    """The difficulty that the Task API gives a task (or its reset asks for), empty if none."""
    arguments = values.mapping(values.parse_json(task))
    asked = arguments.get("difficulty", arguments.get("level"))
    if isinstance(asked, str | int) and not isinstance(asked, bool):
        return str(asked)
    recording = evidence.one("surface", f"tasks/at/{arguments.get('split')}/{arguments.get('index')}")
    told = values.at(recording.exchanges[-1].value, "task") if recording is not None else values.ABSENT
    for name in ("difficulty", "level", "tier"):
        for path in ((name,), ("metadata", name)):
            found = values.at(told, *path)
            if isinstance(found, str | int) and not isinstance(found, bool):
                return str(found)
    return ""


def junk(evidence: Evidence) -> dict[str, tuple[Episode, ...]]:
    """Episodes of what knows nothing and yet answers, by name: uniform, echo, constants; neither doing nothing nor empty answers."""
    nothing = values.canonical(actions.null(known.space(evidence)))
    found = {agent: episodes(evidence, agent) for agent in ("uniform", "echo")}
    for recording in evidence.of("constants", "constant"):
        name = recording.label.removeprefix("constant/")
        if not name.endswith("="):
            found[name] = tuple(each for each in known.episodes(recording) if each.actions and values.canonical(each.actions[0]) != nothing)
    return {name: played for name, played in found.items() if len(played) >= LEAST_JUNK}
