"""How much memory there is, and how much of it is taken: of the container, or of the process where it has a limit."""

import resource
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

CGROUP: Final = Path("/sys/fs/cgroup")
CGROUP_V1: Final = CGROUP / "memory"
FULL_AT: Final = 0.85  # of the limit; what is left is for the sessions that there are, and for a large answer
_UNLIMITED: Final = 1 << 60  # version 1 of cgroups writes a number near 2**63 for "no limit"
_PAGE: Final = resource.getpagesize()


@dataclass(frozen=True, slots=True)
class Memory:
    """A limit in bytes and a way to learn what is in use. Without a limit nothing is ever short."""

    limit: int | None
    used: Callable[[], int]

    @property
    def short(self) -> bool:
        """Whether no further session should begin."""
        return self.limit is not None and self.used() > FULL_AT * self.limit


def memory_of_host(stated: int | None = None, cgroup: Path = CGROUP) -> Memory:
    """The limit that the operator stated in bytes (of this process), else that of the container, else of the process."""
    if stated is not None:
        return Memory(stated, resident)
    for limit_file, used_file, stat_key in (
        (cgroup / "memory.max", cgroup / "memory.current", "inactive_file"),
        (cgroup / "memory/memory.limit_in_bytes", cgroup / "memory/memory.usage_in_bytes", "total_inactive_file"),
    ):
        limit = _number(limit_file)
        if limit is not None and limit < _UNLIMITED:
            return Memory(limit, _in_cgroup(used_file, stat_key))
    address_space = resource.getrlimit(resource.RLIMIT_AS)[0]
    if address_space != resource.RLIM_INFINITY:
        return Memory(address_space, lambda: _of_process(0))
    return Memory(None, resident)


def resident() -> int:
    """Bytes of this process that are in memory."""
    return _of_process(1)


def _in_cgroup(used: Path, stat_key: str) -> Callable[[], int]:
    """Bytes in use, without the file cache that the kernel gives back first."""
    stat = used.with_name("memory.stat")

    def measured() -> int:
        return (_number(used) or 0) - _entry(stat, stat_key)

    return measured


def _of_process(column: int) -> int:
    try:
        return int(Path("/proc/self/statm").read_text().split()[column]) * _PAGE
    except OSError:  # not Linux
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _entry(stat: Path, key: str) -> int:
    try:
        for line in stat.read_text().splitlines():
            name, _, value = line.partition(" ")
            if name == key:
                return int(value)
    except (OSError, ValueError):
        pass
    return 0


def _number(path: Path) -> int | None:
    try:
        return int(path.read_text())
    except (OSError, ValueError):  # no such file, or the word "max"
        return None
