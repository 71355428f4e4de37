"""The command line, as a person or a build calls it."""

import gzip
import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import Result
from typer.testing import CliRunner

import envjudge
import samples
from envjudge import VERSION, evidence, selftest
from envjudge.cli import app, running
from envjudge.findings import Finding, found, passed, skipped
from envjudge.report import document

QUICK = ("--only", "runtime.startup", "--only", "exploit.repeat_action", "--only", "tasks.bounds")
"""A check that passes, one that fails on the specimen `farm`, and one that is skipped there."""


@pytest.fixture(autouse=True)
def _children_find_us(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(envjudge.__file__).parents[1]))
    monkeypatch.delenv("API_BASE_URL", raising=False)  # no model plays in tests, whatever the machine is set up for


def call(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture(scope="module")
def hall() -> Iterator[str]:
    with selftest.hall() as url:
        yield url


@pytest.fixture(scope="module")
def judged(hall: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Path]:
    """One run on a specimen that pays for repeating."""
    out = tmp_path_factory.mktemp("farm") / "out"
    return call("run", f"{hall}/farm", *QUICK, "--out", out), out


def test_help_and_version_load_nothing_heavy() -> None:
    """The command answers at once: neither the network's libraries nor OpenEnv are loaded before they are needed."""
    program = ("import sys, envjudge.cli as cli\n"
               "sys.argv = ['envjudge', '--help']\n"
               "try: cli.main()\n"
               "except SystemExit: pass\n"
               "print(sorted({'httpx', 'openenv', 'websockets', 'yaml', 'jsonschema'} & set(sys.modules)))")
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert "recheck" in done.stdout
    assert done.stdout.splitlines()[-1] == "[]"
    module = subprocess.run([sys.executable, "-m", "envjudge", "--version"], capture_output=True, text=True, check=True, timeout=60)
    assert module.stdout == f"envjudge {VERSION}\n"


def test_help_says_what_the_exit_codes_mean() -> None:
    """Whoever writes a build script looks there."""
    text = " ".join(call("run", "--help").output.split())
    assert "1 fail, or not established; 2 not a subject" in text


def test_a_faulty_subject_fails_and_is_told_how_to_see_and_mend_it(judged: tuple[Result, Path]) -> None:
    """The whole of a run: exit code, table, remedy, reproduction, last line."""
    result, out = judged
    assert result.exit_code == 1, result.output
    lines = result.stdout.splitlines()
    assert lines[-1] == "verdict: fail; 2 of 3 established"
    assert any(line.startswith(f"  show it: envjudge replay {out}/replays/exploit.repeat_action.yaml --url http://") for line in lines)
    assert any(line.startswith("  remedy: ") for line in lines)
    assert any(line.startswith("skip") and "tasks.bounds" in line for line in lines)
    assert {each.name for each in out.iterdir()} >= {"index.html", "report.json", "report.junit.xml", "report.sarif", "summary.md", "badge.json",
                                                     "evidence.json.gz", "replays"}


def test_the_report_of_a_real_run_keeps_its_schema(judged: tuple[Result, Path]) -> None:
    """The schema is tested on what a server really said."""
    schema = json.loads((Path(document.__file__).with_name("report-v1.schema.json")).read_text(encoding="utf-8"))
    report = json.loads((judged[1] / "report.json").read_text(encoding="utf-8"))
    jsonschema.validate(report, schema)
    assert report["subject"]["kind"] == "url"


def test_saved_evidence_is_judged_alike_offline(judged: tuple[Result, Path], tmp_path: Path) -> None:
    """The same checks, the same bytes: nobody has to trust the one who ran it."""
    again = call("recheck", judged[1] / "evidence.json.gz", "--out", tmp_path)
    assert again.exit_code == 1
    for file in judged[1].rglob("*"):
        if file.is_file():
            assert (tmp_path / file.relative_to(judged[1])).read_bytes() == file.read_bytes(), file.name


def test_recheck_may_choose_other_checks(judged: tuple[Result, Path]) -> None:
    """A question that came up later is answered from what was heard."""
    again = call("recheck", judged[1] / "evidence.json.gz", "--only", "runtime.startup", "--json")
    assert again.exit_code == 0
    assert [each["check"] for each in json.loads(again.stdout)["findings"]] == ["runtime.startup"]


@pytest.mark.parametrize("specimen", ["farm", "sums"])
def test_a_replay_shows_the_fault_where_it_is_and_only_there(judged: tuple[Result, Path], hall: str, specimen: str) -> None:
    """The script of a finding is its proof."""
    from_file = call("replay", judged[1] / "replays" / "exploit.repeat_action.yaml", "--url", f"{hall}/{specimen}")
    from_report = call("replay", "--from", judged[1] / "report.json", "--finding", "exploit.repeat_action", "--url", f"{hall}/{specimen}")
    assert from_file.stdout == from_report.stdout
    shown = specimen == "farm"
    assert from_file.exit_code == (0 if shown else 1)
    assert from_file.stdout.splitlines()[-1] == ("shown: 1 of 1 expectations held" if shown else "not shown: 0 of 1 expectations held")


def test_a_package_directory_is_started_judged_and_stopped(tmp_path: Path) -> None:
    """The reproduction names the package, and the source has a digest."""
    package = packaged(tmp_path, "Sums")
    result = call("run", package, "--only", "runtime.startup", "--out", tmp_path / "out", "--json")
    assert result.exit_code == 0, result.output
    report = json.loads(result.stdout)
    assert (report["subject"]["kind"], report["verdict"], len(report["subject"]["digest"])) == ("package", "pass", 64)


def test_ctrl_c_stops_the_server_and_loses_nothing(tmp_path: Path) -> None:
    """What was heard until then is judged and kept, and can be judged again."""
    package = packaged(tmp_path, "Sums")
    out = tmp_path / "out"
    child = subprocess.Popen([sys.executable, "-m", "envjudge", "run", str(package), "--out", str(out)],
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert child.stderr is not None
    for line in child.stderr:
        if "asking: seeds" in line:
            break
    while child.poll() is None and len((package / "ports").read_text().split()) < 2:
        time.sleep(0.05)
    child.send_signal(signal.SIGINT)
    stdout, stderr = child.communicate(timeout=60)
    assert child.returncode == 130, stderr
    assert "nothing is lost" in stderr
    assert stdout.splitlines()[-1].startswith("verdict: not established; ")
    assert "stopped by the user" in stdout
    saved = evidence.load(out / "evidence.json.gz")
    assert saved.of("surface")
    assert any("stopped by the user" in note for _probe, note in saved.notes)
    again = call("recheck", out / "evidence.json.gz")
    assert again.exit_code == 1
    ports = [int(line) for line in (package / "ports").read_text().split()]
    assert len(ports) == 2, "a second server is started beside the first"
    for port in ports:
        with pytest.raises(ConnectionRefusedError):
            connected(port)


def test_what_another_process_does_otherwise_is_found_kept_and_played_again(tmp_path: Path) -> None:
    """A package gets a second server: in the run, and in the replay of what it showed. An address is one server."""
    package, out = packaged(tmp_path, "Hashed", "unsteady"), tmp_path / "out"
    result = call("run", package, "--only", "robust.process_determinism", "--out", out)
    assert result.exit_code == 1, result.output
    assert "confirmed 1 of 1" in result.stdout
    assert "another observation.question after reset on a second server, started with PYTHONHASHSEED=1 instead of 0" in " ".join(result.stdout.split())
    jsonschema.validate(json.loads((out / "report.json").read_text()), json.loads((Path(document.__file__).with_name("report-v1.schema.json")).read_text()))
    assert call("recheck", out / "evidence.json.gz", "--out", tmp_path / "again").exit_code == 1
    for file in out.rglob("*"):
        if file.is_file():
            assert (tmp_path / "again" / file.relative_to(out)).read_bytes() == file.read_bytes(), file.name
    script = out / "replays" / "robust.process_determinism.yaml"
    shown = call("replay", script, "--url", package)
    assert (shown.exit_code, shown.stdout.splitlines()[-1]) == (0, "shown: 2 of 2 expectations held")
    address = call("replay", script, "--url", "http://127.0.0.1:9")
    assert address.exit_code == 2
    assert "messages to a second server as well, and http://127.0.0.1:9 is one; name with --url what it is served from" in address.stderr


@pytest.mark.parametrize(("words", "told"), [
    (("run", "nonsense"), "'nonsense' is neither"),
    (("run", "http://127.0.0.1:8000", "--only", "runtime.startupp"), "there is no check 'runtime.startupp'; perhaps runtime.startup"),
    (("run", "http://127.0.0.1:8000", "--phase", "gate", "--only", "exploit.*"), "leave --phase out"),
    (("run", "http://127.0.0.1:8000", "--env", "A=b"), "running already"),
    (("run", ".", "--env", "a-b=c"), "is not NAME=VALUE"),
    (("recheck", "README.md"), "name the evidence.json.gz"),
    (("replay", "--url", "http://127.0.0.1:8000"), "either a FILE, or --from"),
    (("replay", "pyproject.toml", "--url", "http://127.0.0.1:8000"), "pyproject.toml"),
    (("selftest", "nobody"), "there is no specimen 'nobody'"),
    (("run",), "Missing argument"),
])
def test_a_mistake_in_the_call_is_explained(words: tuple[str, ...], told: str) -> None:
    """The value, the rule, the remedy; never a traceback."""
    result = call(*words)
    assert result.exit_code == 2
    assert told in result.stderr
    assert "Traceback" not in result.output


def test_a_mistake_in_the_variables_of_the_model_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is started."""
    for name, value in (("API_BASE_URL", "http://127.0.0.1:9"), ("MODEL_NAME", "m"), ("MODEL_PRICES", "cheap")):
        monkeypatch.setenv(name, value)
    result = call("run", "http://127.0.0.1:9")
    assert result.exit_code == 2
    assert "MODEL_PRICES=cheap: write the price" in result.stderr


def test_a_fault_of_ours_is_ours(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A build must not blame the subject for a broken judge."""
    def broken(*_given: object) -> None:
        raise KeyError("ours")

    monkeypatch.setattr(running, "recheck", broken)
    result = call("recheck", tmp_path)
    assert result.exit_code == 3
    assert "our own fault: KeyError" in result.stderr


@pytest.mark.parametrize(("finding", "plain", "strict"), [
    (passed("well"), 0, 0),
    (found("warn", "hm", "mend"), 0, 1),
    (found("fail", "bad", "mend"), 1, 1),
    (skipped("no", "do"), 1, 1),
    (Finding("", "error", "the judge failed"), 3, 3),
])
def test_exit_codes(finding: Finding, plain: int, strict: int) -> None:
    """What was not established is never a pass."""
    judgement = samples.judgement(("runtime.startup", finding))
    assert (running.exit_code(judgement, False), running.exit_code(judgement, True)) == (plain, strict)


def test_the_catalogue_is_listed_for_people_and_programs() -> None:
    """Every check with its phase and severity."""
    listed = json.loads(call("list", "--json").stdout)
    assert {"check", "phase", "severity", "means", "measured_by", "specimen"} <= set(listed[0])
    assert call("list", "--markdown").stdout.startswith("# What is checked\n")
    assert call("list").exit_code == 0


def test_selftest_says_of_each_specimen_whether_the_judge_was_right() -> None:
    """One healthy specimen; all of them are the matrix's business."""
    result = call("selftest", "sums")
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == ["  1/1 right sums (healthy)", "selftest: 1 of 1 specimens judged rightly"]


def test_evidence_that_is_cut_off_is_refused(judged: tuple[Result, Path], tmp_path: Path) -> None:
    """Half a file is no evidence."""
    (tmp_path / "half.gz").write_bytes(gzip.compress(b'{"evidence": 1}'))
    assert call("recheck", tmp_path / "half.gz").exit_code == 2
    (tmp_path / "cut.gz").write_bytes((judged[1] / "evidence.json.gz").read_bytes()[:2000])
    assert call("recheck", tmp_path / "cut.gz").exit_code == 2


def packaged(place: Path, specimen: str, module: str = "healthy") -> Path:
    """A package directory that serves a specimen, and writes its ports down."""
    package = place / "package"
    (package / "server").mkdir(parents=True)
    (package / "openenv.yaml").write_text(yaml.safe_dump({"spec_version": 1, "name": "package", "app": "server.app:app", "port": 8000}))
    (package / "server" / "__init__.py").touch()
    (package / "server" / "app.py").write_text(f"""
import pathlib, sys
from envjudge.specimens.{module} import {specimen}
from envjudge.specimens.serve import Hall

hall = Hall({{"one": {specimen}}})
pathlib.Path(__file__).parents[1].joinpath("ports").open("a").write(sys.argv[sys.argv.index("--port") + 1] + "\\n")


async def app(scope, receive, send):
    await hall(scope if scope["type"] == "lifespan" else {{**scope, "path": "/one" + scope["path"]}}, receive, send)
""")
    return package


def connected(port: int) -> None:
    import socket
    with socket.create_connection(("127.0.0.1", port), timeout=2):
        pass
