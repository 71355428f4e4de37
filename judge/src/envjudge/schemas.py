"""Values from a JSON schema: the smallest one, a random one, the places a value can be put. Pure."""

from random import Random

from envjudge import values
from envjudge.values import Path

_DEPTH = 6


def resolved(schema: object, root: object) -> dict[str, object]:
    """The schema with its own `$ref` followed and optional (`anyOf` with null) undone."""
    for _hop in range(8):
        node = values.mapping(schema)
        reference = node.get("$ref")
        if isinstance(reference, str) and reference.startswith("#/"):
            schema = values.at(root, *reference[2:].split("/"))
            continue
        choices = values.items(node.get("anyOf")) or values.items(node.get("oneOf")) or values.items(node.get("allOf"))
        real = [each for each in choices if values.at(each, "type") != "null"]
        if len(real) == 1:
            schema = real[0]
            continue
        return node
    return {}


def choices(schema: object, root: object) -> list[object]:
    """The listed values of an enumeration (or a bool), empty if the values are not listed."""
    node = resolved(schema, root)
    if "const" in node:
        return [node["const"]]
    listed = values.items(node.get("enum"))
    if listed:
        return listed
    if node.get("type") == "boolean":
        return [False, True]
    low, high = values.number(node.get("minimum")), values.number(node.get("maximum"))
    if node.get("type") == "integer" and low is not None and high is not None and high - low <= 32:
        return list(range(int(low), int(high) + 1))
    return []


def minimal(schema: object, root: object, depth: int = 0) -> object:
    """The cheapest valid value: required fields only, first choice, smallest number, shortest text."""
    node = resolved(schema, root)
    listed = choices(node, root)
    if listed:
        return listed[0]
    variants = values.items(node.get("anyOf")) or values.items(node.get("oneOf"))
    if variants:
        return minimal(variants[0], root, depth + 1) if depth < _DEPTH else None
    kind = _kind(node)
    if kind == "object":
        properties = values.mapping(node.get("properties"))
        required = [str(name) for name in values.items(node.get("required"))]
        return {name: minimal(properties.get(name), root, depth + 1) for name in required} if depth < _DEPTH else {}
    if kind == "array":
        count = int(values.number(node.get("minItems")) or 0)
        return [minimal(node.get("items"), root, depth + 1) for _each in range(min(count, 8))] if depth < _DEPTH else []
    if kind in {"integer", "number"}:
        low = values.number(node.get("minimum"))
        low = low if low is not None else (values.number(node.get("exclusiveMinimum")) or -1.0) + 1
        high = values.number(node.get("maximum"))
        chosen = max(low, 0.0) if high is None or high >= 0 else high
        return int(chosen) if kind == "integer" else chosen
    if kind == "string":
        return "x" * int(values.number(node.get("minLength")) or 0)
    return None if kind == "null" else ""


def random_value(schema: object, root: object, rng: Random, words: tuple[str, ...], depth: int = 0) -> object:
    """A random valid value; texts are drawn from the words, or are digits."""
    node = resolved(schema, root)
    listed = choices(node, root)
    if listed:
        return rng.choice(listed)
    variants = values.items(node.get("anyOf")) or values.items(node.get("oneOf"))
    if variants and depth < _DEPTH:
        return random_value(rng.choice(variants), root, rng, words, depth + 1)
    kind = _kind(node)
    if kind == "object" and depth < _DEPTH:
        required = set(map(str, values.items(node.get("required"))))
        properties = {name: inner for name, inner in values.mapping(node.get("properties")).items()
                      if name in required or (name != "metadata" and rng.random() < 0.5)}
        return {name: random_value(inner, root, rng, words, depth + 1) for name, inner in properties.items()}
    if kind == "array" and depth < _DEPTH:
        low = int(values.number(node.get("minItems")) or 0)
        return [random_value(node.get("items"), root, rng, words, depth + 1) for _each in range(rng.randint(low, low + 2))]
    if kind in {"integer", "number"}:
        lowest, highest = _limits(node)
        return rng.randint(int(lowest), int(highest)) if kind == "integer" else round(rng.uniform(lowest, highest), 3)
    if kind == "string":
        text = rng.choice(words) if words and rng.random() < 0.8 else str(rng.randint(0, 99))
        return text.ljust(int(values.number(node.get("minLength")) or 0), "x")
    return None if kind == "null" else ""


def slots(schema: object, root: object, below: Path = (), depth: int = 0) -> tuple[tuple[Path, str], ...]:
    """The places of texts and numbers that are not enumerated: (path, string | integer | number), required first."""
    node = resolved(schema, root)
    if depth > 2 or choices(node, root):
        return ()
    kind = _kind(node)
    if kind == "object":
        required = [str(name) for name in values.items(node.get("required"))]
        properties = values.mapping(node.get("properties"))
        order = [*required, *(name for name in properties if name not in required and name != "metadata")]
        return tuple(slot for name in order for slot in slots(properties.get(name), root, (*below, name), depth + 1))
    return ((below, kind),) if kind in {"string", "integer", "number"} else ()


def _kind(node: dict[str, object]) -> str:
    kind = node.get("type")
    if isinstance(kind, list):
        kind = next((each for each in kind if each != "null"), "null")
    if isinstance(kind, str):
        return kind
    return "object" if "properties" in node else "string"


def _limits(node: dict[str, object]) -> tuple[float, float]:
    low, high = values.number(node.get("minimum")), values.number(node.get("maximum"))
    if low is None:
        low = 0.0 if high is None or high >= 0 else high - 20
    return low, low + 20 if high is None else high
