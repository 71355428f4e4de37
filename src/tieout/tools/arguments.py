"""Arguments: JSON schema from a tool's signature, and validation that answers with refusals.

Supported parameter types: ``str``, ``int``, ``bool``, ``Literal`` of strings, ``Sequence`` and ``TypedDict`` of these and
of each other, with or without a default. Descriptions come from the docstring's ``Args:`` section.
"""

import inspect
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints, is_typeddict

from tieout.ledger.refusal import Refusal

MAX_TEXT: Final = 300
MAX_LIST: Final = 200
MAX_NUMBER: Final = 10_000
# Controls, line and paragraph separators, marks that reverse the reading direction, lone surrogates: they would let a
# memo pass for something else in a table, or cannot be sent at all.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_ARG = re.compile(r"^    (\w+): (.*)$")

Check = Callable[[str, object], Refusal | None]
"""Why a value cannot be accepted, or None; the first argument says where it stands."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: its JSON schema, whether it must be given, and the check of a value."""

    name: str
    schema: Mapping[str, object]
    required: bool
    check: Check


def parameters_of(function: Callable[..., Any]) -> tuple[str, tuple[Parameter, ...]]:
    """The tool's description (docstring up to ``Args:``) and its parameters; the first one, the desk, is left out."""
    doc = inspect.getdoc(function) or ""
    description, _, args = doc.partition("\nArgs:\n")
    texts: dict[str, str] = {}
    name = ""
    for line in args.splitlines():
        if match := _ARG.match(line):
            name, texts[match[1]] = match[1], match[2].strip()
        elif name and line.strip():
            texts[name] += " " + line.strip()
    hints = get_type_hints(function)
    parameters = []
    for parameter in list(inspect.signature(function).parameters.values())[1:]:
        if parameter.name not in texts:
            raise TypeError(f"{function.__name__}: the docstring does not explain {parameter.name!r}")
        schema, check = _typed(hints[parameter.name])
        required = parameter.default is inspect.Parameter.empty
        schema = {**schema, "description": texts[parameter.name]}
        if not required and parameter.default not in ("", ()):
            schema["default"] = parameter.default
        parameters.append(Parameter(parameter.name, schema, required, check))
    return " ".join(description.split()), tuple(parameters)


def schema_of(parameters: tuple[Parameter, ...]) -> dict[str, object]:
    """JSON schema of a call's arguments."""
    return {
        "type": "object",
        "properties": {parameter.name: dict(parameter.schema) for parameter in parameters},
        "required": [parameter.name for parameter in parameters if parameter.required],
        "additionalProperties": False,
    }


def check_arguments(tool: str, parameters: tuple[Parameter, ...], arguments: object) -> Refusal | None:
    """Why ``arguments`` cannot be accepted, or None."""
    if type(arguments) is not dict and not isinstance(arguments, Mapping):
        return _wrong_type(f"Arguments of {tool}", arguments, "a JSON object")
    given = 0
    for parameter in parameters:
        if parameter.name in arguments:
            given += 1
            value = arguments[parameter.name]
            if parameter.check("", value) is not None:
                return parameter.check(f"{tool}.{parameter.name}", value)
        elif parameter.required:
            return _missing(tool, parameter.name, str(parameter.schema["description"]))
    if given < len(arguments):
        return _unknown(tool, arguments, [parameter.name for parameter in parameters])
    return None


def quoted(value: object) -> str:
    """A scalar as a refusal may show it: in quotes, cut to a readable length. Never fails, never recurses."""
    if isinstance(value, str):
        text = repr(value[:40])
        return text if len(value) <= 40 and len(text) <= 60 else f"{text[:48]}...'"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value) if abs(value) < 10**12 else "a huge number"
    if isinstance(value, float):
        return repr(value)
    return _named(value)


def _named(value: object) -> str:
    names = {"NoneType": "null", "bool": "a boolean", "int": "a number", "float": "a number", "str": "a string"}
    return names.get(type(value).__name__, "an array" if isinstance(value, list | tuple) else "an object")


def _wrong_type(where: str, value: object, wanted: str) -> Refusal:
    return Refusal("arguments.type", f"{where} is {_named(value)}.", f"It takes {wanted}.", f"Send {wanted}.")


def _missing(where: str, name: str, description: str = "") -> Refusal:
    return Refusal(
        "arguments.missing",
        f"{where} came without {name}.",
        "Required arguments and fields must be given.",
        f"Add {name}: {description}" if description else f"Add {name}.",
    )


