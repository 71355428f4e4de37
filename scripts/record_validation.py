"""Writes validation/oracle/actions.jsonl and validation/canaries.jsonl again: the public calls of the oracle, which must
score 1.0, and of every cheat, which must not. Run it after a family's version has changed.

One episode a line: ``id``, ``reset`` (its arguments), ``actions`` (as they travel), and ``expect_min`` or ``expect_max``,
bounds of what all steps pay together. The months are of the validation split: what test asks is written nowhere.
"""

import json
from pathlib import Path

from tieout.agents.registry import AGENTS, agent_named
from tieout.rollout import run
from tieout.tasks.family import LEVELS, Task
from tieout.tasks.registry import FAMILIES, index_of, make_task

VALIDATION = Path(__file__).resolve().parents[1] / "validation"
FLOOR = 0.05
# A rehearsal (kind.again) pays on validation, where the end of a play tells everything; on test it is told nothing.
CHEATS = [kind.name for kind in AGENTS if kind.name not in ("oracle", "rulebot", "script") and kind.again is None]


def recorded(agent: str, task: Task, **bound: float) -> str:
    transcript = run(agent_named(agent).make(task.id, 0), task, agent)
    actions = [
        {"type": "call_tool", "tool_name": call.name, "arguments": call.arguments} for call, _ in transcript.turns
    ]
    reset = {"split": task.split, "index": index_of(task)}
    episode = {"id": f"{agent}-{task.family}-L{task.level}", "reset": reset, "actions": actions, **bound}
    low, high = bound.get("expect_min", 0.0), bound.get("expect_max", 1.0)
    if not low <= transcript.reward_sum <= high:
        raise SystemExit(f"{episode['id']} scores {transcript.reward_sum}, not {low} to {high}")
    return json.dumps(episode, separators=(",", ":"))


def ceiling(agent: str, task: Task) -> float:
    """What a cheat may reach: the floor, or what the honest rulebot reaches if the cheat does honest work on the way."""
    if not agent_named(agent).works:
        return FLOOR
    honest = run(agent_named("rulebot").make(task.id, 0), task, "rulebot").reward_sum
    return max(FLOOR, round(honest + 0.00005, 4))


def closing(task: Task, times: int) -> str:
    actions = [{"type": "call_tool", "tool_name": "close_period", "arguments": {"confirm": True}}] * times
    reset = {"split": task.split, "index": index_of(task)}
    return json.dumps(
        {"id": f"close-{times}-times", "reset": reset, "actions": actions, "expect_max": 0.0}, separators=(",", ":")
    )


def main() -> None:
    """Record both files."""
    months = [make_task(family.name, level, "validation", 0) for family in FAMILIES for level in LEVELS]
    oracle = [recorded("oracle", task, expect_min=1.0) for task in months]
    canaries = [closing(months[0], 3)]
    canaries += [
        recorded(agent, task, expect_max=ceiling(agent, task)) for agent in CHEATS for task in months if task.level == 2
    ]
    for name, episodes in (("oracle/actions.jsonl", oracle), ("canaries.jsonl", canaries)):
        path = VALIDATION / name
        path.write_text("\n".join(episodes) + "\n", encoding="utf-8")
        print(f"{path.name}: {len(episodes)} episodes, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
