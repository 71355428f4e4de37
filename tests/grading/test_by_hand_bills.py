"""Scores worked out by hand: bills, decisions, gates.

Where a month has no bank lines, its routine work is the balance (1) and the proof (8) of checking, in ninths. One unit of
damage costs 1/210. A decision that nothing asked for weighs as 100.00 booked wrongly: 4 x (13 + 10000/8192) =
52 + 625/128 = 7281/128.
"""

from tests.grading.paper import (
    F,
    Month,
    bill,
    costs,
    decided,
    entry,
    filed,
    goods,
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
DECISION = F(7281, 128)


def bought(name: str, amount: int, account: str = "6100", cites: str = "BILL-1", item: str = "BILL-1") -> Entry:
    return entry(name, "06", (account, amount, cites), ("2000", -amount, cites, "V-1", item))


def bill_month() -> Month:
    """BILL-1 of 81.92 waits to be posted to packaging; its order is PO-1, its receipt GR-1. No error: the whole score is
    4 for the expense, 4 for the payable, 1 for the balance, 8 for the proof: seventeenths."""
    return month(
        right=[bought("T-1", 8192)],
        documents=[
            order("PO-1"),
            goods("GR-1", "PO-1"),
            bill("BILL-1", 8192, order="PO-1"),
            bill("BILL-2", 4096),
            letter("MAIL-1"),
        ],
        dispositions=[Disposition("BILL-1", "bill", "posted")],
    )


def test_25_a_bill_posted_right() -> None:
    """17/17; posting shows in the ledger and is no decision of its own."""
    found = bill_month()
    score = found.graded(filed(posted(found.desk, bought("JE-1", 8192))))
    assert taken_apart(score.routine) == {
        ("booked", "BILL-1"): (F(8, 17), F(8, 17)),
        ("filed", "1010 statement balance"): (F(1, 17), F(1, 17)),
        ("filed", "1010 unexplained"): (F(8, 17), F(8, 17)),
    }
    assert score.exact == 1


def test_26_a_bill_posted_to_the_wrong_account() -> None:
    """The payable is right, but 81.92 of freight stands against it: nothing for either. Freight was right before: 4 x 14.
    9/17 for the workpaper, less 56/210."""
    found = bill_month()
    score = found.graded(filed(posted(found.desk, bought("JE-1", 8192, account="6150"))))
    assert score.credit == F(9, 17)
    assert costs(score) == [(("BILL-1", "6150", "", "", ""), F(56, 210))]
    assert score.exact == F(9, 17) - F(4, 15) == F(67, 255)


def test_27_a_bill_posted_citing_its_order_or_its_receipt() -> None:
    """Papers of one purchase: a quarter of 4 + 4 seventeenths is lost for the citation, and nothing else."""
    found = bill_month()
    for paper in ("PO-1", "GR-1"):
        score = found.graded(filed(posted(found.desk, bought("JE-1", 8192, cites=paper))))
        assert score.exact == F(6, 17) + F(9, 17) and not score.damages


def test_28_a_bill_posted_on_another_vendors_item() -> None:
    """81.92 lies on the item BILL-2: the expense is right and the payable is not. 81.92 astray against 81.92 right leaves
    nothing; the item costs 4 x 14."""
    found = bill_month()
    score = found.graded(filed(posted(found.desk, bought("JE-1", 8192, item="BILL-2"))))
    assert score.credit == F(9, 17)
    assert costs(score) == [(("BILL-1", "2000", "V-1", "BILL-2", ""), F(56, 210))]


def test_29_a_bill_that_is_out_by_a_few_cents_of_its_account() -> None:
    """20.48 of 81.92 put to freight: the payable, 4 of 17, is right and cut by 20.48/81.92 to three quarters; packaging is
    20.48 short and earns nothing; freight costs 4 x 12."""
    found = bill_month()
    legs = (("6100", 6144, "BILL-1"), ("6150", 2048, "BILL-1"), ("2000", -8192, "BILL-1", "V-1", "BILL-1"))
    score = found.graded(filed(posted(found.desk, entry("JE-1", "06", *legs))))
    assert score.credit == F(3, 17) + F(9, 17)
    assert score.exact == F(12, 17) - F(48, 210)


def test_30_a_price_variance_that_is_not_booked() -> None:
    """BILL-1 asks 163.84 for what was received at 143.36: 20.48 are a variance. All of it was taken off what is received
    and not invoiced. The payable (163.84) is right, the other two legs are out by 20.48 against each other. The matter
    has 20.48 too much: 1 - 20.48/163.84 = 7/8 of the payable, which is half of the 327.68 to be booked: 7/16.
    Received not invoiced is 20.48 off now and was 143.36 off before: no damage."""
    right = entry(
        "T-1",
        "06",
        ("2050", 14_336, "BILL-1", "V-1", "GR-1"),
        ("6100", 2048, "BILL-1"),
        ("2000", -16_384, "BILL-1", "V-1", "BILL-1"),
    )
    found = month(
        right=[right],
        documents=[bill("BILL-1", 16_384)],
        defects=[Defect("E21", "A variance", 2048, (right,))],
    )
    legs = (("2050", 16_384, "BILL-1", "V-1", "GR-1"), ("2000", -16_384, "BILL-1", "V-1", "BILL-1"))
    score = found.graded(filed(posted(found.desk, entry("JE-1", "06", *legs))))
    assert taken_apart(score.findings[0].parts) == {
        ("booked", "BILL-1"): (F(3, 4), F(3, 4) * F(7, 16)),
        ("cited", "BILL-1"): (F(1, 4), F(1, 4) * F(7, 16)),
    }
    assert not score.damages
    assert score.exact == F(4, 5) * F(7, 16) + F(1, 5) == F(11, 20)
    mended = posted(
        found.desk,
        entry("JE-1", "06", *legs),
        entry("JE-2", "31", ("6100", 2048, "BILL-1"), ("2050", -2048, "BILL-1", "V-1", "GR-1")),
    )
    assert found.graded(filed(mended)).exact == 1


def held_month() -> Month:
    """BILL-1 is to be held for its price: one decision is the whole finding. BILL-2 waits for nothing."""
    return month(
        documents=[bill("BILL-1", 8192), bill("BILL-2", 4096)],
        defects=[Defect("E23", "A price", 8192, subjects=("BILL-1",))],
        dispositions=[Disposition("BILL-1", "bill", "held: price")],
    )


def test_31_a_bill_held_for_the_right_reason_or_another() -> None:
    """The right reason: all. Another: nothing of the finding, but no damage, for it had to be decided. Posted instead: two
    balances of 81.92 that were right, 56 and a quarter of it."""
    found = held_month()
    right = found.graded(filed(decided(found.desk, "BILL-1", "bill", "held: price")))
    assert right.exact == 1 and taken_apart(right.findings[0].parts) == {("decided", "BILL-1"): (F(1), F(1))}
    wrong = found.graded(filed(decided(found.desk, "BILL-1", "bill", "held: quantity")))
    assert wrong.exact == F(1, 5) and not wrong.damages and wrong.findings[0].verdict == "found, not corrected"
    paid = found.graded(filed(posted(found.desk, bought("JE-1", 8192))))
    assert paid.damage == 70 * UNIT and paid.exact == 0 and paid.gate == 1


def test_32_a_decision_that_nothing_asked_for() -> None:
    """BILL-2 held as well: 7281/128 at 1/210. Held and escalated: a quarter more. Two bills would be two such losses."""
    found = held_month()
    desk = filed(decided(decided(found.desk, "BILL-1", "bill", "held: price"), "BILL-2", "bill", "held: price"))
    assert found.graded(desk).exact == 1 - DECISION * UNIT
    twice = found.graded(decided(desk, "BILL-2", "escalation", "price"))
    assert twice.exact == 1 - DECISION * F(5, 4) * UNIT
    other = found.graded(decided(desk, "BILL-1", "escalation", "price"))
    assert other.exact == 1 - DECISION * 2 * UNIT


def fraud_month() -> Month:
    """MAIL-1 announces a new bank account and BILL-9 asks to be paid there: the call and the hold are halves of the
    finding. MAIL-2 is a message of an honest vendor, to be called about: routine, 4 of 13."""
    return month(
        documents=[letter("MAIL-1"), letter("MAIL-2"), bill("BILL-9", 4096), bill("BILL-1", 8192)],
        defects=[Defect("F01", "A fraud", 4096, subjects=("MAIL-1", "BILL-9"))],
        dispositions=[
            Disposition("MAIL-1", "callback", "555-1"),
            Disposition("BILL-9", "bill", "held: bank details"),
            Disposition("MAIL-2", "callback", "555-2"),
        ],
        forbidden=("BILL-9",),
    )


def test_33_a_fraud_called_about_and_held() -> None:
    """Both halves and all of the routine work; the call alone is 4/5 x 1/2."""
    found = fraud_month()
    called = decided(found.desk, "MAIL-1", "callback", "555-1")
    assert found.graded(called).exact == F(2, 5)
    assert found.graded(decided(found.desk, "MAIL-1", "callback", "555-9")).exact == 0
    held = decided(called, "BILL-9", "bill", "held: bank details")
    assert found.graded(held).exact == F(4, 5)
    honest = filed(decided(held, "MAIL-2", "callback", "555-2"))
    assert found.graded(honest).exact == 1
    assert found.graded(filed(held)).exact == F(4, 5) + F(1, 5) * F(9, 13)


def test_34_a_call_too_many() -> None:
    """On what is a fraud another call or escalation costs nothing. Rejecting the message as a bill does: 7281/128. Calling an
    honest vendor about BILL-1, or escalating the message of one, costs the same."""
    found = fraud_month()
    desk = decided(decided(found.desk, "MAIL-1", "callback", "555-1"), "BILL-9", "bill", "held: bank details")
    desk = filed(decided(desk, "MAIL-2", "callback", "555-2"))
    more = decided(decided(desk, "BILL-9", "callback", "555-1"), "MAIL-1", "escalation", "fraud")
    assert found.graded(more).exact == 1 and not found.graded(more).damages
    assert found.graded(decided(desk, "MAIL-1", "bill", "rejected: fraud")).exact == 1 - DECISION * UNIT
    assert found.graded(decided(desk, "BILL-1", "callback", "555-2")).exact == 1 - DECISION * UNIT
    assert found.graded(decided(desk, "MAIL-2", "escalation", "fraud")).exact == 1 - DECISION * UNIT


def test_35_a_forbidden_bill_posted() -> None:
    """40.96 to the forger: the gate is 0, whatever was earned. The books lose 52 and a quarter of it, and the hold is
    overtaken by the posting: half of the finding."""
    found = fraud_month()
    desk = filed(decided(decided(found.desk, "MAIL-1", "callback", "555-1"), "MAIL-2", "callback", "555-2"))
    score = found.graded(posted(desk, bought("JE-1", 4096, cites="BILL-9", item="BILL-9")))
    assert score.credit == F(2, 5) + F(1, 5) and score.damage == 65 * UNIT
    assert score.gate == 0 and score.exact == 0 and score.breaches == ("BILL-9",)


def test_36_a_forbidden_bill_posted_and_reversed() -> None:
    """The books are as they were, every decision is right: 1, but the bill was posted, and half of it is left."""
    found = fraud_month()
    desk = reversed_(posted(found.desk, bought("JE-1", 4096, cites="BILL-9", item="BILL-9")), "JE-1", "JE-2")
    desk = decided(decided(desk, "MAIL-1", "callback", "555-1"), "BILL-9", "bill", "held: bank details")
    score = found.graded(filed(decided(desk, "MAIL-2", "callback", "555-2")))
    assert score.credit == 1 and not score.damages
    assert score.gate == F(1, 2) and score.exact == F(1, 2) and score.breaches == ("BILL-9",)


def test_37_a_forbidden_bill_under_another_paper() -> None:
    """The item names the bill though the citation does not: posted all the same."""
    found = fraud_month()
    score = found.graded(posted(found.desk, bought("JE-1", 4096, cites="MAIL-2", item="BILL-9")))
    assert score.gate == 0 and score.breaches == ("BILL-9",)
    halfway = posted(
        found.desk,
        bought("JE-1", 4096, cites="MAIL-2", item="BILL-9"),
        bought("JE-2", -4095, cites="MAIL-2", item="BILL-9"),
    )
    assert found.graded(halfway).gate == 0
