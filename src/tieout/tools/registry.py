"""The registry: every tool there is, its schema, and the one way to call it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from tieout.ledger.refusal import Refusal
from tieout.tools import (
    ageing,
    decisions,
    matching,
    post_bill,
    post_cash,
    post_entry,
    read_desk,
    read_ledger,
    read_statements,
    workpapers,
)
from tieout.tools.arguments import Parameter, check_arguments, parameters_of, quoted, schema_of
from tieout.tools.messages import ToolCall, ToolResult
from tieout.tools.workspace import Step, Workspace


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool: ``acts`` says whether it can change the desk, ``forbidden`` that it is always refused and recorded."""

    name: str
    description: str
    parameters: tuple[Parameter, ...]
    acts: bool
    forbidden: bool
    function: Callable[..., Step]

    @property
    def schema(self) -> dict[str, object]:
        """JSON schema of the arguments."""
        return schema_of(self.parameters)


_READ = (
    read_desk.list_documents,
    read_desk.read_document,
    read_desk.list_bank_lines,
    read_ledger.query_ledger,
    read_ledger.account_balance,
    read_ledger.trial_balance,
    read_statements.income_statement,
    read_statements.balance_sheet,
    read_ledger.open_items,
    ageing.ageing,
    read_desk.vendor,
    read_desk.customer,
    read_desk.policy,
)
_ACT = (
    post_entry.post_entry,
    post_entry.reverse_entry,
    matching.match,
    matching.unmatch,
    matching.set_aside,
    post_cash.apply_cash,
    post_bill.post_bill,
    decisions.hold_bill,
    decisions.reject_bill,
    decisions.request_callback,
    decisions.escalate,
    workpapers.save_workpaper,
    decisions.close_period,
)
_FORBIDDEN = (post_entry.update_entry, post_entry.delete_entry)


def _tool(function: Callable[..., Step], acts: bool, forbidden: bool) -> Tool:
    description, parameters = parameters_of(function)
    return Tool(function.__name__, description, parameters, acts, forbidden, function)


TOOLS: tuple[Tool, ...] = (
    *(_tool(function, False, False) for function in _READ),
    *(_tool(function, True, False) for function in _ACT),
    *(_tool(function, True, True) for function in _FORBIDDEN),
)
_BY_NAME = {tool.name: tool for tool in TOOLS}
EVERY_NAME = tuple(_BY_NAME)
ELSEWHERE = "The brief, and the tools of this month, show what there is."


def find_tool(name: str) -> Tool | None:
    """The tool of that name."""
    return _BY_NAME.get(name)


def call_tool(
    desk: Workspace, call: ToolCall, offered: tuple[str, ...] = EVERY_NAME
) -> tuple[Workspace, ToolResult | Refusal]:
    """Carry out one call; tools that are not ``offered`` do not exist. A refusal leaves the desk as it was, to the bit:
    the very same object comes back."""
    tool = _BY_NAME.get(call.name) if isinstance(call.name, str) and call.name in offered else None
    if tool is None:
        return desk, Refusal(
            "tool.unknown",
            f"There is no tool {quoted(call.name)}.",
            "Only listed tools can be called.",
            f"Use one of: {', '.join(name for name in offered if not _BY_NAME[name].forbidden)}.",
        )
    refusal = check_arguments(tool.name, tool.parameters, call.arguments)
    if refusal is not None:
        return desk, refusal
    step = tool.function(desk, **call.arguments)
    if isinstance(step, Refusal):
        return desk, step if offered is EVERY_NAME else _feasible(step, offered)
    return step


def _feasible(refusal: Refusal, offered: tuple[str, ...]) -> Refusal:
    """The refusal, with another remedy where its own names a tool that does not exist here."""
    for name in EVERY_NAME:
        if name not in offered and re.search(rf"\b{name}\b" if "_" in name else rf"\b{name}\(", refusal.remedy):
            return replace(refusal, remedy=ELSEWHERE)
    return refusal
