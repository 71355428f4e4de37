"""Servers that lend sessions over HTTP, with few places: one that takes them back, and two that do not."""

from typing import ClassVar

from envjudge.specimens.base import Quiz


class Host(Quiz):
    """Healthy: who needs a place gets that of the session that was lent first and is used by nobody."""

    CAPACITY: ClassVar[int] = 8
    TAKES_BACK: ClassVar[bool] = True


class Lender(Quiz):
    """Sessions made over HTTP keep their places until somebody closes them."""

    CAPACITY: ClassVar[int] = 8


class Counterfoil(Quiz):
    """Closing a session made over HTTP does not lower the count that the WebSocket looks at."""

    CAPACITY: ClassVar[int] = 12
    COUNTS_ON: ClassVar[bool] = True
