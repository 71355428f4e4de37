"""What a server that we started uses while it is judged: memory and processor time of all its processes, looked at beside the asking.

Read from /proc, where the kernel also keeps the highest memory of each process, so that a short peak between two looks is not
missed. Where there is no /proc, nothing is known. A container's processes are seen there too when it runs on this machine.
"""

import os
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

INTERVAL = 1.0
"""Seconds between two looks: one takes some milliseconds."""
WINDOW = 10.0
"""Seconds over which the busiest time is averaged."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What a process and all below it use: resident megabytes (what they share counted once where the kernel tells), the most
    that any one of them ever had, seconds of processor time with that of those which ended, how many they are."""

    megabytes: float
    highest: float
    seconds: float
    processes: int


def usage(root: int, itself: bool = True) -> Usage:
    """What a process uses with all below it; without it where it is only a keeper. Nothing where /proc does not tell."""
    parents: dict[int, list[int]] = {}
    fields: dict[int, list[str]] = {}
    for entry in os.listdir("/proc") if os.path.isdir("/proc") else ():
        if entry.isdigit():
            with suppress(OSError):  # it may have ended meanwhile
                fields[int(entry)] = Path(f"/proc/{entry}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
                parents.setdefault(int(fields[int(entry)][1]), []).append(int(entry))
    waiting = [root] if itself else parents.get(root, [])[:]
    total = highest = ticks = 0.0
    seen = 0
    while waiting:
        each = waiting.pop()
        waiting += parents.get(each, [])
        if each in fields:
            resident = int(fields[each][21]) * os.sysconf("SC_PAGE_SIZE") / 1024
            total += _kilobytes(each, "smaps_rollup", "Pss:") or resident
            highest = max(highest, _kilobytes(each, "status", "VmHWM:"))
            ticks += sum(int(field) for field in fields[each][11:15])
            seen += 1
    return Usage(total / 1024, highest / 1024, ticks / os.sysconf("SC_CLK_TCK"), seen)


def _kilobytes(process: int, file: str, name: str) -> float:
    with suppress(OSError):  # it has ended, or is another user's
        for line in Path(f"/proc/{process}/{file}").read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith(name):
                return float(line.split()[1])
    return 0.0


@dataclass(frozen=True, slots=True)
class _Look:
    at: float
    during: str
    used: Usage


class Meter:
    """Looks at one server's processes as long as it is open. `watch` tells it which."""

    def __init__(self, interval: float = INTERVAL) -> None:
        self._interval = interval
        self._root: tuple[int, bool] | None = None
        self._during = "the start"
        self._looks: list[_Look] = []
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def watch(self, root: int, itself: bool) -> None:
        """From now on this process and those below it (or only those); what was seen of another one is forgotten."""
        self._root = root, itself
        self._looks = []

    def mark(self, during: str) -> None:
        """What is going on from now on: the name of a probe."""
        self._look()
        self._during = during

    def reading(self) -> dict[str, object]:
        """What was seen so far, in megabytes and seconds: the highest memory and during what, that of the first and the last
        look after the start, processor time, its share of one processor on average and in the busiest ten seconds. Empty if
        nothing was."""
        self._look()
        looks = list(self._looks)
        if not looks:
            return {}
        asked = [each for each in looks if each.during != looks[0].during] or looks
        most = max(looks, key=lambda each: each.used.megabytes)
        peak = max(most.used.megabytes, *(each.used.highest for each in looks))
        during = next(each.during for each in looks if max(each.used.megabytes, each.used.highest) >= peak)
        spent, seconds = asked[-1].used.seconds - asked[0].used.seconds, asked[-1].at - asked[0].at
        return {"peak_mb": round(peak, 1), "during": during, "first_mb": round(asked[0].used.megabytes, 1),
                "last_mb": round(asked[-1].used.megabytes, 1), "processes": max(each.used.processes for each in looks),
                "seconds": round(seconds, 1), "cpu_seconds": round(spent, 2), "cpu_share": round(spent / seconds, 3) if seconds else 0.0,
                "cpu_busiest": round(_busiest(asked), 3)}

    def _watch(self) -> None:
        while not self._over.wait(self._interval):
            self._look()

    def _look(self) -> None:
        looks, during = self._looks, self._during
        if self._root is not None:
            used = usage(*self._root)
            if used.processes:
                looks.append(_Look(time.monotonic(), during, used))

    def __enter__(self) -> "Meter":
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._over.set()
        self._thread.join()


def _busiest(looks: list[_Look]) -> float:
    """The highest share of one processor over about ten seconds; of a shorter time the average."""
    shares, start = [0.0], 0
    for end, last in enumerate(looks):
        while start < end and last.at - looks[start + 1].at >= WINDOW:
            start += 1
        if last.at - looks[start].at >= WINDOW or (end == len(looks) - 1 and start == 0 and end > 0):
            shares.append((last.used.seconds - looks[start].used.seconds) / max(last.at - looks[start].at, 1e-6))
    return max(shares)
