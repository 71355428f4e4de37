"""Other ways in: paths beside the contract on the same port, paths of the file system in the arguments of tools, arguments
of reset that place the pieces."""

import re

from envjudge import actions, values
from envjudge.lab import Lab
from envjudge.marks import NO_SUCH

KNOWN = re.compile(
    r"^/(|health|schema|metadata|state|reset|step|mcp|ws|web(/.*)?|docs(/.*)?|redoc|openapi\.json|list_environments|favicon\.ico|static(/.*)?|"
    r"tasks|grader|baseline|[^/]+/(splits|tasks|task|task_range|num_tasks))$")
OUTSIDE = ("../../../../../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "..", "../..", f"/etc/{NO_SUCH}", NO_SUCH)
PLACES: tuple[tuple[str, object], ...] = (
    ("fen", "4k3/8/8/8/8/8/4P3/4K3 w - - 0 1"),
    *((name, [1, 0]) for name in ("start_cell", "start", "start_position", "position", "start_state", "goal", "exit_cell")),
    *((name, "zq7 board") for name in ("board", "initial_state", "initial_board", "secret", "prompt", "question")),
)
"""Names under which environments let the start of an episode be chosen, each with a value that is one in most of them."""


def doors(lab: Lab) -> None:
    """What the server's own list of paths names beside the contract, asked for once each. Labels: door/METHOD PATH."""
    listed = lab.http("openapi", "GET", "/openapi.json")
    for path, methods in list(values.mapping(values.at(listed.value, "paths")).items())[:200]:
        if KNOWN.match(path) or "{" in path:
            continue
        for method in ("get", "post"):
            if method in values.mapping(methods):
                lab.http(f"door/{method.upper()} {path}", method.upper(), path, {} if method == "post" else values.ABSENT)


def paths(lab: Lab) -> None:
    """Each text that an action takes, filled with a path that leads out of where it should. Labels: path/SLOT/which."""
    for slot in [each for each in actions.slots(lab.space) if each.kind == "string"][:8]:
        for outside in OUTSIDE:
            with lab.session(f"path/{slot}|{outside}") as session:
                session.reset(seed=lab.seed("paths"))
                session.step(actions.fill(lab.space, slot, outside))


def starts(lab: Lab) -> None:
    """Resets of one seed: plain ones, one with an argument that nothing takes, one with each name of PLACES, first with those
    that the package's own reset takes."""
    seed = lab.seed("starts")
    taken = values.items(lab.known.fact("package", "reset"))
    for time in range(3):
        with lab.session(f"plain/{time}") as session:
            session.reset(seed=seed)
    with lab.session("nothing") as session:
        session.reset(seed=seed, **{NO_SUCH: [1, 0]})
    for name, value in sorted(PLACES, key=lambda place: place[0] not in taken):
        with lab.session(f"placed/{name}") as session:
            session.reset(seed=seed, **{name: value})
