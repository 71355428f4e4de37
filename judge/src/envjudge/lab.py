"""Where probes work: sessions whose every word is recorded, seeds per round, and a deadline.

A probe never catches the deadline: it ends there, what it heard so far is kept, and the note says that it was cut short.
"""

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from random import Random

from envjudge import evidence, known, ladder, pace, turns, values
from envjudge.adapters import Adapter, Said, Talk
from envjudge.agents.llm import Endpoint
from envjudge.evidence import Evidence, Exchange, Recording
from envjudge.transport import Wire
from envjudge.turns import Turn
from envjudge.twins import Twin

_CAPACITY = "CAPACITY_REACHED"
LATENCY_PROBE = "latency"
CAPACITY_PROBES = frozenset({"capacity", "mcp_sessions"})
"""The probes for which it matters that a session found no room."""
MOST_KEPT = 48 << 20
"""Characters of answers kept per subject."""


class DeadlineReached(Exception):
    """The probe's time is up; the text says what was being waited for, if anything was."""


def _refused(heard: Sequence[Exchange]) -> bool:
    """Whether the last answer of a session says that the server has no room for it."""
    return _CAPACITY in (heard[-1].answer or "") or (len(heard) == 1 and heard[-1].fault == "closed 1013")


class Session:
    """One episode connection; everything said on it becomes one Recording, with `note`, when it is closed, unless it is not
    kept. A `patient` one waits for an answer as long as one may take, whatever time is left."""

    def __init__(self, lab: "Lab", label: str, kept: bool = True, wire: Wire | None = None) -> None:
        self.lab = lab
        self.wire = wire or lab.wire
        self.label = label
        self.note = ""
        self.kept = kept
        self.patient = False
        self._waits = self.wire.patience
        self.heard: list[Exchange] = []
        self._talk = lab.adapter.talk(self.wire)

    def reset(self, **arguments: object) -> Turn:
        """A new episode, with the arguments that every reset of the subject is given. A slot that is only just being freed is
        waited for, unless the session before waited in vain."""
        arguments = values.mapping(self.lab.known.fact("reset")) | arguments
        said = self._keep("reset", values.canonical(arguments), lambda talk: talk.reset(arguments))
        for tried in range(0 if self.wire.full else 9):
            if not self._full():
                break
            self.heard.pop()
            self._talk.close()
            time.sleep(0.01 * 2 ** tried)
            self._talk = self.lab.adapter.talk(self.wire)
            said = self._keep("reset", values.canonical(arguments), lambda talk: talk.reset(arguments))
        return turns.read(said)

    def step(self, action: object) -> Turn:
        return turns.read(self._keep("step", values.canonical(action), lambda talk: talk.step(action)))

    def state(self) -> object:
        return turns.state_of(self._keep("state", "", lambda talk: talk.state()))

    def raw(self, text: str, kind: str = "raw") -> Exchange:
        return self._keep(kind, text, lambda talk: talk.raw(text))

    def mcp(self, method: str, parameters: dict[str, object]) -> object:
        """A JSON-RPC call inside the session; the result, ABSENT if there is none."""
        frame = {"type": "mcp", "data": {"jsonrpc": "2.0", "id": 1, "method": method, "params": parameters}}
        return values.at(self.raw(values.canonical(frame), "mcp").value, "data", "result")

    def http(self, method: str, target: str, body: object = values.ABSENT, kind: str = "http") -> Exchange:
        """A request beside the episode's own, kept in its order."""
        text = None if body is values.ABSENT else values.canonical(body)
        request = f"{method} {target}" + ("" if text is None else f"\n{text}")
        return self._keep(kind, request, lambda _talk: Said("http", request, self.wire.request(method, target, text, self._waits)))

    @property
    def alive(self) -> bool:
        return not self.heard or not self.heard[-1].fault

    def close(self) -> None:
        self._talk.close()

    def _full(self) -> bool:
        return _refused(self.heard)

    def _keep(self, kind: str, message: str, say: Callable[[Talk], Said]) -> Exchange:
        self.lab.check_time()
        began, alive = time.monotonic(), self.alive
        self._waits = self.lab.patience(kind, message, self.patient or kind == "raw", self.wire)
        self._talk.wait(self._waits)
        said = say(self._talk)
        kept = self.lab.kept(kind, said, began, self.kept)
        if alive:  # a line that is dead answers all by the same fault
            self._note_silence(kind, message, kept)
        if not self.kept:
            self.heard.clear()
        self.heard.append(kept)
        return kept

    def _note_silence(self, kind: str, message: str, heard: Exchange) -> None:
        """What is never answered is handed to the probe that asks it again. Raises DeadlineReached when the wait took the rest of
        the time: then it is not known whether an answer was to come, and nothing is kept."""
        known_pace = self.wire.pace
        if heard.fault != "timeout":
            if not heard.fault:
                known_pace.answered(kind, heard.took_ms / 1000)
            return
        known_pace.unanswered(kind, f"{kind} {message}")
        if self.kept and not self.patient and kind not in {"raw", "http"} and known_pace.news(f"{kind} {message}"):
            since = max((index for index, each in enumerate(self.heard) if each.kind == "reset"), default=0)
            said = (heard,) if kind == "reset" else (*self.heard[since:], heard)
            self.lab.recordings.append(Recording(LATENCY_PROBE, f"silent/{self.lab.probe}/{self.label}", self.lab.round, said))
        if not self.patient and self.lab.left() <= 0:
            raise DeadlineReached(f", waiting for an answer to {kind},")


