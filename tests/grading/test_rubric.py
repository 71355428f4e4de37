"""Weights: by literal numbers."""

from fractions import Fraction
from itertools import pairwise

import pytest

from tieout.grading.rubric import CITATION, Rubric, damage_weight, size_weight


@pytest.mark.parametrize(
    ("amount", "weight"),
    [
        (0, 8),
        (1, 8),
        (7, 8),
        (15, 8),
        (16, 10),
        (31, 10),
        (32, 12),
        (100, 14),
        (10_000, 28),
        (1_000_000, 40),
        (-10_000, 28),
    ],
)
def test_a_size_weighs_twice_its_bits_and_at_least_eight(amount: int, weight: int) -> None:
    assert size_weight(amount) == weight


@pytest.mark.parametrize(
    ("amount", "weight"),
    [
        (0, Fraction(12)),
        (1, Fraction(25, 2)),  # 4 x (3 + 1/8)
        (7, Fraction(31, 2)),
        (8, Fraction(16)),
        (9, Fraction(33, 2)),
        (15, Fraction(39, 2)),
        (16, Fraction(20)),
        (24, Fraction(22)),  # 4 x (4 + 24/16)
        (10_000, Fraction(7281, 128)),
        (-4096, Fraction(52)),
    ],
)
def test_damage_weighs_twice_as_much_and_runs_straight_between_powers_of_two(amount: int, weight: Fraction) -> None:
    assert damage_weight(amount) == weight


def test_every_minor_unit_of_damage_costs() -> None:
    weights = [damage_weight(amount) for amount in range(1, 300)]
    assert all(more > less for less, more in pairwise(weights))


def test_a_finding_weighs_by_amount_and_difficulty() -> None:
    rubric = Rubric(100, {"E01": 1, "E02": 5})
    assert [rubric.finding_weight(code, 100) for code in ("E01", "E02", "E03")] == [14, 70, 28]


def test_the_defaults_are_those_that_are_published() -> None:
    rubric = Rubric(100, {})
    assert (rubric.damage, rubric.forbidden, rubric.withdrawn) == (1000, 0, 500)
    assert Fraction(1, 4) == CITATION


def test_limits_of_a_rubric() -> None:
    for routine, damage, forbidden, withdrawn in (
        (0, 1000, 0, 500),
        (251, 1000, 0, 500),
        (200, 999, 0, 500),
        (200, 1000, -1, 500),
        (200, 1000, 501, 500),
        (200, 1000, 0, 1000),
    ):
        with pytest.raises(ValueError, match="at most a quarter"):
            Rubric(routine, {}, damage, forbidden, withdrawn)
    for routine, damage, forbidden, withdrawn in ((1, 1000, 0, 0), (250, 1000, 999, 999)):
        Rubric(routine, {}, damage, forbidden, withdrawn)


def test_a_rubric_is_not_changed_from_outside() -> None:
    difficulty = {"E01": 1}
    rubric = Rubric(100, difficulty)
    difficulty["E01"] = 9
    assert rubric.finding_weight("E01", 100) == 14
    with pytest.raises(TypeError):
        rubric.difficulty["E01"] = 9  # type: ignore[index]
