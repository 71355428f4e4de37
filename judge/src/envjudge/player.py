"""Play a replay script against a server: the one runner of the grammar."""

import json
import time
from dataclasses import dataclass, replace

from envjudge import replay, values
from envjudge.replay import HANG_UP, Answer, Script
from envjudge.transport import Line, Wire

_FREED_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Played:
    """What came of a script: all answers by step, and for each expectation (step, number) whether it held."""

    answers: tuple[tuple[Answer, ...], ...]
    held: tuple[tuple[int, int, bool], ...]
    broken: str = ""

    @property
    def shown(self) -> bool:
        """The script shows what it says: it ran to its end, expected something, and all of it held."""
        return not self.broken and bool(self.held) and all(held for _step, _number, held in self.held)


def play(script: Script, wire: Wire, second: Wire | None = None) -> Played:
    """Send every message in order, those for a second server to that one. A reference that leads nowhere, and a message for a
    server that is not there, end the play; it is then not shown. A slot that is only just being freed is waited for, unless the
    session before waited in vain."""
    for each in (wire, second):
        if each is not None:
            each.full = False
    lines: dict[tuple[str, str], Line] = {}
    answers: list[tuple[Answer, ...]] = []
    held: list[tuple[int, int, bool]] = []
    try:
        for index, step in enumerate(script.steps):
            last = tuple(given[-1] for given in answers)
            try:
                body = step.body if step.raw or step.body is None else values.canonical(
                    replay.resolve(json.loads(step.body), last))
            except replay.BadScript as error:
                return Played(tuple(answers), tuple(held), f"step {index}: {error}")
            meant = second if step.server else wire
            if meant is None:
                return Played(tuple(answers), tuple(held), f"step {index}: it goes to a second server, and there is one only")
            time.sleep(step.wait)
            given = tuple(_timed(step, body, lines, meant) for _time in range(step.times))
            answers.append(given)
            for number, expectation in enumerate(step.expect):
                try:
                    holds = replay.holds(expectation, tuple(answers), index)
                except replay.BadScript:
                    holds = False
                held.append((index, number, holds))
    finally:
        for line in lines.values():
            line.close()
    return Played(tuple(answers), tuple(held))


def _timed(step: replay.Step, body: str | None, lines: dict[tuple[str, str], Line], wire: Wire) -> Answer:
    began = time.monotonic()
    answer = _send(step, body, lines, wire)
    return replace(answer, took=time.monotonic() - began)


def _send(step: replay.Step, body: str | None, lines: dict[tuple[str, str], Line], wire: Wire) -> Answer:
    if step.channel == "http":
        return wire.request(step.method, step.target, body)
    key = step.server, step.session
    if body == HANG_UP:
        if key in lines:
            lines.pop(key).close()
        return Answer(None, fault="hung up")
    if key in lines:
        return lines[key].send(body or "")
    until = time.monotonic() + (0.0 if wire.full else _FREED_SECONDS)
    while True:
        lines[key] = wire.line()
        answer = lines[key].send(body or "")
        full = answer.fault == "closed 1013" or "CAPACITY_REACHED" in (answer.text or "")
        if not full or time.monotonic() > until:
            wire.full = full
            return answer
        lines[key].close()
        time.sleep(0.25)
