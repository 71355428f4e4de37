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
    """The bank leg is booked, the other one went elsewhere: out by the whole amount, and neither is right."""
    need = {BANK: 5_000, INVOICE: -5_000}
    standing = stands({"BL-1": need}, {"BL-1": {BANK: 5_000}, "STMT-1": {FEES: -5_000}})
    assert not standing.residual("BL-1", BANK)
    assert not standing.right("BL-1", BANK) and not standing.right("BL-1", INVOICE)
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


def test_whole_entries_that_undo_each_other_come_to_nothing() -> None:
    """5 of fees on one letter, taken back as 3 and 2 on two others."""
    posts = {"A": {FEES: 5, BANK: -5}, "B": {FEES: -3, BANK: 3}, "C": {FEES: -2, BANK: 2}}
    standing = stands({}, posts)
    assert not standing.excess and not standing.missing
    assert standing.touched == {"A", "B", "C"}


def test_what_takes_a_need_back_mends_nothing_else() -> None:
    """A fee booked on its line and taken back on the statement is a wash, and no part of a larger fee booked wrongly
    elsewhere: that one stays out by all of it, and the fee is not right."""
    back = {cell: -amount for cell, amount in FEE.items()}
    wrong = {BANK: -9_000, FEES: 9_000}
    standing = stands({"BL-1": FEE}, {"BL-1": FEE, "STMT-1": back, "BL-2": wrong})
    assert standing.excess == {"STMT-1": back, "BL-2": wrong}
    assert not standing.right("BL-1", FEES)


def test_a_fee_booked_once_too_often_may_be_taken_back_on_any_paper() -> None:
    back = {cell: -amount for cell, amount in FEE.items()}
    standing = stands({"BL-1": FEE}, {"BL-1": FEE, "BL-2": FEE, "STMT-1": back})
    assert not standing.excess
    assert standing.right("BL-1", FEES)


def test_half_an_entry_elsewhere_keeps_no_whole_ones_from_undoing_each_other() -> None:
    posts = {"A": {FEES: 5, BANK: -5}, "B": {FEES: -3, BANK: 3}, "C": {FEES: -2, BANK: 2}, "D": {BANK: 7}}
    assert stands({}, posts).excess == {"D": {BANK: 7}}


def test_two_matters_that_are_out_against_each_other_are_right_if_either_was_posted_on() -> None:
    """Transit is missing on one and too much on the other, one of them as it lay on the desk."""
    posted, lying = {BANK: -900, TRANSIT: 900}, {TRANSIT: -900}
    for first, second in (("A", "Z"), ("Z", "A")):
        standing = stands({first: posted, second: lying}, {first: {BANK: -900}})
        assert not standing.missing and not standing.excess
        assert standing.served_by == {first: {second}, second: {first}}


def test_cash_shifted_from_one_paper_to_another_stays_out_on_both() -> None:
    posts = {"A": {BANK: 5}, "B": {BANK: -5}}
    assert stands({}, posts).excess == posts


def test_a_wrong_entry_moved_to_another_paper_is_not_undone() -> None:
    """It was taken back under A and stands under B: the account is as wrong as before. Something small on B is another matter."""
    needs = {"A": {FEES: 40, BANK: -40}}
    moved = stands(needs, {"A": {FEES: 40, BANK: -40}, "B": {FEES: -40, BANK: 40}})
    assert not moved.missing and not moved.right("A", FEES) and not moved.right("A", BANK)
    beside = stands(needs, {"A": {FEES: 40, BANK: -40}, "B": {FEES: -19, BANK: 19}})
    assert beside.right("A", FEES) and beside.right("A", BANK)


def test_what_whole_entries_leave_over_stays_where_it_was_posted() -> None:
    """5 of fees on A, 3 of them taken back on B, which then has nothing left; 2 stay on A."""
    standing = stands({}, {"A": {FEES: 5, BANK: -5}, "B": {FEES: -3, BANK: 3}})
    assert standing.excess == {"A": {FEES: 2, BANK: -2}}


def test_halves_of_entries_do_not_undo_each_other() -> None:
    """Cash shifted between three papers stays out on each."""
    posts = {"A": {BANK: 5}, "B": {BANK: -3}, "C": {BANK: -2}}
    standing = stands({}, posts)
    assert standing.excess == posts
    assert [standing.imbalance(name) for name in "ABC"] == [5, 3, 2]


def test_two_halves_on_two_papers_serve_one_matter_together() -> None:
    standing = stands({"BL-1": FEE}, {"A": {BANK: -3_612}, "B": {FEES: 3_612}})
    assert not standing.missing and not standing.excess
    assert standing.served_by == {"BL-1": {"A", "B"}}
    assert standing.touched == {"A", "B", "BL-1"}


