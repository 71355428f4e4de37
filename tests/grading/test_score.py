"""From parts to the score: shares, gate, and the grid on which scores are told."""

from dataclasses import replace

import pytest
from tests.grading.paper import F, Month, bill, entry, fee, filed, line, month, posted, receipt, reversed_

from tieout.grading.rubric import Rubric
from tieout.grading.score import breaches_of, grade
from tieout.scenario.answer_key import Defect


def fees(*amounts: int, codes: str = "AAAA", routine: int = 200, difficulty: dict[str, int] | None = None) -> Month:
    """A fee on each line, none of them booked; each an error of its own code."""
    booked = [fee(f"T-{n}", amount, f"BL-{n}") for n, amount in enumerate(amounts, 1)]
    return month(
        right=booked,
        lines=[line(f"BL-{n}", -amount, f"BL-{n}") for n, amount in enumerate(amounts, 1)],
        defects=[
            Defect(code, f"Fee {n}", amount, (one,), (f"BL-{n}",))
            for n, (amount, one, code) in enumerate(zip(amounts, booked, codes, strict=False), 1)
        ],
        rubric=Rubric(routine, difficulty or {}),
    )


def test_findings_share_what_routine_work_leaves_by_weight() -> None:
    """15 weighs 8 and 32 weighs 12; the first code is three times as hard: 24 to 24 of 9/10, and 10 % are routine."""
    found = fees(15, 32, codes="AB", routine=100, difficulty={"A": 3})
    score = found.graded(found.desk)
    assert [finding.share for finding in score.findings] == [F(9, 10) * F(24, 48), F(9, 10) * F(24, 48)]
    assert score.routine_share == F(1, 10)
    assert [(finding.code, finding.summary, finding.amount) for finding in score.findings] == [
        ("A", "Fee 1", 15),
        ("B", "Fee 2", 32),
    ]


def test_without_routine_work_the_findings_are_the_whole() -> None:
    found = fees(100)
    found = replace(found, key=replace(found.key, workpapers=()))
    score = found.graded(found.desk)
    assert score.routine_share == 0 and [finding.share for finding in score.findings] == [1] and not score.routine


def test_a_desk_that_is_right_at_the_start_cannot_be_graded() -> None:
    found = month()
    with pytest.raises(ValueError, match="nothing on this desk has to change"):
        replace(found, key=replace(found.key, workpapers=())).graded(found.desk)


def test_damage_is_measured_by_the_findings_or_by_the_least_yardstick() -> None:
    """168 at least: three of 4097 (13 bits) make 156. Three of 2^20 make 84 each; 2^20, 2^19 and 1 make 84 + 80 + 16."""
    for amounts, weight in (
        ((100,), 168),
        ((4097, 4097, 4097), 168),
        ((2**20, 2**20, 2**20), 252),
        ((2**20, 2**19, 1), 180),
    ):
        found = fees(*amounts)
        score = found.graded(posted(found.desk, fee("JE-1", 4096, "TB")))
        assert score.damage == F(65) * F(4, 5) / weight


def test_the_score_is_credit_less_damage_times_gate_and_not_less_than_nothing() -> None:
    found = fees(100)
    score = found.graded(filed(found.desk))
    assert score.exact == score.credit == F(1, 5) * F(1, 9)
    assert replace(score, gate=F(1, 2)).exact == F(1, 90)
    assert replace(score, gate=F(0)).exact == 0
    spoiled = found.graded(filed(posted(found.desk, fee("JE-1", 8192, "TB"))))
    assert spoiled.credit < spoiled.damage and spoiled.exact == 0


def test_a_score_is_told_on_a_grid_of_two_to_the_minus_forty() -> None:
    """1/45 x 2^40 = 24433591728.36, so ...728; a third of it 8144530576.12; half of a step is told as the even one."""
    found = fees(100)
    score = found.graded(filed(found.desk))
    assert score.exact == F(1, 45) and score.value == 24_433_591_728 / 2**40
    assert replace(score, gate=F(1, 3)).value == 8_144_530_576 / 2**40
    assert replace(score, gate=F(45, 2**40) * F(2, 3)).value == 1 / 2**40
    assert replace(score, gate=F(45, 2**40) / 3).value == 0.0
    assert isinstance(score.value, float)


def test_attempts_are_passed_on_and_cost_nothing() -> None:
    found = fees(100)
    score = grade(found.desk, filed(found.desk), found.key, found.rubric, attempts=3)
    assert score.attempts == 3 and score.exact == F(1, 45)
    assert found.graded(found.desk).attempts == 0


def test_breaches() -> None:
    """A forbidden bill counts by citation or by item, on any account, reversed or not; what lay on the desk does not."""
    old = entry("JE-1", "06", ("6100", 100, "BILL-8"), ("2000", -100, "BILL-8", "V-1", "BILL-8"))
    found = month(shared=[old], documents=[bill("BILL-7", 100), bill("BILL-8", 100), bill("BILL-9", 100)])
    opened = found.desk.books
    forbidden = ("BILL-9", "BILL-8")

    def breaches(*entries: str) -> tuple[bool, tuple[str, ...]]:
        moves = {
            "other": entry("JE-2", "06", ("6100", 100, "BILL-7"), ("2000", -100, "BILL-7", "V-1", "BILL-7")),
            "posted": entry("JE-3", "06", ("6100", 100, "BILL-9"), ("2000", -100, "BILL-9", "V-1", "BILL-9")),
            "item": entry("JE-4", "06", ("6100", 100, "MAIL-1"), ("2000", -100, "MAIL-1", "V-1", "BILL-9")),
            "cited": entry("JE-5", "06", ("6100", 100, "BILL-9"), ("1010", -100, "BILL-9")),
            "both": entry("JE-6", "06", ("6100", 5, "BILL-8"), ("6100", 5, "BILL-9"), ("1010", -10, "MAIL-1")),
            "back": entry("JE-7", "31", ("6100", -100, "BILL-9"), ("2000", 100, "BILL-9", "V-1", "BILL-9")),
            "elsewhere": entry("JE-8", "31", ("6150", -100, "BILL-9"), ("2000", 100, "BILL-9", "V-1", "BILL-9")),
        }
        return breaches_of(opened, posted(found.desk, *(moves[name] for name in entries)).books, forbidden)

    assert breaches() == (False, ())
    assert breaches("other") == (False, ())
    assert breaches("posted") == breaches("item") == breaches("cited") == (True, ("BILL-9",))
    assert breaches("both") == (True, ("BILL-9", "BILL-8"))
    assert breaches("posted", "back") == (False, ("BILL-9",))
    assert breaches("posted", "elsewhere") == (True, ("BILL-9",))
    assert breaches("item", "back") == (True, ("BILL-9",))
    assert breaches_of(opened, posted(found.desk, receipt("JE-9", 1, "REM-1", "INV-1")).books, ()) == (False, ())


def test_gates_are_the_rubrics() -> None:
    found = month(
        documents=[bill("BILL-9", 100)], forbidden=("BILL-9",), rubric=Rubric(200, {}, forbidden=100, withdrawn=700)
    )
    desk = posted(found.desk, entry("JE-1", "06", ("6100", 100, "BILL-9"), ("2000", -100, "BILL-9", "V-1", "BILL-9")))
    assert found.graded(found.desk).gate == 1
    assert found.graded(desk).gate == F(1, 10)
    assert found.graded(reversed_(desk, "JE-1", "JE-2")).gate == F(7, 10)
