"""Serve all specimens from one process, each at its own path: `python -m envjudge.specimens.serve --port N`.

Speaks OpenEnv's wire without OpenEnv: HTTP routes and the WebSocket of each specimen below /NAME.
"""

import argparse
import asyncio
import json
import math
import random
from collections.abc import Awaitable, Callable
from urllib.parse import parse_qsl

from envjudge.specimens import stateful
from envjudge.specimens.base import Quiz, Refused

Scope = dict[str, object]
Receive = Callable[[], Awaitable[dict[str, object]]]
Send = Callable[[dict[str, object]], Awaitable[None]]


class Hall:
    """An ASGI application over specimens by name."""

    def __init__(self, specimens: dict[str, type[Quiz]]) -> None:
        self.specimens = specimens
        self.open: dict[str, int] = dict.fromkeys(specimens, 0)
        self.lent: dict[str, list[str]] = {name: [] for name in specimens}
        self.closed: dict[str, int] = dict.fromkeys(specimens, 0)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return
        _, name, *rest = [*str(scope["path"]).split("/"), ""]
        target = "/" + "/".join(part for part in rest if part)
        made = self.specimens.get(name)
        if scope["type"] == "websocket":
            await receive()
            if made is None or target != "/ws" or made.DIALECT != "openenv-ws":
                await send({"type": "websocket.close", "code": 4404})
                return
            await self._socket(name, made, receive, send)
        else:
            body = b""
            while True:
                part = await receive()
                body += part.get("body", b"")  # type: ignore[operator]
                if not part.get("more_body"):
                    break
            query = bytes(scope.get("query_string") or b"").decode()  # type: ignore[call-overload]
            if made is not None and (scope["method"], target) == ("POST", "/mcp") and made.DIALECT == "openenv-ws":
                spoke: tuple[int, object] = 200, self._lend(name, made, body)
            else:
                spoke = (404, {"detail": "unknown"}) if made is None else spoken(made, str(scope["method"]), target, body, query)
            status, answer = spoke
            text = written(answer)
            await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", b"application/json")]})
            await send({"type": "http.response.body", "body": text.encode()})

    def _room(self, name: str, made: type[Quiz], lent: int) -> bool:
        """Whether there is room for one more; what stands idle gives way to it where the specimen takes it back."""
        if getattr(made, "TAKES_BACK", False) and self.open[name] + lent >= made.CAPACITY:
            lent -= len(self.lent[name][:1])
            del self.lent[name][:1]
        return self.open[name] + lent < made.CAPACITY

    def _lend(self, name: str, made: type[Quiz], body: bytes) -> dict[str, object]:
        """The answer to one JSON-RPC request: a session made or closed."""
        sent = json.loads(body or b"{}")
        held, asked = self.lent[name], str(sent["params"].get("session_id"))
        if sent["method"] == "openenv/session/create" and (getattr(made, "COUNTS_ON", False) or self._room(name, made, len(held))):
            held.append(f"session-{random.getrandbits(64):016x}")
            return {"jsonrpc": "2.0", "id": sent["id"], "result": {"session_id": held[-1]}}
        if sent["method"] == "openenv/session/close" and asked in held:
            held.remove(asked)
            self.closed[name] += 1
            return {"jsonrpc": "2.0", "id": sent["id"], "result": {"session_id": asked, "closed": True}}
        return {"jsonrpc": "2.0", "id": sent["id"], "error": {"code": -32000, "message": "no room, or no such session"}}

    async def _socket(self, name: str, made: type[Quiz], receive: Receive, send: Send) -> None:
        await send({"type": "websocket.accept"})
        if not self._room(name, made, len(self.lent[name]) + (self.closed[name] if getattr(made, "COUNTS_ON", False) else 0)):
            await send({"type": "websocket.send", "text": written(_error("Server at capacity", "CAPACITY_REACHED"))})
            await send({"type": "websocket.close", "code": 1000})
            return
        self.open[name] += 1
        try:
            specimen = made()
            while True:
                event = await receive()
                if event["type"] != "websocket.receive":
                    return
                answer = framed(specimen, str(event.get("text")))
                if answer is None:
                    await send({"type": "websocket.close", "code": 1011})
                    return
                if getattr(specimen, "hung", False):
                    continue  # the answer never comes
                await asyncio.sleep(made.PAUSE)
                await send({"type": "websocket.send", "text": written(answer)})
        finally:
            if not getattr(made, "KEEPS_SLOTS", False):
                self.open[name] -= 1


