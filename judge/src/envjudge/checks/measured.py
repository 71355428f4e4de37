"""What was measured beside the asking. The facts come from `meter`."""

from collections.abc import Sequence
from dataclasses import replace

from envjudge import known, turns, values
from envjudge.evidence import Evidence, Recording
from envjudge.findings import Check, Finding, found, inapplicable, passed, skipped
from envjudge.scripts import told, want

CHALLENGE_MEGABYTES = 8192.0
"""The memory of the machine on which the challenge judges, where a manifest declares none."""
MARGIN = 1.1
"""A tenth more than declared is left to the allocator and to the machine."""
MOST_OF_BASELINE = 600.0
"""Seconds that the environment may take of the 1,200 that the challenge gives a baseline: the model needs the rest."""
TASKS = 3
MUCH_SLOWER = 5.0
SHOWN_SECONDS = 5.0
_FIGURES = ("first_mb", "last_mb", "processes", "seconds", "cpu_seconds", "cpu_share", "cpu_busiest")


def resource_envelope(evidence: Evidence) -> Finding:
    """The server's processes together stay within the declared memory. Processor time is a figure only: we ask without a pause,
    and a server that is given less merely takes longer."""
    used = values.mapping(evidence.fact("resources"))
    peak = values.number(used.get("peak_mb"))
    if evidence.fact("kind") not in {"package", "image", "class"}:
        return inapplicable("we did not start the server, so what it uses cannot be seen", "name the package, the image or the class instead of an address")
    if peak is None:
        return skipped("what the server uses could not be read", "judge it on Linux, where /proc tells; a container must run on this machine")
    declared = values.number(values.at(evidence.fact("manifest"), "validation", "resources", "memory_mb"))
    limit = CHALLENGE_MEGABYTES if declared is None else declared
    figures: tuple[tuple[str, float], ...] = (("peak_mb", peak), ("limit_mb", limit), *(
        (name, figure) for name in _FIGURES if (figure := values.number(used.get(name))) is not None))
    if peak > limit * MARGIN:
        allowed = f"the challenge's machine has {limit:.0f}" if declared is None else f"the manifest declares {limit:.0f}"
        fault = found("fail", f"the server took {peak:.0f} MB ({used.get('during')}); {allowed}",
                      "declare what it takes (validation.resources.memory_mb), or keep less in memory", channel="source", about=("memory",))
        return replace(fault, measured=figures)
    return replace(passed("memory stays within what is declared" if declared is not None else "memory stays within 8 GB; none is declared"), measured=figures)


def latency(evidence: Evidence) -> Finding:
    """Every reset, step and state is answered; the environment leaves a model most of the time that there is."""
    took = {kind: sorted(e.took_ms for _r, e in evidence.exchanges() if e.kind == kind and not e.fault) for kind in ("reset", "step")}
    figures = tuple((f"{kind}_p{share}_ms", round(_quantile(times, share / 100), 2)) for kind, times in took.items() if times for share in (50, 95))
    for recording in evidence.of("latency", "again"):
        last = recording.exchanges[-1]
        if last.fault == "timeout":
            return replace(_hang(evidence, recording, took), measured=(*figures, ("waited_s", round(last.took_ms / 1000, 1))))
    if not took["reset"] or not took["step"]:
        return skipped("no reset and step were answered", "make reset and step work first")
    walked = sorted((each for each in known.played(evidence, "walks") if each.done), key=lambda each: len(each.actions))
    if not walked:
        return replace(passed("every message is answered"), measured=figures)
    usual = walked[len(walked) // 2]
    seconds = (_quantile(took["reset"], 0.5) + len(usual.actions) * _quantile(took["step"], 0.5)) / 1000
    figures = (*figures, ("episode_s", round(seconds, 3)), ("episode_steps", float(len(usual.actions))))
    declared = values.number(values.at(evidence.fact("manifest"), "validation", "resources", "episode_timeout_s"))
    for limit, whose in ((declared, "the manifest gives it"), (MOST_OF_BASELINE / TASKS, "a baseline of three tasks within 20 minutes leaves it")):
        if limit is not None and seconds > limit:
            slowest = max(usual.exchanges, key=lambda each: each.took_ms)
            upto = usual.exchanges[:usual.exchanges.index(slowest) + 1]
            share = min(limit / len(usual.exchanges), slowest.took_ms / 2000)
            fault = found("warn", f"an episode of {len(usual.actions)} steps takes {seconds:.3g} s without anybody thinking; {whose} {limit:g} s",
                          "answer sooner, or declare a longer validation.resources.episode_timeout_s",
                          told("a message that takes more than its part of the time", upto, want("$took", "above", round(share, 6))), "protocol", about=("slow",))
            return replace(fault, measured=figures)
    return replace(passed("every message is answered, in good time"), measured=figures)


def _hang(evidence: Evidence, recording: Recording, took: dict[str, list[float]]) -> Finding:
    """A message that went unanswered twice. Where other answers take long too it may be one more of them, and is a warning."""
    last = recording.exchanges[-1]
    first = next((r for r in evidence.of("latency", "silent") if r.exchanges[-1].request == recording.note), recording).exchanges
    kind = first[-1].kind
    usual = _quantile(took.get(kind, []), 0.95)
    slow = usual > last.took_ms / MUCH_SLOWER
    shown = f"{kind} {values.canonical(turns.action_of(first[-1]))[:120]}" if kind == "step" else kind
    after = "" if last.kind == kind else ", and then even a reset is not"
    others = f"95 of 100 others take less than {usual:.3g} ms" if took.get(kind) else "no other is either"
    return found("warn" if slow else "fail", f"{shown} is not answered within {last.took_ms / 1000:.0f} s{after}; {others}",
                 "bound the work per message, and answer an error when it takes too long",
                 told("a message that is never answered", first, want("$fault", "is", "timeout"), want("$took", "above", SHOWN_SECONDS)), "protocol",
                 about=(recording.note[:200],))


def _quantile(numbers: Sequence[float], share: float) -> float:
    """That of the sorted numbers below which so large a share lies; 0 of none."""
    return numbers[min(len(numbers) - 1, int(share * len(numbers)))] if numbers else 0.0


CHECKS: tuple[Check, ...] = (
    Check("robust.latency", "gate", "Every message is answered, and in time",
          "A message that is never answered ends a training run; slow episodes leave a model no time.",
          "Every reset and step heard; what went unanswered is asked once more, on a fresh session with all patience. Medians are judged, because "
          "a busy machine shows in the tail.",
          ("walks", "latency"), latency),
    Check("semantic.resource_envelope", "gate", "Resources are as declared",
          "The server needs no more memory than its manifest says, or than the challenge's machine has.",
          "Resident memory of all its processes while it is asked, looked at every second, and the kernel's record of its peaks; processor time as a figure.",
          (), resource_envelope),
)
