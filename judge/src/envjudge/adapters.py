"""How episodes are spoken on the wire: three dialects. What is heard is read by `turns`, alike for all.

- openenv-ws: one WebSocket per episode, frames reset / step / state. Never HTTP: there each call builds a fresh environment.
- http-stateful: POST /reset, POST /step `{"action": …}`, GET /state on one server that remembers.
- challenge: the same paths, but the action is sent bare, beside /tasks, /grader, /baseline.
"""

import json
from dataclasses import dataclass
from typing import Protocol

from envjudge import values
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

    def close(self) -> None:
        self.line.close()


@dataclass(slots=True)
class _Requests:
    wire: Wire
    bare: bool

    def _say(self, method: str, target: str, body: str | None = None) -> Said:
        request = f"{method} {target}" + ("" if body is None else f"\n{body}")
        return Said("http", request, self.wire.request(method, target, body))

    def reset(self, arguments: dict[str, object]) -> Said:
        return self._say("POST", "/reset", json.dumps(arguments))

    def step(self, action: object) -> Said:
        return self._say("POST", "/step", json.dumps(action if self.bare else {"action": action}))

    def state(self) -> Said:
        return self._say("GET", "/state")

    def raw(self, text: str) -> Said:
        return self._say("POST", "/step", text)

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
    """A server that keeps its episode over HTTP; `bare` actions are of the challenge's style."""

    name: str = "http-stateful"
    bare: bool = False
    shared: bool = True

    def talk(self, wire: Wire) -> Talk:
        return _Requests(wire, self.bare)


def choose(wire: Wire) -> Adapter | None:
    """The dialect that a server speaks, or none. The WebSocket is preferred whenever it answers."""
    line = wire.line()
    heard = line.send('{"type": "state"}')
    line.close()
    if heard.text is not None:
        return OverSocket()
    if wire.request("POST", "/reset", "{}").status not in {200, 422}:
        return None
    if wire.request("GET", "/tasks").status == 200:
        wrapped = wire.request("POST", "/step", '{"action": {}}')
        wants = values.canonical(values.parse_json(wrapped.text or ""))
        return OverHttp("challenge", bare='"action"],"msg":"Extra' in wants or ('"body","action"' not in wants and wrapped.status == 422))
    return OverHttp()
