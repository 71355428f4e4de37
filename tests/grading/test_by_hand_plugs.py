"""Scores worked out by hand: plugs, half entries, corrections that go too far.

The month of most of these is the transposition: REM-2 pays 546.30, the books have 543.60, BL-1 shows 546.30. Its finding
(2.70 each on the bank and on INV-2, and the match of BL-1) is four fifths; BL-2 (4), the balance (1) and the proof (8)
are the routine fifth, in thirteenths. Spoiling a balance by 2.70 weighs 4 x (8 + 270/256) = 32 + 135/32 = 1159/32.
"""

from tests.grading.paper import (
    F,
    Month,
    costs,
    entry,
    fee,
    filed,
    letter,
    line,
    matched,
    month,
    posted,
    receipt,
    remittance,
)

from tieout.grading.rubric import Rubric
from tieout.scenario.answer_key import Defect
from tieout.tools.workspace import Workspace

UNIT = F(1, 210)
BY_270 = F(1159, 32)
BY_54630_TWICE = 4 * (16 + F(109_260, 65_536))  # a forced match weighs as twice its line's amount: 1092.60


def transposed_month() -> Month:
    wrong, right = receipt("JE-2", 54_360, "REM-2", "INV-2"), receipt("T-1", 54_630, "REM-2", "INV-2")
    return month(
        shared=[receipt("JE-1", 50_000, "REM-1", "INV-1")],
        wrong=[wrong],
        right=[right],
        lines=[line("BL-1", 54_630, "REM-2"), line("BL-2", 50_000, "REM-1")],
        documents=[letter("MAIL-1"), remittance("REM-1", 50_000), remittance("REM-2", 54_630)],
        defects=[Defect("E01", "Digits exchanged", 270, (wrong, right), ("BL-1",))],
    )


def closed_around(desk: Workspace, items: str) -> Workspace:
    return filed(matched(matched(desk, "BL-1", items), "BL-2", "JE-1/REM-1"))


def test_16_a_plug_to_fees_citing_the_statement() -> None:
    """2.70 from fees to the bank. The statement has 2.70 too much on either: 1159/32 and a quarter of it. BL-1 is matched
    with money of the statement's: wrong, nothing. The list is empty as it should be, but one of two lines is right:
    routine work is 4 + 1 + 4 of 13."""
    found = transposed_month()
    desk = posted(found.desk, entry("JE-3", "31", ("1010", 270, "STMT-1010"), ("6700", -270, "STMT-1010")))
    score = found.graded(closed_around(desk, "JE-2/REM-2 JE-3/STMT-1010"))
    assert score.credit == F(1, 5) * F(9, 13)
    assert costs(score) == [
        (("STMT-1010", "1010", "", "", ""), BY_270 * UNIT),
        (("STMT-1010", "6700", "", "", ""), BY_270 * UNIT / 4),
    ]
    assert score.exact == 0
    assert score.findings[0].verdict == "found, not corrected"


def test_17_half_an_entry_citing_the_remittance() -> None:
    """The bank is right by 2.70, the other leg went to fees. What is astray on the matter, 2.70, cuts the 2.70 that is
    right to nothing; fees are spoiled by 2.70; the line is matched, but earns no more than its booking. The proof rests on
    it and is worth nothing: routine work is 4 + 1 of 13."""
    found = transposed_month()
    desk = posted(found.desk, entry("JE-3", "31", ("1010", 270, "REM-2"), ("6700", -270, "REM-2")))
    score = found.graded(closed_around(desk, "JE-2/REM-2 JE-3/REM-2"))
    assert not score.findings[0].earned
    assert score.credit == F(1, 5) * F(5, 13)
    assert score.damage == BY_270 * UNIT


def test_18_half_an_entry_with_the_other_half_elsewhere() -> None:
    """The bank leg cites the remittance, the fees the statement: REM-2 is out of balance by 2.70, which cuts its credit to
    nothing, and the proof with it. Fees cost 1159/32; that BL-1 is matched all the same costs half of what 1,092.60 weigh."""
    found = transposed_month()
    desk = posted(found.desk, entry("JE-3", "31", ("1010", 270, "REM-2"), ("6700", -270, "STMT-1010")))
    score = found.graded(closed_around(desk, "JE-2/REM-2 JE-3/REM-2"))
    assert not score.findings[0].earned
    assert score.credit == F(1, 5) * F(5, 13)
    assert costs(score) == [
        (("STMT-1010", "6700", "", "", ""), BY_270 * UNIT),
        (("BL-1",), BY_54630_TWICE / 2 * UNIT),
    ]


