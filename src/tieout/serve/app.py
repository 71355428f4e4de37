"""The server: ``server`` on the command line, or any ASGI server given ``tieout.serve.app:app``.

The operator's switches are environment variables, read once: ``TIEOUT_MAX_SESSIONS`` (default 1024),
``TIEOUT_SESSION_TIMEOUT`` (seconds that a session may stand idle, default 3600), ``TIEOUT_ORACLE=1`` (resets may ask
for a solved desk; off), ``TIEOUT_SPLIT_SECRET`` (opens the split ``private``: see docs/private-split.md),
``TIEOUT_WORDINGS`` (a folder of wordings for that split),
``TIEOUT_HOST`` and ``TIEOUT_PORT`` (defaults of the command line), and openenv's own ``ENABLE_WEB_INTERFACE`` and
``OPENENV_MODE``.
"""

import argparse
import os
from collections.abc import Mapping
from functools import partial
from typing import Final

from fastapi import FastAPI

from tieout.private_keys import private_of_operator
from tieout.serve.environment import Operation, TieoutEnvironment
from tieout.serve.frame_guard import FrameGuard
from tieout.serve.models import TieoutObservation, TieoutState
from tieout.serve.openenv_api import CallToolAction, ConcurrencyConfig, create_app

MAX_SESSIONS: Final = 1024
IDLE_SECONDS: Final = 3600  # longer than any turn of a language model: openenv closes the desk of a living session


def make_app(variables: Mapping[str, str]) -> FastAPI:
    """The application, switched as ``variables`` say. ValueError names a variable that does not make sense."""
    capacity = ConcurrencyConfig(
        max_concurrent_envs=_whole(variables, "TIEOUT_MAX_SESSIONS", MAX_SESSIONS),
        session_timeout=_whole(variables, "TIEOUT_SESSION_TIMEOUT", IDLE_SECONDS),
    )
    made = create_app(
        partial(TieoutEnvironment, operation_of(variables)),
        CallToolAction,
        TieoutObservation,
        env_name="tieout",
        concurrency_config=capacity,
        state_cls=TieoutState,
        reset_observation_cls=TieoutObservation,
    )
    made.add_middleware(FrameGuard)
    return made


def operation_of(variables: Mapping[str, str]) -> Operation:
    """What the operator switched. Only "1" opens the oracle: a value meant as "no" must not. SecretError (a
    ValueError) where the secret of the private split is unfit; its text does not repeat it. WordingsError (another) where the
    operator's wordings are."""
    return Operation(oracle=variables.get("TIEOUT_ORACLE") == "1", freeze=True, private=private_of_operator(variables))


def _whole(variables: Mapping[str, str], name: str, default: int) -> int:
    text = variables.get(name, "")
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise ValueError(f"{name} is {text!r}; it takes a whole number above 0.")
    return int(text)


app = make_app(os.environ)


def main(arguments: list[str] | None = None) -> None:
    """Serve until interrupted."""
    import uvicorn  # not needed by those who bring their own server

    from tieout.serve.uvicorn_protocol import LaneProtocol

    parser = argparse.ArgumentParser(prog="server", description="Serve Tieout over HTTP and WebSocket.")
    parser.add_argument("--host", default=os.environ.get("TIEOUT_HOST", "127.0.0.1"), help="address to listen on")
    parser.add_argument(
        "--port", type=int, default=int(os.environ.get("TIEOUT_PORT", "8000")), help="port to listen on"
    )
    chosen = parser.parse_args(arguments)
    uvicorn.run(
        app,
        host=chosen.host,
        port=chosen.port,
        ws=LaneProtocol,
        ws_per_message_deflate=False,  # costs 40 KB a session and, at 10 KB a message, three quarters of the speed
        access_log=False,
        log_level="warning",
    )


if __name__ == "__main__":
    main()
