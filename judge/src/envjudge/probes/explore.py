"""The best episode that can be found without a model: places seen are kept, gone back to, and gone on from.

Only what the search found is recorded, played once more on sessions of its own: the search itself proves nothing.
"""

import re
from dataclasses import dataclass, field
from random import Random

from envjudge import actions, compare, values
from envjudge.lab import Lab, Session
from envjudge.turns import Turn

LONGEST = 120
BEST = 2
_COUNTER = re.compile(r"(^|_)(steps?|turns?|ticks?|frames?|moves?|attempts?|count|counter|number|left|remaining|score|reward|total)$", re.IGNORECASE)


@dataclass(slots=True)
class _Place:
    """Somewhere an episode can come to: how, what it earned on the way, and what has not been tried from there."""

    path: tuple[object, ...]
    total: float
    untried: list[object]
    visits: int = 0


@dataclass(slots=True)
class _Map:
    places: dict[str, _Place] = field(default_factory=dict)
    ends: dict[str, _Place] = field(default_factory=dict)
    strange: int = 0
    """How often the way back to a place led elsewhere."""


def explore(lab: Lab) -> None:
    """Search with a share of the time; then the best ends, each on a fresh session, as `best/N`."""
    seed = lab.seed("explore")
    seen = _Map()
    rng = lab.rng("explore")
    until = lab.left() * 0.15
    with lab.session("search", kept=False) as session:
        for _trip in range(4000):
            if lab.left() < until or not _trip_on(lab, session, seen, rng, seed):
                break
    ends = sorted(seen.ends.values(), key=lambda end: (-end.total, len(end.path)))
    for number, end in enumerate(ends[:BEST]):
        with lab.session(f"best/{number}") as session:
            session.reset(seed=seed)
            for action in end.path:
                if session.step(action).done:
                    break


def _trip_on(lab: Lab, session: Session, seen: _Map, rng: Random, seed: int) -> bool:
    """Back to a place, and on from there; whether there is still something to be found."""
    turn = session.reset(seed=seed)
    if not turn.ok:
        return False
    start = _key(turn)
    if start not in seen.places:
        seen.strange += bool(seen.places)
        seen.places[start] = _Place((), 0.0, _options(lab, turn, rng))
    place = _chosen(seen, rng)
    if place is None or seen.strange > 8:
        return False
    place.visits += 1
    path, total = list(place.path), 0.0
    for action in path:
        turn = session.step(action)
        total += turn.paid
        if turn.done or not turn.ok:
            seen.strange += 1
            return turn.lost == ""
    for _step in range(rng.choice((4, 12, 40))):
        here = seen.places.get(_key(turn))
        action = here.untried.pop() if here is not None and here.untried else actions.uniform(lab.space, turn.observation, rng)
        turn = session.step(action)
        if turn.lost:
            return False
        if not turn.ok:
            continue
        path.append(action)
        total += turn.paid
        _kept(lab, seen, turn, tuple(path), total, rng)
        if turn.done or len(path) >= LONGEST:
            break
    return True


def _chosen(seen: _Map, rng: Random) -> _Place | None:
    """A place with something untried, the least visited first; now and then one of the best."""
    places = list(seen.places.values())
    fresh = [place for place in places if place.untried]
    if not fresh and min(place.visits for place in places) >= 3:
        return None
    if rng.random() < 0.3:
        return max(rng.sample(places, min(4, len(places))), key=lambda place: place.total)
    return min(fresh or places, key=lambda place: (place.visits, -place.total, len(place.path)))


def _kept(lab: Lab, seen: _Map, turn: Turn, path: tuple[object, ...], total: float, rng: Random) -> None:
    where = seen.ends if turn.done else seen.places
    key = _key(turn)
    known = where.get(key)
    if known is None:
        where[key] = _Place(path, total, [] if turn.done else _options(lab, turn, rng))
    elif (total, -len(path)) > (known.total, -len(known.path)) and len(path) <= LONGEST:
        known.path, known.total = path, total


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
