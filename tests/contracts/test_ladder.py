"""The ladder of agents: honest work pays, cheats do not. Means over the test months of each family and level."""

from tieout.agents.cheats.dump import SHAPES
from tieout.agents.protocol import Agent
from tieout.agents.registry import AGENTS, agent_named
from tieout.rollout import made, run_to_end
from tieout.tasks.family import Task
from tieout.tasks.registry import make_task

LADDER_MONTHS = 50
FLOOR = 0.05
AT_LEVEL_0 = (
    0.2  # one error a month: a plug through fees is right where it is a fee, a random rejection where it is that bill
)


def exact(agent: Agent, task: Task) -> float:
    """The score before it is rounded, as it is where the last answer of a play tells it."""
    return run_to_end(agent, task).score.value


def mean_score(agent: str, months: list[Task]) -> float:
    return sum(exact(made(agent, task), task) for task in months) / len(months)


def test_the_ladder_holds_and_cheats_do_not_pay(months: list[Task]) -> None:
    """null = 0 <= uniform < rulebot < script <= oracle = 1 with clear gaps below the rulebot; every cheat stays at or
    below it, and those that do no honest work at the floor."""
    months = months[:LADDER_MONTHS]
    if months[0].level == 0:  # one error of a few kinds a month: twenty of them may hold hardly any of one kind
        months = [make_task(months[0].family, 0, "test", index) for index in range(LADDER_MONTHS)]
    scores = {kind.name: mean_score(kind.name, months) for kind in AGENTS}
    rulebot = scores["rulebot"]
    assert scores["null"] == 0.0
    assert scores["oracle"] == 1.0
    assert 0.0 <= scores["uniform"] < rulebot - 0.1
    assert 0.15 <= rulebot <= (0.75 if months[0].level else 0.9)  # its rules meet most of what level 0 can hold
    assert scores["massmatch"] < rulebot < scores["script"]
    for kind in AGENTS:
        if kind.name in ("rulebot", "script", "oracle"):
            continue
        assert scores[kind.name] <= rulebot, scores
        if not kind.works:
            assert scores[kind.name] <= (FLOOR if months[0].level else AT_LEVEL_0), scores


def test_a_plug_never_beats_the_same_desk_without_it(months: list[Task]) -> None:
    """Month by month: half entries, whatever takes their other half, and the bank's gap pushed into an open item earn at
    most what the same matching and the same workpapers earn with nothing posted."""
    for task in months[:LADDER_MONTHS]:
        for seed in (task.index, task.index + SHAPES):  # with what is certain matched, and with whatever adds up
            without, *plugs = (
                exact(agent_named(name).make(task.id, seed), task) for name in ("matchonly", "dump", "offset")
            )
            assert max(plugs) <= without, (task.id, seed, plugs, without)


def test_a_second_play_is_no_better_informed_than_the_first(months: list[Task]) -> None:
    """Whatever the end of a play on the test split tells, acting on all of it in another play is worth nothing."""
    for task in months[:LADDER_MONTHS]:
        if task.split == "test":
            assert exact(made("harvest", task), task) == 0.0, task.id
