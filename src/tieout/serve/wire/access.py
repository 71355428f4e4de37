"""Who may talk to the server: hosts, origins, and a token if the operator set one.

A browser sends the page's address as Origin with every WebSocket handshake and every request from a script, so that a page
of somebody else's cannot play at a server on its visitor's machine. Names that resolve to a loopback address (DNS
rebinding) are told by their Host. Programs send no Origin, and pass.
"""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from tieout.serve.wire.asgi import Application, Receive, Scope, Send, header, respond
from tieout.serve.wire.json_text import clipped

OPEN_PATHS: Final = ("/health", "/ready", "/login")  # for those who watch the server, and those who have yet to log in
COOKIE: Final = "tieout_token"
LEAST_TOKEN: Final = 16  # characters


@dataclass(frozen=True, slots=True)
class Access:
    """What the operator allows. ``origins``: pages of other hosts that may connect (``https://lab.example``), and the
    hosts that a proxy on this machine may forward; ``*`` for any. ``token``: asked for with every request, if set."""

    origins: frozenset[str] = frozenset()
    token: str = field(default="", repr=False)

    @classmethod
    def of(cls, variables: Mapping[str, str]) -> "Access":
        """From ``TIEOUT_ORIGINS`` (comma separated) and ``TIEOUT_TOKEN``. ValueError names what does not make sense; it does not
        repeat the token."""
        origins = frozenset(part.strip().rstrip("/") for part in variables.get("TIEOUT_ORIGINS", "").split(",")) - {""}
        for origin in origins:
            if origin != "*" and not (origin.startswith(("http://", "https://")) and _split(origin)[1]):
                raise ValueError(f"TIEOUT_ORIGINS has {origin!r}; an origin reads like https://lab.example or is *.")
        token = variables.get("TIEOUT_TOKEN", "")
        if token and (len(token) < LEAST_TOKEN or not token.isascii() or not token.isprintable() or " " in token):
            raise ValueError(
                f"TIEOUT_TOKEN is no token: it takes {LEAST_TOKEN} or more printable ASCII characters without spaces. "
                "Make one with: tieout secret new"
            )
        return cls(origins, token)

    def problem(self, scope: Scope) -> tuple[int, str] | None:
        """Status and reason where a request is refused."""
        host = header(scope, b"host") or ""
        if host and _on_loopback(scope) and not (_names_loopback(host) or self._allows_host(host)):
            return 421, f"This server listens on a loopback address and is not {clipped(host)!r}. {_REMEDY}"
        origin = header(scope, b"origin")
        if origin is not None and not (_same_host(origin, host) or self._allows(origin)):
            return 403, f"Pages of {clipped(origin)!r} may not talk to this server. {_REMEDY}"
        if self.token and scope["path"] not in OPEN_PATHS and not self._carries_token(scope):
            return (
                401,
                "This server asks for a token. Send it as Authorization: Bearer TOKEN; in a browser, log in at /login.",
            )
        return None

    def is_token(self, given: str) -> bool:
        """Whether a text is the token; the time it takes does not tell how much of it is right."""
        return bool(self.token) and hmac.compare_digest(given.encode(), self.token.encode())

    def _allows(self, origin: str) -> bool:
        return "*" in self.origins or origin.rstrip("/") in self.origins

    def _allows_host(self, host: str) -> bool:
        return "*" in self.origins or any(_same_host(origin, host) for origin in self.origins)

    def _carries_token(self, scope: Scope) -> bool:
        kind, _, given = (header(scope, b"authorization") or "").partition(" ")
        return self.is_token(given.strip() if kind.lower() == "bearer" else _cookie(scope))


class Doorkeeper:
    """ASGI middleware that holds everybody to an :class:`Access`."""

    def __init__(self, application: Application, access: Access) -> None:
        self._application = application
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        problem = self._access.problem(scope) if scope["type"] in ("http", "websocket") else None
        if problem is None:
            await self._application(scope, receive, send)
            return
        status, why = problem
        challenge = [(b"www-authenticate", b"Bearer")] if status == 401 else []
        await respond(scope, send, status, {"detail": why}, *challenge)


_REMEDY: Final = "The operator allows it with TIEOUT_ORIGINS."


def _on_loopback(scope: Scope) -> bool:
    server = scope.get("server")
    return server is not None and _is_loopback(str(server[0]))


def _names_loopback(host: str) -> bool:
    name = _split(f"//{host}")[1]
    return name == "localhost" or name.endswith(".localhost") or _is_loopback(name)


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def _same_host(origin: str, host: str) -> bool:
    return _split(origin)[0] == host.lower()


def _split(address: str) -> tuple[str, str]:
    """Host with port, and host alone, in lower case; both empty where the address is none."""
    try:
        parts = urlsplit(address.lower())
        return parts.netloc, parts.hostname or ""
    except ValueError:
        return "", ""


def _cookie(scope: Scope) -> str:
    try:
        found = SimpleCookie(header(scope, b"cookie") or "").get(COOKIE)
    except CookieError:
        return ""
    return "" if found is None else found.value
