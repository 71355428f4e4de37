"""What a server says about itself, and whether one episode keeps the contract."""

import json

from envjudge import actions, known, ladder, values
from envjudge.lab import Lab

UNKNOWN = "no_such_field_here"


def surface(lab: Lab) -> None:
    """Health, schemas, one reset and state over HTTP, the Task API, the tool list. Heard once for both rounds."""
    lab.round = "both"
    for label, target in (("health", "/health"), ("schema", "/schema"), ("metadata", "/metadata"), ("state", "/state")):
        lab.http(label, "GET", target)
    if lab.adapter.name != "openenv-ws":  # where /schema says what an action is, the document need not be asked
        lab.http("openapi", "GET", "/openapi.json")
    lab.http("reset", "POST", "/reset", {})
    named = lab.http("list", "GET", "/list_environments")
    schema = known.schema(lab.evidence(), "action")
    if actions.is_tool_schema(schema) or not values.mapping(schema).get("properties"):
        with lab.session("tools/step") as session:
            session.reset()
            session.step({"type": "list_tools"})
        with lab.session("tools/mcp") as session:
            session.mcp("tools/list", {})
    name = next((each for each in values.items(named.value) if isinstance(each, str)), "")
    if name:
        _task_api(lab, name)
    lab.http("tasks/challenge", "GET", "/tasks")
    split, count = ladder.numbered_tasks(lab.evidence())
    if count > 1:
        _starts(lab, name, split, count)


def _starts(lab: Lab, name: str, split: str, count: int) -> None:
    """Does reset take tasks? One index twice and another one, with one seed. And what the API says of the ladder's tasks."""
    for label, index in (("starts/0/a", 0), ("starts/0/b", 0), ("starts/1", 1)):
        with lab.session(label) as session:
            session.reset(split=split, index=index, seed=lab.seed("starts"))
    for index in ladder.spread(count):
        if lab.evidence().one("surface", f"tasks/at/{split}/{index}") is None:
            lab.http(f"tasks/at/{split}/{index}", "POST", f"/{name}/task", {"split": split, "index": index})


def _task_api(lab: Lab, name: str) -> None:
    splits = lab.http("tasks/splits", "GET", f"/{name}/splits")
    if splits.status != 200:
        return
    for entry in values.items(splits.value)[:4]:
        split = values.at(entry, "name") if isinstance(entry, dict) else entry
        counted = lab.http(f"tasks/num/{split}", "POST", f"/{name}/num_tasks", {"split": split})
        count = values.number(values.at(counted.value, "num_tasks")) or 0.0
        for index in (0, 1, 2, int(count) - 1, int(count), -1):
            lab.http(f"tasks/at/{split}/{index}", "POST", f"/{name}/task", {"split": split, "index": index})


def contract(lab: Lab) -> None:
    """One ordinary episode with the state after every message; a step before any reset; actions that the schema forbids."""
    null = actions.null(lab.space)
    with lab.session("steps") as session:
        turn = session.reset(episode_id="EP-1", seed=lab.seed("steps"))
        session.state()
        rng = lab.rng("steps")
        for _step in range(4):
            turn = session.step(actions.uniform(lab.space, turn.observation, rng) if _step else null)
            session.state()
            if turn.done:
                break
    for number, action in enumerate(actions.simple(lab.space, turn.observation, 6)):
        with lab.session(f"valid/{number}") as session:
            session.reset(seed=lab.seed("steps"))
            session.step(action)
    with lab.session("before-reset") as session:
        session.step(null)
        session.state()
        session.reset()
    published = known.space(lab.known, learnt=False)
    for kind, listed in (("forbidden", forbidden(published)), ("refusable", refusable(published))):
        for name, action in listed:
            _refused(lab, kind, name, action)


def ranges(lab: Lab) -> None:
    """Small numbers and a large one in each whole number of an action that has no limits: what is refused, is not guessed
    later. Heard once for both rounds."""
    lab.round = "both"
    for slot in [slot for slot in actions.slots(lab.space) if slot.kind == "integer" and not slot.tool and len(slot.path) == 1][:3]:
        with lab.session(f"field/{slot}") as session:
            session.note = str(slot.path[0])
            for number in (*range(10), 99):
                session.reset(seed=lab.seed("ranges"))
                session.step(actions.fill(lab.space, slot, number))


