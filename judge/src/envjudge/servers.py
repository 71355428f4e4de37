"""Servers that we start, as child processes on 127.0.0.1, always stopped.

The child is started by a keeper (`keeper.py`), which ends it and all its descendants when our end of its standard input
closes: that happens on a normal end, on Ctrl-C, on a crash, and when we are killed.
"""

import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from envjudge.transport import Wire

STARTUP_SECONDS = 120.0
_SECRETS = ("_TOKEN", "_KEY", "_SECRET", "_PASSWORD", "_CREDENTIALS")


Watch = Callable[[int, bool], None]
"""Told which process to look at, and whether itself or only those below it."""


class NotASubject(Exception):
    """What was named is neither an address, nor a package of an environment, an image, or a class. Exit code 2."""


@dataclass(frozen=True, slots=True)
class Command:
    """How a child is started: program with `{port}` in it, working directory, what goes before its PYTHONPATH; `afterwards` is
    run when the child has ended, however that came (a container is removed by it)."""

    program: tuple[str, ...]
    directory: Path
    search_path: tuple[Path, ...] = ()
    afterwards: tuple[str, ...] = ()

    def __str__(self) -> str:
        shown = [part for part in self.program[1:] if part not in {"--port", "{port}"}]
        return f"{' '.join(Path(part).name if part.endswith('.py') else part for part in shown)} in {self.directory}"


def free_port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def command_of_class(name: str, python: str = sys.executable) -> Command:
    """How `module:Class` is served: by our own small main, in the child."""
    here = Path(__file__).resolve().parent.parent
    return Command((python, "-m", "envjudge.serve_class", name, "--port", "{port}"), Path.cwd(), (Path.cwd(), here))


@contextmanager
def serving(commands: tuple[Command, ...], seconds: float = STARTUP_SECONDS, environment: Mapping[str, str] | None = None,
            watch: Watch = lambda _root, _itself: None, unwanted: Event | None = None) -> Iterator[str]:
    """The address of the first command that comes up; stopped on leaving. Raises NotASubject with the last words of each
    when none does. `environment` is added to that of the children; `watch` is told each one that is started; once `unwanted` is
    set, nothing is waited for any more."""
    tried: list[str] = []
    heard: list[str] = []
    for command in commands:
        if (len(heard) > 1 and heard[-1] == heard[-2]) or (unwanted is not None and unwanted.is_set()):
            break  # the way is not what is wrong
        port = free_port()
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as log:
            child = start(command, log.fileno(), environment, port)
            watch(child.pid, False)
            try:
                url = f"http://127.0.0.1:{port}"
                if _came_up(child, url, seconds, unwanted):
                    yield url
                    return
                words = last_words(log.fileno())
                heard.append(words.rpartition(" | ")[2])
                tried.append(f"- {command}: {words or f'no answer within {seconds:.0f} s'}")
            finally:
                stop(child)
    missing = next((found[1] for found in (re.search(r"No module named '([\w.]+)'", words) for words in heard) if found), "")
    advice = f"\n{missing} is not installed where the subject is started" if missing else ""
    raise NotASubject("no server came up; tried\n" + "\n".join(tried) + advice)


def start(command: Command, log: int, environment: Mapping[str, str] | None = None, port: int = 0) -> subprocess.Popen[bytes]:
    """The command under a keeper; `log` is a file descriptor for what it says. End it with `stop`."""
    program = [part.replace("{port}", str(port)) for part in command.program]
    keeper = Path(__file__).with_name("keeper.py")
    return subprocess.Popen([sys.executable, str(keeper), json.dumps(command.afterwards), *program], cwd=command.directory,
                            env=_surroundings(command, environment or {}),
                            stdin=subprocess.PIPE, stdout=log, stderr=log, start_new_session=True)


def _surroundings(command: Command, more: Mapping[str, str]) -> dict[str, str]:
    paths = os.pathsep.join([*map(str, command.search_path), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep)
    kept = {name: value for name, value in os.environ.items() if not name.upper().endswith(_SECRETS)}  # the subject is a stranger
    return kept | {"PYTHONPATH": paths, "ENABLE_WEB_INTERFACE": "false", "PYTHONDONTWRITEBYTECODE": "1"} | dict(more)


def last_words(log: int, lines: int = 3) -> str:
    """The last lines that are not empty of what was logged, on one line."""
    size = os.fstat(log).st_size
    os.lseek(log, max(0, size - 8192), os.SEEK_SET)
    text = os.read(log, 8192).decode(errors="replace")
    said = [line.strip() for line in text.splitlines() if line.strip(" ^~\t")]
    return " | ".join(said[-lines:])[-600:]


def _came_up(child: subprocess.Popen[bytes], url: str, seconds: float, unwanted: Event | None) -> bool:
    until = time.monotonic() + seconds
    with Wire(url, 5.0) as wire:
        while child.poll() is None and time.monotonic() < until and not (unwanted is not None and unwanted.is_set()):
            if wire.request("GET", "/health").status is not None:
                return True
            time.sleep(0.05)
    return False


def stop(child: subprocess.Popen[bytes]) -> None:
    """Let the keeper end what it keeps."""
    if child.stdin:
        child.stdin.close()
    try:
        child.wait(timeout=20)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
