"""What the pages for people point at is there."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [
    ROOT / name
    for name in subprocess.run(
        ["git", "ls-files", "*.md"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link of a page names a file of the repository."""
    prose = re.sub(r"````.*?````", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = [target for target in re.findall(r"\]\(([^)#\s]+)", prose) if "://" not in target]
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_commands_of_the_readme_exist() -> None:
    """Every make target, script and example that the README tells people to run is there."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = set((ROOT / "Makefile").read_text().partition(".PHONY:")[2].partition("\n")[0].split())
    assert set(re.findall(r"\bmake ([a-z-]+)", readme)) - {"sure", "it"} <= targets
    for name in re.findall(r"(?:scripts|examples)/[\w.-]+", readme):
        assert (ROOT / name).is_file(), name


def test_the_readme_is_the_card_of_a_space() -> None:
    """The front matter is what a Hugging Face Space and OpenEnv's catalogue read."""
    front = (ROOT / "README.md").read_text(encoding="utf-8").split("---\n")[1]
    for line in ("sdk: docker", "app_port: 8000", "base_path: /web", "  - openenv", "title: Tieout"):
        assert f"{line}\n" in front
