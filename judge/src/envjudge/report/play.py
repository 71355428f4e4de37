"""What the agents did, for the page: the ladder, the heat map, episodes played on after their end, transcripts. Pure."""

from dataclasses import dataclass

from envjudge import ladder, stats, turns, values
from envjudge.evidence import Evidence, Recording
from envjudge.known import Episode
from envjudge.report.svg import Row
from envjudge.report.text import bounded, excerpt, figure, line, plural

MOST_DOTS, MOST_COLUMNS = 120, 24
FIRST_STEPS, LAST_STEPS = 24, 8
MEANS = {
    "null": "the cheapest valid action, again and again",
    "repeat": "one simple action, repeated",
    "uniform": "random valid actions",
    "echo": "gives back what it was shown",
    "baseline": "the subject's own baseline",
    "model": "a standard language model, from the schemas alone",
    "oracle": "the declared solution",
}


def rungs(evidence: Evidence) -> dict[str, tuple[Episode, ...]]:
    """Episodes of each agent of the ladder that played, in its order."""
    return {agent: played for agent in ladder.ORDER if (played := ladder.episodes(evidence, agent))}


@dataclass(frozen=True, slots=True)
class Rung:
    """One agent: what it does, how it fared. The mean is that of its tasks' means, the interval resamples tasks and episodes.
    Lengths are in steps; `ended` and `refused` are shares from 0 to 1."""

    name: str
    means: str
    row: Row
    episodes: int
    lowest: float
    median: float
    highest: float
    length: float
    ended: float
    refused: float


