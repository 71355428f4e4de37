"""Schemas say what arguments are checked for, shortly, and the checks keep to it."""

from collections.abc import Sequence
from typing import Literal, NotRequired, TypedDict, get_args

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tools.arguments_like import modest, nearly_right, right

from tieout.tools import decisions
from tieout.tools.arguments import MAX_LIST, MAX_TEXT, check_arguments, parameters_of, quoted, schema_of
from tieout.tools.registry import TOOLS, find_tool
from tieout.tools.workspace import Workspace

tools = st.sampled_from(TOOLS)


def parts(schema: object) -> list[dict[str, object]]:
    """A schema and every schema within it."""
    assert isinstance(schema, dict)
    inner = [*schema.get("properties", {}).values(), *([schema["items"]] if "items" in schema else [])]
    return [schema, *(part for found in inner for part in parts(found))]


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_a_schema_is_a_valid_schema_with_bounds(tool) -> None:
    """It is JSON Schema; strings and arrays have a largest size, objects take no unknown key."""
    jsonschema.Draft202012Validator.check_schema(tool.schema)
    for part in parts(tool.schema):
        match part["type"]:
            case "string":
                assert part.get("maxLength") == MAX_TEXT or "enum" in part
            case "array":
                assert part["maxItems"] == MAX_LIST
            case "integer":
                assert (part["minimum"], part["maximum"]) == (1, 10_000)
            case "object":
                assert part["additionalProperties"] is False


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_descriptions_are_there_and_short(tool) -> None:
    """Each tool and each parameter is explained in a sentence or two: agents pay for every word."""
    assert 10 <= len(tool.description) <= 160
    assert tool.description.endswith(".")
    for parameter in tool.parameters:
        description = str(parameter.schema["description"])
        assert 8 <= len(description) <= 200
        assert description.endswith(".")


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_defaults_are_accepted_and_true(tool) -> None:
    """A default in the schema is what the tool does without the argument, and fits its own schema."""
    for parameter in tool.parameters:
        if "default" in parameter.schema:
            assert not parameter.required
            assert parameter.check("", parameter.schema["default"]) is None


def test_choices_stand_in_the_schema() -> None:
    """Reasons, kinds and states are enumerations, so that an agent need not guess."""

    def choices(tool: str, parameter: str) -> object:
        found = find_tool(tool)
        assert found is not None
        return found.schema["properties"][parameter]["enum"]  # type: ignore[index]

    assert tuple(choices("hold_bill", "reason")) == get_args(decisions.HoldReason) == decisions.HOLD_REASONS
    assert tuple(choices("reject_bill", "reason")) == get_args(decisions.RejectReason) == decisions.REJECT_REASONS
    assert tuple(choices("escalate", "reason")) == get_args(decisions.EscalationReason) == decisions.ESCALATION_REASONS
    assert choices("list_bank_lines", "status") == ["open", "matched", "all"]
    assert "supplier bill" in choices("list_documents", "kind")  # type: ignore[operator]


@given(data=st.data(), tool=tools)
def test_a_check_accepts_what_the_schema_accepts(data: st.DataObject, tool) -> None:
    """Schema and check agree on right and on nearly right arguments; only of characters the schema says nothing."""
    arguments = data.draw(right(tool) | nearly_right(tool, modest))
    refusal = check_arguments(tool.name, tool.parameters, arguments)
    if refusal is None or refusal.code != "arguments.control_character":
        valid = jsonschema.Draft202012Validator(tool.schema).is_valid(arguments)
        assert (refusal is None) is valid, refusal


@given(data=st.data(), tool=tools)
def test_right_arguments_are_never_malformed(data: st.DataObject, tool) -> None:
    """What a schema-following generator makes passes the check."""
    assert check_arguments(tool.name, tool.parameters, data.draw(right(tool))) is None


def test_the_registry_has_the_tools_of_the_issue() -> None:
    """Thirteen tools to read, thirteen to act, and two that exist to be refused."""
    assert [tool.name for tool in TOOLS if not tool.acts] == [
        "list_documents", "read_document", "list_bank_lines", "query_ledger", "account_balance", "trial_balance",
        "income_statement", "balance_sheet", "open_items", "ageing", "vendor", "customer", "policy",
    ]  # fmt: skip
    assert [tool.name for tool in TOOLS if tool.acts and not tool.forbidden] == [
        "post_entry", "reverse_entry", "match", "unmatch", "set_aside", "apply_cash", "post_bill", "hold_bill", "reject_bill",
        "request_callback", "escalate", "save_workpaper", "close_period",
    ]  # fmt: skip
    assert [tool.name for tool in TOOLS if tool.forbidden] == ["update_entry", "delete_entry"]


def test_a_parameter_without_explanation_or_of_a_strange_type_is_a_bug() -> None:
    """A tool cannot enter the registry half described."""

    def unexplained(desk: Workspace, account: str) -> None:
        """Do something.

        Args:
            other: Not that one.
        """

    def fractional(desk: Workspace, share: float) -> None:
        """Do something.

        Args:
            share: A float, near money.
        """

    with pytest.raises(TypeError, match="does not explain 'account'"):
        parameters_of(unexplained)
    with pytest.raises(TypeError, match="cannot take"):
        parameters_of(fractional)


