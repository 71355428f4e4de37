"""Scores worked out by hand: a fee that is not booked, and a receipt with two digits exchanged.

Each test does the sum on paper, with literal numbers, and compares to the last fraction. See tests/grading/paper.py for
the weights.
"""

from tests.grading.paper import (
    F,
    Month,
    costs,
    fee,
    filed,
    letter,
    line,
    matched,
    month,
    posted,
    receipt,
    remittance,
    reversed_,
    taken_apart,
)

from tieout.scenario.answer_key import Defect
from tieout.tools.workspace import Workspace

BOOKED = receipt("JE-1", 50_000, "REM-1", "INV-1")
UNIT = F(1, 210)


def fee_month() -> Month:
    """BL-1, a fee of 40.96, is not in the books; BL-2, a receipt of 500.00, is.

    The finding asks for 2 balances (bank, fees) and 1 match: thirds. Of the two thirds for booking a quarter is for the
    citation: 1/2 booked, 1/6 cited, 1/3 matched. It is the only one, and so four fifths of the score. The routine fifth
    is BL-2 (4), the statement's balance (1) and the proof that nothing is unexplained (8): thirteenths.
    """
    booked = fee("T-1", 4096, "BL-1")
    return month(
        shared=[BOOKED],
        right=[booked],
        lines=[line("BL-1", -4096, "BL-1"), line("BL-2", 50_000, "REM-1")],
        documents=[letter("MAIL-1"), remittance("REM-1", 50_000)],
        defects=[Defect("E14", "A fee", 4096, (booked,), ("BL-1",))],
    )


def with_fee_citing(document: str) -> tuple[Month, Workspace]:
    """The fee booked, both lines matched, the workpaper filed."""
    found = fee_month()
    desk = posted(found.desk, fee("JE-2", 4096, document))
    desk = matched(desk, "BL-1", f"JE-2/{document}")
    return found, filed(matched(desk, "BL-2", "JE-1/REM-1"))


def transposed_month() -> Month:
    """REM-1 pays 546.30, the books have 543.60; BL-1 shows 546.30. BL-2 is a receipt that is booked.

    Again 2 balances (bank and invoice, 2.70 each) and 1 match, and the same thirteenths of routine work.
    """
    wrong, right = receipt("JE-2", 54_360, "REM-2", "INV-2"), receipt("T-1", 54_630, "REM-2", "INV-2")
    return month(
        shared=[BOOKED],
        wrong=[wrong],
        right=[right],
        lines=[line("BL-1", 54_630, "REM-2"), line("BL-2", 50_000, "REM-1")],
        documents=[letter("MAIL-1"), remittance("REM-1", 50_000), remittance("REM-2", 54_630)],
        defects=[Defect("E01", "Digits exchanged", 270, (wrong, right), ("BL-1",))],
    )


def closed_around(desk: Workspace, items: str) -> Workspace:
    """BL-1 matched with ``items``, BL-2 with its receipt, the workpaper filed."""
    return filed(matched(matched(desk, "BL-1", items), "BL-2", "JE-1/REM-1"))


def test_01_a_perfect_close() -> None:
    """1/2 + 1/6 + 1/3 of the finding, 4 + 1 + 8 thirteenths of the routine work."""
    found, desk = with_fee_citing("BL-1")
    score = found.graded(desk)
    (finding,) = score.findings
    assert finding.share == F(4, 5) and score.routine_share == F(1, 5)
    assert taken_apart(finding.parts) == {
        ("booked", "BL-1"): (F(1, 2), F(1, 2)),
        ("cited", "BL-1"): (F(1, 6), F(1, 6)),
        ("matched", "BL-1"): (F(1, 3), F(1, 3)),
    }
    assert taken_apart(score.routine) == {
        ("matched", "BL-2"): (F(4, 13), F(4, 13)),
        ("filed", "1010 statement balance"): (F(1, 13), F(1, 13)),
        ("filed", "1010 unexplained"): (F(8, 13), F(8, 13)),
    }
    assert score.exact == 1 and score.value == 1.0 and not score.damages and score.gate == 1
    assert finding.verdict == "corrected"


def test_02_nothing_done() -> None:
    """Nothing earned, nothing spoiled."""
    found = fee_month()
    score = found.graded(found.desk)
    assert score.credit == score.damage == score.exact == 0
    assert score.findings[0].verdict == "missed"


def test_03_a_fee_that_cites_its_statement() -> None:
    """All but the citation's sixth of the finding: 4/5 x 5/6 + 1/5 = 13/15."""
    found, desk = with_fee_citing("STMT-1010")
    score = found.graded(desk)
    assert taken_apart(score.findings[0].parts) == {
        ("booked", "BL-1"): (F(1, 2), F(1, 2)),
        ("cited", "BL-1"): (F(1, 6), F(0)),
        ("matched", "BL-1"): (F(1, 3), F(1, 3)),
    }
    assert score.exact == F(4, 5) * F(5, 6) + F(1, 5) == F(13, 15)
    assert not score.damages and score.findings[0].verdict == "partly corrected"


