"""Sessions lent over HTTP: whose server is asked, and what the author has done counts."""

from collections.abc import Iterator

import pytest

from envjudge import collect, judge, player, selftest
from envjudge.checks.registry import BY_ID
from envjudge.evidence import Evidence
from envjudge.findings import Finding
from envjudge.specimens.lending import Lender
from envjudge.transport import Wire

CHECK = BY_ID["robust.mcp_sessions"]


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    with selftest.hall() as url, Wire(f"{url}/lender", 10.0) as made:
        yield made


def examined(wire: Wire, kind: str, facts: object = None) -> tuple[Evidence, Finding]:
    begun = collect.begin(wire, "lender", "quick").with_fact("kind", kind).with_fact("package", facts)
    judged = judge.examine(wire, begun, (CHECK,))
    return judged.evidence, judged.findings[0]


def test_a_server_that_is_not_ours_is_not_asked(wire: Wire) -> None:
    """A bare address may be somebody's: its places are left alone, and the skip says how the check can be had."""
    heard, finding = examined(wire, "url")
    assert not heard.of("mcp_sessions")
    assert (finding.status, finding.applies) == ("skip", False)
    assert "package" in finding.remedy


def test_what_was_taken_is_given_back(wire: Wire) -> None:
    """The fault is found twice, and the server serves as before, also after the replay."""
    heard, finding = examined(wire, "package")
    assert (finding.status, finding.confirmed) == ("warn", (1, 1))
    assert dict(finding.measured)["lent"] == Lender.CAPACITY
    assert finding.replay is not None
    assert player.play(finding.replay, wire).shown
    assert len(heard.of("mcp_sessions", "left/returned")) == 2
    assert wire.line().send('{"type": "reset", "data": {}}').text


def test_an_idle_timeout_is_the_remedy(wire: Wire) -> None:
    """Nobody waits for it, but an application that names one frees what was left."""
    assert examined(wire, "package", {"idle_timeout": True})[1].status == "pass"
