"""Phase 3: what must change nothing. Reading, waiting, what was said in the episode before, the number beside a seed."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from envjudge import compare, known, scripts, turns, values
from envjudge.checks import repeatable
from envjudge.evidence import Evidence, Exchange, Recording
from envjudge.findings import Finding, found, passed, skipped
from envjudge.marks import MARKER, PAUSE
from envjudge.replay import Script
from envjudge.scripts import want

FEWEST_EQUAL = 3
"""Equal neighbours among seven pairs, where seeds far apart hardly ever agree."""
_FIRST = ("mend seed control first", "give it more time: --budget standard")


def _differences(left: Sequence[Exchange], right: Sequence[Exchange]) -> tuple[int, values.Path] | None:
    """The first message whose answers differ, and where in it."""
    for index, (one, two) in enumerate(zip(left, right, strict=False)):
        paths = compare.differences(scripts.content(one), scripts.content(two))
        if paths:
            return index, paths[0]
    return None


def _plain(evidence: Evidence, number: str) -> Recording | None:
    """An episode as it is, if it was twice the same."""
    twice = evidence.of("steady", f"plain/{number}")
    if len(twice) < 2 or _differences(twice[0].exchanges, twice[1].exchanges) is not None:
        return None
    return twice[0]


def read_only_state(evidence: Evidence) -> Finding:
    """Asking for the state changes nothing."""
    compared = 0
    for recording in evidence.of("steady", "read"):
        plain = _plain(evidence, recording.label.partition("/")[2])
        if plain is None:
            continue
        compared += 1
        for index, (one, two) in enumerate(pairwise(recording.exchanges)):
            if one.kind == two.kind == "state":
                paths = compare.differences(scripts.content(one), scripts.content(two))
                if paths:
                    path = scripts.content_path(two, paths[0])
                    return found("fail", f"two states asked for in a row differ in {values.show_path(paths[0][1:])}", "let state only read",
                                 scripts.compared("reading changes the state", [(e, "a") for e in recording.exchanges[:index + 2]], index, path),
                                 "state", about=("state",))
        if repeatable.unsteady(evidence):
            continue
        spoken = recording.of_kind("reset", "step")
        differing = _differences(plain.exchanges, spoken)
        if differing is not None:
            index, inner = differing
            with_reads = recording.exchanges[:recording.exchanges.index(spoken[index]) + 1]
            script = scripts.compared("reading changes what follows", [*((e, "a") for e in plain.exchanges[:index + 1]), *((e, "b") for e in with_reads)],
                                      index, scripts.content_path(spoken[index], inner))
            return found("fail", f"with the state read in between, step {index} gives another {values.show_path(inner)}", "let state only read",
                         script, "state", about=("episode",))
    return passed("reading the state changes nothing", episodes=compared) if compared else skipped("no episode was twice the same", _FIRST[0])


def wall_clock(evidence: Evidence) -> Finding:
    """A pause changes nothing: the clock on the wall has no say."""
    recording = next(iter(evidence.of("clock", "paused")), None)
    if recording is None:
        return skipped("no episode was played with a pause", _FIRST[1])
    plain = _plain(evidence, recording.label.partition("/")[2])
    if plain is None:
        return skipped("the episode differs without a pause", _FIRST[0])
    if repeatable.unsteady(evidence):
        return skipped("the same seed gives other episodes at other times too", _FIRST[0])
    differing = _differences(plain.exchanges, recording.exchanges)
    if differing is None:
        return passed(f"a pause of {PAUSE:g} s changes nothing", messages=len(recording.exchanges))
    index, inner = differing
    both = [*((e, "a") for e in plain.exchanges[:index + 1]), *((e, "b") for e in recording.exchanges[:index + 1])]
    script = scripts.compared("a pause changes the episode", both, index, scripts.content_path(recording.exchanges[index], inner))
    begun = next(n for n, step in enumerate(script.steps) if step.session == "b")
    steps = tuple(replace(step, wait=PAUSE) if n == begun + 1 else step for n, step in enumerate(script.steps))
    return found("fail", f"after a pause of {PAUSE:g} s step {index} gives another {values.show_path(inner)}",
                 "count steps, not seconds; a model may think for minutes", Script(script.title, steps), "protocol",
                 about=("clock",), step=index)


def residual_state(evidence: Evidence) -> Finding:
    """What was said in one episode is gone after the next reset."""
    recording = evidence.one("isolation", "marked/first")
    if recording is None or not recording.of_kind("step"):
        return skipped("no slot takes a text that could be looked for", "nothing to do for actions without texts")
    again = max(index for index, e in enumerate(recording.exchanges) if e.kind == "reset")
    for index in range(again, len(recording.exchanges)):
        if MARKER in (recording.exchanges[index].answer or ""):
            return found("fail", f"after reset {'the state' if index > again else 'the observation'} still holds what was said in the episode before",
                         "build everything anew in reset",
                         scripts.told("a trace of the episode before", recording.exchanges[:index + 1], want("$text", "contains", MARKER)),
                         "state" if index > again else "observation", about=("trace",))
    return passed("reset leaves no trace")


def seed_neighbours(evidence: Evidence) -> Finding:
    """Seeds that follow each other give different tasks where seeds far apart do."""
    beside = [r for r in evidence.of("steady", "beside") if r.exchanges and turns.read(r.exchanges[0]).ok]
    apart = [values.digest(compare.stable(each.first)) for each in known.played(evidence, "seeds", "many")]
    if len(beside) < 8 or len(apart) < 8:
        return skipped("too few resets were tried", _FIRST[1])
    pairs = len(apart) * (len(apart) - 1) / 2
    usual = sum(one == two for index, one in enumerate(apart) for two in apart[index + 1:]) / pairs
    shapes = [values.digest(compare.stable(turns.read(r.exchanges[0]).observation)) for r in beside]
    equal = [index for index, (one, two) in enumerate(pairwise(shapes)) if one == two]
    if usual > 0.05:
        return skipped("first observations hardly differ between seeds", "show in the observation what the seed decides")
    if len(equal) < FEWEST_EQUAL:
        return passed("neighbouring seeds give different tasks", pairs=len(shapes) - 1, equal=len(equal))
    left, right = beside[equal[0]].exchanges[0], beside[equal[0] + 1].exchanges[0]
    return found("warn", f"{len(equal)} of {len(shapes) - 1} pairs of neighbouring seeds give the same task", "use the whole seed",
                 scripts.interleaved("neighbouring seeds, one task", [(left, "a"), (right, "b")], scripts.agree(right, left)),
                 "protocol", about=("neighbours",), pairs=len(shapes) - 1, equal=len(equal))


def unseeded_resets(evidence: Evidence) -> Finding:
    """Resets without a seed differ where seeds make a difference: training without seeds sees more than one task."""
    one = evidence.one("steady", "unseeded")
    plain = [(e, f"s{n}") for n, r in enumerate(evidence.of("capacity", "cycle")) for e in r.exchanges[:1]]
    plain += [(e, "again") for e in (one.exchanges if one else ())]
    plain = [(e, name) for e, name in plain if turns.read(e).ok]
    seeded = {values.digest(compare.stable(each.first)) for each in known.played(evidence, "seeds", "many")}
    if len(plain) < 8 or plain[-1][1] != "again":
        return skipped("too few resets without a seed were tried", _FIRST[1])
    if len(seeded) < 4:
        return skipped("seeds make no difference to the first observation", "show in the observation what the seed decides")
    shapes = {values.digest(compare.stable(turns.read(e).observation)) for e, _name in plain}
    if len(shapes) > 1:
        return passed("resets without a seed differ", resets=len(plain), distinct=len(shapes))
    return found("warn", f"{len(plain)} resets without a seed, on fresh sessions and on one, all give the same task", "draw a seed when none is given",
                 scripts.interleaved("no seed, one task", [*plain[:2], *plain[-3:]], scripts.agree(plain[-1][0], plain[0][0])),
                 "protocol", about=("unseeded",), resets=len(plain), distinct=1)
