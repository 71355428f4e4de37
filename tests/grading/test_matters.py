"""Which papers are one matter, and how moves add up on it."""

from tests.grading.paper import Month, bill, entry, goods, letter, line, month, order, receipt, remittance, slip

from tieout.documents.casefile import Document
from tieout.grading.facts import Cell
from tieout.grading.matters import Matters, matters_of
from tieout.ledger.entries import Entry
from tieout.scenario.world import Movement

BANK, FEES = Cell("1010", "", "", ahead=False), Cell("6700", "", "", ahead=False)


def together(found: Month, *documents: str) -> bool:
    matters = matters_of(found.desk.case, found.key)
    return len({matters.of(document) for document in documents}) == 1


def paper(*documents: Document, lines: tuple[Movement, ...] = (), right: tuple[Entry, ...] = ()) -> Month:
    return month(documents=documents, lines=lines, right=right)


def test_a_document_that_nothing_joins_stands_alone() -> None:
    assert Matters([]).of("MAIL-1") == "MAIL-1"


def test_a_matter_is_called_by_the_first_of_its_names_whatever_the_order() -> None:
    """Chains join as well: B with C and A with C are one matter, called A."""
    for joined in ([("B", "C"), ("A", "C")], [("C", "A"), ("C", "B")], [("C", "B"), ("B", "A"), ("A", "C")]):
        matters = Matters(joined)
        assert [matters.of(name) for name in "ABCD"] == ["A", "A", "A", "D"]


def test_moves_add_up_by_matter_and_what_cancels_out_is_gone() -> None:
    matters = Matters([("A", "B"), ("C", "D")])
    moved = {"A": {BANK: 5, FEES: -1}, "B": {BANK: -5, FEES: 3}, "C": {BANK: 7}, "D": {BANK: -7}, "E": {BANK: 1}}
    assert matters.gathered(moved) == {"A": {FEES: 2}, "E": {BANK: 1}}


def test_a_bank_line_is_one_with_what_settles_it_and_not_with_its_statement() -> None:
    found = paper(lines=(line("BL-1", 100, "REM-1"), line("BL-2", 50)))
    assert together(found, "BL-1", "REM-1")
    for other in ("STMT-1010", "BL-2", "REM-2"):
        assert not together(found, "BL-1", other)


def test_lines_of_one_payment_are_one_matter() -> None:
    lines = (line("BL-1", -60, "PAY-1", due=-100, group="P"), line("BL-2", -40, "PAY-1", due=-100, group="P"))
    assert together(paper(lines=lines), "BL-1", "BL-2", "PAY-1")


def test_an_advice_belongs_to_the_one_line_of_its_amount() -> None:
    """The receipt is booked from the bank line; what the customer wrote about it is another paper of the matter."""
    lines = (line("BL-1", 100, "BL-1"), line("BL-2", 90, "BL-2"))
    right = (receipt("JE-1", 100, "BL-1", "INV-1"), receipt("JE-2", 90, "BL-2", "INV-2"))
    found = paper(remittance("REM-1", 100), lines=lines, right=right)
    assert together(found, "BL-1", "REM-1") and not together(found, "BL-2", "REM-1")


def test_an_advice_of_two_lines_amount_belongs_to_neither() -> None:
    lines = (line("BL-1", 100, "BL-1"), line("BL-2", 100, "BL-2"))
    right = (receipt("JE-1", 100, "BL-1", "INV-1"), receipt("JE-2", 100, "BL-2", "INV-2"))
    found = paper(remittance("REM-1", 100), lines=lines, right=right)
    assert not together(found, "BL-1", "REM-1") and not together(found, "BL-2", "REM-1")


def test_an_advice_does_not_belong_to_a_line_that_another_customer_paid() -> None:
    """Equal amounts of two customers: the line is credited to C-2, and what C-1 wrote is not about it."""
    other = entry("JE-1", "05", ("1010", 100, "BL-1"), ("1200", -100, "BL-1", "C-2", "INV-2"))
    found = paper(remittance("REM-1", 100), lines=(line("BL-1", 100, "BL-1"),), right=(other,))
    assert not together(found, "BL-1", "REM-1")


def test_an_advice_does_not_belong_to_a_line_that_something_else_settles() -> None:
    lines = (line("BL-1", 100, "REM-2"), line("BL-2", 100))
    found = paper(remittance("REM-1", 100), remittance("REM-2", 100), lines=lines)
    assert not together(found, "BL-1", "REM-1") and not together(found, "BL-2", "REM-1")


def test_an_advice_of_a_receipt_that_is_outstanding_is_joined_to_no_other_of_its_amount() -> None:
    """REM-2 is rightly listed: its money has not come, so BL-1 of the same amount is not its line."""
    found = month(
        documents=(remittance("REM-1", 100), remittance("REM-2", 100)),
        lines=(line("BL-1", 100, "BL-1"),),
        listed=(("REM-2", 100),),
        right=(receipt("JE-1", 100, "BL-1", "INV-1"), receipt("JE-2", 100, "REM-2", "INV-2")),
    )
    assert together(found, "BL-1", "REM-1") and not together(found, "BL-1", "REM-2")


def test_an_advice_that_settles_a_line_is_joined_to_no_other() -> None:
    """REM-1 settles BL-1 with a fee taken off; BL-2 of the full amount is another receipt."""
    lines = (line("BL-1", 90, "REM-1"), line("BL-2", 100, "BL-2"))
    found = paper(remittance("REM-1", 100), lines=lines)
    assert together(found, "BL-1", "REM-1") and not together(found, "BL-1", "BL-2")


def test_a_slip_is_one_with_all_of_its_receipts() -> None:
    assert together(paper(slip("DS-1", ("REM-1", 10), ("REM-2", 20))), "DS-1", "REM-1", "REM-2")


def test_an_order_its_receipts_and_its_bills_are_one_matter() -> None:
    found = paper(
        order("PO-1"),
        goods("GR-1", "PO-1"),
        goods("GR-2", "PO-1"),
        bill("BILL-1", 100, order="PO-1"),
        bill("BILL-2", 100),
    )
    assert together(found, "PO-1", "GR-1", "GR-2", "BILL-1") and not together(found, "PO-1", "BILL-2")


def test_a_bill_may_name_its_order_in_its_note_alone() -> None:
    """With a full stop or a comma behind it; only orders that lie on the desk count, and no other paper does."""
    found = paper(
        order("PO-1"),
        letter("MAIL-1"),
        bill("BILL-1", 100, note="For your order PO-1."),
        bill("BILL-2", 100, note="PO-1, second part"),
        bill("BILL-3", 100, note="See PO-2 and MAIL-1"),
        bill("BILL-4", 100, note="As PO-2"),
    )
    assert together(found, "PO-1", "BILL-1", "BILL-2")
    assert not together(found, "BILL-3", "MAIL-1")
    assert not together(found, "BILL-3", "BILL-4")
