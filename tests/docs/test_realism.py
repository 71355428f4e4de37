"""The table of docs/realism.md: every quantity in its plausible range."""

import pytest

from tieout.docgen.realism import records, trades
from tieout.docgen.realism.page import businesses, scenarios
from tieout.docgen.realism.quantities import Quantity, benford, median, share


def test_every_quantity_is_plausible() -> None:
    """Some seventy quantities, each with its range and its source."""
    measured = [*trades.quantities(businesses()), *records.quantities(scenarios())]
    outside = [f"{one.name}: {one.ours:.4g}, not {one.low:g} to {one.high:g}" for one in measured if not one.inside]
    assert not outside
    assert len(measured) >= 70 and all(one.source and one.unit for one in measured)


@pytest.mark.parametrize(("ours", "inside"), [(0.9, False), (1.0, True), (1.96, True), (2.06, False)])
def test_a_quantity_outside_its_range_shows(ours: float, inside: bool) -> None:
    """Both ends belong to the range; figures are compared as they are printed."""
    assert Quantity("q", ours, 1, 2, "", "").inside == inside


def test_first_digits() -> None:
    """Powers of two follow Benford's law, equal amounts do not, and of nothing nothing can be said."""
    assert benford([2**power for power in range(1, 400)]) < 0.003
    assert benford([100] * 50) > 0.1
    assert benford([]) == 1.0


def test_summaries() -> None:
    """Shares in per cent, and the middle value."""
    assert share([1, 2, 3, 4], lambda value: value > 1) == 75
    assert share([], bool) == median([]) == 0
    assert median([9, 1, 5]) == 5
