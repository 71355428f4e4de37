"""The best episode that can be found without a model: a map is drawn of the places that episodes come to, and its best way
to an end is walked.

Only what the search found is recorded, played once more on sessions of its own: the search itself proves nothing.
"""

import re
from collections import deque
from dataclasses import dataclass, field
from random import Random

from envjudge import actions, compare, values
from envjudge.lab import Lab, Session
from envjudge.turns import Turn

LONGEST = 80
TRIPS = 1500
PATIENCE = 60
"""Trips that find nothing new after which the search is over."""
LARGEST_MAP = 1500
"""Places up to which the best way is computed."""
_COUNTER = re.compile(r"(^|_)(steps?|turns?|ticks?|frames?|moves?|attempts?|count|counter|number|left|remaining|score|reward|total)$", re.IGNORECASE)


@dataclass(slots=True)
class _Place:
    """Somewhere an episode comes to: actions not tried there yet, and what the others led to: (place, reward, whether done)."""

    untried: list[object]
    ways: dict[str, tuple[str, float, bool]] = field(default_factory=dict)


@dataclass(slots=True)
class _Map:
    start: str = ""
    places: dict[str, _Place] = field(default_factory=dict)
    ends: dict[tuple[str, ...], float] = field(default_factory=dict)
    """Episodes that came to their end, and what they earned."""
    stale: int = 0


def explore(lab: Lab) -> None:
    """Search with most of the time; then the best episodes, each on a fresh session, as `best/N`."""
    seed = lab.seed("explore")
    seen = _Map()
    rng = lab.rng("explore")
    until = lab.left() * 0.2
    with lab.session("search", kept=False) as session:
        for _trip in range(TRIPS):
            if lab.left() < until or seen.stale > PATIENCE or not _trip_on(lab, session, seen, rng, seed):
                break
    walked = sorted(seen.ends, key=lambda path: (-seen.ends[path], len(path)))[:1]
    for number, path in enumerate(dict.fromkeys((*_best_way(seen), *walked))):
        with lab.session(f"best/{number}") as session:
            session.reset(seed=seed)
            for action in path:
                if session.step(values.parse_json(action)).done:
                    break


def _trip_on(lab: Lab, session: Session, seen: _Map, rng: Random, seed: int) -> bool:
    """One episode, at each place by an action not tried there yet or on the way to the nearest such place; whether something
    is still to be found."""
    turn = session.reset(seed=seed)
    if not turn.ok:
        return False
    here = seen.start = _key(turn)
    path: list[str] = []
    total = 0.0
    seen.stale += 1
    while len(path) < LONGEST and not turn.done:
        place = seen.places.get(here) or seen.places.setdefault(here, _Place(_options(lab, turn, rng)))
        if place.untried:
            action = values.canonical(place.untried.pop())
        else:
            action = _towards(seen, here)
            if not action and path:
                break
            if not action:
                return False
        turn = session.step(values.parse_json(action))
        if turn.lost:
            return False
        if not turn.ok:
            continue
        there = _key(turn)
        seen.stale = seen.stale if there in seen.places or turn.done else 0
        place.ways[action] = (there, turn.paid, turn.done)
        path.append(action)
        total += turn.paid
        here = there
    if turn.done:
        seen.ends[tuple(path)] = max(total, seen.ends.get(tuple(path), total))
    return True


def _towards(seen: _Map, here: str) -> str:
    """The first action of a shortest known way to a place with something untried, empty if there is none."""
    firsts = {here: ""}
    row = deque([here])
    while row:
        at = row.popleft()
        if seen.places[at].untried:
            return firsts[at]
        for action, (there, _reward, done) in seen.places[at].ways.items():
            if not done and there not in firsts and there in seen.places:
                firsts[there] = firsts[at] or action
                row.append(there)
    return ""


def _best_way(seen: _Map) -> tuple[tuple[str, ...], ...]:
    """The way from the start to an end that earns most on the map, if there is one."""
    if not seen.places or len(seen.places) > LARGEST_MAP:
        return ()
    worth: list[dict[str, tuple[float, str]]] = [{}]
    for length in range(1, LONGEST + 1):
        before = worth[-1]
        now: dict[str, tuple[float, str]] = {}
        for key, place in seen.places.items():
            for action, (there, reward, done) in place.ways.items():
                rest = 0.0 if done else before[there][0] if there in before else None
                if rest is not None and (key not in now or reward + rest > now[key][0] + 1e-9):
                    now[key] = (reward + rest, action)
        worth.append(now)
        if length > 1 and now == before:
            break
    best = max((length for length, table in enumerate(worth) if seen.start in table),
               key=lambda length: (round(worth[length][seen.start][0], 9), -length), default=None)
    if best is None:
        return ()
    path: list[str] = []
    here = seen.start
    for length in range(best, 0, -1):
        action = worth[length][here][1]
        path.append(action)
        here, _reward, done = seen.places[here].ways[action]
        if done:
            break
    return (tuple(path),)


def _options(lab: Lab, turn: Turn, rng: Random) -> list[object]:
    listed = list(actions.simple(lab.space, turn.observation, 24))
    rng.shuffle(listed)
    return listed


def _key(turn: Turn) -> str:
    """Stands for a place: the observation without ids, clocks and counters."""
    return values.digest(_placed(compare.stable(turn.observation)))


def _placed(value: object) -> object:
    if isinstance(value, dict):
        return {key: _placed(inner) for key, inner in value.items()
                if not (_COUNTER.search(key) and not isinstance(inner, dict | list))}
    return value
