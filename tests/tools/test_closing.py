"""Closing with open work: one warning, in public terms, and then it is done."""

from tests.desk import desk, done

from tieout.tools.decisions import EXAMPLES, NOT_CLOSED, open_work
from tieout.tools.messages import ToolCall, ToolResult
from tieout.tools.registry import call_tool
from tieout.tools.workspace import Workspace


def closing(at: Workspace, **arguments: object) -> tuple[Workspace, ToolResult]:
    after, answer = call_tool(at, ToolCall("close_period", arguments))
    assert isinstance(answer, ToolResult), answer.text
    return after, answer


def with_all_lines_listed(at: Workspace) -> Workspace:
    """Workpapers that list every line of their bank."""
    for account, balance in (("1010", "14218.67"), ("1020", "3500.00")):
        statement = at.case.statement_of(account)
        assert statement is not None
        listed = [{"document": line.id, "amount": "1.00"} for line in statement.lines]
        at = done(at, "save_workpaper", account=account, balance=balance, unexplained="0.00", listed=listed)
    return at


def test_the_first_call_says_what_is_open_and_the_second_closes() -> None:
    """The warning changes nothing but that it was given."""
    before = desk()
    warned, answer = closing(before)
    assert answer.title == NOT_CLOSED
    assert not warned.closed
    assert (warned.books, warned.matches, warned.workpapers) == (before.books, before.matches, before.workpapers)
    closed, answer = closing(warned)
    assert closed.closed and answer.title == "Period 2024-03 is closed"


def test_who_confirms_is_not_warned() -> None:
    """One call closes, whatever is open."""
    assert closing(desk(), confirm=True)[0].closed


def test_the_warning_counts_each_kind_and_names_the_first_few() -> None:
    """Bank lines, bills and workpapers; requests that are no bills are not told from talk."""
    rows = open_work(desk())
    assert rows == (
        ("bank lines unmatched", "11", "BL-0001, BL-0002, BL-0003, BL-0004, BL-0005"),
        ("bills undecided", "2", "BILL-0042, BILL-0043"),
        ("workpapers missing", "2", "1010, 2000"),
    )
    assert closing(desk())[1].rows == rows
    assert rows[0][2].count(",") == EXAMPLES - 1


def test_without_open_work_the_first_call_closes() -> None:
    """Lines that a workpaper lists, bills that are held, workpapers that are filed: nothing waits."""
    at = with_all_lines_listed(desk())
    assert [kind for kind, _, _ in open_work(at)] == ["bills undecided", "workpapers missing"]
    at = done(at, "escalate", subject="BILL-0042", reason="bank details")
    assert [kind for kind, _, _ in open_work(at)] == ["bills undecided", "workpapers missing"]
    for bill in ("BILL-0042", "BILL-0043"):
        at = done(at, "hold_bill", bill=bill, reason="price")
    parts = [{"name": "current", "amount": "-5746.00"}]
    at = done(at, "save_workpaper", account="2000", balance="-5746.00", unexplained="0.00", composition=parts)
    assert open_work(at) == ()
    assert closing(at)[0].closed


def test_the_warning_does_not_say_whether_anything_is_right() -> None:
    """Wrong balances, wrong decisions and matches are work done, as right ones are."""
    held = done(desk(), "hold_bill", bill="BILL-0042", reason="price")
    posted = done(desk(), "post_bill", bill="BILL-0042", coding=[{"account": "6100", "amount": "544.63"}])
    assert open_work(held) == open_work(posted)
