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
