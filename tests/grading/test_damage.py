"""What counts as damage, how it is grouped, and in which order it is told."""

from fractions import Fraction

from tests.grading.paper import (
    F,
    Month,
    bill,
    costs,
    decided,
    entry,
    fee,
    filed,
    letter,
    line,
    matched,
    month,
    posted,
    receipt,
)

from tieout.documents.closing import Disposition
from tieout.grading.damage import Damage, damages_of
from tieout.grading.facts import FactKey, FactKind
from tieout.grading.judged import judge
from tieout.scenario.answer_key import Defect
from tieout.tools.workspace import Workspace

ONE = Fraction(1)


def damages(found: Month, closed: Workspace) -> list[tuple[tuple[str, ...], int, Fraction]]:
    """Names, sizes and costs, a unit of weight costing 1."""
    found_damages = damages_of(judge(found.desk, closed, found.key), found.key, ONE)
    return [(damage.fact.name, damage.size, damage.cost) for damage in found_damages]


def test_the_unit_scales_every_cost() -> None:
    found = month(documents=[letter("MAIL-1")])
    desk = posted(found.desk, fee("JE-1", 4096, "MAIL-1"))
    judged = judge(found.desk, desk, found.key)
    assert [damage.cost for damage in damages_of(judged, found.key, Fraction(2, 7))] == [F(104, 7), F(26, 7)]


def test_the_largest_of_a_matter_counts_full_and_each_other_a_quarter() -> None:
    """81.92 on fees against 61.44 and 20.48 of two banks: 56; 4 x (12 + 6144/4096) / 4 = 13.5; 48 / 4 = 12."""
    found = month(documents=[letter("MAIL-1")])
    legs = (("6700", 8192, "MAIL-1"), ("1010", -6144, "MAIL-1"), ("1020", -2048, "MAIL-1"))
    assert damages(found, posted(found.desk, entry("JE-1", "31", *legs))) == [
        (("MAIL-1", "6700", "", "", ""), 8192, F(56)),
        (("MAIL-1", "1010", "", "", ""), 6144, F(27, 2)),
        (("MAIL-1", "1020", "", "", ""), 2048, F(12)),
    ]


def test_each_matter_has_its_own_largest() -> None:
    found = month(documents=[letter("MAIL-1"), letter("MAIL-2")])
    desk = posted(found.desk, fee("JE-1", 4096, "MAIL-1"), fee("JE-2", 4096, "MAIL-2"))
    assert [cost for _, _, cost in damages(found, desk)] == [52, 52, 13, 13]


def test_of_equals_the_first_by_name_counts_full() -> None:
    """So that the same close costs the same, and is told the same, each time."""
    found = month(documents=[letter("MAIL-1")])
    names = [name[1] for name, _, _ in damages(found, posted(found.desk, fee("JE-1", 4096, "MAIL-1")))]
    assert names == ["1010", "6700"]


def test_papers_of_one_matter_are_spoiled_together() -> None:
    """A fee invented on BL-1 and a receipt on REM-1, which settles it: one group of the matter, the bank netted."""
    found = month(shared=[receipt("JE-1", 8192, "REM-1", "INV-1")], lines=[line("BL-1", 8192, "REM-1")])
    desk = posted(found.desk, fee("JE-2", 4096, "BL-1"), receipt("JE-3", 4096, "REM-1", "INV-1"))
    assert damages(found, desk) == [
        (("BL-1", "1200", "C-1", "INV-1", ""), 4096, F(52)),
        (("BL-1", "6700", "", "", ""), 4096, F(13)),
    ]


def test_only_what_is_further_from_the_truth_than_before_is_damage() -> None:
    """2.56 are missing. 5.12 posted: as far off the other way, no damage; 5.13: 0.01 further; 2.56 taken off: 2.56 further."""
    right = receipt("T-1", 256, "REM-1", "INV-1")
    found = month(right=[right], documents=[letter("MAIL-1")])
    assert damages(found, posted(found.desk, receipt("JE-1", 512, "REM-1", "INV-1"))) == []
    assert [size for _, size, _ in damages(found, posted(found.desk, receipt("JE-1", 513, "REM-1", "INV-1")))] == [1, 1]
    assert [size for _, size, _ in damages(found, posted(found.desk, receipt("JE-1", -256, "REM-1", "INV-1")))] == [
        256,
        256,
    ]


def test_a_decision_beside_a_posting_on_the_same_bill_is_of_its_group() -> None:
    """100.00 for the decision and 81.92 of packaging: the decision weighs more and counts full."""
    found = month(documents=[bill("BILL-1", 8192)])
    legs = (("6100", 8192, "BILL-1"), ("2000", -8192, "BILL-1", "V-1", "BILL-1"))
    desk = decided(posted(found.desk, entry("JE-1", "06", *legs)), "BILL-1", "escalation", "price")
    assert damages(found, desk) == [
        (("BILL-1", "escalation"), 10_000, F(7281, 128)),
        (("BILL-1", "2000", "V-1", "BILL-1", ""), 8192, F(14)),
        (("BILL-1", "6100", "", "", ""), 8192, F(14)),
    ]


def fraud() -> Month:
    """MAIL-1 and BILL-9 are one fraud, BILL-9 may not be posted; BILL-1 and MAIL-2 are an error of another kind."""
    return month(
        documents=[letter("MAIL-1"), letter("MAIL-2"), bill("BILL-1", 100), bill("BILL-9", 100)],
        defects=[
            Defect("E23", "A price", 100, subjects=("BILL-1", "MAIL-2")),
            Defect("F01", "A fraud", 100, subjects=("MAIL-1", "BILL-9")),
        ],
        dispositions=[
            Disposition("BILL-9", "bill", "held: bank details"),
            Disposition("BILL-1", "bill", "held: price"),
        ],
        forbidden=("BILL-9",),
    )


