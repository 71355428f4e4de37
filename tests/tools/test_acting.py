"""Acting tools do what they say, once, and leave the trace that the books need."""

import datetime as dt
from dataclasses import replace

import pytest
from tests.desk import IN_THE_MESSAGE, ON_FILE, desk, done, line, minor, other_currency, state, with_documents
from tests.states import state_of

from tieout.ledger.refusal import Refusal
from tieout.tools.messages import ToolCall, ToolResult
from tieout.tools.registry import call_tool
from tieout.tools.workspace import Workspace

FEE = [line("6700", "35.00", "BL-0007"), line("1010", "-35.00", "BL-0007")]
BOXES = [{"account": "6100", "amount": "544.63"}]


def refused(at: Workspace, name: str, /, **arguments: object) -> str:
    """The code of the refusal that a call must get."""
    after, answer = call_tool(at, ToolCall(name, arguments))
    assert isinstance(answer, Refusal), answer.text
    assert after is at
    return answer.code


def test_an_entry_is_posted_as_written() -> None:
    """The journal's last entry has the date, memo, lines and documents that were sent."""
    at = done(desk(), "post_entry", date="2024-03-18", memo="Service charge", lines=FEE)
    entry = at.books.entries[-1]
    assert (entry.id, entry.date.isoformat(), entry.memo) == ("JE-00011", "2024-03-18", "Service charge")
    assert [(booked.account, booked.amount, booked.document) for booked in entry.lines] == [
        ("6700", 3_500, "BL-0007"),
        ("1010", -3_500, "BL-0007"),
    ]


@pytest.mark.parametrize(
    "amount",
    [
        "1e5", "NaN", "inf", "-inf", "١٢", "1,000.00", "+5", " 5", "5 ", "1250.005", "USD 5", "5 XXQ", "$5", "5.", ".5",
        "--5", "-", "", "0x10", "1_000", "1'000.00", "5.0.0", "9999999999999.00", "½", "５", "5\u00a0", "(5.00)", "5-",
    ],
)  # fmt: skip
def test_an_amount_is_a_plain_decimal_string_and_nothing_else(amount: str) -> None:
    """Other spellings of numbers, other digits, signs, currencies and separators are refused by every tool alike."""
    lines = [line("6700", amount, "BL-0007"), line("1010", "-35.00", "BL-0007")]
    assert refused(desk(), "post_entry", date="2024-03-18", memo="Fee", lines=lines) == "amount.malformed"
    if amount:
        assert refused(desk(), "query_ledger", amount=amount) == "amount.malformed"
        assert refused(desk(), "list_bank_lines", account="1010", amount=amount) == "amount.malformed"
    coding = [{"account": "6100", "amount": amount}]
    assert refused(desk(), "post_bill", bill="BILL-0042", coding=coding) == "amount.malformed"
    paper = {"account": "2000", "balance": amount, "unexplained": "0.00"}
    assert refused(desk(), "save_workpaper", **paper) == "amount.malformed"
    cash = {"bank_line": "BL-0005", "customer": "C-0101", "applications": [], "unapplied": amount}
    assert refused(desk(), "apply_cash", **cash) == "amount.malformed"


@pytest.mark.parametrize(
    ("currency", "amount", "code"),
    [
        ("JPY", "35.0", "amount.malformed"),
        ("BHD", "3.5001", "amount.malformed"),
        ("JPY", "3500", ""),
        ("BHD", "3.500", ""),
    ],
)
def test_decimals_are_those_of_the_currency(currency: str, amount: str, code: str) -> None:
    """Yen have no decimals, dinars three; a finer amount does not exist."""
    lines = [line("6700", amount, "BL-0007"), line("1010", f"-{amount}", "BL-0007")]
    _, answer = call_tool(
        other_currency(currency), ToolCall("post_entry", {"date": "2024-03-18", "memo": "Fee", "lines": lines})
    )
    assert (answer.code if isinstance(answer, Refusal) else "") == code


