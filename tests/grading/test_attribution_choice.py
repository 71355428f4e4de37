"""Of several matters that a posting could serve, which one it does serve. Amounts in minor units, worked out by hand."""

import pytest

from tieout.grading.attribution import Standing, attributed
from tieout.grading.facts import Cell, Moves

BANK, SAVINGS, TRANSIT, FEES, RENT, WAGES = (
    Cell(code, "", "", False) for code in ("1010", "1020", "1090", "6700", "6100", "6200")
)


def stands(needs: Moves, posts: Moves) -> Standing:
    return attributed(needs, posts, {"1010", "1020"})


def test_the_bank_does_not_choose_while_another_account_can() -> None:
    """BL-1 would use up the bank, but leave 10 of the fees; BL-2 uses up the fees, and so it is BL-2."""
    needs: Moves = {"BL-1": {BANK: -100, FEES: 50}, "BL-2": {BANK: -60, FEES: 60}}
    standing = stands(needs, {"STMT-1": {BANK: -100, FEES: 60, RENT: 30, WAGES: 10}})
    assert standing.served_by == {"BL-2": {"STMT-1"}}
    assert standing.missing == {"BL-1": needs["BL-1"]}
    assert standing.excess == {"STMT-1": {BANK: -40, RENT: 30, WAGES: 10}}


def test_a_bank_leg_alone_must_use_up_the_bank() -> None:
    """BL-1 uses up the fees but leaves 10 of the rent, and falls; BL-2 lacks 30 on the bank, which was all that BL-1 left
    there, and falls with it: without BL-1 it would leave 70."""
    needs: Moves = {"BL-1": {BANK: -70, FEES: 50, RENT: 20}, "BL-2": {BANK: -30}}
    posts: Moves = {"STMT-1": {BANK: -100, FEES: 50, RENT: 30}}
    standing = stands(needs, posts)
    assert standing.served_by == {}
    assert (standing.missing, standing.excess) == (needs, posts)


def test_whole_entries_serve_together_whatever_half_an_entry_left_astray() -> None:
    """Fees and rent of BL-1 were booked under two letters, each in balance. 7 of fees without another side stay behind."""
    needs: Moves = {"BL-1": {BANK: -100, FEES: 60, RENT: 40}}
    standing = stands(needs, {"MAIL-1": {BANK: -60, FEES: 60}, "MAIL-2": {BANK: -40, RENT: 40}, "MAIL-3": {FEES: 7}})
    assert standing.served_by == {"BL-1": {"MAIL-1", "MAIL-2"}}
    assert (standing.missing, standing.excess) == ({}, {"MAIL-3": {FEES: 7}})


def test_a_bank_leg_that_is_missing_alone_is_served_by_a_bank_leg() -> None:
    """A letter has 30 too much on both sides, BL-1 lacks the bank's: the fees stay behind."""
    standing = stands({"BL-1": {BANK: -30}}, {"MAIL-1": {BANK: -30, FEES: 30}})
    assert standing.served_by == {"BL-1": {"MAIL-1"}}
    assert (standing.missing, standing.excess) == ({}, {"MAIL-1": {FEES: 30}})


def test_a_matter_with_something_astray_on_it_can_be_served_by_others() -> None:
    """BL-1's fee of 10 was booked in two parts under letters; on BL-1 itself 5 went from wages to rent."""
    needs: Moves = {"BL-1": {BANK: -10, FEES: 10}}
    astray = {RENT: 5, WAGES: -5}
    standing = stands(needs, {"BL-1": astray, "MAIL-1": {BANK: -4, FEES: 4}, "MAIL-2": {BANK: -6, FEES: 6}})
    assert (standing.missing, standing.excess) == ({}, {"BL-1": astray})


@pytest.mark.parametrize(("right", "wrong"), [(FEES, RENT), (RENT, FEES)])
def test_a_transfer_under_another_paper_puts_a_wrong_account_right(right: Cell, wrong: Cell) -> None:
    """BL-1 was booked on the wrong account, and a letter moves it to the right one: nothing is left on either."""
    needs: Moves = {"BL-1": {BANK: -10, right: 10}}
    standing = stands(needs, {"BL-1": {BANK: -10, wrong: 10}, "MAIL-1": {right: 10, wrong: -10}})
    assert (standing.missing, standing.excess) == ({}, {})
    assert standing.served_by == {"BL-1": {"MAIL-1"}, "MAIL-1": {"BL-1"}}


