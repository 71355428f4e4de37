"""Phase 3: the same on a second server, another process in other surroundings. What is said there about a fault had to be the
same twice on each of the two servers: what is random anyway is the business of other checks."""

import re
from dataclasses import dataclass

from envjudge import compare, scripts, surroundings, turns, values
from envjudge.checks import repeatable
from envjudge.evidence import Evidence, Exchange, Recording
from envjudge.findings import Finding, found, inapplicable, passed, skipped
from envjudge.marks import TWIN
from envjudge.replay import Script
from envjudge.values import ABSENT, Path

_OF_A_PROCESS = re.compile(r"(^|_)(pid|ppid|port|host|hostname|address|url|uri|endpoint|container)$", re.IGNORECASE)
"""Names of what may differ between two servers that are equally good."""
_MEND = "seed generators with numbers or texts, never with hash(); sort sets before their order counts; fix the time zone"


@dataclass(frozen=True, slots=True)
class _Pair:
    """One episode: what was said on the first server, there again, and on the second one."""

    here: Recording
    again: Recording
    there: Recording


@dataclass(frozen=True, slots=True)
class _Difference:
    """The first message of an episode that the servers answer otherwise, and where its answers differ."""

    pair: _Pair
    index: int
    paths: tuple[Path, ...]

    @property
    def rewards(self) -> bool:
        return any(path[0] == "reward" for path in self.paths)

    def at(self, path: Path) -> tuple[object, object]:
        """The two values at a path."""
        here, there = (values.at(scripts.content(each.exchanges[self.index]), *path) for each in (self.pair.here, self.pair.there))
        return here, there


@dataclass(frozen=True, slots=True)
class _Heard:
    """How many episodes were compared, which differ, and how many only one of the servers would play."""

    compared: int
    differing: tuple[_Difference, ...]
    refused: int


def _differences(left: Exchange, right: Exchange, addresses: tuple[str, ...]) -> tuple[Path, ...]:
    """The paths at which two answers differ, but for what names the server, the last bits of sums, and the words of errors."""
    one, two = scripts.content(left), scripts.content(right)
    return tuple(path for path in compare.differences(one, two)
                 if path[0] != "error" and not _same(path, values.at(one, *path), values.at(two, *path), addresses))


def _same(path: Path, left: object, right: object, addresses: tuple[str, ...]) -> bool:
    name = next((step for step in reversed(path) if isinstance(step, str)), "")
    if _OF_A_PROCESS.search(name):
        return True
    if isinstance(left, str) and isinstance(right, str):
        for each in addresses:
            left, right = left.replace(each, "…"), right.replace(each, "…")
        return compare.masked(left) == compare.masked(right)
    one, two = values.number(left), values.number(right)
    return one is not None and two is not None and abs(one - two) <= 1e-9 * max(1.0, abs(one))


def _shape(path: Path) -> Path:
    return tuple(step for step in path if isinstance(step, str))


def _heard(evidence: Evidence) -> _Heard:
    """What both servers said, without the paths at which one of them differs from itself, in whichever episode."""
    of = {recording.label: recording for recording in evidence.of(TWIN)}
    numbers = [label.split("/")[1] for label in of if label.startswith("there/") and label.endswith("/1")]
    played = [[of.get(f"{side}/{number}/{time}") for side in ("here", "there") for time in "01"] for number in numbers]
    groups = [(a, b, c, d) for a, b, c, d in played if a and b and c and d and _whole(a, b, c, d)]
    both = [group for group in groups if len({_refusals(each) for each in group}) == 1]
    addresses = tuple({each.note.partition("://")[2].partition("/")[0] for group in both for each in group} - {""})
    noise = {_shape(path) for a, b, c, d in both for one, two in ((a, b), (c, d))
             for left, right in zip(one.exchanges, two.exchanges, strict=True) for path in _differences(left, right, addresses)}
    differing = []
    for a, b, c, _d in both:
        for index, (left, right) in enumerate(zip(a.exchanges, c.exchanges, strict=True)):
            paths = tuple(path for path in _differences(left, right, addresses) if _shape(path) not in noise)
            if paths:
                differing.append(_Difference(_Pair(a, b, c), index, paths))
                break
    return _Heard(len(both), tuple(differing), len(groups) - len(both))


def _whole(*played: Recording) -> bool:
    """Whether each was heard to its end: a server that is gone says nothing of portability."""
    return len({len(each.exchanges) for each in played}) == 1 and not any(e.fault or e.answer is None for each in played for e in each.exchanges)


