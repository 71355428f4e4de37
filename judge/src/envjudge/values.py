"""JSON values and paths into them. Pure.

A path is a tuple of keys and indexes; written, it is `data.observation.cards[0]`. A JSON value has the type `object` on
purpose: what a stranger's server sent has to be looked at before it is used.
"""

import copy
import hashlib
import json
import re
from collections.abc import Iterator

Path = tuple[str | int, ...]

ABSENT: object = type("Absent", (), {"__repr__": lambda _self: "ABSENT"})()
"""What `at` returns where a path leads nowhere: JSON's null is a value, this is none."""

_WORD = re.compile(r"-?\d+(?:\.\d+)?|[A-Za-z][\w-]*")
_STEP = re.compile(r"\[(\d+)\]|([^.\[\]]+)")


def parse_path(text: str) -> Path:
    """`a.b[0]` as ("a", "b", 0); the empty text is the value itself. Raises ValueError on anything else."""
    path: list[str | int] = []
    rest = text
    while rest:
        rest = rest.removeprefix(".") if path else rest
        found = _STEP.match(rest)
        if not found:
            raise ValueError(f"not a path: {text!r}; write it as data.observation.cards[0]")
        path.append(int(found[1]) if found[1] is not None else found[2])
        rest = rest[found.end():]
    return tuple(path)


def show_path(path: Path) -> str:
    """The inverse of `parse_path` for keys without dots and brackets."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")


def at(value: object, *path: str | int) -> object:
    """The value at a path, or ABSENT."""
    for step in path:
        if isinstance(value, dict) and isinstance(step, str):
            value = value.get(step, ABSENT)
        elif isinstance(value, list) and isinstance(step, int) and -len(value) <= step < len(value):
            value = value[step]
        else:
            return ABSENT
    return value


def mapping(value: object) -> dict[str, object]:
    """The value if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def items(value: object) -> list[object]:
    """The value if it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def number(value: object) -> float | None:
    """The value if it is a finite number (a bool is none), else nothing."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) < 1e300 else None  # NaN compares false too


def words(text: str) -> list[str]:
    """The numbers and words of a text, in order."""
    return _WORD.findall(text)


def put(value: object, path: Path, inner: object) -> object:
    """A copy of the value with another one at the path; objects on the way are made."""
    if not path:
        return inner
    changed = copy.deepcopy(value)
    below = changed
    for step in path[:-1]:
        below = below.setdefault(step, {}) if isinstance(below, dict) else {}
    if isinstance(below, dict):
        below[path[-1]] = inner
    return changed


def written(form: str, value: object) -> str:
    """A form with the value in place of `{}`: a text as it is, anything else as JSON. In place of `{SEPARATOR}` a list, its items
    joined by that."""
    found = re.search(r"\{([ ,;]*)\}", form)
    if not found:
        return form
    shown = value if isinstance(value, str) else canonical(value)
    if found[1] and isinstance(value, list):
        shown = found[1].join(each if isinstance(each, str) else canonical(each) for each in value)
    return form[:found.start()] + shown + form[found.end():]


def leaves(value: object, below: Path = ()) -> Iterator[tuple[Path, object]]:
    """Every scalar with its path, in the order of the value."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*below, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from leaves(inner, (*below, index))
    else:
        yield below, value


def canonical(value: object) -> str:
    """One spelling per value: sorted keys, no blanks."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)


def digest(value: object) -> str:
    """Sixteen hex digits that stand for the value."""
    return hashlib.blake2b(canonical(value).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def parse_json(text: str) -> object:
    """The value of a JSON text, or ABSENT when it is none. Too deep a nesting is none either."""
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError):
        return ABSENT
    return value
