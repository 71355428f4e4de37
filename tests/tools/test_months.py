"""On generated months: answers stay within their size, and every document can be found and read."""

import json
import statistics

import pytest

from tieout.tasks.family import LEVELS
from tieout.tasks.registry import FAMILIES, family_of, make_task
from tieout.tools.messages import ToolCall, ToolResult
from tieout.tools.registry import call_tool
from tieout.tools.rendering import PAGE_BYTES
from tieout.tools.workspace import Workspace


def pages(desk: Workspace, name: str, /, **arguments: object) -> list[ToolResult]:
    """Every page of an answer."""
    found: list[ToolResult] = []
    page = 1
    while page:
        paging = {"page": page} if page > 1 else {}
        _, answer = call_tool(desk, ToolCall(name, {**arguments, **paging}))
        assert isinstance(answer, ToolResult), answer.text
        found.append(answer)
        page = answer.page.next if answer.page else 0
    return found


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("family", [family.name for family in FAMILIES])
def test_answers_on_a_month_are_small(family: str, level: int) -> None:
    """No page exceeds 10 KB of text, the policy's neither. A typical one is at most 4 KB, text and data together."""
    case = family_of(family).build(make_task(family, level, "train", 7)).case
    desk = Workspace.opened(case)
    results = [
        *pages(desk, "policy"),
        *pages(desk, "trial_balance"),
        *pages(desk, "income_statement"),
        *pages(desk, "balance_sheet"),
        *pages(desk, "list_documents"),
        *pages(desk, "query_ledger", period="all"),
        *pages(desk, "vendor"),
        *pages(desk, "customer"),
    ]
    for statement in case.statements:
        results += pages(desk, "list_bank_lines", account=statement.account)
        results += pages(desk, "query_ledger", account=statement.account, unmatched=True)
    for document in case.documents:
        results += pages(desk, "read_document", documents=[document.id])
    assert max(len(result.text.encode()) for result in results) <= PAGE_BYTES
    assert statistics.median(len(result.text.encode()) + len(json.dumps(result.data)) for result in results) <= 4_000


@pytest.mark.parametrize("family", [family.name for family in FAMILIES])
def test_what_is_listed_can_be_read(family: str) -> None:
    """The pages of the list name every document once, and each can be found by its own id in its text."""
    case = family_of(family).build(make_task(family, 2, "train", 7)).case
    desk = Workspace.opened(case)
    listed = [row[0] for result in pages(desk, "list_documents") for row in result.rows]
    assert listed == [document.id for document in case.documents]
    for name in listed[::10]:
        found = [row[0] for result in pages(desk, "list_documents", text=name.lower()) for row in result.rows]
        assert name in found
