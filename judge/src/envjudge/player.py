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


def play(script: Script, wire: Wire) -> Played:
    """Send every message in order. A reference that leads nowhere ends the play; it is then not shown."""
    lines: dict[str, Line] = {}
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
            time.sleep(step.wait)
            given = tuple(_timed(step, body, lines, wire) for _time in range(step.times))
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


def _timed(step: replay.Step, body: str | None, lines: dict[str, Line], wire: Wire) -> Answer:
    began = time.monotonic()
    answer = _send(step, body, lines, wire)
    return replace(answer, took=time.monotonic() - began)


def _send(step: replay.Step, body: str | None, lines: dict[str, Line], wire: Wire) -> Answer:
    if step.channel == "http":
        return wire.request(step.method, step.target, body)
    if body == HANG_UP:
        if step.session in lines:
            lines.pop(step.session).close()
        return Answer(None, fault="hung up")
    if step.session in lines:
        return lines[step.session].send(body or "")
    until = time.monotonic() + _FREED_SECONDS
    while True:  # a slot that is only just being freed is waited for
        lines[step.session] = wire.line()
        answer = lines[step.session].send(body or "")
        full = answer.fault == "closed 1013" or "CAPACITY_REACHED" in (answer.text or "")
        if not full or time.monotonic() > until:
            return answer
        lines[step.session].close()
        time.sleep(0.25)
