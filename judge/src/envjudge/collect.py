"""Ask a subject everything and keep what it said: the only way evidence comes to be."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from envjudge import adapters, values
from envjudge.agents.llm import Endpoint
from envjudge.evidence import Evidence
from envjudge.lab import DeadlineReached, Lab
from envjudge.probes.registry import PROBES
from envjudge.servers import NotASubject
from envjudge.transport import Wire
from envjudge.twins import Twin

BUDGETS: dict[str, float] = {"quick": 50.0, "standard": 540.0, "deep": 3300.0}
"""Seconds for both rounds together; reports and start-up are not in them."""

LEAST = 0.5
"""Seconds that a probe has even when the round's time is over."""


GONE = 5.0
"""Seconds in which a server that is there takes a connection."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Which probe is asking, in which round, and the share of the whole that is over by then (0 to 1)."""

    round: str
    probe: str
    share: float


class Stopped(Exception):
    """The user pressed Ctrl-C; `evidence` is all that was heard until then."""

    def __init__(self, evidence: Evidence) -> None:
        super().__init__("stopped by the user")
        self.evidence = evidence


def begin(wire: Wire, subject: str, budget: str, manifest: str = "null", declared: str = "null") -> Evidence:
    """Empty evidence with what is known without asking: JSON texts of the manifest, and of what the package declares
    (`declared.of`). Raises NotASubject when the server speaks no known dialect."""
    adapter = adapters.choose(wire)
    if adapter is None:
        raise NotASubject(f"{subject}: neither a WebSocket at /ws nor POST /reset answers")
    facts = {"manifest": values.parse_json(manifest), "declared": values.parse_json(declared), **adapters.facts(adapter)}
    return Evidence(subject, adapter.name, budget, facts=values.canonical(facts))


def collect(wire: Wire, evidence: Evidence, round_name: str, seconds: float, probes: frozenset[str],
            tell: Callable[[Progress], None] = lambda _progress: None, model: Endpoint | None = None, twin: Twin | None = None) -> Evidence:
    """The evidence with one more round of the named probes. Each has its share of what time is left. Raises Stopped."""
    adapter = adapters.remembered(evidence.fact())
    if wire.request("GET", "/health", None, GONE).fault.startswith("refused"):
        return replace(evidence, notes=(*evidence.notes, ("surface", f"the server is gone in round {round_name}")))
    chosen = [probe for probe in PROBES if probe.name in probes and (model is not None or not probe.needs_model)]
    until = time.monotonic() + seconds
    for number, probe in enumerate(chosen):
        rest = sum(each.share for each in chosen[number:])
        left = max(0.0, until - time.monotonic())
        lab = Lab(wire, adapter, probe.name, round_name, max(left * probe.share / rest, min(probe.least, left), LEAST), evidence, model, twin)
        try:
            tell(Progress(round_name, probe.name, 1 - rest / sum(each.share for each in chosen)))
            probe.ask(lab)
        except DeadlineReached as reached:
            note = f"cut short after {time.monotonic() - lab.began:.1f} s{reached} in round {round_name}"
            evidence = replace(evidence, notes=(*evidence.notes, (probe.name, note)))
        except KeyboardInterrupt:
            notes = tuple((each.name, f"stopped by the user in round {round_name}") for each in chosen[number:])
            raise Stopped(replace(evidence, notes=(*evidence.notes, *notes),
                                  recordings=(*evidence.recordings, *lab.recordings))) from None
        evidence = replace(evidence, recordings=(*evidence.recordings, *lab.recordings))
    return evidence