def framed(specimen: Quiz, text: str) -> dict[str, object] | None:
    """The answer to one frame; none hangs up."""
    try:
        frame = json.loads(text)
    except (ValueError, RecursionError):
        return _error("not JSON", "INVALID_JSON")
    if not isinstance(frame, dict):
        return _error("a frame is an object", "INVALID_JSON")
    sent = frame.get("data", {})
    try:
        if frame.get("type") == "reset":
            observation, reward, done = specimen.reset(**(sent if isinstance(sent, dict) else {}))
        elif frame.get("type") == "step":
            observation, reward, done = specimen.step(sent)
        elif frame.get("type") == "state":
            return {"type": "state", "data": specimen.state()}
        elif frame.get("type") == "mcp":
            result = specimen.mcp(str(sent.get("method")), sent.get("params") or {})
            return {"type": "mcp", "data": {"jsonrpc": "2.0", "id": 1, "result": result}}
        else:
            return _error("unknown type", "UNKNOWN_TYPE")
    except Refused as refused:
        return _error(str(refused), refused.code)
    except ConnectionAbortedError:
        return None  # a specimen that crashes
    return {"type": "observation", "data": {"observation": observation, "reward": reward, "done": done}}


def spoken(made: type[Quiz], method: str, target: str, body: bytes, query: str = "") -> tuple[int, object]:
    """Status and answer of one HTTP request."""
    try:
        sent = json.loads(body or b"{}")
    except ValueError:
        return 422, {"detail": "not JSON"}
    if (method, target) == ("GET", "/health"):
        return made.health()
    if issubclass(made, stateful.Letters | stateful.Communal):
        if (method, target) == ("GET", "/openapi.json"):
            return 200, made.document()
        return made.answer(method, target, {**dict(parse_qsl(query)), **sent}) if isinstance(sent, dict) else (422, {"detail": "no object"})
    if (method, target) == ("GET", "/schema"):
        return 200, made.schemas()
    if (method, target) == ("GET", "/openapi.json"):
        known = {"/health": "get", "/schema": "get", "/state": "get", "/reset": "post"} | dict.fromkeys(made.beside(), "get")
        return 200, {"openapi": "3.1.0", "paths": {path: {verb: {}} for path, verb in known.items()}}
    if method == "GET" and target in made.beside():
        return 200, made.beside()[target]
    if (method, target) == ("GET", "/metadata"):
        return 200, made.metadata()
    if (method, target) == ("GET", "/list_environments"):
        return 200, ["hall"]
    if (method, target) == ("GET", "/state"):
        return 200, made().state()
    if (method, target) == ("POST", "/reset"):
        observation, reward, done = made().reset(**sent)
        return 200, {"observation": observation, "reward": reward, "done": done}
    if target.startswith("/hall/") and made.TASKS:
        return _tasks(made, target, sent)
    return (501, {"detail": "not offered"}) if target.startswith("/hall/") else (404, {"detail": "unknown"})


def _tasks(made: type[Quiz], target: str, sent: dict[str, object]) -> tuple[int, object]:
    if target == "/hall/splits":
        return 200, [{"name": "train", "type": "train"}]
    if target == "/hall/num_tasks":
        return 200, {"num_tasks": made.TASKS}
    try:
        if target == "/hall/task":
            return 200, {"task": made().tasks(int(str(sent.get("index"))))}
        return 200, {"tasks": [made().tasks(index) for index in range(made.TASKS)]}
    except Refused:
        return 400, {"detail": "no such task"}


def _error(message: str, code: str) -> dict[str, object]:
    return {"type": "error", "data": {"message": message, "code": code}}


def written(value: object) -> str:
    """JSON as the framework writes it: what is not finite becomes null."""
    def plain(inner: object) -> object:
        if isinstance(inner, float) and not math.isfinite(inner):
            return None
        if isinstance(inner, dict):
            return {key: plain(each) for key, each in inner.items()}
        return [plain(each) for each in inner] if isinstance(inner, list | tuple) else inner
    return json.dumps(plain(value), ensure_ascii=True)


def main() -> None:
    """Start and stay."""
    import uvicorn

    from envjudge.specimens.catalogue import SPECIMENS

    arguments = argparse.ArgumentParser()
    arguments.add_argument("--port", type=int, required=True)
    hall = Hall({specimen.name: specimen.made for specimen in SPECIMENS})
    uvicorn.run(hall, host="127.0.0.1", port=arguments.parse_args().port, log_level="warning", lifespan="off")


if __name__ == "__main__":
    main()
