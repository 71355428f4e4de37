"""What tests ask of processes that were started."""

import os
import time


def gone(process: int, seconds: float = 8.0) -> bool:
    """Whether the process ends within so many seconds."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False
