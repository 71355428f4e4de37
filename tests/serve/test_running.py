"""uvicorn as we run it."""

import sys

import pytest

from tieout.serve import running
from tieout.serve.app import main


def test_the_fast_lane_is_taken_where_it_can_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where uvicorn's private classes are not as we know them its own protocol serves."""
    assert running.websocket_protocol().__name__ == "LaneProtocol"
    monkeypatch.delitem(sys.modules, "tieout.serve.wire.uvicorn_protocol")
    monkeypatch.setitem(sys.modules, "uvicorn.protocols.websockets.websockets_sansio_impl", None)
    assert running.websocket_protocol() == "auto"


@pytest.mark.parametrize("port", ["99999", "-1", "x", "8000.5"])
def test_ports_that_are_none(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The value is named, and what a port is."""
    with pytest.raises(SystemExit) as ended:
        main(["--port", port])
    assert ended.value.code == 2 and port in capsys.readouterr().err


def test_help_names_every_variable(capsys: pytest.CaptureFixture[str]) -> None:
    """What an operator can set stands in the help, with its default."""
    with pytest.raises(SystemExit):
        main(["--help"])
    said = capsys.readouterr().out
    for name in (
        "MAX_SESSIONS",
        "SESSION_TIMEOUT",
        "WORKERS",
        "MEMORY_MB",
        "TOKEN",
        "ORIGINS",
        "SPLIT_SECRET",
        "ORACLE",
    ):
        assert f"TIEOUT_{name}" in said
    assert "(127.0.0.1)" in said and "(8000)" in said
