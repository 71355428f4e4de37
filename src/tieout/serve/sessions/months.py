"""Where a server's months come from: the latest are kept, others are made by worker processes.

Making a large month takes tens of milliseconds, taking it over from a worker two or three: so a reset hardly
delays the other sessions. A worker that dies is replaced; where no worker can be had the month is made here.
"""

import asyncio
import contextlib
import gc
import logging
import sys
from collections import OrderedDict
from typing import Final

from tieout.scenario.reveal import Scenario
from tieout.serve.sessions.memory import Memory
from tieout.serve.sessions.pickled import LENGTH, packed, scenario_bytes, scenario_of_bytes, task_bytes
from tieout.tasks.family import Task

LOG: Final = logging.getLogger("tieout")
CACHE_BYTES: Final = 32 << 20  # of pickled months at most; they take some five times as much when unpacked
CACHE_SHARE: Final = 64  # and at most one part in so many of the memory that there is
SECONDS: Final = 60.0  # for one month; the slowest takes a tenth of a second
_TRIES: Final = 2  # with workers, before the month is made here


def kept_bytes(memory: Memory) -> int:
    """How many bytes of pickled months a server keeps."""
    return CACHE_BYTES if memory.limit is None else min(CACHE_BYTES, memory.limit // CACHE_SHARE)


class WorkerLost(RuntimeError):
    """A worker died, or did not answer in time."""


class MonthError(RuntimeError):
    """A month could not be made: a fault of ours. The text names the kind of error alone."""


class Worker:
    """One process that makes months, one after the other."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @classmethod
    async def started(cls) -> "Worker":
        """Start a process. OSError where none can be had."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "tieout.serve.sessions.month_worker"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        return cls(process)

    async def made(self, task: Task) -> bytes:
        """The pickled month of a task. WorkerLost, or MonthError."""
        pipe_in, pipe_out = self._process.stdin, self._process.stdout
        assert pipe_in is not None
        assert pipe_out is not None
        try:
            async with asyncio.timeout(SECONDS):
                pipe_in.write(packed(task_bytes(task)))
                await pipe_in.drain()
                length = int.from_bytes(await pipe_out.readexactly(LENGTH))
                answer = await pipe_out.readexactly(length)
        except (OSError, asyncio.IncompleteReadError, TimeoutError) as error:
            self.end()
            raise WorkerLost(type(error).__name__) from None
        if answer[:1] != b"\x01":
            raise MonthError(answer[1:].decode())
        return answer[1:]

    @property
    def process_id(self) -> int:
        return self._process.pid

    def end(self) -> None:
        """End the process, if it has not ended."""
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()


class Months:
    """The months of one server. ``workers``: how many processes make them at most; 0 makes them here."""

    def __init__(self, workers: int, cache_bytes: int = CACHE_BYTES) -> None:
        self._limit = workers
        self._free: list[Worker] = []
        self._all: set[Worker] = set()
        self._turn = asyncio.Semaphore(max(1, workers))
        self._under_way: dict[Task, asyncio.Task[Scenario]] = {}
        self._kept: OrderedDict[Task, tuple[Scenario, int]] = OrderedDict()
        self._kept_bytes = 0
        self._cache_bytes = cache_bytes

    async def month(self, task: Task) -> Scenario:
        """The scenario of a task; sessions that ask for the same one share it."""
        if task in self._kept:
            self._kept.move_to_end(task)
            return self._kept[task][0]
        making = self._under_way.get(task)
        if making is None:
            making = asyncio.create_task(self._make(task))
            self._under_way[task] = making
            making.add_done_callback(lambda _: self._under_way.pop(task, None))
        return await asyncio.shield(making)  # a client that leaves does not take the month from others who wait

    @property
    def process_ids(self) -> frozenset[int]:
        """Of the workers that run."""
        return frozenset(worker.process_id for worker in self._all)

    async def start(self) -> None:
        """Start one worker ahead of the first reset."""
        if self._limit:
            with contextlib.suppress(OSError):
                self._free.append(await self._worker())

    def close(self) -> None:
        """End the workers."""
        for worker in self._all:
            worker.end()

    async def _make(self, task: Task) -> Scenario:
        async with self._turn:
            pickled = await self._pickled(task)
        scenario = _settled(pickled)
        self._keep(task, scenario, len(pickled))
        return scenario

    async def _pickled(self, task: Task) -> bytes:
        for _ in range(_TRIES if self._limit else 0):
            try:
                worker = self._free.pop() if self._free else await self._worker()
            except OSError as error:
                LOG.warning("no worker can be started (%s); the month is made by the server", type(error).__name__)
                break
            try:
                pickled = await worker.made(task)
            except WorkerLost as lost:
                LOG.warning("a worker was lost (%s)", lost)
                self._all.discard(worker)
            except MonthError:
                self._free.append(worker)
                raise
            else:
                self._free.append(worker)
                return pickled
        return scenario_bytes(task)

    async def _worker(self) -> Worker:
        worker = await Worker.started()
        self._all.add(worker)
        return worker

    def _keep(self, task: Task, scenario: Scenario, size: int) -> None:
        self._kept[task] = (scenario, size)
        self._kept_bytes += size
        while self._kept_bytes > self._cache_bytes:
            _, (_, freed) = self._kept.popitem(last=False)
            self._kept_bytes -= freed


def _settled(pickled: bytes) -> Scenario:
    """The month, out of the garbage collector's sight: it is some ten thousand immutable records without a cycle among them, and
    a thousand of them would make a full collection stall every session for the better part of a second. Reference
    counts free it. What became garbage before is collected first, or it would be frozen with it."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        return scenario_of_bytes(pickled)
    finally:
        if was_enabled:
            gc.enable()
        gc.collect()
        gc.freeze()
