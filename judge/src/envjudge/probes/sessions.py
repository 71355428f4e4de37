"""Sessions beside each other and after each other: isolation, capacity, slots, the side door of MCP."""

from envjudge import actions, known, turns, values
from envjudge.lab import Lab
from envjudge.marks import MARKER


def isolation(lab: Lab) -> None:
    """Session A alone (twice), then A again with B stepping in between; then a marked session and a fresh one after it."""
    second = lab.known.one("capacity", "two/b")
    if lab.adapter.shared or (second is not None and not turns.read(second.exchanges[-1]).ok):
        return  # one session at a time: nothing to wait for
    episode = next(iter(known.played(lab.known, "walks", "uniform")), None)
    if episode is None:
        return
    moves = episode.actions[:8]
    seed = lab.seed("a")
    for time in range(2):
        with lab.session(f"alone/{time}") as a:
            a.reset(seed=seed)
            for move in moves:
                a.step(move)
            a.state()
    with lab.session("beside/a") as a, lab.session("beside/b") as b:
        a.reset(seed=seed)
        b.reset(seed=lab.seed("b"))
        if not b.alive:
            return
        rng = lab.rng("b")
        for move in moves:
            b.step(actions.uniform(lab.space, episode.first, rng))
            a.step(move)
        b.reset(seed=lab.seed("b2"))
        a.state()
    with lab.session("marked/first") as session:
        session.reset(seed=seed)
        for slot in actions.slots(lab.space):
            if slot.kind == "string":
                session.step(actions.fill(lab.space, slot, MARKER))
        session.reset(seed=seed)
        session.state()
    with lab.session("marked/after") as session:
        session.reset(seed=seed)
        session.state()
        for move in moves:
            session.step(move)


def capacity(lab: Lab) -> None:
    """Two sessions at once; then many opened and closed one after the other; then one that must still be served."""
    with lab.session("two/a") as a:
        a.reset()
        if lab.adapter.shared:
            a.step(actions.null(lab.space))
            a.state()
        with lab.session("two/b") as b:
            b.raw('{"type": "reset", "data": {}}', "reset")
        if lab.adapter.shared:
            a.state()
    for time in range(max(24, lab.afford(80, 4, 0.5))):
        with lab.session(f"cycle/{time}") as session:
            session.raw('{"type": "reset", "data": {}}', "reset")
    with lab.session("served-after") as session:
        session.reset()


def side_door(lab: Lab) -> None:
    """Tools called through MCP inside an episode: does the episode notice?"""
    for tool in lab.space.tool_list[:6]:
        null = values.mapping(values.at(actions.null(lab.space), "arguments"))
        name = str(tool.get("name"))
        action = next((each for each in actions.simple(lab.space, None, 24) if values.at(each, "tool_name") == name), None)
        arguments = values.at(action, "arguments") if action is not None else null
        with lab.session(f"mcp/{name}") as session:
            session.reset(seed=lab.seed("mcp"))
            session.state()
            session.mcp("tools/call", {"name": name, "arguments": arguments})
            session.state()
