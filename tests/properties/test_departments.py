"""Moves between departments, in any number and order: only where they end counts."""

from fractions import Fraction
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.grading.paper import Month, filed, posted
from tests.grading.test_by_hand_departments import coded, miscoded, moved

from tieout.grading.rubric import damage_weight

CODES = ("", "D1", "D2", "D3")
AMOUNT = 4096
MISCODED, CODED = miscoded(), coded()
Move = tuple[str, str, int]
moves = st.lists(
    st.tuples(st.sampled_from(CODES), st.sampled_from(CODES), st.integers(1, 2 * AMOUNT)).filter(
        lambda move: move[0] != move[1]
    ),
    max_size=4,
)


def net(made: list[Move]) -> dict[str, int]:
    """What the moves leave with each department, zeros left out; what names none follows from the others."""
    found: dict[str, int] = {}
    for source, target, amount in made:
        found[source] = found.get(source, 0) - amount
        found[target] = found.get(target, 0) + amount
    return {code: amount for code, amount in found.items() if amount and code}


def scored(made: list[Move], month: Month = MISCODED) -> Fraction:
    desk = month.desk
    for number, (source, target, amount) in enumerate(made, 2):
        desk = posted(desk, moved(f"JE-{number}", source, target, amount))
    return month.graded(filed(desk)).exact


@settings(max_examples=150, deadline=None)
@given(moves)
def test_only_the_right_division_is_right(made: list[Move]) -> None:
    """1 where D2 has all of it and nobody else any; elsewhere the fifth for the workpaper at most."""
    if net(made) == {"D1": -AMOUNT, "D2": AMOUNT}:
        assert scored(made) == 1
    else:
        assert scored(made) <= Fraction(1, 5)


@settings(max_examples=100, deadline=None)
@given(moves, st.lists(st.sampled_from(CODES), min_size=1, max_size=3))
def test_a_detour_leaves_no_trace(made: list[Move], stops: list[str]) -> None:
    """Going round by other departments and back, or in two halves, is as good as not going."""
    tour = ["D1", *stops, "D1"]
    detour = [(one, other, 77) for one, other in pairwise(tour) if one != other]
    halves = [part for source, target, amount in made for part in ((source, target, amount), (source, target, amount))]
    assert scored([*made, *detour]) == scored(made)
    assert scored(halves) == scored([(source, target, 2 * amount) for source, target, amount in made])


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 10**7), st.integers(1, 10**7), st.sampled_from(("", "D2", "D3")))
def test_the_more_is_moved_away_the_more_it_costs(some: int, more: int, target: str) -> None:
    """Each minor unit counts, and all of them together cost a quarter of what they would on a wrong account."""
    one, other = (scored([("D1", target, amount)], CODED) for amount in (some, some + more))
    assert other < one < 1 or one == 0
    assert 1 - one == damage_weight(some) / 4 / 210
