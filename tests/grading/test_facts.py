"""Grading looks only at what can differ, and sees all of it."""

import pytest

from tieout.agents.registry import agent_named
from tieout.grading.facts import FactKind, booked, facts_of, states_of, true_facts
from tieout.rollout import run_to_end
from tieout.tasks.registry import FAMILIES, make_task


@pytest.mark.parametrize("agent", ["null", "uniform", "approveall", "oracle"])
@pytest.mark.parametrize("family", [family.name for family in FAMILIES])
def test_states_leave_out_only_what_agrees(family: str, agent: str) -> None:
    """A fact on which start, now and truth do not all agree stands in the states as in the facts, and so does any other
    that the states mention."""
    for index in range(3):
        task = make_task(family, 2, "validation", index)
        episode = run_to_end(agent_named(agent).make(task.id, 5), task)
        key = episode.scenario.key
        whole = (facts_of(episode.opened), facts_of(episode.desk), true_facts(key))
        states = states_of(episode.opened, episode.desk, key)
        for fact in set().union(*whole, *states):
            said = [facts.get(fact) for facts in states]
            due = [facts.get(fact) for facts in whole]
            assert said == due or (said == [None] * 3 and due[0] == due[1] == due[2]), (task.id, fact)


@pytest.mark.parametrize("family", [family.name for family in FAMILIES])
def test_booked_is_what_the_ledger_facts_name(family: str) -> None:
    """Of any subjects, those that stand as document or item in a source or item fact."""
    task = make_task(family, 3, "validation", 1)
    desk = run_to_end(agent_named("uniform").make(task.id, 5), task).desk
    facts = facts_of(desk)
    named = {fact.name[0] for fact in facts if fact.kind is FactKind.SOURCE}
    named |= {fact.name[2] for fact in facts if fact.kind is FactKind.ITEM}
    subjects = [*desk.case.by_id, "BILL-00000"]
    assert booked(desk.books, subjects) == named.intersection(subjects)
    assert booked(desk.books, ()) == frozenset()
