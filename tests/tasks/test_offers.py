"""Each family offers the tools that its work needs, and nobody lacks one; what is not offered does not exist."""

from dataclasses import replace

import pytest

from tieout.agents.registry import AGENTS
from tieout.episode import Episode, advance, begin
from tieout.rollout import made, run, run_to_end
from tieout.tasks import registry
from tieout.tasks.family import LEVELS, Task
from tieout.tasks.registry import FAMILIES, make_task
from tieout.tools.messages import ToolCall
from tieout.tools.registry import ELSEWHERE, EVERY_NAME, find_tool

KINDS = [(family.name, level) for family in FAMILIES for level in LEVELS]
FIRST = [family.name for family in FAMILIES]


def score_with_all_tools(agent: str, task: Task, monkeypatch: pytest.MonkeyPatch) -> float:
    """What the agent would get if every tool existed."""
    family = registry.family_of(task.family)
    everything = replace(family, tools=(EVERY_NAME,) * len(LEVELS))
    with monkeypatch.context() as patch:
        patch.setitem(registry._BY_NAME, task.family, everything)
        return run_to_end(made(agent, task), task).score.value


@pytest.mark.parametrize(("family", "level"), KINDS)
def test_an_offer_is_in_order_and_small(family: str, level: int) -> None:
    """Known names, each once, in the registry's order; six at level 0, where nothing forbidden tempts."""
    offer = registry.family_of(family).tools[level]
    assert list(offer) == [name for name in EVERY_NAME if name in offer]
    assert len(offer) == 6 if level == 0 else 12 < len(offer) <= len(EVERY_NAME)
    assert "close_period" in offer
    assert any(find_tool(name).forbidden for name in offer) == (level > 0)


@pytest.mark.parametrize(("family", "level"), KINDS)
def test_the_oracle_asks_for_no_tool_that_is_not_there(family: str, level: int) -> None:
    """Whatever a month needs is offered: every call of a perfect close is carried out."""
    for index in range(4):
        task = make_task(family, level, "test", index)
        transcript = run(made("oracle", task), task)
        assert [view.refusal for _, view in transcript.turns] == [None] * len(transcript.turns)
        assert transcript.turns[-1][1].reward == 1.0


@pytest.mark.parametrize(("family", "level"), [kind for kind in KINDS if kind[1]])
def test_no_agent_is_worse_off_for_the_offer(family: str, level: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rulebot and cheats get from level 1 on what they would get if every tool of every family were there."""
    task = make_task(family, level, "train", 1)
    for kind in AGENTS:
        if kind.name not in ("oracle", "replay", "uniform"):  # these know which tools there are, or draw by chance
            offered = run_to_end(made(kind.name, task), task).score.value
            assert offered == score_with_all_tools(kind.name, task, monkeypatch), kind.name


@pytest.mark.parametrize("family", FIRST)
def test_every_agent_plays_level_0(family: str) -> None:
    """No agent trips over what is missing."""
    for index in range(3):
        task = make_task(family, 0, "train", index)
        for kind in AGENTS:
            assert 0.0 <= run_to_end(made(kind.name, task), task).score.value <= 1.0


@pytest.mark.parametrize(("family", "level"), KINDS)
def test_other_tools_are_unknown(family: str, level: int) -> None:
    """The refusal names those that exist; it costs a step, changes nothing, and is no attempt at anything forbidden."""
    episode, opening = begin(make_task(family, level, "train", 0))
    assert opening.data["fields"]["tools"].split(", ") == list(episode.tools)
    absent = [name for name in EVERY_NAME if name not in episode.tools]
    assert bool(absent) == (family != "month_end_close" or level == 0)
    for name in absent:
        after, view = advance(episode, ToolCall(name, {}))
        assert view.refusal is not None and view.refusal.code == "tool.unknown"
        named = view.refusal.remedy.removeprefix("Use one of: ").rstrip(".").split(", ")
        assert named == [name for name in episode.tools if not find_tool(name).forbidden]
        assert after.desk is episode.desk and after.steps == 1 and after.attempts == 0


def remedy_of(episode: Episode, tool: str, **arguments: object) -> str:
    _, view = advance(episode, ToolCall(tool, arguments))
    assert view.refusal is not None
    return view.refusal.remedy


def test_a_remedy_names_no_tool_that_is_not_there() -> None:
    """A refusal whose remedy is another tool says where else to look if that tool does not exist."""
    small, _ = begin(make_task("bank_reconciliation", 0, "train", 0))
    large, _ = begin(make_task("bank_reconciliation", 1, "train", 0))
    assert "list_documents" in remedy_of(large, "read_document", documents=["X-1"])
    assert remedy_of(small, "read_document", documents=["X-1"]) == ELSEWHERE
    lines = [{"account": "1", "amount": "1.00", "document": "X-1"}] * 2
    for episode in (small, large):
        remedy = remedy_of(episode, "post_entry", date="2020-01-01", memo="x", lines=lines)
        assert not any(name in remedy for name in EVERY_NAME if "_" in name and name not in episode.tools)
