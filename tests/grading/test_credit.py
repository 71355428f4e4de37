"""What belongs to which finding, and how its parts are weighed."""

from dataclasses import replace

import pytest
from tests.grading.paper import (
    F,
    Month,
    bill,
    decided,
    entry,
    fee,
    filed,
    letter,
    line,
    matched,
    month,
    payment,
    posted,
    receipt,
    slip,
    taken_apart,
)

from tieout.documents.closing import Disposition
from tieout.grading.credit import Claim, claims_of, finding_parts, is_touched
from tieout.grading.facts import Cell, FactKey, FactKind
from tieout.grading.judged import judge
from tieout.scenario.answer_key import Defect
from tieout.tools.workspace import Workspace

BANK, FEES = Cell("1010", "", "", ahead=False), Cell("6700", "", "", ahead=False)


def claims(found: Month) -> tuple[list[Claim], Claim]:
    return claims_of(judge(found.desk, found.desk, found.key), found.key)


def decision(subject: str, track: str) -> FactKey:
    return FactKey(FactKind.DISPOSITION, (subject, track))


def timing(name: str) -> FactKey:
    return FactKey(FactKind.WORKPAPER, ("1010", f"timing {name}"))


def test_what_two_errors_touch_belongs_to_the_first() -> None:
    one = fee("T-1", 100, "BL-1")
    defects = [
        Defect("E14", "", 100, (one,), ("BL-1",), ("BILL-1",), ("PAY-1",)),
        Defect("E15", "", 100, (one,), ("BL-1", "BL-2"), ("BILL-1", "BILL-2"), ("PAY-1", "PAY-2")),
    ]
    found = month(
        right=[one],
        lines=[line("BL-1", -100, "BL-1"), line("BL-2", 5, "BL-2")],
        documents=[bill("BILL-1", 100), bill("BILL-2", 100)],
        dispositions=[Disposition("BILL-1", "bill", "held: price"), Disposition("BILL-2", "callback", "x")],
        listed=[("PAY-1", 1), ("PAY-2", 2)],
        defects=defects,
    )
    (first, second), routine = claims(found)
    assert first == Claim((("BL-1", BANK), ("BL-1", FEES)), ("BL-1",), (decision("BILL-1", "bill"), timing("PAY-1")))
    assert second == Claim((), ("BL-2",), (decision("BILL-2", "callback"), timing("PAY-2")))
    assert routine.cells == routine.lines == ()
    assert [fact.name[1] for fact in routine.facts] == ["statement balance", "unexplained"]


def test_only_what_has_to_change_belongs_to_an_error() -> None:
    """Neither the part of an entry that stands as it should, nor a line that nothing settles, nor what nobody asks to be
    decided or listed."""
    wrong, right = receipt("JE-1", 100, "REM-1", "INV-1"), receipt("T-1", 100, "REM-1", "INV-2")
    defects = [Defect("E06", "", 100, (wrong, right), ("BL-1", "BL-9"), ("BILL-1",), ("REM-1",))]
    found = month(
        wrong=[wrong], right=[right], lines=[line("BL-1", 100)], documents=[bill("BILL-1", 5)], defects=defects
    )
    (claim,), routine = claims(found)
    items = [Cell("1200", "C-1", name, ahead=False) for name in ("INV-1", "INV-2")]
    assert claim == Claim(tuple(("REM-1", item) for item in items), (), ())
    assert not routine.cells


def test_what_was_booked_on_another_paper_of_its_matter_has_not_to_change() -> None:
    """The books cite the line, the truth the remittance: the balances of the matter are right, and the error asks for what
    is left, here nothing. It has then no share."""
    wrong, right = receipt("JE-1", 100, "BL-1", "INV-1"), receipt("T-1", 100, "REM-1", "INV-1")
    found = month(
        wrong=[wrong],
        right=[right],
        lines=[line("BL-1", 100, "REM-1")],
        defects=[Defect("E01", "", 100, (wrong, right))],
    )
    (claim,), routine = claims(found)
    assert claim.empty and not routine.empty
    assert not found.graded(found.desk).findings
    assert found.graded(found.desk).routine_share == 1


