"""What a server uses, as it is measured and judged."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from envjudge import servers, values
from envjudge.checks import measured
from envjudge.evidence import Evidence
from envjudge.findings import Finding
from envjudge.meter import Meter, usage
from envjudge.servers import Command

HELD = "b = b'x' * (60 << 20); print('up', flush=True); input()"
FORKS = """
import os, time
b = b'x' * (60 << 20)
kids = []
for _ in range(3):
    kid = os.fork()
    if not kid:
        time.sleep(60)
        os._exit(0)
    kids.append(kid)
print('up', flush=True)
input()
for kid in kids:
    os.kill(kid, 9)
"""


@contextmanager
def child(code: str) -> Iterator[int]:
    """A Python process that runs the code, up when it has said so; ended by a line."""
    process = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None
        process.stdout.readline()
        yield process.pid
    finally:
        process.communicate(b"\n")


def judged(declared: float | None, kind: str = "package", **used: object) -> Finding:
    manifest = None if declared is None else {"validation": {"resources": {"memory_mb": declared}}}
    facts = {"kind": kind, "manifest": manifest} | ({"resources": used} if used else {})
    return measured.resource_envelope(Evidence("s", "openenv-ws", "quick", facts=values.canonical(facts)))


def test_memory_is_that_of_all_processes_below() -> None:
    """A child's memory counts, with its parent's or without."""
    with child(f"import subprocess, sys; subprocess.run([sys.executable, '-c', {HELD!r}])") as process:
        whole, below = usage(process), usage(process, itself=False)
    assert 60 < below.megabytes < whole.megabytes < 140
    assert (whole.processes, below.processes) == (2, 1)


def test_what_children_share_counts_once() -> None:
    """Three forks of a process that holds 60 MB do not hold 240."""
    with child(FORKS) as process:
        assert usage(process).processes == 4
        assert 60 < usage(process).megabytes < 140


def test_a_peak_between_two_looks_is_seen() -> None:
    """The kernel keeps it."""
    with Meter(60.0) as meter, child("b = b'x' * (80 << 20); del b; print('up', flush=True); input()") as process:
        meter.watch(process, True)
        seen = meter.reading()
    assert (values.number(seen["peak_mb"]) or 0) > 80 > (values.number(seen["last_mb"]) or 0)


def test_processor_time_and_what_went_on_are_told() -> None:
    """A process that computes all the time has a share near one, a sleeping one near none; the keeper does not count."""
    command = Command((sys.executable, "-c", "while True: pass"), Path.cwd())
    with Meter(0.1) as meter, subprocess.Popen(["sleep", "0"]):
        busy = servers.start(command, subprocess.DEVNULL)
        try:
            meter.watch(busy.pid, False)
            time.sleep(0.5)
            meter.mark("walks")
            time.sleep(1.0)
            seen = meter.reading()
        finally:
            servers.stop(busy)
    assert seen["processes"] == 1
    assert 0.1 < (values.number(seen["cpu_share"]) or 0) <= 1.2
    assert seen["during"] in {"the start", "walks"}
    assert 0.8 < (values.number(seen["seconds"]) or 0) < 3.0


def test_nothing_is_read_of_nobody() -> None:
    """And then nothing is known."""
    with Meter() as meter:
        assert meter.reading() == {}
        meter.watch(2 ** 30, True)
        assert meter.reading() == {}


def test_more_than_declared_fails_and_a_tenth_is_forgiven() -> None:
    """The challenge's machine decides where nothing is declared."""
    assert judged(100, peak_mb=109.0).status == "pass"
    assert judged(100, peak_mb=111.0, during="walks").summary == "the server took 111 MB (walks); the manifest declares 100"
    assert judged(None, peak_mb=2000.0).status == "pass"
    assert judged(None, peak_mb=9500.0, during="walks").status == "fail"


def test_a_bare_address_is_not_measured() -> None:
    """And where nothing could be read, nothing is passed."""
    assert (judged(100, "url").status, judged(100, "url").applies) == ("skip", False)
    assert (judged(100, "class").status, judged(100, "class").applies) == ("skip", True)
