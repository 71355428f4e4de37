"""How much a client may send, and how much of it an answer repeats.

The size of a frame follows from the tools' schemas, so that a tool with longer arguments raises it by itself.
"""

import json
from collections.abc import Mapping
from typing import Any, Final

from tieout.tools.arguments import schema_of
from tieout.tools.registry import TOOLS

MAX_BODY: Final = 256 * 1024  # bytes of an HTTP request; the longest that we serve are some hundred
BODY_SECONDS: Final = 10.0  # from the head of a request to the end of its body
MAX_DEPTH: Final = 64  # brackets; tool calls need four
MAX_ERRORS: Final = 10  # of a validation, in one answer
MAX_NAME: Final = 255  # characters of a JSON-RPC method, id or session id
MAX_ECHO: Final = 60  # characters of what a client sent that an answer repeats
ENVELOPE: Final = 1024  # characters around the arguments of a call: type, tool's name, metadata, spaces
_PUNCTUATION: Final = 4  # two quotes, comma, space
_NUMBER: Final = 24
_ROUND: Final = 64 * 1024


def _longest(schema: Mapping[str, Any], inside_list: bool = False) -> int:
    """Characters of the longest legal value, unescaped. The elements of a list of lists are counted once: nobody joins
    two hundred lines to two hundred entries each."""
    if "enum" in schema:
        return max(len(json.dumps(value)) for value in schema["enum"]) + _PUNCTUATION
    kind = schema["type"]
    if kind == "string":
        return int(schema["maxLength"]) + _PUNCTUATION
    if kind == "array":
        count = 1 if inside_list else int(schema["maxItems"])
        return count * (_longest(schema["items"], inside_list=True) + _PUNCTUATION)
    if kind == "object":
        fields: Mapping[str, Mapping[str, Any]] = schema["properties"]
        return sum(len(name) + _PUNCTUATION + _longest(inner, inside_list) for name, inner in fields.items())
    return _NUMBER


def longest_call() -> int:
    """Characters of the longest legal tool call with its envelope."""
    return max(_longest(schema_of(tool.parameters)) for tool in TOOLS) + ENVELOPE


def _rounded_up(size: int) -> int:
    return -(-size // _ROUND) * _ROUND


MAX_FRAME: Final = _rounded_up(longest_call())  # characters of a text frame
MAX_MESSAGE: Final = 4 * MAX_FRAME  # bytes; a longer message is not read at all, its socket is closed with 1009
