"""The probes in the order in which they run, each with its share of the time."""

from collections.abc import Callable
from dataclasses import dataclass

from envjudge.lab import Lab
from envjudge.marks import TWIN
from envjudge.probes import (
    answers,
    challenge,
    doors,
    episodes,
    explore,
    ladder,
    latency,
    leaks,
    lending,
    model,
    search,
    sessions,
    steady,
    surface,
    twin,
)


@dataclass(frozen=True, slots=True)
class Probe:
    """`share` is of the round's time; what one probe leaves over, the later ones get. Without a model, one that needs it is left out."""

    name: str
    ask: Callable[[Lab], None]
    share: float
    needs_model: bool = False
    least: float = 0.5
    """Seconds that it has as long as the round has them: what many checks read must not be missing because a machine is busy,
    and what takes some resets by its nature not because they are slow."""
    last: bool = False
    """It may harm the server for good: asked when all others are through with both rounds."""


PROBES: tuple[Probe, ...] = (
    Probe("surface", surface.surface, 0.05, least=32.0),
    Probe("capacity", sessions.capacity, 0.04),
    Probe("contract", surface.contract, 0.05, least=3.0),
    Probe("ranges", surface.ranges, 0.02),
    Probe("challenge", challenge.challenge, 0.04),
    Probe("seeds", episodes.seeds, 0.08, least=6.0),
    Probe("walks", episodes.walks, 0.20),
    Probe("explore", explore.explore, 0.14),
    Probe("constants", answers.constants, 0.12),
    Probe("majority", answers.majority, 0.04),
    Probe("leaks", leaks.leaks, 0.18),
    Probe("reset_control", answers.reset_control, 0.03),
    Probe("oracle", ladder.oracle, 0.06),
    Probe("search", ladder.search, 0.03),
    Probe("texts", search.texts, 0.06),
    Probe("attempts", search.attempts, 0.06),
    Probe("swap", search.swap, 0.03),
    Probe("cycles", search.cycles, 0.06),
    Probe("model", model.model, 0.30, needs_model=True),
    Probe("after_done", episodes.after_done, 0.06),
    Probe("again", episodes.again, 0.08),
    Probe("isolation", sessions.isolation, 0.04),
    Probe("side_door", sessions.side_door, 0.02),
    Probe("starts", doors.starts, 0.03, least=3.0),
    Probe("doors", doors.doors, 0.01),
    Probe("paths", doors.paths, 0.03, least=3.0),
    Probe("steady", steady.steady, 0.05),
    Probe("clock", steady.clock, 0.04),
    Probe("latency", latency.latency, 0.03, least=32.0),
    Probe(TWIN, twin.twin, 0.06),
    Probe("hostile", surface.hostile, 0.05),
    Probe("mcp_sessions", lending.mcp_sessions, 0.02, last=True),
)
