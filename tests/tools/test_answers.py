"""What each tool answers, word by word, and that text and data say the same."""

import json
import os
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.desk import desk, done, imported_twice, line

from tieout.tools.messages import PROSE_COLUMNS, Page, ToolCall, ToolResult
from tieout.tools.registry import TOOLS, call_tool
from tieout.tools.rendering import PAGE_BYTES

GOLDEN = Path(__file__).parents[1] / "golden" / "tools"
MATCHED = ("match", {"pairs": [{"bank_lines": ["BL-0001"], "entries": ["JE-00003"]}]})
HELD = ("hold_bill", {"bill": "BILL-0043", "reason": "bank details"})
RECEIPT = {
    "bank_line": "BL-0005",
    "customer": "C-0101",
    "applications": [{"invoice": "INV-0211", "amount": "980.00", "discount": "20.00"}],
}
ANSWERS: dict[str, tuple[tuple[str, dict[str, object]], ...]] = {
    # the name of the golden text: what was done before, and last the call whose answer is shown
    "list_documents": (HELD, ("list_documents", {})),
    "list_documents-filtered": (("list_documents", {"kind": "supplier bill", "party": "V-0012", "text": "pallets"}),),
    "read_document": (("read_document", {"documents": ["BILL-0042"]}),),
    "read_document-several": (("read_document", {"documents": ["BILL-0042", "BILL-9999", "BL-0001"]}),),
    "read_document-bank-line": (MATCHED, ("read_document", {"documents": ["BL-0001"]})),
    "list_bank_lines": (MATCHED, ("list_bank_lines", {"account": "1010"})),
    "list_bank_lines-matched": (MATCHED, ("list_bank_lines", {"account": "1010", "status": "matched"})),
    "query_ledger": (("query_ledger", {"account": "2000"}),),
    "query_ledger-document": (("query_ledger", {"document": "BILL-0041"}),),
    "query_ledger-unmatched": (MATCHED, ("query_ledger", {"account": "1010", "unmatched": True})),
    "account_balance": (("account_balance", {"account": "2000"}),),
    "trial_balance": (("trial_balance", {}),),
    "income_statement": (("income_statement", {}),),
    "balance_sheet": (("balance_sheet", {}),),
    "ageing": (("ageing", {"account": "2000"}),),
    "open_items": (("open_items", {"account": "2000"}),),
    "open_items-settled": (("open_items", {"account": "2000", "item": "BILL-0031"}),),
    "vendor": (("vendor", {"name": "carton"}),),
    "vendor-all": (("vendor", {}),),
    "customer": (("customer", {"name": "C-0102"}),),
    "policy": (("policy", {}),),
    "policy-topic": (("policy", {"topic": "receipts"}),),
    "post_entry": (
        (
            "post_entry",
            {
                "date": "2024-03-18",
                "memo": "Service charge",
                "lines": [line("6700", "35.00", "BL-0007"), line("1010", "-35.00", "BL-0007")],
            },
        ),
    ),
    "reverse_entry": (("reverse_entry", {"entry": "JE-00006", "date": "2024-03-31", "memo": "Digits exchanged"}),),
    "match": (("match", {"pairs": [{"bank_lines": ["BL-0006"], "entries": ["JE-00008", "JE-00009"]}]}),),
    "match-many": (
        (
            "match",
            {
                "pairs": [
                    {"bank_lines": ["BL-0001"], "entries": ["JE-00003"]},
                    {"bank_lines": ["BL-0001"], "entries": ["JE-00003"]},
                    {"bank_lines": ["BL-0003", "BL-0004"], "entries": ["JE-00005:PAY-1002", "JE-00005:PAY-1003"]},
                ]
            },
        ),
    ),
    "set_aside": (("set_aside", {"bank_line": "BL-0014", "duplicate_of": "BL-0007"}),),
    "unmatch": (MATCHED, ("unmatch", {"match": "M-0001"})),
    "apply_cash": (("apply_cash", RECEIPT),),
    "post_bill": (("post_bill", {"bill": "BILL-0042", "coding": [{"account": "6100", "amount": "544.63"}]}),),
    "post_bill-partly": (("post_bill", {"bill": "BILL-0042", "coding": [{"account": "6100", "amount": "498.00"}]}),),
    "hold_bill": (HELD,),
    "reject_bill": (("reject_bill", {"bill": "BILL-0043", "reason": "not ours"}),),
    "request_callback": (("request_callback", {"document": "MAIL-0005", "phone": "555-010-8814"}),),
    "escalate": (("escalate", {"subject": "MAIL-0005", "reason": "bank details"}),),
    "save_workpaper": (
        (
            "save_workpaper",
            {
                "account": "1010",
                "balance": "14218.67",
                "unexplained": "0.00",
                "listed": [{"document": "PAY-1004", "amount": "-640.00"}],
            },
        ),
    ),
    "close_period": (("close_period", {"confirm": True}),),
    "close_period-open": (("close_period", {}),),
}


