"""What workpapers say, how far a list is from what is open, and what nobody asked for."""

from tests.grading.paper import (
    F,
    Month,
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
)

from tieout.documents.closing import CashItem, Workpaper
from tieout.grading.facts import FactKey, FactKind
from tieout.grading.judged import judge
from tieout.grading.matters import Matters, matters_of
from tieout.grading.workpapers import extra_facts, filed_facts, listed_key, true_facts
from tieout.tools.workspace import Workspace


def fact(account: str, field: str) -> FactKey:
    return FactKey(FactKind.WORKPAPER, (account, field))


def distance(found: Month, desk: Workspace, account: str = "1010") -> int:
    """How far the list of an account is from what is open, by the fact that it makes."""
    said = filed_facts(desk, *2 * (matters_of(found.desk.case, found.key),))[fact(account, "unexplained")]
    assert isinstance(said, tuple)
    unexplained, proof = said
    assert unexplained == 0 and isinstance(proof, int)
    return proof


def open_month() -> Month:
    """Open at the start: BL-1 (100) and BL-2 (-30) at the bank; JE-1 (100, REM-1), JE-2 (-50, PAY-1) in the books. BL-3 is
    a line of savings. REM-1 settles BL-1."""
    return month(
        shared=[receipt("JE-1", 100, "REM-1", "INV-1"), payment("JE-2", 50, "PAY-1", "BILL-1")],
        lines=[line("BL-1", 100, "REM-1"), line("BL-2", -30), line("BL-3", 7, account="1020")],
        documents=[letter("MAIL-1"), slip("DS-9", ("REM-9", 5))],
        asked=("1010", "1020"),
    )


def test_a_list_is_as_far_off_as_the_amounts_by_matter() -> None:
    """An empty list lacks 200 of the matter of BL-1, 50 and 30: signs do not help, for each matter counts by itself."""
    found = open_month()
    assert distance(found, filed(found.desk)) == 280
    assert distance(found, filed(found.desk, listed=[("BL-2", -30), ("PAY-1", -50)])) == 200
    assert (
        distance(found, filed(found.desk, listed=[("BL-2", -30), ("PAY-1", -50), ("REM-1", 100), ("BL-1", 100)])) == 0
    )
    assert distance(found, filed(found.desk, listed=[("BL-2", 30), ("PAY-1", -50), ("BL-1", 200)])) == 60
    assert distance(found, filed(found.desk, listed=[("BL-2", -30), ("PAY-1", -50), ("BL-1", 200), ("MAIL-1", 4)])) == 4


def test_what_is_matched_is_open_no_more() -> None:
    found = open_month()
    assert distance(found, filed(matched(found.desk, "BL-1", "JE-1/REM-1"))) == 80


def test_each_account_has_its_own_list() -> None:
    found = open_month()
    assert distance(found, filed(found.desk, "1020"), "1020") == 7


def test_cash_dated_after_the_month_is_not_open_at_its_end() -> None:
    """The last of March is in, the first of April is not."""
    found = open_month()
    for on, more in (("31", 20), ("2024-04-01", 0)):
        desk = posted(found.desk, entry("JE-3", on, ("1010", -20, "MAIL-1"), ("6700", 20, "MAIL-1")))
        assert distance(found, filed(desk)) == 280 + more


def test_entries_that_cancel_on_a_matter_need_no_listing() -> None:
    found = open_month()
    desk = posted(found.desk, payment("JE-3", -50, "PAY-1", "BILL-1"))
    assert distance(found, filed(desk)) == 230


