"""Income statement, balance sheet and ageing: figures worked out by hand, and that they tie to the trial balance."""

from dataclasses import replace
from datetime import date

import pytest
from tests.desk import CHART, JOURNAL, case, chart, day, desk, done, journal, line, minor, with_documents
from tests.tools.test_months import pages

from tieout.documents.trade import CreditMemo
from tieout.ledger.accounts import Tracking
from tieout.ledger.books import Books
from tieout.ledger.periods import Period
from tieout.tasks.family import LEVELS
from tieout.tasks.registry import FAMILIES, family_of, make_task
from tieout.tools.ageing import buckets_of, due_date
from tieout.tools.messages import ToolCall, ToolResult
from tieout.tools.registry import call_tool
from tieout.tools.workspace import Workspace

EARLIER = (
    JOURNAL.replace("2024-02-29 | Opening", "2023-11-30 | Opening")
    + """\
    JE-00011 | 2023-12-20 | Freight in December        | 6150    | 200.00   | BILL-0020 |        |
             |            |                            | 2000    | -200.00  | BILL-0020 | V-0011 | BILL-0020
    JE-00012 | 2024-01-15 | Freight in January         | 6150    | 70.00    | BILL-0021 |        |
             |            |                            | 2000    | -70.00   | BILL-0021 | V-0011 | BILL-0021
    JE-00013 | 2024-02-20 | Sales in February          | 1200    | 450.00   | INV-0199  | C-0102 | INV-0199
             |            |                            | 4000    | -450.00  | INV-0199  |        |
"""
)


def asked(at: Workspace, name: str, /, **arguments: object) -> ToolResult:
    after, answer = call_tool(at, ToolCall(name, arguments))
    assert isinstance(answer, ToolResult), answer.text
    assert after is at, "a reading tool changes nothing"
    return answer


def figures(result: ToolResult) -> dict[str, tuple[str, ...]]:
    """Account code, or the name of a total, to the figures of its row."""
    return {row[0] or row[1]: row[2:] for row in result.rows}


def since_november() -> Workspace:
    """The desk with books that begin in November 2023, and movements in December, January and February."""
    found = case()
    return Workspace.opened(replace(found, books=Books.opened(chart(), "USD", Period(2024, 2), journal(EARLIER))))


def test_the_income_statement_compares_month_month_before_and_year_to_date() -> None:
    """Sales of 1,000.00 in March and 450.00 in February; freight of 310.00 in March and 70.00 in January."""
    result = asked(since_november(), "income_statement")
    assert result.columns == ("account", "name", "2024-03", "2024-02", "year to date")
    assert figures(result) == {
        "4000": ("1000.00", "450.00", "1450.00"),
        "total income": ("1000.00", "450.00", "1450.00"),
        "6100": ("5436.00", "0.00", "5436.00"),
        "6150": ("310.00", "0.00", "380.00"),
        "total expenses": ("5746.00", "0.00", "5816.00"),
        "result": ("-4746.00", "450.00", "-4366.00"),
    }
    assert result.fields == ()


def test_the_balance_sheet_compares_the_ends_of_month_month_before_and_year_before() -> None:
    """December's freight of 200.00 is a result of an earlier year in March, and of the year in December."""
    result = asked(since_november(), "balance_sheet")
    assert result.columns == ("account", "name", "2024-03", "2024-02", "2023-12")
    assert figures(result) == {
        "1010": ("13054.55", "12044.55", "12044.55"),
        "1020": ("3000.00", "3000.00", "3000.00"),
        "1200": ("1450.00", "4300.00", "3850.00"),
        "1900": ("42.10", "42.10", "42.10"),
        "total assets": ("17546.65", "19386.65", "18936.65"),
        "2000": ("6016.00", "3110.00", "3040.00"),
        "total liabilities": ("6016.00", "3110.00", "3040.00"),
        "3000": ("16096.65", "16096.65", "16096.65"),
        "results of earlier years": ("-200.00", "-200.00", "0.00"),
        "result of the year to date": ("-4366.00", "380.00", "-200.00"),
        "total equity": ("11530.65", "16276.65", "15896.65"),
        "total liabilities and equity": ("17546.65", "19386.65", "18936.65"),
    }
    assert result.fields == ()


