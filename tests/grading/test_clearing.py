"""Which matches are right, mixed or wrong."""

from tests.grading.paper import Month, entry, fee, letter, line, matched, month, payment, posted, receipt

from tieout.grading.clearing import Clearing, Settlement, settlements_of
from tieout.grading.judged import judge
from tieout.grading.matters import matters_of
from tieout.tools.workspace import Workspace

RIGHT, MIXED, WRONG = Clearing.RIGHT, Clearing.MIXED, Clearing.WRONG


def clearings(found: Month, closed: Workspace) -> dict[str, Clearing]:
    return dict(judge(found.desk, closed, found.key).clearings)


def receipts(*amounts: int) -> Month:
    """BL-n pays what REM-n says; JE-n has it."""
    return month(
        shared=[receipt(f"JE-{n}", amount, f"REM-{n}", f"INV-{n}") for n, amount in enumerate(amounts, 1)],
        lines=[line(f"BL-{n}", amount, f"REM-{n}") for n, amount in enumerate(amounts, 1)],
    )


def split_payment() -> Month:
    """PAY-1 left the bank in two parts, BL-1 and BL-2, and was booked in the same two; BL-3 and BL-4 are PAY-3's and
    PAY-4's own."""
    return month(
        shared=[
            payment("JE-1", 60, "PAY-1", "BILL-1"),
            payment("JE-2", 40, "PAY-1", "BILL-1"),
            payment("JE-3", 40, "PAY-3", "BILL-3"),
            payment("JE-4", 30, "PAY-4", "BILL-4"),
        ],
        lines=[
            line("BL-1", -60, "PAY-1", due=-100, group="P"),
            line("BL-2", -40, "PAY-1", due=-100, group="P"),
            line("BL-3", -40, "PAY-3"),
            line("BL-4", -30, "PAY-4"),
        ],
    )


def test_settlements_are_by_line_or_by_group_and_an_open_line_has_none() -> None:
    found = month(
        lines=[
            line("BL-1", -60, "PAY-1", due=-100, group="P"),
            line("BL-2", -40, "PAY-1", due=-100, group="P"),
            line("BL-3", 70, "BL-3"),
            line("BL-4", 10),
        ]
    )
    settlements = settlements_of(found.key, matters_of(found.desk.case, found.key))
    group = Settlement(frozenset({"BL-1", "BL-2"}), {"BL-1": -100})
    assert settlements == {"BL-1": group, "BL-2": group, "BL-3": Settlement(frozenset({"BL-3"}), {"BL-3": 70})}


def test_what_several_papers_pay_of_a_line_adds_up_by_matter() -> None:
    movement = line("BL-1", 50, "REM-1", "REM-2")
    found = month(lines=[movement])
    (settlement,) = settlements_of(found.key, matters_of(found.desk.case, found.key)).values()
    assert settlement.amounts == {"BL-1": 100}


def test_a_line_that_is_not_matched_is_not_judged() -> None:
    found = receipts(100, 200)
    assert clearings(found, matched(found.desk, "BL-1", "JE-1/REM-1")) == {"BL-1": RIGHT}


def test_each_match_is_judged_by_itself() -> None:
    found = receipts(100, 100, 200)
    desk = matched(matched(found.desk, "BL-1", "JE-2/REM-2"), "BL-3", "JE-3/REM-3")
    assert clearings(found, desk) == {"BL-1": WRONG, "BL-3": RIGHT}


def test_any_paper_of_the_matter_may_be_cited() -> None:
    found = month(right=[fee("T-1", 40, "BL-1")], lines=[line("BL-1", -40, "BL-1")], documents=[letter("MAIL-1")])
    for document in ("BL-1", "STMT-1010", "MAIL-1"):
        desk = posted(found.desk, fee("JE-1", 40, document))
        assert clearings(found, matched(desk, "BL-1", f"JE-1/{document}")) == {"BL-1": RIGHT}


def test_cash_that_comes_and_goes_in_one_match_is_no_stranger() -> None:
    found = receipts(100, 30)
    desk = posted(found.desk, receipt("JE-3", -30, "REM-2", "INV-2"))
    assert clearings(found, matched(desk, "BL-1", "JE-1/REM-1 JE-2/REM-2 JE-3/REM-2")) == {"BL-1": RIGHT}


