"""What the model is told: how a careful accountant closes a month, and the tools in few tokens."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from tieout.agents.llm.chat import ToolSpec
from tieout.tools.messages import Progress, ToolCall
from tieout.tools.registry import Tool

GUIDE: Final = """\
You are the accountant who closes one month in a double-entry ledger, working through tools. What counts is the books \
that you leave: an error corrected by its cause earns, a right figure that you spoil costs, and an honest open \
difference beats a hidden one.

How to work:
1. Read the policy, then list_documents. The brief names the workpapers asked for and the number of bills to decide; messages may ask for decisions too.
2. For each bank account: list_bank_lines, then query_ledger with unmatched=true. Match what agrees in amount and \
reference: one to one, one to many, many to one; each settlement is a pair of its own, many pairs in one call. An \
entry and its reversal, or bank lines that cancel each other, make a pair by themselves. Read the documents behind \
whatever does not agree.
3. Correct by cause: compare the document with the entry, then post the difference, or reverse and rebook, and cite that \
document on every line. What only the bank knows (fees, interest, returned items) cites its bank line. Then match.
4. What the bank will show only next month is a timing item: never book it, list it on the workpaper.
5. Bills: compare order, receipt and bill under the policy's tolerances. Post what agrees; post partly, hold or reject \
the rest with the right reason. Look for duplicates, also among bills already posted. Accrue what was received and not \
billed. When bank details change, call the number in the vendor master, never one from the message; unless the vendor \
confirms, hold and escalate. Unknown vendors and orders split under a limit: hold and escalate.
6. Receipts: apply cash as the remittance says; discount and write-off only where the policy allows; the rest unapplied.
7. Accruals, prepaids, depreciation, cut-off and suspense as policy, contracts and schedules say.
8. File every workpaper asked for, unexplained "0.00" only when it is true. Then close_period as the last call; if it \
answers that work is open, finish that work or call it again.

Rules:
- Amounts are strings such as "1250.00"; debits positive, credits negative; an entry adds up to zero.
- Never plug: no entry just to make a difference vanish. Odd is not wrong: change only what a document proves wrong.
- Posted entries are never edited or deleted. A refusal names the rule and the remedy: follow it, do not repeat the call.
- Date entries in the month to close unless a document says otherwise.
- Do not stop early, and keep steps for workpapers and close_period."""

_NATIVE: Final = "\n- Make independent calls together in one reply: up to 20 at once."
_TEXT: Final = """

Reply with exactly one action and nothing else, as one JSON object:
{"tool": "read_document", "arguments": {"documents": ["ID", "ID"]}}

Tools (? marks optional arguments):
"""
NUDGE_NATIVE: Final = (
    "That reply called no tool, so nothing was done. Call a tool; or write one JSON object "
    '{"tool": NAME, "arguments": {...}}. When all is done, call close_period.'
)
NUDGE_TEXT: Final = (
    "No action could be read from that reply, so nothing was done. Reply with one JSON object only: "
    '{"tool": NAME, "arguments": {...}}. When all is done: {"tool": "close_period", "arguments": {}}'
)
NUDGE_CUT: Final = " It ran into the length limit: think less, act."

_FIELDS: Final = re.compile(r"(step|steps|action|reward|rewards|done|error|task|env|model|success|score)$")
_SPARED: Final = ("maximum", "minimum", "maxItems", "additionalProperties", "default")


def system_prompt(specs: Iterable[ToolSpec], native: bool) -> str:
    """The guide; without native tool calls also the reply format and the tools."""
    return GUIDE + _NATIVE if native else GUIDE + _TEXT + "\n".join(map(_signature, specs))


def spec_of(tool: Tool) -> ToolSpec:
    """The tool without the bounds that a refusal would explain anyway."""
    return ToolSpec(tool.name, tool.description, _spared(tool.schema))


def status_line(progress: Progress) -> str:
    """Public progress in one line."""
    return (
        f"[bank lines matched {progress.bank_lines_matched}/{progress.bank_lines}, "
        f"bills decided {progress.settled}/{progress.to_settle}, "
        f"workpapers {progress.workpapers_filed}/{progress.workpapers}, steps left {progress.steps_left}]"
    )


def compact(call: ToolCall, width: int = 200) -> str:
    """A call on one line without a single space: ``vendor(name=Marlbrook_Carton,page=2)``.

    Texts keep letters, digits and ``. , : ; / @ # % + -``; anything else becomes ``_``, so that nothing a model
    writes can pass for a field of an event line.
    """
    name = _plain(call.name) if isinstance(call.name, str) else "?"
    arguments = call.arguments if isinstance(call.arguments, Mapping) else {}
    inside = ",".join(f"{_no_field(_plain(key))}={_compact_value(value)}" for key, value in arguments.items())
    text = f"{name}({inside})"
    return text if len(text) <= width else f"{text[: width - 4]}...)"


def as_json(call: ToolCall) -> str:
    """A call in the format that text replies use."""
    return json.dumps({"tool": call.name, "arguments": call.arguments}, ensure_ascii=False)


def _compact_value(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{_plain(key)}:{_compact_value(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(_compact_value, value)) + "]"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return _plain(value)


def _no_field(key: str) -> str:
    """An argument's name, unless a reader of event lines could take it for a field of the line."""
    return _FIELDS.sub(r"\1_", key)


def _plain(value: object) -> str:
    return re.sub(r"[^A-Za-z0-9.,:;/@#%+-]+", "_", str(value))


def _spared(schema: Any) -> Any:
    if isinstance(schema, Mapping):
        return {key: _spared(value) for key, value in schema.items() if key not in _SPARED}
    return schema


def _signature(spec: ToolSpec) -> str:
    schema: Mapping[str, Any] = spec.parameters
    shown = [
        f"{name}{'' if name in schema['required'] else '?'}: {_kind(parameter)}"
        for name, parameter in schema["properties"].items()
    ]
    notes = " ".join(
        f"{name}: {parameter['description']}"
        for name, parameter in schema["properties"].items()
        if name not in ("page", "account", "party")
    )
    return f"- {spec.name}({', '.join(shown)}): {spec.description} {notes}".rstrip()


def _kind(schema: Mapping[str, Any]) -> str:
    if schema["type"] == "array":
        return f"[{_kind(schema['items'])}, ...]"
    if schema["type"] == "object":
        fields = [
            f"{name}{'' if name in schema['required'] else '?'}{'' if inner['type'] == 'string' else f': {_kind(inner)}'}"
            for name, inner in schema["properties"].items()
        ]
        return "{" + ", ".join(fields) + "}"
    return {"string": "text", "integer": "number", "boolean": "true/false"}[schema["type"]]
