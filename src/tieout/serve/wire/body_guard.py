"""What stands between an HTTP request and openenv: a limit on its body, a deadline for the whole of it, and texts that
openenv's routes cannot take. No request is answered with a traceback, in the answer or in the log.
"""

import asyncio
import json
import logging
from typing import Final

from tieout.serve.wire.asgi import Application, Message, Receive, Scope, Send, respond
from tieout.serve.wire.json_text import Unfit, check_rpc, parsed
from tieout.serve.wire.limits import BODY_SECONDS, MAX_BODY

LOG: Final = logging.getLogger("tieout")
FORMS: Final = ("/web", "/login")  # what people fill in is not JSON
MCP: Final = "/mcp"
_CONTENT_LENGTH: Final = b"content-length"


class Refused(Exception):
    """A request that is answered here."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


class _Gone(Exception):
    """The client left before its request was whole."""


class BodyGuard:
    """ASGI middleware around the application; sockets pass untouched."""

    def __init__(self, application: Application, seconds: float = BODY_SECONDS) -> None:
        self._application = application
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._application(scope, receive, send)
            return
        begun = False

        async def sent(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            body = await self._body_of(scope, receive)
            await self._application(scope, _replayed(body, receive), sent)
        except Refused as refused:
            await respond(scope, send, refused.status, {"detail": str(refused)})
        except _Gone:
            return
        except Exception as error:  # whatever it is, the client learns nothing and the server goes on
            LOG.error(  # noqa: TRY400  # a traceback holds values
                "%s in the answer to %s %s", type(error).__name__, scope["method"], scope["path"][:60]
            )
            if not begun:
                await respond(scope, send, 500, {"detail": "The server failed to answer this request."})

    async def _body_of(self, scope: Scope, receive: Receive) -> bytes:
        _check_length(scope)
        try:
            async with asyncio.timeout(self._seconds):
                body = await _read(receive)
        except TimeoutError:
            raise Refused(408, f"The request was not whole after {self._seconds:g} seconds.") from None
        if body and not scope["path"].startswith(FORMS):
            _check_content(scope["path"], body)
        return body


def _check_length(scope: Scope) -> None:
    for name, value in scope["headers"]:
        if name == _CONTENT_LENGTH and value.isdigit() and int(value[:20]) > MAX_BODY:
            raise Refused(413, _too_long(int(value[:20])))


async def _read(receive: Receive) -> bytes:
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise _Gone
        part = message.get("body", b"")
        size += len(part)
        if size > MAX_BODY:
            raise Refused(413, _too_long(size))
        parts.append(part)
        if not message.get("more_body", False):
            return b"".join(parts)


def _check_content(path: str, body: bytes) -> None:
    try:
        value = parsed(body.decode(), strict=True)
        if path == MCP:
            check_rpc(value)
    except UnicodeDecodeError:
        raise Refused(400, "The body is not UTF-8.") from None
    except json.JSONDecodeError as error:
        raise Refused(400, f"The body is not JSON: {error.msg} at character {error.pos}.") from None
    except Unfit as unfit:
        raise Refused(400, str(unfit)) from None
    if not isinstance(value, dict):
        raise Refused(400, "The body is not a JSON object.")


def _replayed(body: bytes, receive: Receive) -> Receive:
    handed_over = False

    async def replayed() -> Message:
        nonlocal handed_over
        if handed_over:
            return await receive()
        handed_over = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replayed


def _too_long(size: int) -> str:
    return f"The body has {size} bytes or more. A body has at most {MAX_BODY}."