def test_04_a_fee_that_cites_an_unrelated_letter() -> None:
    """Every balance is right: the letter costs what the statement costs, 13/15 is left."""
    found, desk = with_fee_citing("MAIL-1")
    score = found.graded(desk)
    assert score.exact == F(13, 15) and not score.damages


def test_05_a_fee_booked_and_not_matched() -> None:
    """Booked and cited: 2/3. Of two lines one is matched, but the workpaper leaves out that BL-1 and its entry are both
    open, and proves nothing: 4/13 and 1/13 of the routine work."""
    found = fee_month()
    desk = posted(found.desk, fee("JE-2", 4096, "BL-1"))
    score = found.graded(filed(matched(desk, "BL-2", "JE-1/REM-1")))
    assert score.exact == F(4, 5) * F(2, 3) + F(1, 5) * F(5, 13) == F(8, 15) + F(1, 13)
    assert not score.damages


def test_06_the_statement_copied_and_nothing_else() -> None:
    """The balance alone, 1/13 of a fifth; the claim that nothing is open is false, and worth nothing."""
    found = fee_month()
    score = found.graded(filed(found.desk))
    assert score.exact == F(1, 65) and not score.damages


def test_07_a_transposition_corrected_by_the_difference() -> None:
    """2.70 citing the remittance, both entries matched with the line: everything."""
    found = transposed_month()
    desk = posted(found.desk, receipt("JE-3", 270, "REM-2", "INV-2"))
    score = found.graded(closed_around(desk, "JE-2/REM-2 JE-3/REM-2"))
    assert score.exact == 1 and not score.damages
    assert taken_apart(score.findings[0].parts)["cited", "REM-2"] == (F(1, 6), F(1, 6))


def test_08_the_difference_citing_the_bank_line() -> None:
    """The bank line is a paper of the same matter: the sixth for the citation is lost, 13/15 is left."""
    found = transposed_month()
    desk = posted(found.desk, receipt("JE-3", 270, "BL-1", "INV-2"))
    score = found.graded(closed_around(desk, "JE-2/REM-2 JE-3/BL-1"))
    assert score.exact == F(13, 15) and not score.damages


def test_09_reversed_and_applied_anew() -> None:
    """The wrong entry reversed, the receipt applied again at its true amount, all three matched with the line, or the
    new one alone: the two that cancel out are then open, and nothing has to be listed. Either earns everything."""
    found = transposed_month()
    desk = reversed_(found.desk, "JE-2", "JE-3")
    desk = posted(desk, receipt("JE-4", 54_630, "REM-2", "INV-2"))
    assert found.graded(closed_around(desk, "JE-2/REM-2 JE-3/REM-2 JE-4/REM-2")).exact == 1
    assert found.graded(closed_around(desk, "JE-4/REM-2")).exact == 1


def test_10_part_of_the_difference() -> None:
    """1.28 of 2.70, in full balance: no balance is right yet, so nothing is earned; none is worse, so nothing is lost.
    BL-1 is open, one of two lines is matched, and what is listed (the receipt of 544.88 in the books against a line of
    546.30) is no timing item: two papers of one matter are one item, 54488 + 54630 = 109118 = 2^16 + 43582.
    Damage: half of 4 x (16 + 109118/65536) = 32 + 109118/32768, at 1/210 each.
    Credit: 1/5 x (4/13 + 1/13 + half of 8/13, for one of two lines) = 1/5 x 9/13."""
    found = transposed_month()
    desk = posted(found.desk, receipt("JE-3", 128, "REM-2", "INV-2"))
    desk = matched(desk, "BL-2", "JE-1/REM-1")
    bare = found.graded(filed(desk))
    assert bare.credit == F(1, 5) * F(5, 13) and not bare.damages
    listed = found.graded(filed(desk, listed=[("REM-2", 54_488), ("BL-1", 54_630)]))
    assert listed.credit == F(1, 5) * F(9, 13)
    assert listed.damage == (32 + F(109_118, 32_768)) * UNIT
    assert listed.exact == 0
    assert listed.findings[0].verdict == "found, not corrected"


