"""Means with their uncertainty. Pure: resampling uses a generator seeded by the data."""

import math
from collections.abc import Sequence
from random import Random

from envjudge import values


def mean(numbers: Sequence[float]) -> float:
    """Arithmetic mean, 0 of nothing."""
    return sum(numbers) / len(numbers) if numbers else 0.0


def bootstrap(numbers: Sequence[float], rounds: int = 1000, level: float = 0.95) -> tuple[float, float]:
    """Percentile interval of the mean. Of fewer than two numbers: the number itself twice."""
    if len(numbers) < 2 or len(set(numbers)) == 1:
        return mean(numbers), mean(numbers)
    rng = Random(values.digest(list(numbers)))
    means = sorted(mean(rng.choices(numbers, k=len(numbers))) for _round in range(rounds))
    cut = (1 - level) / 2
    return means[int(cut * rounds)], means[min(rounds - 1, int((1 - cut) * rounds))]


def wilson(hits: int, tries: int, z: float = 1.96) -> tuple[float, float]:
    """Wilson's 95 % interval of a proportion; 0 to 1 of nothing."""
    if not tries:
        return 0.0, 1.0
    share = hits / tries
    centre = share + z * z / (2 * tries)
    spread = z * math.sqrt(share * (1 - share) / tries + z * z / (4 * tries * tries))
    whole = 1 + z * z / tries
    return max(0.0, (centre - spread) / whole), min(1.0, (centre + spread) / whole)