def test_two_matters_that_meet_in_transit_are_found_among_others() -> None:
    """A letter moves 9 from bank to bank: that is BL-1 with BL-3, and neither BL-2 nor BL-4 has part in it."""
    needs: Moves = {
        "BL-1": {BANK: -9, TRANSIT: 9},
        "BL-2": {BANK: -5, TRANSIT: 5},
        "BL-3": {SAVINGS: 9, TRANSIT: -9},
        "BL-4": {SAVINGS: 7, TRANSIT: -7},
    }
    standing = stands(needs, {"MAIL-1": {BANK: -9, SAVINGS: 9}})
    assert standing.served_by == {"BL-1": {"MAIL-1"}, "BL-3": {"MAIL-1"}}
    assert (standing.missing, standing.excess) == ({"BL-2": needs["BL-2"], "BL-4": needs["BL-4"]}, {})


def test_a_matter_that_lacks_a_cent_elsewhere_is_not_served() -> None:
    """The letter has nothing on wages, of which BL-1 lacks one cent."""
    needs: Moves = {"BL-1": {BANK: -9, FEES: 10, WAGES: -1}}
    posts: Moves = {"MAIL-1": {BANK: -10, FEES: 10}}
    standing = stands(needs, posts)
    assert (standing.served_by, standing.missing, standing.excess) == ({}, needs, posts)


def test_half_an_entry_undoes_nothing() -> None:
    """The fees of a whole entry and those of a half one are opposite: both stay as they are."""
    posts: Moves = {"MAIL-1": {FEES: 10, RENT: -10}, "MAIL-2": {FEES: -10}}
    assert stands({}, posts).excess == posts


def test_no_matter_is_served_twice() -> None:
    """BL-1 uses up what the letter has in transit, and so cannot pair with BL-2 as well: BL-3 pairs with BL-4."""
    needs: Moves = {
        "BL-1": {BANK: -9, TRANSIT: 9},
        "BL-2": {SAVINGS: 9, TRANSIT: -9},
        "BL-3": {BANK: -9, WAGES: 9},
        "BL-4": {SAVINGS: 9, WAGES: -9},
    }
    standing = stands(needs, {"MAIL-1": {BANK: -18, SAVINGS: 9, TRANSIT: 9}})
    assert standing.served_by == {name: {"MAIL-1"} for name in ("BL-1", "BL-3", "BL-4")}
    assert (standing.missing, standing.excess) == ({"BL-2": needs["BL-2"]}, {})


def test_of_equal_matters_the_first_by_name_is_served() -> None:
    """Ten lines lack the same fee and one is booked under a letter: which one it is never depends on chance."""
    needs: Moves = {f"BL-{number}": {BANK: -10, FEES: 10} for number in (5, 2, 8, 0, 7, 3, 9, 6, 1, 4)}
    assert stands(needs, {"MAIL-1": {BANK: -10, FEES: 10}}).served_by["BL-0"] == {"MAIL-1"}
    assert stands(needs, {"BL-4": needs["BL-4"], "MAIL-1": {BANK: -20, FEES: 20}}).served_by.keys() == {"BL-0", "BL-1"}


def test_a_matter_and_a_letter_may_serve_two_matters_together() -> None:
    """5 of rent on BL-1 belong to BL-2, and the letter has the fees of both: 10 for BL-1, 5 for BL-2."""
    needs: Moves = {"BL-1": {BANK: -10, FEES: 10}, "BL-2": {BANK: -10, FEES: 5, RENT: 5}}
    standing = stands(needs, {"BL-1": {BANK: -5, RENT: 5}, "MAIL-1": {BANK: -15, FEES: 15}})
    assert (standing.missing, standing.excess) == ({}, {})
    assert standing.served_by == {name: {"BL-1", "MAIL-1"} for name in needs}
