"""Evaluate agents on tasks, in process or over the wire, resumable: each finished episode is on disk at once."""

import asyncio
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tieout.agents.protocol import Agent
from tieout.rollout import Transcript, made, run, run_over
from tieout.tasks.family import Task
from tieout.tasks.private import Private
from tieout.tasks.registry import parse_task
from tieout.tools.messages import ToolCall, View
from tieout.transcripts import save

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Job:
    """One episode to play. ``url`` is empty for in process; ``transcripts`` a folder, or empty for none; ``private``
    the keys of the split of that name, where they are needed."""

    agent: str
    task_id: str
    url: str = ""
    transcripts: str = ""
    private: Private | None = field(default=None, repr=False)


def play(job: Job) -> Record:
    """Play one episode and give its record; how the score came about only where the last answer tells it."""
    task = parse_task(job.task_id, job.private)
    agent = made(job.agent, task)
    transcript = asyncio.run(_play_remote(job, task, agent)) if job.url else run(agent, task, job.agent)
    if job.transcripts:
        save(transcript, Path(job.transcripts))
    explanation = transcript.explanation
    return {
        "task_id": task.id,
        "family": task.family,
        "level": task.level,
        "split": task.split,
        "index": task.index,
        "agent": job.agent,
        "score": transcript.score,
        "reward_sum": transcript.reward_sum,
        "steps": len(transcript.turns),
        **{name: explanation[name] for name in ("by_code", "damage", "gate") if name in explanation},
    }


async def _play_remote(job: Job, task: Task, agent: Agent) -> Transcript:
    from tieout.client import TieoutEnv, view_of  # takes a second to import, which only playing over the wire needs

    env = TieoutEnv(base_url=job.url)
    async with env:

        async def reset() -> View:
            return view_of((await env.reset(task_id=job.task_id)).observation)

        async def step(call: ToolCall) -> View:
            return view_of((await env.call(call.name, **call.arguments)).observation)

        return await run_over(agent, task, reset, step, job.agent)


class Journal:
    """Finished records on disk, a line each, under a name that the jobs determine: the same command finds them again.

    A last line that was cut off (the machine died while it was written) is dropped.
    """

    def __init__(self, folder: Path, jobs: Sequence[Job]) -> None:
        digest = hashlib.blake2b(repr(jobs).encode(), digest_size=8).hexdigest()
        self.path = folder / f"evaluate-{digest}.jsonl"
        self.records: dict[tuple[str, str], Record] = {}
        if self.path.exists():
            for line in self.path.read_text().splitlines(keepends=True):
                if line.endswith("\n"):
                    record = json.loads(line)
                    self.records[record["agent"], record["task_id"]] = record
            self._rewrite()

    def add(self, record: Record) -> None:
        self.records[record["agent"], record["task_id"]] = record
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a") as file:
            file.write(f"{json.dumps(record)}\n")

    def finish(self) -> None:
        """All is done and handed over: the journal has served its turn."""
        self.path.unlink(missing_ok=True)

    def _rewrite(self) -> None:
        self.path.write_text("".join(f"{json.dumps(record)}\n" for record in self.records.values()))


def evaluate(jobs: Sequence[Job], journal: Journal, workers: int, tick: Callable[[int], object]) -> list[Record]:
    """Play what the journal does not have yet; ``tick`` gets the number of finished episodes. Records in job order.

    Ctrl-C stops at once; what is finished stays in the journal.
    """
    todo = [job for job in jobs if (job.agent, job.task_id) not in journal.records]
    tick(len(jobs) - len(todo))
    for record in _played(todo, workers):
        journal.add(record)
        tick(1)
    return [journal.records[job.agent, job.task_id] for job in jobs]


def _played(jobs: Sequence[Job], workers: int) -> Iterator[Record]:
    if workers == 1:
        yield from map(play, jobs)
        return
    remote = any(job.url for job in jobs)
    pool = ThreadPoolExecutor(workers) if remote else ProcessPoolExecutor(workers)
    with pool:
        try:
            yield from _as_finished(pool, iter(jobs), workers * 2)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _as_finished(pool: ThreadPoolExecutor | ProcessPoolExecutor, jobs: Iterator[Job], ahead: int) -> Iterable[Record]:
    """Results as they come, never more than ``ahead`` jobs submitted: stopping leaves little behind."""
    running: set[Future[Record]] = set()
    for job in jobs:
        running.add(pool.submit(play, job))
        if len(running) >= ahead:
            finished, running = wait(running, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in finished)
    while running:
        finished, running = wait(running, return_when=FIRST_COMPLETED)
        yield from (future.result() for future in finished)
