"""Arguments as they may come over a wire: right, nearly right, and anything that JSON or Python can say."""

from hypothesis import strategies as st

from tieout.tools.registry import Tool

IDS = (
    "BL-0001", "BL-0005", "BL-0006", "BL-0007", "BL-0010", "BL-0011", "JE-00001", "JE-00003", "JE-00005",
    "JE-00005:PAY-1002", "JE-00006", "JE-00008", "JE-00009", "JE-00011", "M-0001", "BILL-0041", "BILL-0042",
    "BILL-0043", "PO-0031", "MAIL-0005", "POL-0001", "TB-0001", "PAY-1004", "INV-0211", "REM-0301", "V-0012", "C-0101",
    "1010", "1020", "1200", "1900", "2000", "2300", "6100", "6700",
)  # fmt: skip
WORDS = (
    "", "bank", "carton", "2024-03", "2024-03-15", "2024-02-29", "2024-04-01", "0001-01-01", "9999-12-31", "all", "USD",
    "EUR", "XXQ", "35.00", "-35.00", "980.00", "544.63", "0.00", "1e5", "NaN", "555-010-8814", ":", "supplier bill",
)  # fmt: skip

any_text = st.text(st.characters(exclude_categories=()), max_size=40)
long_text = st.sampled_from(("x" * 301, "x" * 100_000, "\U0001f9fe" * 5_000, "\ud800", "a\u202eb", "a\nb", "\x00"))
fitting_text = st.sampled_from(IDS + WORDS)
numbers = (
    st.integers()
    | st.sampled_from((0, 1, 2, 10_000, 10_001, -1))
    | st.sampled_from((4, 400, 40_000)).map(lambda digits: 10**digits)
    | st.floats().filter(lambda number: not number.is_integer())
)
scalars = st.none() | st.booleans() | numbers | fitting_text | any_text | long_text


def _nested(depth: int) -> object:
    value: object = "deep"
    for _ in range(depth):
        value = [value]
    return value


modest = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-9, 10**12)
    | fitting_text
    | any_text
    | st.just("x" * 301)
    | st.floats(0.1, 0.9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(any_text | fitting_text, inner, max_size=4),
    max_leaves=8,
) | st.just(["x"] * 201)
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(any_text | fitting_text, inner, max_size=4),
    max_leaves=8,
) | st.sampled_from(
    (
        lambda: _nested(3_000),
        lambda: {"account": _nested(3_000)},
        lambda: ["BL-0001"] * 10_000,
        lambda: ["x"] * 201,
        lambda: dict.fromkeys(map(str, range(10_000)), "x"),
        lambda: b"bytes",
        lambda: 1j,
        object,
    )
).map(lambda make: make())


def shaped(schema: object) -> st.SearchStrategy[object]:
    """Values that a schema accepts, with the words of the small desk in them."""
    assert isinstance(schema, dict)
    match schema["type"]:
        case "string" if "enum" in schema:
            return st.sampled_from(schema["enum"])
        case "string":
            return fitting_text | st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=20)
        case "boolean":
            return st.booleans()
        case "integer":
            return st.integers(1, 3)
        case "array":
            return st.lists(shaped(schema["items"]), max_size=3)
        case _:
            fields = {name: shaped(field) for name, field in schema["properties"].items()}
            required = {name: fields.pop(name) for name in schema["required"]}
            return st.fixed_dictionaries(required, optional=fields)


def right(tool: Tool) -> st.SearchStrategy[object]:
    """Arguments that the tool's schema accepts."""
    return shaped(tool.schema)


def nearly_right(tool: Tool, spoiling: st.SearchStrategy[object] = anything) -> st.SearchStrategy[object]:
    """Right arguments with one of them replaced, left out, or added."""
    spoiled = st.tuples(
        right(tool), fitting_text | st.sampled_from([p.name for p in tool.parameters] or [""]), spoiling
    )
    return spoiled.map(lambda drawn: {**drawn[0], drawn[1]: drawn[2]}) | st.tuples(  # type: ignore[dict-item]
        right(tool), st.integers(0, 9)
    ).map(lambda drawn: {key: drawn[0][key] for i, key in enumerate(drawn[0]) if i != drawn[1]})  # type: ignore[index,arg-type]


def wild(tool: Tool) -> st.SearchStrategy[object]:
    """Anything at all, right arguments among it."""
    return right(tool) | nearly_right(tool) | anything
