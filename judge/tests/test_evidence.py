"""Evidence: saved and read back, bounded, without credentials."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from envjudge import evidence, turns
from envjudge.evidence import Evidence, Recording

TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
EXCHANGES = st.builds(evidence.exchange, st.sampled_from(["ws", "http"]), st.just("step"), TEXT, st.none() | TEXT,
                      st.floats(0, 1e4), st.none() | st.integers(100, 599))


@given(st.lists(st.builds(Recording, st.just("walks"), TEXT, st.just("find"), st.lists(EXCHANGES, max_size=3).map(tuple)),
                max_size=3).map(tuple))
def test_saved_evidence_reads_back_equal(recordings: tuple[Recording, ...]) -> None:
    """A judgement can be repeated offline on exactly what was heard."""
    kept = Evidence("somewhere", "openenv-ws", "quick", recordings, (("walks", "cut"),))
    assert evidence.parse(evidence.dump(kept)) == kept


def test_anything_else_is_refused() -> None:
    """A file that is no evidence is said to be none."""
    with pytest.raises(ValueError, match="not saved evidence"):
        evidence.parse(b"hello")


@pytest.mark.parametrize("secret", ["hf_abcdefghijklmnopqrstuv", "sk-abcdefghijklmnopqrstuv"])
def test_credentials_are_blotted_out(secret: str) -> None:
    """Evidence is attached to bug reports."""
    kept = evidence.exchange("http", "http", f"GET /x\nAuthorization: Bearer {secret}", f'{{"api_key": "{secret}"}}', 1.0)
    assert secret not in kept.request + str(kept.answer)


def test_a_long_answer_is_cut_and_counted() -> None:
    """A server cannot fill the disk of its judge."""
    kept = evidence.exchange("ws", "step", "{}", "x" * (evidence.LONGEST_ANSWER + 5), 1.0)
    assert len(kept.answer or "") == evidence.LONGEST_ANSWER
    assert kept.size == evidence.LONGEST_ANSWER + 5


@pytest.mark.parametrize(("channel", "answer", "status", "paid", "done"), [
    ("ws", '{"type":"observation","data":{"observation":{"x":1},"reward":0.5,"done":true}}', None, 0.5, True),
    ("http", '{"observation":{"x":1},"reward":{"value":0.5},"done":true}', 200, 0.5, True),
    ("ws", '{"type":"observation","data":{"observation":{},"reward":null,"done":false}}', None, 0.0, False),
    ("ws", '{"type":"observation","data":{"observation":{},"reward":true,"done":false}}', None, 1.0, False),
])
def test_every_wire_shape_reads_alike(channel: str, answer: str, status: int | None, paid: float, done: bool) -> None:
    """Checks never ask which server they look at."""
    turn = turns.read(evidence.exchange(channel, "step", "{}", answer, 1.0, status))
    assert (turn.paid, turn.done, turn.ok) == (paid, done, True)


def test_an_error_is_no_observation() -> None:
    """A refusal carries its text and its code."""
    turn = turns.read(evidence.exchange("ws", "step", "{}", '{"type":"error","data":{"message":"no","code":"X"}}', 1.0))
    assert (turn.ok, turn.error, turn.code) == (False, "no", "X")
