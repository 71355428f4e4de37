"""Scores worked out by hand: matches, timing items, workpapers, and what is dated after the month.

Months without an error: routine work is the whole score. A match, a posting, a timing item and a ledger balance count 4,
the proof of checking 8, its balance 1. One unit of damage costs 1/210; what a workpaper says wrongly costs half.
"""

from tests.grading.paper import (
    F,
    Month,
    bill,
    costs,
    entry,
    filed,
    letter,
    line,
    matched,
    month,
    payment,
    posted,
    receipt,
    reversed_,
    slip,
    taken_apart,
)

from tieout.ledger.entries import Entry
from tieout.scenario.answer_key import Defect
from tieout.tools.workspace import Workspace

UNIT = F(1, 210)
NO_AMOUNT = F(7281, 128)  # 4 x (13 + 10000/8192)


def instalments() -> tuple[Month, Workspace]:
    """PAY-1 of 122.88 was booked at once and left the bank as 81.92 and 40.96: the two matches are the finding. Routine
    work is 1 + 8. The second desk has the payment reversed and booked once per transfer."""
    whole = payment("JE-1", 12_288, "PAY-1", "BILL-1")
    found = month(
        shared=[whole],
        lines=[
            line("BL-1", -8192, "PAY-1", due=-12_288, group="PAY-1"),
            line("BL-2", -4096, "PAY-1", due=-12_288, group="PAY-1"),
        ],
        defects=[Defect("E12", "In two parts", 12_288, bank_lines=("BL-1", "BL-2"))],
    )
    apart = reversed_(found.desk, "JE-1", "JE-2")
    parts = (payment("JE-3", 8192, "PAY-1", "BILL-1"), payment("JE-4", 4096, "PAY-1", "BILL-1"))
    return found, posted(apart, *parts)


def test_38_instalments_in_one_match() -> None:
    """As the bank sent them: both lines against the one entry."""
    found, _ = instalments()
    score = found.graded(filed(matched(found.desk, "BL-1 BL-2", "JE-1/PAY-1")))
    assert score.exact == 1
    assert taken_apart(score.findings[0].parts) == {
        ("matched", "BL-1"): (F(1, 2), F(1, 2)),
        ("matched", "BL-2"): (F(1, 2), F(1, 2)),
    }


def test_39_instalments_booked_transfer_by_transfer() -> None:
    """Reversed, booked in two, each matched with its line: the same state, the same score. One of the two matched and the
    rest left out of the list: 4/5 x 1/2, and 1/9 of the fifth."""
    found, apart = instalments()
    half = matched(apart, "BL-1", "JE-3/PAY-1")
    assert found.graded(filed(matched(half, "BL-2", "JE-4/PAY-1"))).exact == 1
    score = found.graded(filed(half))
    assert score.exact == F(2, 5) + F(1, 45) and not score.damages


def two_receipts(first: int, second: int) -> Month:
    """BL-1 and BL-2 pay what REM-1 and REM-2 say. 4 + 4 + 1 + 8: seventeenths."""
    return month(
        shared=[receipt("JE-1", first, "REM-1", "INV-1"), receipt("JE-2", second, "REM-2", "INV-2")],
        lines=[line("BL-1", first, "REM-1"), line("BL-2", second, "REM-2")],
    )


def test_40_two_right_pairs_in_one_match() -> None:
    """Right in sum and shows less: half of each line, and so half of the proof: 2 + 2 + 1 + 4."""
    found = two_receipts(8192, 4096)
    score = found.graded(filed(matched(found.desk, "BL-1 BL-2", "JE-1/REM-1 JE-2/REM-2")))
    assert score.exact == F(9, 17) and not score.damages
    assert taken_apart(score.routine)["matched", "BL-1"] == (F(4, 17), F(2, 17))


def test_41_two_equal_receipts_exchanged() -> None:
    """Both matches balance and both are wrong: no line is proven, the balance alone is left. Wrong matches among what has
    to be matched are not damage."""
    found = two_receipts(8192, 8192)
    score = found.graded(filed(matched(matched(found.desk, "BL-1", "JE-2/REM-2"), "BL-2", "JE-1/REM-1")))
    assert score.exact == F(1, 17) and not score.damages


