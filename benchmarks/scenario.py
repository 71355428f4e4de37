"""Months: how long making one takes (a cold reset), opening it again (a warm one), and grading its close.

JSON on standard output: milliseconds of processor time. A month is made and graded several times, some seconds apart,
and its quickest time counts, since the machine is shared with others; the figure of a level is the median over its
months, its slowest the slowest of them. The collector is off while a month is made and the months stay alive, as the
server has it.
"""

import gc
import json
import statistics
import time
from collections.abc import Callable

from tieout.agents.oracle import worked
from tieout.episode import begin, scenario_of
from tieout.grading.score import grade
from tieout.tasks.family import LEVELS, Task
from tieout.tasks.registry import FAMILIES, family_of, make_task
from tieout.tools.workspace import Workspace

MONTHS = 40
GRADED = 10
PASSES = 5
YARDSTICK = 1_000_000


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of processor time."""
    before = time.process_time()
    work()
    return (time.process_time() - before) * 1e3


def yardstick() -> float:
    """Milliseconds that a plain loop of a million additions takes: tells how fast the machine is just now."""

    def loop() -> int:
        total = 0
        for number in range(YARDSTICK):
            total += number
        return total

    return min(timed(loop) for _ in range(5))


def solved(task: Task) -> Workspace:
    """The desk after the oracle's work."""
    *_, (_, desk) = worked(scenario_of(task))
    return desk


def measured(family: str, level: int) -> dict[str, float]:
    """Medians over MONTHS months (GRADED of them graded), after a few to warm up."""
    build, rubric = family_of(family).build, family_of(family).rubric
    for index in range(5):
        build(make_task(family, level, "train", 500 + index))
    months = [make_task(family, level, "train", index) for index in range(MONTHS)]
    alive = []
    gc.collect()
    gc.disable()
    cold = quickest([lambda month=month: alive.append(build(month)) for month in months])
    closed = [
        (Workspace.opened(scenario_of(month).case), solved(month), scenario_of(month).key) for month in months[:GRADED]
    ]
    warm = quickest([lambda month=month: begin(month) for month in months[:GRADED]])
    graded = quickest([lambda close=close: grade(*close, rubric) for close in closed])
    gc.enable()
    return {
        "cold_ms": round(statistics.median(cold), 2),
        "cold_slowest_ms": round(max(cold), 2),
        "warm_ms": round(statistics.median(warm), 3),
        "grade_ms": round(statistics.median(graded), 2),
        "grade_slowest_ms": round(max(graded), 2),
    }


def quickest(works: list[Callable[[], object]]) -> list[float]:
    """The quickest time of each, of PASSES passes over all of them."""
    return [min(times) for times in zip(*([timed(work) for work in works] for _ in range(PASSES)), strict=True)]


def main() -> None:
    """Measure every family and level."""
    before = yardstick()
    figures = {family.name: {str(level): measured(family.name, level) for level in LEVELS} for family in FAMILIES}
    print(json.dumps({"loop_ms": [round(before, 1), round(yardstick(), 1)], "months": figures}, indent=1))


if __name__ == "__main__":
    main()
