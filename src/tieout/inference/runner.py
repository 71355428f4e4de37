"""Many episodes at once, under a wall-clock budget that the run keeps by itself.

Each episode runs in a thread of its own. The threads are daemons: one that hangs in a read is left behind when the
time is up, and its task is reported as out of time; nothing is dropped silently.
"""

import sys
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, Protocol

from tieout.agents.llm.agent import Tally
from tieout.agents.protocol import Agent
from tieout.inference.endpoint import EndpointDeadError, EndpointError, StoppedError
from tieout.inference.event_lines import InOrder, end_line, start_line, step_line
from tieout.inference.outcome import Ending, Outcome
from tieout.rollout import Transcript
from tieout.tasks.family import Task
from tieout.tools.decisions import NOT_CLOSED
from tieout.tools.messages import ToolCall, View
from tieout.transcripts import save

CLOSING_TIME: Final = 10.0  # seconds kept back for closing and grading what is under way
PATIENCE: Final = 5.0  # seconds after the budget that hanging episodes are waited for
INTERRUPT_PATIENCE: Final = 2.0  # the same after an interruption
CLOSING: Final = ToolCall("close_period", {"confirm": True})


class Session(Protocol):
    """One seat at the environment, wherever that runs."""

    def reset(self, task_id: str) -> View: ...

    def step(self, call: ToolCall) -> View: ...

    def close(self) -> None: ...


class _Recorder:
    """A session that keeps what passes through it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.opening: View | None = None
        self.turns: list[tuple[ToolCall, View]] = []

    def reset(self, task_id: str) -> View:
        self.opening, self.turns = self._session.reset(task_id), []
        return self.opening

    def step(self, call: ToolCall) -> View:
        view = self._session.step(call)
        self.turns.append((call, view))
        return view

    def close(self) -> None:
        self._session.close()


Player = tuple[Agent, Tally]


class Clock:
    """The run's time. ``stop`` ends the run early; safe to use from several threads."""

    def __init__(self, budget: float) -> None:
        self._end = time.monotonic() + budget
        self._stopped = threading.Event()

    @property
    def stopped(self) -> bool:
        return self._stopped.is_set()

    def stop(self) -> None:
        self._stopped.set()

    def left(self) -> float:
        """Seconds of the whole budget; negative once it is overdrawn."""
        return self._end - time.monotonic()

    def seconds_left(self) -> float:
        """Seconds for playing: what is kept back for closing does not count."""
        return self.left() - CLOSING_TIME

    def pause(self, seconds: float) -> bool:
        """Wait; True at once if the run is or gets stopped."""
        return self._stopped.wait(seconds)


def closes(call: ToolCall, view: View) -> bool:
    """Whether the call closed the period, and was not merely told what is open."""
    return call.name == CLOSING.name and view.data.get("title") != NOT_CLOSED


