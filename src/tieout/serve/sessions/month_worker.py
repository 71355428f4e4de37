"""A process that makes months: ``python -m tieout.serve.sessions.month_worker``. Tasks come in, scenarios go out.

It is niced, so that sessions under way come first, and ends with the server: when its standard input does.
"""

import contextlib
import os
import signal
import sys
from typing import BinaryIO, Final

from tieout.serve.sessions.pickled import LENGTH, packed, scenario_bytes, task_of

NICE: Final = 10


def main() -> None:
    """Answer until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal reaches it too; the server ends it
    with contextlib.suppress(OSError):
        os.nice(NICE)
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    while (message := _read(source)) is not None:
        sink.write(packed(_answer(message)))
        sink.flush()


def _answer(message: bytes) -> bytes:
    try:
        return b"\x01" + scenario_bytes(task_of(message))
    except Exception as error:  # the server reports it, without the values
        return b"\x00" + type(error).__name__.encode()


def _read(source: BinaryIO) -> bytes | None:
    head = source.read(LENGTH)
    return source.read(int.from_bytes(head)) if len(head) == LENGTH else None


if __name__ == "__main__":
    main()