class Lab:
    """What a probe gets: sessions, HTTP, the action space, seeds, and time. One per probe and round."""

    def __init__(self, wire: Wire, adapter: Adapter, probe: str, round_name: str, seconds: float, before: Evidence,
                 model: Endpoint | None = None, twin: Twin | None = None) -> None:
        self.model, self.twin = model, twin
        self.wire, self.adapter, self.probe, self.round = wire, adapter, probe, round_name
        self.known = before
        self.space = known.space(before)
        self.recordings: list[Recording] = []
        self.began = time.monotonic()
        self.until = self.began + seconds
        self.kept_characters = 0
        self._latencies: list[float] = []

    def evidence(self) -> Evidence:
        """What is known, with what this probe has heard so far."""
        return replace(self.known, recordings=(*self.known.recordings, *self.recordings))

    # -- time

    def check_time(self) -> None:
        """Raises DeadlineReached when the probe has had its time."""
        if time.monotonic() > self.until:
            raise DeadlineReached

    def left(self) -> float:
        """Seconds left."""
        return max(0.0, self.until - time.monotonic())

    def patience(self, kind: str, message: str, whole: bool = False, wire: Wire | None = None) -> float:
        """Seconds to wait for the answer to a message."""
        asked = wire or self.wire
        most = pace.whole(kind, self.known.budget, asked.patience)
        return most if whole else asked.pace.patience(kind, f"{kind} {message}", most, self.left())

    @property
    def latency(self) -> float:
        """Median seconds of the last answers."""
        recent = sorted(self._latencies[-51:])
        return recent[len(recent) // 2] if recent else 0.005

    def afford(self, wanted: int, messages_each: int = 1, share: float = 1.0) -> int:
        """How many of the wanted units fit into a share of the time left, at the latency measured so far; at least one."""
        return max(1, min(wanted, int(self.left() * share / max(self.latency * messages_each, 1e-5))))

    # -- chance

    def rng(self, *labels: object) -> Random:
        return Random(self.number(*labels))

    def number(self, *labels: object) -> int:
        """A number from the labels, another one in each round."""
        name = values.canonical([self.round, self.probe, *map(str, labels)])
        return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=4).digest(), "big")

    def seed(self, *labels: object) -> int:
        """A seed below 10,000, which any environment should take."""
        return self.number("seed", *labels) % 10_000

    def start(self, number: int) -> dict[str, object]:
        """Arguments of reset for one of the ladder's episodes: the same in every probe of a round, so that agents are compared on
        the same tasks."""
        name = values.canonical([self.round, "ladder", number])
        seed = int.from_bytes(hashlib.blake2b(name.encode(), digest_size=4).digest(), "big") % 10_000
        return ladder.start(self.known, number, seed)

    # -- speech

    @contextmanager
    def session(self, label: str, kept: bool = True, wire: Wire | None = None) -> Iterator[Session]:
        """A fresh connection, to another server where its `wire` is given. Recorded even if the probe is cut short within, unless
        it only searches (`kept`)."""
        session = Session(self, label, kept, wire)
        try:
            yield session
        finally:
            session.close()
            session.wire.full = bool(session.heard) and _refused(session.heard[:1])
            # a session cut short before its first word says nothing, and one that found no room nothing else
            if kept and session.heard and (not session.wire.full or self.probe in CAPACITY_PROBES):
                self.recordings.append(Recording(self.probe, label, self.round, tuple(session.heard), session.note))

    def remark(self, label: str, note: str) -> None:
        """Something to be known beside what was said."""
        self.recordings.append(Recording(self.probe, label, self.round, (), note))

    def http(self, label: str, method: str, target: str, body: object = values.ABSENT) -> Exchange:
        """One HTTP request, a recording of its own."""
        self.check_time()
        text = None if body is values.ABSENT else body if isinstance(body, str) else values.canonical(body)
        began = time.monotonic()
        request = f"{method} {target}" + ("" if text is None else f"\n{text}")
        answer = self.wire.request(method, target, text, self.patience("http", request))
        kept = self.kept("http", Said("http", request, answer), began)
        if kept.fault == "timeout":
            self.wire.pace.unanswered("http", f"http {request}")
            if self.left() <= 0:
                raise DeadlineReached(f", waiting for an answer to {method} {target},")
        elif not kept.fault:
            self.wire.pace.answered("http", kept.took_ms / 1000)
        self.recordings.append(Recording(self.probe, label, self.round, (kept,)))
        return kept

    def kept(self, kind: str, said: Said, began: float, counted: bool = True) -> Exchange:
        took = time.monotonic() - began
        self._latencies.append(took)
        room = max(0, MOST_KEPT - self.kept_characters)
        text = said.answer.text
        self.kept_characters += len(text or "") if counted else 0
        return evidence.exchange(said.channel, kind, said.request, text if text is None else text[:room] if room < len(text) else text,
                                 took * 1000, said.answer.status, said.answer.fault)
