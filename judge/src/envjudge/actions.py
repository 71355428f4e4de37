"""What an agent can do in a subject, learnt from its schema, its tool list, and what observations call legal. Pure."""

import re
from dataclasses import dataclass, replace
from random import Random

from envjudge import schemas, values
from envjudge.values import Path

_LEGAL = re.compile(r"^(legal|valid|available|possible|allowed)_?(actions?|moves?|commands?|choices|options)?(_uci|_san|_ids?)?$", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z0-9][\w'.-]{0,30}")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in an action where a value can be put: the tool ("" without tools), the path, string | integer | number, and
    whether the action's bools are all true beside it: many a final answer counts only with such a mark."""

    tool: str
    path: Path
    kind: str
    marked: bool = False

    def __str__(self) -> str:
        name = values.show_path(self.path) + "+" * self.marked
        return f"{self.tool}({name})" if self.tool else name

    @property
    def place(self) -> Path:
        """Where the value stands in the whole action."""
        return ("arguments", *self.path) if self.tool else self.path


@dataclass(frozen=True, slots=True)
class Space:
    """The actions of a subject: JSON text of the action schema, and of the list of tools (name, input schema)."""

    schema: str = "{}"
    tools: str = "[]"

    @property
    def by_tools(self) -> bool:
        return bool(self.tool_list)

    @property
    def tool_list(self) -> list[dict[str, object]]:
        return [values.mapping(tool) for tool in values.items(values.parse_json(self.tools))]


def is_tool_schema(schema: object) -> bool:
    """Whether actions name a tool: OpenEnv's CallToolAction, or the like."""
    return '"tool_name"' in values.canonical(schema)


def input_schema(tool: dict[str, object]) -> object:
    """The arguments of a tool, under whichever name servers use."""
    for name in ("input_schema", "inputSchema", "parameters"):
        if isinstance(tool.get(name), dict):
            return tool[name]
    return {"type": "object", "properties": {}}


def call(tool: str, arguments: object) -> dict[str, object]:
    """A tool call as an action."""
    return {"type": "call_tool", "tool_name": tool, "arguments": arguments}


def null(space: Space) -> object:
    """The cheapest valid action: the tool that asks least, or required fields only."""
    if space.by_tools:
        tool = min(space.tool_list, key=lambda each: len(values.items(values.at(input_schema(each), "required"))))
        return call(str(tool.get("name")), schemas.minimal(input_schema(tool), input_schema(tool)))
    schema = values.parse_json(space.schema)
    return schemas.minimal(schema, schema)


def legal_in(observation: object) -> list[object]:
    """What the observation itself lists as legal, if it does."""
    for key, inner in values.mapping(observation).items():
        if _LEGAL.match(key) and isinstance(inner, list) and inner and all(isinstance(x, str | int) for x in inner):
            return inner
        if isinstance(inner, dict):
            found = legal_in(inner)
            if found:
                return found
    return []


def words_in(observation: object, limit: int = 200) -> tuple[str, ...]:
    """Words that the observation shows: what an agent would try as text."""
    found: dict[str, None] = {}
    for _path, leaf in values.leaves(observation):
        if isinstance(leaf, str):
            found.update(dict.fromkeys(_WORD.findall(leaf[:4000])))
        elif isinstance(leaf, int) and not isinstance(leaf, bool):
            found[str(leaf)] = None
    return tuple(found)[:limit]


def uniform(space: Space, observation: object, rng: Random) -> object:
    """A random valid action. Where the observation lists what is legal, one of that."""
    words = words_in(observation)
    if space.by_tools:
        tool = rng.choice(space.tool_list)
        return call(str(tool.get("name")), schemas.random_value(input_schema(tool), input_schema(tool), rng, words))
    schema = values.parse_json(space.schema)
    action = schemas.random_value(schema, schema, rng, words)
    legal = legal_in(observation)
    if legal:
        for slot in slots(space):
            chosen = rng.choice(legal)
            if slot.kind == ("string" if isinstance(chosen, str) else "integer"):
                return values.put(action, slot.path, chosen)
    return action


def slots(space: Space) -> tuple[Slot, ...]:
    """Every place for a text or a number, tools included; those with marks set come after all plain ones."""
    plain = [Slot(tool, path, kind) for tool, schema in _forms(space) for path, kind in schemas.slots(schema, schema)]
    marks = {tool for tool, schema in _forms(space) if _marks(schema)}
    return (*plain, *(replace(slot, marked=True) for slot in plain if slot.tool in marks))


def fill(space: Space, slot: Slot, value: object) -> object:
    """The cheapest action with the value in one slot."""
    schema = next(schema for tool, schema in _forms(space) if tool == slot.tool)
    filled = values.put(schemas.minimal(schema, schema), slot.path, value)
    for mark in _marks(schema) if slot.marked else ():
        filled = values.put(filled, (mark,), True)
    return call(slot.tool, filled) if slot.tool else filled


def _forms(space: Space) -> list[tuple[str, object]]:
    """Each kind of action: the tool ("" without tools) and the schema of what it takes."""
    if space.by_tools:
        return [(str(tool.get("name")), input_schema(tool)) for tool in space.tool_list]
    return [("", values.parse_json(space.schema))]


def _marks(schema: object) -> tuple[str, ...]:
    """The fields of a form that are bools."""
    properties = values.mapping(schemas.resolved(schema, schema).get("properties"))
    return tuple(name for name, inner in properties.items() if schemas.choices(inner, schema) == [False, True])


def fits(slot: Slot, value: object) -> object:
    """The value as the slot takes it, ABSENT if it cannot."""
    if slot.kind == "string":
        return value if isinstance(value, str) else values.canonical(value)
    found = values.number(value)
    if found is None and isinstance(value, str):
        try:
            found = float(value)
        except ValueError:
            return values.ABSENT
    if found is None or (slot.kind == "integer" and found != int(found)):
        return values.ABSENT
    return int(found) if slot.kind == "integer" else found


def simple(space: Space, observation: object, limit: int) -> tuple[object, ...]:
    """Distinct cheap actions: each tool, each choice of an enumeration, what is legal, common words and numbers."""
    found: list[object] = [null(space)]
    if space.by_tools:
        found += [call(str(tool.get("name")), schemas.minimal(input_schema(tool), input_schema(tool))) for tool in space.tool_list]
    else:
        schema = values.parse_json(space.schema)
        properties = values.mapping(schemas.resolved(schema, schema).get("properties"))
        for name, inner in properties.items():
            if name != "metadata":
                found += [values.put(null(space), (name,), choice) for choice in schemas.choices(inner, schema)]
    for slot in slots(space)[:6]:
        legal = [each for each in legal_in(observation) if isinstance(each, str) == (slot.kind == "string")]
        tried: list[object] = legal[:8] or (["yes", "x", "0", "1"] if slot.kind == "string" else [0, 1, 2, 3])
        found += [fill(space, slot, value) for value in tried]
    distinct = {values.canonical(action): action for action in found}
    return tuple(distinct.values())[:limit]
