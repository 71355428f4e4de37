"""``docs/tools.md``: what an agent can do, from the registry and its schemas."""

from collections.abc import Mapping

from tieout.docgen.markdown import GENERATED, table
from tieout.tools.registry import TOOLS, Tool

INTRODUCTION = """# Tools

What an agent can do. The same texts and schemas go over the wire; they are made from the tools' signatures and docstrings.
Amounts are decimal strings such as `"1250.00"`. Every answer comes as text and as data; long ones come in pages. What is
not allowed is refused with the value, the rule and the remedy ([refusals](refusals.md)), and changes nothing.
"""


def page() -> str:
    """The page."""
    groups = (
        ("Read", [tool for tool in TOOLS if not tool.acts]),
        ("Act", [tool for tool in TOOLS if tool.acts and not tool.forbidden]),
        ("Always refused, and the attempt is recorded", [tool for tool in TOOLS if tool.forbidden]),
    )
    return (
        GENERATED + INTRODUCTION + "".join(f"\n## {title}\n" + "".join(map(_section, tools)) for title, tools in groups)
    )


def _section(tool: Tool) -> str:
    rows = [
        (
            f"`{parameter.name}`",
            _kind(parameter.schema),
            "" if parameter.required else _default(parameter.schema),
            str(parameter.schema.get("description", "")),
        )
        for parameter in tool.parameters
    ]
    arguments = table(("argument", "takes", "unless given", "meaning"), rows) if rows else "Takes no arguments.\n"
    return f"\n### `{tool.name}`\n\n{tool.description}\n\n{arguments}"


def _default(schema: Mapping[str, object]) -> str:
    return f"`{schema['default']}`" if "default" in schema else "empty"


def _kind(schema: Mapping[str, object]) -> str:
    choices = schema.get("enum")
    if isinstance(choices, list):
        return ", ".join(f"`{choice}`" for choice in choices if choice)
    if schema["type"] != "array":
        return str(schema["type"])
    items = schema["items"]
    assert isinstance(items, Mapping)
    if items["type"] != "object":
        return f"array of {items['type']}s"
    properties = items["properties"]
    assert isinstance(properties, Mapping)
    required = items.get("required", ())
    assert isinstance(required, list | tuple)
    fields = ", ".join(f"`{name}`" + ("" if name in required else " (optional)") for name in properties)
    return f"array of objects with {fields}"
