"""A training loop in the manner of TRL's environment factory, with a stub in the place of the model.

What a trainer needs from an environment is all here: an adapter whose public methods are the tools, a reset that takes a
row of the data set and returns the prompt, one session per generation, and a reward at the end. The policy is a stub: it
chooses one of a few scripted ways of working, and learns by group-relative advantages which of them pays. Replace `Stub`
by a model that reads the prompt and calls the adapter's methods.

    python examples/train_loop.py --groups 2 --size 4          # starts a server of its own
    python examples/train_loop.py --url http://127.0.0.1:8000  # uses a running one
    python examples/train_loop.py --level 1                    # harder months; level 0 is where a small model begins
"""

import argparse
import contextlib
import inspect
import math
import random
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from statistics import fmean, pstdev
from typing import Any

from tieout.agents.protocol import drive
from tieout.agents.registry import agent_named
from tieout.inference.runner import Session
from tieout.inference.sessions import at_url, child_server
from tieout.tasks.family import LEVELS, TaskFamily
from tieout.tasks.registry import FAMILIES, KINDS, family_of, make_task, num_tasks
from tieout.tools.messages import ToolCall, View
from tieout.tools.registry import TOOLS, Tool


class Desk:
    """One generation's session: `reset` begins a month and returns the prompt, every tool is a method (:func:`desk_with`),
    `get_reward` is the score of the closed month. Raises RuntimeError when a tool is called after the end."""

    def __init__(self, connect: Callable[[], Session]) -> None:
        self._session = connect()
        self.view: View | None = None

    def reset(self, task_id: str, **_columns: object) -> str:
        self.view = self._session.reset(task_id)
        return self.view.text

    def call(self, name: str, /, **arguments: object) -> str:
        if self.view is None or self.view.done:
            raise RuntimeError("The month is closed.")
        self.view = self._session.step(ToolCall(name, arguments))
        return self.view.text

    def get_reward(self) -> float:
        return self.view.reward if self.view is not None and self.view.done else 0.0

    def close(self) -> None:
        self._session.close()


def method_of(tool: Tool) -> Callable[..., str]:
    """A method with the tool's own signature and docstring, from which TRL makes the model's tool schema."""

    def method(self: Desk, **arguments: object) -> str:
        return self.call(tool.name, **arguments)

    parameters = list(inspect.signature(tool.function).parameters.values())[1:]
    itself = inspect.Parameter("self", inspect.Parameter.POSITIONAL_OR_KEYWORD)
    method.__dict__["__signature__"] = inspect.Signature([itself, *parameters], return_annotation=str)
    method.__name__, method.__doc__ = tool.name, inspect.getdoc(tool.function)
    return method


def desk_with(tools: Sequence[str]) -> type[Desk]:
    """The adapter for months with these tools, a method for each: a model need not read about others."""
    return type("Desk", (Desk,), {tool.name: method_of(tool) for tool in TOOLS if tool.name in tools})


class Stub:
    """A policy over ways of working: a softmax of preferences, moved by advantages."""

    WAYS = ("null", "plug", "rulebot")

    def __init__(self, seed: int, rate: float = 1.0) -> None:
        self.preferences = dict.fromkeys(self.WAYS, 0.0)
        self._rng, self._rate = random.Random(seed), rate

    def probabilities(self) -> dict[str, float]:
        weights = {way: math.exp(value) for way, value in self.preferences.items()}
        return {way: weight / sum(weights.values()) for way, weight in weights.items()}

    def choose(self) -> str:
        return self._rng.choices(self.WAYS, [self.probabilities()[way] for way in self.WAYS])[0]

    def learn(self, ways: list[str], advantages: list[float]) -> None:
        chances = self.probabilities()
        for way, advantage in zip(ways, advantages, strict=True):
            for other in self.WAYS:
                slope = (other == way) - chances[other]
                self.preferences[other] += self._rate * advantage * slope / len(ways)


def generate(desk: Desk, way: str, task_id: str) -> float:
    """One generation: where a model would read and answer, a script plays. Returns the reward."""
    desk.reset(task_id)
    assert desk.view is not None

    def step(call: ToolCall) -> View:
        desk.call(call.name, **call.arguments)
        assert desk.view is not None
        return desk.view

    drive(agent_named(way).make(task_id, 0)(desk.view), step)
    return desk.get_reward()


def train(
    connect: Callable[[], Session], family: TaskFamily, level: int, groups: int, size: int, seed: int
) -> Iterator[dict[str, Any]]:
    """Groups of `size` generations of the same task; yields what happened in each."""
    policy, rng = Stub(seed), random.Random(seed)
    adapter = desk_with(family.tools[level])
    desks = [adapter(connect) for _ in range(size)]
    try:
        with ThreadPoolExecutor(size) as pool:
            for number in range(1, groups + 1):
                task = make_task(family.name, level, "train", rng.randrange(num_tasks("train") // KINDS)).id
                ways = [policy.choose() for _ in range(size)]
                rewards = list(pool.map(generate, desks, ways, [task] * size))
                spread = pstdev(rewards)
                advantages = [(reward - fmean(rewards)) / spread if spread else 0.0 for reward in rewards]
                policy.learn(ways, advantages)
                yield {"group": number, "task": task, "rewards": rewards, "policy": policy.probabilities()}
    finally:
        for desk in desks:
            desk.close()


def main() -> None:
    """Train the stub, and print how it goes."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--family", default="bank_reconciliation", choices=[family.name for family in FAMILIES])
    parser.add_argument("--level", type=int, default=0, choices=LEVELS)
    parser.add_argument("--groups", type=int, default=4)
    parser.add_argument("--size", type=int, default=4, help="generations a group")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--url", default="", help="a running server; without it one is started")
    chosen = parser.parse_args()
    with contextlib.ExitStack() as stack:
        connect = stack.enter_context(at_url(chosen.url) if chosen.url else child_server())
        family = family_of(chosen.family)
        for row in train(connect, family, chosen.level, chosen.groups, chosen.size, chosen.seed):
            rewards = " ".join(f"{reward:.2f}" for reward in row["rewards"])
            policy = " ".join(f"{way} {chance:.2f}" for way, chance in row["policy"].items())
            print(f"group {row['group']}: {row['task']}  rewards {rewards}  policy {policy}", flush=True)


if __name__ == "__main__":
    main()
