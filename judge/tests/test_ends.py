"""When an episode is said to have no end."""

import json

import pytest

from envjudge import evidence
from envjudge.checks import agents
from envjudge.evidence import Evidence, Recording


def walk(steps: int, told: dict[str, object], counts: bool) -> Evidence:
    """A walk of the null agent that never ends; `counts`: the numbers told fall by one with every step."""
    def answer(step: int) -> str:
        shown = {name: number - step if counts and isinstance(number, int) else number for name, number in told.items()}
        return json.dumps({"type": "observation", "data": {"observation": shown, "reward": 0.0, "done": False}})
    said = [evidence.exchange("ws", "reset", '{"type":"reset","data":{}}', answer(0), 1.0)]
    said += [evidence.exchange("ws", "step", '{"type":"step","data":{}}', answer(step), 1.0) for step in range(1, steps + 1)]
    return Evidence("somewhere", "openenv-ws", "quick", (Recording("walks", "null/0", "find", tuple(said)),))


@pytest.mark.parametrize(("steps", "told", "counts", "status"), [
    (450, {"text": "go on"}, False, "fail"),
    (450, {"steps_left": 600}, True, "pass"),
    (450, {"steps_left": 440}, True, "fail"),
    (450, {"max_steps": 1000}, False, "pass"),
    (450, {"max_steps": 100}, False, "fail"),
    (450, {"score": 1000}, False, "fail"),
    (150, {"text": "go on"}, False, "skip"),
])
def test_a_limit_that_is_told_and_not_yet_reached_is_a_limit(steps: int, told: dict[str, object], counts: bool, status: str) -> None:
    """Long episodes are no fault; episodes of which nobody knows the end are."""
    assert agents.episode_ends(walk(steps, told, counts)).status == status
