"""False alarms are defects: the page of rates is true, and no rate is above 1 %."""

import re
from pathlib import Path

import pytest

from envjudge import policy, simulate
from envjudge.checks.registry import BY_ID
from envjudge.specimens import varied

SAMPLE = range(24)
_ROW = re.compile(r"^\| `(?P<check>[a-z_.]+)` \| (?P<made>\d+) \| (?P<failed>\d+) \| [\d.]+ % \| (?P<warned>\d+) \| [\d.]+ % \| (?P<on>[\d, ]*) ?\|$", re.MULTILINE)


def rows() -> dict[str, re.Match[str]]:
    text = (Path(__file__).parents[1] / "docs" / "false-positives.md").read_text(encoding="utf-8")
    return {row["check"]: row for row in _ROW.finditer(text)}


def test_every_measured_check_has_its_row() -> None:
    assert set(rows()) == set(simulate.MEASURED) <= set(BY_ID)


@pytest.mark.parametrize("check", simulate.MEASURED)
def test_healthy_environments_seldom_fail(check: str) -> None:
    row = rows()[check]
    only_warns = policy.load().severity_of(check) == "warn"
    false = int(row["failed"]) + (int(row["warned"]) if only_warns else 0)
    assert int(row["made"]) >= 200, "too seldom had the check enough to go by"
    assert false <= simulate.HIGHEST_RATE * int(row["made"])


def test_the_page_is_what_the_checks_say_now() -> None:
    """A smaller sample, judged again: the same environments fail as the page says."""
    heard = simulate.statuses(SAMPLE)
    for check, row in rows().items():
        told = [int(number) for number in row["on"].split(", ") if number.strip() and int(number) in SAMPLE]
        assert heard[check].get("fail", []) == told, check


def test_environments_differ_and_each_is_always_the_same() -> None:
    shapes = {(made.PAY, made.LENGTH, made.RANGE, made.TASKS, made.TIERS, made.ORACLE) for made in map(varied.made, range(200))}
    assert len(shapes) > 80
    assert simulate.judged(3) == simulate.judged(3)