def _unknown(where: str, given: Mapping[Any, object], known: Sequence[str]) -> Refusal:
    name = next(name for name in given if name not in known)
    return Refusal(
        "arguments.unknown",
        f"{where} does not take {quoted(name)}.",
        "Only declared arguments and fields are accepted.",
        f"Use: {', '.join(known)}." if known else "Send an empty object.",
    )


def _check_text(where: str, value: object) -> Refusal | None:
    if not isinstance(value, str):
        return _wrong_type(where, value, 'a string (amounts too: "1250.00")')
    if len(value) > MAX_TEXT:
        return Refusal(
            "arguments.too_long",
            f"{where} has {len(value)} characters.",
            f"A text has at most {MAX_TEXT} characters.",
            "Shorten it.",
        )
    if not value.isprintable() and (found := _UNPRINTABLE.search(value)):
        return Refusal(
            "arguments.control_character",
            f"{where} contains {quoted(found[0])}.",
            "A text is one line of printable characters.",
            "Remove line feeds, tabs and control characters.",
        )
    return None


def _check_number(where: str, value: object) -> Refusal | None:
    if type(value) is not int:
        return _wrong_type(where, value, "a whole number")
    if not 1 <= value <= MAX_NUMBER:
        return Refusal(
            "arguments.range",
            f"{where} is {quoted(value)}.",
            f"It lies between 1 and {MAX_NUMBER}.",
            "Send a number in that range.",
        )
    return None


def _check_bool(where: str, value: object) -> Refusal | None:
    return None if type(value) is bool else _wrong_type(where, value, "true or false")


def _check_choice(choices: tuple[str, ...]) -> Check:
    def checked(where: str, value: object) -> Refusal | None:
        if isinstance(value, str) and value in choices:
            return None
        return Refusal(
            "arguments.choice",
            f"{where} is {quoted(value)}.",
            "It takes one of a few words, spelled as listed.",
            f"Use one of: {', '.join(choice for choice in choices if choice)}.",
        )

    return checked


def _check_list(check: Check) -> Check:
    def checked(where: str, value: object) -> Refusal | None:
        if not isinstance(value, list | tuple):
            return _wrong_type(where, value, "an array")
        if len(value) > MAX_LIST:
            return Refusal(
                "arguments.too_many",
                f"{where} has {len(value)} elements.",
                f"An array has at most {MAX_LIST} elements.",
                "Split it over several calls.",
            )
        for position, element in enumerate(value):
            if check("", element) is not None:
                return check(f"{where}[{position}]", element)
        return None

    return checked


def _check_record(fields: Mapping[str, Check], needed: frozenset[str]) -> Check:
    names = tuple(fields)

    def checked(where: str, value: object) -> Refusal | None:
        if type(value) is not dict and not isinstance(value, Mapping):
            return _wrong_type(where, value, "an object")
        given = 0
        for name, check in fields.items():
            if name in value:
                given += 1
                inner = value[name]
                if check is _check_text and type(inner) is str and len(inner) <= MAX_TEXT and inner.isprintable():
                    continue  # nearly all texts; the others are looked at closely
                if check("", inner) is not None:
                    return check(f"{where}.{name}", inner)
            elif name in needed:
                return _missing(where, name)
        return _unknown(where, value, names) if given < len(value) else None

    return checked


def _typed(hint: Any) -> tuple[dict[str, object], Check]:
    """Schema and check of a type. Checks are asked twice on failure: once whether, once where; success costs no text."""
    if hint is str:
        return {"type": "string", "maxLength": MAX_TEXT}, _check_text
    if hint is bool:
        return {"type": "boolean"}, _check_bool
    if hint is int:
        return {"type": "integer", "minimum": 1, "maximum": MAX_NUMBER}, _check_number
    if get_origin(hint) is Literal:
        choices = get_args(hint)
        return {"type": "string", "enum": list(choices)}, _check_choice(choices)
    if get_origin(hint) is Sequence:
        schema, check = _typed(get_args(hint)[0])
        return {"type": "array", "items": schema, "maxItems": MAX_LIST}, _check_list(check)
    if is_typeddict(hint):
        fields = {name: _typed(field) for name, field in get_type_hints(hint).items()}
        schema = {
            "type": "object",
            "properties": {name: described for name, (described, _) in fields.items()},
            "required": [name for name in fields if name in hint.__required_keys__],
            "additionalProperties": False,
        }
        return schema, _check_record({name: check for name, (_, check) in fields.items()}, hint.__required_keys__)
    raise TypeError(f"a tool cannot take {hint!r}")
