"""What an OpenAPI document says about the bodies of requests, as schemas that stand alone. Pure."""

from envjudge import schemas, values

_SHARED = "#/components/schemas/"


def body(document: object, method: str, path: str) -> object:
    """The JSON schema of a request's body, with what it refers to under `$defs`; ABSENT if the document declares none."""
    declared = values.at(document, "paths", path, method, "requestBody", "content", "application/json", "schema")
    return values.ABSENT if declared is values.ABSENT else _alone(document, declared)


def member(schema: object, name: str) -> object:
    """The schema of one property, standing alone; ABSENT if there is none."""
    found = values.at(schema, "properties", name)
    if found is values.ABSENT:
        return values.ABSENT
    return schemas.resolved(found, schema) | {"$defs": values.mapping(values.at(schema, "$defs"))}


def query(document: object, method: str, path: str) -> tuple[str, ...]:
    """Names of the query parameters of a request."""
    return tuple(str(values.at(each, "name")) for each in values.items(values.at(document, "paths", path, method, "parameters"))
                 if values.at(each, "in") == "query")


def _alone(document: object, declared: object) -> object:
    definitions = values.mapping(values.at(document, "components", "schemas"))
    moved = _moved({"$defs": definitions, "schema": declared})
    root = {"$defs": values.at(moved, "$defs")}
    return schemas.resolved(values.at(moved, "schema"), root) | root


def _moved(value: object) -> object:
    if isinstance(value, dict):
        return {key: f"#/$defs/{inner.removeprefix(_SHARED)}" if key == "$ref" and isinstance(inner, str) else _moved(inner)
                for key, inner in value.items()}
    return [_moved(inner) for inner in value] if isinstance(value, list) else value