def test_entries_of_the_month_after_belong_to_their_error_too() -> None:
    april = entry("JE-1", "2024-04-02", ("1010", 100, "REM-1"), ("1200", -100, "REM-1", "C-1", "INV-1"))
    right = receipt("T-1", 100, "REM-1", "INV-1")
    found = month(wrong=[april], right=[right], defects=[Defect("E38", "", 100, (april, right))])
    (claim,), routine = claims(found)
    assert [(cell.account, cell.ahead) for _, cell in claim.cells] == [
        ("1010", False),
        ("1010", True),
        ("1200", False),
        ("1200", True),
    ]
    assert not routine.cells


def test_a_timing_item_belongs_to_an_error_by_its_matter() -> None:
    found = month(
        documents=[slip("DS-1", ("REM-1", 100))],
        listed=[("REM-1", 100)],
        defects=[Defect("E11", "", 100, listed=("REM-1",))],
    )
    (claim,), _ = claims(found)
    assert claim.facts == (timing("DS-1"),)
    parts = finding_parts(claim, judge(found.desk, filed(found.desk, listed=[("DS-1", 100)]), found.key))
    assert taken_apart(parts) == {("listed", "1010 timing DS-1"): (F(1), F(1))}


def test_a_claim_with_anything_in_it_is_not_empty() -> None:
    assert Claim((), (), ()).empty
    assert not Claim((("BL-1", BANK),), (), ()).empty
    assert not Claim((), ("BL-1",), ()).empty
    assert not Claim((), (), (timing("A"),)).empty


def test_a_finding_is_divided_equally_among_what_it_asks_for() -> None:
    """2 balances, 1 match, 1 decision, 1 timing item: fifths; of the two for booking 3/4 are booked and 1/4 cited."""
    one = fee("T-1", 100, "BL-1")
    found = month(
        right=[one],
        lines=[line("BL-1", -100, "BL-1")],
        documents=[bill("BILL-1", 100)],
        dispositions=[Disposition("BILL-1", "bill", "held: price")],
        listed=[("PAY-1", 1)],
        defects=[Defect("E14", "", 100, (one,), ("BL-1",), ("BILL-1",), ("PAY-1",))],
    )
    (claim,), _ = claims(found)
    assert [(part.kind, part.due) for part in finding_parts(claim, judge(found.desk, found.desk, found.key))] == [
        ("booked", F(3, 10)),
        ("cited", F(1, 10)),
        ("matched", F(1, 5)),
        ("decided", F(1, 5)),
        ("listed", F(1, 5)),
    ]


def test_balances_count_by_their_amounts_and_papers_are_named_in_order() -> None:
    """A fee of 1.00 on BL-2 and one of 3.00 on BL-1. The smaller booked and cited: 1/4 of both; booked citing the
    statement: 1/4 of what is booked, nothing of what is cited."""
    small, large = fee("T-1", 100, "BL-2"), fee("T-2", 300, "BL-1")
    found = month(
        right=[small, large],
        lines=[line("BL-1", -300, "BL-1"), line("BL-2", -100, "BL-2")],
        defects=[Defect("E14", "", 400, (small, large))],
    )
    (claim,), _ = claims(found)
    for document, cited in (("BL-2", F(1, 4)), ("STMT-1010", F(0))):
        judged = judge(found.desk, posted(found.desk, fee("JE-1", 100, document)), found.key)
        assert taken_apart(finding_parts(claim, judged)) == {
            ("booked", "BL-1, BL-2"): (F(3, 4), F(3, 4) * F(1, 4)),
            ("cited", "BL-1, BL-2"): (F(1, 4), F(1, 4) * cited),
        }


