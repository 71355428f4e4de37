"""AUC and balanced accuracy, against sums done by hand."""

import numpy as np
import pytest
from benchmarks.reading.figures import auc, balanced_accuracy, mean


def test_auc_is_the_share_of_pairs_in_order_and_a_tie_is_half_a_pair() -> None:
    """Positives 3 and 1 against negatives 1 and 0: two pairs in order, one tie, one pair in order."""
    figure = auc([3, 1, 1, 0], [True, True, False, False], ["a", "b", "c", "d"])
    assert figure.value == pytest.approx(3.5 / 4)
    assert (figure.positives, figure.negatives) == (2, 2)


def test_pairs_across_kinds_do_not_count_where_kinds_are_given() -> None:
    """Each kind in perfect order, though the kinds overlap: 1 within, less over all pairs."""
    scores, labels, kinds = [9, 8, 2, 1], [True, False, True, False], ["x", "x", "y", "y"]
    assert auc(scores, labels, ["m"] * 4, kinds).value == 1
    assert auc(scores, labels, ["m"] * 4).value == pytest.approx(3 / 4)


def test_balanced_accuracy_weighs_both_labels_alike() -> None:
    """All of nine negatives right and the only positive wrong: one half."""
    figure = balanced_accuracy([False] * 10, [True] + [False] * 9, range(10))
    assert figure.value == pytest.approx(0.5)


def test_bounds_hold_the_value_and_are_wider_where_rows_hang_together() -> None:
    """A hundred independent rows tell more than ten months of ten rows that are all alike."""
    draw = np.random.default_rng(1)
    months = np.repeat(np.arange(10), 10)
    scores, labels = np.repeat(draw.normal(size=10), 10), np.repeat(draw.random(10) < 0.5, 10)
    together, apart = auc(scores, labels, months), auc(scores, labels, np.arange(100))
    assert together.low <= together.value <= together.high
    assert together.high - together.low > apart.high - apart.low


def test_without_a_label_nothing_is_measured() -> None:
    """No figure is made up for rows of which none is planted."""
    assert not auc([1, 2], [False, False], ["a", "b"]).measured
    assert not balanced_accuracy([True], [True], ["a"]).measured


def test_the_bounds_of_a_mean_come_from_its_months() -> None:
    """Months that are all alike leave no doubt."""
    assert (mean([0.5] * 9).low, mean([0.5] * 9).high) == (0.5, 0.5)
    assert mean([0, 1] * 9).low < 0.5 < mean([0, 1] * 9).high
