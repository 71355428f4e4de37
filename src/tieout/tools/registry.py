"""The registry: every tool there is, its schema, and the one way to call it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tieout.ledger.refusal import Refusal
from tieout.tools import decide, post, read, reconcile
from tieout.tools.arguments import Parameter, check_arguments, parameters_of, schema_of
from tieout.tools.calls import ToolCall, ToolResult
from tieout.tools.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool: ``acts`` says whether it can change the desk, ``forbidden`` that it is always refused and recorded."""

    name: str
    description: str
    parameters: tuple[Parameter, ...]
    acts: bool
    forbidden: bool
    function: Callable[..., Any]

    @property
    def schema(self) -> dict[str, object]:
        """JSON schema of the arguments."""
        return schema_of(self.parameters)


_READ = (
    read.list_documents,
    read.read_document,
    read.list_bank_lines,
    read.query_ledger,
    read.account_balance,
    read.trial_balance,
    read.open_items,
    read.vendor,
    read.customer,
    read.policy,
)
_ACT = (
    post.post_entry,
    post.reverse_entry,
    reconcile.match,
    reconcile.unmatch,
    post.apply_cash,
    post.post_bill,
    decide.hold_bill,
    decide.reject_bill,
    decide.request_callback,
    decide.escalate,
    reconcile.save_workpaper,
    decide.close_period,
)
_FORBIDDEN = (post.update_entry, post.delete_entry)


def _tool(function: Callable[..., Any], acts: bool, forbidden: bool) -> Tool:
    description, parameters = parameters_of(function)
    return Tool(function.__name__, description, parameters, acts, forbidden, function)


TOOLS: tuple[Tool, ...] = (
    *(_tool(function, False, False) for function in _READ),
    *(_tool(function, True, False) for function in _ACT),
    *(_tool(function, True, True) for function in _FORBIDDEN),
)
_BY_NAME = {tool.name: tool for tool in TOOLS}


def find_tool(name: str) -> Tool | None:
    return _BY_NAME.get(name)


def call_tool(desk: Workspace, call: ToolCall) -> tuple[Workspace, ToolResult | Refusal]:
    """Carry out one call. A refusal leaves the desk as it was, to the bit: the very same object comes back."""
    tool = _BY_NAME.get(call.name) if isinstance(call.name, str) else None
    if tool is None:
        return desk, Refusal(
            "tool.unknown",
            f"There is no tool {ascii(call.name)[:60]}.",
            "Only listed tools can be called.",
            f"Use one of: {', '.join(_BY_NAME)}.",
        )
    refusal = check_arguments(tool.name, tool.parameters, call.arguments)
    if refusal is not None:
        return desk, refusal
    step = tool.function(desk, **call.arguments)
    if isinstance(step, Refusal):
        return desk, step
    return step
