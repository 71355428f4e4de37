"""Whether sessions that a server lends over HTTP come back."""

from envjudge import turns, values
from envjudge.evidence import Evidence, Recording
from envjudge.findings import Finding, found, inapplicable, passed, skipped
from envjudge.lending import OURS, asked
from envjudge.replay import HANG_UP, Script, Step
from envjudge.scripts import want

_TIMEOUT = ("pass create_app a ConcurrencyConfig with a session_timeout longer than a model's slowest turn (the framework's default is none), "
            "or refuse openenv/session/create where no client of yours uses it")


def mcp_sessions(evidence: Evidence) -> Finding:
    """Lent sessions that are closed give their places back, and those left alone do not take all of them for good."""
    if evidence.adapter != "openenv-ws":
        return inapplicable("the server lends no sessions", "nothing to do without OpenEnv's WebSocket")
    if evidence.fact("kind") not in OURS:
        return inapplicable("asked only of servers that the judge started: it may use up all places for good",
                            "name the package, image or class instead of an address")
    before, closed, left = (_of(evidence, label) for label in ("before", "closed/after", "left/after"))
    lent = [_number_lent(_of(evidence, f"{fate}/lent")) for fate in ("closed", "left")]
    if before is None:
        return skipped("no session was asked for over HTTP", "give it more time: --budget standard")
    if not _served(before):
        if before.round == "find":
            return skipped("no session was served before any was lent", "mend robust.slots_freed first")
        return found("fail", "what was lent earlier is still taken", _TIMEOUT, channel="side door", about=("closed", "left"))
    if closed is None or (left is None and lent[0]):
        return skipped("the sessions were not asked for to the end", "give it more time: --budget standard")
    if not lent[0]:
        return passed("POST /mcp lends no session")
    if not _served(closed):
        return found("fail", f"POST /mcp made sessions ({lent[0]}), all were closed again, and no further one is served",
                     "free the place of a session when it is closed", _script(lent[0], "closed"), "side door", about=("closed",), lent=lent[0])
    if left is not None and not _served(left):
        if evidence.fact("kind") == "class" or evidence.fact("package", "idle_timeout") is True:
            return passed("sessions made by POST /mcp and left alone take all places, until the server's idle timeout frees them", lent=lent[1])
        return found("warn", f"{lent[1]} calls of openenv/session/create, by a client that then goes away, take all places: nobody else is "
                     "served, and no connection tells the server that it went", _TIMEOUT, _script(lent[1], "left"), "side door", about=("left",), lent=lent[1])
    return passed("closed sessions free their places, and those left alone leave room for others", lent=lent[1])


def _of(evidence: Evidence, label: str) -> Recording | None:
    recording = evidence.one("mcp_sessions", label)
    return recording if recording is not None and recording.exchanges else None


def _served(recording: Recording) -> bool:
    return turns.read(recording.exchanges[-1]).ok


def _number_lent(recording: Recording | None) -> int:
    made = recording.exchanges if recording is not None else ()
    return sum("create" in each.request and isinstance(values.at(each.value, "result", "session_id"), str) for each in made)


def _script(count: int, fate: str) -> Script:
    """Sessions made, a reset that finds no place after they were closed, or before."""
    made = [_step(asked("create", {})) for _each in range(count)]
    closed = [_step(asked("close", {"session_id": {"$answer": number, "path": "result.session_id"}})) for number in range(count)]
    reset = Step("ws", values.canonical({"type": "reset", "data": {}}), expect=(want("type", "isnt", "observation"),))
    steps = [*made, *closed, reset] if fate == "closed" else [*made, reset, Step("ws", HANG_UP), *closed]
    return Script(f"{count} sessions made over HTTP and {'closed' if fate == 'closed' else 'left alone'}: nobody else is served", tuple(steps))


def _step(body: dict[str, object]) -> Step:
    return Step("http", values.canonical(body), "POST", "/mcp")
