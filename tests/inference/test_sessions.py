"""Where the environment runs: what is started, how it is limited, and what is said when it fails."""

import os
import socket
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tieout.inference.main import main
from tieout.inference.sessions import (
    ContainerLimits,
    EnvironmentFailedError,
    LocalSession,
    at_url,
    chosen,
    container,
)
from tieout.tools.messages import ToolCall

from .conftest import TASK

# Stands in for Docker: "run" starts our server as a plain process and remembers what it was asked.
FAKE_DOCKER = """\
#!{python}
import os, signal, subprocess, sys
from pathlib import Path
asked = sys.argv[1:]
with Path({folder!r}, "asked").open("a") as file:
    print(*asked, file=file)
if asked[0] == "run":
    if asked[-1] == "no-such-image":
        sys.exit("Unable to find image")
    server = subprocess.Popen([{python!r}, "-m", "tieout.serve.app", "--port", "{port}"], start_new_session=True,
                              stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    print(server.pid)
elif asked[0] == "port":
    print("127.0.0.1:{port}")
else:
    os.kill(int(asked[-1]), signal.SIGTERM)
"""


@pytest.fixture
def docker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A docker command that runs no container; the file with what it was asked."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    script = tmp_path / "docker"
    script.write_text(FAKE_DOCKER.format(python=sys.executable, folder=str(tmp_path), port=port))
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    return tmp_path / "asked"


def test_an_image_is_run_within_its_limits_and_stopped(docker, capsys):
    """CPU and memory as given, read-only, reachable from this machine only; stopped when the run is over."""
    assert (
        main(["--agent", "null", "--task", TASK, "--image", "tieout:test", "--cpus", "1.5", "--memory", "2g"], {}) == 0
    )
    run, port, stop = docker.read_text().splitlines()
    assert "--cpus 1.5 --memory 2g --read-only --tmpfs /tmp --publish 127.0.0.1::8000 tieout:test" in run
    assert port.startswith("port ")
    assert stop.startswith("stop ")
    assert "closed" in capsys.readouterr().out


def test_an_image_that_does_not_start_ends_in_a_message(docker, capsys):
    """Docker's own words reach the user; exit status 1."""
    assert main(["--agent", "null", "--task", TASK, "--image", "no-such-image"], {}) == 1
    assert "Unable to find image" in capsys.readouterr().err


def test_no_docker_is_said_in_words(monkeypatch):
    """A machine without Docker."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(EnvironmentFailedError, match="Install Docker"), container("tieout", ContainerLimits()):
        pass


def test_a_url_without_a_healthy_server_is_named(monkeypatch):
    """The address and what was heard from it, after a while and not for ever."""
    monkeypatch.setattr("tieout.inference.sessions.START_SECONDS", 0.3)
    with pytest.raises(EnvironmentFailedError, match=r"http://127\.0\.0\.1:9/health"), at_url("http://127.0.0.1:9/"):
        pass


def test_in_process_is_the_default_and_a_step_needs_a_reset():
    """Nothing is started unless asked for."""
    with chosen("", "", ContainerLimits(), server=False) as connect:
        session = connect()
        assert isinstance(session, LocalSession)
        with pytest.raises(EnvironmentFailedError):
            session.step(ToolCall("policy", {}))
        view = session.reset(TASK)
        assert view.task_id == TASK
        assert session.step(ToolCall("policy", {})).refusal is None


def test_a_server_that_answers_health_with_an_error_is_not_healthy(monkeypatch):
    """Only 200 counts."""

    class Ill(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_error(503)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    monkeypatch.setattr("tieout.inference.sessions.START_SECONDS", 0.3)
    with HTTPServer(("127.0.0.1", 0), Ill) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_address[1]}"
        with pytest.raises(EnvironmentFailedError, match="503"), at_url(url):
            pass
        server.shutdown()
