"""A quantity of the table, and how samples are summed up."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from math import log10
from typing import Final, TypeVar

T = TypeVar("T")
FIRST_DIGITS: Final = tuple(log10(1 + 1 / digit) for digit in range(1, 10))
"""Benford's law: the share of each first digit."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """``low`` and ``high`` bound what is plausible, ``source`` says who says so; all three figures in ``unit``."""

    name: str
    ours: float
    low: float
    high: float
    unit: str
    source: str
    digits: int = 1

    @property
    def inside(self) -> bool:
        return self.low <= round(self.ours, self.digits) <= self.high


def benford(amounts: Iterable[int]) -> float:
    """Mean absolute deviation of first digits from Benford's law; 1 for no amounts."""
    counts = [0] * 9
    for amount in amounts:
        if amount:
            counts[int(str(abs(amount))[0]) - 1] += 1
    whole = sum(counts)
    if not whole:
        return 1.0
    return sum(abs(count / whole - share) for count, share in zip(counts, FIRST_DIGITS, strict=True)) / 9


def share(values: Collection[T], counts: Callable[[T], bool]) -> float:
    """Per cent of ``values`` that count; 0 of none."""
    return 100 * sum(map(counts, values)) / len(values) if values else 0.0


def median(values: Sequence[int]) -> float:
    """The middle value; 0 of none."""
    return float(sorted(values)[len(values) // 2]) if values else 0.0
