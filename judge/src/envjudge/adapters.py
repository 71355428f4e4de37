"""How episodes are spoken on the wire: three dialects. What is heard is read by `turns`, alike for all.

- openenv-ws: one WebSocket per episode, frames reset / step / state. Never HTTP: there each call builds a fresh environment.
- http-stateful: POST /reset, POST /step `{"action": …}`, GET /state on one server that remembers.
- challenge: the same paths, but the action is sent bare, beside /tasks, /grader, /baseline.
"""

import json
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlencode

from envjudge import openapi, schemas, values
from envjudge.replay import Answer
from envjudge.transport import Line, Wire


@dataclass(frozen=True, slots=True)
class Said:
    """One message as sent: channel, exact text (for HTTP: "METHOD /path", newline, body), and its answer."""

    channel: str
    request: str
    answer: Answer


class Talk(Protocol):
    """One episode's connection."""

    def reset(self, arguments: dict[str, object]) -> Said: ...
    def step(self, action: object) -> Said: ...
    def state(self) -> Said: ...
    def raw(self, text: str) -> Said: ...
    def wait(self, seconds: float) -> None:
        """How long the next answers may take."""
    def close(self) -> None: ...


class Adapter(Protocol):
    """A dialect: `name` is recorded in the evidence."""

    @property
    def name(self) -> str: ...
    @property
    def shared(self) -> bool:
        """Whether all clients share one episode."""
    def talk(self, wire: Wire) -> Talk: ...


@dataclass(slots=True)
class _Socket:
    line: Line

    def _say(self, frame: str) -> Said:
        return Said("ws", frame, self.line.send(frame))

    def reset(self, arguments: dict[str, object]) -> Said:
        return self._say(json.dumps({"type": "reset", "data": arguments}))

    def step(self, action: object) -> Said:
        return self._say(json.dumps({"type": "step", "data": action}))

    def state(self) -> Said:
        return self._say('{"type": "state"}')

    def raw(self, text: str) -> Said:
        return self._say(text)

    def wait(self, seconds: float) -> None:
        self.line.patience = seconds

    def close(self) -> None:
        self.line.close()


@dataclass(slots=True)
class _Requests:
    wire: Wire
    style: "OverHttp"
    carried: dict[str, object] = field(default_factory=dict)
    patience: float | None = None

    def _say(self, method: str, target: str, body: object = values.ABSENT) -> Said:
        text = None if body is values.ABSENT else body if isinstance(body, str) else json.dumps(body)
        request = f"{method} {target}" + ("" if text is None else f"\n{text}")
        return Said("http", request, self.wire.request(method, target, text, self.patience))

    def reset(self, arguments: dict[str, object]) -> Said:
        said = self._say("POST", "/reset", values.mapping(values.parse_json(self.style.always)) | arguments)
        heard = values.parse_json(said.answer.text or "")
        for name in self.style.carry:
            found = next((value for path, value in values.leaves(heard) if path and path[-1] == name), values.ABSENT)
            if found is not values.ABSENT:
                self.carried[name] = found
        return said

    def step(self, action: object) -> Said:
        body = action if self.style.bare else {"action": action}
        return self._say("POST", "/step", body | self.carried if isinstance(body, dict) else body)

    def state(self) -> Said:
        return self._say("GET", "/state" + (f"?{urlencode(self.carried)}" if self.carried else ""))

    def raw(self, text: str) -> Said:
        """A frame of the WebSocket is sent as the request that means the same; any other text as the body of a step."""
        frame = values.parse_json(text)
        kind, sent = values.at(frame, "type"), values.at(frame, "data")
        if kind == "reset" and isinstance(sent, dict):
            return self.reset(sent)
        if kind == "step" and isinstance(sent, dict):
            return self.step(sent)
        return self.state() if kind == "state" else self._say("POST", "/step", text)

    def wait(self, seconds: float) -> None:
        self.patience = seconds

    def close(self) -> None:
        pass


@dataclass(frozen=True, slots=True)
class OverSocket:
    """OpenEnv over its WebSocket."""

    name: str = "openenv-ws"
    shared: bool = False

    def talk(self, wire: Wire) -> Talk:
        return _Socket(wire.line())


