"""Generated months stay out of the garbage collector's sight, and leave memory when nobody plays them."""

import gc
from collections.abc import Iterator

import pytest

from tieout.episode import scenario_of
from tieout.serve.environment import Operation, TieoutEnvironment


@pytest.fixture(autouse=True)
def own_months() -> Iterator[None]:
    """No month of another test is shared, and what these tests freeze is thawed."""
    scenario_of.cache_clear()
    yield
    scenario_of.cache_clear()
    gc.unfreeze()


def live(count: int, level: int) -> list[TieoutEnvironment]:
    environments = [TieoutEnvironment(Operation(freeze=True)) for _ in range(count)]
    for number, environment in enumerate(environments):
        opening = environment.reset(split="train", family="month_end_close", level=level, seed=number)
        assert opening.error is None
    return environments


def test_the_collector_does_not_walk_live_months() -> None:
    """Thirty months of the largest kind add hardly anything to what a full collection has to look at."""
    warm = live(1, 4)
    before = len(gc.get_objects())
    environments = live(30, 4)
    assert len(gc.get_objects()) - before < 30 * 100
    del environments, warm


def test_frozen_months_are_freed() -> None:
    """Without a cycle in it a month goes when its last session and the cache let go, collector or not."""
    environments = live(3, 1)
    frozen = gc.get_freeze_count()
    scenario_of.cache_clear()
    gc.disable()
    try:
        for environment in environments:
            environment.close()
        del environment, environments
        assert frozen - gc.get_freeze_count() > 3 * 500
    finally:
        gc.enable()


def test_a_shared_month_is_frozen_once() -> None:
    """A second session on the same month generates nothing."""
    first, second = TieoutEnvironment(Operation(freeze=True)), TieoutEnvironment(Operation(freeze=True))
    for environment in (first, second):
        environment.reset(task_id="bank_reconciliation.v2/train/L1/0")
    assert scenario_of.cache_info().misses == 1
    assert first._episode.scenario is second._episode.scenario


def test_a_host_is_left_alone_unless_the_operator_freezes() -> None:
    """In process nothing is frozen: the collector belongs to the program around us."""
    before = gc.get_freeze_count()
    TieoutEnvironment().reset(task_id="bank_reconciliation.v2/train/L1/1")
    assert gc.get_freeze_count() == before and gc.isenabled()
