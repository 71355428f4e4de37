"""Means with their uncertainty."""

import random
from collections.abc import Sequence
from typing import Final

RESAMPLES: Final = 1000


def mean(values: Sequence[float]) -> float:
    """The arithmetic mean; ZeroDivisionError where there is nothing."""
    return sum(values) / len(values)


def bootstrap_interval(values: Sequence[float]) -> tuple[float, float]:
    """95 % percentile bootstrap interval of the mean; the resampling is seeded, so equal values give equal bounds."""
    if len(set(values)) == 1:
        return values[0], values[0]
    draw = random.Random(len(values)).choices
    means = sorted(mean(draw(values, k=len(values))) for _ in range(RESAMPLES))
    return means[int(0.025 * RESAMPLES)], means[int(0.975 * RESAMPLES) - 1]
