"""Facts about package directories: what is read, what is left alone, and what the syntax trees give reason to suspect."""

from dataclasses import replace
from pathlib import Path

import pytest

from envjudge import package, suspicions, values
from envjudge.specimens.packages import HEALTHY, Package, changed


def gathered(given: Package) -> dict[str, object]:
    with given.written() as directory:
        return package.gather(directory)


def rules(source: str) -> list[tuple[str, int]]:
    return [(each.rule, each.line) for each in suspicions.suspicions("x.py", source)]


def test_nothing_of_the_package_is_run(tmp_path: Path) -> None:
    """Reading a package that would do harm does none."""
    mark = tmp_path / "mark"
    harm = f"open({str(mark)!r}, 'w').write('x')\n"
    gathered(Package(tuple((name, harm + text) for name, text in HEALTHY.items() if name.endswith(".py"))))
    assert not mark.exists()


def test_only_code_that_the_application_imports_is_suspected() -> None:
    """A script beside the environment may call eval; the environment's own modules may not."""
    beside = Package((("tools/make.py", "print(eval('1'))\n"),))
    assert gathered(beside)["suspicions"] == []
    reached = gathered(replace(beside, changes=(*beside.changes, ("server/app.py", "import tools.make\n" + HEALTHY["server/app.py"]))))
    assert [values.at(each, "file") for each in values.items(reached["suspicions"])] == ["tools/make.py"]


def test_a_file_that_does_not_parse_or_is_huge_does_no_harm() -> None:
    """Broken syntax, deep nesting and long files are read as having nothing suspicious."""
    broken = Package((("server/environment.py", "def (:\n"), ("models.py", "x = " + "(" * 5000 + ")" * 5000), ("data/big.json", "1" * (package.LARGEST + 1))))
    assert gathered(broken)["suspicions"] == []


def test_a_link_out_of_the_package_is_not_followed(tmp_path: Path) -> None:
    """What a package points at outside is none of its files."""
    (tmp_path / "out.txt").write_text("hf_" + "aB3dE5gH7jK9mN1pQ3sT5vX7zA9cD1fG3h")
    with Package().written() as directory:
        (directory / "in.txt").symlink_to(tmp_path / "out.txt")
        assert package.gather(directory)["secrets"] == []


def test_a_token_is_named_by_place_and_never_quoted() -> None:
    """The report must not leak what it warns of; a row of x is an example."""
    token = "hf_" + "aB3dE5gH7jK9mN1pQ3sT5vX7zA9cD1fG3h"
    facts = gathered(Package((("a.py", f"\nT = '{token}'\n"), ("b.py", "T = 'hf_" + "x" * 34 + "'\n"))))
    assert facts["secrets"] == [{"kind": "Hugging Face token", "file": "a.py", "line": 2}]
    assert token not in values.canonical(facts)
    quoting = gathered(changed("server/environment.py", "int(answer) ==", f"eval(answer, {{'t': '{token}'}}) =="))
    assert quoting["suspicions"]
    assert token not in values.canonical(quoting)


@pytest.mark.parametrize(("line", "rule"), [
    ("eval(x)", "calls"), ("pickle.loads(x)", "calls"), ("yaml.load(x)", "calls"), ("subprocess.run(x, shell=True)", "calls"),
    ("np.clip(x, 0.001, 0.999)", "clamp"), ("open('out/reward.txt')", "verdict"), ("LocalPythonExecutor([])", "sandbox")])
def test_a_suspicious_call_is_found(line: str, rule: str) -> None:
    """Each rule has a line that trips it, and nothing else does."""
    assert rules(f"def f(x):\n    {line}\n") == [(rule, 2)]


@pytest.mark.parametrize("line", [
    "yaml.load(x, Loader=yaml.SafeLoader)", "subprocess.run(x)", "model.eval()", "max(0.0, min(1.0, x))", "min(0.5, x)",
    "open('reward.txt', 'w')", "eval(x)  # noqa: S307 - a constant", "exec(x)  # nosec"])
def test_what_is_harmless_or_considered_is_left_alone(line: str) -> None:
    """A safe loader, a method called eval, ordinary clamps, and what the author has marked."""
    assert rules(f"def f(x):\n    {line}\n") == []


def test_grading_functions_are_held_to_more_than_others() -> None:
    """The same line is suspicious where scores are made."""
    body = "    try:\n        return run(x)\n    except Exception:\n        return 1.0\n"
    assert rules("def score(x):\n" + body) == [("default", 5)]
    assert rules("def load(x):\n" + body) == []


def test_a_base_named_by_an_argument_is_looked_at() -> None:
    """The default of the argument is what is built."""
    from envjudge.checks.package import image_hygiene
    argued = changed("Dockerfile", "FROM python:3.11-slim", "ARG BASE=some/base:latest\nFROM ${BASE} AS one\nFROM one")
    assert "some/base:latest" in image_hygiene(gathered(argued)).summary
    assert image_hygiene(gathered(Package())).status == "pass"


def test_what_was_not_asked_for_in_time_is_no_disagreement() -> None:
    """A surface that was cut short tells nothing of tools and tasks."""
    from envjudge.checks.package import tasks_declared, tools_declared
    from envjudge.evidence import Evidence
    manifest = {"validation": {"capabilities": {"declared_tools": ["a"], "declared_task_count": {"train": 3}}}}
    cut = Evidence("s", "openenv-ws", "quick", notes=(("surface", "cut short"),), facts=values.canonical({"manifest": manifest}))
    assert [check(cut).status for check in (tools_declared, tasks_declared)] == ["skip", "skip"]
