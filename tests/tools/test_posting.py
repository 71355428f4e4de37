"""What the posting tools let through and what not: parties, items, cash, credit memos, and the month after."""

import datetime as dt
from dataclasses import replace

import pytest
from tests.desk import CHART, case, chart, desk, done, journal, line, with_documents
from tests.states import state_of

from tieout.documents.trade import CreditMemo
from tieout.ledger.books import Books
from tieout.ledger.refusal import Refusal
from tieout.tools.messages import ToolCall
from tieout.tools.registry import call_tool
from tieout.tools.workspace import Workspace

ACCRUED = "    2150 | Accrued liabilities | liability | item | accrued\n"
WAGES = [line("6100", "300.00", "BILL-0043"), line("2150", "-300.00", "BILL-0043", item="BILL-0043")]
MIRROR = [line("6100", "-300.00", "BILL-0043"), line("2150", "300.00", "BILL-0043", item="BILL-0043")]
REOPENED = ("reverse_entry", {"entry": "JE-00008", "date": "2024-03-15"})


def code_of(at: Workspace, name: str, /, **arguments: object) -> str:
    """The code of a refusal, empty for a call that goes through."""
    after, answer = call_tool(at, ToolCall(name, arguments))
    if isinstance(answer, Refusal):
        assert after is at
        return answer.code
    return ""


def posted(at: Workspace, *lines: dict[str, str], date: str = "2024-03-31") -> Workspace:
    return done(at, "post_entry", date=date, memo="Entry", lines=list(lines))


def refused(at: Workspace, *lines: dict[str, str], date: str = "2024-03-31") -> str:
    return code_of(at, "post_entry", date=date, memo="Entry", lines=list(lines))


def accruing() -> Workspace:
    """The desk of a company that keeps accrued liabilities, with one accrual of the month booked: JE-00011."""
    found = case()
    books = Books.opened(chart(CHART + ACCRUED), "USD", found.books.closed_through, journal())
    return posted(Workspace.opened(replace(found, books=books)), *WAGES)


def test_one_receipt_settles_invoices_of_several_customers() -> None:
    """A parent pays for its subsidiary: each application may name its own customer."""
    at = done(desk(), *REOPENED[:1], **REOPENED[1])
    at = done(
        at,
        "apply_cash",
        bank_line="BL-0006",
        customer="C-0101",
        applications=[
            {"invoice": "INV-0211", "amount": "750.00"},
            {"invoice": "INV-0212", "amount": "600.00", "customer": "C-0102"},
        ],
    )
    assert at.books.residuals["1200", "C-0101", "INV-0211"] == 25_000
    assert at.books.residuals["1200", "C-0102", "INV-0212"] == 0
    assert "BL-0006" in at.matched


def test_a_fee_kept_from_a_receipt_is_booked_with_it() -> None:
    """Cash plus fee is what is applied: the invoice is settled in full, the bank shows what it shows."""
    at = done(
        desk(),
        "apply_cash",
        bank_line="BL-0005",
        customer="C-0101",
        applications=[{"invoice": "INV-0211", "amount": "1000.00"}],
        fee="20.00",
    )
    assert [(one.account, one.amount) for one in at.books.entries[-1].lines] == [
        ("1010", 98_000),
        ("6700", 2_000),
        ("1200", -100_000),
    ]
    call = {"bank_line": "BL-0005", "customer": "C-0101", "applications": [{"invoice": "INV-0211", "amount": "960.00"}]}
    assert code_of(desk(), "apply_cash", **call, fee="-20.00") == "cash.total"
    assert code_of(desk(), "apply_cash", **call, fee="20.00") == "cash.total"


def test_money_that_stands_unapplied_is_paid_back_once() -> None:
    """The application names the bank line that the money came with; more than stands there is not paid back."""
    at = done(desk(), "apply_cash", bank_line="BL-0010", customer="", applications=[], unapplied="75.00")
    back = {"bank_line": "BL-0007", "customer": "", "applications": [{"invoice": "BL-0010", "amount": "-35.00"}]}
    assert code_of(desk(), "apply_cash", **back) == "cash.refund"
    paid = done(at, "apply_cash", **back)
    assert paid.books.residuals["2300", "", "BL-0010"] == -4_000
    more = {"bank_line": "BL-0009", "customer": "", "applications": [{"invoice": "BL-0010", "amount": "-500.00"}]}
    assert code_of(paid, "apply_cash", **more) == "cash.refund"


