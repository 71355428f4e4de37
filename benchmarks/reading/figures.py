"""Balanced accuracy and AUC, with bounds that resample whole months: rows of one month are not independent."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

RESAMPLES: Final = 400
_Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value with its 95 % bounds, on ``positives`` and ``negatives``; NaN where one of both is missing."""

    value: float
    low: float
    high: float
    positives: int
    negatives: int

    @property
    def measured(self) -> bool:
        return not math.isnan(self.value)


def auc(scores: object, labels: object, months: object, strata: object = None, resamples: int = RESAMPLES) -> Figure:
    """The share of pairs (positive, negative) in which the positive scores higher; ties count one half. With ``strata``
    only pairs within a stratum count. ``months`` says which month a row is of. Arrays of equal length, a row each."""
    score, label = np.asarray(scores, dtype=float), np.asarray(labels, dtype=bool)
    stratum = (
        np.zeros(len(score), dtype=int) if strata is None else np.unique(np.asarray(strata), return_inverse=True)[1]
    )
    _, cell = np.unique(np.column_stack([stratum, score]), axis=0, return_inverse=True)
    cell = cell.reshape(-1)
    of_cell = np.zeros(cell.max(initial=-1) + 1, dtype=int)
    of_cell[cell] = stratum

    def value(weights: _Floats) -> float:
        positive = np.bincount(cell, weights * label, len(of_cell))
        negative = np.bincount(cell, weights * ~label, len(of_cell))
        below = np.cumsum(negative) - negative
        before = np.bincount(of_cell, negative)
        below -= (np.cumsum(before) - before)[of_cell]
        pairs = np.sum(np.bincount(of_cell, positive) * before)
        return float(np.sum(positive * (below + negative / 2)) / pairs) if pairs else float("nan")

    return _resampled(value, label, months, resamples)


def balanced_accuracy(guesses: object, labels: object, months: object) -> Figure:
    """The mean of the shares of positives and of negatives that are guessed right."""
    guess, label = np.asarray(guesses, dtype=bool), np.asarray(labels, dtype=bool)

    def value(weights: _Floats) -> float:
        positives, negatives = np.sum(weights * label), np.sum(weights * ~label)
        if not positives or not negatives:
            return float("nan")
        return float(
            (np.sum(weights * (label & guess)) / positives + np.sum(weights * ~(label | guess)) / negatives) / 2
        )

    return _resampled(value, label, months)


def mean(values: Sequence[float]) -> Figure:
    """The mean of a score over months, each of which counts as positive."""
    found = np.asarray(values, dtype=float)
    draw = np.random.default_rng(20)
    means = [float(np.mean(found[draw.integers(0, len(found), len(found))])) for _ in range(RESAMPLES)]
    low, high = np.percentile(means, (2.5, 97.5))
    return Figure(float(np.mean(found)), float(low), float(high), len(found), 0)


def _resampled(
    value: Callable[[_Floats], float], label: NDArray[np.bool_], months: object, resamples: int = RESAMPLES
) -> Figure:
    """The value, and between which bounds it lies in 95 % of the resamples of months (with replacement)."""
    positives = int(label.sum())
    negatives = len(label) - positives
    if not positives or not negatives:
        return Figure(float("nan"), float("nan"), float("nan"), positives, negatives)
    names, month = np.unique(np.asarray(months), return_inverse=True)
    draw = np.random.default_rng(20)
    whole = value(np.ones(len(label)))
    if not resamples or math.isnan(whole):
        return Figure(whole, whole, whole, positives, negatives)
    found = [
        value(np.bincount(draw.integers(0, len(names), len(names)), minlength=len(names))[month].astype(float))
        for _ in range(resamples)
    ]
    low, high = np.nanpercentile(found, (2.5, 97.5))
    return Figure(whole, float(low), float(high), positives, negatives)
