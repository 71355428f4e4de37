"""The import rules hold, and every one of them can turn red."""

import ast
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tieout.agents.protocol import AgentKind
from tieout.agents.registry import AGENTS

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "tieout"
CONTRACTS = {
    contract["id"]: contract
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
}
# May know the answer: the oracle plays it, replay plays the oracle's moves of another month, the registry lists both.
KNOW_THE_ANSWER = {"tieout.agents.oracle", "tieout.agents.registry", "tieout.agents.replay"}
PURE = {
    "calendar",
    "collections",
    "dataclasses",
    "datetime",
    "enum",
    "functools",
    "itertools",
    "operator",
    "re",
    "types",
    "typing",
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run lint-imports over the package that lies in ``folder``."""
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--config", "pyproject.toml"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "src"), "NO_COLOR": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("planted")
    shutil.copytree(PACKAGE, folder / "src" / "tieout", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_the_contracts_hold() -> None:
    """Nothing in the package imports upwards, across the barrier, or out of the core."""
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("contract", "module", "line"),
    [
        ("layers", "ledger/money.py", "from tieout.documents import casefile"),
        ("layers", "documents/bank.py", "import tieout.formats"),
        ("layers", "documents/bank.py", "import tieout.tools"),
        ("layers", "scenario/seeds.py", "import tieout.tools.messages"),
        ("layers", "grading/facts.py", "from tieout.tasks import family"),
        ("layers", "tasks/family.py", "import tieout.episode"),
        ("layers", "agents/protocol.py", "def late():\n    import tieout.episode"),
        ("layers", "episode.py", "import tieout.agents.protocol"),
        ("layers", "rollout.py", "import tieout.serve"),
        ("layers", "unplaced.py", '"""A module that no layer names."""'),
        ("barrier", "tools/read_desk.py", "from tieout.scenario import answer_key"),
        ("barrier", "tools/messages.py", "def late():\n    import tieout.grading.facts"),
        ("barrier", "agents/protocol.py", "import tieout.scenario.answer_key"),
        ("barrier", "agents/protocol.py", "import tieout.tasks.family"),
        ("core", "ledger/books.py", "import os"),
        ("core", "tools/read_desk.py", "from pathlib import Path"),
        ("core", "scenario/seeds.py", "import time"),
        ("core", "grading/score.py", "import logging"),
        ("core", "episode.py", "import pydantic"),
        ("core", "documents/render.py", "import openenv.core"),
    ],
)
def test_a_planted_violation_turns_its_contract_red(copy: Path, contract: str, module: str, line: str) -> None:
    """Each rule is seen to fail: one forbidden line, late or early, and the named contract is broken."""
    target = copy / "src" / "tieout" / module
    assert target.exists() or module == "unplaced.py"
    before = target.read_text() if target.exists() else None
    target.write_text(f"{before or ''}\n{line}\n")
    try:
        result = lint(copy)
    finally:
        target.write_text(before) if before is not None else target.unlink()
    assert result.returncode == 1, result.stdout + result.stderr
    assert f"{CONTRACTS[contract]['name']} BROKEN" in result.stdout


@pytest.mark.parametrize(("contract", "exempt"), [("barrier", KNOW_THE_ANSWER), ("core", set())])
def test_every_agent_stands_under_the_rules_or_is_named_as_exempt(contract: str, exempt: set[str]) -> None:
    """A new agent is barred until somebody writes down why it is not."""
    agents = {f"tieout.agents.{file.stem}" for file in (PACKAGE / "agents").glob("*.py") if file.stem != "__init__"}
    folders = {f"tieout.agents.{folder.parent.name}" for folder in (PACKAGE / "agents").glob("*/__init__.py")}
    barred = {module for module in CONTRACTS[contract]["source_modules"] if module.startswith("tieout.agents.")}
    assert barred == (agents | folders) - exempt


@pytest.mark.parametrize("kind", AGENTS, ids=lambda kind: kind.name)
def test_an_agent_that_calls_itself_honest_stands_behind_the_barrier(kind: AgentKind) -> None:
    """What an agent declares and what its module may import agree, both ways."""
    module = getattr(kind.make, "func", kind.make).__module__
    barred = CONTRACTS["barrier"]["source_modules"]
    assert (module in barred or module.rpartition(".")[0] in barred) == kind.honest


def test_everything_below_rollout_stands_under_the_core_rule() -> None:
    """The core contract names every layer from the episode down."""
    layers = [name.strip("() ") for row in CONTRACTS["layers"]["layers"] for name in row.replace("|", ":").split(":")]
    below = {f"tieout.{name}" for name in layers[layers.index("episode") :] if (PACKAGE / name).exists()}
    below |= {"tieout.episode"}
    assert below <= set(CONTRACTS["core"]["source_modules"])


def imports(file: Path) -> set[str]:
    """The modules that a file imports, wherever in the file."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add("." * node.level + (node.module or ""))
    return found


@pytest.mark.parametrize("file", sorted((PACKAGE / "ledger").rglob("*.py")), ids=lambda file: file.stem)
def test_the_ledger_needs_only_the_pure_standard_library(file: Path) -> None:
    """The ledger imports itself and the part of the standard library that computes and touches nothing."""
    foreign = {name for name in imports(file) if not name.startswith("tieout.ledger")}
    assert {name.split(".")[0] for name in foreign} <= PURE, foreign


@pytest.mark.parametrize("file", sorted(PACKAGE.rglob("*.py")), ids=lambda file: str(file.relative_to(PACKAGE)))
def test_no_gpl_program_is_imported(file: Path) -> None:
    """The GPL referees are run as programs by tests; the package never imports them."""
    gpl = {"beancount", "beanquery", "beangulp", "fava", "ofxtools", "fpdf"}
    assert not gpl & {name.split(".")[0] for name in imports(file)}


def test_the_environment_and_the_judge_do_not_know_each_other() -> None:
    """Neither distribution imports the other, wherever in its files."""
    for folder, other in ((PACKAGE, "envjudge"), (ROOT / "judge" / "src", "tieout")):
        knowing = [file for file in folder.rglob("*.py") if other in {name.split(".")[0] for name in imports(file)}]
        assert knowing == []
