"""OpenEnv's Task API over the registry of tasks. Whatever does not exist is an IndexError, which the server answers
with 400; tasks are described, never made. The split ``private`` is there where the operator's keys are, and its tasks
are described by their opaque ids alone."""

from functools import lru_cache
from typing import Any

from tieout.tasks.family import PRIVATE, SPLITS
from tieout.tasks.private import Private
from tieout.tasks.registry import TaskError, described, num_tasks, task_at


class TaskCatalogue:
    """The methods that openenv looks for. Selecting a task is ``reset(split=..., index=...)``."""

    _private: Private | None = None

    def list_splits(self) -> list[dict[str, str]]:
        return [{"name": split, "type": split} for split in (SPLITS if self._private is None else (*SPLITS, PRIVATE))]

    def num_tasks(self, split: str) -> int:
        return _size(split, self._private)

    def get_task(self, split: str, index: int) -> dict[str, Any]:
        return dict(_described(split, index, self._private))

    def get_task_range(self, split: str, start: int | None = None, stop: int | None = None) -> list[dict[str, Any]]:
        """Tasks ``start`` to ``stop - 1``; from the first and to the last unless given."""
        size = _size(split, self._private)
        first, end = 0 if start is None else start, size if stop is None else stop
        if not 0 <= first <= end <= size:
            raise IndexError(f"Split {split!r} has tasks 0 to {size - 1}; {first} to {end} is no range of them.")
        return [dict(_described(split, index, self._private)) for index in range(first, end)]

    def list_tasks(self, split: str) -> list[dict[str, Any]]:
        """Every task of the split. For train that is over a megabyte of JSON: prefer :meth:`get_task_range`."""
        _size(split, self._private)
        return list(_all_described(split, self._private))


@lru_cache(maxsize=len(SPLITS) + 1)
def _all_described(split: str, private: Private | None) -> tuple[dict[str, Any], ...]:
    return tuple(_described(split, index, private) for index in range(_size(split, private)))


def _described(split: str, index: int, private: Private | None) -> dict[str, Any]:
    try:
        task = task_at(split, index, private)
    except (TaskError, TypeError) as error:
        raise IndexError(str(error)) from None
    return described(task)


def _size(split: str, private: Private | None) -> int:
    try:
        return num_tasks(split, private)
    except (TaskError, TypeError) as error:
        raise IndexError(str(error)) from None
