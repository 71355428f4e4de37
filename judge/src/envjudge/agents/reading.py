"""Find the action in what a model said: a tool call, JSON in prose or fences, or an action as text. Lenient, and pure."""

import ast
import json
import re
from collections.abc import Iterator

import jsonschema

from envjudge import actions, schemas, values
from envjudge.actions import Space
from envjudge.values import ABSENT

_NAME_KEYS = ("tool_name", "tool", "name", "function", "action", "command")
_ARGUMENT_KEYS = ("arguments", "args", "parameters", "params", "input", "action_input", "kwargs")
_LEAD = re.compile(r"(?:^|\n)[ \t>*_#-]*(?:next |final |my )?(?:action|answer|move|command)[*_]*[ \t]*[:=][*_]*[ \t]*(?P<rest>[^\n]+)", re.IGNORECASE)
_FENCE = re.compile(r"```[\w-]*\s*\n?(.*?)```", re.DOTALL)
_CALL = re.compile(r"[A-Za-z_]\w*\([^\n]*\)")


def called(name: str, arguments: str, space: Space) -> object:
    """The action of a native tool call, ABSENT if it is none. The tool of a typed environment is called `act`."""
    given = values.parse_json(arguments or "{}")
    if given is ABSENT:
        given = next(_objects(arguments), {})
    return _tool(name, given, space) if space.by_tools else _typed(given, space)


def read(text: str, space: Space) -> object:
    """The action in a text, ABSENT if there is none."""
    spoken = re.sub(r"<think>.*?</think>", "", text, flags=re.DOTALL)
    for part in (*_FENCE.findall(spoken), spoken):
        for found in _objects(part):
            action = _of_object(found, space)
            if action is not ABSENT:
                return action
    return _by_call(spoken, space) if space.by_tools else _by_text(spoken, space)


def _objects(text: str) -> Iterator[object]:
    """Every JSON object in a text, outermost first, in order."""
    decoder, at = json.JSONDecoder(), 0
    while (at := text.find("{", at)) >= 0:
        try:
            found, length = decoder.raw_decode(text[at:])
        except (ValueError, RecursionError):
            at += 1
            continue
        yield found
        at += length


def _of_object(found: object, space: Space) -> object:
    given = values.mapping(found)
    if not space.by_tools:
        action = _typed(given, space)
        for key in ("action", "act", "arguments", "parameters", "input"):
            if action is ABSENT and isinstance(given.get(key), dict):
                action = _typed(given[key], space)
        return action
    for key in _NAME_KEYS:
        inner = given.get(key)
        if isinstance(inner, dict):
            action = _of_object(inner, space)
            if action is not ABSENT:
                return action
        if isinstance(inner, str):
            arguments = next((given[name] for name in _ARGUMENT_KEYS if name in given),
                             {name: value for name, value in given.items() if name not in {*_NAME_KEYS, "type"}})
            return _tool(inner, values.parse_json(arguments) if isinstance(arguments, str) else arguments, space)
    if len(given) == 1:  # {"count": {"shelf": "north"}}
        name, inner = next(iter(given.items()))
        return _tool(name, inner, space)
    return ABSENT


def _tool(name: str, arguments: object, space: Space) -> object:
    tool = next((each for each in space.tool_list if function_name(str(each.get("name"))) == function_name(name)), None)
    if tool is None or not isinstance(arguments, dict):
        return ABSENT
    schema = actions.input_schema(tool)
    fitted = _fitted(arguments, schema, schema)
    return actions.call(str(tool.get("name")), fitted) if _valid(fitted, schema) else ABSENT


def _typed(given: object, space: Space) -> object:
    schema = values.parse_json(space.schema)
    if not isinstance(given, dict) or not given:
        return ABSENT
    known = values.mapping(schemas.resolved(schema, schema).get("properties"))
    kept = {name: value for name, value in given.items() if name in known} if known else given
    fitted = _fitted(kept, schema, schema)
    return fitted if kept and _valid(fitted, schema) else ABSENT


def _fitted(value: object, schema: object, root: object) -> object:
    """The value with what was written as text made a number where the schema wants one, and the other way round."""
    node = schemas.resolved(schema, root)
    if isinstance(value, dict):
        properties = values.mapping(node.get("properties"))
        return {name: _fitted(inner, properties.get(name), root) for name, inner in value.items()}
    kind = node.get("type")
    if isinstance(value, str) and kind in {"integer", "number"} and re.fullmatch(r"\s*-?\d+(\.\d+)?\s*", value):
        number = float(value)
        return int(number) if kind == "integer" and number == int(number) else number
    if kind == "string" and isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if kind == "integer" and isinstance(value, float) and value == int(value):
        return int(value)
    if kind == "string" and isinstance(value, str):
        listed = [each for each in schemas.choices(node, root) if isinstance(each, str)]
        return next((each for each in listed if each.lower() == value.strip().lower()), value)
    return value


def _valid(value: object, schema: object) -> bool:
    try:
        jsonschema.Draft202012Validator(values.mapping(schema)).validate(value)
    except jsonschema.ValidationError:
        return False
    except Exception:  # a schema that cannot be used refuses nothing: whatever the library makes of it
        return True
    return True


def _by_text(text: str, space: Space) -> object:
    """An action of one field, said as text: after `Action:`, in backquotes, as a call such as click('12'), else the last line."""
    slots = [slot for slot in actions.slots(space) if len(slot.path) == 1]
    schema = values.parse_json(space.schema)
    properties = values.mapping(schemas.resolved(schema, schema).get("properties"))
    wanted = [str(name) for name in values.items(values.at(schemas.resolved(schema, schema), "required"))] or [
        name for name in properties if name != "metadata"][:1]
    if len(wanted) != 1:
        return ABSENT
    said = [found["rest"] for found in _LEAD.finditer(text)][-1:]
    said += [part for part in re.findall(r"`([^`\n]+)`", text)[-1:]] + _CALL.findall(text)[-1:]
    said += [line for line in text.strip().splitlines()[-1:] if not said and line[0] not in "{}`"]
    for each in said:
        plain = each.strip().strip("`*").strip()
        plain = _CALL.findall(plain)[-1] if _CALL.search(plain) else plain.strip("\"'").strip()
        tried: list[object] = [plain]
        if not any(slot.path == (wanted[0],) and slot.kind == "string" for slot in slots):
            tried += re.findall(r"-?\d+(?:\.\d+)?", plain)[-1:]
            tried += [choice for choice in schemas.choices(properties.get(wanted[0]), schema)
                      if isinstance(choice, str) and re.search(rf"\b{re.escape(choice)}\b", plain, re.IGNORECASE)]
        for value in tried:
            action = _typed({wanted[0]: value}, space) if value != "" else ABSENT
            if action is not ABSENT:
                return action
    return ABSENT


def _by_call(text: str, space: Space) -> object:
    """A tool call written as code: count(shelf='north')."""
    for written in _CALL.findall(text):
        try:
            node = ast.parse(written.strip(), mode="eval").body
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            tool = next((each for each in space.tool_list if each.get("name") == node.func.id), None)
            names = list(values.mapping(values.at(actions.input_schema(tool or {}), "properties")))
            given = {name: ast.literal_eval(value) for name, value in zip(names, node.args, strict=False)}
            given |= {keyword.arg: ast.literal_eval(keyword.value) for keyword in node.keywords if keyword.arg}
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            continue
        action = _tool(node.func.id, given, space)
        if action is not ABSENT:
            return action
    return ABSENT


def function_name(name: str) -> str:
    """A tool's name as endpoints take it."""
    return re.sub(r"[^A-Za-z0-9_-]", "_", name)[:64]
