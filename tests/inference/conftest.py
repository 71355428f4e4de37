"""Running the baseline as a user does, in this process, and reading what it printed."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from local_endpoint import LocalEndpoint

from tieout.inference import endpoint as endpoint_module
from tieout.inference.main import main

TASK = "bank_reconciliation.v2/test/L1/0"


@dataclass(frozen=True)
class Printed:
    """A finished run: exit status, standard output and error, the JSON file."""

    status: int
    out: str
    err: str
    data: dict[str, Any]

    @property
    def events(self) -> list[str]:
        return [line for line in self.out.splitlines() if line.startswith("[")]

    @property
    def scores(self) -> dict[str, float | None]:
        return {episode["task_id"]: episode["score"] for episode in self.data["episodes"]}

    @property
    def episode(self) -> dict[str, Any]:
        (only,) = self.data["episodes"]
        return only


@pytest.fixture
def infer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Printed]:
    """Run the baseline against a URL with command-line arguments; TASK alone unless told otherwise."""

    def run(url: str, *arguments: str, tasks: tuple[str, ...] = (TASK,), key: str = "a-key") -> Printed:
        file = tmp_path / "scores.json"
        named = [part for task in tasks for part in ("--task", task)]
        status = main(
            [*named, "--json", str(file), *arguments],
            {"API_BASE_URL": url, "MODEL_NAME": "local/closer", "HF_TOKEN": key},
        )
        printed = capsys.readouterr()
        text = file.read_text() if file.exists() else ""
        return Printed(status, printed.out, printed.err, json.loads(text) if text else {})

    return run


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The record of TASK closed through an endpoint without faults."""
    file = tmp_path_factory.mktemp("sound") / "scores.json"
    with LocalEndpoint() as endpoint:
        variables = {"API_BASE_URL": endpoint.url, "MODEL_NAME": "local/closer", "HF_TOKEN": "a-key"}
        assert main(["--task", TASK, "--json", str(file)], variables) == 0
    (episode,) = json.loads(file.read_text())["episodes"]
    return episode


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pauses between tries a hundred times shorter."""
    monkeypatch.setattr(endpoint_module, "FIRST_PAUSE", 0.01)


START = re.compile(r"\[START\] task=(\S+) env=tieout model=(\S+)")
STEP = re.compile(r"\[STEP\] step=(\d+) action=(\S+\(\S*\)) reward=(-?\d+\.\d\d) done=(true|false) error=(\S+)")
END = re.compile(r"\[END\] success=(true|false) steps=(\d+) score=(\d\.\d\d) rewards=((?:-?\d+\.\d\d(?:,|$))*)")


def check_events(events: list[str]) -> None:
    """Every line has its form, and each episode is one unbroken block whose parts agree."""
    blocks: list[list[str]] = []
    for line in events:
        if line.startswith("[START]"):
            assert START.fullmatch(line), line
            blocks.append([])
        blocks[-1].append(line)
    for block in blocks:
        end = END.fullmatch(block[-1])
        assert end, block[-1]
        steps = [STEP.fullmatch(line) for line in block[1:-1]]
        assert all(steps), block
        assert [int(step[1]) for step in steps] == list(range(1, len(steps) + 1))
        assert int(end[2]) == len(steps)
        assert [reward for reward in end[4].split(",") if reward] == [step[3] for step in steps]
        assert [step[4] for step in steps[:-1]] == ["false"] * (len(steps) - 1)
