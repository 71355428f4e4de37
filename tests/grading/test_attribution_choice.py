"""Of several matters that a posting could serve, which one it does serve. Amounts in minor units, worked out by hand."""

from tieout.grading.attribution import Standing, attributed
from tieout.grading.facts import Cell, Moves

BANK, FEES, RENT, WAGES = (Cell(code, "", "", False) for code in ("1010", "6700", "6100", "6200"))


def stands(needs: Moves, posts: Moves) -> Standing:
    return attributed(needs, posts, {"1010"})


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
