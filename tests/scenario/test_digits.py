"""Transposed amounts: as long as the right one, of the same digits, and never equal to it."""

from hypothesis import given
from hypothesis import strategies as st

from tieout.scenario.defects.digits import places, transposed


@given(st.integers(1, 10**9))
def test_a_transposed_amount_differs_by_a_multiple_of_nine_and_keeps_its_digits(amount: int) -> None:
    for place in places(amount):
        wrong = transposed(amount, place)
        assert wrong != amount
        assert (wrong - amount) % 9 == 0
        assert sorted(str(wrong)) == sorted(str(amount))


def test_a_zero_never_comes_to_the_front() -> None:
    assert places(1_002) == [2]
    assert places(1_111) == []
    assert places(7) == []
