"""The mistakes that `make mutants` plants: where they go, where they do not, and how one is known again."""

import ast
from pathlib import Path

import pytest
from scripts.mutations import mutants_of, size_of

LEDGER = Path(__file__).parents[2] / "src" / "tieout" / "ledger"


def made_of(source: str) -> set[str]:
    """What becomes of a module of one or a few lines."""
    return {mutant.source for mutant in mutants_of("m.py", source)}


@pytest.mark.parametrize(
    ("line", "mistakes"),
    [
        ("x = a < b", {"x = (a <= b)", "x = (a > b)"}),
        ("x = a is b", {"x = (a is not b)"}),
        ("x = a in b", {"x = (a not in b)"}),
        ("x = a - b", {"x = (a + b)"}),
        ("x = a // b", {"x = (a * b)"}),
        ("x = 7", {"x = (8)", "x = (6)"}),
        ("x = True", {"x = False"}),
        ("x = -a", {"x = (a)"}),
        ("x = a or b", {"x = (a and b)", "x = (a)", "x = (b)"}),
        ("x = min(a, b)", {"x = (max(a, b))"}),
        ("x = sorted(a, key=b)", {"x = (list(a))"}),
        ("x = a[b:c]", {"x = (a[:c])", "x = (a[b:])"}),
        ("x += a", {"x -= a", "pass"}),
        ("x.append(a)", {"pass"}),
        ("x[a] = b", {"pass"}),
        ("x = [a for a in b if a]", {"x = [a for a in b if (not a)]", "x = [a for a in b if True]"}),
        ("x = a if b else c", {"x = a if (not b) else c"}),
    ],
)
def test_each_kind_of_mistake(line: str, mistakes: set[str]) -> None:
    """One line, and all that it may become."""
    assert made_of(line) == mistakes


def test_a_returned_value_becomes_one_that_says_nothing() -> None:
    """Of the type that the function promises; an early return may be forgotten, the last one would be missed at once."""
    source = "def f(a) -> int:\n    if a:\n        return b\n    return c\n"
    assert made_of(source) == {
        source.replace("if a", "if (not a)"),
        source.replace("return b", "pass"),
        source.replace("return b", "return 0"),
        source.replace("return c", "return 0"),
    }
    assert made_of("def f() -> bool:\n    return a\n") == {"def f() -> bool:\n    return (not a)\n"}
    assert made_of("def f() -> Thing:\n    return a\n") == set()


@pytest.mark.parametrize(
    "source",
    [
        '"""A text of 7 < 8."""',
        'x = "a" + b',
        'x = f"{a + 7:02d}"',
        "x: dict[7] | None = a",
        "def f(a: b | c) -> b | None:\n    '''Text.'''\n    x = a",
        "@d(frozen=True)\nclass C:\n    a: int",
        "assert a < 7",
    ],
)
def test_texts_annotations_decorators_and_asserts_are_left_alone(source: str) -> None:
    """No mutant is made of them."""
    assert made_of(source) == set()


def test_a_mutant_is_known_again_when_lines_move() -> None:
    """Its key is made of the line and the mistake; the same mistake in the same line a second time has its own."""
    here = {mutant.key: mutant.line for mutant in mutants_of("m.py", "x = a - b\n")}
    later = {mutant.key: mutant.line for mutant in mutants_of("m.py", "import c\n\nx = a - b\nx = a - b\n")}
    assert next(iter(here.items())) in [(key, line - 2) for key, line in later.items()]
    assert len(later) == 2


@pytest.mark.parametrize("path", sorted(LEDGER.glob("*.py")), ids=lambda path: path.name)
def test_mutants_of_real_modules_compile_and_differ(path: Path) -> None:
    """Each is another program than the module and than every other mutant, and each key is used once."""
    source = path.read_text()
    mutants = list(mutants_of(path.name, source))
    programs = {ast.dump(ast.parse(mutant.source)) for mutant in mutants}
    assert len(programs | {ast.dump(ast.parse(source))}) == len(mutants) + 1
    assert len({mutant.key for mutant in mutants}) == len(mutants)
    assert all(source.splitlines()[mutant.line - 1] not in ("", '"""') for mutant in mutants)


def test_the_size_of_a_module_is_its_lines_of_code() -> None:
    """Blank lines, comments and documentation are no code."""
    assert size_of('"""Text."""\n\n# note\nx = 1\n\ny = (\n    2,\n    3,\n)\n') == 4