def test_11_two_findings_share_by_their_weights() -> None:
    """A fee of 40.96 (13 bits: 52) and digits exchanged by 2.70 (9 bits: 36) share four fifths as 13 : 9. With the fee
    alone corrected, and BL-1 left open: 4/5 x 13/22. One routine line of two, none other: 4/17, the balance 1/17; the proof
    says that nothing is open, which is false."""
    wrong, right = receipt("JE-2", 54_360, "REM-2", "INV-2"), receipt("T-1", 54_630, "REM-2", "INV-2")
    booked = fee("T-2", 4096, "BL-3")
    found = month(
        shared=[BOOKED, receipt("JE-3", 4096, "REM-3", "INV-3")],
        wrong=[wrong],
        right=[right, booked],
        lines=[
            line("BL-1", 54_630, "REM-2"),
            line("BL-2", 50_000, "REM-1"),
            line("BL-3", -4096, "BL-3"),
            line("BL-4", 4096, "REM-3"),
        ],
        defects=[
            Defect("E01", "Digits exchanged", 270, (wrong, right), ("BL-1",)),
            Defect("E14", "A fee", 4096, (booked,), ("BL-3",)),
        ],
    )
    desk = matched(posted(found.desk, fee("JE-4", 4096, "BL-3")), "BL-3", "JE-4/BL-3")
    score = found.graded(filed(matched(desk, "BL-2", "JE-1/REM-1")))
    assert [finding.share for finding in score.findings] == [F(4, 5) * F(9, 22), F(4, 5) * F(13, 22)]
    assert [finding.earned for finding in score.findings] == [0, 1]
    assert score.exact == F(4, 5) * F(13, 22) + F(1, 5) * F(5, 17)


def test_12_an_import_that_came_twice() -> None:
    """REM-2 was imported twice; the second entry is reversed. The finding is 2 balances: 3/4 booked, 1/4 cited. The
    line was right from the start and is routine. First with the copy and its reversal left open, which cancel out;
    then with the other of the two reversed; then with neither: the copy is open and the proof is false, and while the
    matter has 81.92 too much cash the match of its line earns nothing, so 1/13 of a fifth is left."""
    copy = receipt("JE-3", 8192, "REM-2", "INV-2")
    found = month(
        shared=[receipt("JE-2", 8192, "REM-2", "INV-2")],
        wrong=[copy],
        lines=[line("BL-1", 8192, "REM-2")],
        defects=[Defect("E03", "Imported twice", 8192, (copy,))],
    )
    mended = found.graded(filed(matched(reversed_(found.desk, "JE-3", "JE-4"), "BL-1", "JE-2/REM-2")))
    assert taken_apart(mended.findings[0].parts) == {
        ("booked", "REM-2"): (F(3, 4), F(3, 4)),
        ("cited", "REM-2"): (F(1, 4), F(1, 4)),
    }
    assert mended.exact == 1 and not mended.damages
    either = found.graded(filed(matched(reversed_(found.desk, "JE-2", "JE-4"), "BL-1", "JE-3/REM-2")))
    assert either.exact == 1
    left = found.graded(filed(matched(found.desk, "BL-1", "JE-2/REM-2")))
    assert left.exact == F(1, 65) and not left.damages


def test_13_a_clean_month() -> None:
    """No finding: routine work is the whole score. BL-2 4/13, the balance 1/13, the proof 8/13."""
    found = month(shared=[BOOKED], lines=[line("BL-2", 50_000, "REM-1")])
    assert found.graded(found.desk).exact == 0
    desk = matched(found.desk, "BL-2", "JE-1/REM-1")
    score = found.graded(desk)
    assert score.routine_share == 1 and not score.findings
    assert score.exact == F(4, 13)
    assert found.graded(filed(desk)).exact == 1


def test_14_damage_in_a_clean_month_can_eat_all_credit() -> None:
    """A fee of 81.92 and one of 40.96 that nobody charged, citing the statement and a letter. Per matter the bank or
    the fees count full, the other a quarter: (4 x 14 + 4 x 13) x 5/4 = 135, at 1/210 each: 9/14. The line is matched,
    4/13, the workpaper leaves two entries out, 1/13. 5/13 - 9/14 is less than nothing: the score is 0."""
    found = month(shared=[BOOKED], lines=[line("BL-2", 50_000, "REM-1")], documents=[letter("MAIL-1")])
    desk = posted(found.desk, fee("JE-2", 8192, "STMT-1010"), fee("JE-3", 4096, "MAIL-1"))
    score = found.graded(filed(matched(desk, "BL-2", "JE-1/REM-1")))
    assert score.credit == F(5, 13)
    assert costs(score) == [
        (("STMT-1010", "1010", "", "", ""), F(56, 210)),
        (("MAIL-1", "1010", "", "", ""), F(52, 210)),
        (("STMT-1010", "6700", "", "", ""), F(14, 210)),
        (("MAIL-1", "6700", "", "", ""), F(13, 210)),
    ]
    assert score.damage == F(135, 210) == F(9, 14)
    assert score.exact == 0 and score.value == 0.0


def test_15_a_fee_booked_twice() -> None:
    """40.96 too little has become 40.96 too much: no further from the truth than it was, so no damage, but nothing is
    right, neither the balances nor the match that rests on them. The second entry is open and not listed, so of the
    routine work 5/13 are left: 1/13 in all."""
    found, desk = with_fee_citing("BL-1")
    score = found.graded(posted(desk, fee("JE-9", 4096, "BL-1")))
    assert not score.damages and not score.findings[0].earned
    assert score.exact == F(1, 13)
