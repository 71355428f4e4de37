"""Phase 3: the same again. Seeds, determinism, memorising, isolation, capacity, hostile input."""

from collections.abc import Sequence
from dataclasses import replace

from envjudge import compare, known, scripts, turns, values
from envjudge.evidence import Evidence, Exchange, Recording
from envjudge.findings import Finding, found, inapplicable, passed, skipped
from envjudge.marks import MARKER
from envjudge.replay import HANG_UP, Script, Step
from envjudge.scripts import reward_path, told, want

ONE_TASK = ("one task",)
SLOWEST_REFUSAL_MS = 5000.0


def _looks(evidence: Evidence, label: str) -> list[tuple[Recording, tuple[Exchange, ...]]]:
    """Each look of the seeds probe: a reset and what followed it."""
    looks = []
    for recording in evidence.of("seeds", label):
        starts = [index for index, e in enumerate(recording.exchanges) if e.kind == "reset"]
        for begin, end in zip(starts, [*starts[1:], len(recording.exchanges)], strict=False):
            looks.append((recording, recording.exchanges[begin:end]))
    return looks


def _content(exchange: Exchange) -> dict[str, object]:
    """What an exchange showed, without its reward (that is determinism's matter)."""
    return {name: shown for name, shown in scripts.content(exchange).items() if name != "reward"}


def _twice(title: str, left: Sequence[Exchange], right: Sequence[Exchange], path: values.Path) -> Script:
    """Both runs of the same messages, each on its own session, and the path at which their last answers differ."""
    told_by = [*((e, "a") for e in left), *((e, "b") for e in right)]
    return scripts.compared(title, told_by, len(left) - 1, scripts.content_path(right[-1], path))


def seed_control(evidence: Evidence) -> Finding:
    """A seed fixes the episode, and another seed gives another."""
    same, many = _looks(evidence, "one"), _looks(evidence, "many")
    if len(same) < 3:
        return skipped("too few resets were tried", "give it more time: --budget standard")
    if any(not turns.read(part[0]).ok for _r, part in same):
        return skipped("reset with a seed is refused", "take seed in reset")
    first = same[0][1]
    for recording, part in same[1:]:
        for index, (left, right) in enumerate(zip(first, part, strict=False)):
            differing = compare.differences(_content(left), _content(right))
            if differing:
                path = values.show_path(differing[0][left.kind == "state":])
                where = "the first observation" if index == 0 else "the state" if left.kind == "state" else f"step {index}"
                if recording is same[0][0]:  # the difference may lie in what the session saw before
                    upto = recording.exchanges[:next(n for n, e in enumerate(recording.exchanges) if e is part[0]) + index + 1]
                    script = scripts.compared("one seed, two episodes", [(e, "a") for e in upto], index, scripts.content_path(right, differing[0]))
                else:
                    script = _twice("one seed, two episodes", first[:index + 1], part[:index + 1], differing[0])
                return found("fail", f"the same seed gives another {path} in {where}", "draw everything from a generator made from the seed",
                             script, "protocol", about=("one seed",), resets=len(same), paths=", ".join(values.show_path(p) for p in differing[:5]))
    if len(many) < 4:  # one contradiction is enough to tell of a seed; that few tasks look alike may be chance
        return skipped("too few seeds were tried", "give it more time: --budget standard")
    shapes = {values.digest([compare.stable(_content(e)) for e in part]) for _r, part in many}
    if len(shapes) == 1:
        script = scripts.interleaved("every seed gives the same episode", [(part[0], f"s{n}") for n, (_r, part) in enumerate(many[:3])],
                                     scripts.agree(many[2][1][0], many[0][1][0]))
        return found("fail", f"{len(many)} seeds give one and the same episode: the seed is dropped", "use the seed, or declare one fixed task",
                     script, "protocol", about=ONE_TASK, seeds=len(many), distinct=1)
    return passed("a seed fixes the episode and seeds differ", resets=len(same), seeds=len(many), distinct=len(shapes))


def unsteady(evidence: Evidence) -> bool:
    """Whether seed and actions are known not to decide everything: what differs then need not have another cause."""
    return any(given.status == "fail" and given.about != ONE_TASK for given in (seed_control(evidence), episode_determinism(evidence)))