@pytest.mark.parametrize(
    "date",
    [
        "2024-3-18",
        "20240318",
        "2024-W12-1",
        "2024-02-30",
        "18.03.2024",
        "2024-03-18T00:00",
        "٢٠٢٤-٠٣-١٨",
        "0001-01-01",
        "",
    ],
)
def test_a_date_is_written_in_one_way(date: str) -> None:
    """Other spellings, days that do not exist, and years before 1900 are refused."""
    assert refused(desk(), "post_entry", date=date, memo="Fee", lines=FEE) == "date.malformed"


def test_the_books_own_currency_may_be_named() -> None:
    """Naming it changes nothing; another, or none that exists, is refused."""
    call = {"date": "2024-03-18", "memo": "Fee", "lines": FEE}
    assert state(done(desk(), "post_entry", **call, currency="USD")) == state(done(desk(), "post_entry", **call))
    assert refused(desk(), "post_entry", **call, currency="EUR") == "currency.foreign"
    assert refused(desk(), "post_entry", **call, currency="usd") == "currency.unknown"


def test_nothing_is_dated_further_ahead_than_the_month_after() -> None:
    """Entries, reversals and bills alike."""
    assert refused(desk(), "post_entry", date="2024-05-01", memo="Fee", lines=FEE) == "date.far"
    assert refused(desk(), "reverse_entry", entry="JE-00006", date="2024-05-01") == "date.far"
    assert refused(desk(), "post_bill", bill="BILL-0042", coding=BOXES, date="2024-05-01") == "date.far"


def test_a_reversal_cites_what_the_original_cites() -> None:
    """Reversed and booked anew, the books state the same facts as an adjustment by the difference."""
    adjusted = done(
        desk(),
        "post_entry",
        date="2024-03-31",
        memo="Digits exchanged",
        lines=[line("6100", "27.00", "BILL-0041"), line("2000", "-27.00", "BILL-0041", "V-0012", "BILL-0041")],
    )
    reversed_ = done(desk(), "reverse_entry", entry="JE-00006", date="2024-03-31")
    rebooked = done(reversed_, "post_bill", bill="BILL-0041", coding=[{"account": "6100", "amount": "5463.00"}])
    assert state_of(rebooked) == state_of(adjusted)


def test_a_reversal_and_its_own_reversal_leave_no_fact_behind() -> None:
    """Back and forth is as if nothing had happened."""
    at = done(desk(), "reverse_entry", entry="JE-00006", date="2024-03-31")
    at = done(at, "reverse_entry", entry="JE-00011", date="2024-03-31")
    assert state_of(at) == state_of(desk())


def test_a_bill_posted_by_hand_is_a_bill_posted() -> None:
    """post_bill and the same entry by post_entry leave the same facts and the same decision."""
    lines = [line("6100", "544.63", "BILL-0042"), line("2000", "-544.63", "BILL-0042", "V-0012", "BILL-0042")]
    by_hand = done(desk(), "post_entry", date="2024-03-14", memo="Bill", lines=lines)
    by_tool = done(desk(), "post_bill", bill="BILL-0042", coding=BOXES)
    assert state_of(by_hand) == state_of(by_tool)
    assert by_hand.decisions["BILL-0042"] == by_tool.decisions["BILL-0042"] == "posted"
    assert by_hand.progress(0) == by_tool.progress(0)


def test_a_bill_is_in_payables_once() -> None:
    """Posted it cannot be posted, held or rejected; reversed it can, and the decision to post is gone."""
    at = done(desk(), "post_bill", bill="BILL-0042", coding=BOXES)
    assert refused(at, "post_bill", bill="BILL-0042", coding=BOXES) == "bill.already_posted"
    assert refused(at, "hold_bill", bill="BILL-0042", reason="price") == "bill.in_payables"
    assert refused(at, "reject_bill", bill="BILL-0042", reason="duplicate") == "bill.in_payables"
    back = done(at, "reverse_entry", entry="JE-00011", date="2024-03-31")
    assert "BILL-0042" not in back.decisions
    assert state_of(back) == state_of(desk())
    assert done(back, "hold_bill", bill="BILL-0042", reason="price").decisions["BILL-0042"] == "held: price"
    assert done(back, "post_bill", bill="BILL-0042", coding=BOXES).decisions["BILL-0042"] == "posted"


