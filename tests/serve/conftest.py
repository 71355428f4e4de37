"""A real server as a child process, and sessions with it that keep every frame."""

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any, Self

import pytest
from websockets.sync.client import connect

START_SECONDS = 60  # many test processes may share two cores; how fast a quiet machine starts is for the benchmarks


class Served:
    """A running server: HTTP requests, and the address of its sockets."""

    def __init__(self, port: int, process: subprocess.Popen[str]) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.ws = f"ws://127.0.0.1:{port}"
        self.process = process

    def get(self, path: str) -> Any:
        return self.asked(path)[1]

    def asked(self, path: str) -> tuple[int, Any]:
        """Status and JSON answer of a GET."""
        return self._answer(urllib.request.Request(self.url + path))

    def post(self, path: str, body: object) -> tuple[int, Any]:
        """Status and JSON answer."""
        headers = {"content-type": "application/json"}
        return self._answer(urllib.request.Request(self.url + path, json.dumps(body).encode(), headers))

    def _answer(self, request: urllib.request.Request) -> tuple[int, Any]:
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, json.loads(answer.read())
        except urllib.error.HTTPError as refused:
            text = refused.read().decode()
            return refused.code, json.loads(text) if text.startswith("{") else text

    def session(self, path: str = "/ws") -> "Session":
        return Session(self.ws + path)


class Session:
    """One socket. ``frames`` are the texts that came back, in order."""

    def __init__(self, address: str) -> None:
        self._open = contextlib.ExitStack()
        self.socket = self._open.enter_context(connect(address, max_size=None, compression=None, open_timeout=30))
        self.frames: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self._open.close()

    def raw(self, frame: str | bytes) -> dict[str, Any]:
        self.socket.send(frame)
        text = self.socket.recv(timeout=30)
        assert isinstance(text, str)
        self.frames.append(text)
        return json.loads(text)

    def ask(self, kind: str, data: dict[str, Any] | None = None) -> dict[str, Any]:
        frame = {"type": kind} if data is None else {"type": kind, "data": data}
        answer = self.raw(json.dumps(frame))
        assert answer["type"] != "error", answer
        return answer["data"]

    def reset(self, /, **arguments: object) -> dict[str, Any]:
        return self.ask("reset", arguments)

    def call(self, tool: str, **arguments: object) -> dict[str, Any]:
        return self.ask("step", {"type": "call_tool", "tool_name": tool, "arguments": arguments})

    def list_tools(self) -> dict[str, Any]:
        return self.ask("step", {"type": "list_tools"})

    def state(self) -> dict[str, Any]:
        return self.ask("state")


@contextlib.contextmanager
def serving(**variables: str) -> Iterator[Served]:
    """A server with these environment variables, until the end of the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "tieout.serve.app", "--host", "127.0.0.1", "--port", str(port)],
        env={**os.environ, **variables},
        stderr=subprocess.PIPE,
        text=True,
    )
    served = Served(port, process)
    try:
        deadline = time.monotonic() + START_SECONDS
        while True:
            with contextlib.suppress(OSError):
                if served.get("/health") == {"status": "healthy"}:
                    break
            assert process.poll() is None, process.stderr.read()
            assert time.monotonic() < deadline, "the server did not become healthy"
            time.sleep(0.05)
        yield served
    finally:
        process.terminate()
        process.wait(timeout=30)


@pytest.fixture(scope="session")
def server() -> Iterator[Served]:
    with serving() as served:
        yield served


@pytest.fixture(scope="session")
def operator_server() -> Iterator[Served]:
    """A server whose operator lets resets inject a solved desk."""
    with serving(TIEOUT_ORACLE="1") as served:
        yield served


@pytest.fixture
def start() -> Callable[..., contextlib.AbstractContextManager[Served]]:
    return serving


@pytest.fixture
def session(server: Served) -> Iterator[Session]:
    with server.session() as opened:
        yield opened
