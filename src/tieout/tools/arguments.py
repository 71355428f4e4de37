"""Arguments: JSON schema from a tool's signature, and validation that answers with refusals.

Supported parameter types: ``str``, ``int``, ``bool``, ``list[str]`` and ``list[<TypedDict of str>]``, with or without
a default. Descriptions come from the docstring's ``Args:`` section, and from comments nowhere.
"""

import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, get_args, get_origin, get_type_hints, is_typeddict

from tieout.ledger.refusal import Refusal

MAX_TEXT: Final = 2000
MAX_LIST: Final = 200
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\ud800-\udfff]")
_ARG = re.compile(r"^    (\w+): (.*)$")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: its JSON schema, whether it must be given, and the check of a value."""

    name: str
    schema: Mapping[str, object]
    required: bool
    check: Callable[[str, object], Refusal | None]


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
        if not required and parameter.default not in ("", None, []):
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
    if not isinstance(arguments, Mapping):
        return _refuse("arguments.not_object", f"Arguments of {tool} came as {_named(arguments)}.", "a JSON object")
    known = {parameter.name for parameter in parameters}
    for name in arguments:
        if name not in known:
            listed = ", ".join(sorted(known)) or "none"
            return Refusal(
                "arguments.unknown",
                f"{tool} has no argument {_shown(name)}.",
                "Only declared arguments are accepted.",
                f"Use: {listed}.",
            )
    for parameter in parameters:
        if parameter.name not in arguments:
            if parameter.required:
                return Refusal(
                    "arguments.missing",
                    f"{tool} came without {parameter.name}.",
                    "Required arguments must be given.",
                    f"Add {parameter.name}: {parameter.schema['description']}",
                )
            continue
        refusal = parameter.check(f"{tool}.{parameter.name}", arguments[parameter.name])
        if refusal is not None:
            return refusal
    return None


def _refuse(code: str, value: str, wanted: str) -> Refusal:
    return Refusal(code, value, f"The argument is {wanted}.", f"Send {wanted}.")


def _named(value: object) -> str:
    names = {"NoneType": "null", "bool": "a boolean", "int": "a number", "float": "a number", "str": "a string"}
    return names.get(type(value).__name__, "an array" if isinstance(value, list | tuple) else "an object")


def _shown(value: object) -> str:
    text = ascii(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _check_text(where: str, value: object) -> Refusal | None:
    if not isinstance(value, str):
        return _refuse("arguments.type", f"{where} came as {_named(value)}.", "a string; amounts too, as \"1250.00\"")
    if len(value) > MAX_TEXT:
        return Refusal(
            "arguments.too_long",
            f"{where} has {len(value)} characters.",
            f"A text has at most {MAX_TEXT} characters.",
            "Shorten it.",
        )
    if _CONTROL.search(value):
        return Refusal(
            "arguments.control_character",
            f"{where} contains a control character: {_shown(value)}.",
            "Texts are printable characters, tabs and line feeds.",
            "Remove it.",
        )
    return None


def _check_int(where: str, value: object) -> Refusal | None:
    if type(value) is not int or not 0 <= value <= 10_000:
        return _refuse("arguments.type", f"{where} came as {_shown(value)}.", "a whole number from 0 to 10000")
    return None


def _check_bool(where: str, value: object) -> Refusal | None:
    if type(value) is not bool:
        return _refuse("arguments.type", f"{where} came as {_shown(value)}.", "true or false")
    return None


def _check_list(check: Callable[[str, object], Refusal | None]) -> Callable[[str, object], Refusal | None]:
    def checked(where: str, value: object) -> Refusal | None:
        if not isinstance(value, list | tuple):
            return _refuse("arguments.type", f"{where} came as {_named(value)}.", "an array")
        if len(value) > MAX_LIST:
            return Refusal(
                "arguments.too_many",
                f"{where} has {len(value)} elements.",
                f"An array has at most {MAX_LIST} elements.",
                "Split it over several calls.",
            )
        for position, element in enumerate(value):
            refusal = check(f"{where}[{position}]", element)
            if refusal is not None:
                return refusal
        return None

    return checked


def _check_record(fields: Mapping[str, bool]) -> Callable[[str, object], Refusal | None]:
    def checked(where: str, value: object) -> Refusal | None:
        if not isinstance(value, Mapping):
            return _refuse("arguments.type", f"{where} came as {_named(value)}.", "an object")
        for name in value:
            if name not in fields:
                return Refusal(
                    "arguments.unknown",
                    f"{where} has no field {_shown(name)}.",
                    "Only declared fields are accepted.",
                    f"Use: {', '.join(fields)}.",
                )
        for name, required in fields.items():
            if name in value:
                refusal = _check_text(f"{where}.{name}", value[name])
                if refusal is not None:
                    return refusal
            elif required:
                return Refusal(
                    "arguments.missing",
                    f"{where} came without {name}.",
                    "Required fields must be given.",
                    f"Add {name}.",
                )
        return None

    return checked


def _typed(hint: Any) -> tuple[dict[str, object], Callable[[str, object], Refusal | None]]:
    if hint is str:
        return {"type": "string"}, _check_text
    if hint is bool:
        return {"type": "boolean"}, _check_bool
    if hint is int:
        return {"type": "integer", "minimum": 0, "maximum": 10_000}, _check_int
    if get_origin(hint) is list:
        schema, check = _typed(get_args(hint)[0])
        return {"type": "array", "items": schema, "maxItems": MAX_LIST}, _check_list(check)
    if is_typeddict(hint):
        names = get_type_hints(hint)
        fields = {name: name in hint.__required_keys__ for name in names}
        schema = {
            "type": "object",
            "properties": {name: {"type": "string"} for name in names},
            "required": [name for name, required in fields.items() if required],
            "additionalProperties": False,
        }
        return schema, _check_record(fields)
    raise TypeError(f"a tool cannot take {hint!r}")
