"""A log that clients cannot flood: so many lines a minute of each kind, and in all; how many were left out is said."""

import logging
import time
from collections.abc import Callable
from typing import Final

PER_KIND: Final = 10  # lines a minute with the same words, values aside
IN_ALL: Final = 100
MINUTE: Final = 60.0
_CLIENTS_FAULT: Final = ("Invalid UTF-8 sequence received",)  # logged by uvicorn with a traceback


class LogLimit(logging.Filter):
    """A filter for a handler. A line is of the same kind as another where logger and words agree."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._since = clock()
        self._kinds: dict[tuple[str, str], int] = {}
        self._written = 0
        self._left_out = 0

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the line is written."""
        now = self._clock()
        left_out = 0
        if now - self._since >= MINUTE:
            left_out, self._left_out = self._left_out, 0
            self._since, self._written = now, 0
            self._kinds.clear()
        kind = (record.name, str(record.msg)[:80])
        if self._kinds.get(kind, 0) >= PER_KIND or self._written >= IN_ALL:
            self._left_out += 1
            return False
        self._kinds[kind] = self._kinds.get(kind, 0) + 1
        self._written += 1
        if record.msg and str(record.msg).startswith(_CLIENTS_FAULT):
            record.exc_info = record.exc_text = None
        if left_out:
            record.msg = f"{record.msg} ({left_out} lines were left out before this one)"
        return True
