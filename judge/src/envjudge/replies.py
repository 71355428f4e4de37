"""What the scripted model replies to a baseline: from the request alone, always alike. Pure.

`first` calls the first tool with the least arguments (without tools: gives the first JSON object of the prompt, which is where
prompts show what an action looks like); `garbage` helps nobody.
"""

import json
import re

from envjudge import schemas, values
from envjudge.scripted import Request, Said

_OBJECT = re.compile(r"\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}")


def garbage(_request: Request) -> Said:
    """Neither a call nor an action."""
    return Said("qzx 7781 vorple ~~ ]]")


def first(request: Request) -> Said:
    """What is shown first."""
    tools = [values.mapping(values.at(tool, "function")) for tool in values.items(request.get("tools"))]
    if tools:
        schema = tools[0].get("parameters") or {}
        return Said(calls=((str(tools[0].get("name")), json.dumps(schemas.minimal(schema, schema))),))
    wanted = values.at(request, "response_format", "json_schema", "schema")
    if isinstance(wanted, dict):
        return Said(json.dumps(schemas.minimal(wanted, wanted)))
    return Said(next((text for text in _OBJECT.findall(_words(request)) if isinstance(values.parse_json(text), dict)), "{}"))


def _words(request: Request) -> str:
    """All texts of the prompt, the latest message first."""
    parts: list[str] = []
    for message in reversed(values.items(request.get("messages"))):
        content = values.at(message, "content")
        parts += [content] if isinstance(content, str) else [str(values.at(each, "text")) for each in values.items(content)]
    return "\n".join(parts)
