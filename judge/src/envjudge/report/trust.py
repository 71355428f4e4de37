"""Whether the same is the same, what leaked, how long answers took: for the page. Pure."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from envjudge import compare, turns, values
from envjudge.checks import exploits
from envjudge.evidence import Evidence, Exchange, Recording
from envjudge.report.text import bounded, line

MOST_ROWS = 24
PER_DECADE = 5


@dataclass(frozen=True, slots=True)
class Difference:
    """A JSON path at which what should be the same was not: where, one value and another, in how many comparisons."""

    where: str
    path: str
    left: str
    right: str
    times: int


@dataclass(frozen=True, slots=True)
class Sameness:
    """Of one kind of comparison: how many were made, and what differed. `left_out` counts paths that found no room."""

    title: str
    compared: int
    differences: tuple[Difference, ...]
    left_out: int


def sameness(evidence: Evidence) -> tuple[Sameness, ...]:
    """One seed again and again; the same actions again and again; one session alone and beside another."""
    looks = [part for recording in evidence.of("seeds", "one") for part in _parts(recording)]
    groups: dict[str, list[tuple[Exchange, ...]]] = {}
    for recording in evidence.of("again", "same"):
        groups.setdefault(f"{recording.round}/{recording.label.rpartition('/')[0]}", []).append(recording.exchanges)
    alone = [recording.exchanges for recording in evidence.of("isolation", "alone")]
    beside = [recording.exchanges for recording in evidence.of("isolation", "beside/a")]
    return (_compared("One seed, several resets", [looks]),
            _compared("The same seed and actions on fresh sessions", list(groups.values())),
            _compared("A session alone, and beside another", [alone[:1] + beside]))


def _parts(recording: Recording) -> Iterator[tuple[Exchange, ...]]:
    """A session, divided at its resets."""
    starts = [index for index, exchange in enumerate(recording.exchanges) if exchange.kind == "reset"]
    for begin, end in zip(starts, [*starts[1:], len(recording.exchanges)], strict=False):
        yield recording.exchanges[begin:end]


def _compared(title: str, groups: list[list[tuple[Exchange, ...]]]) -> Sameness:
    compared = 0
    seen: dict[tuple[str, str], Difference] = {}
    for group in groups:
        for other in group[1:]:
            compared += 1
            mine: set[tuple[str, str]] = set()
            for index, (left, right) in enumerate(zip(group[0], other, strict=False)):
                if left.request != right.request:
                    break
                one, two = _content(left), _content(right)
                for path in compare.differences(one, two):
                    where = "first observation" if index == 0 else "state" if left.kind == "state" else "answers to steps"
                    key = (where, bounded(values.show_path(path), 200))
                    if key in mine:
                        continue
                    mine.add(key)
                    before = seen.get(key)
                    seen[key] = Difference(*key, line(_told(values.at(one, *path)), 160), line(_told(values.at(two, *path)), 160),
                                           1 if before is None else before.times + 1)
    return Sameness(title, compared, tuple(seen.values())[:MOST_ROWS], max(0, len(seen) - MOST_ROWS))


def _told(value: object) -> object:
    return "(absent)" if value is values.ABSENT else value


def _content(exchange: Exchange) -> object:
    if exchange.kind == "state":
        return turns.state_of(exchange)
    turn = turns.read(exchange)
    return {name: value for name, value in (("observation", turn.observation), ("reward", turn.reward), ("done", turn.done), ("error", turn.error))
            if value is not values.ABSENT}


SOURCES = {"state": "State", "observation": "First observation and metadata", "feedback": "Answer to a wrong step", "reprise": "Answer to a wrong step, used after a reset",
           "error": "Error text", "schema": "Published schemas", "task": "Task API"}


@dataclass(frozen=True, slots=True)
class Played:
    """A candidate that was paid once and played again: where it stood, in which slot, wins and those of its control."""

    spot: str
    slot: str
    form: str
    won: int
    control: int
    trials: int


@dataclass(frozen=True, slots=True)
class Source:
    """One place where answers may leak: candidates tried, and those that were played again."""

    name: str
    tried: int
    played: tuple[Played, ...]


def leaks(evidence: Evidence) -> tuple[Source, ...]:
    """Candidates tried and won, by source; both rounds together. Empty when none could be played."""
    if not evidence.of("leaks"):
        return ()
    floor = max((turn.paid for r in evidence.of("leaks", "floor") for e, turn in turns.turns(r) if e.kind == "step"), default=0.0)
    found = []
    for source, name in SOURCES.items():
        tried = {r.label for r in evidence.of("leaks", "screen") if r.label.startswith(f"screen/{source}|")}
        again: dict[str, list[int]] = {}
        for recording in evidence.of("leaks", "replay"):
            label = recording.label.removeprefix("replay/")
            if label.startswith(source + "|"):
                won, control, trials, _example = exploits.tally(recording, floor)
                sums = again.setdefault(label, [0, 0, 0])
                again[label] = [sums[0] + won, sums[1] + control, sums[2] + trials]
        rows = []
        for label, (won, control, trials) in sorted(again.items(), key=lambda pair: (pair[1][1] - pair[1][0], pair[0]))[:8]:
            _source, spot, slot, form = (*label.split("|"), "", "", "")[:4]
            rows.append(Played(bounded(spot or "the whole text", 160), bounded(slot, 120), bounded(form, 40), won, control, trials))
        found.append(Source(name, len(tried), tuple(rows)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Latency:
    """Answer times of one kind of message, in milliseconds. `counts` are of bins, five to a decade, from 10**low on."""

    kind: str
    count: int
    p50: float
    p95: float
    longest: float
    low: int
    counts: tuple[int, ...]
    lost: int


def latencies(evidence: Evidence) -> tuple[Latency, ...]:
    """By kind of message, most frequent first. Messages that were not answered are counted apart."""
    took: dict[str, list[float]] = {}
    lost: dict[str, int] = {}
    for _recording, exchange in evidence.exchanges():
        took.setdefault(exchange.kind, [])
        if exchange.fault:
            lost[exchange.kind] = lost.get(exchange.kind, 0) + 1
        else:
            took[exchange.kind].append(max(exchange.took_ms, 1e-3))
    every = [each for times in took.values() for each in times]
    if not every:
        return ()
    low, high = math.floor(math.log10(min(every))), math.ceil(math.log10(max(every)) + 1e-9)
    found = []
    for kind, times in sorted(took.items(), key=lambda pair: (-len(pair[1]), pair[0]))[:8]:
        if not times:
            continue
        times.sort()
        counts = [0] * max(PER_DECADE, (high - low) * PER_DECADE)
        for each in times:
            counts[min(len(counts) - 1, max(0, int((math.log10(each) - low) * PER_DECADE)))] += 1
        found.append(Latency(bounded(kind, 40), len(times), _quantile(times, 0.5), _quantile(times, 0.95), times[-1], low, tuple(counts),
                             lost.get(kind, 0)))
    return tuple(found)


def _quantile(ordered: list[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