def _refusals(recording: Recording) -> tuple[bool, ...]:
    return tuple(turns.read(each).error is not None for each in recording.of_kind("reset", "step"))


def _unmade(evidence: Evidence, heard: _Heard) -> Finding | None:
    """Why nothing can be said, if so."""
    none = evidence.one(TWIN, "none")
    if evidence.fact("twin") is ABSENT:
        return inapplicable("there is one server only, which runs already",
                            "name what it is served from: its package directory, image:NAME or module:Class; then a second server is started")
    if none is not None:
        return skipped(none.note, "let a second server of the subject run beside the first, on a port of its own; or give it more time: --budget standard")
    if repeatable.unsteady(evidence):
        return skipped("the same seed gives other episodes on one server too", "mend seed control first")
    if not heard.compared and heard.refused:
        return skipped(f"of {heard.refused} episodes the second server refused what the first took", "let two servers of the subject run beside each other")
    if not heard.compared:
        return skipped("no episode was played on both servers", "give it more time: --budget standard")
    return None


def _told(evidence: Evidence) -> str:
    return surroundings.told(values.mapping(evidence.fact("twin", "here")), values.mapping(evidence.fact("twin", "there")))


def verifier_portability(evidence: Evidence) -> Finding:
    """The same seed and actions are paid the same by another process of the subject."""
    heard = _heard(evidence)
    unmade = _unmade(evidence, heard)
    if unmade is not None:
        return unmade
    first = next((each for each in heard.differing if each.rewards), None)
    if first is None and len(heard.differing) == heard.compared:
        return skipped("the episodes differ on a second server before anything is paid otherwise", "mend robust.process_determinism first")
    if first is None:
        return passed("a second server pays the same", episodes=heard.compared - len(heard.differing))
    exchange = first.pair.here.exchanges[first.index]
    here, there = first.at(("reward",))
    return found("fail", f"the same seed and actions are paid {_short(here)} by one server and {_short(there)} by a second one, "
                 f"started with {_told(evidence)}", f"grade by seed and actions alone: {_MEND}",
                 _script("another process pays otherwise", first, scripts.reward_path(exchange)), "reward",
                 about=("reward",), episodes=heard.compared, differing=sum(each.rewards for each in heard.differing), step=_step(first))


def process_determinism(evidence: Evidence) -> Finding:
    """The same seed and actions give the same task and observations in another process of the subject."""
    heard = _heard(evidence)
    unmade = _unmade(evidence, heard)
    if unmade is not None:
        return unmade
    differing = [each for each in heard.differing if not each.rewards]
    if not differing:
        return passed("a second server shows the same", episodes=heard.compared)
    first = min(differing, key=_ordered)  # another task is graver than another order
    step, path = _step(first), first.paths[0]
    ordered = _ordered(first)
    where = "after reset" if step == 0 else f"after step {step}"
    return found("warn" if ordered or step else "fail",
                 f"the same seed gives another {'order of ' if ordered else ''}{values.show_path(path)} {where} on a second server, "
                 f"started with {_told(evidence)}", f"let seed and actions decide, in every process: {_MEND}",
                 _script("another process, another episode", first, scripts.content_path(first.pair.here.exchanges[first.index], path)), "protocol",
                 about=tuple(dict.fromkeys(values.show_path(_shape(each)[:2]) for each in first.paths)), episodes=heard.compared,
                 differing=len(differing), step=step)


def _ordered(difference: _Difference) -> bool:
    """Whether all that differs is the order in lists and texts."""
    return all(_reordered(*difference.at(path[:next((n for n, step in enumerate(path) if isinstance(step, int)), len(path))]))
               for path in difference.paths)


def _reordered(left: object, right: object) -> bool:
    if isinstance(left, list) and isinstance(right, list):
        return sorted(map(values.canonical, left)) == sorted(map(values.canonical, right))
    return isinstance(left, str) and isinstance(right, str) and sorted(values.words(left)) == sorted(values.words(right))


def _step(difference: _Difference) -> int:
    """How many steps had been made."""
    return sum(each.kind == "step" for each in difference.pair.here.exchanges[:difference.index + 1])


def _script(title: str, difference: _Difference, path: str) -> Script:
    here, again, there = (each.exchanges[:difference.index + 1] for each in (difference.pair.here, difference.pair.again, difference.pair.there))
    return scripts.elsewhere(title, here, again, there, path)


def _short(value: object) -> str:
    return "nothing" if value is ABSENT else values.canonical(value)[:60]
