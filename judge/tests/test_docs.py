"""What the pages tell people to type works."""

import re
import shlex
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from envjudge import subjects
from envjudge.checks.registry import BY_ID
from envjudge.cli import app
from envjudge.report import catalogue

JUDGE = Path(__file__).parents[1]
PAGES = ("README.md", "docs/five-minutes.md", "examples/github-action.yml")


def commands() -> list[str]:
    """Every call of ours in a code block, in backticks, or in the workflow."""
    found = []
    for page in PAGES:
        text = (JUDGE / page).read_text(encoding="utf-8")
        found += re.findall(r"^(?:.*(?:run|it): )?(envjudge [a-z]+[^\n#]*)", text, re.MULTILINE)
        found += re.findall(r"`(envjudge [a-z]+[^`\n]*)`", text)
    return found


@pytest.mark.parametrize("command", sorted(set(commands())))
def test_a_command_on_a_page_exists_with_its_options(command: str) -> None:
    """An option that was renamed is renamed here."""
    _envjudge, name, *words = shlex.split(command)
    told = CliRunner().invoke(app, [name, "--help"], terminal_width=200)
    assert told.exit_code == 0
    for word in words:
        if word.startswith("--"):
            assert re.search(rf"{word}\b", told.output), f"{name} has no {word}"
    for option, value in pairwise(words):
        assert option != "--only" or "*" in value or value in BY_ID, value


def test_the_pages_are_read() -> None:
    """The pattern above finds something on every page."""
    assert len(commands()) > 10


def test_the_workflow_is_one() -> None:
    """It is YAML, and it keeps the reports whatever the verdict."""
    workflow = yaml.safe_load((JUDGE / "examples" / "github-action.yml").read_text(encoding="utf-8"))
    steps = workflow["jobs"]["judge"]["steps"]
    judged = next(index for index, step in enumerate(steps) if step.get("name") == "Judge")
    assert all("always()" in step["if"] for step in steps[judged + 1:])


def test_the_example_of_many_subjects_is_understood(tmp_path: Path) -> None:
    """A key that was renamed is renamed there."""
    (tmp_path / "path" / "to" / "my_env").mkdir(parents=True)
    (tmp_path / "path" / "to" / "my_env" / "openenv.yaml").write_text("name: my_env\napp: server.app:app\n")
    copy = tmp_path / "examples" / "subjects.yaml"
    copy.parent.mkdir()
    copy.write_text((JUDGE / "examples" / "subjects.yaml").read_text(encoding="utf-8"))
    assert [each.name for each in subjects.load(copy)] == ["my-env", "my-env-hard", "running"]


def test_the_page_of_checks_is_the_catalogue() -> None:
    """`make docs` writes it."""
    assert (JUDGE / "docs" / "checks.md").read_text(encoding="utf-8") == catalogue.markdown()


def test_links_between_pages_lead_somewhere() -> None:
    """Of our own pages; the world's are its own affair."""
    for page in ("README.md", "ARCHITECTURE.md", "docs/five-minutes.md"):
        for target in re.findall(r"\]\((?!http)([^)#]+)\)", (JUDGE / page).read_text(encoding="utf-8")):
            assert (JUDGE / page).parent.joinpath(target).exists(), f"{page}: {target}"