class Run:
    """Plays ``tasks``, ``at_once`` at a time. ``success_at`` is the score from which a closed month counts as success
    on its end line. Plays are written into the folder ``transcripts``, if there is one."""

    def __init__(
        self,
        tasks: Sequence[Task],
        connect: Callable[[], Session],
        player: Callable[[Task], Player],
        clock: Clock,
        *,
        model: str,
        at_once: int,
        success_at: float,
        write: Callable[[str], object],
        progress: Callable[[str], object],
        transcripts: Path | None = None,
    ) -> None:
        self._transcripts = transcripts
        self._tasks = tuple(tasks)
        self._connect = connect
        self._player = player
        self._clock = clock
        self._model = model
        self._at_once = at_once
        self._success_at = success_at
        self._progress = progress
        self._lines = InOrder(len(self._tasks), write)
        self._outcomes: dict[int, Outcome] = {}
        self._started: dict[int, tuple[float, list[float]]] = {}
        self._lock = threading.Lock()
        self._next = 0
        self.dead = ""  # why the endpoint is dead, if it is
        self.interrupted = False

    def play_all(self) -> tuple[Outcome, ...]:
        """Play until all is done, the time is up, or an interruption; one outcome per task, in order."""
        threads = [
            threading.Thread(target=self._work, name=f"episode-{number}", daemon=True)
            for number in range(min(self._at_once, len(self._tasks)))
        ]
        for thread in threads:
            thread.start()
        try:
            while any(thread.is_alive() for thread in threads) and self._clock.left() > -PATIENCE:
                for thread in threads:
                    thread.join(0.05)
        except KeyboardInterrupt:
            self.interrupted = True
            self._clock.stop()
            patience = Clock(INTERRUPT_PATIENCE)
            while any(thread.is_alive() for thread in threads) and patience.left() > 0:
                for thread in threads:
                    thread.join(0.05)
        return self._finished()

    def _finished(self) -> tuple[Outcome, ...]:
        with self._lock:
            for number, task in enumerate(self._tasks):
                if number in self._outcomes:
                    continue
                if number in self._started:
                    since, rewards = self._started[number]
                    ending = Ending.INTERRUPTED if self.interrupted else Ending.OUT_OF_TIME
                    note = "left hanging: no answer came"
                    self._outcomes[number] = Outcome(
                        task, ending, note, rewards=tuple(rewards), seconds=time.monotonic() - since
                    )
                    self._lines.put(number, self._end_line(self._outcomes[number]), last=True)
                else:
                    why = "interrupted" if self.interrupted else self.dead or "no time left"
                    self._outcomes[number] = Outcome(task, Ending.NOT_RUN, why)
            self._lines.close()
            return tuple(self._outcomes[number] for number in range(len(self._tasks)))

    def _work(self) -> None:
        while True:
            with self._lock:
                number = self._next
                if number >= len(self._tasks) or self._clock.stopped or self._clock.seconds_left() <= 0:
                    return
                self._next += 1
                self._started[number] = (time.monotonic(), [])
            outcome = self._episode(number)
            with self._lock:
                if number in self._outcomes:  # given up on meanwhile
                    return
                self._outcomes[number] = outcome
                done = len(self._outcomes)
            self._lines.put(number, self._end_line(outcome), last=True)
            score = "no score" if outcome.score is None else f"{outcome.score:.4f}"
            self._progress(f"{done}/{len(self._tasks)} {outcome.task.id}: {outcome.ending.value}, {score}")

    def _episode(self, number: int) -> Outcome:
        task = self._tasks[number]
        since, rewards = self._started[number]
        tally = Tally()
        self._lines.put(number, start_line(task.id, self._model))
        try:
            agent, tally = self._player(task)
            session = _Recorder(self._connect())
            try:
                ending, note, view = self._close(number, agent, session)
            finally:
                session.close()
                self._record(task, session)
        except EndpointDeadError as error:
            self.dead = str(error)
            self._clock.stop()
            ending, note, view = Ending.FAILED, str(error), None
        except EndpointError as error:
            ending, note, view = Ending.FAILED, str(error), None
        except Exception as error:
            # The environment's failure or ours, never the agent's: no score, and the run goes on with the other tasks.
            traceback.print_exc(file=sys.stderr)
            ending, note, view = Ending.FAILED, f"{type(error).__name__}: {error}", None
        explanation = dict(view.explanation or {}) if view is not None else {}
        by_code = explanation.get("by_code", {})
        return Outcome(
            task,
            ending,
            note or tally.gave_up,
            float(str(explanation["score"])) if ending.graded else None,
            tuple(rewards),
            time.monotonic() - since,
            tally,
            by_code if isinstance(by_code, dict) else {},
        )

    def _record(self, task: Task, session: _Recorder) -> None:
        if self._transcripts is None or session.opening is None:
            return
        try:
            save(Transcript(task, self._model, session.opening, tuple(session.turns)), self._transcripts)
        except OSError as error:  # the score matters more than its record
            self._progress(f"{task.id}: the transcript cannot be written: {error}")

    def _close(self, number: int, agent: Agent, session: Session) -> tuple[Ending, str, View | None]:
        """Play one episode to its end; the last view is terminal wherever the ending is graded."""
        view = session.reset(self._tasks[number].id)
        play = agent(view)
        ending, note = Ending.CLOSED, ""
        try:
            call = next(play)
            while True:
                view = self._step(number, session, call)
                if view.done:
                    spent = view.progress.steps_left == 0 and not closes(call, view)
                    return Ending.SPENT if spent else ending, note, view
                if self._clock.stopped or self._clock.seconds_left() <= 0:
                    raise StoppedError
                call = play.send(view)
        except StopIteration:
            ending = Ending.GAVE_UP
        except StoppedError:
            if self._clock.stopped:
                return (Ending.FAILED, self.dead, None) if self.dead else (Ending.INTERRUPTED, "", None)
            ending, note = Ending.OUT_OF_TIME, "the run's time was up"
        finally:
            play.close()
        return ending, note, self._step(number, session, CLOSING)

    def _step(self, number: int, session: Session, call: ToolCall) -> View:
        view = session.step(call)
        rewards = self._started[number][1]
        rewards.append(view.reward)
        self._lines.put(number, step_line(len(rewards), call, view))
        return view

    def _end_line(self, outcome: Outcome) -> str:
        score = outcome.score or 0.0
        success = outcome.ending is Ending.CLOSED and score >= self._success_at
        return end_line(success=success, steps=len(outcome.rewards), score=score, rewards=outcome.rewards)
