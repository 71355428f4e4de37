"""The event lines: one per event, fields separated by single spaces, in task order whatever runs at once.

    [START] task=<id> env=tieout model=<name>
    [STEP] step=3 action=unmatch(match=M-0003) reward=0.00 done=false error=null
    [END] success=true steps=42 score=0.87 rewards=0.00,0.00,0.87

Step lines do not name their task, so those of one episode stay together: the first unfinished episode is printed as
it goes, the others when their turn comes.
"""

import re
import threading
from collections.abc import Callable, Sequence

from tieout.agents.llm.prompt import compact
from tieout.tools.messages import ToolCall, View


def start_line(task_id: str, model: str) -> str:
    """An episode begins."""
    return f"[START] task={_word(task_id)} env=tieout model={_word(model)}"


def step_line(step: int, call: ToolCall, view: View) -> str:
    """One call was carried out; ``error`` is the code of its refusal, or null."""
    error = view.refusal.code if view.refusal is not None else "null"
    return (
        f"[STEP] step={step} action={compact(call)} reward={view.reward:.2f} "
        f"done={str(view.done).lower()} error={_word(error)}"
    )


def end_line(*, success: bool, steps: int, score: float, rewards: Sequence[float]) -> str:
    """An episode has ended; written for every episode that began, whatever became of it."""
    paid = ",".join(f"{reward:.2f}" for reward in rewards)
    return f"[END] success={str(success).lower()} steps={steps} score={score:.2f} rewards={paid}"


class InOrder:
    """Lines of many episodes, written so that no two episodes interleave. Safe to use from several threads."""

    def __init__(self, episodes: int, write: Callable[[str], object]) -> None:
        self._write = write
        self._held: list[list[str]] = [[] for _ in range(episodes)]
        self._ended = [False] * episodes
        self._turn = 0
        self._closed = False
        self._lock = threading.Lock()

    def put(self, episode: int, line: str, *, last: bool = False) -> None:
        """Write or keep a line of an episode, by its number from 0."""
        with self._lock:
            if self._closed:
                return
            self._held[episode].append(line)
            self._ended[episode] = self._ended[episode] or last
            self._write_due()

    def skip(self, episode: int) -> None:
        """The episode has no (further) lines."""
        with self._lock:
            self._ended[episode] = True
            if not self._closed:
                self._write_due()

    def close(self) -> None:
        """Write all that is held; whatever comes later is dropped."""
        with self._lock:
            for lines in self._held[self._turn :]:
                for line in lines:
                    self._write(line)
            self._closed = True

    def _write_due(self) -> None:
        while self._turn < len(self._held):
            for line in self._held[self._turn]:
                self._write(line)
            self._held[self._turn].clear()
            if not self._ended[self._turn]:
                return
            self._turn += 1


def _word(text: str) -> str:
    return re.sub(r"\s+", "_", text) or "none"