def test_a_paid_bill_is_still_a_posted_bill() -> None:
    """Payment settles the item, not the posting: the bill cannot be posted a second time."""
    paid = [line("2000", "310.00", "PAY-1001", "V-0011", "BILL-0044"), line("1010", "-310.00", "PAY-1001")]
    at = done(desk(), "post_entry", date="2024-03-30", memo="Payment", lines=paid)
    coding = [{"account": "6150", "amount": "310.00"}]
    assert refused(at, "post_bill", bill="BILL-0044", coding=coding) == "bill.already_posted"


def test_a_held_bill_that_is_posted_after_all_is_no_longer_held() -> None:
    """The last word counts, whichever tool spoke it."""
    at = done(desk(), "hold_bill", bill="BILL-0042", reason="price")
    assert done(at, "post_bill", bill="BILL-0042", coding=BOXES).decisions["BILL-0042"] == "posted"


def test_a_bill_is_dated_as_it_says_or_in_the_first_open_day() -> None:
    """Without a date the bill's own is taken, unless its period is closed."""
    at = done(desk(), "post_bill", bill="BILL-0042", coding=BOXES)
    assert at.books.entries[-1].date.isoformat() == "2024-03-14"
    february = dt.date(2024, 2, 27)
    late = with_documents(lambda document: replace(document, date=february) if document.id == "BILL-0042" else document)
    assert done(late, "post_bill", bill="BILL-0042", coding=BOXES).books.entries[-1].date.isoformat() == "2024-03-01"


def test_cash_applied_is_the_same_entry_by_hand_and_a_match() -> None:
    """apply_cash is a shorthand: facts and what awaits matching are those of the long way."""
    at = done(
        desk(),
        "apply_cash",
        bank_line="BL-0005",
        customer="C-0101",
        applications=[{"invoice": "INV-0211", "amount": "980.00", "discount": "15.00", "write_off": "5.00"}],
    )
    lines = [
        line("1010", "980.00", "BL-0005"),
        line("4050", "15.00", "BL-0005"),
        line("6950", "5.00", "BL-0005"),
        line("1200", "-1000.00", "BL-0005", "C-0101", "INV-0211"),
    ]
    by_hand = done(desk(), "post_entry", date="2024-03-12", memo="Receipt", lines=lines)
    by_hand = done(by_hand, "match", pairs=[{"bank_lines": ["BL-0005"], "entries": ["JE-00011"]}])
    assert state_of(at) == state_of(by_hand)
    assert at.open_cash == by_hand.open_cash
    assert at.matches == by_hand.matches


def test_money_that_nobody_can_identify_waits_under_its_bank_line() -> None:
    """Without customer and invoice the whole receipt goes to unapplied cash, item the bank line."""
    at = done(desk(), "apply_cash", bank_line="BL-0010", customer="", applications=[], unapplied="75.00")
    assert at.books.residuals["2300", "", "BL-0010"] == -7_500


@pytest.mark.parametrize(
    ("bank_line", "applications", "unapplied"),
    [
        ("BL-0005", [{"invoice": "INV-0211", "amount": "980.00"}], "0.01"),
        ("BL-0005", [{"invoice": "INV-0211", "amount": "1000.00"}], "-20.00"),
        ("BL-0005", [], "0.00"),
        ("BL-0007", [], "-35.00"),
    ],
)
def test_a_receipt_is_applied_in_full_and_is_money_in(
    bank_line: str, applications: list[dict[str, str]], unapplied: str
) -> None:
    """Too much, too little, borrowed from unapplied cash, or a payment: refused."""
    call = {"bank_line": bank_line, "customer": "C-0101", "applications": applications, "unapplied": unapplied}
    assert refused(desk(), "apply_cash", **call) == "cash.total"


