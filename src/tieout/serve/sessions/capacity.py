"""How many sessions there may be, and how long one may stand idle.

openenv's own count and reaper stay in place. What they lack: a full server says so at the handshake instead of after it,
memory counts, sessions made by ``POST /mcp`` are few and short-lived, and time is measured by a clock that nobody sets.
"""

import asyncio
import time
from typing import Any, Final

from tieout.serve.openenv_api import HTTPEnvServer, SessionCapacityError
from tieout.serve.sessions.memory import Memory
from tieout.serve.wire.asgi import Application, Receive, Scope, Send, respond
from tieout.serve.wire.fast_path import LANE

MAX_DETACHED: Final = 16  # sessions made by POST /mcp to which no socket belongs
DETACHED_SECONDS: Final = 60.0  # how long one of them may stand idle
RETRY_SECONDS: Final = 5
_LOOKS: Final = 4  # at least so many times within a limit the reaper looks
_LEAST_INTERVAL: Final = 0.25


class Sessions(HTTPEnvServer):
    """openenv's server with capacity and idleness as described above."""

    def __init__(self, *arguments: object, memory: Memory, **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]  # openenv's, passed through
        self._memory = memory
        self._used_at: dict[str, float] = {}
        self._detached: set[str] = set()

    @property
    def shortage(self) -> str | None:
        """Why no further session can begin, or None."""
        if self.active_sessions >= self.max_concurrent_envs:
            return f"All {self.max_concurrent_envs} sessions are taken."
        if self._memory.short:
            return "Memory is short."
        return None

    def report(self) -> dict[str, object]:
        """What ``/ready`` says."""
        shortage = self.shortage
        said: dict[str, object] = {"status": "ready" if shortage is None else "full"}
        if shortage is not None:
            said["detail"] = shortage
        return {**said, "sessions": self.active_sessions, "max_sessions": self.max_concurrent_envs}

    async def _create_session(self) -> tuple[str, Any]:
        detached = LANE.get() is None
        if detached:
            self._detached &= self._sessions.keys()
            if len(self._detached) >= MAX_DETACHED or self._memory.short:
                raise SessionCapacityError(active_sessions=len(self._detached), max_sessions=MAX_DETACHED)
        session_id, environment = await super()._create_session()
        self._used_at[session_id] = time.monotonic()
        if detached:
            self._detached.add(session_id)
        return session_id, environment

    async def _destroy_session(self, session_id: str) -> None:
        self._used_at.pop(session_id, None)
        self._detached.discard(session_id)
        await super()._destroy_session(session_id)

    def _update_session_activity(self, session_id: str, increment_step: bool = False) -> None:
        if session_id in self._used_at:
            self._used_at[session_id] = time.monotonic()
        super()._update_session_activity(session_id, increment_step)

    async def _reap_idle_sessions(self) -> None:
        limits = [DETACHED_SECONDS, self._session_idle_timeout_s or DETACHED_SECONDS]
        while True:
            await asyncio.sleep(max(min(limits) / _LOOKS, _LEAST_INTERVAL))
            while idle := self._idle(time.monotonic()):  # looked up again: ending one gives others time to wake up
                await self._destroy_session(idle[0])

    def _idle(self, now: float) -> list[str]:
        """Sessions that have stood idle for too long. What the fast lane answered counts as use; an attached socket keeps a
        detached session alive."""
        return [
            session_id
            for session_id, environment in self._sessions.items()
            if environment is not None
            and session_id not in self._session_websocket_attachments
            and now - self._last_use(session_id, environment) > self._limit(session_id)
        ]

    def _last_use(self, session_id: str, environment: object) -> float:
        return max(self._used_at.get(session_id, 0.0), getattr(environment, "used_at", 0.0))

    def _limit(self, session_id: str) -> float:
        timeout = self._session_idle_timeout_s or float("inf")
        return min(timeout, DETACHED_SECONDS) if session_id in self._detached else timeout


class Admission:
    """ASGI middleware that refuses a handshake with 503 while the server is full."""

    def __init__(self, application: Application, sessions: Sessions) -> None:
        self._application = application
        self._sessions = sessions
        self._in_hand = 0  # sockets admitted, those included whose session is not made yet

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self._application(scope, receive, send)
            return
        shortage = self._sessions.shortage
        if shortage is None and self._in_hand >= self._sessions.max_concurrent_envs:
            shortage = f"All {self._sessions.max_concurrent_envs} sessions are taken."
        if shortage is not None:
            retry = (b"retry-after", str(RETRY_SECONDS).encode())
            await respond(scope, send, 503, {"detail": f"{shortage} Try again later."}, retry)
            return
        self._in_hand += 1
        try:
            await self._application(scope, receive, send)
        finally:
            self._in_hand -= 1