def test_a_credit_on_an_invoice_is_paid_back() -> None:
    """An invoice that was settled and then credited owes the customer; what it owes can be paid back, in cash alone."""
    memo = CreditMemo("CM-0007", dt.date(2024, 3, 8), "C-0102", True, "INV-0212", 3_500, "Damaged")
    at = posted(
        with_documents(more=(memo,)),
        line("4000", "35.00", "CM-0007"),
        line("1200", "-35.00", "CM-0007", "C-0102", "INV-0212"),
    )
    back = {"bank_line": "BL-0007", "customer": "C-0102"}
    split = [{"invoice": "INV-0212", "amount": "-20.00"}, {"invoice": "INV-0212", "amount": "-15.00"}]
    assert done(at, "apply_cash", **back, applications=split).books.residuals["1200", "C-0102", "INV-0212"] == 0
    bent = [{"invoice": "INV-0212", "amount": "-40.00", "write_off": "5.00"}]
    assert code_of(at, "apply_cash", **back, applications=bent) == "cash.total"
    bent = [{"invoice": "INV-0212", "amount": "-35.00", "write_off": "1.00", "discount": "-1.00"}]
    assert code_of(at, "apply_cash", **back, applications=bent) == "cash.amount"


def test_cash_is_unapplied_and_applied_again() -> None:
    """Unmatched, reversed, applied once more: as if it had been right at once."""
    whole = {"bank_line": "BL-0005", "customer": "C-0101"}
    right = [{"invoice": "INV-0211", "amount": "980.00", "discount": "20.00"}]
    wrong = done(desk(), "apply_cash", **whole, applications=[], unapplied="980.00")
    assert code_of(wrong, "reverse_entry", entry="JE-00011", date="2024-03-31") == "entry.matched"
    at = done(wrong, "unmatch", match="M-0001")
    at = done(at, "reverse_entry", entry="JE-00011", date="2024-03-12")
    assert state_of(done(at, "apply_cash", **whole, applications=right)) == state_of(
        done(desk(), "apply_cash", **whole, applications=right)
    )


@pytest.mark.parametrize(
    ("application", "code"),
    [
        ({"invoice": "INV-0211", "amount": "980.00"}, ""),
        ({"invoice": "INV-0211", "amount": "980.00", "discount": "20.00"}, ""),
        ({"invoice": "INV-0211", "amount": "980.00", "discount": "15.00", "write_off": "5.00"}, ""),
        ({"invoice": "INV-0211", "amount": "980.00", "discount": "20.01"}, "cash.open"),
        ({"invoice": "INV-0211", "amount": "980.00", "write_off": "5.01"}, "cash.write_off"),
        ({"invoice": "INV-0210", "amount": "980.00"}, "cash.open"),
        ({"invoice": "INV-0212", "amount": "980.00"}, "item.other_party"),
        ({"invoice": "INV-0211", "amount": "980.00", "customer": "C-0102"}, "item.other_party"),
        ({"invoice": "INV-0211", "amount": "980.00", "customer": "C-9999"}, "party.unknown"),
        ({"invoice": "INV-9999", "amount": "980.00"}, "item.unknown"),
        ({"invoice": "BL-0010", "amount": "980.00"}, "cash.open"),
    ],
)
def test_a_receipt_settles_what_is_open_as_terms_and_policy_allow(application: dict[str, str], code: str) -> None:
    """Up to the invoice's open amount, its discount and the write-off limit; on an invoice of the customer named."""
    call = {"bank_line": "BL-0005", "customer": "C-0101", "applications": [application]}
    assert code_of(desk(), "apply_cash", **call) == code


def test_applications_to_one_invoice_count_together() -> None:
    """Two that fit each for itself do not fit together."""
    half = {"invoice": "INV-0211", "amount": "490.00", "discount": "10.00", "write_off": "4.00"}
    call = {"bank_line": "BL-0005", "customer": "C-0101"}
    assert code_of(desk(), "apply_cash", **call, applications=[half, half]) == "cash.open"
    half = {"invoice": "INV-0211", "amount": "490.00", "write_off": "4.00"}
    assert code_of(desk(), "apply_cash", **call, applications=[half, half]) == "cash.write_off"


