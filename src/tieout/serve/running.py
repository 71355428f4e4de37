"""uvicorn as we run it: a fast lane at the socket, an end within ten seconds, and a log that clients cannot flood."""

import contextlib
import logging
import os
import threading
from types import FrameType
from typing import Any, Final

import uvicorn
from fastapi import FastAPI

from tieout.serve.wire.limits import MAX_MESSAGE
from tieout.serve.wire.log_limit import LogLimit

GRACE_SECONDS: Final = 6  # for answers under way, after SIGTERM; then they are cut off
LAST_SECONDS: Final = 9.5  # after SIGTERM the process is gone, whatever hangs
_LOGGING: Final[dict[str, Any]] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"limit": {"()": LogLimit}},
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["limit"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}


class Server(uvicorn.Server):
    """uvicorn's server, which ends in time even where an answer or a shutdown hook hangs."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """At the first signal: end gracefully. At the second: at once."""
        if not self.should_exit:
            last = threading.Timer(LAST_SECONDS, os._exit, args=(1,))
            last.daemon = True
            last.start()
        super().handle_exit(sig, frame)


def serve(app: FastAPI, host: str, port: int) -> int:
    """Serve until a signal; the exit status."""
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        ws=websocket_protocol(),
        ws_max_size=MAX_MESSAGE,
        ws_per_message_deflate=False,  # costs 40 KB a session and, at 10 KB a message, three quarters of the speed
        timeout_graceful_shutdown=GRACE_SECONDS,
        access_log=False,
        log_level="warning",
        log_config=_LOGGING,
    )
    server = Server(config)
    with contextlib.suppress(KeyboardInterrupt):  # uvicorn ends gracefully, and raises it afterwards
        server.run()
    return 0 if server.started else 3


def websocket_protocol() -> Any:
    """The protocol with the fast lane; uvicorn's own where its private classes are not as we know them, which is slower
    and no different otherwise."""
    try:
        from tieout.serve.wire.uvicorn_protocol import LaneProtocol
    except (ImportError, AttributeError) as error:
        logging.getLogger("tieout").warning(
            "uvicorn %s has no place for the fast lane (%s)", uvicorn.__version__, error
        )
        return "auto"
    return LaneProtocol
