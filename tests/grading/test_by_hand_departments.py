"""Scores worked out by hand: departments.

Where a department is due, it is a quarter of the three quarters that a right balance earns: 3/16 of a booking. What
stands in a wrong department costs a quarter of what the same amount on a wrong account costs. One unit of damage costs
1/210; 40.96 is 2^12, so spoiling by it weighs 4 x 13 = 52, and in departments 13.
"""

import pytest
from tests.grading.paper import (
    F,
    Month,
    bill,
    costs,
    entry,
    filed,
    letter,
    month,
    order,
    posted,
    reversed_,
    taken_apart,
)

from tieout.documents.closing import Disposition
from tieout.ledger.entries import Entry
from tieout.scenario.answer_key import Defect

UNIT = F(1, 210)
MOVED = 13 * UNIT


def bought(
    name: str, department: str, amount: int = 4096, cites: str = "BILL-1", account: str = "6100", on: str = "06"
) -> Entry:
    charge = (account, amount, cites, "", "", department)
    return entry(name, on, charge, ("2000", -amount, cites, "V-1", "BILL-1"))


def moved(name: str, source: str, target: str, amount: int = 4096, cites: str = "BILL-1") -> Entry:
    return entry(name, "31", ("6100", -amount, cites, "", "", source), ("6100", amount, cites, "", "", target))


def due() -> Month:
    """BILL-1 of 40.96 waits, for packaging of department D1; no error: 4 for the expense, 4 for the payable, 9 for the
    workpaper of checking, in seventeenths."""
    return month(
        right=[bought("T-1", "D1")],
        documents=[order("PO-1"), bill("BILL-1", 4096, order="PO-1"), letter("MAIL-1")],
        dispositions=[Disposition("BILL-1", "bill", "posted")],
    )


def miscoded() -> Month:
    """BILL-1 of 40.96 was charged to D1 and belongs to D2: four fifths of the score; the rest is the workpaper."""
    wrong, right = bought("JE-1", "D1"), bought("T-1", "D2")
    return month(
        wrong=[wrong],
        right=[right],
        documents=[order("PO-1"), bill("BILL-1", 4096, order="PO-1"), letter("MAIL-1")],
        defects=[Defect("E07", "", 4096, entries=(wrong, right))],
    )


def coded() -> Month:
    """BILL-1 stands in D1 as it should; nothing but the workpaper is asked for: 9/9."""
    return month(shared=[bought("JE-1", "D1")], documents=[bill("BILL-1", 4096), letter("MAIL-1")])


def test_a_bill_posted_with_its_department() -> None:
    found = due()
    assert found.graded(filed(posted(found.desk, bought("JE-1", "D1")))).exact == 1


@pytest.mark.parametrize("department", ["D2", ""])
def test_the_right_account_with_a_wrong_department_or_none(department: str) -> None:
    """3/16 of 4/17 is lost, and nothing is damaged: 1 - 3/68. Where it had to be booked, the books are no worse."""
    found = due()
    score = found.graded(filed(posted(found.desk, bought("JE-1", department))))
    assert score.exact == 1 - F(3, 68) and not score.damages


def test_the_right_department_on_a_wrong_account() -> None:
    """A balance that is wrong is asked for no department: 9/17, less 52/210 for what stands on freight."""
    found = due()
    score = found.graded(filed(posted(found.desk, bought("JE-1", "D1", account="6150"))))
    assert score.credit == F(9, 17)
    assert costs(score) == [(("BILL-1", "6150", "", "", ""), 52 * UNIT)]


@pytest.mark.parametrize("paper", ["PO-1", "MAIL-1"])
def test_departments_go_where_the_posting_goes(paper: str) -> None:
    """Cited to the order, or to a letter that has nothing to do with it, a quarter of 8/17 is lost; with the wrong
    department 3/16 of 4/17 besides."""
    found = due()
    cited = found.graded(filed(posted(found.desk, bought("JE-1", "D1", cites=paper))))
    assert cited.exact == 1 - F(2, 17) and not cited.damages
    wrong = found.graded(filed(posted(found.desk, bought("JE-1", "D3", cites=paper))))
    assert wrong.exact == 1 - F(2, 17) - F(3, 68) and not wrong.damages


