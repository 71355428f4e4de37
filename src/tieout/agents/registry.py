"""The agents there are."""

from typing import Final

from tieout.agents import null, oracle, replay, uniform
from tieout.agents.cheats import dump, harvest, probe, simple
from tieout.agents.masked import masked, masked_kind
from tieout.agents.protocol import Agent, AgentKind
from tieout.agents.rulebot import agent as rulebot
from tieout.agents.script import agent as script
from tieout.tasks.family import Task

AGENTS: Final[tuple[AgentKind, ...]] = (
    AgentKind("null", "closes the period and does nothing else", null.make, works=False),
    AgentKind("uniform", "random calls, valid in form", uniform.make, works=False),
    AgentKind("rulebot", "exact matches, recurring entries, policy thresholds; reads no prose", rulebot.make),
    AgentKind(
        "script",
        "rules for papers, orders, schedules, and for phrases that letters of the train split use",
        script.make,
    ),
    AgentKind("oracle", "knows the answer key", oracle.make, honest=False),
    AgentKind("plug", "forces every difference to zero through an expense or suspense", simple.make_plug, works=False),
    AgentKind("massmatch", "matches whatever adds up, expenses the rest", simple.make_massmatch),
    AgentKind("flagall", "escalates every document and holds every bill", simple.make_flagall, works=False),
    AgentKind("holdall", "holds every bill", simple.make_holdall, works=False),
    AgentKind("approveall", "posts every bill in full", simple.make_approveall, works=False),
    AgentKind("probe", "tries until something is accepted, looks at rewards, undoes", probe.make_probe),
    AgentKind("matchonly", "matches unique amounts, lists the rest, posts nothing", dump.make_matchonly),
    AgentKind("dump", "half entries for every bank leg that is missing or wrong, then matchonly", dump.make_dump),
    AgentKind("offset", "pushes the bank's gap into an open item, then matchonly", dump.make_offset),
    AgentKind(
        "harvest", "plays twice and does what the first end told it", harvest.make, works=False, again=harvest.again
    ),
    AgentKind("replay", "plays recordings of train tasks", replay.make, honest=False, works=False),
)
_BY_NAME: Final = {kind.name: kind for kind in AGENTS}
_KNOWING: Final = {"oracle": oracle.knowing, "replay": replay.knowing}


def agent_named(name: str) -> AgentKind:
    """The agent of that name, or ``NAME+MASK`` for one whose letters are masked (:mod:`tieout.agents.masked`); KeyError
    with the names or masks there are."""
    bare, _, mask = name.partition("+")
    try:
        kind = _BY_NAME[bare]
    except KeyError:
        raise KeyError(f"There is no agent {bare!r}. Use one of: {', '.join(_BY_NAME)}.") from None
    return masked_kind(kind, mask) if mask else kind


def agent_for(name: str, task: Task) -> Agent:
    """The agent of that name at ``task``, seeded by its index; KeyError as :func:`agent_named`. The dishonest get the
    task itself: the id of a private task tells nobody which it is."""
    kind = agent_named(name)
    bare, _, mask = name.partition("+")
    knowing = _KNOWING.get(bare)
    if knowing is None:
        return kind.make(task.id, task.index)
    return masked(knowing(task), mask) if mask else knowing(task)
