"""What stands between the socket and openenv: no frame that a client can send, and no client that goes away, ends a
session or fills the log.

openenv 0.10 answers a frame that is not JSON and closes the session on frames that are JSON but no object, that nest
too deeply, that hold a number of five thousand digits or half a surrogate pair, or that are binary. Here each of them
is answered and the session goes on. Its answers to invalid messages repeat the input; here they do not.
"""

import json
from typing import Final

from tieout.serve.wire.asgi import Application, Message, Receive, Scope, Send
from tieout.serve.wire.fast_path import LANE, Lane
from tieout.serve.wire.json_text import Unfit, check_rpc, clipped_message, looks_harmless, parsed, shortened_errors
from tieout.serve.wire.limits import MAX_FRAME, MAX_NAME

LANE_KEY: Final = "tieout.lane"  # where in its scope a socket keeps its lane, if it has one
_GONE: Final = {"type": "websocket.disconnect", "code": 1006}
_PARSE_ERROR: Final = -32700


class FrameGuard:
    """ASGI middleware around the application; plain HTTP passes untouched."""

    def __init__(self, application: Application) -> None:
        self._application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self._application(scope, receive, send)
            return
        rpc = scope["path"].endswith("/mcp")
        refuse = _as_rpc_error if rpc else _as_error_frame
        gone = False
        lane = scope.get(LANE_KEY) or Lane()
        LANE.set(lane)

        async def sent(message: Message) -> None:
            nonlocal gone
            if gone:
                return
            text = message.get("text")
            if isinstance(text, str) and _may_repeat_input(text, rpc):
                message = {**message, "text": _without_echo(text)}
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
                problem = problem_of(text, rpc=rpc)
                answer = refuse(problem) if problem is not None else lane.answer(text or "")
                if answer is None:
                    return message
                await sent({"type": "websocket.send", "text": answer})
            return dict(_GONE)

        await self._application(scope, received, sent)


def problem_of(text: str | None, *, rpc: bool = False) -> str | None:
    """Why openenv could not answer this frame, in words for its sender; None where it can. ``rpc``: it is to be a JSON-RPC
    request."""
    if text is None:
        return "The frame is binary. Frames are JSON texts."
    if len(text) > MAX_FRAME:
        return f"The frame has {len(text)} characters. A frame has at most {MAX_FRAME}; send the work in parts."
    if looks_harmless(text):
        return None
    try:
        frame = parsed(text, strict=False)
        if rpc or (isinstance(frame, dict) and frame.get("type") == "mcp"):
            check_rpc(frame if rpc else frame.get("data"))
    except json.JSONDecodeError:
        return None  # openenv says so itself, and goes on
    except Unfit as unfit:
        return str(unfit)
    if not isinstance(frame, dict):
        return "The frame is not a JSON object. Send an object with a type and its data."
    return None


def _may_repeat_input(text: str, rpc: bool) -> bool:
    """Whether an answer is an error. Those of JSON-RPC name it, or their result, within the length of an id."""
    if rpc or text.startswith('{"type":"mcp"'):
        return '"result"' not in text[: 2 * MAX_NAME]
    return text.startswith('{"type":"error"')


def _without_echo(text: str) -> str:
    frame = json.loads(text)
    data = frame.get("data") or frame
    data = data.get("error") or data
    if isinstance(data.get("message"), str):
        data["message"] = clipped_message(data["message"])
    if isinstance(data.get("errors"), list):
        data["errors"] = shortened_errors(data["errors"])
    return json.dumps(frame)


def _as_error_frame(problem: str) -> str:
    return json.dumps({"type": "error", "data": {"message": problem, "code": "VALIDATION_ERROR"}})


def _as_rpc_error(problem: str) -> str:
    return json.dumps({"jsonrpc": "2.0", "id": None, "error": {"code": _PARSE_ERROR, "message": problem}})