def test_a_matter_that_lacks_its_bank_leg_alone_takes_no_part_of_another_sum() -> None:
    """100 of 130 on the bank would fit; the 30 of rent show that they belong together."""
    need = {BANK: -100, FEES: 100}
    standing = stands({"BL-1": need}, {"BL-1": {FEES: 100}, "A": {BANK: -130, RENT: 30}})
    assert standing.missing == {"BL-1": {BANK: -100}}
    assert standing.excess == {"A": {BANK: -130, RENT: 30}}
    whole = stands({"BL-1": need}, {"BL-1": {FEES: 100}, "A": {BANK: -100}})
    assert not whole.missing and not whole.excess
    two = stands({"BL-1": need, "BL-2": need}, {"BL-1": {FEES: 100}, "BL-2": {FEES: 100}, "A": {BANK: -200}})
    assert not two.missing and not two.excess


def test_the_banks_rest_may_stay_and_no_other_accounts() -> None:
    """What serves a fee may have more on the bank, for rent; a fee and a half of fees serve nobody."""
    bank = stands({"BL-1": FEE}, {"A": {BANK: -3_712, FEES: 3_612, RENT: 100}})
    assert not bank.missing and bank.excess == {"A": {BANK: -100, RENT: 100}}
    fees = stands({"BL-1": FEE}, {"A": {BANK: -3_612, FEES: 3_712, RENT: -100}})
    assert fees.missing == {"BL-1": FEE} and len(fees.excess) == 1


def test_a_matter_is_served_on_all_of_its_accounts_or_not_at_all() -> None:
    """Fees are used up and rent is not: rent's matter falls away, and with it its share of the fees."""
    needs = {"BL-1": {BANK: -60, FEES: 60}, "BL-2": {BANK: -100, FEES: 40, RENT: 60}}
    posts = {"A": {BANK: -170, FEES: 100, RENT: 70}}
    standing = stands(needs, posts)
    assert standing.missing == needs and standing.excess == posts
    exact = stands(needs, {"A": {BANK: -160, FEES: 100, RENT: 60}})
    assert not exact.missing and not exact.excess
    assert exact.served_by == {"BL-1": {"A"}, "BL-2": {"A"}}


def test_the_sign_has_to_be_that_of_the_need() -> None:
    """A refund of the fee serves no fee."""
    refund = {BANK: 3_612, FEES: -3_612}
    standing = stands({"BL-1": FEE}, {"A": refund})
    assert standing.missing == {"BL-1": FEE} and standing.excess == {"A": refund}


def test_a_need_of_the_smallest_unit_is_served_too() -> None:
    """0.01 of fees and 0.02 of rent in one entry; half an entry of 0.01 serves nobody."""
    cent = {BANK: -1, FEES: 1}
    standing = stands({"BL-1": cent}, {"A": {BANK: -3, FEES: 1, RENT: 2}})
    assert not standing.missing and standing.excess == {"A": {BANK: -2, RENT: 2}}
    half = stands({"BL-1": cent}, {"A": {BANK: -1}})
    assert half.missing == {"BL-1": cent} and half.excess == {"A": {BANK: -1}}


def test_of_two_alike_one_is_served_by_each_posting() -> None:
    """Two fees of one amount, one posting: the first by name is served; two postings: both."""
    needs = {"BL-2": FEE, "BL-1": FEE}
    one = stands(needs, {"A": FEE})
    assert one.missing == {"BL-2": FEE} and one.served_by["BL-1"] == {"A"}
    both = stands(needs, {"A": FEE, "B": FEE})
    assert not both.missing and not both.excess


def test_two_errors_cancel_once_only() -> None:
    """Two matters out by the same and one by the opposite: one pair is right, one is left."""
    need = {BANK: 5_000, INVOICE: -5_000}
    standing = stands(
        {"BL-1": need, "BL-2": need}, {"BL-1": {BANK: 5_000}, "BL-2": {BANK: 5_000}, "INV-1": {INVOICE: -5_000}}
    )
    assert standing.missing == {"BL-2": {INVOICE: -5_000}} and not standing.excess
    assert standing.imbalance("BL-2") == 5_000 and standing.imbalance("BL-1") == 0


def test_what_is_right_at_the_start_and_untouched_is_no_business_of_anybody() -> None:
    standing = stands({}, {})
    assert not standing.missing and not standing.excess and not standing.touched
    assert standing.right("BL-1", BANK) and standing.imbalance("BL-1") == 0


def test_a_posting_that_serves_alone_is_not_held_up_by_another() -> None:
    """The fee cites one letter; another has fees that nobody called for."""
    stray = {BANK: -70, FEES: 70}
    standing = stands({"BL-1": FEE}, {"A": FEE | {RENT: 5, BANK: -3_617}, "B": stray})
    assert not standing.missing
    assert standing.excess == {"A": {BANK: -5, RENT: 5}, "B": stray}
    assert standing.served_by == {"BL-1": {"A"}}


