"""What must change nothing: reading the state, waiting, the number beside a seed."""

import time

from envjudge import known, values
from envjudge.lab import Lab

PAUSE = 1.25
"""Seconds waited before the first step: long enough for a clock that counts seconds."""
NEIGHBOURS = 8


def steady(lab: Lab) -> None:
    """An ordinary episode and the best one: as they are (twice), with the state read twice after every message, and with a
    pause before the first step; then resets with seeds that follow each other. Labels: plain/n/t, read/n, paused/n,
    unseeded, beside/n."""
    best = known.best_episodes(lab.known, 1)
    chosen = [*known.played(lab.known, "walks", "uniform")[:1], *(each for each in best if each.total > 0)]
    for number, episode in enumerate(chosen):
        moves = episode.actions[:12]
        arguments = values.mapping(episode.arguments)
        for again in range(2):
            with lab.session(f"plain/{number}/{again}") as session:
                session.reset(**arguments)
                for move in moves:
                    session.step(move)
        with lab.session(f"read/{number}") as session:
            session.reset(**arguments)
            for move in moves:
                session.state()
                session.state()
                session.step(move)
    if chosen and lab.left() > 3 * PAUSE:
        with lab.session("paused/0") as session:
            session.reset(**values.mapping(chosen[-1].arguments))
            time.sleep(PAUSE)
            for move in chosen[-1].actions[:12]:
                session.step(move)
    with lab.session("unseeded") as session:
        for _time in range(6):
            session.reset()
    for number in range(NEIGHBOURS):
        with lab.session(f"beside/{number}") as session:
            session.reset(seed=lab.seed("beside") + number)
