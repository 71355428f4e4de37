"""What is left of a matter's credit, of a match and of a proof."""

from dataclasses import replace

from tests.grading.paper import F, Month, entry, fee, filed, letter, line, matched, month, posted, receipt

from tieout.grading.attribution import Standing
from tieout.grading.facts import Cell, FactKey, FactKind
from tieout.grading.judged import Judged, cleared_key, judge
from tieout.tools.workspace import Workspace

BANK, FEES, RENT = (Cell(account, "", "", ahead=False) for account in ("1010", "6700", "6100"))
NEEDS = {BANK: -100, FEES: 70, RENT: 30}


def judged(found: Month, closed: Workspace) -> Judged:
    return judge(found.desk, closed, found.key)


def standing(missing: dict[Cell, int], excess: dict[Cell, int], *, touched: bool = True) -> Judged:
    """A month of which only one matter counts, M, and how it stands."""
    found = month()
    stand = Standing(
        {"M": NEEDS},
        {"M": missing},
        {"M": excess},
        {},
        {},
        frozenset(),
        frozenset(),
        frozenset({"M"} if touched else ()),
    )
    return replace(judged(found, found.desk), standing=stand)


def test_a_matter_that_is_right_or_not_touched_is_not_cut() -> None:
    assert standing({}, {}).kept("M") == 1
    assert standing(NEEDS, {}, touched=False).kept("M") == 1
    assert standing({FEES: 70}, {}, touched=False).kept("M") == 1


def test_what_is_in_balance_and_not_astray_is_not_cut() -> None:
    """The rent was not booked, nor the bank's part of it: 70 of the fees are right, nothing is out."""
    assert standing({BANK: -30, RENT: 30}, {}).kept("M") == 1


def test_a_matter_that_is_out_of_balance_is_worth_nothing() -> None:
    """Bank and fees are right; the 30 of rent are missing, or 20 too much: by however little the legs are out."""
    assert standing({RENT: 30}, {}).kept("M") == 0
    assert standing({}, {RENT: 20}).kept("M") == 0
    assert standing({}, {RENT: 1}).kept("M") == 0


def test_credit_is_cut_by_all_that_is_astray_whatever_its_sign() -> None:
    """The legs add up: 30 of rent went to freight. Fees and as much of the bank, 140, are right: 1 - 30/140; and with 10 to
    and fro besides, 1 - 50/140."""
    freight = Cell("6150", "", "", ahead=False)
    assert standing({RENT: 30}, {freight: 30}).kept("M") == F(11, 14)
    aside = {Cell("6160", "", "", ahead=False): 10, Cell("1090", "", "", ahead=False): -10}
    assert standing({RENT: 30}, {freight: 30} | aside).kept("M") == F(9, 14)


def test_a_bank_leg_without_its_other_side_is_worth_nothing() -> None:
    """The legs add up, but rent went to fees: nothing is right but the bank."""
    assert standing({RENT: 30}, {FEES: 30}).kept("M") == 0


def test_credit_is_never_less_than_nothing() -> None:
    assert standing({FEES: 70, RENT: 30}, {}).kept("M") == 0  # out by 100, of which the bank has 100
    assert standing({FEES: 70, RENT: 30}, {RENT: 1}).kept("M") == 0
    assert standing({RENT: 30}, {FEES: 400}).kept("M") == 0
    assert standing(NEEDS, {}).kept("M") == 1  # nothing is out: what is missing earns nothing by itself
    assert standing(NEEDS, {BANK: 5, FEES: -5}).kept("M") == 0


def test_a_match_earns_what_its_booking_earns() -> None:
    """81.92 to the bank and from INV-1, and 20.48 to and fro between fees and freight: 1 - 40.96 / 163.84."""
    found = month(right=[receipt("T-1", 8192, "REM-1", "INV-1")], lines=[line("BL-1", 8192, "REM-1")])
    whole = (("1010", 8192, "REM-1"), ("1200", -8192, "REM-1", "C-1", "INV-1"))
    astray = (("6700", 2048, "REM-1"), ("6150", -2048, "REM-1"))
    desk = matched(posted(found.desk, entry("JE-1", "08", *whole, *astray)), "BL-1", "JE-1/REM-1")
    assert judged(found, desk).cleared("BL-1") == judged(found, desk).kept("BL-1") == F(3, 4)


