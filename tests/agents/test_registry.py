"""One contract over every agent of the registry."""

import ast
from pathlib import Path

import pytest

import tieout.agents
from tieout.agents.protocol import AgentKind
from tieout.agents.registry import AGENTS, agent_named
from tieout.rollout import run
from tieout.tasks.registry import FAMILIES, make_task

every_agent = pytest.mark.parametrize("kind", AGENTS, ids=[kind.name for kind in AGENTS])


@every_agent
def test_an_agent_plays_the_same_task_the_same_way(kind: AgentKind) -> None:
    """Same task and seed, same calls, in every family; and each episode ends graded."""
    for family in FAMILIES:
        task = make_task(family.name, 1, "validation", 3)
        one, two = (run(kind.make(task.id, 7), task, kind.name) for _ in range(2))
        assert [call for call, _ in one.turns] == [call for call, _ in two.turns]
        assert one.score == two.score
        assert one.reward_sum == one.score


def test_honest_agents_cannot_reach_a_scenario() -> None:
    """Modules of agents that import tasks, scenarios or grading belong to agents that are declared to cheat."""
    cheating = {kind.make.__module__ for kind in AGENTS if not kind.honest}
    for path in Path(tieout.agents.__file__).parent.glob("*.py"):
        module = f"tieout.agents.{path.stem}"
        if path.stem in ("__init__", "registry") or module in cheating:
            continue
        imported = {
            node.module or "" for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.ImportFrom)
        }
        assert not {name for name in imported if name.startswith(("tieout.scenario", "tieout.grading", "tieout.tasks"))}


def test_an_unknown_agent_is_answered_with_the_names_there_are() -> None:
    """The message names value and remedy."""
    with pytest.raises(KeyError, match=r"There is no agent 'genius'\. Use one of: null"):
        agent_named("genius")
