"""Near copies: what counts as the same code, and what is said without anything to compare."""

import random
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from envjudge import likeness, package, values
from envjudge.checks.package import near_copy
from envjudge.cli import app
from envjudge.evidence import Evidence
from envjudge.findings import Finding
from envjudge.specimens import copies
from envjudge.specimens.packages import HEALTHY, Package


def shapes(given: Package) -> list[int]:
    with given.written() as directory:
        return package.shapes(directory)


def judged(own: object, against: dict[str, object]) -> Finding:
    return near_copy(Evidence("s", "openenv-ws", "quick", facts=values.canonical({"package": {"files": [], "shapes": own}, "against": against})))


def test_new_names_make_no_new_code_and_other_code_is_other() -> None:
    original = shapes(replace(copies.RENAMED, changes=copies.OWN.against.changes if copies.OWN.against else ()))
    assert likeness.alike(original, shapes(copies.RENAMED)) == 1.0
    assert shapes(copies.OWN)
    assert likeness.alike(original, shapes(copies.OWN)) < 0.3


def test_the_template_alone_counts_for_nothing() -> None:
    """Short functions are alike in all packages; a sketch of them would call everybody a copy."""
    assert shapes(Package()) == []
    assert likeness.alike([], []) == 0.0


def test_a_sketch_is_bounded_and_still_a_fair_sample() -> None:
    """Evidence stays small whatever is read; broken files add nothing."""
    dice = random.Random(1)
    many = ["def f(x):\n" + "".join(f"    {dice.choice(['x = x', 'return x', 'x'])} {dice.choice('+-*/%')} {dice.choice(['1', 'x[1]', 'x()'])}\n"
                                   for line in range(40)) for each in range(20)]
    sketched = likeness.sketch([*many, "def ("])
    assert len(sketched) == likeness.KEPT
    assert likeness.alike(sketched, sketched) == 1.0


def test_a_copy_is_warned_of_and_named() -> None:
    said = judged(list(range(256)), {"a": list(range(20, 276)), "b": list(range(200, 456))})
    assert (said.status, said.about) == ("warn", ("a",))
    assert judged(list(range(256)), {"b": list(range(200, 456))}).status == "pass"


def test_without_anything_to_compare_it_says_what_to_do() -> None:
    assert "--against" in judged([1], {}).remedy
    assert judged([], {"a": [1]}).status == judged([1], {"a": []}).status == "skip"


@pytest.mark.parametrize("other", ["missing", "."])
def test_what_cannot_be_compared_with_is_a_mistake_in_the_call(other: str, tmp_path: Path) -> None:
    """No directory, and the subject itself."""
    for name, text in HEALTHY.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    result = CliRunner().invoke(app, ["run", str(tmp_path), "--against", str(tmp_path / other)])
    assert result.exit_code == 2
    assert "--against" in result.output
