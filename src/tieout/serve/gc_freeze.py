"""Garbage collection with many live months.

A generated month is some ten thousand immutable records without a cycle among them. A thousand live months make a full
collection walk all of them and stall every session for the better part of a second, to find nothing: reference counts
free a month that nobody plays any more. So whatever has been generated is moved out of the collector's sight. Before
that, what became garbage since the last time is collected, which is quick since all older objects are out of sight.
"""

import gc
from collections.abc import Callable
from typing import TypeVar

from tieout.episode import scenario_of

T = TypeVar("T")


def settle_generated(work: Callable[..., T], *arguments: object) -> T:
    """The result of ``work``; if it generated a month, the month is frozen."""
    before = scenario_of.cache_info().misses
    was_enabled = gc.isenabled()
    gc.disable()  # while a month is made nothing becomes garbage that a collection could find
    try:
        return work(*arguments)
    finally:
        if was_enabled:
            gc.enable()
        if scenario_of.cache_info().misses != before:
            gc.collect()
            gc.freeze()
