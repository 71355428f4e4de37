"""How often each task has been begun in this process. The core counts nothing: whoever begins an episode tells it."""

import threading
from collections import Counter
from typing import Final

from tieout.tasks.family import Task


class Attempts:
    """A count by task. Safe to use from several threads."""

    def __init__(self) -> None:
        self._begun: Counter[str] = Counter()
        self._lock = threading.Lock()

    def next(self, task: Task) -> int:
        """Count one more beginning of ``task``; which one it is, from 1."""
        with self._lock:
            self._begun[task.id] += 1
            return self._begun[task.id]


ATTEMPTS: Final = Attempts()
