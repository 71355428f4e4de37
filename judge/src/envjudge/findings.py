"""What a check says, and what a check is. Pure.

A check is a function from evidence to a Finding. It gives a status and no severity: that is the policy's.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from envjudge.evidence import Evidence
from envjudge.replay import Script

Status = Literal["pass", "fail", "warn", "skip", "error"]
Phase = Literal["gate", "agents", "audit"]
Channel = Literal["", "observation", "state", "error", "tool", "side door", "reward", "protocol", "source"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found in the evidence.

    `summary` is one sentence; `measured` are named figures; `replay` shows a fault when played against the subject; `channel`
    says through which door it can be reached; `confirmed` is how many of the fresh rounds showed it again (of how many).
    A skip says in `remedy` how the check can be enabled. `about` names what was found (paths, actions): a fault is confirmed
    only when a fresh round finds one of the same. Where `applies` is false the question makes no sense for the subject (a
    package check on a bare address): such a skip takes nothing from what is established.
    """

    check: str
    status: Status
    summary: str
    measured: tuple[tuple[str, str | int | float | bool], ...] = ()
    replay: Script | None = None
    channel: Channel = ""
    remedy: str = ""
    about: tuple[str, ...] = ()
    confirmed: tuple[int, int] = (0, 0)
    applies: bool = True


def passed(summary: str, **measured: str | float | bool) -> Finding:
    """The check was made and found nothing."""
    return Finding("", "pass", summary, tuple(measured.items()))


def skipped(why: str, enable: str) -> Finding:
    """The check could not be made; how it could."""
    return Finding("", "skip", why, remedy=enable)


def inapplicable(why: str, enable: str) -> Finding:
    """The check makes no sense for this subject; for which it would."""
    return Finding("", "skip", why, remedy=enable, applies=False)


def found(status: Literal["fail", "warn"], summary: str, remedy: str, replay: Script | None = None, channel: Channel = "",
          about: tuple[str, ...] = (), **measured: str | float | bool) -> Finding:
    """The check found a fault, and this is how to see it."""
    return Finding("", status, summary, tuple(measured.items()), replay, channel, remedy, about)


@dataclass(frozen=True, slots=True)
class Check:
    """An entry of the catalogue: what it means, how it is measured, which probes it reads, and the pure function."""

    id: str
    phase: Phase
    title: str
    means: str
    measured_by: str
    probes: tuple[str, ...]
    judge: Callable[[Evidence], Finding]
    confirm: bool = True
    after: tuple[str, ...] = ()
    """Checks without whose pass this one says nothing."""