def test_what_is_left_over_is_left_once() -> None:
    """5 and 4 of fees against 7 taken back: 2 are left, and they stay on the first by name that has them."""
    posts = {"A": {FEES: 5, BANK: -5}, "B": {FEES: 4, BANK: -4}, "C": {FEES: -7, BANK: 7}}
    assert stands({}, posts).excess == {"A": {FEES: 2, BANK: -2}}


def test_what_cancels_to_the_last_cent_leaves_none() -> None:
    cents = {"A": {FEES: 1, BANK: -1}, "B": {FEES: 2, BANK: -2}, "C": {FEES: -3, BANK: 3}}
    assert not stands({}, cents).excess


def test_half_an_entry_stays_though_others_beside_it_are_whole() -> None:
    """Nothing is served, and one of the three is no whole entry: none of the cash on it is taken back by the others."""
    posts = {"A": {BANK: -5, FEES: 5}, "B": {BANK: 3}, "C": {BANK: 2, FEES: -1}}
    assert stands({}, posts).excess == posts


DISPOSAL, ASSET = Cell("4115", "", "", False), Cell("1190", "", "FA-1", False)


def test_both_ends_of_a_transfer_on_one_paper_serve_both_lines() -> None:
    """Cash in transit comes to nothing on the statement that both ends cite; each line still gets its own half."""
    needs = {"BL-1": {BANK: -900, TRANSIT: 900}, "BL-2": {OTHER_BANK: 900, TRANSIT: -900}}
    standing = stands(needs, {"STMT-1": {BANK: -900, OTHER_BANK: 900}})
    assert not standing.missing and not standing.excess
    assert standing.served_by == {"BL-1": {"STMT-1"}, "BL-2": {"STMT-1"}}


def test_a_paper_in_need_itself_serves_another_besides() -> None:
    """The statement's own plug of 50 is undone, and a transfer of 90 booked on it: the bank leg of one is less than the
    other's, the other way, and both are right."""
    needs = {"STMT-1": {BANK: 50, RENT: -50}, "BL-1": {BANK: -90, FEES: 90}}
    standing = stands(needs, {"STMT-1": {BANK: -40, RENT: -50, FEES: 90}})
    assert not standing.missing and not standing.excess
    assert standing.lent["STMT-1"][BANK] == -90


def test_a_paper_in_need_itself_is_not_taken_for_done() -> None:
    """Nothing that it was posted serves anybody: its own need stays missing, and what it was posted is in excess."""
    needs = {"STMT-1": {BANK: 50, RENT: -50}, "BL-1": {BANK: -90, FEES: 90}}
    standing = stands(needs, {"STMT-1": {BANK: -40, FEES: 40}})
    assert standing.missing == needs
    assert standing.excess == {"STMT-1": {BANK: -40, FEES: 40}}


def test_cash_taken_back_on_one_paper_and_booked_on_the_other_comes_to_nothing() -> None:
    """The proceeds of an asset stood as fees on BL-1. They are reversed there, and the whole sale is booked on the register:
    the bank is as it was, the sale is right."""
    needs = {"EM-1": {ASSET: -500, DISPOSAL: 500}, "BL-1": {FEES: 300, DISPOSAL: -300}}
    posts = {"BL-1": {BANK: -300, FEES: 300}, "FAR-1": {ASSET: -500, DISPOSAL: 200, BANK: 300}}
    standing = stands(needs, posts)
    assert not standing.missing and not standing.excess


def test_cash_of_halves_is_not_netted_because_one_of_them_serves_a_matter() -> None:
    """One paper carries the fee's other side, another its bank leg and 100 besides, a third 100 the other way: the fee is
    served by both, and the hundreds stay where they were put."""
    posts = {"A": {FEES: 3_612}, "B": {BANK: -3_712}, "C": {BANK: 100}}
    standing = stands({"BL-1": FEE}, posts)
    assert not standing.missing
    assert standing.excess == {"B": {BANK: -100}, "C": {BANK: 100}}


def test_cash_is_right_with_the_other_side_of_its_matter() -> None:
    """A short payment of 49 on an invoice of 50: booked without the write-off it is not right yet. Where no cash had to be
    booked, what is wrong on the other side is no matter of the bank's."""
    need = {BANK: 4_900, FEES: 100, INVOICE: -5_000}
    short = stands({"BL-1": need}, {"BL-1": {BANK: 4_900, INVOICE: -4_900}})
    assert not short.residual("BL-1", BANK) and not short.right("BL-1", BANK)
    assert stands({"BL-1": need}, {"BL-1": need}).right("BL-1", BANK)
    assert stands({"REM-1": {INVOICE: -50, RENT: 50}}, {}).right("REM-1", BANK)