@dataclass(frozen=True, slots=True)
class OverHttp:
    """A server that keeps its episode over HTTP. `bare` actions are sent without a wrapper; `always` is JSON text of the
    arguments without which it does not reset; `carry` names what an answer to reset holds and steps must bring along (an
    episode's id): a server that wants such a thing has one episode for each client."""

    name: str = "http-stateful"
    bare: bool = False
    always: str = "{}"
    carry: tuple[str, ...] = ()

    @property
    def shared(self) -> bool:
        return not self.carry

    def talk(self, wire: Wire) -> Talk:
        return _Requests(wire, self)


def choose(wire: Wire) -> Adapter | None:
    """The dialect that a server speaks, or none. The WebSocket is preferred whenever it answers in frames."""
    line = wire.line()
    heard = line.send('{"type": "state"}')
    line.close()
    if isinstance(values.at(values.parse_json(heard.text or ""), "type"), str):
        return OverSocket()
    document = values.parse_json(wire.request("GET", "/openapi.json").text or "")
    tasks = wire.request("GET", "/tasks")
    always = _needed(wire, document, task_names(values.parse_json(tasks.text or "") if tasks.status == 200 else values.ABSENT))
    if always is None:
        return None
    challenge = tasks.status == 200
    step = openapi.body(document, "post", "/step")
    wrapped = openapi.member(step, "action")
    bare = challenge if step is values.ABSENT or not values.mapping(values.at(step, "properties")) else not _holds(wrapped)
    required = [str(name) for name in values.items(values.at(step, "required"))]
    carry = tuple(name for name in required if name.endswith("_id") and name != "task_id")
    return OverHttp("challenge" if challenge else "http-stateful", bare, values.canonical(always), carry)


def facts(adapter: Adapter) -> dict[str, object]:
    """What `remembered` needs to make the same adapter again."""
    if not isinstance(adapter, OverHttp):
        return {"adapter": adapter.name, "bare": False, "shared": adapter.shared}
    return {"adapter": adapter.name, "bare": adapter.bare, "shared": adapter.shared, "always": adapter.always, "carry": list(adapter.carry)}


def remembered(known: object) -> Adapter:
    """The dialect that was found before, from the facts of the evidence: who does not answer now has not changed it."""
    if values.at(known, "adapter") == OverSocket().name:
        return OverSocket()
    return OverHttp(str(values.at(known, "adapter")), values.at(known, "bare") is True, str(values.at(known, "always")),
                    tuple(str(name) for name in values.items(values.at(known, "carry"))))


def task_names(listed: object) -> list[str]:
    """The names of the tasks that GET /tasks lists, in whichever of the usual shapes."""
    inner = values.at(listed, "tasks")
    found = listed if inner is values.ABSENT else inner
    if isinstance(found, dict):
        return [str(name) for name in found]
    names = [each if isinstance(each, str) else next(
        (values.at(each, key) for key in ("id", "task_id", "name", "task") if isinstance(values.at(each, key), str)), values.ABSENT)
        for each in values.items(found)]
    return [name for name in names if isinstance(name, str)]


def _holds(wrapped: object) -> bool:
    """Whether a property `action` is a wrapper around an action, and not itself a word or a number."""
    return wrapped is not values.ABSENT and values.at(wrapped, "type") in {"object", values.ABSENT} and "enum" not in values.mapping(wrapped)


def _needed(wire: Wire, document: object, tasks: list[str]) -> dict[str, object] | None:
    """The arguments without which the server does not reset, nothing if it resets with none of what was tried."""
    schema = openapi.body(document, "post", "/reset")
    least = values.mapping(schemas.minimal(schema, schema)) if schema is not values.ABSENT else {}
    first: dict[str, object] = {key: tasks[0] for key in ("task_id", "task") if tasks}
    asked = least | {key: name for key, name in first.items() if key in least}
    for arguments in ({}, asked, *({key: name} for key, name in first.items())):
        if wire.request("POST", "/reset", values.canonical(arguments)).status == 200:
            return arguments
    return None
