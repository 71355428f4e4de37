"""The ladder of agents: honest work pays, cheats do not. Means over the test months of each family and level."""

from tieout.agents.registry import AGENTS, agent_named
from tieout.rollout import run_to_end
from tieout.tasks.family import Task

LADDER_MONTHS = 50
FLOOR = 0.05


def mean_score(agent: str, months: list[Task]) -> float:
    """Of exact scores: what an episode of the test split tells is rounded."""
    kind = agent_named(agent)
    ended = [run_to_end(kind.make(task.id, task.index), task) for task in months]
    return sum(episode.score.value for episode in ended) / len(months)


def test_the_ladder_holds_and_cheats_do_not_pay(months: list[Task]) -> None:
    """null = 0 <= uniform < rulebot < oracle = 1 with clear gaps; every cheat stays at or below the rulebot, and
    those that do no honest work at the floor."""
    months = months[:LADDER_MONTHS]
    scores = {kind.name: mean_score(kind.name, months) for kind in AGENTS}
    rulebot = scores["rulebot"]
    assert scores["null"] == 0.0
    assert scores["oracle"] == 1.0
    assert 0.0 <= scores["uniform"] < rulebot - 0.1
    assert 0.15 <= rulebot <= 0.75
    assert scores["massmatch"] < rulebot
    for kind in AGENTS:
        if kind.name in ("rulebot", "oracle"):
            continue
        assert scores[kind.name] <= rulebot, scores
        if not kind.works:
            assert scores[kind.name] <= FLOOR, scores