def _refused(lab: Lab, kind: str, name: str, action: object) -> None:
    """An action three times between two looks at the state, then a valid one; beside it the valid one alone, twice."""
    null = actions.null(lab.space)
    with lab.session(f"{kind}/{name}") as session:
        session.reset(seed=lab.seed("forbidden"))
        session.state()
        for _time in range(3):
            session.step(action)
        session.state()
        session.step(null)
    for time in range(2):
        with lab.session(f"{kind}-control/{name}/{time}") as session:
            session.reset(seed=lab.seed("forbidden"))
            session.step(null)


def forbidden(space: actions.Space) -> tuple[tuple[str, object], ...]:
    """Actions that no schema of the subject allows: (what is wrong, action)."""
    null = values.mapping(actions.null(space))
    found: list[tuple[str, object]] = [("unknown field", {**null, UNKNOWN: 1})]
    if space.by_tools:
        found.append(("unknown tool", actions.call(UNKNOWN, {})))
        found.append(("unknown argument", actions.call(str(space.tool_list[0].get("name")), {UNKNOWN: 1})))
        return tuple(found)
    schema = values.parse_json(space.schema)
    required = values.items(values.at(schema, "required"))
    if required:
        found.append(("missing field", {name: value for name, value in null.items() if name != required[0]}))
    for slot in actions.slots(space)[:2]:
        wrong: object = {"a": 1} if slot.kind == "string" else "not a number"
        found.append((f"wrong type of {slot}", actions.fill(space, slot, wrong)))
    for name, inner in values.mapping(values.at(schema, "properties")).items():
        if values.items(values.at(inner, "enum")):
            found.append((f"{name} outside its list", {**null, name: UNKNOWN}))
    return tuple(found)


def refusable(space: actions.Space) -> tuple[tuple[str, object], ...]:
    """Actions that the schema allows and a subject may well refuse: (what is strange, action)."""
    return tuple((f"{number} in {slot}", actions.fill(space, slot, number))
                 for slot in actions.slots(space)[:2] if slot.kind != "string" for number in (99, -7))


def hostile(lab: Lab) -> None:
    """Input that no client should send, each on its own session, and whether the server still serves afterwards."""
    for name, frame in frames(lab.space):
        with lab.session(f"frame/{name}") as session:
            session.reset(seed=lab.seed("hostile"))
            session.raw(frame)
            if session.alive:
                session.state()
        with lab.session(f"after/{name}") as session:
            session.reset(seed=lab.seed("hostile"))
        lab.http(f"health/{name}", "GET", "/health")


def frames(space: actions.Space) -> tuple[tuple[str, str], ...]:
    """Hostile frames: (name, text). Large ones are well below the frame limit of the framework."""
    null = actions.null(space)
    found = [("not JSON", "{"), ("empty", ""), ("a list", "[]"), ("a number", "7"), ("unknown type", '{"type":"dance"}'),
             ("no data", '{"type":"step"}'), ("null data", '{"type":"step","data":null}'),
             ("deep", '{"type":"step","data":' + '{"a":' * 900 + "1" + "}" * 901),
             ("proto", '{"type":"step","data":{"__proto__":{"x":1},"__class__":"y"}}'),
             ("huge number", '{"type":"step","data":{"x":' + "9" * 400 + "}}")]
    texts = (("long text", "A" * 300_000), ("control characters", "\u0000\u0007\u001b[31m\u202e\u200b"),
             ("lone surrogate", "\ud800"), ("path", "../../../../etc/passwd"), ("sql", "'; DROP TABLE tasks; --"),
             ("markup", "<script>alert(1)</script>{{7*7}}"), ("nan", "NaN"))
    for slot in actions.slots(space)[:2]:
        if slot.kind == "string":
            found += [(f"{name} in {slot}", json.dumps({"type": "step", "data": actions.fill(space, slot, text)}))
                      for name, text in texts]
        else:
            number = values.canonical(values.put(null, slot.path, 10**30))
            found.append((f"huge number in {slot}", f'{{"type":"step","data":{number}}}'))
    return tuple(found)
