"""The fast lane's entrance at the socket: an ordinary tool call is answered where it arrives.

The way through uvicorn's queue, four layers of the web framework and openenv's loop takes several times as long as the
call itself. Where the application waits for the next frame and nothing else is under way, the lane may answer at once;
order is kept, since every other frame takes the ordinary way and bars the lane until it is answered.
"""

from typing import TYPE_CHECKING

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.protocol import State

from tieout.serve.wire.fast_path import Lane
from tieout.serve.wire.frame_guard import LANE_KEY, problem_of

if TYPE_CHECKING:
    from uvicorn._types import ASGIReceiveEvent
    from websockets.frames import Frame
    from websockets.http11 import Request


class LaneProtocol(WebSocketsSansIOProtocol):
    """uvicorn's WebSocket protocol with a lane. Without a lane that is open it behaves like its parent."""

    lane: Lane | None = None
    waiting = False  # whether the application waits for a frame

    def handle_connect(self, event: "Request") -> None:
        """Lay the lane before the application runs; the guard opens it when a desk is there."""
        super().handle_connect(event)
        if self.response.status_code == 101:
            self.lane = Lane()
            self.scope[LANE_KEY] = self.lane  # type: ignore[typeddict-unknown-key]  # the scope is ours to extend

    def handle_text(self, event: "Frame") -> None:
        """Answer an ordinary call at once; leave everything else to the application."""
        answer = self._answer(event)
        if answer is None:
            super().handle_text(event)
            return
        self.conn.send_text(answer)
        self.transport.write(b"".join(self.conn.data_to_send()))

    async def receive(self) -> "ASGIReceiveEvent":
        """The next event for the application."""
        self.waiting = True
        try:
            return await super().receive()
        finally:
            self.waiting = False

    def _answer(self, event: "Frame") -> bytes | None:
        free = self.waiting and self.queue.empty() and self.writable.is_set()
        # A client may send a last call and its close in one segment: the call is carried out, its answer goes nowhere.
        open_ = self.conn.state is State.OPEN and not (self.close_sent or self.transport.is_closing())
        if self.lane is None or not (free and event.fin and open_):
            return None
        try:
            text = bytes(event.data).decode()
        except UnicodeDecodeError:
            return None
        answer = self.lane.answer(text) if problem_of(text) is None else None
        return None if answer is None else answer.encode()
