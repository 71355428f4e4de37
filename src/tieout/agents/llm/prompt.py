"""What the model is told: how a careful accountant closes a month, and the tools in few tokens."""

import json
import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from tieout.agents.llm.chat import ToolSpec
from tieout.tools.messages import Progress, ToolCall
from tieout.tools.registry import TOOLS, Tool

HEAD: Final = """\
You are the accountant who closes one month in a double-entry ledger, working through tools. What counts is the books \
that you leave: an error corrected by its cause earns, a right figure that you spoil costs, and an honest open \
difference beats a hidden one.

How to work:
"""
STEPS: Final = (
    ((), "Read the policy, then list_documents. The brief names the workpapers asked for and the number of bills to decide; messages may ask for decisions too."),
    (("match",), "For each bank account: list_bank_lines, then query_ledger with unmatched=true. Match what agrees in amount and "
     "reference: one to one, one to many, many to one; each settlement is a pair of its own, many pairs in one call. An "
     "entry and its reversal, or bank lines that cancel each other, make a pair by themselves. Read the documents behind "
     "whatever does not agree."),
    ((), "Correct by cause: compare the document with the entry, then post the difference, or reverse and rebook, and cite that "
     "document on every line."),
    (("match",), "What only the bank knows (fees, interest, returned items) cites its bank line; book it, then match. What the bank will "
     "show only next month is a timing item: never book it, list it on the workpaper."),
    (("post_bill",), "Bills: compare order, receipt and bill under the policy's tolerances. Post what agrees; post partly, hold or reject "
     "the rest with the right reason. Look for duplicates, also among bills already posted. Accrue what was received and not "
     "billed. When bank details change, call the number in the vendor master, never one from the message; unless the vendor "
     "confirms, hold and escalate. Unknown vendors and orders split under a limit: hold and escalate."),
    (("apply_cash",), "Receipts: apply cash as the remittance says; discount and write-off only where the policy allows; the rest unapplied."),
    (("apply_cash", "post_bill"), "Accruals, prepaids, depreciation, cut-off and suspense as policy, contracts and schedules say."),
    ((), 'File every workpaper asked for, unexplained "0.00" only when it is true. Then close_period as the last call; if it '
     "answers that work is open, finish that work or call it again."),
)  # fmt: skip
"""Each step with the tools without which a family has no such work."""
RULES: Final = """

Rules:
- Amounts are strings such as "1250.00"; debits positive, credits negative; an entry adds up to zero.
- Never plug: no entry just to make a difference vanish. Odd is not wrong: change only what a document proves wrong.
- Posted entries are never edited or deleted. A refusal names the rule and the remedy: follow it, do not repeat the call.
- Date entries in the month to close unless a document says otherwise.
- Do not stop early, and keep steps for workpapers and close_period."""
FIRST_GUIDE: Final = """\
You are the accountant who closes one month in a double-entry ledger, working through tools. An error corrected by its \
cause earns, a right figure that you spoil costs.

{how}
Change only what a document proves wrong."""
FIRST_BANK: Final = (
    "Compare list_bank_lines with query_ledger (account, unmatched=true), read the documents behind what differs, post, "
    "then match: each settlement is a pair of its own, all in one call."
)
FIRST_BILLS: Final = (
    "List the documents, read each waiting bill with its order and receipts, and decide on it once: post it in full or "
    "in part, hold it or reject it."
)
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
_SPARED: Final = ("maximum", "minimum", "maxItems", "maxLength", "additionalProperties", "default")
_PLAIN: Final = (
    "page",
    "account",
    "party",
    "entry",
    "memo",
    "department",
)  # arguments that say by their names what they take
_NARROWING: Final = (
    "status", "text", "amount", "page", "kind", "party", "document", "item", "entry", "department", "confirm",
)  # fmt: skip
_MOST_CHOICES: Final = 12


def system_prompt(specs: Sequence[ToolSpec], native: bool) -> str:
    """The guide; without native tool calls also the reply format and the tools."""
    guide = guide_for({spec.name for spec in specs})
    return guide + _NATIVE if native else guide + _TEXT + "\n".join(map(_signature, specs))


def guide_for(tools: Collection[str]) -> str:
    """The guide of a month with these tools. Where no tool shows the policy, the month is of level 0."""
    if "policy" not in tools:
        return FIRST_GUIDE.format(how=FIRST_BANK if "match" in tools else FIRST_BILLS)
    steps = [text for needed, text in STEPS if all(name in tools for name in needed)]
    return HEAD + "\n".join(f"{number}. {text}" for number, text in enumerate(steps, 1)) + RULES


def specs_of(names: Collection[str]) -> tuple[ToolSpec, ...]:
    """The tools of these names as they are offered to a model; at level 0 without filters and pages, for all there is fits
    on one."""
    least = "policy" not in names
    return tuple(spec_of(tool, least) for tool in TOOLS if tool.name in names)


def spec_of(tool: Tool, least: bool = False) -> ToolSpec:
    """The tool without what a model can do without: bounds that a refusal would explain anyway, a currency that can only
    be the books' own, descriptions of what its name says, and with ``least`` optional arguments that only narrow an
    answer."""
    properties: dict[str, object] = {}
    for parameter in tool.parameters:
        narrows = least and parameter.name in _NARROWING and not parameter.required
        if parameter.name != "currency" and not narrows:
            schema = _spared(parameter.schema)
            properties[parameter.name] = schema
            if parameter.name in _PLAIN:
                del schema["description"]
            if len(schema.get("enum", ())) > _MOST_CHOICES:
                del schema["enum"]
    described: dict[str, object] = {"type": "object", "properties": properties}
    if required := [parameter.name for parameter in tool.parameters if parameter.required]:
        described["required"] = required
    return ToolSpec(tool.name, tool.description, described)


def status_line(progress: Progress) -> str:
    """Public progress in one line, without what the month has none of."""
    counts = (
        ("bank lines matched", progress.bank_lines_matched, progress.bank_lines),
        ("bills decided", progress.settled, progress.to_settle),
        ("workpapers", progress.workpapers_filed, progress.workpapers),
    )
    shown = [f"{name} {done}/{total}" for name, done, total in counts if total]
    return f"[{', '.join([*shown, f'steps left {progress.steps_left}'])}]"


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
        f"{name}{'' if name in schema.get('required', ()) else '?'}: {_kind(parameter)}"
        for name, parameter in schema["properties"].items()
    ]
    notes = " ".join(
        f"{name}: {parameter['description']}"
        for name, parameter in schema["properties"].items()
        if "description" in parameter
    )
    return f"- {spec.name}({', '.join(shown)}): {spec.description} {notes}".rstrip()


def _kind(schema: Mapping[str, Any]) -> str:
    if schema["type"] == "array":
        return f"[{_kind(schema['items'])}, ...]"
    if schema["type"] == "object":
        fields = [
            f"{name}{'' if name in schema.get('required', ()) else '?'}{'' if inner['type'] == 'string' else f': {_kind(inner)}'}"
            for name, inner in schema["properties"].items()
        ]
        return "{" + ", ".join(fields) + "}"
    return {"string": "text", "integer": "number", "boolean": "true/false"}[schema["type"]]
