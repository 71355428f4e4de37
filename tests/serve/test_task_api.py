"""The Task API: what exists is described, what does not is an IndexError."""

import pytest

from tieout.serve.environment import TieoutEnvironment
from tieout.tasks.registry import SIZES, family_of, parse_task, task_at

CATALOGUE = TieoutEnvironment()


def test_splits_and_sizes() -> None:
    """Three splits under the names that OpenEnv knows."""
    assert CATALOGUE.list_splits() == [{"name": split, "type": split} for split in SIZES]
    assert {split: CATALOGUE.num_tasks(split) for split in SIZES} == SIZES


@pytest.mark.parametrize("split", SIZES)
def test_a_described_task_can_be_reset(split: str) -> None:
    """The keys are RFC 013's and two of ours; id and (split, index) name the same month."""
    for index in (0, 1, SIZES[split] - 1):
        described = CATALOGUE.get_task(split, index)
        month = task_at(split, index)
        assert parse_task(described["id"]) == month
        assert described == {
            "id": month.id,
            "split": split,
            "index": index,
            "difficulty": family_of(month.family).sizes[month.level].difficulty,
            "group": f"{month.family}/L{month.level}",
            "family": month.family,
            "level": month.level,
        }


def test_ranges_and_lists_agree_with_single_tasks() -> None:
    """get_task_range and list_tasks are get_task, many times."""
    assert CATALOGUE.get_task_range("test", 3, 6) == [CATALOGUE.get_task("test", index) for index in (3, 4, 5)]
    assert CATALOGUE.get_task_range("validation", None, None) == CATALOGUE.list_tasks("validation")
    assert CATALOGUE.get_task_range("test", 5, 5) == []
    for split, size in SIZES.items():
        listed = CATALOGUE.list_tasks(split)
        assert len({task["id"] for task in listed}) == len(listed) == size


def test_splits_share_no_task() -> None:
    """No id stands in two splits."""
    ids = [task["id"] for split in SIZES for task in CATALOGUE.list_tasks(split)]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("index", [-1, SIZES["test"], 10**30, True, None, "0", 0.0])
def test_tasks_that_do_not_exist(index: object) -> None:
    """Out of range, negative or no number at all: an IndexError, for a list's last element is not task -1."""
    with pytest.raises(IndexError):
        CATALOGUE.get_task("test", index)


@pytest.mark.parametrize(
    ("start", "stop"), [(-1, 3), (0, SIZES["test"] + 1), (5, 4), (SIZES["test"] + 1, SIZES["test"] + 1), (-2, -1)]
)
def test_ranges_that_do_not_exist(start: int, stop: int) -> None:
    """A range reaches over nothing that does not exist."""
    with pytest.raises(IndexError):
        CATALOGUE.get_task_range("test", start, stop)


@pytest.mark.parametrize("split", ["dev", "", "TEST", None, 0, ["test"]])
def test_splits_that_do_not_exist(split: object) -> None:
    """Every method says so the same way."""
    for ask in (
        CATALOGUE.num_tasks,
        CATALOGUE.list_tasks,
        CATALOGUE.get_task_range,
        lambda name: CATALOGUE.get_task(name, 0),
    ):
        with pytest.raises(IndexError):
            ask(split)