def test_a_signature_becomes_a_schema() -> None:
    """One worked example: types, bounds, defaults, descriptions over two lines."""

    def sample(
        desk: Workspace,
        name: str,
        kind: Literal["a", "b"] = "a",
        ids: Sequence[str] = (),
        page: int = 1,
        all_: bool = False,
    ) -> None:
        """Show a sample.

        Args:
            name: The name,
                as written.
            kind: The kind.
            ids: Some ids.
            page: The page.
            all_: Whether all.
        """

    description, parameters = parameters_of(sample)
    assert description == "Show a sample."
    assert schema_of(parameters) == {
        "type": "object",
        "properties": {
            "name": {"type": "string", "maxLength": 300, "description": "The name, as written."},
            "kind": {"type": "string", "enum": ["a", "b"], "description": "The kind.", "default": "a"},
            "ids": {
                "type": "array",
                "items": {"type": "string", "maxLength": 300},
                "maxItems": 200,
                "description": "Some ids.",
            },
            "page": {"type": "integer", "minimum": 1, "maximum": 10_000, "description": "The page.", "default": 1},
            "all_": {"type": "boolean", "description": "Whether all.", "default": False},
        },
        "required": ["name"],
        "additionalProperties": False,
    }


class Inner(TypedDict):
    """A record within a list within a record."""

    name: str
    page: NotRequired[int]


class Outer(TypedDict):
    """A record that holds lists."""

    ids: Sequence[str]
    inner: Sequence[Inner]


def nested(desk: Workspace, groups: Sequence[Outer]) -> None:
    """Show groups.

    Args:
        groups: The groups.
    """


def test_records_and_lists_nest() -> None:
    """Each part of a nested argument has its bounds in the schema, as it would have by itself."""
    text = {"type": "string", "maxLength": 300}
    inner = {
        "type": "object",
        "properties": {"name": text, "page": {"type": "integer", "minimum": 1, "maximum": 10_000}},
        "required": ["name"],
        "additionalProperties": False,
    }
    _, parameters = parameters_of(nested)
    assert parameters[0].schema["items"] == {
        "type": "object",
        "properties": {
            "ids": {"type": "array", "items": text, "maxItems": 200},
            "inner": {"type": "array", "items": inner, "maxItems": 200},
        },
        "required": ["ids", "inner"],
        "additionalProperties": False,
    }


@pytest.mark.parametrize(
    ("group", "code", "place"),
    [
        ({"ids": ["a", 1], "inner": []}, "arguments.type", "nested.groups[1].ids[1] "),
        ({"ids": "a", "inner": []}, "arguments.type", "nested.groups[1].ids "),
        (
            {"ids": [], "inner": [{"name": "a"}, {"name": "x" * 301}]},
            "arguments.too_long",
            "nested.groups[1].inner[1].name ",
        ),
        ({"ids": [], "inner": [{"name": "a", "page": 0}]}, "arguments.range", "nested.groups[1].inner[0].page "),
        ({"ids": [], "inner": [{"page": 1}]}, "arguments.missing", "nested.groups[1].inner[0] "),
        ({"ids": []}, "arguments.missing", "nested.groups[1] "),
        ({"ids": ["x"] * 201, "inner": []}, "arguments.too_many", "nested.groups[1].ids "),
        ({"ids": [], "inner": [], "more": []}, "arguments.unknown", "nested.groups[1] "),
    ],
)
def test_a_refusal_names_the_place_however_deep(group: object, code: str, place: str) -> None:
    """The path leads through every list and record to the part that is wrong."""
    _, parameters = parameters_of(nested)
    refusal = check_arguments("nested", parameters, {"groups": [{"ids": ["a"], "inner": [{"name": "b"}]}, group]})
    assert refusal is not None
    assert refusal.code == code
    assert refusal.value.startswith(place)


@given(st.text(st.characters(exclude_categories=())) | st.integers() | st.floats() | st.booleans())
def test_what_a_refusal_quotes_is_short_and_printable(value: object) -> None:
    """Quoting never fails, and never carries a line feed or half a surrogate pair into a message."""
    text = quoted(value)
    assert quoted(10**5_000) == "a huge number"
    assert len(text) <= 60
    assert text.isprintable()
    text.encode()


@pytest.mark.parametrize("path", ["lines[1].amount", "lines[0]", "lines[2].document"])
def test_a_refusal_names_the_place(path: str) -> None:
    """In nested arguments the message says which element and field is meant."""
    tool = find_tool("post_entry")
    assert tool is not None
    fine = {"account": "1010", "amount": "1.00", "document": "BL-0007"}
    lines: list[object] = [dict(fine), dict(fine), dict(fine)]
    match path:
        case "lines[1].amount":
            lines[1]["amount"] = 1.0  # type: ignore[index]
        case "lines[0]":
            lines[0] = "1010"
        case _:
            lines[2]["document"] = "x" * 301  # type: ignore[index]
    refusal = check_arguments("post_entry", tool.parameters, {"date": "2024-03-01", "memo": "", "lines": lines})
    assert refusal is not None
    assert refusal.value.startswith(f"post_entry.{path} ")