def episode_determinism(evidence: Evidence) -> Finding:
    """The same seed and actions give the same rewards, observations and end, on fresh sessions."""
    groups: dict[str, list[Recording]] = {}
    for recording in evidence.of("again", "same"):
        groups.setdefault(recording.label.rpartition("/")[0], []).append(recording)
    compared = 0
    for group in groups.values():
        for other in group[1:]:
            compared += 1
            for index, (left, right) in enumerate(zip(group[0].exchanges, other.exchanges, strict=False)):
                paths = compare.differences(scripts.content(left), scripts.content(right))
                if paths and index == 0:
                    return skipped("the first observation differs already", "mend seed control first")
                if paths:
                    path = values.show_path(paths[0])
                    script = _twice("the same episode twice", group[0].exchanges[:index + 1], other.exchanges[:index + 1], paths[0])
                    return found("fail", f"the same seed and actions give another {path} at step {index}",
                                 "let nothing but seed and actions decide", script, "protocol", about=(path.split(".")[0],), step=index)
    return passed("replays are equal", compared=compared) if compared else skipped("nothing was replayed", "give it more time: --budget standard")


def memorisation(evidence: Evidence) -> Finding:
    """The actions of one success, replayed blindly, do not solve other seeds."""
    trials = [each for recording in evidence.of("again", "other-seed") for each in known.episodes(recording)]
    best = known.best_success(evidence)
    if len(trials) < 5 or best <= 0:
        return skipped("no success of several actions is known that could be replayed", "declare an oracle, or give it more time")
    solved = [each for each in trials if each.total >= 0.8 * best]
    if len(solved) < 0.8 * len(trials):
        return passed("a memorised episode does not solve other seeds", solved=len(solved), trials=len(trials))
    episode = solved[0]
    return found("fail", f"the actions of one success solve {len(solved)} of {len(trials)} other seeds unseen",
                 "let the seed change what must be done",
                 told("memorised actions solve another seed", episode.exchanges,
                      want(reward_path(episode.exchanges[-1]), "above", round(episode.total - 1e-4, 6), 1, True)),
                 "reward", about=("memorised",), solved=len(solved), trials=len(trials))


def episode_isolation(evidence: Evidence) -> Finding:
    """What one session does leaves no trace in another, beside it or after it."""
    alone = evidence.of("isolation", "alone")
    beside = evidence.one("isolation", "beside/a")
    other = evidence.one("isolation", "beside/b")
    if len(alone) < 2 or beside is None or other is None or not other.exchanges or not turns.read(other.exchanges[0]).ok:
        return skipped("two sessions at once were not possible", "allow concurrent sessions (max_concurrent_envs)")
    def shown(recording: Recording) -> list[object]:
        return [scripts.content(e) for e in recording.exchanges]
    if compare.differences(shown(alone[0]), shown(alone[1])):
        return skipped("the episode differs even alone", "mend seed control first")
    paths = [path for path in compare.differences(shown(alone[0]), shown(beside)) if path]
    if paths:
        index, inner = int(paths[0][0]), paths[0][1:]
        both = [(beside.exchanges[0], "a"), (other.exchanges[0], "b")]
        for ours, theirs in zip(beside.exchanges[1:index + 1], other.exchanges[1:], strict=False):
            both += [(theirs, "b"), (ours, "a")]  # as it was: the other session spoke first
        script = scripts.compared("one session changes another", [*((e, "alone") for e in alone[0].exchanges[:index + 1]), *both], index,
                                  scripts.content_path(beside.exchanges[index], inner))
        return found("fail", f"another session changes {values.show_path(inner)} of this one", "keep the episode in the environment, not in the module",
                     script, "side door", about=("beside",))
    marked = evidence.one("isolation", "marked/after")
    before = evidence.one("isolation", "marked/first")
    trace = next((index for index, e in enumerate(marked.exchanges) if MARKER in (e.answer or "")), -1) if marked else -1
    if marked is not None and before is not None and trace >= 0:
        seen = [*((e, "before") for e in before.exchanges), *((e, "a") for e in marked.exchanges[:trace + 1])]
        return found("fail", "what one session wrote is seen by the next", "build everything anew in reset",
                     scripts.interleaved("a trace of another session", seen, want("$text", "contains", MARKER)),
                     "side door", about=("after",))
    return passed("sessions leave no trace in each other", messages=len(beside.exchanges))


def concurrency(evidence: Evidence) -> Finding:
    """More than one session at a time: trainers open many."""
    if evidence.adapter == "challenge":
        return inapplicable("challenge-style servers keep one episode", "serve episodes over the WebSocket")
    if evidence.fact("shared") is True:
        return _one_for_all(evidence)
    a, b = evidence.one("capacity", "two/a"), evidence.one("capacity", "two/b")
    if a is None or b is None or not a.exchanges or not b.exchanges:
        return skipped("two sessions were not tried", "give it more time: --budget standard")
    if turns.read(a.exchanges[0]).ok and not turns.read(b.exchanges[0]).ok:
        return found("warn", f"a second session is refused: {(turns.read(b.exchanges[0]).error or turns.read(b.exchanges[0]).lost)[:100]}",
                     "set SUPPORTS_CONCURRENT_SESSIONS and max_concurrent_envs",
                     scripts.interleaved("a second session", [(a.exchanges[0], "a"), (b.exchanges[0], "b")], want("type", "isnt", "observation"), stay=True),
                     "protocol", about=("capacity",))
    return passed("two sessions at once")


