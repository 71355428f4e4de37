"""Challenge-style servers: what /grader says of different play, task by task, and what /baseline says twice."""

from collections.abc import Callable

from envjudge import actions, adapters, openapi, schemas, values
from envjudge.lab import Lab

TASKS = 4
STEPS = 12


def challenge(lab: Lab) -> None:
    """Each task played by doing little, by random actions, and not at all; the grader asked after each; the baseline twice."""
    if lab.adapter.name != "challenge":
        return
    listed = lab.http("tasks", "GET", "/tasks")
    document = values.parse_json(lab.wire.request("GET", "/openapi.json").text or "")
    null = actions.null(lab.space)
    for name in adapters.task_names(listed.value)[:TASKS]:
        rng = lab.rng("uniform", name)
        agents: tuple[tuple[str, Callable[[object], object]], ...] = (
            ("null", lambda _seen: null), ("uniform", lambda seen, rng=rng: actions.uniform(lab.space, seen, rng)))  # type: ignore[misc]
        for agent, choose in agents:
            with lab.session(f"graded/{name}/{agent}") as session:
                turn = session.reset(task_id=name, seed=lab.seed(name))
                played: list[object] = []
                for _step in range(STEPS):
                    if turn.done or not turn.ok:
                        break
                    played.append(choose(turn.observation))
                    turn = session.step(played[-1])
                session.http(*_asked(document, "/grader", name, played), kind="grader")
        with lab.session(f"graded/{name}/nothing") as session:
            session.reset(task_id=name, seed=lab.seed(name))
            session.http(*_asked(document, "/grader", name, []), kind="grader")
    for time in range(2):
        method, target, body = _asked(document, "/baseline", "", [])
        lab.http(f"baseline/{time}", method, target, body)


def _asked(document: object, path: str, task: str, played: list[object]) -> tuple[str, str, object]:
    """Method, target and body of a request to the grader or the baseline, as the document has it; GET where it says nothing."""
    if values.at(document, "paths", path, "get") is not values.ABSENT or values.at(document, "paths", path, "post") is values.ABSENT:
        names = set(openapi.query(document, "get", path)) & {"task_id", "task"}
        return "GET", path + (f"?{min(names)}={task}" if names and task else ""), values.ABSENT
    schema = openapi.body(document, "post", path)
    body = values.mapping(schemas.minimal(schema, schema)) if schema is not values.ABSENT else {}
    known = values.mapping(values.at(schema, "properties"))
    given: dict[str, object] = {"task_id": task, "task": task, "actions": played, "trajectory": played,
                                "action": played[-1] if played else {}}
    return "POST", path, body | {name: value for name, value in given.items() if name in known and value != ""}
