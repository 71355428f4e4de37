"""Waiting for answers: how long, how often, and what a message that never is answered costs."""

import time
from collections.abc import Iterator

import pytest

from envjudge import judge, selftest, values
from envjudge.checks import measured
from envjudge.checks.registry import BY_ID
from envjudge.collect import begin
from envjudge.evidence import Evidence, Exchange, Recording, exchange
from envjudge.pace import Pace, whole
from envjudge.transport import Wire


def test_an_unknown_kind_may_take_its_time_and_a_known_one_five_times_the_slowest() -> None:
    """But never less than a second: machines stall."""
    pace = Pace()
    assert pace.patience("step", "a", 30.0, 0.1) == 30.0
    for seconds in (0.01, 0.6, 0.02):
        pace.answered("step", seconds)
    assert pace.patience("step", "a", 30.0, 0.1) == 3.0
    assert pace.patience("step", "a", 30.0, 7.0) == 7.0
    assert pace.patience("reset", "a", 30.0, 0.1) == 30.0


def test_what_went_unanswered_is_not_waited_for_again() -> None:
    """And after two, no message of its kind is, once the kind is known."""
    pace = Pace()
    for _time in range(3):
        pace.answered("step", 0.01)
    pace.unanswered("step", "bad")
    assert pace.patience("step", "bad", 30.0, 20.0) == 1.0
    assert pace.patience("step", "good", 30.0, 20.0) == 20.0
    pace.unanswered("step", "worse")
    assert pace.patience("step", "good", 30.0, 20.0) == 1.0
    assert [pace.news(name) for name in ("bad", "bad", "worse")] == [True, False, True]


def test_the_quick_budget_waits_ten_seconds_except_for_a_reset() -> None:
    """The challenge gives a reset thirty."""
    assert [whole(kind, "quick", 30.0) for kind in ("step", "state", "reset", "http")] == [10.0, 10.0, 30.0, 30.0]
    assert whole("step", "standard", 30.0) == 30.0


@pytest.fixture(scope="module")
def hall() -> Iterator[str]:
    """The address of all specimens."""
    with selftest.hall() as url:
        yield url


def test_a_hanging_action_costs_little_of_the_budget_and_what_it_cut_short_is_said(hall: str) -> None:
    """Six seconds were given; the hang alone is waited for two seconds, three times."""
    with Wire(f"{hall}/hang", 2.0) as wire:
        began = time.monotonic()
        judgement = judge.examine(wire, begin(wire, "hang", "quick"), (BY_ID["robust.latency"], BY_ID["runtime.step_works"]), seconds=6.0)
    assert time.monotonic() - began < 20
    said = {each.check: each for each in judgement.findings}
    assert (said["robust.latency"].status, said["robust.latency"].confirmed) == ("fail", (1, 1))
    assert dict(said["robust.latency"].measured)["step_p95_ms"]
    assert said["runtime.step_works"].status == "pass"


def heard(kind: str, took_ms: float, fault: str = "") -> Exchange:
    frame = '{"type":"reset","data":{}}' if kind == "reset" else '{"type":"step","data":{"answer":"x"}}'
    answer = None if fault else values.canonical({"type": "observation", "data": {"observation": {}, "reward": 0, "done": kind == "step"}})
    return exchange("ws", kind, frame, answer, took_ms, fault=fault)


def evidence(*recordings: Recording, facts: str = "{}") -> Evidence:
    return Evidence("s", "openenv-ws", "quick", recordings, facts=facts)


def test_one_stall_of_the_machine_is_no_hang() -> None:
    """What is answered when it is asked again, is answered."""
    silent = Recording("latency", "silent/walks/null/0", "find", (heard("reset", 5.0), heard("step", 10_000.0, "timeout")))
    asked = heard("step", 10_000.0, "timeout")
    again = Recording("latency", "again/0", "find", (heard("reset", 5.0), heard("step", 40.0)), asked.request)
    hung = Recording("latency", "again/0", "find", (heard("reset", 5.0), asked), asked.request)
    assert measured.latency(evidence(silent, again)).status == "pass"
    assert measured.latency(evidence(silent, hung)).status == "fail"


def test_a_subject_that_is_always_slow_is_warned_of_one_more_slow_answer() -> None:
    """Its other steps take three seconds: ten are not never."""
    usual = Recording("walks", "null/0", "find", (heard("reset", 5.0), heard("step", 3000.0)))
    asked = heard("step", 10_000.0, "timeout")
    hung = Recording("latency", "again/0", "find", (heard("reset", 5.0), asked), asked.request)
    assert measured.latency(evidence(usual, hung)).status == "warn"


def test_long_episodes_are_warned_of_by_what_the_manifest_gives_or_the_challenge_leaves() -> None:
    """Medians decide; one slow answer does not."""
    walks = tuple(Recording("walks", f"null/{n}", "find", (heard("reset", 5.0), heard("step", 900.0))) for n in range(5))
    stalled = Recording("walks", "null/9", "find", (heard("reset", 5.0), heard("step", 400_000.0)))
    declared = '{"manifest":{"validation":{"resources":{"episode_timeout_s":0.5}}}}'
    assert measured.latency(evidence(*walks, stalled)).status == "pass"
    assert measured.latency(evidence(*walks, facts=declared)).status == "warn"
    dragging = tuple(Recording("walks", f"null/{n}", "find", (heard("reset", 5.0), heard("step", 250_000.0))) for n in range(5))
    assert "20 minutes" in measured.latency(evidence(*dragging)).summary