def test_19_two_halves_in_one_entry() -> None:
    """BL-1, a fee of 40.96, and BL-3, a receipt of 81.92 on INV-3, are not in the books. One entry books both bank legs
    and puts the difference, 40.96, on INV-3.

    Each matter is out by 40.96. The fee's contra is missing, the receipt's is half there: neither has a side to set against
    its bank leg, so neither earns anything, nor the proof that rests on them. The matches were forced: 81.92 and 163.84 weigh
    4 x 14 and 4 x 15, half of each counts: 28 + 30. Routine is 4 + 1 of 13."""
    missing_fee, missing = fee("T-1", 4096, "BL-1"), receipt("T-2", 8192, "REM-3", "INV-3")
    found = month(
        shared=[receipt("JE-1", 50_000, "REM-1", "INV-1")],
        right=[missing_fee, missing],
        lines=[line("BL-1", -4096, "BL-1"), line("BL-2", 50_000, "REM-1"), line("BL-3", 8192, "REM-3")],
        defects=[
            Defect("E14", "A fee", 4096, (missing_fee,), ("BL-1",)),
            Defect("E05", "A receipt", 8192, (missing,), ("BL-3",)),
        ],
    )
    legs = (("1010", -4096, "BL-1"), ("1010", 8192, "REM-3"), ("1200", -4096, "REM-3", "C-1", "INV-3"))
    desk = posted(found.desk, entry("JE-2", "31", *legs))
    desk = matched(matched(desk, "BL-1", "JE-2/BL-1"), "BL-3", "JE-2/REM-3")
    score = found.graded(filed(matched(desk, "BL-2", "JE-1/REM-1")))
    assert [finding.earned for finding in score.findings] == [0, 0]
    assert score.credit == F(1, 5) * F(5, 13)
    assert costs(score) == [(("BL-3",), 30 * UNIT), (("BL-1",), 28 * UNIT)]
    assert score.exact == 0
    without = found.graded(filed(matched(found.desk, "BL-2", "JE-1/REM-1")))
    assert score.exact < without.exact == F(1, 5) * F(5, 13)


def test_a_small_fee_hidden_in_a_large_receipt_earns_nothing() -> None:
    """As above with a fee of 0.16 in the receipt of 81.92: both matters are out by no more than 0.16, and still neither has a
    whole side but its bank leg. The entry puts a bank fee into a customer's invoice, and has to earn no more than the same
    desk without it: 1/13."""
    missing_fee, missing = fee("T-1", 16, "BL-1"), receipt("T-2", 8192, "REM-3", "INV-3")
    found = month(
        shared=[receipt("JE-1", 50_000, "REM-1", "INV-1")],
        right=[missing_fee, missing],
        lines=[line("BL-1", -16, "BL-1"), line("BL-2", 50_000, "REM-1"), line("BL-3", 8192, "REM-3")],
        defects=[
            Defect("E14", "A fee", 16, (missing_fee,), ("BL-1",)),
            Defect("E05", "A receipt", 8192, (missing,), ("BL-3",)),
        ],
    )
    legs = (("1010", -16, "BL-1"), ("1010", 8192, "REM-3"), ("1200", -8176, "REM-3", "C-1", "INV-3"))
    desk = matched(posted(found.desk, entry("JE-2", "31", *legs)), "BL-1", "JE-2/BL-1")
    desk = matched(matched(desk, "BL-3", "JE-2/REM-3"), "BL-2", "JE-1/REM-1")
    without = found.graded(filed(matched(found.desk, "BL-2", "JE-1/REM-1")))
    assert without.exact == F(1, 13)
    assert found.graded(filed(desk)).exact <= F(1, 13)


def test_a_small_fee_hidden_in_one_invoice_of_two_earns_nothing() -> None:
    """As above, and the 81.92 pay INV-3 (80.00) and INV-4 (1.92), of which the fee of 0.16 is taken off. The bank leg and
    INV-3 are right, INV-4 is not. The entry has to earn no more than the same desk without it: 1/13."""
    missing_fee = fee("T-1", 16, "BL-1")
    on_two = (("1200", -8000, "REM-3", "C-1", "INV-3"), ("1200", -192, "REM-3", "C-1", "INV-4"))
    missing = entry("T-2", "05", ("1010", 8192, "REM-3"), *on_two)
    found = month(
        shared=[receipt("JE-1", 50_000, "REM-1", "INV-1")],
        right=[missing_fee, missing],
        lines=[line("BL-1", -16, "BL-1"), line("BL-2", 50_000, "REM-1"), line("BL-3", 8192, "REM-3")],
        defects=[
            Defect("E14", "A fee", 16, (missing_fee,), ("BL-1",)),
            Defect("E05", "A receipt", 8192, (missing,), ("BL-3",)),
        ],
    )
    plug = (("1010", -16, "BL-1"), ("1010", 8192, "REM-3"), on_two[0], ("1200", -176, "REM-3", "C-1", "INV-4"))
    desk = matched(posted(found.desk, entry("JE-2", "31", *plug)), "BL-1", "JE-2/BL-1")
    desk = matched(matched(desk, "BL-3", "JE-2/REM-3"), "BL-2", "JE-1/REM-1")
    without = found.graded(filed(matched(found.desk, "BL-2", "JE-1/REM-1")))
    assert without.exact == F(1, 13)
    assert found.graded(filed(desk)).exact <= F(1, 13)