@pytest.mark.parametrize(
    ("account", "party", "item", "code"),
    [
        ("1200", "C-0101", "INV-0210", ""),  # stands in the ledger, no paper on the desk
        ("1200", "C-0102", "INV-0210", "item.other_party"),
        ("1200", "V-0012", "INV-0210", "party.unknown"),
        ("1200", "C-0101", "BL-0010", "item.unknown"),
        ("1200", "C-0101", "REM-0301", "item.unknown"),
        ("2000", "V-0012", "BILL-0043", ""),
        ("2000", "V-0011", "BILL-0043", "item.other_party"),
        ("2000", "V-0012", "PO-0031", "item.unknown"),
        ("2000", "V-0012", "INV-0211", "item.unknown"),
        ("2050", "V-0012", "GR-0017", ""),
        ("2050", "V-0011", "GR-0017", "item.other_party"),
        ("2050", "V-0012", "BILL-0042", "item.unknown"),
        ("1400", "", "BILL-0043", ""),
        ("1400", "", "PAY-1001", "item.unknown"),
        ("1900", "", "S-1", ""),
        ("1900", "", "STMT-8136-2024-03", ""),
        ("1900", "", "POL-0001", "item.unknown"),
        ("1900", "", "whatever", "item.unknown"),
        ("2300", "", "BL-0010", ""),
        ("2300", "", "INV-0211", "item.unknown"),
    ],
)
def test_an_item_stands_there_or_is_opened_by_its_paper(account: str, party: str, item: str, code: str) -> None:
    """Either way round, by whichever tool: what the account keeps decides which papers open an item."""
    for sign in ("", "-"):
        other = "-" if not sign else ""
        booked = (
            line(account, f"{sign}1.00", "BL-0010", party, item),
            line("1010", f"{other}1.00", "BL-0010"),
        )
        assert refused(desk(), *booked) == code
    if account in ("1400", "2050"):
        coding = [{"account": account, "amount": "544.63", "party": party, "item": item}]
        assert code_of(desk(), "post_bill", bill="BILL-0042", coding=coding) == code


def test_what_stands_on_a_wrong_party_can_be_taken_down_and_no_further() -> None:
    """A posting to another customer's invoice that the books hold is mended by post_entry, line by line."""
    wrong = """
        JE-00011 | 2024-03-20 | Receipt | 1010 | 50.00  | BL-0010 |        |
                 |            |         | 1200 | -50.00 | BL-0010 | C-0102 | INV-0211
    """
    found = case()
    header = "entry | date | memo | account | amount | document | party | item\n"
    books = Books.opened(
        found.books.chart, "USD", found.books.closed_through, (*journal(), *journal(header + wrong.strip()))
    )
    at = Workspace.opened(replace(found, books=books))

    def moved(amount: str, back: str) -> tuple[dict[str, str], dict[str, str]]:
        return line("1200", amount, "BL-0010", "C-0102", "INV-0211"), line(
            "1200", back, "BL-0010", "C-0101", "INV-0211"
        )

    assert posted(at, *moved("50.00", "-50.00")).books.residuals["1200", "C-0102", "INV-0211"] == 0
    assert posted(at, *moved("20.00", "-20.00")).books.residuals["1200", "C-0102", "INV-0211"] == -3_000
    assert refused(at, *moved("50.01", "-50.01")) == "item.other_party"
    assert refused(at, *moved("-20.00", "20.00")) == "item.other_party"
    twice = (*moved("30.00", "-30.00"), *moved("30.00", "-30.00"))
    assert refused(at, *twice) == "item.other_party"
    assert code_of(at, "reverse_entry", entry="JE-00011", date="2024-03-31") == ""


def test_a_credit_memo_is_used_for_its_amount_in_as_many_parts_as_one_likes() -> None:
    """Split over two entries it is used up; taken back it can be used again; reversing the taking back is no way round."""
    memo = CreditMemo("CM-0007", dt.date(2024, 3, 8), "C-0101", True, "INV-0211", 10_000, "Damaged")
    at = with_documents(more=(memo,))

    def credited(amount: str, back: str) -> tuple[dict[str, str], dict[str, str]]:
        return line("4000", amount, "CM-0007"), line("1200", back, "CM-0007", "C-0101", "INV-0211")

    at = posted(posted(at, *credited("60.00", "-60.00")), *credited("40.00", "-40.00"))
    assert refused(at, *credited("0.01", "-0.01")) == "memo.used"
    back = done(at, "reverse_entry", entry="JE-00012", date="2024-03-31")
    again = posted(back, *credited("40.00", "-40.00"))
    assert code_of(again, "reverse_entry", entry="JE-00013", date="2024-03-31") == "memo.used"


