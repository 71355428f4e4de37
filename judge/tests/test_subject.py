"""Subjects: how a package directory is started, and that what was started is always stopped."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from envjudge import servers, subject, subjects, ways
from envjudge.servers import NotASubject
from processes import gone

SOURCES = Path(__file__).resolve().parents[1] / "src"

APP = """
import os
from {models} import GREETING

async def app(scope, receive, send):
    if scope["type"] != "http":
        return
    text = (GREETING + os.environ.get("GAME", "") + os.environ.get("HF_TOKEN", "")).encode()
    await send({{"type": "http.response.start", "status": 200, "headers": []}})
    await send({{"type": "http.response.body", "body": text}})
"""


def package(root: Path, models: str, app: str = "server.app:app", manifest: bool = True) -> Path:
    """A package directory whose application imports its models by the given name."""
    (root / "server").mkdir(parents=True)
    for name in ("__init__.py", "server/__init__.py"):
        (root / name).write_text("")
    (root / "models.py").write_text('GREETING = "hello "\n')
    (root / "server" / "app.py").write_text(APP.format(models=models))
    if manifest:
        (root / "openenv.yaml").write_text(f"name: tiny\napp: {app}\nport: 8000\n")
    return root


def greeting(directory: Path, environment: dict[str, str] | None = None) -> str:
    with subject.opened(subject.named(str(directory), environment)) as url:
        return httpx.get(f"{url}/health", trust_env=False).text


@pytest.mark.parametrize(("folder", "models"), [("flat", "models"), ("tiny_env", "..models"), ("envs/tiny_env", "tiny_env.models"),
                                                ("some-clone.1", "..models"), ("some-clone.2", "tiny.models")])
def test_a_directory_starts_whatever_its_own_imports_ask_for(tmp_path: Path, folder: str, models: str) -> None:
    """Flat, relative, and absolute imports work, also in a directory whose name is no package name."""
    assert greeting(package(tmp_path / folder, models), {"GAME": "catch"}) == "hello catch"


def test_a_package_in_src_and_one_without_manifest_start(tmp_path: Path) -> None:
    """The application is looked for where applications usually are."""
    outer = tmp_path / "outer"
    package(outer / "src" / "tiny", "tiny.models", manifest=False)
    (outer / "openenv.yaml").write_text("name: tiny\napp: tiny.server.app:app\n")
    assert greeting(outer) == "hello "
    assert greeting(package(tmp_path / "bare", "models", manifest=False)) == "hello "


def test_the_likelier_way_is_tried_first(tmp_path: Path) -> None:
    """A module that imports from above its top level is started as part of its package at once: a failed start may take long."""
    assert "tiny_env.server.app:app" in ways.commands_of(package(tmp_path / "tiny_env", "..models"))[0].program
    assert "server.app:app" in ways.commands_of(package(tmp_path / "flat", "models"))[0].program


def test_our_credentials_stay_with_us(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The subject is a stranger."""
    monkeypatch.setenv("HF_TOKEN", "secret")
    assert greeting(package(tmp_path / "flat", "models")) == "hello "


def test_what_does_not_start_says_what_was_tried_and_its_last_words(tmp_path: Path) -> None:
    """Death is seen at once, and the missing module is named."""
    began = time.monotonic()
    with pytest.raises(NotASubject, match="no_such_module is not installed") as raised:
        greeting(package(tmp_path / "flat", "no_such_module"))
    assert "server.app:app" in str(raised.value)
    assert time.monotonic() - began < 10


def test_a_word_that_is_no_subject_is_refused(tmp_path: Path) -> None:
    """An empty directory, an unknown word and half an address are refused before anything is started."""
    for word in (str(tmp_path), "nowhere", "http://"):
        with pytest.raises(NotASubject):
            subject.named(word)


def test_a_child_and_all_below_it_end_with_a_killed_judge(tmp_path: Path) -> None:
    """Also a grandchild that opened a session of its own, when the judge is killed and can clean up nothing."""
    noted = tmp_path / "pids"
    grandchild = f"import os,time;os.setsid();open({str(noted)!r},'a').write(str(os.getpid())+'\\n');time.sleep(60)"
    child = f"import subprocess,sys,time;subprocess.Popen([sys.executable,'-c',{grandchild!r}]);time.sleep(60)"
    judge = (f"import sys,tempfile,time;from pathlib import Path;from envjudge import servers;"
             f"servers.start(servers.Command((sys.executable,'-c',{child!r}),Path('.')),tempfile.TemporaryFile().fileno());time.sleep(60)")
    parent = subprocess.Popen([sys.executable, "-c", judge], env=os.environ | {"PYTHONPATH": str(SOURCES)})
    try:
        until = time.monotonic() + 10
        while not (noted.is_file() and noted.read_text().endswith("\n")) and time.monotonic() < until:
            time.sleep(0.05)
        os.kill(parent.pid, signal.SIGKILL)
    finally:
        parent.kill()
        parent.wait()
    assert gone(int(noted.read_text()))


def test_what_must_be_done_afterwards_is_done(tmp_path: Path) -> None:
    """The keeper runs the last command when its child has ended by itself."""
    mark = tmp_path / "mark"
    with (tmp_path / "log").open("w") as log:
        child = servers.start(servers.Command(("true",), tmp_path, afterwards=("touch", str(mark))), log.fileno())
        child.wait(timeout=10)
        servers.stop(child)
    assert mark.is_file()


def test_many_subjects_are_read_from_a_file(tmp_path: Path) -> None:
    """Directories are relative to the file; variables become text; the order is kept."""
    package(tmp_path / "flat", "models")
    (tmp_path / "subjects.yaml").write_text(
        "subjects:\n- {name: one, subject: flat, env: {GAME: catch, N: 3}, reset: {level: 2}, notes: why}\n- {subject: 'http://127.0.0.1:9/'}\n")
    one, two = subjects.load(tmp_path / "subjects.yaml")
    assert (one.name, one.subject.kind, one.reset, one.notes) == ("one", "package", '{"level":2}', "why")
    assert dict(one.subject.environment) == {"GAME": "catch", "N": "3"}
    assert (two.name, two.subject.name) == ("http://127.0.0.1:9/", "http://127.0.0.1:9")


@pytest.mark.parametrize("text", ["", "subjects: []", "subjects: [{name: a}]", "subjects: [{subject: nowhere}]", "a: [",
                                  "subjects: [{subject: 'http://h', colour: red}]", "subjects: [{subject: 'http://h', env: 3}]",
                                  "subjects: [{subject: 'http://h'}, {subject: 'http://h'}]"])
def test_a_file_that_names_no_subjects_is_refused(tmp_path: Path, text: str) -> None:
    """Every mistake is told with the file's name."""
    (tmp_path / "subjects.yaml").write_text(text)
    with pytest.raises(NotASubject, match=r"subjects\.yaml"):
        subjects.load(tmp_path / "subjects.yaml")
