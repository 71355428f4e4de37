"""Intervals."""

from hypothesis import given
from hypothesis import strategies as st

from tieout.cli.statistics import bootstrap_interval, mean

scores = st.lists(st.integers(0, 1000).map(lambda value: value / 1000), min_size=1, max_size=40)


@given(scores)
def test_the_interval_lies_within_the_values_and_around_the_mean(values: list[float]) -> None:
    """Low <= mean <= high up to resampling noise, never outside the data."""
    low, high = bootstrap_interval(values)
    assert min(values) - 1e-9 <= low <= high <= max(values) + 1e-9
    assert low - 0.05 <= mean(values) <= high + 0.05


def test_equal_values_leave_no_doubt() -> None:
    """A constant has an interval of no width."""
    assert bootstrap_interval([0.25] * 9) == (0.25, 0.25)


def test_more_values_narrow_the_interval() -> None:
    """Four times the data, about half the width."""
    narrow = bootstrap_interval([0.0, 1.0] * 80)
    wide = bootstrap_interval([0.0, 1.0] * 20)
    assert 1.6 < (wide[1] - wide[0]) / (narrow[1] - narrow[0]) < 2.5
