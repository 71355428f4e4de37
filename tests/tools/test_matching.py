"""Many pairs in one call, what cancels out, lines that are set aside, and matches that mix settlements."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.desk import desk, done, imported_twice, line

from tieout.ledger.refusal import Refusal
from tieout.tools.messages import ToolCall, ToolResult
from tieout.tools.mixing import separable
from tieout.tools.registry import call_tool
from tieout.tools.rendering import PAGE_BYTES
from tieout.tools.workspace import Workspace

FALMERE = {"bank_lines": ["BL-0001"], "entries": ["JE-00003"]}
DUNMORE = {"bank_lines": ["BL-0002"], "entries": ["JE-00004"]}
UNEQUAL = {"bank_lines": ["BL-0006"], "entries": ["JE-00008"]}
DEPOSIT = {"bank_lines": ["BL-0006"], "entries": ["JE-00008", "JE-00009"]}
MIXED = {"bank_lines": ["BL-0001", "BL-0002"], "entries": ["JE-00003", "JE-00004"]}


def answered(at: Workspace, *pairs: object) -> tuple[Workspace, list[dict[str, str]]]:
    """The desk after a match of which something was accepted, and the rows of the answer."""
    after, answer = call_tool(at, ToolCall("match", {"pairs": list(pairs)}))
    assert isinstance(answer, ToolResult), answer.text
    return after, [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def refusal(at: Workspace, name: str, /, **arguments: object) -> Refusal:
    """Why a call is refused; the desk stays the very same."""
    after, answer = call_tool(at, ToolCall(name, arguments))
    assert isinstance(answer, Refusal), answer.text
    assert after is at
    return answer


def test_each_pair_stands_alone() -> None:
    """What is refused spoils nothing: the desk is the one that the accepted pairs make, one call for each."""
    together, rows = answered(desk(), FALMERE, UNEQUAL, DUNMORE)
    alone = done(done(desk(), "match", pairs=[FALMERE]), "match", pairs=[DUNMORE])
    assert together == alone
    assert [row["match"] for row in rows] == ["M-0001", "", "M-0002"]
    assert [row["amount"] for row in rows] == ["2500.00", "", "-1200.00"]
    assert rows[1]["refusal"] == refusal(desk(), "match", pairs=[UNEQUAL]).text


def test_of_two_pairs_over_one_line_or_entry_the_first_stands() -> None:
    """The later one is told by which match, although that was made in the same call."""
    again = {"bank_lines": ["BL-0005"], "entries": ["JE-00003"]}
    after, rows = answered(desk(), FALMERE, FALMERE, again)
    assert [made.id for made in after.matches] == ["M-0001"]
    assert "[bank_line.matched]: Bank line BL-0001 is part of match M-0001." in rows[1]["refusal"]
    assert "[entry.matched]: Entry JE-00003 is part of match M-0001." in rows[2]["refusal"]


def test_a_call_in_which_no_pair_is_accepted_is_refused() -> None:
    """One pair gets its own refusal; several get one that names every code, and the first in full."""
    assert refusal(desk(), "match", pairs=[UNEQUAL]).code == "match.difference"
    unknown = {"bank_lines": ["BL-9999"], "entries": []}
    both = refusal(desk(), "match", pairs=[UNEQUAL, unknown, UNEQUAL])
    assert both.code == "match.none"
    assert "None of 3 pairs can be matched (match.difference, bank_line.unknown)" in both.value
    assert "1350.00" in both.value


def test_a_call_of_two_hundred_pairs_gets_a_page_at_most() -> None:
    """Where the words of many refusals would fill more than a page their codes are left."""
    after, answer = call_tool(desk(), ToolCall("match", {"pairs": [FALMERE, *[UNEQUAL] * 199]}))
    assert isinstance(answer, ToolResult)
    assert answer.title == "Matched 1 of 200 pair(s)"
    assert len(answer.rows) == 200
    assert answer.rows[-1] == ("200", "", "", "", "match.difference")
    assert len(answer.text.encode()) <= PAGE_BYTES
    assert refusal(after, "match", pairs=[UNEQUAL] * 201).code == "arguments.too_many"


def test_a_pair_that_mixes_settlements_is_accepted_and_warned_about() -> None:
    """The warning names what balances by itself; one line with many entries, or many lines with one, gets none."""
    after, rows = answered(desk(), MIXED, DEPOSIT)
    assert [made.id for made in after.matches] == ["M-0001", "M-0002"]
    assert rows[0]["warning"] == "BL-0001 alone equals JE-00003: this pair may mix settlements; match them separately"
    assert rows[1]["warning"] == ""


@pytest.mark.parametrize(
    ("lines", "items", "part"),
    [
        ({"a": 5, "b": 7}, {"x": 7, "y": 5}, (("a",), ("y",))),
        ({"a": 5, "b": 7}, {"x": 2, "y": 3, "z": 7}, (("b",), ("z",))),
        ({"a": 5, "b": 7}, {"x": 2, "y": 3, "z": 6, "w": 1}, (("a",), ("x", "y"))),
        ({"a": 5, "b": 7, "c": 9}, {"x": 12, "y": 8, "z": 1}, (("a", "b"), ("x",))),
        ({"a": 5, "b": 7}, {"x": 4, "y": 8}, None),
        ({"a": 5, "b": 5}, {"x": 10}, None),
        ({"a": 12}, {"x": 4, "y": 8}, None),
        ({}, {"x": 4, "y": -4}, None),
    ],
)
def test_the_smallest_part_that_balances_is_found(lines: dict[str, int], items: dict[str, int], part: object) -> None:
    """By amounts alone: one to one before anything else, then the fewest members."""
    assert separable(lines, items) == part


@given(
    lines=st.dictionaries(st.text("abc", min_size=1), st.integers(-9, 9), max_size=8),
    items=st.dictionaries(st.text("xyz", min_size=1), st.integers(-9, 9), max_size=8),
)
def test_a_part_that_is_named_balances_and_leaves_something(lines: dict[str, int], items: dict[str, int]) -> None:
    """Some of each side and, of a side, never all."""
    found = separable(lines, items)
    if found is not None:
        assert 0 < len(found[0]) < len(lines)
        assert 0 < len(found[1]) < len(items)
        assert sum(lines[name] for name in found[0]) == sum(items[name] for name in found[1])


def test_bank_lines_that_cancel_each_other_need_no_entry() -> None:
    """The bank paid by mistake and took it back: the books know nothing of it, and nothing is open."""
    at = imported_twice()
    after, rows = answered(at, {"bank_lines": ["BL-0012", "BL-0013"], "entries": []})
    assert rows[0]["amount"] == "0.00"
    assert after.lines_matched == 2
    assert after.books is at.books
    alone = refusal(imported_twice(), "match", pairs=[{"bank_lines": ["BL-0012"], "entries": []}])
    assert alone.code == "match.empty"
    assert "60.00" in alone.value
    assert refusal(desk(), "match", pairs=[{"bank_lines": [], "entries": [], "account": "1010"}]).code == "match.empty"


def test_an_entry_and_its_reversal_are_cleared_together() -> None:
    """They no longer wait for the bank, they are held like any match, and unmatch gives them back."""
    wrong = done(desk(), "reverse_entry", entry="JE-00004", date="2024-03-31")
    before = wrong.open_cash["1010"]
    after, rows = answered(wrong, {"bank_lines": [], "entries": ["JE-00004", "JE-00011"]})
    assert rows[0]["match"] == "M-0001"
    assert len(after.open_cash["1010"]) == len(before) - 2
    assert after.lines_matched == 0
    assert refusal(after, "reverse_entry", entry="JE-00011", date="2024-03-31").code == "entry.matched"
    assert done(after, "unmatch", match="M-0001").open_cash["1010"] == before


def test_entries_that_do_not_cancel_out_are_not_cleared() -> None:
    """Two payments are not a payment and its reversal."""
    pair = {"bank_lines": [], "entries": ["JE-00004", "JE-00010"]}
    assert refusal(desk(), "match", pairs=[pair]).code == "match.empty"


def test_an_entry_over_another_document_does_not_clear_a_payment() -> None:
    """To make a difference vanish is not to undo its cause: equal amounts do not suffice."""
    lines = [line("1010", "1200.00", "STMT-8136-2024-03"), line("6700", "-1200.00", "STMT-8136-2024-03")]
    at = done(desk(), "post_entry", date="2024-03-31", memo="Difference", lines=lines)
    pair = {"bank_lines": [], "entries": ["JE-00004", "JE-00011"]}
    assert refusal(at, "match", pairs=[pair]).code == "match.documents"


def test_a_batch_and_its_reversal_are_cleared_document_by_document() -> None:
    """One document of it alone, or all of them together."""
    at = done(desk(), "reverse_entry", entry="JE-00005", date="2024-03-31")
    one = ["JE-00005:PAY-1002", "JE-00011:PAY-1002"]
    other = ["JE-00005:PAY-1003", "JE-00011:PAY-1003"]
    both, _ = answered(at, {"bank_lines": [], "entries": one}, {"bank_lines": [], "entries": other})
    assert both.open_cash == answered(at, {"bank_lines": [], "entries": [*one, *other]})[0].open_cash


def test_a_transfer_and_its_reversal_are_cleared_bank_by_bank() -> None:
    """An entry on two banks has cash on both: the pair says which account it means."""
    lines = [line("1020", "500.00", "BL-0011"), line("1010", "-500.00", "BL-0011")]
    at = done(desk(), "post_entry", date="2024-03-25", memo="Transfer", lines=lines)
    at = done(at, "reverse_entry", entry="JE-00011", date="2024-03-31")
    pair = {"bank_lines": [], "entries": ["JE-00011", "JE-00012"]}
    assert refusal(at, "match", pairs=[pair]).code == "match.account"
    assert refusal(at, "match", pairs=[{**pair, "account": "6700"}]).code == "bank.unknown"
    after, _ = answered(at, {**pair, "account": "1010"}, {**pair, "account": "1020"})
    assert [made.account for made in after.matches] == ["1010", "1020"]


def test_an_account_that_a_pair_names_is_that_of_its_lines() -> None:
    """Naming the right one changes nothing; another one is refused."""
    assert answered(desk(), {**FALMERE, "account": "1010"})[0] == answered(desk(), FALMERE)[0]
    assert refusal(desk(), "match", pairs=[{**FALMERE, "account": "1020"}]).code == "match.accounts"


def test_a_line_that_was_imported_twice_is_set_aside() -> None:
    """It is open no more and settles nothing, the other line is matched as ever, and unmatch takes it back."""
    before = imported_twice()
    at = done(before, "set_aside", bank_line="BL-0014", duplicate_of="BL-0007")
    assert at.matched["BL-0014"] == "S-0001"
    assert (at.matches[0].items, at.matches[0].duplicate_of) == ((), "BL-0007")
    _, listed = call_tool(at, ToolCall("list_bank_lines", {"account": "1010"}))
    assert "BL-0014" not in listed.text
    assert refusal(at, "set_aside", bank_line="BL-0014", duplicate_of="BL-0007").code == "bank_line.set_aside"
    undone = done(at, "unmatch", match="S-0001")
    assert (undone.matched, undone.lines_matched) == (before.matched, before.lines_matched)


def test_only_the_later_of_two_lines_that_agree_in_all_is_set_aside() -> None:
    """What differs is named with both values; the earlier line always stays, so something is left to match."""
    at = imported_twice()
    assert refusal(at, "set_aside", bank_line="BL-0007", duplicate_of="BL-0014").code == "set_aside.order"
    for bank_line, duplicate_of, told in (
        ("BL-0011", "BL-0009", "The account of BL-0011 is 1020, that of BL-0009 is 1010."),
        ("BL-0013", "BL-0001", "The date of BL-0013 is 2024-03-29, that of BL-0001 is 2024-03-04."),
        ("BL-0013", "BL-0012", "The amount of BL-0013 is -60.00, that of BL-0012 is 60.00."),
    ):
        differs = refusal(at, "set_aside", bank_line=bank_line, duplicate_of=duplicate_of)
        assert (differs.code, differs.value) == ("set_aside.differs", told)
    matched = done(at, "match", pairs=[FALMERE])
    assert refusal(matched, "set_aside", bank_line="BL-0001", duplicate_of="BL-0002").code == "bank_line.matched"
    assert refusal(at, "set_aside", bank_line="BL-0014", duplicate_of="BL-9999").code == "bank_line.unknown"
