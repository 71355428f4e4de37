"""Which matter a posting counts for: state first, citation second, and nothing for a plug. Amounts in minor units."""

from tieout.grading.attribution import Standing, attributed
from tieout.grading.facts import Cell, Moves

BANK, FEES, TRANSIT, RENT = (Cell(code, "", "", False) for code in ("1010", "6700", "1090", "6100"))
OTHER_BANK = Cell("1020", "", "", False)
INVOICE = Cell("1200", "C-1", "INV-1", False)
FEE = {BANK: -3_612, FEES: 3_612}


def stands(needs: Moves, posts: Moves) -> Standing:
    return attributed(needs, posts, {"1010", "1020"})


def test_what_is_posted_as_needed_leaves_nothing() -> None:
    standing = stands({"BL-1": FEE}, {"BL-1": FEE})
    assert not standing.missing and not standing.excess and not standing.imbalance("BL-1")


def test_a_fee_that_cites_the_statement_serves_its_line() -> None:
    """Right on every account; only the document differs."""
    standing = stands({"BL-1": FEE}, {"STMT-1": FEE})
    assert not standing.missing and not standing.excess
    assert standing.served_by["BL-1"] == {"STMT-1"}


def test_two_fees_in_one_sum_serve_both_lines() -> None:
    needs = {"BL-1": FEE, "BL-2": {BANK: -1_000, FEES: 1_000}, "BL-3": {BANK: -50, FEES: 50}}
    standing = stands(needs, {"STMT-1": {BANK: -4_612, FEES: 4_612}})
    assert standing.missing == {"BL-3": needs["BL-3"]}
    assert not standing.excess


def test_a_fee_with_something_else_in_it_serves_nobody() -> None:
    """A plug that happens to cover a fee is still a plug: fees are out by 0.54."""
    standing = stands({"BL-1": FEE}, {"STMT-1": {BANK: -3_666, FEES: 3_666}})
    assert standing.missing == {"BL-1": FEE}
    assert standing.excess == {"STMT-1": {BANK: -3_666, FEES: 3_666}}


def test_a_mistake_on_another_account_does_not_take_the_fee_along() -> None:
    """The statement joins no matters: the fee is right, the rent is what is left over."""
    standing = stands({"BL-1": FEE}, {"STMT-1": {BANK: -4_612, FEES: 3_612, RENT: 1_000}})
    assert not standing.missing
    assert standing.excess == {"STMT-1": {BANK: -1_000, RENT: 1_000}}


def test_an_entry_that_cites_one_paper_on_each_side_is_right() -> None:
    """The bank leg cites the line, the receivable its invoice: together they balance, and so do the two matters."""
    need = {BANK: 5_000, INVOICE: -5_000}
    standing = stands({"BL-1": need}, {"BL-1": {BANK: 5_000}, "INV-1": {INVOICE: -5_000}})
    assert not standing.missing and not standing.excess


def test_a_transfer_from_bank_to_bank_needs_no_transit() -> None:
    """Cash in transit comes and goes within the month: both balances are right without it."""
    needs = {"BL-1": {BANK: -900, TRANSIT: 900}, "BL-2": {OTHER_BANK: 900, TRANSIT: -900}}
    standing = stands(needs, {"BL-1": {BANK: -900}, "BL-2": {OTHER_BANK: 900}})
    assert not standing.missing and not standing.excess


def test_errors_that_nobody_touched_do_not_cancel_out() -> None:
    """Two errors that leave a total right are two errors."""
    needs = {"B-1": {FEES: 100, RENT: -100}, "B-2": {FEES: -100, RENT: 100}}
    assert stands(needs, {}).missing == needs


def test_half_an_entry_leaves_its_matter_out_of_balance() -> None:
    """The bank leg is right, the other one went elsewhere: out by the whole amount."""
    need = {BANK: 5_000, INVOICE: -5_000}
    standing = stands({"BL-1": need}, {"BL-1": {BANK: 5_000}, "STMT-1": {FEES: -5_000}})
    assert standing.right("BL-1", BANK) and not standing.right("BL-1", INVOICE)
    assert standing.imbalance("BL-1") == 5_000
    assert standing.excess == {"STMT-1": {FEES: -5_000}}


def test_more_than_is_needed_is_in_excess_and_less_is_missing() -> None:
    over = stands({"B-1": {RENT: 100, BANK: -100}}, {"B-1": {RENT: 130, BANK: -130}})
    assert over.excess == {"B-1": {RENT: 30, BANK: -30}} and not over.missing
    under = stands({"B-1": {RENT: 100, BANK: -100}}, {"B-1": {RENT: 70, BANK: -70}})
    assert under.missing == {"B-1": {RENT: 30, BANK: -30}} and not under.excess
    against = stands({"B-1": {RENT: 100, BANK: -100}}, {"B-1": {RENT: -40, BANK: 40}})
    assert against.residual("B-1", RENT) == 140


def test_a_reversal_rebooked_under_an_unrelated_paper_counts_for_the_difference() -> None:
    """54.36 is taken off the bill and 54.63 booked on a letter: the bill's 0.27 is right, the rest comes to nothing."""
    payable = Cell("2000", "V-1", "B-1", False)
    needs = {"B-1": {RENT: 27, payable: -27}}
    posts = {"B-1": {RENT: -5_436, payable: 5_436}, "EM-1": {RENT: 5_463, payable: -5_463}}
    standing = stands(needs, posts)
    assert not standing.missing and not standing.excess