def test_a_match_undone_is_a_match_never_made() -> None:
    """Everything but the numbering is as before, the order of open cash included."""
    before = desk()
    at = done(before, "match", pairs=[{"bank_lines": ["BL-0006"], "entries": ["JE-00008", "JE-00009"]}])
    assert state_of(at) != state_of(before)
    after = done(at, "unmatch", match="M-0001")
    assert state(after)[:8] == state(before)[:8]
    assert state(after)[9:] == state(before)[9:]
    again = done(after, "match", pairs=[{"bank_lines": ["BL-0006"], "entries": ["JE-00009", "JE-00008"]}])
    assert state_of(again) == state_of(at)
    assert again.matches[0].id == "M-0002", "an id is never used twice"


def test_a_batch_is_matched_by_document() -> None:
    """One entry that pays two vouchers settles two bank lines, each named with its document."""
    at = done(desk(), "match", pairs=[{"bank_lines": ["BL-0003"], "entries": ["JE-00005:PAY-1002"]}])
    at = done(at, "match", pairs=[{"bank_lines": ["BL-0004"], "entries": ["JE-00005:PAY-1003"]}])
    assert at.lines_matched == 2
    assert (
        refused(at, "match", pairs=[{"bank_lines": ["BL-0004"], "entries": ["JE-00005:PAY-1003"]}])
        == "bank_line.matched"
    )
    assert (
        refused(at, "match", pairs=[{"bank_lines": ["BL-0002"], "entries": ["JE-00005:PAY-1003"]}]) == "entry.matched"
    )


@pytest.mark.parametrize(
    ("bank_lines", "entries", "code"),
    [
        (["BL-0001", "BL-0001"], ["JE-00003"], "bank_line.matched"),
        (["BL-0006"], ["JE-00008", "JE-00008"], "entry.matched"),
        (["BL-0006"], ["JE-00008", "JE-00008:REM-0302"], "entry.matched"),
        (["BL-0006"], ["JE-00006"], "match.no_cash"),
        (["BL-0006"], ["JE-00008:REM-0303"], "match.no_cash"),
        (["BL-0011"], ["JE-00008"], "match.no_cash"),
        (["BL-0006"], ["JE-00001"], "match.no_cash"),
        (["BL-0006"], [":REM-0302"], "entry.unknown"),
    ],
)
def test_what_does_not_belong_together_is_not_matched(bank_lines: list[str], entries: list[str], code: str) -> None:
    """Doubles, entries without cash, other accounts, and cash that an earlier month reconciled."""
    assert refused(desk(), "match", pairs=[{"bank_lines": bank_lines, "entries": entries}]) == code


def test_money_in_does_not_settle_money_out() -> None:
    """The sides of a match have the same sign: a fee booked the wrong way round does not pass."""
    wrong = [line("6700", "-35.00", "BL-0007"), line("1010", "35.00", "BL-0007")]
    at = done(desk(), "post_entry", date="2024-03-18", memo="Fee", lines=wrong)
    assert refused(at, "match", pairs=[{"bank_lines": ["BL-0007"], "entries": ["JE-00011"]}]) == "match.difference"


def test_a_callback_is_heard_from_the_number_that_was_called() -> None:
    """The vendor's own number denies, the number in the message confirms, and any other knows nothing."""

    def heard(phone: str) -> str:
        at, answer = call_tool(desk(), ToolCall("request_callback", {"document": "MAIL-0005", "phone": phone}))
        assert isinstance(answer, ToolResult)
        assert at.dispositions["MAIL-0005", "callback"].outcome in answer.title
        return dict(answer.fields)["answer"]

    assert heard("555-010-8814") == heard("(555) 010 8814") == ON_FILE
    assert heard("555-019-9999") == IN_THE_MESSAGE
    assert heard("555-010-2210") == "Nobody there knows of the matter."


def test_a_number_is_recorded_as_the_answer_knows_it() -> None:
    """However the number was spelled, the same call is recorded."""
    at = done(desk(), "request_callback", document="MAIL-0005", phone="+(555) 010.8814")
    assert at.dispositions["MAIL-0005", "callback"].outcome == "555-010-8814"


