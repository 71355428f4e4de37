"""Servers that we start: a package directory or a `module:Class`, as a child process on 127.0.0.1, always stopped.

The child is started by a keeper (`python -m envjudge.keeper`), which ends the whole process group when our end of its
standard input closes: that happens on a normal end, on Ctrl-C, on a crash, and when we are killed.
"""

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml

from envjudge import transport, values

STARTUP_SECONDS = 60.0


class NotASubject(Exception):
    """What was named is neither an address, nor a package of an environment, nor a class. Exit code 2."""


@dataclass(frozen=True, slots=True)
class Command:
    """How a child is started: program with `{port}` in it, working directory, additions to the environment."""

    program: tuple[str, ...]
    directory: Path
    search_path: tuple[Path, ...] = ()


def free_port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def manifest_of(directory: Path) -> dict[str, object]:
    """The manifest of a package directory. Raises NotASubject when there is none or it does not parse."""
    path = directory / "openenv.yaml"
    if not path.is_file():
        raise NotASubject(f"{directory} has no openenv.yaml; name a package directory, an address, or module:Class")
    try:
        return values.mapping(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise NotASubject(f"{path} does not parse: {error}") from error


def commands_of(directory: Path, python: str = sys.executable) -> tuple[Command, ...]:
    """The ways in which a package directory may be started, best first: as written, then as a package of its parent."""
    directory = directory.resolve()
    app = str(manifest_of(directory).get("app") or "server.app:app")
    server = (python, "-m", "uvicorn", "--host", "127.0.0.1", "--port", "{port}", "--log-level", "warning")
    paths = (directory, directory / "src", directory.parent)
    return (
        Command((*server, app), directory, paths),
        Command((*server, f"{directory.name}.{app}"), directory.parent, (directory.parent, directory)),
    )


def command_of_class(name: str, python: str = sys.executable) -> Command:
    """How `module:Class` is served: by our own small main, in the child."""
    here = Path(__file__).resolve().parent.parent
    return Command((python, "-m", "envjudge.serve_class", name, "--port", "{port}"), Path.cwd(), (Path.cwd(), here))


@contextmanager
def serving(commands: tuple[Command, ...], seconds: float = STARTUP_SECONDS) -> Iterator[str]:
    """The address of the first command that comes up; stopped on leaving. Raises NotASubject with the last words of each
    when none does."""
    words: list[str] = []
    for command in commands:
        port = free_port()
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as log:
            keeper = _start(command, port, log.fileno())
            try:
                url = f"http://127.0.0.1:{port}"
                if _came_up(keeper, url, seconds):
                    yield url
                    return
                log.seek(0)
                words.append(f"{' '.join(command.program[1:4])} …: {log.read()[-600:].strip() or 'no answer'}")
            finally:
                _stop(keeper)
    raise NotASubject("no server came up\n" + "\n".join(words))


def _start(command: Command, port: int, log: int) -> subprocess.Popen[bytes]:
    program = [part.replace("{port}", str(port)) for part in command.program]
    paths = os.pathsep.join([*map(str, command.search_path), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep)
    environment = os.environ | {"PYTHONPATH": paths, "ENABLE_WEB_INTERFACE": "false", "PYTHONDONTWRITEBYTECODE": "1"}
    for secret in [name for name in environment if name.endswith(("_TOKEN", "_API_KEY", "_SECRET"))]:
        del environment[secret]  # the subject is a stranger
    keeper = Path(__file__).with_name("keeper.py")
    return subprocess.Popen([sys.executable, str(keeper), *program], cwd=command.directory, env=environment,
                            stdin=subprocess.PIPE, stdout=log, stderr=log, start_new_session=True)


def _came_up(keeper: subprocess.Popen[bytes], url: str, seconds: float) -> bool:
    for _slice in range(int(seconds)):
        if transport.wait_until_up(url, 1.0):
            return True
        if keeper.poll() is not None:
            return False
    return False


def _stop(keeper: subprocess.Popen[bytes]) -> None:
    if keeper.stdin:
        keeper.stdin.close()
    try:
        keeper.wait(timeout=8)
    except subprocess.TimeoutExpired:
        keeper.kill()
        keeper.wait()