def _one_for_all(evidence: Evidence) -> Finding:
    a, b = evidence.one("capacity", "two/a"), evidence.one("capacity", "two/b")
    states = a.of_kind("state") if a else ()
    if a is None or b is None or len(states) < 2 or not b.exchanges:
        return skipped("two clients were not tried", "give it more time: --budget standard")
    before, after = (turns.state_of(each) for each in states[:2])
    changed = next((path for path in compare.differences(before, after) if values.at(before, *path) is not values.ABSENT), None)
    if changed is None:
        return passed("what a second client does changes nothing for the first")
    script = scripts.interleaved("a second client's reset changes the first one's episode",
                                 [*((e, "a") for e in a.exchanges[:3]), (b.exchanges[0], "b"), (states[1], "a")],
                                 want(values.show_path(changed), "isnt", values.at(before, *changed)))
    return found("warn", "all clients share one episode: a second client's reset changed " + values.show_path(changed),
                 "keep an episode per client: by the WebSocket, or by an id that steps bring along", script, "protocol", about=("shared",))


def slots_freed(evidence: Evidence) -> Finding:
    """Closed sessions give their slots back."""
    cycles, last = evidence.of("capacity", "cycle"), evidence.one("capacity", "served-after")
    if last is None or not cycles:
        return skipped("sessions were not opened often enough", "give it more time: --budget standard")
    if last.exchanges and turns.read(last.exchanges[-1]).ok:
        return passed("closed sessions free their slots", opened=len(cycles))
    one = scripts.step_of(cycles[0].exchanges[0])
    steps = [step for _cycle in range(len(cycles) + 1) for step in (one, Step("ws", HANG_UP))][:-1]
    script = Script("slots are not freed", (*steps[:-1], replace(one, expect=(want("type", "isnt", "observation"),))))
    return found("fail", f"after {len(cycles)} sessions opened and closed no further one is served", "free the slot when a session ends",
                 script, "protocol", about=("slots",), opened=len(cycles))


def inputs(evidence: Evidence) -> Finding:
    """Hostile input is answered by an error within five seconds, and the server goes on serving."""
    frames = evidence.of("hostile", "frame")
    if not frames:
        return skipped("no hostile input was sent", "give it more time: --budget standard")
    for recording in frames:
        name = recording.label.partition("/")[2]
        after = evidence.one("hostile", f"after/{name}")
        health = evidence.one("hostile", f"health/{name}")
        if not turns.read(recording.exchanges[0]).ok:
            continue  # it did not serve before either
        if (after is not None and after.exchanges and not turns.read(after.exchanges[-1]).ok) or (
                health is not None and health.exchanges[-1].status is None):
            again = [*((e, "a") for e in recording.exchanges), (recording.exchanges[0], "after")]
            return found("fail", f"after {name} the server no longer serves", "catch what a client can send",
                         scripts.interleaved(f"killed by: {name}", again, want("type" if recording.exchanges[0].channel == "ws" else "$status",
                                             "isnt", "observation" if recording.exchanges[0].channel == "ws" else 200)),
                         "protocol", about=(name,))
    for recording in frames:
        name = recording.label.partition("/")[2]
        hostile = recording.of_kind("raw")
        if not hostile:
            continue
        heard = hostile[0]
        if heard.fault == "timeout" or heard.took_ms > SLOWEST_REFUSAL_MS:
            return found("fail", f"{name} takes {heard.took_ms / 1000:.0f} s to answer", "bound the work per message", told(f"slow: {name}", recording.exchanges[:recording.exchanges.index(heard) + 1], want("$took", "above", SLOWEST_REFUSAL_MS / 1000)),
                         "protocol", about=(name,))
    ended = tuple(r.label.partition("/")[2] for r in frames if r.of_kind("raw") and r.of_kind("raw")[0].fault
                  and r.label.partition("/")[2] not in {"a list", "a number", "deep"})
    if ended:
        return found("warn", f"the session is ended by: {', '.join(ended[:6])}", "answer an error and keep the session",
                     told(f"session ended by {ended[0]}", next(r for r in frames if r.label == f"frame/{ended[0]}").exchanges[:2], want("$fault", "isnt", "")),
                     "protocol", about=ended)
    return passed("hostile input is refused and survived", frames=len(frames))
