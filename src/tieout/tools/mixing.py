"""Whether a match mixes what settles apart: seen in its amounts alone."""

from collections.abc import Iterator
from itertools import combinations
from typing import Final

MOST: Final = 6  # members of a side whose sums are tried; among more, sums agree by accident
Group = tuple[str, ...]
Sides = tuple[Group, Group]


def separable(lines: dict[str, int], items: dict[str, int]) -> Sides | None:
    """The smallest part of a balanced match that balances by itself, some lines and some items of it and not all; None
    where there is none. Takes the amounts by name."""
    if len(lines) < 2 or len(items) < 2:
        return None
    by_amount = {amount: name for name, amount in reversed(items.items())}
    for name, amount in lines.items():
        if amount in by_amount:
            return (name,), (by_amount[amount],)
    if len(lines) > MOST or len(items) > MOST:
        return None
    sums: dict[int, Group] = {}
    for group, total in _parts(lines):
        sums.setdefault(total, group)
    found = [(sums[total], group) for group, total in _parts(items) if total in sums]
    return min(found, key=lambda sides: len(sides[0]) + len(sides[1]), default=None)


def _parts(side: dict[str, int]) -> Iterator[tuple[Group, int]]:
    """Some of a side but not all, with their sum; the small ones first."""
    for size in range(1, len(side)):
        for group in combinations(side, size):
            yield group, sum([side[name] for name in group])