def rung(name: str, episodes: tuple[Episode, ...]) -> Rung:
    """The figures of one agent."""
    totals = sorted(each.total for each in episodes)
    steps = sum(len(each.actions) for each in episodes)
    groups: dict[str, list[float]] = {}
    for each in episodes:
        groups.setdefault(ladder.task_of(each), []).append(each.total)
    low, high = stats.clustered(list(groups.values()))
    refused = sum(turns.read(exchange).error is not None for each in episodes for exchange in each.exchanges[1:])
    every = max(1, -(-len(totals) // MOST_DOTS))
    return Rung(bounded(name, 60), MEANS.get(name, ""), Row(bounded(name, 60), stats.mean_of_tasks(list(groups.values())), low, high, tuple(totals[::every])),
                len(episodes), totals[0], totals[len(totals) // 2], totals[-1], steps / len(episodes),
                sum(each.done for each in episodes) / len(episodes), refused / max(1, steps))


@dataclass(frozen=True, slots=True)
class Cell:
    """Mean return of one agent on one task: the figure as text, a shade from 0 to 9 between lowest and highest, how many episodes."""

    mean: str = ""
    shade: int = 0
    episodes: int = 0


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Agents by tasks. `left_out` counts tasks that found no room."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    lowest: str
    highest: str
    left_out: int


def heat_map(played: dict[str, tuple[Episode, ...]]) -> HeatMap:
    """Mean return by agent and by what reset was asked for. Tasks that most agents played come first."""
    cells: dict[tuple[str, str], list[float]] = {}
    for name, episodes in played.items():
        for each in episodes:
            cells.setdefault((name, ladder.task_of(each)), []).append(each.total)
    order = sorted(dict.fromkeys(task for _name, task in cells), key=lambda task: -sum(other == task for _name, other in cells))
    means = {key: stats.mean(totals) for key, totals in cells.items()}
    low, high = min(means.values(), default=0.0), max(means.values(), default=0.0)

    def cell(name: str, task: str) -> Cell:
        if (name, task) not in means:
            return Cell()
        share = (means[name, task] - low) / (high - low) if high > low else 0.0
        return Cell(figure(means[name, task]), round(share * 9), len(cells[name, task]))

    shown = order[:MOST_COLUMNS]
    return HeatMap(tuple(named(task) for task in shown), tuple((bounded(name, 60), tuple(cell(name, task) for task in shown)) for name in played),
                   figure(low), figure(high), len(order) - len(shown))


def named(task: str) -> str:
    """A task of the ladder shortly: `seed 17`, or what else reset was asked for."""
    arguments = values.mapping(values.parse_json(task))
    return ", ".join(f"{line(name, 24)} {line(inner, 24)}" for name, inner in list(arguments.items())[:3]) or "no arguments"


@dataclass(frozen=True, slots=True)
class PlayedOn:
    """An episode played to its end and on: rewards per step, the number of steps until done (None: never), what was paid after it."""

    title: str
    rewards: tuple[float, ...]
    end: int | None
    after: float
    answered: int
    steps_after: int


def played_on(evidence: Evidence) -> tuple[PlayedOn, ...]:
    """The episodes that were played on, those that were paid most after the end first, of equals the best; at most four, all
    different."""
    found: dict[tuple[tuple[float, ...], int | None], PlayedOn] = {}
    for recording in evidence.of("after_done", "on"):
        each = _on(recording)
        if each is not None:
            found.setdefault((each.rewards, each.end), each)
    return tuple(sorted(found.values(), key=lambda each: (-each.after, -sum(each.rewards))))[:4]


def _on(recording: Recording) -> PlayedOn | None:
    steps = [turns.read(exchange) for exchange in recording.of_kind("step")][:400]
    if not steps:
        return None
    end = next((number for number, turn in enumerate(steps, 1) if turn.done), None)
    later = steps[end:] if end is not None else []
    rewards = tuple(turn.paid for turn in steps)
    return PlayedOn(f"{plural(len(steps) if end is None else end, 'step')}, return {figure(sum(rewards[:end]))}", rewards, end,
                    sum(max(0.0, turn.paid) for turn in later), sum(turn.ok for turn in later), len(later))


def typical(episodes: tuple[Episode, ...]) -> Episode:
    """The episode of median return; of equals the one of median length."""
    return sorted(episodes, key=lambda each: (each.total, len(each.actions)))[len(episodes) // 2]


@dataclass(frozen=True, slots=True)
class Said:
    """One step of a transcript. `skipped` counts steps left out before this one."""

    number: int
    action: str
    observation: str
    reward: str
    done: bool
    error: bool
    paid: bool
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class Transcript:
    """One episode for reading: which it is (best, typical, worst), who played it, how it went."""

    which: str
    agent: str
    asked: str
    total: str
    steps: int
    done: bool
    first: str
    said: tuple[Said, ...]


def transcripts(played: dict[str, tuple[Episode, ...]], top: tuple[Episode, ...]) -> tuple[Transcript, ...]:
    """Best, typical and worst episode by return: of those that the agents played, and the best heard."""
    walks = tuple(each for episodes in played.values() for each in episodes)
    every = (*walks, *top)
    if not every:
        return ()
    best = max(every, key=lambda each: (each.total, each.done, -len(each.actions)))
    worst = min(every, key=lambda each: (each.total, len(each.actions) < 2, len(each.actions)))
    middle = typical(walks or every)
    return tuple(transcript(which, each) for which, each in (("best", best), ("typical", middle), ("worst", worst)))


def _done(action: object) -> str:
    """An action on one line, a tool call by its tool first."""
    tool = values.at(action, "tool_name")
    return line(f"{tool} {values.canonical(values.at(action, 'arguments'))}" if isinstance(tool, str) else action, 900)


def transcript(which: str, episode: Episode) -> Transcript:
    """An episode as it is shown: its first and last steps, the rest counted."""
    steps = list(zip(episode.actions, episode.exchanges[1:], strict=True))
    cut = len(steps) > FIRST_STEPS + LAST_STEPS
    kept = [*range(FIRST_STEPS), *range(len(steps) - LAST_STEPS, len(steps))] if cut else list(range(len(steps)))
    said = []
    for place, number in enumerate(kept):
        action, exchange = steps[number]
        turn = turns.read(exchange)
        answer = excerpt(turn.observation) if turn.ok else f"refused: {bounded(turn.error or turn.lost, 500)}"
        reward = "none" if turn.reward is values.ABSENT else figure(turn.reward)
        said.append(Said(number + 1, _done(action), answer, reward, turn.done, not turn.ok, turn.paid > 0,
                         number - kept[place - 1] - 1 if place else 0))
    agent = episode.recording.label.partition("/")[0]
    if agent not in ladder.ORDER:
        agent = f"{episode.recording.probe}: {episode.recording.label}"
    return Transcript(which, bounded(agent, 120), named(ladder.task_of(episode)), figure(episode.total), len(steps), episode.done,
                      excerpt(episode.first, 1500), tuple(said))
