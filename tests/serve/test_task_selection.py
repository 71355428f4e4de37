"""Which month a reset begins."""

import pytest

from tieout.ledger.refusal import Refusal
from tieout.serve.task_selection import choose_task, unknown_option
from tieout.tasks.family import LEVELS, SPLITS, Task
from tieout.tasks.registry import FAMILIES, SIZES, num_tasks, parse_task, task_at

NOTHING = {"seed": None, "split": None, "index": None, "family": None, "level": None, "task_id": None}


def chosen(**given: object) -> Task | Refusal:
    return choose_task(**{**NOTHING, **given})


def task(**given: object) -> Task:
    found = chosen(**given)
    assert isinstance(found, Task), found
    return found


def test_equal_seeds_name_equal_months_and_different_ones_differ() -> None:
    """A seed is a month of train; two hundred seeds meet every family and level and hardly ever the same month."""
    months = [task(seed=seed) for seed in range(200)]
    assert months == [task(seed=seed) for seed in range(200)]
    assert {month.split for month in months} == {"train"}
    assert {(month.family, month.level) for month in months} == {
        (family.name, level) for family in FAMILIES for level in LEVELS
    }
    assert len(set(months)) > 190


def test_filters_narrow_and_do_not_move() -> None:
    """Family and level filter; a seed whose month passes the filter anyway stays that month."""
    for seed in range(50):
        free = task(seed=seed)
        assert task(seed=seed, family=free.family, level=free.level) == free
        for family in FAMILIES:
            narrowed = task(seed=seed, family=family.name, level=3, split="validation")
            assert (narrowed.family, narrowed.level, narrowed.split) == (family.name, 3, "validation")


def test_resets_without_a_seed_differ() -> None:
    """Nothing given: drawn anew each time."""
    assert len({task() for _ in range(40)}) > 30


@pytest.mark.parametrize("split", SPLITS)
def test_index_counts_as_the_task_api_counts(split: str) -> None:
    """split and index name what the Task API lists there; without a split it is train's."""
    for index in (0, 1, 13, num_tasks(split) - 1):
        assert task(split=split, index=index) == task_at(split, index)
    assert task(index=5) == task_at("train", 5)


def test_agreeing_arguments_are_accepted_together() -> None:
    """Saying the same thing twice is no contradiction, and a seed beside a named month changes nothing."""
    month = task_at("test", 17)
    given = {"split": "test", "index": 17, "family": month.family, "level": month.level, "task_id": month.id}
    assert task(**given) == task(**given, seed=7) == task(task_id=month.id) == parse_task(month.id) == month


@pytest.mark.parametrize(
    "given",
    [
        {"split": "test"},
        {"index": 18},
        {"family": "three_way_match"},
        {"level": 4},
    ],
)
def test_contradictions_are_refused(given: dict[str, object]) -> None:
    """Arguments that name two different months are refused, and the refusal says which month the others name."""
    refusal = chosen(task_id="bank_reconciliation.v2/train/L1/0", **given)
    assert isinstance(refusal, Refusal) and refusal.code == "reset.contradiction"
    assert "bank_reconciliation.v2/train/L1/0" in refusal.rule and next(iter(given)) in refusal.value


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("seed", -1),
        ("seed", 2**64),
        pytest.param("seed", 10**5000, id="seed-huge"),
        ("seed", True),
        ("seed", "7"),
        ("seed", 7.0),
        ("seed", float("nan")),
        ("split", "dev"),
        ("split", 0),
        ("split", ["train"]),
        ("index", -1),
        ("index", SIZES["train"]),
        ("index", True),
        ("index", 1.0),
        ("index", "0"),
        ("family", "bank reconciliation"),
        ("family", {"name": "x"}),
        ("level", -1),
        ("level", 5),
        ("level", True),
        ("level", 1.0),
        ("level", "1"),
        ("task_id", ""),
        ("task_id", "bank_reconciliation.v2/train/L1"),
        ("task_id", "bank_reconciliation.v2/train/L1/-1"),
        ("task_id", "bank_reconciliation.v2/train/L1/99999"),
        ("task_id", "bank_reconciliation.v9/train/L1/0"),
        ("task_id", "x" * 100_000),
        ("task_id", 5),
    ],
)
def test_values_out_of_range_are_refused(name: str, value: object) -> None:
    """Wrong type, negative, unknown, too far: a refusal that names the argument and stays short."""
    refusal = chosen(**{name: value})
    assert isinstance(refusal, Refusal), refusal
    assert name in refusal.value and len(refusal.text) < 600 and refusal.text.isascii()


def test_unknown_arguments_are_named() -> None:
    """A misspelt argument is not lost but refused, with those that there are."""
    refusal = unknown_option("sead")
    assert "'sead'" in refusal.value and "seed" in refusal.remedy