def answer(calls: tuple[tuple[str, dict[str, object]], ...]) -> ToolResult:
    at = imported_twice() if calls[-1][0] == "set_aside" else desk()
    for name, arguments in calls[:-1]:
        at = done(at, name, **arguments)
    _, found = call_tool(at, ToolCall(*calls[-1]))
    assert isinstance(found, ToolResult), found.text
    return found


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_an_answer_reads_as_its_golden_text(name: str) -> None:
    """Agents read these words: to change them is to change behaviour. TIEOUT_GOLDEN=write renews them for review."""
    text = answer(ANSWERS[name]).text + "\n"
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("TIEOUT_GOLDEN") == "write":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_every_tool_has_a_golden_text_and_every_golden_text_a_tool() -> None:
    """Nothing is left out but the two tools that only refuse, and nothing is left over."""
    shown = {calls[-1][0] for calls in ANSWERS.values()}
    assert shown == {tool.name for tool in TOOLS if not tool.forbidden}
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(ANSWERS)


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_text_and_data_say_the_same(name: str) -> None:
    """Every field, cell and line of the data stands in the text, and the data survive JSON."""
    result = answer(ANSWERS[name])
    data = json.loads(json.dumps(result.data))
    assert data["title"] == result.text.split("\n", 1)[0]
    for field, value in data.get("fields", {}).items():
        assert f"\n{field}: {value}" in result.text
    for row in data.get("rows", []):
        assert len(row) == len(data["columns"])
        assert "\n" + " | ".join(row) in result.text
    assert " ".join(data.get("body", "").split()) in " ".join(result.text.split())


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_an_answer_is_small(name: str) -> None:
    """Typical answers cost at most 4 KB, in text and in data alike."""
    result = answer(ANSWERS[name])
    assert len(result.text.encode()) <= 4_000
    assert len(json.dumps(result.data).encode()) <= 6_000


def test_the_text_is_made_once() -> None:
    """Asking for the text again gives the very same string."""
    result = ToolResult("T", (("a", "b"),), ("c",), (("d",),))
    assert result.text is result.text
    assert result.text == "T\na: b\nc\nd"


WORDS = st.lists(st.text("abc-/", min_size=1, max_size=130), min_size=1, max_size=60).map(" ".join)


@given(WORDS)
def test_prose_wraps_between_words(paragraph: str) -> None:
    """No line is longer than it need be, none shorter, and the words are the same in the same order."""
    lines = ToolResult("T", body=paragraph).text.split("\n")[1:]
    assert " ".join(lines) == paragraph
    assert all(len(row) <= PROSE_COLUMNS or " " not in row for row in lines)
    for row, following in pairwise(lines):
        assert len(row) + 1 + len(following.split(" ", 1)[0]) > PROSE_COLUMNS


def test_tables_do_not_wrap() -> None:
    """Rows whose cells stand behind bars or gaps stay on their line; the paragraph below them wraps, indented or not."""
    bars, gaps = " | ".join(["cell"] * 40), "  ".join(["cell"] * 40)
    prose = " ".join(["word"] * 40)
    full = " ".join(["word"] * 20)
    assert ToolResult("T", body=f"{bars}\n{gaps}\n{prose}").text == f"T\n{bars}\n{gaps}\n{full}\n{full}"
    assert ToolResult("T", body=f"  {prose}").text == f"T\n  {full.removesuffix(' word')}\n{full}\nword"
    assert ToolResult("T", body=prose).data["body"] == prose


def test_a_page_says_where_it_stands() -> None:
    """The last line of a paged answer tells what is shown and where to go on; a single page needs no such line."""
    rows = (("1",), ("2",))
    assert ToolResult("T", (), ("n",), rows, Page(1, 2, 5, 2)).text.endswith("\n(rows 1-2 of 5; page 2 has more)")
    assert ToolResult("T", (), ("n",), rows, Page(4, 5, 5, 0)).text.endswith("\n(rows 4-5 of 5; the last page)")
    assert ToolResult("T", (), ("n",), rows, Page(1, 2, 2, 0)).text == "T\nn\n1\n2"
    assert ToolResult("T", body="x", page=Page(1, 1, 3, 2)).text.endswith("\n(lines 1-1 of 3; page 2 has more)")


def test_page_maximum_is_what_the_issue_asks_for() -> None:
    """A page is at most 10 KB."""
    assert PAGE_BYTES == 10_000
