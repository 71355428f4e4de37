"""The rules of ARCHITECTURE.md that can be read off the imports."""

import ast
from pathlib import Path

import envjudge

SOURCES = Path(envjudge.__file__).parent
IO = {"httpx", "websockets", "socket", "subprocess", "os", "asyncio", "uvicorn"}


def imported(folder: str) -> dict[str, set[str]]:
    """What each module of a folder imports, by dotted name, wherever in the module it does."""
    found: dict[str, set[str]] = {}
    for file in sorted((SOURCES / folder).glob("**/*.py")):
        names: set[str] = set()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {each.name for each in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names |= {node.module, *(f"{node.module}.{each.name}" for each in node.names)}
        found[str(file.relative_to(SOURCES))] = names
    return found


def offenders(folder: str, *forbidden: str) -> list[tuple[str, str]]:
    return [(file, name) for file, names in imported(folder).items() for name in sorted(names)
            if any(name == each or name.startswith(f"{each}.") for each in forbidden)]


def test_checks_do_no_input_or_output() -> None:
    """They can be run again, years later, on saved evidence."""
    assert offenders("checks", "envjudge.probes", "envjudge.lab", "envjudge.transport", "envjudge.servers", "envjudge.collect", *IO) == []


def test_probes_judge_nothing() -> None:
    """What is asked does not depend on what would be found."""
    assert offenders("probes", "envjudge.checks", "envjudge.judge", "envjudge.policy", "envjudge.report") == []


def test_reports_hear_only_what_was_judged() -> None:
    """They are functions of a judgement."""
    assert offenders("report", "envjudge.probes", "envjudge.lab", "envjudge.transport", "envjudge.servers", "envjudge.cli", *IO) == []


def test_the_judge_knows_no_environment_of_this_repository() -> None:
    """It would be judged by its friends."""
    assert offenders(".", "tieout") == []


def test_a_forbidden_import_would_be_seen() -> None:
    """The rules above can turn red: transport does import httpx, and cli imports inside functions."""
    assert ("transport.py", "httpx") in offenders(".", "httpx")
    assert any(file == "cli/app.py" for file, _name in offenders("cli", "envjudge.cli.running"))
