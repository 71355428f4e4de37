"""What stands between the socket and openenv: no frame that a client can send, and no client that goes away, ends a
session or fills the log.

openenv 0.10 answers a frame that is not JSON and closes the session on frames that are JSON but no object, that nest
too deeply, that hold a number of five thousand digits or half a surrogate pair, or that are binary. Here each of them
is answered and the session goes on.
"""

import json
import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final

from tieout.serve.fast_path import LANE, Lane

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]

MAX_FRAME: Final = 1 << 21  # characters
LANE_KEY: Final = "tieout.lane"  # where in its scope a socket keeps its lane, if it has one
MAX_DEPTH: Final = 64
_LONG_NUMBER: Final = re.compile(r"\d{400}")
_SURROGATE: Final = re.compile(r"\\u[dD][89a-fA-F]")
_GONE: Final = {"type": "websocket.disconnect", "code": 1006}
_PARSE_ERROR: Final = -32700


class FrameGuard:
    """ASGI middleware around the application; plain HTTP passes untouched."""

    def __init__(self, application: Application) -> None:
        self._application = application

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self._application(scope, receive, send)
            return
        refuse = _as_rpc_error if scope["path"].endswith("/mcp") else _as_error_frame
        gone = False
        lane = scope.get(LANE_KEY) or Lane()
        LANE.set(lane)

        async def sent(message: Message) -> None:
            nonlocal gone
            if gone:
                return
            try:
                await send(message)
            except OSError:  # the client went away while its answer was made: nobody is left to tell
                gone = True

        async def received() -> Message:
            while not gone:
                message = await receive()
                if message["type"] != "websocket.receive":
                    return message
                text: str | None = message.get("text")
                problem = problem_of(text)
                answer = refuse(problem) if problem is not None else lane.answer(text or "")
                if answer is None:
                    return message
                await sent({"type": "websocket.send", "text": answer})
            return dict(_GONE)

        await self._application(scope, received, sent)


def problem_of(text: str | None) -> str | None:
    """Why openenv could not answer this frame, in words for its sender; None where it can."""
    if text is None:
        return "The frame is binary. Frames are JSON texts."
    if len(text) > MAX_FRAME:
        return f"The frame has {len(text)} characters. A frame has at most {MAX_FRAME}; send the work in parts."
    if _too_deep(text):
        return f"The frame nests more than {MAX_DEPTH} levels. Tool calls need four."
    if not text.lstrip().startswith("{") or _LONG_NUMBER.search(text) or _SURROGATE.search(text):
        return _problem_inside(text)
    return None


def _problem_inside(text: str) -> str | None:
    try:
        frame = json.loads(text)
        json.dumps(frame, ensure_ascii=False).encode()
    except json.JSONDecodeError:
        return None  # openenv says so itself, and goes on
    except UnicodeEncodeError:
        return "The frame holds half a surrogate pair. Texts are Unicode."
    except ValueError:
        return 'The frame holds a number of thousands of digits. Amounts are strings such as "1250.00".'
    if not isinstance(frame, dict):
        return "The frame is not a JSON object. Send an object with a type and its data."
    return None


def _too_deep(text: str) -> bool:
    """Whether brackets may nest too deeply; those inside strings count too, which no tool call comes near."""
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return False
    depth = 0
    inside = escaped = False
    for letter in text:
        if inside:
            inside, escaped = escaped or letter != '"', not escaped and letter == "\\"
        elif letter == '"':
            inside = True
        elif letter in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                return True
        elif letter in "]}":
            depth -= 1
    return False


def _as_error_frame(problem: str) -> str:
    return json.dumps({"type": "error", "data": {"message": problem, "code": "VALIDATION_ERROR"}})


def _as_rpc_error(problem: str) -> str:
    return json.dumps({"jsonrpc": "2.0", "id": None, "error": {"code": _PARSE_ERROR, "message": problem}})