def test_a_matter_is_escalated_once_whatever_it_is() -> None:
    """Documents, bank lines and entries; what is on no desk cannot be handed on."""
    for subject in ("BILL-0043", "BL-0010", "JE-00006"):
        at = done(desk(), "escalate", subject=subject, reason="unsupported entry")
        assert at.decisions[subject].endswith("unsupported entry")
    assert refused(desk(), "escalate", subject="JE-00099", reason="unsupported entry") == "document.unknown"


def test_a_workpaper_filed_again_replaces_the_first() -> None:
    """There is one workpaper per account, the last one; progress counts it once."""
    parts = [{"name": "V-0012", "amount": "-5436.00"}, {"name": "V-0011", "amount": "-310.00"}]
    at = done(desk(), "save_workpaper", account="2000", balance="-5746.00", unexplained="0.00", composition=parts)
    at = done(at, "save_workpaper", account="2000", balance="-5745.00", unexplained="1.00", composition=parts)
    assert at.workpapers["2000"].unexplained == 100
    assert at.progress(0).workpapers_filed == 1


@pytest.mark.parametrize(
    ("listed", "code"),
    [
        ([("PAY-1004", "-640.00"), ("BL-0010", "75.00")], ""),
        ([("TB-0001", "1.00")], ""),
        ([("PAY-1004", "-640.00"), ("PAY-1004", "-640.00")], "workpaper.item"),
        ([("PAY-1004", "0.00")], "workpaper.item"),
        ([("PAY-9999", "-640.00")], "document.unknown"),
    ],
)
def test_timing_items_are_documents_or_bank_lines_listed_once(listed: list[tuple[str, str]], code: str) -> None:
    """What a bank workpaper may list."""
    items = [{"document": document, "amount": amount} for document, amount in listed]
    call = {"account": "1010", "balance": "14218.67", "unexplained": "0.00", "listed": items}
    _, answer = call_tool(desk(), ToolCall("save_workpaper", call))
    assert (answer.code if isinstance(answer, Refusal) else "") == code


def test_closing_locks_the_month() -> None:
    """After the close nothing is posted into the month, and it is not closed again."""
    at = done(desk(), "close_period", confirm=True)
    assert at.closed
    assert refused(at, "post_entry", date="2024-03-18", memo="Fee", lines=FEE) == "period.closed"
    assert refused(at, "close_period") == "period.order"


def test_progress_counts_what_is_handled() -> None:
    """Matched lines, decided bills, filed workpapers; what is undone no longer counts. A call or an escalation decides no
    bill."""
    at = desk()
    assert (at.progress(9).handled, at.progress(9).total, at.progress(9).steps_left) == (1, 11 + 4 + 2, 9)
    at = done(at, "match", pairs=[{"bank_lines": ["BL-0001"], "entries": ["JE-00003"]}])
    at = done(at, "request_callback", document="MAIL-0005", phone="555-010-8814")
    at = done(at, "escalate", subject="MAIL-0005", reason="bank details")
    at = done(at, "escalate", subject="BILL-0041", reason="bank details")
    at = done(at, "save_workpaper", account="1010", balance="0.00", unexplained="0.00")
    assert at.progress(0).handled == 3
    at = done(at, "unmatch", match="M-0001")
    at = done(at, "reverse_entry", entry="JE-00007", date="2024-03-31")
    assert at.progress(0).handled == 1


def test_a_desk_over_other_books_knows_those_books() -> None:
    """A workspace made from case and books reads, matches and decides by the books it was given."""
    posted = done(desk(), "post_entry", date="2024-03-18", memo="Fee", lines=FEE)
    fresh = Workspace(posted.case, posted.books)
    assert fresh.open_cash == posted.open_cash
    assert fresh.decisions == posted.decisions
    assert done(fresh, "match", pairs=[{"bank_lines": ["BL-0007"], "entries": ["JE-00011"]}]).lines_matched == 1
    assert minor("35.00") == 3_500
