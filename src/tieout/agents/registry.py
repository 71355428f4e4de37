"""The agents there are."""

from typing import Final

from tieout.agents import null, oracle
from tieout.agents.play import AgentKind

AGENTS: Final[tuple[AgentKind, ...]] = (
    AgentKind("null", "closes the period and does nothing else", null.make, works=False),
    AgentKind("oracle", "knows the answer key", oracle.make, honest=False),
)
_BY_NAME: Final = {kind.name: kind for kind in AGENTS}


def agent_named(name: str) -> AgentKind:
    """The agent of that name; KeyError with the names there are."""
    try:
        return _BY_NAME[name]
    except KeyError:
        raise KeyError(f"There is no agent {name!r}. Use one of: {', '.join(_BY_NAME)}.") from None
