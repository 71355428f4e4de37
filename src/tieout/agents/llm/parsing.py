"""From what a model wrote to a call, leniently; what cannot be read is None, never an exception.

Read are, in this order: JSON objects anywhere in the text (in fences or in prose, with single quotes, trailing commas,
Python's True and None), then call syntax such as ``vendor(name="Marlbrook")``.
"""

import ast
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from tieout.agents.llm.chat import ToolSpec
from tieout.tools.messages import ToolCall

MAX_TEXT: Final = 40_000  # characters of a reply that are read; an honest action needs far less
MAX_TRIES: Final = 40  # brackets of a reply that are tried: junk must not cost time
MAX_DEPTH: Final = 16  # levels of nesting; tool calls need six
MAX_NUMBER: Final = 10**15
_NAMES: Final = ("tool", "tool_name", "name", "action", "function", "function_name")
_ARGUMENTS: Final = ("arguments", "args", "parameters", "params", "input", "tool_input", "action_input")
_THOUGHT: Final = re.compile(r"<(think|thinking|reasoning)>.*?(</\1>|\Z)", re.DOTALL | re.IGNORECASE)
_MARKER: Final = re.compile(r"(?:^|\n)\W*(?:next\s+)?action\W*?\s*[:\-]", re.IGNORECASE)
_MARKS: Final = re.compile(r"\\.|[\"'{}\[\]()]", re.DOTALL)  # a backslash hides what follows it
_PAIRS: Final = {"{": "}", "[": "]", "(": ")"}
_WORDS: Final = {"true": True, "false": False, "null": None, "none": None}


def without_thought(text: str) -> str:
    """The text less what the model only thought aloud."""
    return _THOUGHT.sub("", text[:MAX_TEXT]).strip()


def arguments_in(text: str) -> dict[str, object] | None:
    """The arguments of a native tool call; an empty text means none."""
    if len(text) > MAX_TEXT:
        return None
    if not text.strip():
        return {}
    found = _value_of(text.strip())
    if isinstance(found, str):  # encoded twice
        found = _value_of(found)
    if found is None:
        found = next(_objects(text), None)
    return found if isinstance(found, dict) and is_plain(found) else None


def is_plain(value: object, depth: int = MAX_DEPTH) -> bool:
    """Whether a value can travel as JSON: no half surrogate pairs, no endless numbers, no deep nesting."""
    if isinstance(value, str):
        return not any("\ud800" <= letter <= "\udfff" for letter in value)
    if isinstance(value, Mapping):
        return depth > 0 and all(is_plain(key) and is_plain(inner, depth - 1) for key, inner in value.items())
    if isinstance(value, list):
        return depth > 0 and all(is_plain(inner, depth - 1) for inner in value)
    return value is None or isinstance(value, bool) or (isinstance(value, int | float) and abs(value) <= MAX_NUMBER)


def action_in(text: str, specs: Sequence[ToolSpec]) -> ToolCall | None:
    """The one action of a text reply. After an ``Action:`` marker that is followed by one, that one; else the first
    that names a listed tool; else the first JSON object that plainly is an action, so that its refusal can teach."""
    text = without_thought(text)
    known = {spec.name: spec for spec in specs}
    for marker in _MARKER.finditer(text):
        found = _listed(text[marker.end() :], known)
        if found is not None:
            return found
    found = _listed(text, known)
    if found is not None:
        return found
    return next((call for found in _objects(text) if (call := _call_of(found)) is not None), None)


def _listed(text: str, known: Mapping[str, ToolSpec]) -> ToolCall | None:
    for found in _objects(text):
        call = _call_of(found, known)
        if call is not None and call.name in known:
            return call
    return _in_call_syntax(text, known)


def _call_of(found: dict[str, object], known: Mapping[str, ToolSpec] | None = None) -> ToolCall | None:
    """The call that an object describes, in any of the shapes that models use."""
    if not is_plain(found):
        return None
    wrapped = found.get("tool_calls")
    if isinstance(wrapped, list) and wrapped and isinstance(wrapped[0], dict):
        found = wrapped[0]
    function = found.get("function")
    if isinstance(function, dict):
        found = function
    key = next((name for name in _NAMES if isinstance(found.get(name), str)), None)
    if key is None:
        if len(found) == 1 and known is not None:
            ((name, arguments),) = found.items()
            if name in known and isinstance(arguments, dict):
                return ToolCall(name, arguments)
        return None
    said = str(found[key]).strip()
    if known is not None and "(" in said:
        return _in_call_syntax(said, known)
    name = _name_of(said, known or {})
    holder = next((other for other in _ARGUMENTS if other in found), None)
    if holder is None:
        flat = {other: value for other, value in found.items() if other not in (key, "thought", "type")}
        return ToolCall(name, flat) if known is not None else None
    arguments = found[holder]
    if isinstance(arguments, str):
        arguments = arguments_in(arguments)
    elif arguments is None:
        arguments = {}
    return ToolCall(name, arguments) if isinstance(arguments, dict) else None


