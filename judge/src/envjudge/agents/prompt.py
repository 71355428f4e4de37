"""What the model is told: the rules, what it can do, what it sees. Pure."""

from dataclasses import dataclass

from envjudge import actions, schemas, values
from envjudge.actions import Space
from envjudge.agents import images, reading
from envjudge.turns import Turn

Message = dict[str, object]

BUDGET = 24_000
"""Tokens of a conversation; older turns are dropped first."""
_PICTURE_TOKENS = 800
_LONGEST_OBSERVATION = 24_000
"""Characters of one observation."""

RULES = ("You act in an environment, one action per turn. Read the observation, find out what is asked, and reach it with as few actions as "
         "you can. Do not ask questions: nobody answers. When an action is refused, read why, and do it otherwise.")
BY_TOOL = "Answer every turn with exactly one call of a tool."
BY_JSON = "Answer every turn with exactly one action as a JSON object, and nothing else."


def functions(space: Space) -> list[dict[str, object]]:
    """The tools as endpoints take them; a typed environment has one, `act`, with the action schema."""
    if space.by_tools:
        return [_function(reading.function_name(str(tool.get("name"))), str(tool.get("description") or ""), actions.input_schema(tool))
                for tool in space.tool_list]
    schema = values.mapping(values.parse_json(space.schema))
    properties = {name: inner for name, inner in values.mapping(schema.get("properties")).items() if name != "metadata"}
    return [_function("act", str(schema.get("description") or "Take one action."), {**schema, "properties": properties})] if properties else []


def _function(name: str, description: str, schema: object) -> dict[str, object]:
    parameters = {"type": "object", "properties": {}} | values.mapping(schema)
    return {"type": "function", "function": {"name": name, "description": description[:1000], "parameters": parameters}}


def opening(space: Space, description: str, native: bool) -> Message:
    """The first message: the rules, what the environment says of itself, and without native tools what an action is."""
    parts = [RULES, f"The environment: {description}" if description else ""]
    if native:
        parts.append(BY_TOOL)
    elif space.by_tools:
        parts.append('The tools are below. An action is {"tool_name": name, "arguments": {…}}.')
        parts += [f"- {tool.get('name')}: {tool.get('description') or ''} {values.canonical(actions.input_schema(tool))}" for tool in space.tool_list]
        parts.append(BY_JSON)
    else:
        parts += [f"An action fits this JSON schema: {space.schema}", f"For example: {values.canonical(schemas.minimal(*_twice(space)))}", BY_JSON]
    return {"role": "system", "content": "\n".join(part for part in parts if part)}


def _twice(space: Space) -> tuple[object, object]:
    schema = values.parse_json(space.schema)
    return schema, schema


@dataclass(frozen=True, slots=True)
class Seen:
    """An observation as a model sees it: text, and pictures as data addresses."""

    text: str
    pictures: tuple[str, ...]


def seen(turn: Turn, steps_left: int) -> Seen:
    """What a turn showed: the error of the last action first, then the observation, its pictures apart."""
    rest, pictures = images.parted(None if turn.observation is values.ABSENT else turn.observation)
    lines = []
    error = turn.error or values.at(turn.observation, "last_action_error")
    if isinstance(error, str) and error:
        lines.append(f"last_action_error: {error[:2000]}")
    if values.number(turn.reward) is not None:
        lines.append(f"reward: {turn.reward}")
    lines.append(_shown(rest))
    lines.append(f"({steps_left} actions left)")
    return Seen("\n".join(line for line in lines if line), tuple(each.address for each in pictures[:4]))


def _shown(observation: object) -> str:
    fields = values.mapping(observation)
    if not fields:
        return "" if observation is None else values.canonical(observation)[:_LONGEST_OBSERVATION]
    lines = [f"{name}: {inner if isinstance(inner, str) else values.canonical(inner)}" for name, inner in fields.items()
             if inner not in (None, "", [], {}) and name not in {"done", "reward", "last_action_error"}]
    return "\n".join(lines)[:_LONGEST_OBSERVATION]


def content(what: Seen) -> object:
    """Text alone, or text and pictures as parts."""
    if not what.pictures:
        return what.text
    return [{"type": "text", "text": what.text}, *({"type": "image_url", "image_url": {"url": address}} for address in what.pictures)]


def fitting(head: Message, turns: list[list[Message]], budget: int = BUDGET) -> list[Message]:
    """The head, the first turn (it says what is asked), and as many of the last turns as the budget allows. Only the newest turn
    keeps its pictures."""
    plain = [[_without_pictures(message) for message in turn] for turn in turns[:-1]] + turns[-1:]
    spent = tokens([head]) + sum(tokens(turn) for turn in plain[:1])
    kept: list[list[Message]] = []
    for turn in reversed(plain[1:]):
        spent += tokens(turn)
        if spent > budget and kept:
            break
        kept.insert(0, turn)
    return [head, *(message for turn in (*plain[:1], *kept) for message in turn)]


def _without_pictures(message: Message) -> Message:
    parts = values.items(message.get("content"))
    return {**message, "content": values.at(parts[0], "text")} if parts else message


def tokens(messages: list[Message]) -> int:
    """About how many tokens: a quarter of the characters, and a sum for each picture."""
    total = 0
    for message in messages:
        parts = values.items(message.get("content"))
        total += sum(_PICTURE_TOKENS for part in parts if values.at(part, "type") == "image_url")
        shown = _without_pictures(message)
        total += len(values.canonical(shown)) // 4
    return total
