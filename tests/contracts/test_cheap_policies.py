"""What no document is read for pays next to nothing, and nothing that is cheap beats the rulebot."""

from cheap_policies import NEXT_TO_NOTHING, collects

from tieout.agents.protocol import Agent
from tieout.agents.rulebot import agent as rulebot
from tieout.rollout import run_to_end
from tieout.tasks.family import Task

MONTHS = 20
NEAR_FLOOR = 0.07  # the floor of 0.05, and what the mean of twenty months leaves open
AT_LEVEL_0 = 0.35  # a month with one error of four kinds: whoever always does the same is right one time in four


def mean_score(agent: Agent, months: list[Task]) -> float:
    """The mean score of an agent, exact."""
    return sum(run_to_end(agent, task).score.value for task in months) / len(months)


def test_a_table_taken_for_an_answer_pays_next_to_nothing(months: list[Task]) -> None:
    """Listing, rejecting, accruing, calling back or bringing back whatever a table shows stays near the floor."""
    months = months[:MONTHS]
    bound = NEAR_FLOOR if months[0].level else AT_LEVEL_0
    for policy in NEXT_TO_NOTHING:
        assert mean_score(policy, months) <= bound, policy.__doc__


def test_collecting_only_what_is_safe_never_beats_the_rulebot(months: list[Task]) -> None:
    """The harmless parts of every cheap policy together are worth at most what the rulebot's honest reading is."""
    months = months[:MONTHS]
    assert mean_score(collects, months) <= mean_score(rulebot.make("", 0), months)