def test_a_citation_counts_where_what_is_cited_otherwise_makes_up_the_rest() -> None:
    """100 in two entries, 60 citing the line and 40 the statement: all booked. The line is cited, if not for all of it; who
    corrects two things under one paper would lose both citations otherwise. None of it citing the line earns none."""
    one = fee("T-1", 100, "BL-1")
    found = month(right=[one], lines=[line("BL-1", -100, "BL-1")], defects=[Defect("E14", "", 100, (one,))])
    (claim,), _ = claims(found)
    desk = posted(found.desk, fee("JE-1", 60, "BL-1"), fee("JE-2", 40, "STMT-1010"))
    parts = taken_apart(finding_parts(claim, judge(found.desk, desk, found.key)))
    assert parts == {("booked", "BL-1"): (F(3, 4), F(3, 4)), ("cited", "BL-1"): (F(1, 4), F(1, 4))}
    elsewhere = posted(found.desk, fee("JE-1", 100, "STMT-1010"))
    parts = taken_apart(finding_parts(claim, judge(found.desk, elsewhere, found.key)))
    assert parts == {("booked", "BL-1"): (F(3, 4), F(3, 4)), ("cited", "BL-1"): (F(1, 4), F(0))}
    whole = posted(found.desk, fee("JE-1", 60, "BL-1"), fee("JE-2", 40, "BL-1"))
    assert taken_apart(finding_parts(claim, judge(found.desk, whole, found.key)))["cited", "BL-1"] == (F(1, 4), F(1, 4))


def test_the_smallest_citation_counts_as_well() -> None:
    """0.01 citing the statement is not cited as it should be."""
    one = fee("T-1", 1, "BL-1")
    found = month(right=[one], lines=[line("BL-1", -1, "BL-1")], defects=[Defect("E14", "", 1, (one,))])
    (claim,), _ = claims(found)
    judged = judge(found.desk, posted(found.desk, fee("JE-1", 1, "STMT-1010")), found.key)
    assert taken_apart(finding_parts(claim, judged))["cited", "BL-1"] == (F(1, 4), F(0))


def test_routine_work_of_every_kind() -> None:
    """Two postings, a match, a decision, two timing items at 4 each, a ledger balance 4, the proof 8, the balance 1: 4 + 4 + 4 + 4 + 4 + 4 + 4 + 8 + 1 = 37."""
    found = month(
        shared=[payment("JE-1", 20, "PAY-1", "BILL-1"), receipt("JE-2", 50, "REM-1", "INV-1")],
        right=[fee("T-1", 10, "BL-1")],
        lines=[line("BL-2", 50, "REM-1")],
        documents=[bill("BILL-1", 100)],
        dispositions=[Disposition("BILL-1", "bill", "held: price")],
        listed=[("PAY-1", -20), ("BL-1", -10)],
        balances=[("6700", 10)],
    )
    desk = decided(posted(found.desk, fee("JE-3", 10, "BL-1")), "BILL-1", "bill", "held: price")
    desk = filed(matched(desk, "BL-2", "JE-2/REM-1"), "6700", 10)
    score = found.graded(filed(desk, listed=[("PAY-1", -20), ("BL-1", -10)]))
    assert {name: due for name, (due, _) in taken_apart(score.routine).items()} == {
        ("booked", "BL-1"): F(8, 37),
        ("matched", "BL-2"): F(4, 37),
        ("decided", "BILL-1"): F(4, 37),
        ("filed", "1010 statement balance"): F(1, 37),
        ("filed", "1010 timing BL-1"): F(4, 37),
        ("filed", "1010 timing PAY-1"): F(4, 37),
        ("filed", "1010 unexplained"): F(8, 37),
        ("filed", "6700 ledger balance"): F(4, 37),
    }
    assert score.exact == 1


