"""A desk that is solved from the start, for those who check the grader: openenv's ``injected_state``.

Off unless the operator switches it on, because with it anybody who can reset can score. The desk gets solved through
the oracle's public calls; only closing the period is left.
"""

from collections.abc import Mapping
from dataclasses import replace

from tieout.agents import oracle
from tieout.agents.protocol import drive
from tieout.episode import Episode, advance
from tieout.ledger.refusal import Refusal
from tieout.tools.messages import ToolCall, View

SOLVED = {"form": "solved"}


def check_injected_state(wanted: object, allowed: bool) -> Refusal | None:
    """Why ``wanted`` cannot be injected, or None."""
    if wanted is None:
        return None
    if not allowed:
        return Refusal(
            "reset.injected_state_off",
            "reset got injected_state.",
            "Only an operator who checks the grader injects a state; this server does not allow it.",
            "Leave injected_state out.",
        )
    if not isinstance(wanted, Mapping) or dict(wanted) != SOLVED:
        return Refusal(
            "reset.value",
            "reset got an injected_state that it does not know.",
            'The one state that can be injected is {"form": "solved"}.',
            "Send that, or leave injected_state out.",
        )
    return None


def solve(episode: Episode, view: View) -> tuple[Episode, View]:
    """The episode with everything done but the closing, as if it had just begun."""
    worked = episode

    def step(call: ToolCall) -> View:
        nonlocal worked
        worked, latest = advance(worked, call)
        return latest

    if not drive(oracle.solve(episode.scenario, episode.tools), step):
        raise ValueError("the oracle ended the episode by itself")
    fresh = replace(worked, steps=0, attempts=0, paid=0.0)
    return fresh, replace(view, progress=fresh.desk.progress(fresh.steps_left))
