"""Packages as containers: what docker is asked, and, where there is a docker, that it works and leaves nothing behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from envjudge import baseline, container, subject, values
from envjudge.meter import Meter
from envjudge.servers import NotASubject

SOURCES = Path(__file__).resolve().parents[1] / "src"
BASE = "python:3.11-slim"
SERVER = """
import http.server, os, socket
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        try:
            socket.create_connection(("1.1.1.1", 443), 1).close(); reach = "out"
        except OSError:
            reach = "in"
        try:
            open("/app/written", "w"); disk = "open"
        except OSError:
            disk = "shut"
        self.send_response(200); self.end_headers()
        self.wfile.write(f"{reach} {disk} {os.getuid()} {os.environ.get('GAME')}".encode())
http.server.HTTPServer(("0.0.0.0", 8000), Handler).serve_forever()
"""


def package(root: Path, dockerfile: str = f"FROM {BASE}\nCOPY server.py /app/server.py\nUSER 1000\nCMD [\"python3\", \"/app/server.py\"]\n") -> Path:
    (root / "openenv.yaml").write_text("name: tiny\nport: 8000\n")
    (root / "server.py").write_text(SERVER)
    (root / "Dockerfile").write_text(dockerfile)
    return root


def left(owner: int) -> str:
    """Containers and networks of a process that are still there."""
    label = f"label={container.OWNER}={owner}"
    return container.docker("ps", "--all", "--quiet", "--filter", label)[1] + container.docker("network", "ls", "--quiet", "--filter", label)[1]


@pytest.fixture
def spoken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A docker that writes down what it is asked, and says yes."""
    told = tmp_path / "told"
    program = tmp_path / "bin" / "docker"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\necho \"$@\" >> {told}\ncase \"$1 $2\" in\n'build --iidfile') echo sha256:1 > \"$3\" ;;\n'image inspect') "
                       "echo '[{\"Size\": 7, \"Config\": {\"User\": \"5\", \"ExposedPorts\": {\"9000/tcp\": {}}}}]' ;;\nesac\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    return told


def test_a_build_is_told_its_file_and_its_result_is_looked_at(tmp_path: Path, spoken: Path) -> None:
    """The image's id comes from docker, its size and user from the image."""
    (tmp_path / "p").mkdir()
    built = container.attempt(package(tmp_path / "p"))
    assert (built.image, built.size, built.user, built.fault) == ("sha256:1", 7, "5", "")
    assert f"-f {tmp_path}/p/Dockerfile {tmp_path}/p" in spoken.read_text()


def test_a_container_is_confined_and_removed_afterwards() -> None:
    """Two CPUs, 8 GB, its own network, nothing to write but /tmp, no capabilities."""
    command = container.run_command("i", "n", "net", {"GAME": "catch"})
    line = " ".join(command.program)
    for part in ("--cpus 2", "--memory 8g", "--network net", "--read-only", "--tmpfs /tmp", "--cap-drop ALL", "--env GAME=catch",
                 f"--label {container.OWNER}={os.getpid()}"):
        assert part in line
    assert "docker rm --force n; docker network rm net" in command.afterwards


def test_a_port_is_looked_for_where_it_may_be(spoken: Path) -> None:
    """The manifest's, the exposed ones, the usual ones."""
    assert container._ports("i", 8004) == (8004, 9000, 8000, 7860)


