"""A workpaper's composition foots, and its parts are the ledger's. Payables hold BILL-0041 of V-0012 with -5,436.00 and
BILL-0044 of V-0011 with -310.00; they opened at -2,840.00, which was paid."""

import pytest
from tests.desk import desk, done

from tieout.ledger.refusal import Refusal
from tieout.tools.messages import ToolCall, ToolResult
from tieout.tools.registry import call_tool
from tieout.tools.workspace import Workspace

ITEMS = {"BILL-0041": "-5436.00", "BILL-0044": "-310.00"}
PARTIES = {"V-0012": "-5436.00", "V-0011": "-310.00"}
ROLLED = {"opening": "-2840.00", "debits": "2840.00", "credits": "-5746.00"}
AGED = {"current": "-5746.00"}


def filed(
    parts: dict[str, str],
    at: Workspace | None = None,
    account: str = "2000",
    balance: str = "-5746.00",
    rest: str = "0.00",
) -> ToolResult | Refusal:
    arguments = {
        "account": account,
        "balance": balance,
        "unexplained": rest,
        "composition": [{"name": name, "amount": amount} for name, amount in parts.items()],
    }
    return call_tool(at or desk(), ToolCall("save_workpaper", arguments))[1]


def refused(*arguments: object, **more: object) -> str:
    answer = filed(*arguments, **more)  # type: ignore[arg-type]
    assert isinstance(answer, Refusal), answer.text
    return answer.code


@pytest.mark.parametrize("parts", [ITEMS, PARTIES, ROLLED, AGED, {**AGED, "1-30": "0.00"}])
def test_a_balance_is_made_of_items_parties_buckets_or_a_roll_forward(parts: dict[str, str]) -> None:
    assert isinstance(filed(parts), ToolResult)


@pytest.mark.parametrize("parts", [{}, {"BILL-0041": "-5436.00"}, {"opening": "-2840.00", "debits": "2840.00"}])
def test_a_composition_that_does_not_foot_is_refused(parts: dict[str, str]) -> None:
    assert refused(parts) == "workpaper.foot"


@pytest.mark.parametrize(
    "parts",
    [
        {"BILL-0041": "-5746.00"},
        {"BILL-0041": "-5436.00", "V-0011": "-310.00"},
        {"Balance": "-5746.00"},
        {"opening": "-5746.00"},
        {"current": "-310.00", "1-30": "-5436.00"},
    ],
)
def test_a_part_that_the_ledger_does_not_have_or_of_another_kind_is_refused(parts: dict[str, str]) -> None:
    assert refused(parts) == "workpaper.part"


def test_a_part_stands_there_once() -> None:
    twice = [{"name": "BILL-0044", "amount": "-310.00"}] * 2
    call = ToolCall(
        "save_workpaper", {"account": "2000", "balance": "-620.00", "unexplained": "0.00", "composition": twice}
    )
    at = desk()
    after, answer = call_tool(at, call)
    assert isinstance(answer, Refusal) and answer.code == "workpaper.part"
    assert after is at


def test_what_is_left_out_is_unexplained() -> None:
    """The parts and the rest that nobody can explain make up the balance."""
    assert isinstance(filed({"BILL-0041": "-5436.00"}, rest="-310.00"), ToolResult)


def test_a_balance_is_never_unexplained_as_a_whole() -> None:
    """A figure without a single part of the ledger's is no workpaper, whatever is said to be unexplained."""
    assert refused({}, rest="-5746.00") == "workpaper.foot"
    assert refused({}, balance="1.00", rest="1.00") == "workpaper.foot"
    assert refused({}, balance="0.00") == "workpaper.foot", "the ledger has something on the account"


def test_a_later_posting_makes_the_list_stale() -> None:
    """Part of BILL-0044 is paid, so the item is smaller than the list says."""
    lines = [
        {"account": "2000", "amount": "10.00", "document": "PAY-1001", "party": "V-0011", "item": "BILL-0044"},
        {"account": "1010", "amount": "-10.00", "document": "PAY-1001"},
    ]
    at = done(desk(), "post_entry", date="2024-03-30", memo="Payment", lines=lines)
    assert refused(ITEMS, at) == "workpaper.part"
    assert isinstance(filed({**ITEMS, "BILL-0044": "-300.00"}, at, balance="-5736.00"), ToolResult)


def test_an_account_without_items_is_rolled_forward_alone() -> None:
    """Retained earnings opened with what the trial balance says, and nothing moved."""
    shown = dict(call_tool(desk(), ToolCall("account_balance", {"account": "3000"}))[1].fields)  # type: ignore[union-attr]
    parts = {name: shown[name] for name in ("opening", "debits", "credits")}
    assert isinstance(filed(parts, account="3000", balance=shown["closing"]), ToolResult)
    assert refused({"V-0012": shown["closing"]}, account="3000", balance=shown["closing"]) == "workpaper.part"


def test_a_balance_of_zero_needs_no_parts() -> None:
    assert isinstance(filed({}, account="2300", balance="0.00"), ToolResult)