def test_cash_matched_without_a_line_is_open_still_unless_it_comes_to_nothing() -> None:
    """Two entries that undo each other may be cleared together; one alone may not, nor a line alone."""
    found = open_month()
    desk = posted(found.desk, payment("JE-3", -50, "PAY-1", "BILL-1"))
    assert distance(found, filed(matched(desk, "", "JE-2/PAY-1 JE-3/PAY-1"))) == 230
    alone = found.desk.with_match(
        "1010", (), tuple(item for item in found.desk.open_cash_items("1010") if item.entry == "JE-2")
    )
    assert distance(found, filed(alone)) == 280
    assert distance(found, filed(found.desk.with_match("1010", ("BL-2",), ()))) == 280
    assert distance(found, filed(found.desk.with_match("1020", ("BL-3",), ()))) == 280
    assert distance(found, filed(found.desk.with_match("1020", ("BL-3",), ()), "1020"), "1020") == 7


def test_the_facts_of_a_bank_workpaper() -> None:
    found = open_month()
    desk = found.desk.with_workpaper(
        Workpaper("1010", 999, (("PAY-1", -50), ("DS-9", 5), ("REM-9", -5), ("MAIL-1", 3)), 17)
    )
    assert filed_facts(desk, *2 * (matters_of(found.desk.case, found.key),)) == {
        fact("1010", "statement balance"): 999,
        fact("1010", "unexplained"): (17, 200 + 30 + 3),
        fact("1010", "timing PAY-1"): -50,
        fact("1010", "timing MAIL-1"): 3,
    }
    assert listed_key("1010", "PAY-1") == fact("1010", "timing PAY-1")


def test_the_facts_of_another_workpaper_are_one() -> None:
    """Balance and rest together; what it lists is no part of it."""
    found = open_month()
    desk = found.desk.with_workpaper(Workpaper("2000", -5, (("PAY-1", -50),), 17))
    assert filed_facts(desk, Matters([]), Matters([])) == {fact("2000", "ledger balance"): (-5, 17)}


def test_the_true_workpapers_are_proven() -> None:
    found = month(listed=[("PAY-1", -50)], balances=[("2000", -5)])
    assert true_facts(found.key, ["1010"], Matters([])) == {
        fact("1010", "statement balance"): 100_000,
        fact("1010", "unexplained"): (0, 0),
        fact("1010", "timing PAY-1"): -50,
        fact("2000", "ledger balance"): (-5, 0),
    }


def test_what_an_extra_workpaper_should_say_is_the_true_balance_at_month_end() -> None:
    """Of all months up to March, opening included; not of April, and not of the books on the desk. Only for accounts that
    a workpaper was filed for, that nobody asked for, and that have no statement."""
    true = [fee("T-1", 30, "STMT-1010"), entry("T-2", "2024-04-01", ("6700", -4, "MAIL-1"), ("2100", 4, "MAIL-1"))]
    found = month(right=true, balances=[("2100", 0)])
    desk = filed(filed(filed(filed(found.desk), "2100", 0), "6700", 1), "3000", 1)
    asked = true_facts(found.key, ["1010"], Matters([]))
    assert extra_facts(desk, found.key, asked) == {
        fact("6700", "ledger balance"): (30, 0),
        fact("3000", "ledger balance"): (-200_000, 0),
    }


def test_an_unexplained_rest_is_not_the_proof_that_nothing_is_unexplained() -> None:
    """The list is right; that 0.17 are unexplained is not: 8 of 9."""
    found = month()
    desk = found.desk.with_workpaper(Workpaper("1010", 100_000, (), 17))
    assert found.graded(desk).exact == F(1, 9)
    assert not judge(found.desk, desk, found.key).settlements


def test_cash_that_was_cleared_without_a_bank_line_is_open_still() -> None:
    """JE-1 brings 100 to the bank under REM-1, against INV-9: it is the bank's line that is open, not the other."""
    found = month(shared=[entry("JE-1", "05", ("1010", 100, "REM-1"), ("1200", -100, "INV-9", "C-1", "INV-9"))])
    desk = found.desk.with_match("1010", (), (CashItem("JE-1", "REM-1"),))
    assert distance(found, filed(desk, listed=[("REM-1", 100)])) == 0
    assert distance(found, filed(desk)) == 100
