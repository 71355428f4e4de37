"""The frames that openenv could not answer, and only those, are answered before they reach it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tieout.serve.wire.frame_guard import problem_of
from tieout.serve.wire.limits import MAX_DEPTH, MAX_FRAME

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


@given(st.dictionaries(st.text(), JSON, max_size=4), st.booleans())
def test_json_objects_pass(frame: dict[str, object], escaped: bool) -> None:
    """Every ordinary JSON object passes, escaped or not, emoji and brackets in strings included."""
    assert problem_of(json.dumps(frame, ensure_ascii=escaped)) is None


@given(st.text())
def test_what_is_no_json_passes_to_be_answered_by_openenv(text: str) -> None:
    """openenv answers broken JSON itself; the guard speaks up only where the text is JSON but no object."""
    try:
        value = json.loads(text)
    except ValueError:
        assert problem_of(text) is None
    else:
        assert (problem_of(text) is None) == isinstance(value, dict)


@pytest.mark.parametrize(
    ("frame", "word"),
    [
        (None, "binary"),
        ("[1]", "object"),
        ("7", "object"),
        ("null", "object"),
        ('"text"', "object"),
        ("{" + " " * MAX_FRAME + "}", "characters"),
        ('{"a":' + "[" * MAX_DEPTH + "]" * MAX_DEPTH + "}", "nests"),
        ("[" * 200_000, "nests"),
        ('{"a":' * 10_000, "nests"),
        ('{"a":' + "9" * 5000 + "}", "digits"),
        ('{"a":"\\ud800"}', "surrogate"),
        ('{"\\uDFFF":1}', "surrogate"),
    ],
)
def test_frames_that_would_end_a_session_are_named(frame: str | None, word: str) -> None:
    """Each kind of frame that makes openenv close the session is explained instead."""
    assert word in (problem_of(frame) or "")


LONG = "MARKER" * 900


@pytest.mark.parametrize(
    ("path", "frame"),
    [
        ("/ws", {"type": LONG}),
        ("/ws", {"type": "step", "data": {"type": "call_tool", "tool_name": [LONG], "x": LONG}}),
        ("/ws", {"type": "step", "data": {f"k{number}": LONG[:9] for number in range(9000)}}),
        ("/ws", {"type": "mcp", "data": {"jsonrpc": "2.0", "method": LONG, "id": 1}}),
        ("/ws", {"type": "mcp", "data": {"jsonrpc": LONG[:200], "method": [LONG]}}),
        ("/mcp", {"jsonrpc": "2.0", "method": LONG, "id": 1}),
        ("/mcp", {"jsonrpc": "2.0", "method": LONG[:250], "id": 1}),
        ("/mcp", {"jsonrpc": "2.0", "method": "tools/list", "id": 1, "params": {"session_id": [LONG]}}),
    ],
)
def test_errors_are_short_and_hardly_repeat_the_input(server, path: str, frame: dict[str, object]) -> None:
    """Whatever the frame holds, its sender gets a few words; the session goes on."""
    with server.session(path) as session:
        session.raw(json.dumps(frame))
        assert '"error"' in session.frames[-1]
        assert len(session.frames[-1]) < 700 and session.frames[-1].count("MARKER") <= 20
        session.raw(
            json.dumps({"type": "state"} if path == "/ws" else {"jsonrpc": "2.0", "id": 1, "method": "tools/list"})
        )


@pytest.mark.parametrize(
    "frame",
    [
        '{"a":"' + "[{" * 500 + '"}',
        '{"a":"\\"' + "[" * 500 + '"}',
        '{"a":[' + "[]," * 500 + "[]]}",
        '{"a":"' + "9" * 5000 + '"}',
        '{"a":"\\ud83d\\ude00"}',
        '{"a":NaN}',
    ],
)
def test_frames_that_only_look_dangerous_pass(frame: str) -> None:
    """Brackets and digits inside strings, wide lists and whole surrogate pairs are harmless."""
    assert problem_of(frame) is None
