"""openenv.yaml and validation/ claim nothing that the code does not hold, and openenv's own checks agree."""

import json
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from openenv.cli._validation import validate_multi_mode_deployment, validate_running_environment
from openenv.validation import CheckStatus, Level, Verdict, run_validation
from openenv.validation.graders.runtime.basic import (
    ObservationSchemaGrader,
    RewardWellFormedGrader,
    StateContractGrader,
)
from openenv.validation.parsers.openenv_yaml import OpenEnvYamlParser
from openenv.validation.runtime.collector import collect_runtime_evidence
from openenv.validation.runtime.contracts import load_runtime_plan

from tieout import __version__
from tieout.serve.environment import DESCRIPTION, Operation, TieoutEnvironment
from tieout.serve.injected_state import SOLVED
from tieout.serve.openenv_api import CallToolAction
from tieout.tasks.family import LEVELS
from tieout.tasks.registry import FAMILIES, SIZES
from tieout.tools.registry import TOOLS

ROOT = Path(__file__).resolve().parents[2]
MANIFEST = yaml.safe_load((ROOT / "openenv.yaml").read_text(encoding="utf-8"))
CAPABILITIES = MANIFEST["validation"]["capabilities"]
RERUN = "stale: run scripts/record_validation.py"


def episodes(path: str) -> list[dict]:
    return [json.loads(line) for line in (ROOT / path).read_text(encoding="utf-8").splitlines()]


ORACLE = episodes("validation/oracle/actions.jsonl")
CANARIES = episodes(CAPABILITIES["canaries"])


def paid(episode: dict) -> float:
    """What the recorded actions are paid, whether or not the episode has ended before the last of them."""
    environment = TieoutEnvironment()
    assert environment.reset(**episode["reset"]).error is None
    return sum(environment.step(CallToolAction(**action)).reward for action in episode["actions"])


def test_names_and_words_agree_with_the_code() -> None:
    """Name, version and description are those that the server gives."""
    served = TieoutEnvironment().get_metadata()
    assert (MANIFEST["name"], MANIFEST["version"]) == (served.name, __version__) == ("tieout", served.version)
    assert " ".join(MANIFEST["description"].split()) == served.description == DESCRIPTION


def test_declared_tools_and_tasks_are_those_that_there_are() -> None:
    """Declared equals discovered, in order."""
    assert CAPABILITIES["declared_tools"] == [tool.name for tool in TOOLS]
    assert CAPABILITIES["declared_task_count"] == dict(SIZES)


def test_openenv_finds_no_fault_in_the_manifest(tmp_path: Path) -> None:
    """The static level of openenv validate passes with nothing to warn about. On a copy: it objects to a tree in which
    other tests write meanwhile."""
    shutil.copytree(ROOT, tmp_path / "tieout", ignore=shutil.ignore_patterns(".*", "__pycache__", "judge", "docs"))
    report = run_validation(tmp_path / "tieout", max_level=Level.STATIC)
    assert report.verdict is Verdict.PASS, report
    assert [result.status for result in report.results] == [CheckStatus.PASS]


def test_openenv_finds_no_fault_in_the_running_server(server) -> None:
    """All six checks of openenv validate --url pass."""
    report = validate_running_environment(server.url)
    assert [check["id"] for check in report["criteria"] if not check["passed"]] == []
    assert len(report["criteria"]) == 6


def test_the_structure_is_what_openenv_core_looks_for() -> None:
    """The structure check of openenv-core 0.3.0 misses uv.lock at most, which `make lock` makes."""
    _, issues = validate_multi_mode_deployment(ROOT)
    assert [issue for issue in issues if "uv.lock" not in issue] == []


def test_the_runtime_plan_meets_openenvs_graders(server) -> None:
    """The evidence that openenv collects with validation/runtime.json satisfies its three graders, to the last step."""
    manifest = OpenEnvYamlParser().parse(ROOT)
    plan = load_runtime_plan(ROOT, manifest.execution)
    evidence = collect_runtime_evidence(server.url, plan, episode_timeout_s=60)
    assert evidence.failure_reason is None
    assert sum(exchange.operation == "step" for exchange in evidence.exchanges) == len(plan.actions)
    subject = SimpleNamespace(manifest=manifest, runtime_evidence=evidence)
    for grader in (RewardWellFormedGrader(), ObservationSchemaGrader(), StateContractGrader()):
        result = grader.run(subject)
        assert result.status is CheckStatus.PASS, result.evidence


def test_the_oracle_location_holds_what_can_be_injected() -> None:
    """The declared file's content, given as injected_state, solves the desk where the operator allows it."""
    state = json.loads((ROOT / CAPABILITIES["oracle"]["location"]).read_text(encoding="utf-8"))
    assert state == SOLVED
    for number, _ in enumerate(FAMILIES):
        environment = TieoutEnvironment(Operation(oracle=True))
        environment.reset(split="validation", index=number * len(LEVELS), injected_state=state)
        assert environment.step(CallToolAction(tool_name="close_period", arguments={"confirm": True})).reward == 1.0


@pytest.mark.parametrize("episode", ORACLE, ids=lambda episode: episode["id"])
def test_recorded_oracle_scores_one(episode: dict) -> None:
    """The recorded public calls of the oracle are paid exactly what they promise: 1.0."""
    assert paid(episode) == episode["expect_min"] == 1.0, RERUN


@pytest.mark.parametrize("episode", CANARIES, ids=lambda episode: episode["id"])
def test_canaries_stay_where_they_belong(episode: dict) -> None:
    """A recorded cheat is paid no more than it is allowed, which is nowhere near a close."""
    assert paid(episode) <= episode["expect_max"] < 1.0, RERUN


def test_recordings_cover_every_family_and_tell_nothing_of_test() -> None:
    """Oracle: each family at each level. Cheats: each family. All on the validation split."""
    assert {episode["reset"]["split"] for episode in (*ORACLE, *CANARIES)} == {"validation"}
    assert len(ORACLE) == len(FAMILIES) * len(LEVELS)
    for family in FAMILIES:
        assert sum(family.name in canary["id"] for canary in CANARIES) >= 8
