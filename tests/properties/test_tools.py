"""Whatever an agent sends: an answer or a refusal, never a crash, and never a change to what was."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.desk import case, imported_twice, state
from tests.states import state_of
from tests.tools.arguments_like import anything, right, wild

from tieout.documents.casefile import Callback
from tieout.ledger.refusal import Refusal
from tieout.tools.messages import ToolCall, ToolResult
from tieout.tools.registry import TOOLS, call_tool
from tieout.tools.rendering import PAGE_BYTES
from tieout.tools.workspace import Workspace

OPENED = imported_twice()
tools = st.sampled_from(TOOLS)
single_lines = st.sampled_from([f"BL-{n:04d}" for n in range(1, 15)])
bank_lines = st.lists(single_lines, max_size=2) | st.just(["BL-0012", "BL-0013"])
entries = st.lists(
    st.sampled_from([*(f"JE-{n:05d}" for n in range(2, 14)), "JE-00005:PAY-1002", "JE-00005:PAY-1003"]), max_size=2
)
days = st.sampled_from(("2024-03-15", "2024-03-31", "2024-04-02"))
bills = st.sampled_from(("BILL-0041", "BILL-0042", "BILL-0043", "BILL-0044"))
amounts = st.sampled_from(("35.00", "980.00", "544.63", "75.00", "27.00"))
accounts = st.sampled_from(("1010", "1020", "1090", "6100", "6150", "6700", "4000"))
documents = st.sampled_from(("BL-0005", "BL-0007", "BL-0010", "BILL-0041", "BILL-0042", "PAY-1004"))


@st.composite
def balanced(draw: st.DrawFn) -> dict[str, object]:
    """An entry that the ledger takes."""
    amount, document = draw(amounts), draw(documents)
    party = {"party": "V-0012", "item": draw(bills)}
    credit = draw(st.sampled_from(({"account": "2000", **party}, {"account": draw(accounts)})))
    lines = [
        {"account": draw(accounts), "amount": amount, "document": document},
        {"amount": f"-{amount}", "document": document, **credit},
    ]
    return {"date": draw(days), "memo": "Entry", "lines": lines}


def named(name: str, **arguments: st.SearchStrategy[object]) -> st.SearchStrategy[ToolCall]:
    return st.fixed_dictionaries(arguments).map(lambda drawn: ToolCall(name, drawn))


# Calls of an agent that knows its trade: most of them are carried out.
sensible = st.one_of(
    balanced().map(lambda entry: ToolCall("post_entry", entry)),
    named("reverse_entry", entry=st.sampled_from([f"JE-{n:05d}" for n in range(2, 16)]), date=days),
    named("match", pairs=st.lists(st.fixed_dictionaries({"bank_lines": bank_lines, "entries": entries}), max_size=3)),
    st.sampled_from(
        (
            ("BL-0001", "JE-00003"),
            ("BL-0002", "JE-00004"),
            ("BL-0003", "JE-00005:PAY-1002"),
            ("BL-0004", "JE-00005:PAY-1003"),
        )
    ).map(lambda pair: ToolCall("match", {"pairs": [{"bank_lines": [pair[0]], "entries": [pair[1]]}]})),
    named("unmatch", match=st.sampled_from([f"{kind}-{n:04d}" for n in range(1, 5) for kind in "MS"])),
    named("set_aside", bank_line=single_lines, duplicate_of=single_lines),
    st.just(ToolCall("apply_cash", {"bank_line": "BL-0010", "customer": "", "applications": [], "unapplied": "75.00"})),
    named("post_bill", bill=bills, coding=amounts.map(lambda amount: [{"account": "6100", "amount": amount}])),
    named("hold_bill", bill=bills, reason=st.just("price")),
    named("reject_bill", bill=bills, reason=st.just("duplicate")),
    named("escalate", subject=bills, reason=st.just("split order")),
    named("save_workpaper", account=st.sampled_from(("1010", "2000")), balance=amounts, unexplained=st.just("0.00")),
)


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
@given(data=st.data(), tool=tools)
def test_anything_is_answered(data: st.DataObject, tool) -> None:
    """Any arguments get a result or a refusal, of bounded size and sendable; a refusal gives the same desk back."""
    before = state(OPENED)
    arguments = data.draw(wild(tool))
    after, answer = call_tool(OPENED, ToolCall(tool.name, arguments))
    assert isinstance(answer, ToolResult | Refusal)
    assert len(answer.text.encode()) <= PAGE_BYTES
    if isinstance(answer, Refusal):
        assert after is OPENED
        assert len(answer.text) <= 800
    elif not tool.acts:
        assert after is OPENED
    assert state(OPENED) == before


@settings(deadline=None)
@given(name=anything)
def test_any_name_is_answered(name: object) -> None:
    """A tool that does not exist, whatever was sent for its name, is a refusal."""
    after, answer = call_tool(OPENED, ToolCall(name, {}))  # type: ignore[arg-type]
    assert after is OPENED
    assert isinstance(answer, Refusal)
    assert answer.code == "tool.unknown"
    answer.text.encode()


@settings(deadline=None)
@given(calls=st.lists(sensible, max_size=14))
def test_a_history_of_calls_never_rewrites_the_past(calls: list[ToolCall]) -> None:
    """Every desk along the way stays what it was, and what is kept in step equals what is worked out anew."""
    desks = [OPENED]
    states = [state(OPENED)]
    for call in calls:
        after, answer = call_tool(desks[-1], call)
        assert (after is desks[-1]) is isinstance(answer, Refusal)
        if after is not desks[-1]:
            desks.append(after)
            states.append(state(after))
    assert [state(at) for at in desks] == states
    last = desks[-1]
    anew = Workspace(last.case, last.books)
    for account in ("1010", "1020"):
        assert last.cash_items(account) == anew.cash_items(account)
    held = {item for match in last.matches for item in match.items}
    assert dict(last.open_cash["1010"]) == {
        item: amount for item, amount in anew.cash_items("1010").items() if item not in held
    }
    assert list(last.open_cash["1010"]) == [item for item in anew.cash_items("1010") if item not in held]
    assert last.lines_matched == sum(len(match.bank_lines) for match in last.matches)
    assert set(last.decisions) == {subject for subject, _ in last.dispositions}
    assert last.settled == sum((bill, "bill") in last.dispositions for bill in last.case.to_settle)
    for bill in ("BILL-0041", "BILL-0042", "BILL-0043", "BILL-0044"):
        posted = last.dispositions.get((bill, "bill"))
        assert (posted is not None and posted.outcome == "posted") is (last.payable(bill) != 0)
        assert last.payable(bill) == anew.payable(bill)


@settings(deadline=None)
@given(calls=st.lists(sensible, max_size=8))
def test_matched_sides_are_equal(calls: list[ToolCall]) -> None:
    """Whatever was matched, both sides of each match add up to the same, and nothing is matched twice; what is set aside
    is one line that settles nothing."""
    at = OPENED
    for call in calls:
        at, _ = call_tool(at, call)
    lines = [name for match in at.matches for name in match.bank_lines]
    items = [(match.account, item) for match in at.matches for item in match.items]
    assert len(set(lines)) == len(lines)
    assert len(set(items)) == len(items)
    for match in at.matches:
        if match.duplicate_of:
            assert (len(match.bank_lines), match.items) == (1, ())
            continue
        bank = sum(at.case.bank_lines[name][0].amount for name in match.bank_lines)
        assert bank == sum(at.cash_items(match.account)[item] for item in match.items)


@settings(deadline=None)
@given(calls=st.lists(sensible, max_size=6), call=sensible)
def test_a_match_undone_and_a_reversal_reversed_leave_no_fact(calls: list[ToolCall], call: ToolCall) -> None:
    """After any history: undoing a match, or reversing what was just posted, restores the facts."""
    at = OPENED
    for earlier in calls:
        at, _ = call_tool(at, earlier)
    after, _ = call_tool(at, call)
    if call.name in {"match", "set_aside"} and after is not at:
        undone = after
        for made in after.matches[len(at.matches) :]:
            undone, _ = call_tool(undone, ToolCall("unmatch", {"match": made.id}))
        assert state_of(undone) == state_of(at)
        assert undone.open_cash == at.open_cash
        assert list(undone.open_cash["1010"]) == list(at.open_cash["1010"])
    if call.name in {"post_entry", "reverse_entry", "post_bill"} and after is not at:
        last = after.books.entries[-1]
        undone, answer = call_tool(
            after, ToolCall("reverse_entry", {"entry": last.id, "date": last.date.isoformat(), "memo": ""})
        )
        assert isinstance(answer, ToolResult), answer.text
        standing = {key: value for key, value in state_of(at).items() if key[-1] != "bill"}
        assert {key: value for key, value in state_of(undone).items() if key[-1] != "bill"} == standing
        if call.name != "reverse_entry":
            again, _ = call_tool(undone, call)
            assert state_of(again) == state_of(after)


@settings(deadline=None)
@given(data=st.data(), tool=st.sampled_from([tool for tool in TOOLS if tool.name != "request_callback"]))
def test_answers_say_nothing_that_is_not_on_the_desk(data: st.DataObject, tool) -> None:
    """What a callback would say is heard by calling alone: any other tool answers the same without it."""
    found = case()
    heard = Workspace.opened(found)
    silent = Workspace.opened(replace(found, callbacks=(Callback("MAIL-0005", "000", "Something else."),)))
    call = ToolCall(tool.name, data.draw(right(tool)))
    assert call_tool(heard, call)[1] == call_tool(silent, call)[1]


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_arguments_that_are_no_object_are_refused(tool) -> None:
    """Null, lists, strings and numbers are not arguments."""
    for arguments in (None, [], "x", 1, 1.5, True, float("nan")):
        after, answer = call_tool(OPENED, ToolCall(tool.name, arguments))  # type: ignore[arg-type]
        assert after is OPENED
        assert isinstance(answer, Refusal)
        assert answer.code == "arguments.type"