def test_42_a_proof_is_worth_the_share_of_lines_that_are_right() -> None:
    """Five lines, two of them exchanged: three fifths of the proof and of the timing item. 3 x 4 + 1 + 3/5 x (8 + 4) of
    5 x 4 + 1 + 8 + 4 = 33."""
    amounts = (8192, 8192, 1000, 2000, 3000)
    found = month(
        shared=[
            *(receipt(f"JE-{n}", amount, f"REM-{n}", f"INV-{n}") for n, amount in enumerate(amounts, 1)),
            payment("JE-9", 2048, "PAY-9", "BILL-9"),
        ],
        lines=[line(f"BL-{n}", amount, f"REM-{n}") for n, amount in enumerate(amounts, 1)],
        listed=[("PAY-9", -2048)],
    )
    desk = matched(matched(found.desk, "BL-1", "JE-2/REM-2"), "BL-2", "JE-1/REM-1")
    for number in (3, 4, 5):
        desk = matched(desk, f"BL-{number}", f"JE-{number}/REM-{number}")
    score = found.graded(filed(desk, listed=[("PAY-9", -2048)]))
    assert score.exact == (13 + F(36, 5)) / 33 == F(101, 165)


def check_month() -> tuple[Month, Workspace]:
    """Check PAY-2 of 20.48 is outstanding; DS-1, a deposit of REM-3, 10.24, is on its way. BL-1 is a receipt and is
    matched on the second desk. 4 + 1 + 8 + 4 + 4: twenty-firsts."""
    found = month(
        shared=[
            receipt("JE-1", 4096, "REM-1", "INV-1"),
            payment("JE-2", 2048, "PAY-2", "BILL-2"),
            receipt("JE-3", 1024, "REM-3", "INV-3"),
        ],
        lines=[line("BL-1", 4096, "REM-1")],
        documents=[slip("DS-1", ("REM-3", 1024)), letter("MAIL-1")],
        listed=[("PAY-2", -2048), ("REM-3", 1024)],
    )
    return found, matched(found.desk, "BL-1", "JE-1/REM-1")


def test_43_timing_items_listed_right() -> None:
    """All; listed under the deposit slip instead of its receipt, another paper of the matter, all the same."""
    found, desk = check_month()
    assert found.graded(filed(desk, listed=[("PAY-2", -2048), ("REM-3", 1024)])).exact == 1
    assert found.graded(filed(desk, listed=[("DS-1", 1024), ("PAY-2", -2048)])).exact == 1


def test_44_timing_items_left_out_or_listed_at_another_amount() -> None:
    """One left out: 4 for it, and 8 for a proof that does not add up. One listed at half its amount: as if left out; it
    had to be listed, so it is no damage."""
    found, desk = check_month()
    assert found.graded(filed(desk, listed=[("REM-3", 1024)])).exact == F(9, 21)
    wrong = found.graded(filed(desk, listed=[("PAY-2", -1024), ("REM-3", 1024)]))
    assert wrong.exact == F(9, 21) and not wrong.damages


def test_45_timing_items_listed_falsely() -> None:
    """REM-1 is matched and listed too: the proof is lost, and 40.96 cost half of 4 x 13. The check listed under a letter: 4
    for the check, 8 for the proof, and 20.48 cost half of 4 x 12."""
    found, desk = check_month()
    added = found.graded(filed(desk, listed=[("PAY-2", -2048), ("REM-3", 1024), ("REM-1", 4096)]))
    assert added.exact == F(13, 21) - F(26, 210)
    assert costs(added) == [(("1010", "timing BL-1"), 26 * UNIT)]  # the matter of REM-1 is called by its line
    elsewhere = found.graded(filed(desk, listed=[("MAIL-1", -2048), ("REM-3", 1024)]))
    assert elsewhere.exact == F(9, 21) - F(24, 210)


def test_46_a_line_listed_with_its_entry_instead_of_matched() -> None:
    """BL-1 and its receipt, both open, both listed: the list is true of the desk, but no line is right, and every item is
    worth nothing. 40.96 twice are 81.92 that await nothing: half of 4 x 14."""
    found, _ = check_month()
    listed = [("PAY-2", -2048), ("REM-3", 1024), ("REM-1", 4096), ("BL-1", 4096)]
    score = found.graded(filed(found.desk, listed=listed))
    assert score.credit == F(1, 21) and score.damage == 28 * UNIT
    assert score.exact == 0


