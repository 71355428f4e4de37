"""Where the environment runs: in this process, in a child process, at a URL, or in a container.

Each is a context manager that yields how to connect; a connection is one session at one desk.
"""

import importlib
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Final

from tieout.attempts import ATTEMPTS
from tieout.episode import Episode, advance, begin
from tieout.inference.runner import Session
from tieout.tasks.private import Private
from tieout.tasks.registry import parse_task
from tieout.tools.messages import ToolCall, View

START_SECONDS: Final = 60.0  # until a server must be healthy
_CLIENT: Final = (
    "tieout.client"  # openenv takes seconds to import: only those who need it pay, once and before the play
)
Connect = Callable[[], Session]


class EnvironmentFailedError(Exception):
    """The environment does not start or has lost the session. The message says what to look at."""


class LocalSession:
    """An episode in this process; ``private`` are the keys of the split of that name, where they are needed."""

    def __init__(self, private: Private | None = None) -> None:
        self._private = private
        self._episode: Episode | None = None

    def reset(self, task_id: str) -> View:
        task = parse_task(task_id, self._private)
        self._episode, view = begin(task, attempt=ATTEMPTS.next(task))
        return view

    def step(self, call: ToolCall) -> View:
        if self._episode is None:
            raise EnvironmentFailedError("step before reset")
        self._episode, view = advance(self._episode, call)
        return view

    def close(self) -> None:
        self._episode = None


class RemoteSession:
    """An episode on a server, over its WebSocket."""

    def __init__(self, url: str) -> None:
        from tieout.client import TieoutEnv, view_of

        self._env = TieoutEnv(base_url=url).sync()
        self._view_of = view_of
        self._task_id = ""

    def reset(self, task_id: str) -> View:
        self._task_id = task_id
        return self._checked(self._view_of(self._env.reset(task_id=task_id).observation))

    def step(self, call: ToolCall) -> View:
        from tieout.client import TieoutAction

        action = TieoutAction(tool_name=call.name, arguments=dict(call.arguments))
        return self._checked(self._view_of(self._env.step(action).observation))

    def close(self) -> None:
        self._env.close()

    def _checked(self, view: View) -> View:
        """A client that lost its socket goes on in a new session without saying so: the task id tells."""
        if view.task_id != self._task_id:
            raise EnvironmentFailedError(
                f"the server answers for task {view.task_id!r}, not {self._task_id!r}: {view.text}"
            )
        return view


@dataclass(frozen=True, slots=True)
class ContainerLimits:
    """As ``docker run`` takes them."""

    cpus: str = "2"
    memory: str = "8g"


@contextmanager
def in_process(private: Private | None = None) -> Iterator[Connect]:
    """No server at all."""
    yield partial(LocalSession, private)


@contextmanager
def at_url(url: str) -> Iterator[Connect]:
    """A server that somebody else runs."""
    base = url.rstrip("/")
    importlib.import_module(_CLIENT)
    _await_health(base, lambda: None, seconds=START_SECONDS)
    yield lambda: RemoteSession(base)


@contextmanager
def child_server() -> Iterator[Connect]:
    """Our server in a process of its own, on a free port of this machine; ended with the run."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "tieout.serve.app", "--host", "127.0.0.1", "--port", str(port)]
    # Its own process group: Ctrl-C reaches this process alone, which then ends the server in good order.
    with subprocess.Popen(  # noqa: S603 - our own interpreter and module
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True
    ) as server:
        try:
            base = f"http://127.0.0.1:{port}"
            importlib.import_module(_CLIENT)  # while the server does the same
            _await_health(base, server.poll, seconds=START_SECONDS)
            yield lambda: RemoteSession(base)
        finally:
            server.terminate()
            try:
                server.wait(5)
            except subprocess.TimeoutExpired:
                server.kill()


@contextmanager
def container(image: str, limits: ContainerLimits) -> Iterator[Connect]:
    """The image, as it would be deployed: read-only, limited, reachable from this machine only."""
    limited = ["--cpus", limits.cpus, "--memory", limits.memory, "--read-only", "--tmpfs", "/tmp"]  # noqa: S108
    started = _docker("run", "--detach", "--rm", *limited, "--publish", "127.0.0.1::8000", image)
    try:
        address = _docker("port", started, "8000").splitlines()[0]
        base = f"http://{address}"
        _await_health(base, lambda: None, seconds=START_SECONDS)
        yield lambda: RemoteSession(base)
    finally:
        _docker("stop", "--time", "2", started)  # its --rm removes it


def chosen(
    url: str, image: str, limits: ContainerLimits, *, server: bool, private: Private | None = None
) -> AbstractContextManager[Connect]:
    """The environment that the settings ask for; in this process, with these keys, unless they ask for another."""
    if url:
        return at_url(url)
    if image:
        return container(image, limits)
    return child_server() if server else in_process(private)


def _docker(*arguments: str) -> str:
    try:
        done = subprocess.run(["docker", *arguments], capture_output=True, text=True, check=False)  # noqa: S603, S607
    except FileNotFoundError:
        raise EnvironmentFailedError("There is no docker command here. Install Docker, or leave --image out.") from None
    if done.returncode != 0:
        raise EnvironmentFailedError(f"docker {arguments[0]}: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout.strip()


def _await_health(base: str, ended: Callable[[], int | None], seconds: float) -> None:
    """Wait until the server is healthy. ``ended`` gives the exit code of a server that has gone, else None."""
    opener = urllib.request.build_opener(*([urllib.request.ProxyHandler({})] if "//127.0.0.1" in base else []))
    end = time.monotonic() + seconds
    problem = ""
    while time.monotonic() < end:
        if (code := ended()) is not None:
            raise EnvironmentFailedError(
                f"The server ended with code {code} before it was healthy; see its messages above."
            )
        try:
            with opener.open(f"{base}/health", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (OSError, ValueError) as error:
            problem = str(error)
        time.sleep(0.1)
    raise EnvironmentFailedError(f"{base}/health is not healthy after {seconds:.0f} s: {problem}. Check the address.")