def test_a_line_set_aside_without_any_cash_is_wrong() -> None:
    found = receipts(100)
    assert clearings(found, found.desk.with_match("1010", ("BL-1",), ())) == {"BL-1": WRONG}


def test_one_line_that_is_rightly_open_spoils_the_match() -> None:
    found = month(
        shared=[receipt("JE-1", 100, "REM-1", "INV-1"), receipt("JE-2", 30, "REM-2", "INV-2")],
        lines=[line("BL-1", 100, "REM-1"), line("BL-2", 30)],
    )
    desk = matched(found.desk, "BL-1 BL-2", "JE-1/REM-1 JE-2/REM-2")
    assert clearings(found, desk) == {"BL-1": WRONG, "BL-2": WRONG}


def test_a_settlement_may_be_matched_in_the_parts_in_which_it_was_booked() -> None:
    found = split_payment()
    assert clearings(found, matched(found.desk, "BL-1", "JE-1/PAY-1")) == {"BL-1": RIGHT}
    assert clearings(found, matched(found.desk, "BL-1 BL-2", "JE-1/PAY-1 JE-2/PAY-1")) == {"BL-1": RIGHT, "BL-2": RIGHT}
    assert clearings(found, matched(found.desk, "BL-2", "JE-3/PAY-3")) == {"BL-2": WRONG}


def test_two_settlements_whole_are_mixed() -> None:
    found = split_payment()
    desk = matched(found.desk, "BL-3 BL-4", "JE-3/PAY-3 JE-4/PAY-4")
    assert clearings(found, desk) == {"BL-3": MIXED, "BL-4": MIXED}
    three = matched(found.desk, "BL-1 BL-2 BL-3", "JE-1/PAY-1 JE-2/PAY-1 JE-3/PAY-3")
    assert set(clearings(found, three).values()) == {MIXED}


def test_half_a_settlement_together_with_another_is_wrong() -> None:
    """Even where the money is that of the two."""
    found = split_payment()
    desk = matched(found.desk, "BL-1 BL-4", "JE-1/PAY-1 JE-4/PAY-4")
    assert clearings(found, desk) == {"BL-1": WRONG, "BL-4": WRONG}


def test_half_a_settlement_is_no_mixture_though_its_postings_cite_another_paper() -> None:
    """PAY-1 was booked in two parts citing the letter, and only one of them is matched, together with PAY-4."""
    parts = [payment("T-1", 60, "PAY-1", "BILL-1"), payment("T-2", 40, "PAY-1", "BILL-1")]
    found = month(
        shared=[payment("JE-4", 30, "PAY-4", "BILL-4")],
        right=parts,
        lines=[
            line("BL-1", -60, "PAY-1", due=-100, group="P"),
            line("BL-2", -40, "PAY-1", due=-100, group="P"),
            line("BL-4", -30, "PAY-4"),
        ],
        documents=[letter("MAIL-1")],
    )
    desk = posted(found.desk, payment("JE-1", 60, "MAIL-1", "BILL-1"), payment("JE-2", 40, "MAIL-1", "BILL-1"))
    whole = matched(desk, "BL-1 BL-2 BL-4", "JE-1/MAIL-1 JE-2/MAIL-1 JE-4/PAY-4")
    assert set(clearings(found, whole).values()) == {MIXED}
    assert set(clearings(found, matched(desk, "BL-1 BL-4", "JE-1/MAIL-1 JE-4/PAY-4")).values()) == {WRONG}


def test_money_of_a_third_spoils_the_mixture() -> None:
    found = split_payment()
    desk = matched(found.desk, "BL-3 BL-4", "JE-2/PAY-1 JE-4/PAY-4")
    assert clearings(found, desk) == {"BL-3": WRONG, "BL-4": WRONG}


def test_two_receipts_that_are_out_by_the_same_are_no_mixture() -> None:
    """10 too much here and 10 too little there add up, and neither line is settled."""
    wrong = [receipt("JE-1", 110, "REM-1", "INV-1"), receipt("JE-2", 190, "REM-2", "INV-2")]
    right = [receipt("T-1", 100, "REM-1", "INV-1"), receipt("T-2", 200, "REM-2", "INV-2")]
    found = month(wrong=wrong, right=right, lines=[line("BL-1", 100, "REM-1"), line("BL-2", 200, "REM-2")])
    desk = matched(found.desk, "BL-1 BL-2", "JE-1/REM-1 JE-2/REM-2")
    assert clearings(found, desk) == {"BL-1": WRONG, "BL-2": WRONG}


