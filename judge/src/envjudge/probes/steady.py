"""What must change nothing: reading the state, waiting, the number beside a seed."""

import time

from envjudge import known, values
from envjudge.known import Episode
from envjudge.lab import Lab
from envjudge.marks import PAUSE

NEIGHBOURS = 8


def steady(lab: Lab) -> None:
    """An ordinary episode and the best one: as they are (twice), and with the state read twice after every message; then
    resets without a seed, and with seeds that follow each other. Labels: plain/n/t, read/n, unseeded, beside/n."""
    for number, episode in enumerate(_chosen(lab)):
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
    with lab.session("unseeded") as session:
        for _time in range(6):
            session.reset()
    for number in range(NEIGHBOURS):
        with lab.session(f"beside/{number}") as session:
            session.reset(seed=lab.seed("beside") + number)


def clock(lab: Lab) -> None:
    """The last of the same episodes with a pause before the first step. Label: paused/n."""
    chosen = _chosen(lab)
    if chosen and lab.left() > PAUSE:
        with lab.session(f"paused/{len(chosen) - 1}") as session:
            session.reset(**values.mapping(chosen[-1].arguments))
            time.sleep(PAUSE)
            for move in chosen[-1].actions[:12]:
                session.step(move)


def _chosen(lab: Lab) -> list[Episode]:
    best = known.best_episodes(lab.known, 1)
    return [*known.played(lab.known, "walks", "uniform")[:1], *(each for each in best if each.total > 0)]