def test_statements_say_where_the_books_begin() -> None:
    """Books that open at the end of February hold neither all of February nor the end of 2023."""
    assert dict(asked(desk(), "income_statement").fields) == {
        "books begin": "2024-02-29; they do not hold all of 2024-02; the year to date counts from there"
    }
    result = asked(desk(), "balance_sheet")
    assert dict(result.fields) == {"books begin": "2024-02-29; they do not hold the end of 2023-12"}
    assert result.columns == ("account", "name", "2024-03", "2024-02")


def test_books_of_the_whole_year_lack_the_year_before_alone() -> None:
    """Opened on January 1, they hold all of February and of the year to date, but no December."""
    found = case()
    entries = journal(JOURNAL.replace("2024-02-29 | Opening", "2024-01-01 | Opening"))
    at = Workspace.opened(replace(found, books=Books.opened(chart(), "USD", Period(2024, 2), entries)))
    assert asked(at, "income_statement").fields == ()
    assert dict(asked(at, "balance_sheet").fields) == {"books begin": "2024-01-01; they do not hold the end of 2023-12"}


def test_an_entry_before_the_opening_balance_does_not_move_the_beginning() -> None:
    """A payment of the year before that the bank has yet to show explains the opening balance; it begins no books."""
    found = case()
    early = journal()[3]
    entries = (replace(early, id="JE-00000", date=date(2023, 12, 28)), *journal())
    at = Workspace.opened(replace(found, books=Books.opened(chart(CHART), "USD", Period(2024, 2), entries)))
    assert asked(at, "balance_sheet").columns == ("account", "name", "2024-03", "2024-02")


def test_statements_follow_what_is_posted() -> None:
    """A service charge of 35.00 makes the loss larger and the bank smaller."""
    at = done(
        desk(),
        "post_entry",
        date="2024-03-18",
        memo="Service charge",
        lines=[line("6700", "35.00", "BL-0007"), line("1010", "-35.00", "BL-0007")],
    )
    assert figures(asked(at, "income_statement"))["result"][0] == "-4781.00"
    assert figures(asked(at, "balance_sheet"))["1010"][0] == "13019.55"


def test_the_next_month_is_in_no_answer() -> None:
    """A payment of April stands in no statement of March; its bill is open, and aged, at the end of March."""
    text = (
        JOURNAL
        + """\
    JE-00011 | 2024-04-02 | Payment Dunmore Freight    | 2000    | 310.00   | PAY-1005  | V-0011 | BILL-0044
             |            |                            | 1010    | -310.00  | PAY-1005  |        |
"""
    )
    at = Workspace.opened(replace(case(), books=Books.opened(chart(), "USD", Period(2024, 2), journal(text))))
    for name, arguments in (("income_statement", {}), ("balance_sheet", {}), ("ageing", {"account": "2000"})):
        assert asked(at, name, **arguments).text == asked(desk(), name, **arguments).text
    assert buckets_of(at, "2000") == {"current": -574_600, "1-30": 0, "31-60": 0, "61-90": 0, "over 90": 0}


def aged_desk() -> Workspace:
    """Payables of V-0011 with a due date of each kind: a bill due 2024-04-12, a credit memo of 2024-01-20 under terms
    of 30 days, a bill brought forward on 2023-11-30 without its document, and others of December and January."""
    memo = CreditMemo("CM-0007", day("2024-01-20"), "V-0011", False, "BILL-0031", 5_000, "Damaged")
    text = (
        EARLIER
        + """\
    JE-00014 | 2024-01-22 | Credit memo                | 2000    | 50.00    | CM-0007   | V-0011 | CM-0007
             |            |                            | 6150    | -50.00   | CM-0007   |        |
    JE-00015 | 2024-03-30 | Part of an old bill        | 2000    | 1200.00  | PAY-1001  | V-0011 | BILL-0031
             |            |                            | 1010    | -1200.00 | PAY-1001  |        |
"""
    )
    found = with_documents(more=(memo,)).case
    return Workspace.opened(replace(found, books=Books.opened(chart(), "USD", Period(2024, 2), journal(text))))