def test_a_stranger_beside_the_whole_of_two_settlements_spoils_the_mixture() -> None:
    """Everything that is due is there, and 30 besides that a plug on the statement takes back elsewhere."""
    found = receipts(100, 200)
    desk = posted(found.desk, fee("JE-3", 30, "STMT-1010"))
    match = desk.with_match("1010", ("BL-1", "BL-2"), tuple(desk.open_cash_items("1010")))
    assert clearings(found, match) == {"BL-1": WRONG, "BL-2": WRONG}


def test_a_mixture_may_cite_other_papers() -> None:
    """The fee cites the statement, whose money is then the fee's."""
    found = month(
        shared=[receipt("JE-1", 100, "REM-1", "INV-1")],
        right=[fee("T-1", 40, "BL-2")],
        lines=[line("BL-1", 100, "REM-1"), line("BL-2", -40, "BL-2")],
    )
    desk = posted(found.desk, fee("JE-2", 40, "STMT-1010"))
    assert set(clearings(found, matched(desk, "BL-1 BL-2", "JE-1/REM-1 JE-2/STMT-1010")).values()) == {MIXED}


def test_only_the_legs_on_the_matched_account_are_its_cash() -> None:
    """One entry moves money from checking to savings citing one paper, and takes a fee citing another."""
    legs = (("1010", -140, "BL-1"), ("1020", 100, "BL-1"), ("6700", 40, "BL-1"))
    found = month(
        shared=[entry("JE-1", "08", *legs)],
        lines=[line("BL-1", -140, "BL-1"), line("BL-2", 100, "BL-1", account="1020")],
        asked=("1010", "1020"),
    )
    desk = matched(matched(found.desk, "BL-1", "JE-1/BL-1"), "BL-2", "JE-1/BL-1", account="1020")
    assert clearings(found, desk) == {"BL-1": RIGHT, "BL-2": RIGHT}


def test_only_the_legs_that_cite_the_matched_paper_are_its_cash() -> None:
    """A payment run holds two vouchers; each is an item of its own."""
    legs = (
        ("1010", -60, "PAY-1"),
        ("2000", 60, "PAY-1", "V-1", "BILL-1"),
        ("1010", -40, "PAY-2"),
        ("2000", 40, "PAY-2", "V-1", "BILL-2"),
    )
    found = month(shared=[entry("JE-1", "08", *legs)], lines=[line("BL-1", -60, "PAY-1"), line("BL-2", -40, "PAY-2")])
    desk = matched(matched(found.desk, "BL-1", "JE-1/PAY-1"), "BL-2", "JE-1/PAY-2")
    assert clearings(found, desk) == {"BL-1": RIGHT, "BL-2": RIGHT}


def test_a_part_of_a_group_with_another_line_is_wrong_whatever_its_booking_cites() -> None:
    """PAY-1 left the bank in two parts and was booked in two under a letter; one part is matched together with PAY-3."""
    found = month(
        shared=[payment("JE-3", 40, "PAY-3", "BILL-3")],
        right=[payment("T-1", 60, "PAY-1", "BILL-1"), payment("T-2", 40, "PAY-1", "BILL-1")],
        lines=[
            line("BL-1", -60, "PAY-1", due=-100, group="P"),
            line("BL-2", -40, "PAY-1", due=-100, group="P"),
            line("BL-3", -40, "PAY-3"),
        ],
        documents=[letter("MAIL-1")],
    )
    desk = posted(found.desk, payment("JE-1", 60, "MAIL-1", "BILL-1"), payment("JE-2", 40, "MAIL-1", "BILL-1"))
    assert clearings(found, matched(desk, "BL-1 BL-3", "JE-1/MAIL-1 JE-3/PAY-3")) == {"BL-1": WRONG, "BL-3": WRONG}
    assert clearings(found, matched(desk, "BL-1 BL-2", "JE-1/MAIL-1 JE-2/MAIL-1")) == {"BL-1": RIGHT, "BL-2": RIGHT}
