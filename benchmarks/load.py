"""The load generator: many WebSocket sessions in one process of its own, as cheap as Python can make them, so that the
server is what is measured. Takes one JSON order a line on standard input and answers each with one line.

It offers permessage-deflate, as openenv's own client does, and so reads compressed answers where a server likes them.
"""

import asyncio
import base64
import contextlib
import json
import os
import struct
import sys
import time
import zlib
from collections.abc import Callable

EPISODE_STEPS = 100  # then a reset: an episode is over long before its budget is, and what is measured are steps
TAIL = b"\x00\x00\xff\xff"


def text_frame(message: dict) -> bytes:
    """One masked text frame; a mask of zeros saves the work of masking and is as valid as any other."""
    body = json.dumps(message).encode()
    size = len(body)
    if size < 126:
        head = struct.pack("!BB", 0x81, 0x80 | size)
    elif size < 1 << 16:
        head = struct.pack("!BBH", 0x81, 0x80 | 126, size)
    else:
        head = struct.pack("!BBQ", 0x81, 0x80 | 127, size)
    return head + b"\x00\x00\x00\x00" + body


class Session(asyncio.Protocol):
    """One socket; ``on_answer`` gets each text that arrives."""

    def __init__(self, host: str, path: str) -> None:
        self.opened = asyncio.get_running_loop().create_future()
        self.on_answer: Callable[[bytes], object] = len  # until somebody asks
        self._request = (
            f"GET {path} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n"
        ).encode()
        self._buffer = b""
        self._inflate = None
        self.taken = 0

    def connection_made(self, transport) -> None:
        self.transport = transport
        transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if not self.opened.done():
            head, split, rest = self._buffer.partition(b"\r\n\r\n")
            if not split:
                return
            self._buffer = rest
            if b" 101 " not in head.split(b"\r\n")[0]:
                self.opened.set_exception(ConnectionError(head.decode()))
                return
            if b"permessage-deflate" in head:
                self._inflate = zlib.decompressobj(-15)
            self.opened.set_result(None)
        while (frame := self._next_frame()) is not None:
            self.on_answer(frame)

    def _next_frame(self) -> bytes | None:
        buffer = self._buffer
        while len(buffer) >= 2:
            size, start = buffer[1] & 0x7F, 2
            if size == 126:
                start = 4
                size = int.from_bytes(buffer[2:4], "big")
            elif size == 127:
                start = 10
                size = int.from_bytes(buffer[2:10], "big")
            if len(buffer) < start or len(buffer) < start + size:
                return None
            body = buffer[start : start + size]
            self._buffer = buffer[start + size :]
            if buffer[0] & 0x0F == 1:
                return self._inflate.decompress(body + TAIL) if buffer[0] & 0x40 else body
            if buffer[0] & 0x0F == 9:
                self.transport.write(struct.pack("!BB", 0x8A, 0x80 | size) + b"\x00\x00\x00\x00" + body)
            buffer = self._buffer
        return None

    async def ask(self, message: dict) -> bytes:
        answer = asyncio.get_running_loop().create_future()
        self.on_answer = answer.set_result
        self.transport.write(text_frame(message))
        return await answer


class Load:
    """The sessions with one server, each with the frames of its step and of its reset. In a step, "$bank" stands for
    the first bank account of the session's month."""

    def __init__(self, port: int, step: dict) -> None:
        self.port, self.step = port, step
        self.sessions: list[tuple[Session, bytes, bytes]] = []

    async def open(self, resets: list[dict]) -> list[float]:
        """Connect and reset one after the other; seconds that each reset took."""
        took = []
        loop = asyncio.get_running_loop()
        for arguments in resets:
            _, session = await loop.create_connection(
                lambda: Session(f"127.0.0.1:{self.port}", "/ws"), "127.0.0.1", self.port
            )
            await session.opened
            reset = {"type": "reset", "data": arguments}
            start = time.perf_counter()
            answer = await session.ask(reset)
            took.append(time.perf_counter() - start)
            if b'"type":"error"' in answer or b'"done":true' in answer[-400:]:
                raise RuntimeError(answer[:500].decode())
            self.sessions.append((session, self._step_after(answer), text_frame(reset)))
        return took

    def _step_after(self, opening: bytes) -> bytes:
        step = json.dumps(self.step)
        if "$bank" in step:
            fields = json.loads(opening)["data"]["observation"]["result"]["fields"]
            step = step.replace("$bank", fields["bank accounts"].split(",")[0])
        return text_frame(json.loads(step))

    async def close(self) -> None:
        for session, _, _ in self.sessions:
            session.transport.close()
        self.sessions.clear()
        await asyncio.sleep(0.2)

    async def run(self, seconds: float) -> dict:
        """Every session steps as fast as it is answered; resets in between do not count as steps."""
        stopping = False
        steps = errors = resets = pending = size = 0
        waits: list[float] = []
        finished = asyncio.get_running_loop().create_future()

        def player(session: Session, step: bytes, reset: bytes) -> Callable[[bytes], None]:
            sent = time.perf_counter()
            stepping = True

            def answered(text: bytes) -> None:
                nonlocal steps, errors, resets, pending, size, sent, stepping
                now = time.perf_counter()
                if stepping:
                    session.taken += 1
                    steps += 1
                    size += len(text)
                    waits.append(now - sent)
                errors += b'"type":"error"' in text[:40] or b'"error":{' in text
                if stopping:
                    pending -= 1
                    if not pending:
                        finished.set_result(None)
                    return
                stepping = session.taken < EPISODE_STEPS
                if not stepping:
                    session.taken = 0
                    resets += 1
                sent = now
                session.transport.write(step if stepping else reset)

            return answered

        pending = len(self.sessions)
        start = time.perf_counter()
        for session, step, reset in self.sessions:
            session.on_answer = player(session, step, reset)
            session.transport.write(step)
        await asyncio.sleep(seconds)
        stopping = True
        await finished
        elapsed = time.perf_counter() - start
        waits.sort()
        return {
            "steps": steps,
            "steps_per_s": round(steps / elapsed, 1),
            "errors": errors,
            "resets": resets,
            "bytes": size // max(1, steps),
            "p50_us": round(waits[len(waits) // 2] * 1e6),
            "p99_us": round(waits[len(waits) * 99 // 100] * 1e6),
        }


async def obey() -> None:
    """One order a line until standard input ends."""
    loads: dict[str, Load] = {}
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        order = json.loads(line)
        name = order["load"]
        if order["do"] == "connect":
            loads[name] = Load(order["port"], order["step"])
            answer: object = None
        elif order["do"] == "open":
            answer = await loads[name].open(order["resets"])
        elif order["do"] == "run":
            answer = await loads[name].run(order["seconds"])
        else:
            answer = await loads[name].close()
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    with contextlib.suppress(ImportError):
        import uvloop

        uvloop.install()
    asyncio.run(obey())