def _name_of(said: str, known: Mapping[str, ToolSpec]) -> str:
    plain = said.rsplit(".", 1)[-1].strip("`'\" ").lower().replace("-", "_").replace(" ", "_")
    return plain if plain in known else said


def _objects(text: str) -> Iterator[dict[str, object]]:
    """Every outermost object in a text, first to last, that can be read as JSON or nearly so."""
    start = text.find("{")
    tries = MAX_TRIES
    while start != -1 and tries:
        tries -= 1
        end = _closing(text, start)
        found = _value_of(text[start:end]) if end else None
        if isinstance(found, dict):
            yield found
            start = text.find("{", end)
        else:
            start = text.find("{", start + 1)


def _closing(text: str, start: int) -> int:
    """Where the bracket at ``start`` closes (one past it), strings skipped; 0 if it never does."""
    awaited: list[str] = []
    quote = ""
    for found in _MARKS.finditer(text, start):
        letter, position = found[0], found.start()
        if quote:
            if letter == quote and not (quote == "'" and _inside_word(text, position)):
                quote = ""
        elif letter == '"' or letter == "'" and not _inside_word(text, position):
            quote = letter
        elif letter in _PAIRS:
            awaited.append(_PAIRS[letter])
            if len(awaited) > MAX_DEPTH:
                return 0
        elif awaited and letter == awaited[-1]:
            awaited.pop()
            if not awaited:
                return position + 1
    return 0


def _inside_word(text: str, position: int) -> bool:
    """An apostrophe, as in "Baker's", and not a quotation mark."""
    return 0 < position < len(text) - 1 and text[position - 1].isalnum() and text[position + 1].isalnum()


def _value_of(text: str) -> object:
    """The value that a text denotes as JSON, or as a Python literal that may use JSON's words; None if neither."""
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        pass
    try:
        tree = ast.parse(text.strip(), mode="eval")
        return _literal(tree.body)
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return None


def _literal(node: ast.expr) -> object:
    """The value of a literal expression. ValueError where it is none."""
    if isinstance(node, ast.Name) and node.id.lower() in _WORDS:
        return _WORDS[node.id.lower()]
    if isinstance(node, ast.Dict):
        keys = [_literal(key) for key in node.keys if key is not None]
        if len(keys) != len(node.values) or not all(isinstance(key, str) for key in keys):
            raise ValueError("keys are strings")
        return dict(zip(keys, map(_literal, node.values), strict=True))
    if isinstance(node, ast.List | ast.Tuple):
        return [_literal(element) for element in node.elts]
    value = ast.literal_eval(node)
    if value is None or isinstance(value, str | int | float):
        return value
    raise ValueError("not a JSON value")


def _in_call_syntax(text: str, known: Mapping[str, ToolSpec]) -> ToolCall | None:
    for match in islice(re.finditer(r"\b([A-Za-z_]+)\s*\(", text), MAX_TRIES):
        spec = known.get(match[1].lower())
        end = _closing(text, match.end() - 1)
        if spec is None or not end:
            continue
        try:  # the name goes for a letter: a tool may be called as a keyword of Python is
            node = ast.parse(f"f{text[match.end() - 1 : end]}", mode="eval").body
            if not isinstance(node, ast.Call):
                continue
            arguments = {str(keyword.arg): _literal(keyword.value) for keyword in node.keywords}
            values = [_literal(value) for value in node.args]
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            continue
        if not all(map(is_plain, (*values, arguments))):
            continue
        if len(values) == 1 and isinstance(values[0], dict) and not arguments:
            return ToolCall(spec.name, values[0])
        properties = spec.parameters["properties"]
        names = list(properties) if isinstance(properties, Mapping) else []
        return ToolCall(spec.name, {**dict(zip(names, values, strict=False)), **arguments})
    return None