def test_47_the_banks_own_error_set_aside() -> None:
    """BL-2, 40.96, is an error of the bank and stays open: listing it is the finding. Matched with a receipt that was
    invented for it: the receipt's two balances 52 and a quarter of it, the line as 100.00 booked wrongly. What is left is
    the match of BL-1 (4), the balance (1) and the proof, for one of one lines that can be matched is right (8)."""
    found = month(
        shared=[receipt("JE-1", 8192, "REM-1", "INV-1")],
        lines=[line("BL-1", 8192, "REM-1"), line("BL-2", 4096)],
        documents=[letter("MAIL-1")],
        defects=[Defect("E18", "The bank's error", 4096, listed=("BL-2",))],
        listed=[("BL-2", 4096)],
    )
    desk = matched(found.desk, "BL-1", "JE-1/REM-1")
    right = found.graded(filed(desk, listed=[("BL-2", 4096)]))
    assert right.exact == 1
    assert taken_apart(right.findings[0].parts) == {("listed", "1010 timing BL-2"): (F(1), F(1))}
    invented = posted(desk, receipt("JE-2", 4096, "MAIL-1", "INV-9"))
    score = found.graded(filed(matched(invented, "BL-2", "JE-2/MAIL-1")))
    assert score.credit == F(1, 5)
    assert costs(score) == [
        (("BL-2",), NO_AMOUNT * UNIT),
        (("MAIL-1", "1010", "", "", ""), 52 * UNIT),
        (("MAIL-1", "1200", "C-1", "INV-9", ""), 13 * UNIT),
    ]
    assert score.exact == 0


def accrual(name: str, amount: int, on: str, account: str = "6150") -> Entry:
    return entry(name, on, (account, amount, "BILL-5"), ("2100", -amount, "BILL-5"))


def accrual_month() -> Month:
    """81.92 of freight for March are billed in April, BILL-5: to be accrued. The balance of accrued expenses is asked for
    as well: routine work is 4 + 1 + 8."""
    right = accrual("T-1", 8192, "31")
    return month(
        right=[right],
        documents=[bill("BILL-5", 8192), letter("MAIL-1")],
        defects=[Defect("E33", "Not accrued", 8192, (right,))],
        balances=[("2100", -8192)],
    )


def accrued(found: Month) -> Workspace:
    return filed(filed(posted(found.desk, accrual("JE-1", 8192, "31"))), "2100", -8192)


def test_48_an_accrual_and_its_reversal_in_the_month_after() -> None:
    """With the reversal on the first of April or without it: everything, and the balance is as at the end of March."""
    found = accrual_month()
    desk = accrued(found)
    assert found.graded(desk).exact == 1
    reversal = accrual("JE-2", -8192, "2024-04-01")
    assert found.graded(posted(desk, reversal)).exact == 1


def test_49_a_second_reversal_in_the_month_after() -> None:
    """Each accrual is reversed once. The second leaves 81.92 twice in April: 56 and a quarter of it, and 163.84 astray
    against 163.84 right cut the finding to nothing."""
    found = accrual_month()
    desk = posted(accrued(found), *(accrual(name, -8192, "2024-04-01") for name in ("JE-2", "JE-3")))
    score = found.graded(desk)
    assert score.credit == F(1, 5)
    assert {name[1:]: cost for name, cost in costs(score)} == {
        ("2100", "", "", "next month"): 56 * UNIT,
        ("6150", "", "", "next month"): 14 * UNIT,
    }


def test_50_another_entry_in_the_month_after() -> None:
    """40.96 of fees on 1 April, which mirror nothing: 52 and a quarter of it."""
    found = accrual_month()
    april = entry("JE-2", "2024-04-01", ("6700", 4096, "MAIL-1"), ("2100", -4096, "MAIL-1"))
    score = found.graded(posted(accrued(found), april))
    assert score.credit == 1 and score.exact == 1 - F(65, 210)
    assert costs(score)[0] == (("MAIL-1", "2100", "", "", "next month"), 52 * UNIT)


def test_51_an_accrual_dated_a_month_late() -> None:
    """The right entry in April: March lacks it, 81.92 on two balances, and April has it: 56 and a quarter of it."""
    found = accrual_month()
    score = found.graded(filed(filed(posted(found.desk, accrual("JE-1", 8192, "2024-04-01"))), "2100", 0))
    assert score.credit == F(1, 5) * F(9, 13) and score.damage == 70 * UNIT


def test_52_workpapers_that_nobody_asked_for() -> None:
    """Freight's balance, right: worth nothing and free. Out by one minor unit: half of 7281/128."""
    found = accrual_month()
    desk = accrued(found)
    right = found.graded(filed(desk, "6150", 8192))
    assert right.exact == 1 and not right.damages
    wrong = found.graded(filed(desk, "6150", 8191))
    assert wrong.exact == 1 - NO_AMOUNT / 2 * UNIT
    assert costs(wrong) == [(("6150", "ledger balance"), NO_AMOUNT / 2 * UNIT)]


def test_53_a_workpaper_that_was_asked_for_and_is_wrong() -> None:
    """The ledger's balance out by one minor unit: 4 of 13, and no damage."""
    found = accrual_month()
    score = found.graded(filed(accrued(found), "2100", -8191))
    assert score.exact == F(4, 5) + F(1, 5) * F(9, 13) and not score.damages
