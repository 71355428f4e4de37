"""Reports: each is what its readers expect, whatever a subject managed to put into the findings."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files as package_files
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree

import jsonschema
import pytest
import yaml
from rich.console import Console

import samples
from envjudge import evidence, package, replay
from envjudge.checks.registry import CHECKS
from envjudge.findings import Channel, Finding, Phase, Status, found, passed, skipped
from envjudge.judge import Judgement
from envjudge.report import (
    badge,
    catalogue,
    document,
    files,
    junit,
    markdown,
    openenv,
    sarif,
    snippets,
    terminal,
    words,
)
from envjudge.specimens.packages import Package

GOLDEN = Path(__file__).with_name("golden")


def on_a_terminal(judgement: Judgement) -> str:
    console = Console(file=io.StringIO(), width=120, color_system=None)
    terminal.show(judgement, console, "envjudge-report")
    assert isinstance(console.file, io.StringIO)
    return "".join(f"{line.rstrip()}\n" for line in console.file.getvalue().splitlines())


def sarif_with_short_rules(judgement: Judgement) -> str:
    """The log without the texts of the catalogue, which has its own page."""
    log = json.loads(sarif.text(judgement))
    driver = log["runs"][0]["tool"]["driver"]
    driver["rules"] = [rule["id"] for rule in driver["rules"]]
    return json.dumps(log, indent=2) + "\n"


@pytest.mark.parametrize(("name", "render"), [
    ("terminal.txt", on_a_terminal), ("summary.md", markdown.text), ("report.junit.xml", junit.text), ("report.sarif", sarif_with_short_rules),
    ("report.json", document.text), ("badge.json", badge.text),
])
def test_a_report_reads_as_it_always_did(name: str, render: Callable[[Judgement], str]) -> None:
    """GOLDEN=write writes the files again; look at the difference before you commit it."""
    text = render(samples.judgement())
    if os.environ.get("GOLDEN") == "write":
        (GOLDEN / name).write_text(text, encoding="utf-8")
    assert text == (GOLDEN / name).read_text(encoding="utf-8")


def test_no_report_passes_on_what_could_steer_a_terminal() -> None:
    """Summaries quote the subject, and the subject may be hostile."""
    for render in (on_a_terminal, markdown.text, junit.text, sarif.text):
        text = render(samples.judgement())
        assert not any(each in text for each in ("\x1b", "\u202e", "\x00")), render


def test_the_json_report_keeps_its_published_schema() -> None:
    """Everybody may rely on the schema."""
    schema = json.loads(package_files("envjudge").joinpath("report", "report-v1.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    report = json.loads(document.text(samples.judgement()))
    jsonschema.validate(report, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(report | {"verdict": "perhaps"}, schema)
    finding = schema["properties"]["findings"]["items"]["properties"]
    for name, words_of in (("channel", Channel), ("phase", Phase), ("status", Status)):
        assert set(finding[name]["enum"]) == set(get_args(words_of)), name


def test_only_timings_differ_between_runs_that_heard_the_same() -> None:
    """Two reports can be compared line by line."""
    first = samples.judgement()
    slower = replace(first.evidence, recordings=tuple(
        replace(each, exchanges=tuple(replace(said, took_ms=said.took_ms + 9) for said in each.exchanges)) for each in first.evidence.recordings))
    one, other = document.document(first), document.document(replace(first, evidence=slower))
    assert one != other
    assert one | {"timings": None} == other | {"timings": None}


def test_openenv_reads_its_part_of_the_report(tmp_path: Path) -> None:
    """The part is a report v2 of OpenEnv's own models, with the manifest of a package as their parser reads it, and its verdict is
    the one that their policy gives."""
    with Package().written() as directory:
        known = samples.heard().with_fact("package", package.gather(directory, thorough=True))
    (tmp_path / "report.json").write_text(document.text(replace(samples.judgement(), evidence=known)), encoding="utf-8")
    program = """
import json, pathlib, sys
sys.modules["gradio"] = None  # quicker; nothing of it is needed
from openenv.validation.policy import apply_policy, load_policy
from openenv.validation.report import ValidationReportV2
from openenv.validation.types import Lane
part = json.loads(pathlib.Path(sys.argv[1]).read_text())["openenv"]
report = ValidationReportV2.model_validate(part)
policy = load_policy("v2")
local = {entry.check_id: entry.severity.value for entry in policy.entries if entry.lane is Lane.LOCAL}
print(json.dumps({"manifest": report.manifest and report.manifest.name, "read": report.verdict.value, "theirs": apply_policy(report.results, policy, Lane.LOCAL).value,
                  "ids": [each.check_id for each in report.results], "local": local}))
