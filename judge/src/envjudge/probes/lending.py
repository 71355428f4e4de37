"""Sessions that a server lends over HTTP: `openenv/session/create` by POST /mcp. Asked last of all, and only of servers that we
started: where the places do not come back, the server serves nobody any more."""

import time

from envjudge import values
from envjudge.lab import Lab, Session
from envjudge.lending import OURS, asked

MOST = 16
"""Sessions asked for, if there is room."""


def mcp_sessions(lab: Lab) -> None:
    """Sessions lent as long as there is room, closed by name, and a reset; lent again, a reset while they are left alone, and
    then closed. Labels: before, closed/lent, closed/after, left/lent, left/after, left/returned."""
    if lab.adapter.name != "openenv-ws" or lab.known.fact("kind") not in OURS:
        return
    with lab.session("before") as session:
        session.reset(seed=lab.seed("lent"))
    for fate in ("closed", "left"):
        with lab.session(f"{fate}/lent") as session:
            names = _lent(session)
            if fate == "closed":
                _returned(session, names)
        with lab.session(f"{fate}/after") as session:
            lab.wire.full = fate == "left"  # nothing is being freed: there is nothing to wait for
            session.reset(seed=lab.seed("lent"))
        if not names:
            return
    with lab.session("left/returned") as session:
        _returned(session, names)


def _lent(session: Session) -> list[str]:
    """The names of the sessions got. Refused, it asks again: the place of the session before may only just be coming free."""
    names: list[str] = []
    refused = 0
    until = time.monotonic() + session.lab.left() / 4
    while len(names) < MOST and refused < 3 and time.monotonic() < until:
        heard = session.http("POST", "/mcp", asked("create", {}))
        name = values.at(heard.value, "result", "session_id")
        if isinstance(name, str):
            names.append(name)
        elif heard.status == 200:
            refused += 1
            time.sleep(0.1 * refused)
        else:
            break  # there is no such door
    return names


def _returned(session: Session, names: list[str]) -> None:
    for name in names:
        session.http("POST", "/mcp", asked("close", {"session_id": name}))
