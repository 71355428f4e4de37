"""The one door to openenv.

Importing ``openenv.core`` imports gradio, which takes two thirds of the start-up and half of the memory and serves
only the web interface. Unless that is asked for, it is kept out while openenv loads; afterwards anybody may import it.
"""

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fastapi import FastAPI


def wants_web_interface() -> bool:
    """Whether the operator asked for the web interface; openenv reads the same variable the same way."""
    return os.environ.get("ENABLE_WEB_INTERFACE", "").lower() in ("1", "true", "yes")


os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")  # it calls out at every start otherwise
_KEPT_OUT = not wants_web_interface() and "gradio" not in sys.modules
if _KEPT_OUT:
    sys.modules["gradio"] = None  # type: ignore[assignment]  # the documented way to make an import fail
try:
    from openenv.core.client_types import StepResult
    from openenv.core.env_client import EnvClient
    from openenv.core.env_server import http_server
    from openenv.core.env_server.exceptions import SessionCapacityError
    from openenv.core.env_server.http_server import HTTPEnvServer, create_app
    from openenv.core.env_server.interfaces import Environment
    from openenv.core.env_server.mcp_types import (
        CallToolAction,
        CallToolObservation,
        ListToolsAction,
        ListToolsObservation,
        Tool,
        ToolError,
        ToolErrorType,
    )
    from openenv.core.env_server.serialization import serialize_observation
    from openenv.core.env_server.types import Action, ConcurrencyConfig, EnvironmentMetadata, State
finally:
    if _KEPT_OUT:
        del sys.modules["gradio"]

__all__ = [
    "Action",
    "CallToolAction",
    "CallToolObservation",
    "ConcurrencyConfig",
    "EnvClient",
    "Environment",
    "EnvironmentMetadata",
    "HTTPEnvServer",
    "ListToolsAction",
    "ListToolsObservation",
    "SessionCapacityError",
    "State",
    "StepResult",
    "Tool",
    "ToolError",
    "ToolErrorType",
    "create_served",
    "serialize_observation",
    "wants_web_interface",
]


def create_served(
    server: Callable[..., HTTPEnvServer], *arguments: Any, **options: Any
) -> "tuple[FastAPI, HTTPEnvServer]":
    """What openenv's ``create_app`` makes, with a server of ours in the place of its own, which it offers no way to choose."""
    made: list[HTTPEnvServer] = []

    def make(*given: Any, **named: Any) -> HTTPEnvServer:
        made.append(server(*given, **named))
        return made[-1]

    original = http_server.HTTPEnvServer
    http_server.HTTPEnvServer = make  # type: ignore[assignment,misc]  # put back below
    try:
        return create_app(*arguments, **options), made[-1]
    finally:
        http_server.HTTPEnvServer = original  # type: ignore[misc]
