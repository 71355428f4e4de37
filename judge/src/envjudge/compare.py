"""Where two JSON values differ, apart from what may differ: ids, clock times, durations. Pure."""

import re
from functools import lru_cache

from envjudge import values
from envjudge.values import ABSENT, Path

_NAMES = re.compile(
    r"(^|_)(uuid|guid|episode_?id|session_?id|request_?id|time|timestamp|duration|elapsed|latency|uptime|created|updated|ms|at)$",
    re.IGNORECASE)
_VALUES = re.compile(r"^([0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}|\d{4}-\d\d-\d\dT\d\d:\d\d.*)$", re.IGNORECASE)
_WITHIN = re.compile(r"0x[0-9a-f]{6,}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)


def masked(value: object) -> object:
    """The value; of a text what is left without addresses in memory and ids."""
    return _WITHIN.sub("…", value) if isinstance(value, str) else value


def volatile(path: Path, left: object, right: object) -> bool:
    """Whether a difference at this path says nothing: the name is one of a clock or an id, or both values look like one."""
    name = next((step for step in reversed(path) if isinstance(step, str)), "")
    return _named_so(name) or all(isinstance(each, str) and _VALUES.match(each) for each in (left, right))


@lru_cache(maxsize=4096)
def _named_so(name: str) -> bool:
    return _NAMES.search(name) is not None


def differences(left: object, right: object, below: Path = ()) -> tuple[Path, ...]:
    """The paths at which the values differ, without the volatile ones, in order."""
    if isinstance(left, dict) and isinstance(right, dict):
        keys = [*left, *(key for key in right if key not in left)]
        return tuple(path for key in keys for path in differences(left.get(key, ABSENT), right.get(key, ABSENT), (*below, key)))
    if isinstance(left, list) and isinstance(right, list) and len(left) == len(right):
        return tuple(path for index, pair in enumerate(zip(left, right, strict=True)) for path in differences(*pair, (*below, index)))
    same = left is right or (type(left) is type(right) and masked(left) == masked(right)) or (
        values.number(left) is not None and values.number(left) == values.number(right))
    return () if same or volatile(below, left, right) else (below,)


def stable(value: object) -> object:
    """The value without its volatile leaves: what may be hashed to tell tasks apart."""
    if isinstance(value, dict):
        return {key: stable(inner) for key, inner in value.items() if not volatile((key,), inner, inner)}
    if isinstance(value, list):  # frames are long lists of numbers
        return [stable(inner) if isinstance(inner, dict | list | str) else inner for inner in value]
    return None if volatile((), value, value) else masked(value)
