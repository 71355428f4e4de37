"""Washes worked out by hand: entries and their mirror images, which leave every balance as it was.

The month: REM-1 brought 100 and REM-2 60, both booked; the bank shows one deposit, BL-1 of 160. Nothing has to be booked, so
the match (4), the balance (1) and the proof (8) are all there is, thirteenths.
"""

from fractions import Fraction

from tests.grading.paper import F, Month, entry, filed, line, matched, month, posted, receipt, remittance

from tieout.grading.attribution import attributed
from tieout.grading.facts import Cell, FactKey, FactKind
from tieout.grading.judged import judge
from tieout.scenario.world import Movement


def deposit_month() -> Month:
    whole = line("BL-1", 160)
    return month(
        shared=[receipt("JE-1", 100, "REM-1", "INV-1"), receipt("JE-2", 60, "REM-2", "INV-2")],
        lines=[Movement(whole.account, whole.line, (("REM-1", 100), ("REM-2", 60)))],
        documents=[remittance("REM-1", 100), remittance("REM-2", 60)],
    )


def proof(found: Month, desk) -> object:
    return judge(found.desk, desk, found.key).said[FactKey(FactKind.WORKPAPER, ("1010", "unexplained"))]


def test_the_deposit_matched_with_its_receipts_is_perfect() -> None:
    found = deposit_month()
    score = found.graded(filed(matched(found.desk, "BL-1", "JE-1/REM-1 JE-2/REM-2")))
    assert score.exact == 1


def test_a_line_matched_with_one_side_of_a_wash_is_not_settled() -> None:
    """160 to the bank and off it again under BL-1; the line is matched with the first. Open stay -160 of BL-1, 100 and 60 of
    the receipts: 320, where no line waits for them. The match earns nothing, and the list, though empty, is 320 from
    proving anything: 1 of 13."""
    found = deposit_month()
    first = entry("JE-3", "08", ("1010", 160, "BL-1"), ("6700", -160, "BL-1"))
    second = entry("JE-4", "08", ("1010", -160, "BL-1"), ("6700", 160, "BL-1"))
    desk = filed(matched(posted(found.desk, first, second), "BL-1", "JE-3/BL-1"))
    judged = judge(found.desk, desk, found.key)
    assert judged.cleared("BL-1") == 0
    assert proof(found, desk) == (0, 320)
    assert found.graded(desk).exact == Fraction(1, 13)


def test_a_wash_that_is_cleared_against_itself_leaves_no_trace() -> None:
    """The receipts are matched, and the wash with its mirror image: all as if it had never been."""
    found = deposit_month()
    first = entry("JE-3", "08", ("1010", 160, "BL-1"), ("6700", -160, "BL-1"))
    second = entry("JE-4", "08", ("1010", -160, "BL-1"), ("6700", 160, "BL-1"))
    desk = matched(posted(found.desk, first, second), "BL-1", "JE-1/REM-1 JE-2/REM-2")
    assert found.graded(filed(matched(desk, "", "JE-3/BL-1 JE-4/BL-1"))).exact == 1


def test_a_part_that_waits_for_its_own_line_does_not_spoil_the_other() -> None:
    """A payment of 90 left in two parts, 20 and 70, and was booked so. The first is matched, the second waits with its line:
    70 open, 70 on the statement. The first earns 4 of 17, the balance 1."""
    parts = [line("BL-1", -20, group="PAY-1"), line("BL-2", -70, group="PAY-1")]
    found = month(
        shared=[
            entry("JE-1", "05", ("2000", 20, "PAY-1", "V-1", "BILL-1"), ("1010", -20, "PAY-1")),
            entry("JE-2", "05", ("2000", 70, "PAY-1", "V-1", "BILL-1"), ("1010", -70, "PAY-1")),
        ],
        lines=[Movement(part.account, part.line, (("PAY-1", -90),), "PAY-1") for part in parts],
    )
    desk = filed(matched(found.desk, "BL-1", "JE-1/PAY-1"))
    assert judge(found.desk, desk, found.key).cleared("BL-1") == 1
    assert found.graded(desk).exact == F(5, 17)


BANK, FEES, RENT = (Cell(code, "", "", ahead=False) for code in ("1010", "6700", "6100"))
INVOICE = Cell("1200", "C-1", "INV-1", ahead=False)


def test_an_item_with_anything_astray_on_it_is_not_right() -> None:
    """INV-1 got its 100 under REM-1, and 7 more under a letter."""
    standing = attributed(
        {"REM-1": {BANK: 100, INVOICE: -100}},
        {"REM-1": {BANK: 100, INVOICE: -100}, "EM-1": {FEES: 7, INVOICE: -7}},
        {"1010"},
    )
    assert not standing.right("REM-1", INVOICE)
    assert standing.right("REM-1", BANK)


def test_half_of_what_was_needed_taken_back_elsewhere_is_too_much() -> None:
    """40 of fees were due and came under BL-1. 20 taken back under a letter spoil them, 19 do not, nor 20 more."""
    needs = {"BL-1": {BANK: -40, FEES: 40}}
    for astray, right in ((-20, False), (-19, True), (20, True)):
        standing = attributed(needs, {**needs, "EM-1": {FEES: astray, RENT: -astray}}, {"1010"})
        assert standing.right("BL-1", FEES) is right
        assert standing.right("BL-1", BANK)