def test_departments_that_were_never_needed() -> None:
    """A department on bank charges, where none is due, is misplaced: 13/210; as dear as taking one away."""
    fee = ("6700", 4096, "MAIL-1", "", "", "D1"), ("6700", -4096, "MAIL-1")
    found = coded()
    score = found.graded(filed(posted(found.desk, entry("JE-2", "31", *fee))))
    assert costs(score) == [(("MAIL-1", "6700", ""), MOVED)]
    assert found.graded(filed(posted(found.desk, moved("JE-2", "D1", "")))).exact == 1 - MOVED


def test_a_miscoded_department_put_right() -> None:
    """By one entry or by two: all of it, three quarters for the department and one for the citation."""
    found = miscoded()
    one = posted(found.desk, moved("JE-2", "D1", "D2"))
    two = posted(reversed_(found.desk, "JE-1", "JE-2"), bought("JE-3", "D2"))
    for desk in (one, two):
        score = found.graded(filed(desk))
        (finding,) = score.findings
        assert taken_apart(finding.parts) == {
            ("department", "BILL-1"): (F(3, 4), F(3, 4)),
            ("cited", "BILL-1"): (F(1, 4), F(1, 4)),
        }
        assert (score.exact, finding.verdict) == (1, "corrected")


def test_a_miscoded_department_put_right_under_another_paper() -> None:
    """Three quarters of four fifths, and the fifth for the workpaper."""
    found = miscoded()
    score = found.graded(filed(posted(found.desk, moved("JE-2", "D1", "D2", cites="MAIL-1"))))
    assert score.exact == F(3, 5) + F(1, 5) and not score.damages


@pytest.mark.parametrize(
    ("source", "target", "amount"), [("D1", "D3", 4096), ("D1", "", 4096), ("D1", "D2", 2048), ("", "D2", 4096)]
)
def test_half_a_move_earns_nothing(source: str, target: str, amount: int) -> None:
    """Moved to a third department, taken out or brought in alone, or half of it: wrong still, and no worse than before."""
    found = miscoded()
    score = found.graded(filed(posted(found.desk, moved("JE-2", source, target, amount))))
    assert score.exact == F(1, 5) and not score.damages


def test_a_move_too_far() -> None:
    """Moved three times over, 81.92 stands wrong where it was 40.96: worse by 40.96."""
    found = miscoded()
    score = found.graded(filed(posted(found.desk, moved("JE-2", "D1", "D2", 3 * 4096))))
    assert score.exact == F(1, 5) - MOVED
    assert costs(score) == [(("BILL-1", "6100", ""), MOVED)]


def test_a_move_that_is_taken_back_under_another_paper() -> None:
    """Nothing is earned, and the letter's own move is damage."""
    found = miscoded()
    washed = posted(found.desk, moved("JE-2", "D1", "D2"), moved("JE-3", "D2", "D1", cites="MAIL-1"))
    score = found.graded(filed(washed))
    assert score.exact == F(1, 5) - MOVED
    assert costs(score) == [(("MAIL-1", "6100", ""), MOVED)]


def test_a_department_put_right_while_the_account_is_spoiled() -> None:
    """The department moved, and the whole charge then put on freight: nothing for it, and the damage of an account."""
    found = miscoded()
    spoiled = entry("JE-3", "31", ("6100", -4096, "BILL-1", "", "", "D2"), ("6150", 4096, "BILL-1", "", "", "D2"))
    score = found.graded(filed(posted(found.desk, moved("JE-2", "D1", "D2"), spoiled)))
    assert score.credit == F(1, 5)
    assert [name[1] for name, _ in costs(score)] == ["6100", "6150"]


def test_two_miscoded_bills_that_add_up_are_two_errors() -> None:
    """BILL-1 belongs to D2 and stands in D1, BILL-2 the other way round: each department's total is right, and nothing
    is earned for that."""
    other = entry("JE-2", "07", ("6100", 4096, "BILL-2", "", "", "D2"), ("2000", -4096, "BILL-2", "V-1", "BILL-2"))
    true = entry("T-2", "07", ("6100", 4096, "BILL-2", "", "", "D1"), ("2000", -4096, "BILL-2", "V-1", "BILL-2"))
    wrong, right = bought("JE-1", "D1"), bought("T-1", "D2")
    found = month(
        wrong=[wrong, other],
        right=[right, true],
        documents=[bill("BILL-1", 4096), bill("BILL-2", 4096)],
        defects=[Defect("E07", "", 4096, entries=(wrong, right)), Defect("E07", "", 4096, entries=(other, true))],
    )
    assert found.graded(filed(found.desk)).exact == F(1, 5)
    assert found.graded(filed(posted(found.desk, moved("JE-3", "D1", "D2")))).exact == F(3, 5)