def test_the_month_after_takes_the_mirror_image_of_an_accrual_once() -> None:
    """By either tool, and it can be taken back there."""
    at = accruing()
    april = "2024-04-01"
    by_tool = done(at, "reverse_entry", entry="JE-00011", date=april)
    by_hand = posted(at, *MIRROR[::-1], date=april)
    for reversed_ in (by_tool, by_hand):
        assert refused(reversed_, *MIRROR, date=april) == "date.next_month"
        assert code_of(reversed_, "reverse_entry", entry="JE-00012", date=april) == ""
    assert refused(at, *WAGES, date=april) == "date.next_month"
    short = (line("6100", "-299.99", "BILL-0043"), line("2150", "299.99", "BILL-0043", item="BILL-0043"))
    assert refused(at, *short, date=april) == "date.next_month"
    gone = done(at, "reverse_entry", entry="JE-00011", date="2024-03-31")
    assert refused(gone, *MIRROR, date=april) == "date.next_month"


def test_what_stands_in_the_month_after_is_undone_there() -> None:
    """Once, and the undoing can be undone; nothing else is posted there."""
    books = desk().books.post(replace(journal()[6], id="JE-00011", date=dt.date(2024, 4, 2)))
    assert isinstance(books, Books)
    at = Workspace.opened(replace(case(), books=books))
    freight = [line("6150", "-310.00", "BILL-0044"), line("2000", "310.00", "BILL-0044", "V-0011", "BILL-0044")]
    undone = posted(at, *freight, date="2024-04-02")
    assert refused(undone, *freight, date="2024-04-02") == "date.next_month"
    assert code_of(undone, "reverse_entry", entry="JE-00012", date="2024-04-02") == ""
    assert code_of(at, "reverse_entry", entry="JE-00011", date="2024-04-02") == ""
    assert code_of(at, "reverse_entry", entry="JE-00007", date="2024-04-02") == ""  # the same lines: the same undoing
    assert code_of(undone, "reverse_entry", entry="JE-00007", date="2024-04-02") == "date.next_month"


def test_nothing_new_is_dated_in_the_month_after() -> None:
    """Entries, reversals and bills alike."""
    fee = (line("6700", "35.00", "BL-0007"), line("1010", "-35.00", "BL-0007"))
    assert refused(desk(), *fee, date="2024-04-01") == "date.next_month"
    assert code_of(desk(), "reverse_entry", entry="JE-00006", date="2024-04-01") == "date.next_month"
    coding = [{"account": "6100", "amount": "544.63"}]
    assert code_of(desk(), "post_bill", bill="BILL-0042", coding=coding, date="2024-04-01") == "date.next_month"


@pytest.mark.parametrize(
    ("account", "code"),
    [("6100", ""), ("5000", ""), ("1010", "bill.account"), ("1090", "bill.account"), ("1200", "bill.account"),
     ("1900", "bill.account"), ("2000", "bill.account"), ("2300", "bill.account"), ("3000", "bill.account"),
     ("4000", "bill.account"), ("9999", "account.unknown")],
)  # fmt: skip
def test_a_bill_is_charged_where_purchases_go(account: str, code: str) -> None:
    """To expense, not to bank, income, equity, or other sub-ledgers."""
    coding = [{"account": account, "amount": "544.63"}]
    assert code_of(desk(), "post_bill", bill="BILL-0042", coding=coding) == code


def test_next_months_bill_comes_off_payables_but_not_in() -> None:
    """Booked too early it can be taken out by either tool; it is not posted by either."""
    at = with_documents(
        lambda document: (
            replace(document, date=dt.date(2024, 4, 2)) if document.id in ("BILL-0041", "BILL-0042") else document
        )
    )
    out = (line("2000", "5436.00", "BILL-0041", "V-0012", "BILL-0041"), line("6100", "-5436.00", "BILL-0041"))
    assert refused(at, *out) == ""
    assert code_of(at, "reverse_entry", entry="JE-00006", date="2024-03-31") == ""
    into = (line("2000", "-544.63", "BILL-0042", "V-0012", "BILL-0042"), line("6100", "544.63", "BILL-0042"))
    assert refused(at, *into) == "bill.next_month"
    assert (
        code_of(at, "post_bill", bill="BILL-0042", coding=[{"account": "6100", "amount": "544.63"}])
        == "bill.next_month"
    )
