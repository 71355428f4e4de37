"""What lies in the repository, and what must never lie there."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHIMS = ("__init__.py", "client.py", "models.py", "inference.py", "server/__init__.py", "server/app.py")
# Written in pieces, so that this file does not name what it looks for.
HOSTS = ("py" + r"pi\.org", "python" + r"hosted\.org", "registry" + r"\.npmjs", "deb" + r"\.debian\.org")
PLACES = (*(rf"(?<![\w.])/{folder}/" for folder in ("work", "root", "home")), "bash_" + "jobs")
FOREIGN = re.compile("|".join(HOSTS + PLACES))
MEBIBYTE = 1 << 20
LONGEST_MODULE = 400


def listing(*arguments: str) -> list[str]:
    """What ``git ls-files`` says, a line each."""
    command = ["git", "-c", "core.quotePath=false", "ls-files", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()


TRACKED = [name for name in listing() if (ROOT / name).is_file()]


def is_thin(node: ast.stmt) -> bool:
    """Whether a statement of a shim only names, imports, or hands over."""
    match node:
        case ast.Import() | ast.ImportFrom() | ast.Expr() | ast.Assign() | ast.Raise() | ast.Return():
            return True
        case ast.FunctionDef(name="main", body=body):
            return len(body) <= 2
        case ast.If(body=body, orelse=[]):
            return all(is_thin(inner) for inner in body)
        case ast.Try(body=body, handlers=handlers):
            return all(is_thin(inner) for inner in [*body, *(inner for handler in handlers for inner in handler.body)])
    return False


@pytest.mark.parametrize("name", [name for name in SHIMS if (ROOT / name).exists()])
def test_root_files_are_thin_shims(name: str) -> None:
    """A root file only imports from the package and hands over; logic lives under src."""
    tree = ast.parse((ROOT / name).read_text())
    assert all(is_thin(node) for node in tree.body), ast.dump(tree)
    assert sum(isinstance(node, ast.stmt) for node in ast.walk(tree)) <= 20


def test_a_root_file_with_logic_is_not_thin() -> None:
    """The measure itself can say no."""
    assert not all(is_thin(node) for node in ast.parse("def score(x):\n    return x + 1").body)
    assert not all(is_thin(node) for node in ast.parse("for x in range(3):\n    print(x)").body)


def test_there_are_no_symbolic_links() -> None:
    """OpenEnv's validator refuses a package with links."""
    assert [line for line in listing("--stage") if line.startswith("120000")] == []


@pytest.mark.parametrize("name", TRACKED)
def test_a_file_is_small_and_names_no_foreign_place(name: str) -> None:
    """No file above 1 MiB; no registry's host and no path of anybody's machine in any of them."""
    data = (ROOT / name).read_bytes()
    assert len(data) <= MEBIBYTE
    found = FOREIGN.search(data.decode("utf-8", errors="replace"))
    assert found is None, found


@pytest.mark.parametrize("name", [name for name in TRACKED if name.endswith(".py")])
def test_a_module_stays_readable(name: str) -> None:
    """No module is longer than 400 lines, and none leaves work or tests lying about."""
    text = (ROOT / name).read_text()
    assert text.count("\n") <= LONGEST_MODULE
    left = re.search(
        "TO" + r"DO|FIX" + r"ME|pytest\.sk" + r"ip|mark\.sk" + r"ip|xf" + r"ail|NotImplemented" + "Error", text
    )
    assert left is None, left


@pytest.mark.parametrize("name", [name for name in TRACKED if name.endswith(".sh") or name == ".ci/run"])
def test_a_script_can_be_run(name: str) -> None:
    """Shell scripts carry the executable bit and their interpreter."""
    assert listing("--stage", name)[0].startswith("100755")
    assert (ROOT / name).read_text().startswith("#!/usr/bin/env bash\n")


@pytest.mark.parametrize("name", ["requirements.lock", "tests/requirements.lock"])
def test_lock_files_pin_by_hash_and_name_no_index(name: str) -> None:
    """Every requirement is one exact version with hashes; where it comes from is the installer's business."""
    text = (ROOT / name).read_text()
    assert "://" not in text
    assert not re.search(r"^\s*-", text.replace("    --hash", ""), re.MULTILINE)
    pins = re.split(r"\n(?=\S)", text.strip())
    assert len(pins) > 50
    assert all(re.match(r"[\w.-]+==\S+", pin) and "--hash=sha256:" in pin for pin in pins)


def test_the_runtime_lock_is_free_of_the_gpl_and_of_test_tools() -> None:
    """What the image installs holds neither the GPL referees nor what only tests need."""
    names = set(re.findall(r"^([\w.-]+)==", (ROOT / "requirements.lock").read_text(), re.MULTILINE))
    assert not names & {
        "beancount",
        "beanquery",
        "beangulp",
        "fava",
        "ofxtools",
        "pytest",
        "hypothesis",
        "mypy",
        "ruff",
    }


def test_the_lock_files_agree() -> None:
    """What is tested is what is run: every runtime pin stands in the test lock too."""
    pins = [
        set(re.findall(r"^[\w.-]+==\S+", (ROOT / name).read_text(), re.MULTILINE))
        for name in ("requirements.lock", "tests/requirements.lock")
    ]
    assert pins[0] <= pins[1]


def test_the_makefile_is_short_and_explains_itself() -> None:
    """At most fourteen targets, each with its line in ``make help``."""
    text = (ROOT / "Makefile").read_text()
    targets = re.findall(r"^\.PHONY: (.*)$", text, re.MULTILINE)[0].split()
    assert len(targets) <= 14
    helped = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert re.findall(r"^  make (\S+)", helped, re.MULTILINE) != []
    assert set(re.findall(r"^  make (\S+)", helped, re.MULTILINE)) == set(targets)
