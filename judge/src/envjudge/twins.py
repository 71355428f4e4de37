"""The second server of a subject that we start: the same code in another process, in other surroundings.

It comes up in the background while the first one is asked already, and is stopped with it. Nobody has to have one: an address
that was named is one server.
"""

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Event, Thread
from zoneinfo import ZoneInfo

from envjudge import servers, subject, surroundings
from envjudge.subject import Subject

PATIENCE = 30.0
"""Seconds in which what was started must be stopped; then the keeper is left alone with it."""


class Twin:
    """A second server that is coming up, or has failed to; started with the variables `there`, where the first one has `here`."""

    def __init__(self, here: Mapping[str, str], there: Mapping[str, str], address: str = "", fault: str = "") -> None:
        self.here, self.there = here, there
        self._address, self._fault = address, fault
        self._settled = Event()
        if address or fault:
            self._settled.set()

    def settle(self, address: str = "", fault: str = "") -> None:
        """Say at which address it answers, or why it does not."""
        self._address, self._fault = address, fault
        self._settled.set()

    @property
    def known(self) -> dict[str, object]:
        """What evidence says of it."""
        return {"here": dict(self.here), "there": dict(self.there)}

    def wait(self, seconds: float) -> tuple[str, str]:
        """(its address, why it has none); waits for at most so many seconds."""
        if not self._settled.wait(seconds):
            return "", "the second server was not up yet"
        return self._address, self._fault


def _here(given: Subject) -> Mapping[str, str]:
    ours = {} if given.contained else os.environ
    return dict(ours) | surroundings.usual(dict(given.environment), ours)


def _offset(given: Subject, here: Mapping[str, str]) -> timedelta:
    """How far east of UTC the first server's clock runs; a zone that is not known here counts as none."""
    zone = here.get(surroundings.ZONE)
    if zone is None:
        return timedelta() if given.contained else timedelta(seconds=time.localtime().tm_gmtoff)
    try:
        return datetime.now(ZoneInfo(zone)).utcoffset() or timedelta()
    except (OSError, ValueError, KeyError):
        return timedelta()


@contextmanager
def beside(given: Subject) -> Iterator[Twin]:
    """A second server of the subject, which is coming up from now on; stopped on leaving, however far it came. For a subject
    that we start (`startable`)."""
    here = _here(given)
    there = surroundings.other(here, _offset(given, here), datetime.now(UTC))
    again = replace(given, environment=tuple((dict(given.environment) | there).items()))
    twin, unwanted = Twin({name: here[name] for name in surroundings.VARIABLES if name in here}, there), Event()

    def serve() -> None:
        try:
            with subject.opened(again, unwanted=unwanted) as url:
                twin.settle(url)
                unwanted.wait()
        except (servers.NotASubject, OSError) as error:
            twin.settle(fault=f"no second server came up: {str(error)[:400]}")

    thread = Thread(target=serve, daemon=True)  # a daemon: whoever presses Ctrl-C twice is not held up; the keeper sees our end
    thread.start()
    try:
        yield twin
    finally:
        unwanted.set()
        thread.join(PATIENCE)
