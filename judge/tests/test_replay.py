"""The replay grammar: reading, writing, references, expectations."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from envjudge import replay, values

JSON = st.recursive(st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=4),
                    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3))
PATHS = st.lists(st.from_regex(r"[a-z_]{1,4}", fullmatch=True) | st.integers(0, 3), min_size=1, max_size=4).filter(
    lambda path: isinstance(path[0], str))


def script(*steps: object) -> replay.Script:
    return replay.parse({"replay": 1, "title": "t", "steps": list(steps)})


def answered(*bodies: object) -> tuple[tuple[replay.Answer, ...], ...]:
    return tuple((replay.Answer(json.dumps(body)),) for body in bodies)


@given(st.lists(st.builds(lambda body, times, relation, value: {
    "ws": {"type": "step", "data": body}, "times": times, "wait": times / 4, "server": ["", "second"][times % 2], "expect": [{"path": "data.reward", relation: value}]},
    JSON, st.integers(1, 9), st.sampled_from(replay.RELATIONS), JSON), min_size=1, max_size=3))
def test_a_script_survives_being_written_and_read(steps: list[object]) -> None:
    """What is printed in a report is what can be replayed."""
    first = script(*steps)
    assert replay.parse(json.loads(json.dumps(replay.document(first)))) == first


@given(PATHS)
def test_a_path_survives_being_written_and_read(path: list[str | int]) -> None:
    """Paths in reports can be pasted into scripts."""
    assert values.parse_path(values.show_path(tuple(path))) == tuple(path)


def test_a_reference_quotes_an_earlier_answer() -> None:
    """The value at the path replaces the reference, wrapped in the given form."""
    heard = (replay.Answer('{"data": {"secret": 7}}'),)
    body = {"message": {"$answer": 0, "path": "data.secret", "format": "[{}]"}, "n": {"$answer": 0, "path": "data.secret"}}
    assert replay.resolve(body, heard) == {"message": "[7]", "n": 7}


def test_a_reference_that_leads_nowhere_is_an_error() -> None:
    """A script never silently sends something else than it says."""
    with pytest.raises(replay.BadScript, match=r"data\.gone"):
        replay.resolve({"$answer": 0, "path": "data.gone"}, (replay.Answer("{}"),))


@pytest.mark.parametrize(("expect", "answer", "shown"), [
    ({"path": "r", "is": 1}, {"r": 1.0}, True),
    ({"path": "r", "is": 1}, {"r": True}, False),
    ({"path": "r", "isnt": 1}, {}, True),
    ({"path": "r", "above": 0.5}, {"r": 0.5}, False),
    ({"path": "r", "below": 0.5}, {"r": None}, False),
    ({"path": "r", "type": "number"}, {"r": True}, False),
    ({"path": "r", "type": "null"}, {"r": None}, True),
    ({"path": "r", "present": False}, {}, True),
    ({"path": "", "contains": "trace"}, {"m": "Traceback trace"}, True),
])
def test_relations(expect: dict[str, object], answer: object, shown: bool) -> None:
    """A bool is not a number, null is not absent, limits are strict."""
    step = script({"ws": {}, "expect": [expect]}).steps[0]
    assert replay.holds(step.expect[0], answered(answer), 0) is shown


def test_a_sum_runs_over_repeated_answers() -> None:
    """A farm is shown by its total, not by one payment."""
    steps = script({"ws": {}}, {"ws": {}, "times": 2, "expect": [{"sum": "r", "is": 3, "since": 0}]}).steps
    answers = (answered({"r": 1})[0], (replay.Answer('{"r": 1}'), replay.Answer('{"r": 1}')))
    assert replay.holds(steps[1].expect[0], answers, 1)


@pytest.mark.parametrize("wrong", [
    {"steps": []}, {"replay": 1, "steps": []}, {"replay": 1, "steps": [{}]}, {"replay": 1, "steps": [{"ws": {}, "http": "GET /"}]},
    {"replay": 1, "steps": [{"http": "fetch it"}]}, {"replay": 1, "steps": [{"ws": {}, "times": 0}]},
    {"replay": 1, "steps": [{"ws": {}, "expect": [{"path": "a"}]}]}, {"replay": 1, "steps": [{"ws": {}, "often": 2}]},
    {"replay": 1, "steps": [{"ws": {}, "server": "third"}]},
])
def test_what_is_not_a_script_is_refused(wrong: object) -> None:
    """A misspelt script is told so instead of passing as an empty one."""
    with pytest.raises(replay.BadScript):
        replay.parse(wrong)


def test_a_reference_can_quote_one_word_of_a_text() -> None:
    """Numbers and words are counted from 0; a word that is not there is an error."""
    heard = (replay.Answer('{"data": {"message": "wrong: the sum of 3 and -4.5 was meant"}}'),)
    quoted = {"$answer": 0, "path": "data.message", "word": 6, "format": "[{}]"}
    assert replay.resolve(quoted, heard) == "[-4.5]"
    with pytest.raises(replay.BadScript, match="no word 40"):
        replay.resolve(quoted | {"word": 40}, heard)
