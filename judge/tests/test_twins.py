"""The second server of a subject: where it stands, what it shows, and that it goes when we go."""

import json
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from envjudge import evidence, subject, surroundings, twins, values
from envjudge.checks import portable
from envjudge.evidence import Evidence, Recording
from processes import gone

APP = """
import os, pathlib, time
pathlib.Path(__file__).with_name("started").open("a").write(f"{{os.getpid()}} {{os.environ.get('PYTHONHASHSEED')}} {{os.environ.get('TZ')}}\\n")
{first}
async def app(scope, receive, send):
    if scope["type"] == "http":
        await send({{"type": "http.response.start", "status": 200, "headers": []}})
        await send({{"type": "http.response.body", "body": os.environ["PYTHONHASHSEED"].encode()}})
"""


def package(root: Path, first: str = "") -> Path:
    (root / "app.py").write_text(APP.format(first=first))
    (root / "openenv.yaml").write_text("name: tiny\napp: app:app\n")
    return root


def started(root: Path, count: int) -> list[tuple[int, str, str]]:
    """(process, hash seed, zone) of each server that was started, once there are so many."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        lines = (root / "started").read_text().splitlines() if (root / "started").is_file() else []
        if len(lines) >= count:
            return [(int(process), seed, zone) for process, seed, zone in map(str.split, lines)]
        time.sleep(0.05)
    raise AssertionError("not started")


def test_a_second_server_stands_elsewhere_and_goes_with_us(tmp_path: Path) -> None:
    """Another hash seed and another zone; a variable that the user gave is the first server's."""
    given = subject.named(str(package(tmp_path)), {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo"})
    with subject.opened(given), twins.beside(given) as twin:
        address, fault = twin.wait(20)
        assert address, fault
        (one, *here), (two, *there) = started(tmp_path, 2)
        assert (here, there[0], twin.here) == (["1", "Asia/Tokyo"], "2", {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo"} | _language())
        assert there[1] in dict(surroundings.FAR)
    assert gone(one)
    assert gone(two)


def _language() -> dict[str, str]:
    return {"LANG": os.environ["LANG"]} if "LANG" in os.environ else {}


def test_a_second_server_that_is_still_coming_up_goes_at_once(tmp_path: Path) -> None:
    """Whoever stops the judge does not wait for a slow import."""
    given = subject.named(str(package(tmp_path, "if os.environ['TZ'].startswith('Pacific'): time.sleep(60)")), {"TZ": "UTC"})
    with twins.beside(given) as twin:
        ((process, *_told),) = started(tmp_path, 1)
        assert twin.wait(0.1) == ("", "the second server was not up yet")
        began = time.monotonic()
    assert time.monotonic() - began < 8
    assert gone(process)


def test_a_second_server_that_does_not_come_up_says_why(tmp_path: Path) -> None:
    """The first one is judged all the same."""
    given = subject.named(str(package(tmp_path, "assert os.environ['PYTHONHASHSEED'] == '0', 'the store is locked'")))
    with twins.beside(given) as twin:
        address, fault = twin.wait(30)
    assert not address
    assert "the store is locked" in fault


@pytest.mark.parametrize("hours", range(-12, 15))
@pytest.mark.parametrize("hour", [0, 9, 10, 11, 13, 23])
def test_in_the_other_zone_it_is_another_day(hours: int, hour: int) -> None:
    """What depends on the date differs at whatever time one asks."""
    now = datetime(2026, 7, 1, hour, 30, tzinfo=UTC)
    there = surroundings.other({}, timedelta(hours=hours), now)
    far = timedelta(hours=dict(surroundings.FAR)[there["TZ"]])
    assert (now + far).date() != (now + timedelta(hours=hours)).date()


def observed(observation: object, reward: object = None) -> str:
    return json.dumps({"type": "observation", "data": {"observation": observation, "reward": reward, "done": False}})


def heard(say: Callable[[str, str], tuple[str, str]], rounds: int = 3, **facts: object) -> Evidence:
    """Evidence of episodes of one step on two servers; `say` gives the answers to reset and step, by the label's first word and
    the time."""
    recordings = []
    for number in range(rounds):
        for side, address in (("here", "http://127.0.0.1:41001"), ("there", "http://127.0.0.1:41002")):
            for again in "01":
                said = [evidence.exchange("ws", kind, json.dumps({"type": kind, "data": {"seed": number}}), answer, 1.0)
                        for kind, answer in zip(("reset", "step"), say(side, again), strict=True)]
                recordings.append(Recording("twin", f"{side}/{number}/{again}", "find", tuple(said), address))
    known = {"twin": {"here": {"TZ": "UTC"}, "there": {"TZ": "Pacific/Kiritimati"}}} | facts
    return Evidence("tiny", "openenv-ws", "quick", tuple(recordings), facts=values.canonical(known))


def statuses(given: Evidence) -> tuple[str, str]:
    return portable.verifier_portability(given).status, portable.process_determinism(given).status


def test_what_one_server_answers_in_two_ways_is_not_blamed_on_the_other() -> None:
    """A reward that is random on either server is another check's business; so is one that the first server alone gives at random."""
    assert statuses(heard(lambda side, again: (observed("task"), observed("x", 0.1 * (side + again == "here1"))))) == ("pass", "pass")
    assert statuses(heard(lambda side, again: (observed("task"), observed("x", 0.1 * (side + again == "there1"))))) == ("pass", "pass")


def test_another_reward_on_the_second_server_fails_and_names_both_and_the_surroundings() -> None:
    """What was seen before must be the same, else it is another task that is paid."""
    finding = portable.verifier_portability(heard(lambda side, _again: (observed("task"), observed("x", 0.1 if side == "here" else 0.3))))
    assert (finding.status, finding.channel) == ("fail", "reward")
    assert "paid 0.1 by one server and 0.3 by a second one, started with TZ=Pacific/Kiritimati instead of UTC" in finding.summary
    assert finding.replay is not None
    assert [(step.session, step.server) for step in finding.replay.steps if step.expect] == [("again", ""), ("second", "second")]
    other_task = heard(lambda side, _again: (observed({"task": side}), observed("x", 0.1 if side == "here" else 0.3)))
    assert statuses(other_task) == ("skip", "fail")


def test_another_task_fails_another_order_warns_and_another_address_is_nothing() -> None:
    """The order of a set confuses whoever chooses by number, but the task is the same; an address must differ."""
    def by_side(here: object, there: object) -> str:
        return portable.process_determinism(heard(lambda side, _again: (observed(here if side == "here" else there), observed("x", 0.0)))).status
    assert by_side({"word": "apple"}, {"word": "pear"}) == "fail"
    assert by_side({"words": ["a", "b"]}, {"words": ["b", "a"]}) == "warn"
    assert by_side("a or b", "b or a") == "warn"
    assert by_side({"page": "see http://127.0.0.1:41001/x", "pid": 7, "mean": 0.3}, {"page": "see http://127.0.0.1:41002/x", "pid": 8, "mean": 0.1 + 0.2}) == "pass"


def test_what_differs_after_a_step_only_warns() -> None:
    """The task was the same; the path is named."""
    finding = portable.process_determinism(heard(lambda side, _again: (observed("task"), observed({"told": [1, side]}, 0.0))))
    assert (finding.status, finding.about) == ("warn", ("observation.told",))
    assert "another observation.told[1] after step 1" in finding.summary


def test_a_server_that_refuses_or_is_gone_is_not_compared() -> None:
    """Two servers that share a file may be in each other's way: that is no lack of portability."""
    refused = json.dumps({"type": "error", "data": {"message": "database is locked", "code": "EXECUTION_ERROR"}})
    finding = portable.verifier_portability(heard(lambda side, _again: (observed("task"), observed("x", 0.0) if side == "here" else refused)))
    assert (finding.status, finding.applies) == ("skip", True)
    assert "refused what the first took" in finding.summary


def test_without_a_second_server_both_checks_say_why_and_how() -> None:
    """An address is one server; one that did not come up says what it said."""
    one = Evidence("http://h", "openenv-ws", "quick")
    late = heard(lambda _side, _again: (observed("task"), observed("x")), 0)
    late = Evidence("tiny", "openenv-ws", "quick", (Recording("twin", "none", "find", (), "no second server came up: locked"),), facts=late.facts)
    for check in (portable.verifier_portability, portable.process_determinism):
        assert (check(one).status, check(one).applies) == ("skip", False)
        assert "package directory" in check(one).remedy
        assert (check(late).status, check(late).summary) == ("skip", "no second server came up: locked")