def test_due_dates_come_from_documents_then_from_terms() -> None:
    """A bill says when it is due; a memo does not, and takes the vendor's 30 days; what has no document has no date."""
    at = aged_desk()
    assert due_date(at, "V-0011", "BILL-0044") == date(2024, 4, 12)
    assert due_date(at, "V-0011", "CM-0007") == date(2024, 2, 19)
    assert due_date(at, "V-0011", "BILL-0020") is None


def test_without_terms_a_document_is_due_on_its_day() -> None:
    """A party that is in no master has no terms."""
    assert due_date(aged_desk(), "V-9999", "CM-0007") == date(2024, 1, 20)


def test_ageing_by_hand() -> None:
    """At March 31: the credit memo is 41 days over, BILL-0020 of December 20 counts 102 days, BILL-0021 of January 15
    76, and BILL-0031, overpaid by 1,200.00, goes by its opening entry of November; BILL-0044 and BILL-0041 are not due."""
    result = asked(aged_desk(), "ageing", account="2000")
    assert result.columns == ("party", "name", "current", "1-30", "31-60", "61-90", "over 90", "total")
    assert result.rows == (
        ("V-0011", "Dunmore Freight", "-310.00", "0.00", "50.00", "-70.00", "1000.00", "670.00"),
        ("V-0012", "Marlbrook Carton Co.", "-5436.00", "0.00", "0.00", "0.00", "0.00", "-5436.00"),
    )
    assert dict(result.fields) == {
        "as at": "2024-03-31",
        "items": "6",
        "current": "-5746.00",
        "1-30": "0.00",
        "31-60": "50.00",
        "61-90": "-70.00",
        "over 90": "1000.00",
        "total": "-4766.00",
        "without a document on the desk": "3 item(s), 930.00 in all: aged from their oldest entry",
    }


def test_open_items_tell_their_date_and_when_they_are_due() -> None:
    """The date is that of the oldest entry on the item; without a document on the desk there is no due date."""
    found = {row[1]: row[2:] for row in asked(aged_desk(), "open_items", account="2000", party="V-0011").rows}
    assert found["BILL-0031"] == ("2023-11-30", "", "1200.00")
    assert found["BILL-0044"] == ("2024-03-13", "2024-04-12", "-310.00")
    assert [row[2:4] for row in asked(desk(), "open_items", account="1900").rows] == [("2024-02-29", "")]


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("family", [family.name for family in FAMILIES])
def test_statements_and_ageing_tie_to_the_trial_balance(family: str, level: int) -> None:
    """On generated months every account's figure is that of the trial balance, the balance sheet balances, the result
    is the same in both statements, and each ageing adds up to its control account."""
    for index in range(3):
        at = Workspace.opened(family_of(family).build(make_task(family, level, "train", index)).case)
        trial = {row[0]: row for result in pages(at, "trial_balance") for row in result.rows}
        income, sheet = figures(asked(at, "income_statement")), figures(asked(at, "balance_sheet"))
        for code, (_, _, kind, opening, movement, closing) in trial.items():
            side = 1 if kind in {"asset", "expense"} else -1
            if kind in {"asset", "liability", "equity"}:
                stated = sheet.get(code, ("0.00", "0.00"))[:2]
                expected = (closing, opening)
            else:
                stated = income.get(code, ("0.00", "0.00", "0.00"))[::2]
                expected = (movement, closing)
            assert [side * minor(text) for text in stated] == [minor(text) for text in expected], code
        assert sheet["total assets"] == sheet["total liabilities and equity"]
        assert income["result"][2] == sheet["result of the year to date"][0]
        for account in at.books.chart:
            if account.tracking is Tracking.PARTY_ITEM:
                aged = pages(at, "ageing", account=account.code)
                assert dict(aged[0].fields)["total"] == trial[account.code][5]
                assert sum(minor(row[-1]) for result in aged for row in result.rows) == minor(trial[account.code][5])
                assert sum(buckets_of(at, account.code).values()) == minor(trial[account.code][5])
