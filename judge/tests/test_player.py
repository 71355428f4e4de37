"""The player of scripts, against servers that have no room."""

import pytest

from envjudge import player, replay
from envjudge.transport import Line, Wire


class Full(Wire):
    """Refuses every session until so many were asked for."""

    def __init__(self, refusals: int) -> None:
        super().__init__("http://127.0.0.1:9")
        self.refusals = refusals
        self.asked = 0

    def line(self, path: str = "/ws") -> Line:
        self.asked += 1
        refused = self.asked <= self.refusals

        class Told(Line):
            def send(self, frame: str) -> replay.Answer:
                return replay.Answer(None, fault="closed 1013") if refused else replay.Answer('{"type": "observation"}')

        return Told("")


def opening(sessions: int) -> replay.Script:
    steps = [{"ws": {"type": "reset", "data": {}}, "session": str(number)} for number in range(sessions)]
    return replay.parse({"replay": 1, "title": "t", "steps": steps})


@pytest.fixture(autouse=True)
def brief(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(player, "_FREED_SECONDS", 0.3)


def test_a_play_waits_in_vain_only_once() -> None:
    """The second play waits again: what was full before may have been freed."""
    with Full(99) as wire:
        player.play(opening(1), wire)
        once = wire.asked
        wire.asked = 0
        player.play(opening(9), wire)
        assert once > 1
        assert wire.asked == once + 8


def test_a_slot_that_comes_free_is_waited_for() -> None:
    with Full(1) as wire:
        assert [given[-1].fault for given in player.play(opening(2), wire).answers] == ["", ""]