def test_a_mixed_match_earns_half_and_others_nothing() -> None:
    found = month(
        shared=[receipt("JE-1", 100, "REM-1", "INV-1"), receipt("JE-2", 200, "REM-2", "INV-2")],
        lines=[line("BL-1", 100, "REM-1"), line("BL-2", 200, "REM-2"), line("BL-3", 7)],
    )
    mixed = judged(found, matched(found.desk, "BL-1 BL-2", "JE-1/REM-1 JE-2/REM-2"))
    assert mixed.cleared("BL-1") == mixed.cleared("BL-2") == F(1, 2) and not mixed.cleared("BL-3")
    assert mixed.proven("1010") == F(1, 2)  # of the two that can be matched
    one = judged(found, matched(found.desk, "BL-1", "JE-1/REM-1"))
    assert one.cleared("BL-1") == 1 and one.cleared("BL-2") == 0
    assert one.proven("1010") == F(1, 2)


def test_a_match_whose_cash_is_not_right_earns_nothing() -> None:
    """The line is matched with its own entry, which is still out by 0.90: a match that does not add up."""
    wrong, right = receipt("JE-1", 190, "REM-1", "INV-1"), receipt("T-1", 100, "REM-1", "INV-1")
    found = month(wrong=[wrong], right=[right], lines=[line("BL-1", 100, "REM-1")])
    desk = found.desk.with_match("1010", ("BL-1",), tuple(found.desk.open_cash_items("1010")))
    assert judged(found, desk).cleared("BL-1") == 0


def test_the_cash_of_a_match_is_that_of_its_own_account() -> None:
    """The line lies on savings: that checking is out by a fee on the same paper does not matter to it but through the
    balance of the matter."""
    right = entry("T-1", "08", ("1020", 100, "BL-1"), ("1010", -100, "BL-1"))
    found = month(
        right=[right],
        lines=[line("BL-1", 100, "BL-1", account="1020")],
        asked=("1010", "1020"),
        documents=[letter("MAIL-1")],
    )
    desk = posted(found.desk, entry("JE-1", "08", ("1020", 100, "BL-1"), ("1010", -90, "BL-1"), ("6700", -10, "BL-1")))
    half = judged(found, matched(desk, "BL-1", "JE-1/BL-1", account="1020"))
    assert half.cleared("BL-1") == F(9, 10)  # 10 astray, 100 right, nothing out of balance


def test_an_account_is_proven_by_its_own_lines() -> None:
    """Savings has none that could be matched: nothing is unproven there."""
    found = month(
        shared=[receipt("JE-1", 100, "REM-1", "INV-1")],
        lines=[line("BL-1", 100, "REM-1"), line("BL-2", 5, account="1020")],
    )
    at_start = judged(found, found.desk)
    assert at_start.proven("1010") == 0 and at_start.proven("1020") == 1


def test_a_right_workpaper_that_nobody_asked_for_is_not_said_and_a_wrong_one_is() -> None:
    found = month()
    fact = FactKey(FactKind.WORKPAPER, ("6700", "ledger balance"))
    desk = posted(found.desk, fee("JE-1", 40, "STMT-1010"))
    assert fact not in judged(found, filed(desk, "6700", 0)).said  # what it truly is, not what the desk has
    assert judged(found, filed(desk, "6700", 40)).said[fact] == (40, 0)


def test_a_cleared_fact_is_called_by_its_line() -> None:
    assert cleared_key("BL-1") == FactKey(FactKind.CLEARED, ("BL-1",))


def test_a_bank_account_is_as_sound_as_its_least_sound_matter() -> None:
    """M is right; of N the bank's 50 are, 20 of its fees are not: nothing of it is a whole entry. Savings has no matter."""
    found = month()
    needs = {"M": NEEDS, "N": {BANK: -50, FEES: 50}}
    stand = Standing(needs, {"N": {FEES: 20}}, {}, {}, {}, frozenset(), frozenset(), frozenset(needs))
    of_both = replace(judged(found, found.desk), standing=stand)
    assert (of_both.kept("M"), of_both.kept("N")) == (1, 0)
    assert (of_both.sound("1010"), of_both.sound("1020")) == (0, 1)


def test_a_document_is_cited_where_what_it_calls_for_was_posted() -> None:
    """Exactly that, or that and what counts for other matters besides; another sum, or nothing, is no citation."""
    found = month()
    start = judged(found, found.desk)

    def cites(posted: int, lent: int) -> bool:
        stand = replace(start.standing, lent={"BILL-1": {FEES: lent}})
        posts = {"BILL-1": {FEES: posted}} if posted else {}
        return replace(start, needs={"BILL-1": {FEES: 10}}, posts=posts, standing=stand).cites("BILL-1", FEES)

    assert cites(10, 0) and cites(10, 5) and cites(15, 5)
    assert not cites(15, 0) and not cites(5, 5) and not cites(0, 0) and not cites(0, -10)
