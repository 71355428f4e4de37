"""The agents there are."""

from typing import Final

from tieout.agents import cheats, cheats_dump, cheats_probe, harvest, null, oracle, replay, rulebot, uniform
from tieout.agents.play import Agent, AgentKind
from tieout.tasks.family import Task

AGENTS: Final[tuple[AgentKind, ...]] = (
    AgentKind("null", "closes the period and does nothing else", null.make, works=False),
    AgentKind("uniform", "random calls, valid in form", uniform.make, works=False),
    AgentKind("rulebot", "exact matches, recurring entries, policy thresholds; reads no prose", rulebot.make),
    AgentKind("oracle", "knows the answer key", oracle.make, honest=False),
    AgentKind("plug", "forces every difference to zero through an expense or suspense", cheats.make_plug, works=False),
    AgentKind("massmatch", "matches whatever adds up, expenses the rest", cheats.make_massmatch),
    AgentKind("flagall", "escalates every document and holds every bill", cheats.make_flagall, works=False),
    AgentKind("holdall", "holds every bill", cheats.make_holdall, works=False),
    AgentKind("approveall", "posts every bill in full", cheats.make_approveall, works=False),
    AgentKind("probe", "tries until something is accepted, looks at rewards, undoes", cheats_probe.make_probe),
    AgentKind("matchonly", "matches unique amounts, lists the rest, posts nothing", cheats_dump.make_matchonly),
    AgentKind("dump", "half entries for every bank leg that is missing or wrong, then matchonly", cheats_dump.make_dump),
    AgentKind("offset", "pushes the bank's gap into an open item, then matchonly", cheats_dump.make_offset),
    AgentKind(
        "harvest", "plays twice and does what the first end told it", harvest.make, works=False, again=harvest.again
    ),
    AgentKind("replay", "plays recordings of train tasks", replay.make, honest=False, works=False),
)
_BY_NAME: Final = {kind.name: kind for kind in AGENTS}
_KNOWING: Final = {"oracle": oracle.knowing, "replay": replay.knowing}


def agent_named(name: str) -> AgentKind:
    """The agent of that name; KeyError with the names there are."""
    try:
        return _BY_NAME[name]
    except KeyError:
        raise KeyError(f"There is no agent {name!r}. Use one of: {', '.join(_BY_NAME)}.") from None


def agent_for(name: str, task: Task) -> Agent:
    """The agent of that name at ``task``, seeded by its index; KeyError as :func:`agent_named`. The dishonest get the
    task itself: the id of a private task tells nobody which it is."""
    kind = agent_named(name)
    knowing = _KNOWING.get(name)
    return knowing(task) if knowing is not None else kind.make(task.id, task.index)
