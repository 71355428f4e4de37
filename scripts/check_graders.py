"""check_graders.py URL: enumerate tasks through the server's Task API and let scripted agents play some of each family.

A grader passes where every score lies within 0.0 to 1.0, the rewards add up to it, the agent that does nothing gets 0.0,
and the scores of the others vary. Needs the tieout package; `scripts/validate-submission.sh --full` runs it in the image.
"""

import contextlib
import io
import json
import sys
import tempfile
import urllib.request
from collections import defaultdict
from pathlib import Path
from typing import Any

from tieout.inference.main import main

SPLIT = "test"
LOOKED_AT = 24  # tasks of the split
EACH = 2  # tasks of a family that are played
AGENTS = ("null", "rulebot", "oracle")


def ask(url: str, path: str, body: dict[str, object] | None = None) -> Any:
    """GET, or POST where there is a body."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"{url}/tieout/{path}", data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def enumerated(url: str) -> dict[str, list[str]]:
    """Some task ids of each group that the server names."""
    splits = {split["name"] for split in ask(url, "splits")}
    assert SPLIT in splits, f"the server has no split {SPLIT!r}, but {sorted(splits)}"
    size = ask(url, "num_tasks", {"split": SPLIT})["num_tasks"]
    tasks = ask(url, "task_range", {"split": SPLIT, "start": 0, "stop": min(LOOKED_AT, size)})["tasks"]
    assert ask(url, "task", {"split": SPLIT, "index": 0})["task"] == tasks[0], "task and task_range disagree"
    groups: dict[str, list[str]] = defaultdict(list)
    for task in tasks:
        if len(groups[task["group"]]) < EACH:
            groups[task["group"]].append(task["id"])
    print(f"{size} tasks in {SPLIT}, {len(groups)} groups: {', '.join(groups)}")
    return groups


def scores(url: str, agent: str, tasks: list[str]) -> dict[str, tuple[float, float]]:
    """By task, the score and the sum of rewards, played over the WebSocket."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "scores.json")
        chosen = [word for task in tasks for word in ("--task", task)]
        with contextlib.redirect_stdout(io.StringIO()) as lines:
            status = main(["--agent", agent, "--url", url, "--parallel", "2", "--json", str(report), *chosen])
        assert status == 0, f"{agent} did not finish:\n{lines.getvalue()[-2000:]}"
        episodes = json.loads(report.read_text())["episodes"]
    return {episode["task_id"]: (episode["score"], episode["reward_sum"]) for episode in episodes}


def check(url: str) -> list[str]:
    """What is wrong."""
    groups = enumerated(url)
    tasks = [task for group in groups.values() for task in group]
    by_agent = {agent: scores(url, agent, tasks) for agent in AGENTS}
    wrong = [] if len(groups) >= 3 else [f"{len(groups)} groups of tasks, wanted 3"]
    for task in tasks:
        played = [by_agent[agent][task] for agent in AGENTS]
        print(
            f"{task:40}", *(f"{agent} {score:.4f}" for agent, (score, _) in zip(AGENTS, played, strict=True)), sep="  "
        )
        wrong += [f"{task}: {score} is not within 0.0-1.0" for score, _ in played if not 0.0 <= score <= 1.0]
        wrong += [f"{task}: rewards add up to {total}, not {score}" for score, total in played if score != total]
        wrong += [f"{task}: doing nothing earns {played[0][0]}"] if played[0][0] else []
        wrong += [f"{task}: every agent gets the same"] if len({score for score, _ in played}) == 1 else []
    return wrong


if __name__ == "__main__":
    found = check(sys.argv[1].rstrip("/"))
    print(*(f"WRONG: {line}" for line in found), sep="\n", end="\n" if found else "")
    sys.exit(bool(found))
