"""Sending and receiving, nothing more: one WebSocket per session, one HTTP client. Every call has a deadline.

Errors of the network are answers (`fault`), not exceptions: that a server hangs up is something to report.
"""

import re
import time
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from urllib.parse import urlsplit

import httpx
from websockets.exceptions import ConnectionClosed, WebSocketException
from websockets.sync.client import ClientConnection, connect

from envjudge.pace import Pace
from envjudge.replay import Answer

PATIENCE = 30.0
"""Seconds that one answer may take."""
LARGEST_FRAME = 64 << 20


class NotReachable(Exception):
    """No server answers at the address."""


@dataclass(slots=True)
class Line:
    """One WebSocket connection, opened when first used. After a fault every message is answered by the same fault."""

    address: str
    patience: float = PATIENCE
    _socket: ClientConnection | None = None
    _fault: str = ""

    def send(self, frame: str) -> Answer:
        """The answer to one frame, or why none came."""
        if self._fault:
            return Answer(None, fault=self._fault)
        try:
            if self._socket is None:
                made = connect(self.address, open_timeout=self.patience, close_timeout=1, max_size=LARGEST_FRAME,
                               ping_interval=None, proxy=None)
                self._socket = made.__enter__()  # left in `close`: a line outlives any one block
            with suppress(ConnectionClosed):  # a server that is full says so and hangs up before we speak: it can still be read
                self._socket.send(frame)
            heard = self._socket.recv(timeout=self.patience)
        except TimeoutError:
            self._fault = "timeout"
        except ConnectionClosed as closed:
            self._fault = f"closed {closed.rcvd.code}" if closed.rcvd else "closed"
        except UnicodeEncodeError:
            return Answer(None, fault="not sendable")
        except (OSError, WebSocketException) as error:
            self._fault = f"refused: {type(error).__name__}"
        else:
            return Answer(heard if isinstance(heard, str) else heard.decode(errors="backslashreplace"))
        self.close()
        return Answer(None, fault=self._fault)

    @property
    def open(self) -> bool:
        return self._socket is not None and not self._fault

    def close(self) -> None:
        """Say farewell and hang up; the server frees its slot when the closing handshake is done."""
        socket, self._socket = self._socket, None
        self._fault = self._fault or "hung up"
        if socket is not None:
            with suppress(OSError, WebSocketException):  # the other side may be quicker
                socket.close()


class Wire:
    """The address of one subject: lines to its WebSocket, and HTTP requests. `full` says that the last session found no room,
    `pace` how quickly it answers."""

    def __init__(self, url: str, patience: float = PATIENCE) -> None:
        self.url = url.rstrip("/")
        self.patience = patience
        self.full = False
        self.pace = Pace()
        self._http = self._client()

    def _client(self) -> httpx.Client:
        return httpx.Client(timeout=self.patience, trust_env=False, follow_redirects=True)

    def line(self, path: str = "/ws") -> Line:
        return Line(re.sub(r"^http", "ws", self.url) + path, self.patience)

    def request(self, method: str, target: str, body: str | None = None, patience: float | None = None) -> Answer:
        """The answer to one HTTP request, or why none came (within the seconds of `patience`, if told)."""
        headers = {"content-type": "application/json"} if body is not None else {}
        try:
            response = self._http.request(method, self.url + target, content=body, headers=headers,
                                          timeout=self.patience if patience is None else patience)
        except httpx.TimeoutException:
            return Answer(None, fault="timeout")
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            return Answer(None, fault=f"refused: {type(error).__name__}")
        if response.status_code >= 500:  # servers hang up after one, often without saying so: the next request needs a line of its own
            self._http.close()
            self._http = self._client()
        return Answer(response.text, response.status_code)

    def close(self) -> None:
        self._http.close()

    def __enter__(self) -> "Wire":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def wait_until_up(url: str, seconds: float) -> bool:
    """Whether any HTTP answer comes within the time."""
    until = time.monotonic() + seconds
    with Wire(url, 2.0) as wire:
        while time.monotonic() < until:
            if wire.request("GET", "/health").status is not None:
                return True
            time.sleep(0.05)
    return False


def checked_url(text: str) -> str:
    """The address without trailing slash. Raises ValueError if it is none."""
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise ValueError(f"not an address: {text!r}; write http://host:port")
    return text.rstrip("/")