def test_more_calls_about_a_fraud_are_no_damage_but_about_another_error_they_are() -> None:
    found = fraud()
    for subject in ("MAIL-1", "BILL-9"):
        for track in ("callback", "escalation"):
            assert not damages(found, decided(found.desk, subject, track, "x"))
    for subject in ("MAIL-2", "BILL-1"):
        assert damages(found, decided(found.desk, subject, "callback", "x")) == [
            ((subject, "callback"), 10_000, F(7281, 128))
        ]
    assert damages(found, decided(found.desk, "MAIL-1", "bill", "x"))


def test_a_decision_that_was_due_is_no_damage_whatever_was_decided() -> None:
    found = fraud()
    for subject in ("BILL-1", "BILL-9"):
        assert not damages(found, decided(found.desk, subject, "bill", "rejected: duplicate"))


def test_what_a_workpaper_lists_wrongly_costs_half_and_each_item_for_itself() -> None:
    """40.96 and -81.92: 26 and 28, the dearer first."""
    found = month(documents=[letter("MAIL-1"), letter("MAIL-2")])
    desk = filed(found.desk, listed=[("MAIL-1", 4096), ("MAIL-2", -8192)])
    assert damages(found, desk) == [
        (("1010", "timing MAIL-2"), 8192, F(28)),
        (("1010", "timing MAIL-1"), 4096, F(26)),
    ]


def test_a_match_of_half_an_entry_costs_half_of_twice_its_amount() -> None:
    """40.96 reach the bank from nowhere on this matter; the other leg is on the letter: 52 there, 4 x 14 / 2 here."""
    right = receipt("T-1", 4096, "REM-1", "INV-1")
    found = month(right=[right], lines=[line("BL-1", 4096, "REM-1")], documents=[letter("MAIL-1")])
    desk = posted(found.desk, entry("JE-1", "31", ("1010", 4096, "REM-1"), ("6700", -4096, "MAIL-1")))
    assert damages(found, desk) == [(("MAIL-1", "6700", "", "", ""), 4096, F(52))]
    assert damages(found, matched(desk, "BL-1", "JE-1/REM-1")) == [
        (("MAIL-1", "6700", "", "", ""), 4096, F(52)),
        (("BL-1",), 8192, F(28)),
    ]


def test_half_of_a_payment_is_forced_by_its_amount_too() -> None:
    """The same with money that left: sizes are not negative."""
    right = fee("T-1", 4096, "BL-1")
    found = month(right=[right], lines=[line("BL-1", -4096, "BL-1")], documents=[letter("MAIL-1")])
    desk = posted(found.desk, entry("JE-1", "31", ("1010", -4096, "BL-1"), ("6150", 4096, "MAIL-1")))
    assert damages(found, matched(desk, "BL-1", "JE-1/BL-1"))[1] == (("BL-1",), 8192, F(28))


def test_a_line_matched_rightly_on_a_matter_that_nobody_touched_is_not_forced() -> None:
    """The bank leg is right; what is wrong lies on the invoice and on fees, citing two papers, and was left alone."""
    wrong = entry("JE-1", "05", ("1010", 4096, "REM-1"), ("6700", -4096, "REM-1"))
    right = entry("T-1", "05", ("1010", 4096, "REM-1"), ("1200", -4096, "INV-1", "C-1", "INV-1"))
    found = month(wrong=[wrong], right=[right], lines=[line("BL-1", 4096, "REM-1")])
    desk = matched(found.desk, "BL-1", "JE-1/REM-1")
    assert judge(found.desk, desk, found.key).standing.imbalance("BL-1") == 4096
    assert not damages(found, desk)


def test_a_rightly_open_line_is_damaged_once_it_is_matched() -> None:
    found = month(
        shared=[receipt("JE-1", 4096, "REM-1", "INV-1")], lines=[line("BL-1", 4096), line("BL-2", 100, "REM-2")]
    )
    assert not damages(found, found.desk)
    assert damages(found, matched(found.desk, "BL-1", "JE-1/REM-1")) == [(("BL-1",), 10_000, F(7281, 128))]


def test_damages_are_told_dearest_first_then_by_kind_and_name() -> None:
    found = month(
        lines=[line("BL-2", 10), line("BL-1", 10)], documents=[letter("MAIL-1"), letter("MAIL-2"), bill("BILL-1", 100)]
    )
    desk = decided(decided(found.desk, "MAIL-2", "callback", "x"), "MAIL-1", "callback", "x")
    desk = desk.with_match("1010", ("BL-1",), ()).with_match("1010", ("BL-2",), ())
    desk = posted(desk, fee("JE-1", 4096, "BILL-1"))
    told = damages_of(judge(found.desk, desk, found.key), found.key, ONE)
    assert [(damage.fact.kind, damage.fact.name[0]) for damage in told] == [
        (FactKind.CLEARED, "BL-1"),
        (FactKind.CLEARED, "BL-2"),
        (FactKind.DISPOSITION, "MAIL-1"),
        (FactKind.DISPOSITION, "MAIL-2"),
        (FactKind.BOOKED, "BILL-1"),
        (FactKind.BOOKED, "BILL-1"),
    ]
    assert told[0] == Damage(FactKey(FactKind.CLEARED, ("BL-1",)), 10_000, F(7281, 128))


def test_damage_is_added_up_in_the_score() -> None:
    found = month(documents=[letter("MAIL-1")])
    score = found.graded(posted(found.desk, fee("JE-1", 4096, "MAIL-1")))
    assert sum(cost for _, cost in costs(score)) == score.damage == F(65, 210)