def test_routine_postings_lose_a_quarter_for_their_citation() -> None:
    found = month(right=[fee("T-1", 10, "MAIL-1")], documents=[letter("MAIL-1"), letter("MAIL-2")])
    score = found.graded(posted(found.desk, fee("JE-1", 10, "MAIL-2")))
    assert taken_apart(score.routine)["booked", "MAIL-1"] == (F(8, 17), F(6, 17))


def test_an_unproven_list_is_worth_the_share_of_what_is_matched_and_balances_are_not_cut() -> None:
    """Of two lines one is matched and the other exchanged with a payment that is not on the statement."""
    found = month(
        shared=[
            receipt("JE-1", 50, "REM-1", "INV-1"),
            receipt("JE-2", 70, "REM-2", "INV-2"),
            receipt("JE-3", 70, "REM-3", "INV-3"),
        ],
        lines=[line("BL-1", 50, "REM-1"), line("BL-2", 70, "REM-2")],
        listed=[("REM-3", 70)],
        balances=[("6700", 0)],
    )
    desk = matched(matched(found.desk, "BL-1", "JE-1/REM-1"), "BL-2", "JE-3/REM-3")
    parts = taken_apart(found.graded(filed(filed(desk, listed=[("REM-2", 70)]), "6700", 0)).routine)
    assert parts["filed", "1010 statement balance"] == (F(1, 25), F(1, 25))
    assert parts["filed", "6700 ledger balance"] == (F(4, 25), F(4, 25))
    assert parts["filed", "1010 timing REM-3"] == (F(4, 25), F(0))
    assert parts["filed", "1010 unexplained"] == (F(8, 25), F(4, 25))


@pytest.mark.parametrize("act", ["nothing", "elsewhere", "post", "serve", "match", "decide", "list"])
def test_a_finding_is_touched_by_anything_done_about_it(act: str) -> None:
    one = fee("T-1", 100, "BL-1")
    found = month(
        shared=[fee("JE-1", 70, "BL-2")],
        right=[one],
        lines=[line("BL-1", -100, "BL-1"), line("BL-2", -70, "BL-2")],
        documents=[bill("BILL-1", 100), letter("MAIL-1")],
        dispositions=[Disposition("BILL-1", "bill", "held: price")],
        listed=[("PAY-1", 1)],
        defects=[Defect("E14", "", 100, (one,), ("BL-1",), ("BILL-1",), ("PAY-1",))],
    )
    desks: dict[str, Workspace] = {
        "nothing": found.desk,
        "elsewhere": filed(posted(matched(found.desk, "BL-2", "JE-1/BL-2"), fee("JE-2", 7, "MAIL-1"))),
        "post": posted(found.desk, fee("JE-2", 7, "BL-1")),
        "serve": posted(found.desk, fee("JE-2", 100, "MAIL-1")),
        "match": found.desk.with_match("1010", ("BL-1",), ()),
        "decide": decided(found.desk, "BILL-1", "bill", "held: quantity"),
        "list": filed(found.desk, listed=[("PAY-1", 5)]),
    }
    (claim,), _ = claims(found)
    touched = is_touched(claim, judge(found.desk, desks[act], found.key))
    assert touched is (act not in ("nothing", "elsewhere"))
    assert found.graded(desks[act]).findings[0].touched is touched


def test_verdicts() -> None:
    one = fee("T-1", 100, "BL-1")
    found = month(right=[one], defects=[Defect("E14", "", 100, (one,))])
    (finding,) = found.graded(posted(found.desk, fee("JE-1", 100, "BL-1"))).findings
    assert (finding.earned, finding.verdict) == (1, "corrected")
    for share, touched, verdict in (
        (F(1, 2), True, "partly corrected"),
        (F(0), True, "found, not corrected"),
        (F(0), False, "missed"),
    ):
        parts = tuple(part._replace(earned=part.due * share) for part in finding.parts)
        assert replace(finding, parts=parts, touched=touched).verdict == verdict
