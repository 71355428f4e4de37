"""What was measured beside the asking. The facts come from `meter`."""

from dataclasses import replace

from envjudge import values
from envjudge.evidence import Evidence
from envjudge.findings import Check, Finding, found, inapplicable, passed, skipped

CHALLENGE_MEGABYTES = 8192.0
"""The memory of the machine on which the challenge judges, where a manifest declares none."""
MARGIN = 1.1
"""A tenth more than declared is left to the allocator and to the machine."""
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


CHECKS: tuple[Check, ...] = (
    Check("semantic.resource_envelope", "gate", "Resources are as declared",
          "The server needs no more memory than its manifest says, or than the challenge's machine has.",
          "Resident memory of all its processes while it is asked, looked at every second, and the kernel's record of its peaks; processor time as a figure.",
          (), resource_envelope),
)
