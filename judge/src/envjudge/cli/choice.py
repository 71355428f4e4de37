"""Which checks are meant: by phase, by name, or those of an earlier run."""

from collections.abc import Sequence
from difflib import get_close_matches
from fnmatch import fnmatchcase

from envjudge.checks.registry import BY_ID, CHECKS
from envjudge.cli.ending import Mistake
from envjudge.findings import Check


def chosen(phase: str | None, only: Sequence[str] | None) -> tuple[Check, ...]:
    """The checks of the phase that match one of the names, in the order of the catalogue. Raises Mistake when a name matches
    none, or when nothing is left."""
    for name in only or ():
        if not any(fnmatchcase(known, name) for known in BY_ID):
            near = get_close_matches(name, BY_ID, 3, 0.4)
            raise Mistake(f"there is no check {name!r}; " + (f"perhaps {', '.join(near)}" if near else "`envjudge list` names them all"))
    left = tuple(check for check in CHECKS if (phase is None or check.phase == phase)
                 and (not only or any(fnmatchcase(check.id, name) for name in only)))
    if not left:
        raise Mistake(f"none of {', '.join(only or ())} belongs to phase {phase}; leave --phase out, or choose other checks")
    return left
