"""The server: ``server`` on the command line, or any ASGI server given ``tieout.serve.app:app``.

The operator's switches are environment variables, read once: :mod:`tieout.serve.settings`.
"""

import argparse
import os
import sys
from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import HTTPException, RequestValidationError
from fastapi.responses import JSONResponse

from tieout.serve.environment import Operation, TieoutEnvironment
from tieout.serve.models import TieoutObservation, TieoutState
from tieout.serve.openenv_api import CallToolAction, ConcurrencyConfig, create_served
from tieout.serve.sessions.capacity import RETRY_SECONDS, Admission, Sessions
from tieout.serve.sessions.memory import memory_of_host
from tieout.serve.sessions.months import Months, kept_bytes
from tieout.serve.settings import HELP, MAX_PORT, Settings, whole
from tieout.serve.wire.access import Doorkeeper
from tieout.serve.wire.body_guard import BodyGuard
from tieout.serve.wire.fast_path import EnvironmentFault, NoEpisode
from tieout.serve.wire.frame_guard import FrameGuard
from tieout.serve.wire.json_text import clipped_message, shortened_errors
from tieout.serve.wire.login import login_router

CONFLICT: Final = 409


def make_app(variables: Mapping[str, str]) -> FastAPI:
    """The application, switched as ``variables`` say. ValueError names a variable that does not make sense."""
    settings = Settings.of(variables)
    memory = memory_of_host(settings.memory)
    months = Months(settings.workers, kept_bytes(memory))
    operation = Operation(oracle=settings.oracle, month=months.month, private=settings.private)
    made, sessions = create_served(
        partial(Sessions, memory=memory),
        partial(TieoutEnvironment, operation),
        CallToolAction,
        TieoutObservation,
        env_name="tieout",
        concurrency_config=ConcurrencyConfig(
            max_concurrent_envs=settings.max_sessions, session_timeout=settings.idle_seconds
        ),
        state_cls=TieoutState,
        reset_observation_cls=TieoutObservation,
    )
    assert isinstance(sessions, Sessions)
    made.router.on_startup.append(months.start)
    made.router.on_shutdown.append(months.close)
    if settings.access.token:
        made.include_router(login_router(settings.access))
    made.add_api_route("/ready", partial(_ready, sessions), methods=["GET"], tags=["Health"])
    made.add_exception_handler(RequestValidationError, _invalid)
    made.add_exception_handler(HTTPException, _refused)
    made.add_exception_handler(NoEpisode, _no_episode)
    made.add_exception_handler(EnvironmentFault, _fault)
    made.add_middleware(FrameGuard)  # what is added later stands farther out
    made.add_middleware(Admission, sessions=sessions)
    made.add_middleware(BodyGuard)
    made.add_middleware(Doorkeeper, access=settings.access)
    return made


def _ready(sessions: Sessions) -> JSONResponse:
    """Whether a session can begin now: 200, or 503 with Retry-After."""
    report = sessions.report()
    if report["status"] == "ready":
        return JSONResponse(report)
    return JSONResponse(report, 503, {"Retry-After": str(RETRY_SECONDS)})


def _invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    return JSONResponse({"detail": shortened_errors(list(error.errors()))}, 422)


def _refused(request: Request, error: Exception) -> JSONResponse:
    """The detail of a refusal by openenv may be a validation's errors, input included."""
    assert isinstance(error, HTTPException)
    detail: Any = error.detail
    said = shortened_errors(detail) if isinstance(detail, list) else clipped_message(str(detail))
    return JSONResponse({"detail": said}, error.status_code, error.headers)


def _no_episode(request: Request, problem: Exception) -> JSONResponse:
    return JSONResponse({"detail": str(problem)}, CONFLICT)


def _fault(request: Request, fault: Exception) -> JSONResponse:
    return JSONResponse({"detail": str(fault)}, 500)


app = make_app(os.environ)


def main(arguments: list[str] | None = None) -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(
        prog="server",
        description="Serve Tieout over HTTP and WebSocket.",
        epilog=HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    try:
        port = whole(os.environ, "TIEOUT_PORT", 8000, least=1, most=MAX_PORT)
    except ValueError as error:
        parser.error(str(error))
    host = os.environ.get("TIEOUT_HOST", "127.0.0.1")
    parser.add_argument("--host", default=host, help="address to listen on (%(default)s)")
    parser.add_argument("--port", type=_port, default=port, help="port to listen on (%(default)s)")
    chosen = parser.parse_args(arguments)
    from tieout.serve.running import serve  # uvicorn is not needed by those who bring their own server

    sys.exit(serve(app, chosen.host, chosen.port))


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= MAX_PORT):
        raise argparse.ArgumentTypeError(f"{text!r} is no port; a port is a number from 0 (any free one) to {MAX_PORT}")
    return int(text)


if __name__ == "__main__":
    main()