def test_20_the_other_half_on_what_is_wrong_already() -> None:
    """BL-1's fee of 40.96 is missing, and 40.96 of freight stands on BILL-1 that belongs to packaging. The bank leg cites
    BL-1 and the other goes to freight on BILL-1: 40.96 too much there has become 81.92. That is damage for the
    difference, 4 x 13, though freight had to change; the forced match of 81.92 costs 4 x 14 / 2."""
    booked = fee("T-1", 4096, "BL-1")
    wrong = entry("JE-2", "06", ("6150", 4096, "BILL-1"), ("2000", -4096, "BILL-1", "V-1", "BILL-1"))
    right = entry("T-2", "06", ("6100", 4096, "BILL-1"), ("2000", -4096, "BILL-1", "V-1", "BILL-1"))
    found = month(
        wrong=[wrong],
        right=[booked, right],
        lines=[line("BL-1", -4096, "BL-1")],
        defects=[
            Defect("E14", "A fee", 4096, (booked,), ("BL-1",)),
            Defect("E24", "Account", 4096, (wrong, right)),
        ],
    )
    desk = posted(found.desk, entry("JE-3", "31", ("1010", -4096, "BL-1"), ("6150", 4096, "BILL-1")))
    score = found.graded(filed(matched(desk, "BL-1", "JE-3/BL-1")))
    assert [finding.earned for finding in score.findings] == [0, 0]
    assert costs(score) == [(("BILL-1", "6150", "", "", ""), 52 * UNIT), (("BL-1",), 28 * UNIT)]
    assert score.credit == F(1, 5) * F(1, 9)  # the copied balance; the only bank line is not rightly matched
    assert score.exact == 0


def test_21_a_correction_that_overshoots() -> None:
    """5.40 instead of 2.70, in balance: 2.70 too little has become 2.70 too much. Nothing is earned, nothing spoiled.
    BL-1 does not add up with what is booked now; one of two lines is matched."""
    found = transposed_month()
    desk = posted(found.desk, receipt("JE-3", 540, "REM-2", "INV-2"))
    score = found.graded(filed(matched(desk, "BL-2", "JE-1/REM-1")))
    assert not score.findings[0].earned and not score.damages
    assert score.exact == F(1, 5) * F(5, 13)


def test_22_a_correction_that_ends_further_off_than_it_began() -> None:
    """8.10 instead of 2.70: 5.40 too much where 2.70 was missing. Both balances are worse by 2.70: 1159/32 for the larger,
    a quarter for the other. One minor unit more costs more: 2.71 weighs 32 + 271/64."""
    found = transposed_month()
    matched_desk = matched(found.desk, "BL-2", "JE-1/REM-1")
    score = found.graded(filed(posted(matched_desk, receipt("JE-3", 810, "REM-2", "INV-2"))))
    assert not score.findings[0].earned
    assert {name[1]: cost for name, cost in costs(score)} == {"1010": BY_270 * UNIT, "1200": BY_270 * UNIT / 4}
    further = found.graded(filed(posted(matched_desk, receipt("JE-3", 811, "REM-2", "INV-2"))))
    assert further.damage == (32 + F(271, 64)) * F(5, 4) * UNIT


def test_23_a_correction_the_wrong_way() -> None:
    """2.70 taken off instead of added: 5.40 is missing where 2.70 was."""
    found = transposed_month()
    desk = posted(matched(found.desk, "BL-2", "JE-1/REM-1"), receipt("JE-3", -270, "REM-2", "INV-2"))
    score = found.graded(filed(desk))
    assert not score.findings[0].earned
    assert score.damage == BY_270 * F(5, 4) * UNIT


def test_24_damage_on_a_large_month_is_measured_by_its_findings() -> None:
    """Four fees of 1,310.72 (18 bits: 72 each) make 288, more than the least yardstick: one unit costs 0.8/288 = 1/360.
    With damage counted one and a half times, and routine work a quarter: 0.75/288 x 1.5 = 1/256."""
    fees = [fee(f"T-{number}", 131_072, f"BL-{number}") for number in range(1, 5)]
    defects = [Defect("E14", "A fee", 131_072, (one,), (f"BL-{number}",)) for number, one in enumerate(fees, 1)]
    lines = [line(f"BL-{number}", -131_072, f"BL-{number}") for number in range(1, 5)]
    for rubric, unit in ((Rubric(200, {}), F(1, 360)), (Rubric(250, {}, damage=1500), F(1, 256))):
        found = month(right=fees, lines=lines, documents=[letter("MAIL-1")], defects=defects, rubric=rubric)
        score = found.graded(posted(found.desk, fee("JE-1", 4096, "MAIL-1")))
        assert score.damage == 52 * F(5, 4) * unit
    harder = month(right=fees, lines=lines, defects=defects, rubric=Rubric(200, {"E14": 3}))
    score = harder.graded(posted(harder.desk, fee("JE-1", 4096, "TB")))
    assert score.damage == 52 * F(5, 4) * F(4, 5) / 432  # 4 x 3/2 x 72
