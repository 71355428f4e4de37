"""``scripts/validate-submission.sh`` takes its steps in order, stops at the first failure, and says what to do.

Docker and the ``openenv`` command are played by small scripts; ``make image-test`` runs the real ones.
"""

import os
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "validate-submission.sh"


class Answer(BaseHTTPRequestHandler):
    """Answers POST /reset well, and whatever else with 404; ``/broken`` comes before it for a server error."""

    def do_POST(self) -> None:
        status = {"/reset": 200, "/broken/reset": 500, "/empty/reset": 200}.get(self.path, 404)
        body = b'{"observation": {}}' if self.path == "/reset" else b"{}"
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository whose image builds and which openenv finds valid."""
    (tmp_path / "Dockerfile").write_text("FROM scratch\n")
    played = {
        "bin/docker": '#!/bin/sh\n[ "$1" = image ] && echo 722000000; [ "$1" != build ] || [ ! -e bad-image ]\n',
        ".venv/bin/openenv": '#!/bin/sh\necho "Verdict: PASS"; [ ! -e invalid ]\n',
    }
    for name, text in played.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        file.chmod(0o755)
    return tmp_path


def validate(repository: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    path = f"{repository / 'bin'}:{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "no_proxy": "127.0.0.1"}
    return subprocess.run(
        [SCRIPT, *arguments], cwd=repository, env=environment, capture_output=True, text=True, check=False, timeout=60
    )


def test_three_steps_pass(url: str, repository: Path) -> None:
    """A healthy server, a building image and a valid package are accepted."""
    result = validate(repository, url, str(repository))
    assert result.returncode == 0, result.stdout + result.stderr
    assert [line[:3] for line in result.stdout.splitlines() if line[1:2] == "/"] == ["1/3", "2/3", "3/3"]
    assert "All 3 steps passed." in result.stdout


@pytest.mark.parametrize(
    ("address", "spoil", "step", "said"),
    [
        ("http://127.0.0.1:9", "", 1, "nobody answers"),
        ("{url}/nowhere", "", 1, "HTTP 404 instead of 200"),
        ("{url}/broken", "", 1, "HTTP 500 instead of 200"),
        ("{url}/empty", "", 1, "200, but no observation"),
        ("{url}", "-Dockerfile", 2, "no Dockerfile"),
        ("{url}", "bad-image", 2, "the build stopped"),
        ("{url}", "invalid", 3, "openenv validate says no"),
    ],
)
def test_the_first_failure_ends_it_with_a_hint(
    url: str, repository: Path, address: str, spoil: str, step: int, said: str
) -> None:
    """Whatever fails is named, with a hint, and no later step is begun."""
    if spoil.startswith("-"):
        (repository / spoil[1:]).unlink()
    elif spoil:
        (repository / spoil).touch()
    result = validate(repository, address.format(url=url), str(repository))
    assert result.returncode == 1
    assert f"FAILED: {said}" in result.stdout
    assert "hint: " in result.stdout
    assert result.stdout.splitlines()[-1].strip().startswith("hint:")
    assert f"{step}/3" in result.stdout
    assert f"{step + 1}/3" not in result.stdout


@pytest.mark.parametrize("arguments", [(), ("not-an-address",), ("--full",)])
def test_a_call_that_makes_no_sense_gets_the_usage(repository: Path, arguments: tuple[str, ...]) -> None:
    """Without an address there is nothing to check: status 2 and how to call it."""
    result = validate(repository, *arguments)
    assert result.returncode == 2
    assert "PING_URL [REPO_DIR]" in result.stderr