def test_without_docker_or_dockerfile_it_is_said_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is guessed."""
    assert container.attempt(tmp_path).fault == "no Dockerfile at the root or in server/"
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NotASubject, match="no docker command"), subject.opened(subject.named("image:any")):
        pass


@pytest.mark.docker
def test_a_package_answers_without_network_on_a_read_only_root(tmp_path: Path) -> None:
    """Under its own user, with its variables; afterwards nothing is left."""
    meant = subject.named(str(package(tmp_path)), {"GAME": "catch"}, contained=True)
    with subject.opened(meant) as url:
        assert httpx.get(f"{url}/health", trust_env=False).text == "in shut 1000 catch"
    assert left(os.getpid()) == ""


@pytest.mark.docker
def test_a_container_is_measured(tmp_path: Path) -> None:
    """Its own processes, not the docker command."""
    (package(tmp_path) / "server.py").write_text(f"held = b'x' * (90 << 20)\n{SERVER}")
    with Meter() as meter, subject.opened(subject.named(str(tmp_path), contained=True), meter.watch):
        seen = meter.reading()
    assert 90 < (values.number(seen["peak_mb"]) or 0) < 140
    assert seen["processes"] == 1


@pytest.mark.docker
def test_what_does_not_build_or_answer_is_known(tmp_path: Path) -> None:
    """The facts say which, and quote the last words."""
    assert "exit code" in str(container.facts(package(tmp_path, f"FROM {BASE}\nRUN false\n"))["fault"]) or "non-zero code" in str(
        container.facts(tmp_path)["fault"])
    silent = container.facts(package(tmp_path, f"FROM {BASE}\nCMD [\"python3\", \"-c\", \"raise SystemExit('no luck')\"]\n"))
    assert silent["healthy"] is None
    assert "no luck" in str(silent["silence"])


@pytest.mark.docker
def test_a_container_ends_with_a_killed_judge(tmp_path: Path) -> None:
    """The keeper removes it, and its network."""
    built = container.attempt(package(tmp_path))
    judge = (f"import time;from envjudge import container\nwith container.running({built.image!r}) as server:\n print(server.url, flush=True); time.sleep(60)")
    parent = subprocess.Popen([sys.executable, "-c", judge], env=os.environ | {"PYTHONPATH": str(SOURCES)}, stdout=subprocess.PIPE)
    try:
        assert parent.stdout is not None
        assert parent.stdout.readline().startswith(b"http")
        os.kill(parent.pid, signal.SIGKILL)
    finally:
        parent.kill()
        parent.communicate()
    until = time.monotonic() + 30
    while left(parent.pid) and time.monotonic() < until:
        time.sleep(0.3)
    assert left(parent.pid) == ""


SCRIPT = """
import json, os, urllib.request
def ask(url, body=None):
    return urllib.request.urlopen(urllib.request.Request(url, body, {"content-type": "application/json"})).read().decode()
print(ask(os.environ["ENV_BASE_URL"] + "/health"), os.path.exists("/.dockerenv"))
said = json.loads(ask(os.environ["API_BASE_URL"] + "/chat/completions", json.dumps({"messages": [{"role": "user", "content": '{"a": 1}'}]}).encode()))
print(f"[END] task=a score={float('a' in said['choices'][0]['message']['content'])}")
"""
COPIED = f"FROM {BASE}\nWORKDIR /app\nCOPY server.py inference.py /app/\nUSER 1000\nCMD [\"python3\", \"/app/server.py\"]\n"


@pytest.mark.docker
def test_the_baseline_runs_in_the_image_beside_its_server(tmp_path: Path) -> None:
    """It reaches server and scripted model, nothing else; three runs, and nothing is left."""
    (package(tmp_path, COPIED) / "inference.py").write_text(SCRIPT)
    image = container.Image(container.build(tmp_path).image, (("GAME", "catch"),), 8000)
    made = baseline.facts(tmp_path, "", 60.0, None, image)
    assert (made["where"], made["instead"]) == ("container", "")
    runs = [values.mapping(run) for run in values.items(made["runs"])]
    assert [(run["mode"], run["exit"], run["calls"]) for run in runs] == [("first", 0, 1), ("first", 0, 1), ("garbage", 0, 1)]
    assert [str(run["output"]).split()[:4] for run in runs] == [["in", "shut", "1000", "catch"]] * 3
    assert all("True" in str(run["output"]) for run in runs)
    assert "score=1.0" in str(runs[0]["output"])
    assert left(os.getpid()) == ""


@pytest.mark.docker
def test_a_baseline_in_the_image_that_does_not_end_is_stopped(tmp_path: Path) -> None:
    """With its container."""
    (package(tmp_path, COPIED) / "inference.py").write_text("import time\ntime.sleep(60)\n")
    made = baseline.facts(tmp_path, "", 2.0, None, container.Image(container.build(tmp_path).image))
    assert [values.at(run, "stopped_for") for run in values.items(made["runs"])] == ["time"]
    assert left(os.getpid()) == ""


@pytest.mark.docker
def test_a_baseline_that_is_not_in_the_image_runs_as_a_child(tmp_path: Path) -> None:
    """And it is said why; so it is with an endpoint of the user."""
    (package(tmp_path) / "inference.py").write_text("import os\nprint('[END] task=a score=' + str(int(os.path.exists('/app/server.py'))))\n")
    image = container.Image(container.build(tmp_path).image)
    made = baseline.facts(tmp_path, "", 60.0, None, image)
    assert (made["where"], made["instead"]) == ("child", "inference.py is not in the image")
    assert "score=0" in str(values.at(made, "runs", 0, "output"))
    own = baseline.facts(tmp_path, "", 60.0, {"API_BASE_URL": "http://127.0.0.1:9", "MODEL_NAME": "m"}, image)
    assert (own["where"], own["instead"]) == ("child", "your endpoint cannot be reached from a container")
