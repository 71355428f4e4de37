"""Months: how long making one takes (a cold reset), opening it again (a warm one), and grading its close.

JSON on standard output: milliseconds of processor time, median over months, as the server works (collector frozen).
"""

import gc
import json
import statistics
import time
from collections.abc import Callable

from tieout.agents.oracle import solve
from tieout.episode import begin, scenario_of
from tieout.grading.score import grade
from tieout.tasks.family import LEVELS, Task
from tieout.tasks.registry import FAMILIES, family_of, make_task
from tieout.tools.calls import View
from tieout.tools.registry import call_tool
from tieout.tools.workspace import Workspace

MONTHS = 40
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
    scenario = scenario_of(task)
    desk = Workspace.opened(scenario.case)
    play = solve(scenario)
    call = next(play)
    try:
        while True:
            desk, answer = call_tool(desk, call)
            call = play.send(View("", "", answer, None, desk.progress(0)))
    except StopIteration:
        return desk


def measured(family: str, level: int) -> dict[str, float]:
    """Medians over MONTHS months, after a few to warm up."""
    build = family_of(family).build
    for index in range(5):
        build(make_task(family, level, "train", 500 + index))
    gc.collect()
    gc.freeze()
    months = [make_task(family, level, "train", index) for index in range(MONTHS)]
    cold = [timed(lambda month=month: build(month)) for month in months]
    scenario_of(months[0])
    warm = [timed(lambda: begin(months[0])) for _ in range(MONTHS)]
    rubric = family_of(family).rubric
    graded = []
    for month in months[:10]:
        desk, scenario = solved(month), scenario_of(month)
        opened = Workspace.opened(scenario.case)
        grade(opened, desk, scenario.key, rubric)
        graded.append(timed(lambda o=opened, d=desk, k=scenario.key: grade(o, d, k, rubric)))
    return {
        "cold_ms": round(statistics.median(cold), 2),
        "cold_quiet_ms": round(sorted(cold)[len(cold) // 20], 2),
        "warm_ms": round(statistics.median(warm), 3),
        "grade_ms": round(statistics.median(graded), 2),
    }


def main() -> None:
    """Measure every family and level."""
    before = yardstick()
    figures = {family.name: {str(level): measured(family.name, level) for level in LEVELS} for family in FAMILIES}
    print(json.dumps({"loop_ms": [round(before, 1), round(yardstick(), 1)], "months": figures}, indent=1))


if __name__ == "__main__":
    main()