"""
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path / "report.json")], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    heard = json.loads(done.stdout.splitlines()[-1])
    assert heard["read"] == heard["theirs"] == "fail"
    assert heard["manifest"] == "tiny"
    assert heard["ids"] == ["runtime.startup", "semantic.floor_gap", "runtime.oracle_containment"]
    assert heard["local"] == openenv.severities(), "the table is that of the installed policy"


@pytest.mark.parametrize(("finding", "verdict"), [
    (passed("well"), "pass"), (found("warn", "hm", "mend"), "warn"), (skipped("no", "do"), "warn"), (found("fail", "bad", "mend"), "fail")])
def test_a_warning_of_ours_is_never_a_pass_of_theirs(finding: Finding, verdict: str) -> None:
    """OpenEnv's report has no status for warnings."""
    judgement = samples.judgement(("runtime.startup", finding))
    assert openenv.part(judgement, "0")["verdict"] == verdict


def test_junit_counts_its_cases_and_fails_a_build_of_skips() -> None:
    """A file full of skips is shown green by most readers: the verdict is a case of its own."""
    root = ElementTree.fromstring(junit.text(samples.judgement()).encode())
    for suite in root:
        assert int(suite.get("tests", "")) == len(suite)
        for kind, attribute in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
            assert int(suite.get(attribute, "")) == len(suite.findall(f"testcase/{kind}")), (suite.get("name"), kind)
    skips = ElementTree.fromstring(junit.text(samples.judgement(("runtime.startup", skipped("no", "do")))).encode())
    assert [case.get("name") for case in skips.iter("testcase") if case.find("failure") is not None] == ["verdict"]


def test_sarif_results_point_at_their_rules() -> None:
    """Code scanning drops a log whose results name unknown rules or levels."""
    (run,) = json.loads(sarif.text(samples.judgement()))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert [result["ruleId"] for result in run["results"]] == [rules[result["ruleIndex"]]["id"] for result in run["results"]]
    assert {result["level"] for result in run["results"]} == {"error", "warning"}
    assert all(result["message"]["text"] and result["locations"] for result in run["results"])
    assert len({result["partialFingerprints"]["finding/v1"] for result in run["results"]}) == len(run["results"])
    assert [each["associatedRule"]["id"] for each in run["invocations"][0]["toolExecutionNotifications"]] == ["tasks.bounds"]


def test_sarif_of_a_package_says_where_the_package_lies() -> None:
    """The manifest of a package in a subdirectory is found there."""
    judgement = samples.judgement()
    package = replace(judgement, evidence=replace(judgement.evidence, subject="/some/where/env", facts='{"kind":"package"}'))
    (run,) = json.loads(sarif.text(package))["runs"]
    assert run["originalUriBaseIds"] == {"SUBJECT": {"uri": "file:///some/where/env/"}}
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "openenv.yaml", "uriBaseId": "SUBJECT"}


def test_every_fault_comes_with_a_remedy_and_the_last_line_is_the_verdict() -> None:
    """A person reads the end first."""
    text = on_a_terminal(samples.judgement())
    for each in words.faults(samples.judgement()):
        assert f"remedy: {each.remedy}" in text
    assert "envjudge replay envjudge-report/replays/exploit.feedback_leak.yaml --url http://127.0.0.1:8000\n" in text
    assert text.splitlines()[-1] == "verdict: fail; 5 of 7 established"


def test_scripts_written_for_people_read_back_as_they_were() -> None:
    """What is attached to a bug report shows the same fault."""
    text = snippets.script_text(samples.SCRIPT)
    assert replay.parse(yaml.safe_load(text)) == samples.SCRIPT


def test_all_reports_lie_in_one_directory_and_old_scripts_go(tmp_path: Path) -> None:
    """A script of an earlier judgement would show a fault that is gone."""
    files.write(samples.judgement(), tmp_path)
    assert {each.name for each in (tmp_path / "replays").iterdir()} == {
        "spec.forbidden_refused.yaml", "exploit.feedback_leak.yaml", "runtime.oracle_containment.yaml"}
    assert evidence.load(tmp_path / "evidence.json.gz") == samples.heard()
    files.write(samples.judgement(("runtime.startup", passed("well"))), tmp_path)
    assert not list((tmp_path / "replays").iterdir())


def test_the_catalogue_says_of_every_check_what_it_means() -> None:
    """A check that nobody can understand is of no use."""
    assert [each["check"] for each in catalogue.entries()] == [check.id for check in CHECKS]
    assert all(all(each[name] for name in ("title", "means", "measured_by")) for each in catalogue.entries())


def test_sarif_points_at_the_lines_of_suspicious_code() -> None:
    """File and line, relative to the package; further places beside the first."""
    finding = Finding("source.dangerous_calls", "warn", "eval", channel="source", about=("server/my app.py:7", "models.py:3"))
    log = json.loads(sarif.text(replace(samples.judgement(), findings=(finding,))))
    (result,) = log["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == ("server/my%20app.py", 7)
    assert len(result["relatedLocations"]) == 1
