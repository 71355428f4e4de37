"""The fast lane: most frames are tool calls, and openenv takes six models to carry one of them in and out.

Once a session's environment has been reset through openenv, the guard hands ordinary tool calls to it directly and
writes the answer that openenv would have written, byte for byte (tests/serve/wire/test_fast_path.py). Everything else
goes the ordinary way.
"""

import json
from contextvars import ContextVar
from typing import Any, Final, Protocol

from pydantic_core import to_json

_FRAME_KEYS: Final = {"type", "data"}
_CALL_KEYS: Final = {"type", "tool_name", "arguments"}


class Unplayable(RuntimeError):
    """A step that cannot be carried out for no fault of the agent's. It is answered by an error, which a client raises, and never
    by an observation: no trainer may take it for a reward of zero."""


class EnvironmentFault(Unplayable):
    """A fault of the environment itself. Its text says nothing about the task; the episode is void, not scored."""


class NoEpisode(Unplayable):
    """There is nothing to play: no reset yet, or the session was closed, or the server has been started anew."""


class Callee(Protocol):
    """What the lane needs of an environment."""

    def answer(self, tool_name: str, arguments: dict[str, Any]) -> dict[str, Any]:
        """The data of the observation frame that answers one call."""


class Lane:
    """One socket's lane; closed until an environment enters it."""

    def __init__(self) -> None:
        self.environment: Callee | None = None

    def answer(self, text: str) -> str | None:
        """The answer to a frame, or None where the frame is to go the ordinary way."""
        environment = self.environment
        if environment is None or not text.startswith('{"type"') or len(text) > 10_000:
            return None
        call = _call_in(text)
        if call is None:
            return None
        try:
            answer = {"type": "observation", "data": environment.answer(*call)}
        except Unplayable as problem:
            answer = {"type": "error", "data": {"message": str(problem), "code": "EXECUTION_ERROR"}}
        return to_json(answer).decode()


LANE: Final[ContextVar[Lane | None]] = ContextVar("LANE", default=None)


def enter(environment: Callee) -> None:
    """Open the lane of the socket that is being served, if one is, for ``environment``."""
    lane = LANE.get()
    if lane is not None:
        lane.environment = environment


def _call_in(text: str) -> tuple[str, dict[str, Any]] | None:
    """Tool and arguments of a frame that is an ordinary tool call and nothing else."""
    try:
        frame = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if frame.keys() != _FRAME_KEYS or frame["type"] != "step":
        return None
    data = frame["data"]
    if not isinstance(data, dict) or not data.keys() <= _CALL_KEYS or data.get("type", "call_tool") != "call_tool":
        return None
    tool, arguments = data.get("tool_name"), data.get("arguments", {})
    if not isinstance(tool, str) or not isinstance(arguments, dict):
        return None
    return tool, arguments
