"""Months come from workers or are kept; a worker that dies costs nobody an episode."""

import asyncio
import gc
import os
import signal
from collections.abc import Coroutine, Iterator
from typing import Any

import pytest

from tieout.episode import scenario_of
from tieout.serve.sessions import months as months_module
from tieout.serve.sessions.months import MonthError, Months
from tieout.serve.sessions.pickled import scenario_bytes, scenario_of_bytes, task_bytes, task_of
from tieout.tasks.registry import FAMILIES, make_task

TASKS = [make_task("bank_reconciliation", 1, "train", index) for index in range(6)]


@pytest.fixture(autouse=True)
def thawed() -> Iterator[None]:
    """What these tests freeze is thawed."""
    yield
    gc.unfreeze()


def run(work: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(work, 120))


@pytest.mark.parametrize("family", [family.name for family in FAMILIES])
def test_a_month_survives_the_pipe(family: str) -> None:
    """Pickled and unpickled, a task and its scenario are equal to themselves."""
    task = make_task(family, 4, "validation", 1)
    assert task_of(task_bytes(task)) == task
    assert scenario_of_bytes(scenario_bytes(task)) == scenario_of(task)


def test_workers_make_what_the_server_would_make() -> None:
    """Several at once, more than there are workers, and the same one for all who ask for it."""

    async def work() -> None:
        months = Months(2)
        try:
            made = await asyncio.gather(*[months.month(task) for task in [*TASKS, *TASKS]])
            assert made[: len(TASKS)] == [scenario_of(task) for task in TASKS]
            assert all(one is other for one, other in zip(made[: len(TASKS)], made[len(TASKS) :], strict=True))
            assert len(months.process_ids) <= 2
            assert await months.month(TASKS[0]) is made[0]
        finally:
            months.close()

    run(work())


def test_a_worker_that_dies_is_replaced() -> None:
    """Ended before a task, or with one in its hands: the month is made all the same."""

    async def work() -> None:
        months = Months(1)
        try:
            await months.start()
            for task in TASKS[:3]:
                for process in months.process_ids:
                    os.kill(process, signal.SIGKILL)
                assert (await months.month(task)).case.period == scenario_of(task).case.period
        finally:
            months.close()

    run(work())


def test_without_workers_the_server_makes_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where none are wanted, and where the system gives no process."""

    async def none_left() -> months_module.Worker:
        raise OSError("no more processes")

    async def work() -> None:
        for months in (Months(0), Months(2)):
            assert await months.month(TASKS[0]) == scenario_of(TASKS[0])
            assert not months.process_ids

    monkeypatch.setattr(months_module.Worker, "started", none_left)
    run(work())


def test_workers_end_when_their_server_does() -> None:
    """Nothing but the end of their input is needed: a server that is killed leaves none behind."""

    async def work() -> None:
        worker = await months_module.Worker.started()
        assert worker._process.stdin is not None
        worker._process.stdin.close()
        assert await worker._process.wait() == 0

    run(work())


def test_a_month_that_cannot_be_made_is_a_fault_that_says_nothing() -> None:
    """The worker goes on; the next month comes."""

    async def work() -> None:
        months = Months(1)
        try:
            with pytest.raises(MonthError, match=r"^[A-Za-z]+$"):
                await months.month(
                    make_task("bank_reconciliation", 1, "train", 0).__class__("no_such", 1, "train", 1, 0)
                )
            assert await months.month(TASKS[1]) == scenario_of(TASKS[1])
            assert len(months.process_ids) == 1
        finally:
            months.close()

    run(work())


def test_kept_months_have_a_limit_in_bytes() -> None:
    """The oldest go first; what nobody plays any more leaves memory without the collector, frozen or not."""

    async def work() -> None:
        size = len(scenario_bytes(TASKS[0]))
        months = Months(0, cache_bytes=3 * size)
        for task in TASKS:
            await months.month(task)
        assert 0 < months._kept_bytes <= 3 * size
        assert TASKS[-1] in months._kept and TASKS[0] not in months._kept
        frozen = gc.get_freeze_count()
        gc.disable()
        try:
            months._kept.clear()
            assert frozen - gc.get_freeze_count() > 500
        finally:
            gc.enable()

    run(work())


def test_the_collector_does_not_walk_kept_months() -> None:
    """Ten months of the largest kind add hardly anything to what a full collection has to look at."""

    async def work() -> None:
        months = Months(0)
        await months.month(make_task("month_end_close", 4, "train", 0))
        before = len(gc.get_objects())
        for index in range(1, 11):
            await months.month(make_task("month_end_close", 4, "train", index))
        assert len(gc.get_objects()) - before < 10 * 100

    run(work())
