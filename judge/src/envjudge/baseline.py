"""A package's inference.py, run as the challenge runs it: to its end, on 2 CPUs and 8 GB, against a model endpoint.

Where the package has an image with the script in it, it runs in a container of that, beside another one with the server: one
internal network joins both and our endpoint. Else it runs on a copy of the package (so that what it writes changes nothing), as a
child under the keeper: pinned to two CPUs where taskset is there, its memory watched over all its processes. The endpoint is
the user's (API_BASE_URL, MODEL_NAME, HF_TOKEN) or our scripted one. Twice alike, then once with a model that answers garbage.
"""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from envjudge import container, evidence, meter, package, replies, scripted, servers
from envjudge.servers import Command, NotASubject

MOST_SECONDS = 1200.0
SECONDS = {"quick": 0.0, "standard": 150.0, "deep": MOST_SECONDS}
"""How long one run may take in each budget; in the quick one it is not run at all."""
MOST_MEGABYTES = 8192
KEPT = 1 << 16
"""Characters of output that are kept, from the end."""
KILLED = 137
"""How a container ends whose first process was killed: by its memory limit, for we kill none that is still waited for."""

Run = Callable[[float, Mapping[str, str]], dict[str, object]]
"""Runs the script, at most so many seconds, with these variables."""


def facts(directory: Path, subject_url: str, seconds: float, own: Mapping[str, str] | None = None,
          image: container.Image | None = None) -> dict[str, object]:
    """`{limit, runs, where, instead}`: each run with mode, exit, seconds, peak memory, calls of the model (of ours), output;
    `where` is container or child, `instead` why it is no container although there is an `image`. `own` holds the variables of
    the user's endpoint; without them the scripted one answers."""
    known: dict[str, object] = {"limit": seconds, "runs": [], "where": "child", "instead": ""}
    if not (directory / "inference.py").is_file() or seconds <= 0:
        return known
    if image is not None:
        place = "" if own else container.directory_in(image.name, "inference.py")
        known["instead"] = "your endpoint cannot be reached from a container" if own else "" if place else "inference.py is not in the image"
        if place:
            try:
                with container.running(image.name, dict(image.environment), image.port) as server:
                    runs = _thrice(partial(_run_in_container, image.name, place, server.network), server.url, seconds, {}, server.host)
                    return known | {"runs": runs, "where": "container"}
            except NotASubject as error:
                known["instead"] = evidence.redact(str(error))[:400]
    return known | {"runs": _thrice(partial(_run, directory), subject_url, seconds, own or {})}


def _thrice(run: Run, subject_url: str, seconds: float, own: Mapping[str, str], host: str = "127.0.0.1") -> list[dict[str, object]]:
    model = "user" if own else "first"
    runs: list[dict[str, object]] = []
    for mode in (model, model, "garbage"):
        if runs and runs[-1]["exit"] != 0:
            break  # what does not run once says nothing twice
        runs.append(_attempt(run, subject_url, seconds, mode, own, host))
    return runs


def _attempt(run: Run, subject_url: str, seconds: float, mode: str, own: Mapping[str, str], host: str) -> dict[str, object]:
    places = {name: subject_url for name in ("ENV_BASE_URL", "ENV_URL", "OPENENV_URL") if subject_url}
    surroundings = places | {"PYTHONUNBUFFERED": "1", "NO_PROXY": "127.0.0.1,localhost"}
    if mode == "user":
        return run(seconds, surroundings | dict(own)) | {"mode": mode, "calls": None}
    with scripted.endpoint(replies.garbage if mode == "garbage" else replies.first, host) as model:
        keys = dict.fromkeys(("HF_TOKEN", "API_KEY", "OPENAI_API_KEY"), "scripted")
        told = {"API_BASE_URL": model.url, "OPENAI_BASE_URL": model.url, "MODEL_NAME": "scripted"}
        return run(seconds, surroundings | keys | told) | {"mode": mode, "calls": len(model.requests)}


def _run(directory: Path, seconds: float, environment: Mapping[str, str]) -> dict[str, object]:
    with _copied(directory) as copy:
        python = directory / ".venv" / "bin" / "python"
        program = (*_pinned(), str(python) if python.is_file() else sys.executable, "inference.py")
        command = Command(program, copy, (copy, copy / "src", copy.parent))
        return _watched(command, seconds, environment, partial(meter.usage, itself=False))


def _run_in_container(image: str, place: str, joined: str, seconds: float, environment: Mapping[str, str]) -> dict[str, object]:
    name = f"{joined}-baseline"
    program = ("sh", "-c", 'cd "$0" && PATH="$PWD/.venv/bin:$PATH" && exec python3 inference.py', place)
    first: list[int] = []

    def used(_keeper: int) -> meter.Usage:
        first[:] = first or filter(None, (container.first_process(name),))
        return meter.usage(first[0]) if first else meter.Usage(0.0, 0.0, 0.0, 0)

    # no way leads out, so none through a proxy either
    command = container.run_command(image, name, joined, dict(environment) | {"NO_PROXY": "*", "no_proxy": "*"}, program)
    run = _watched(command, seconds, {}, used)
    return run | {"exit": None, "stopped_for": "memory"} if run["exit"] == KILLED else run


def _watched(command: Command, seconds: float, environment: Mapping[str, str], used: Callable[[int], meter.Usage]) -> dict[str, object]:
    with tempfile.TemporaryFile("w+b") as log:
        child = servers.start(command, log.fileno(), environment)
        began = time.monotonic()
        peak, why = 0.0, ""
        try:
            while child.poll() is None and not why:
                time.sleep(0.2)
                now = used(child.pid)
                peak = max(peak, now.megabytes, now.highest)
                why = "memory" if peak > MOST_MEGABYTES else "time" if time.monotonic() - began > seconds else ""
        finally:
            took = time.monotonic() - began
            servers.stop(child)
        size = os.fstat(log.fileno()).st_size
        log.seek(max(0, size - KEPT))
        output = log.read().decode(errors="replace")
    for name in ("HF_TOKEN", "API_KEY"):
        output = output.replace(environment.get(name) or "\0", "[redacted]")
    return {"exit": None if why else child.returncode, "stopped_for": why, "seconds": round(took, 2), "peak_mb": round(peak), "output": evidence.redact(output)}


def _pinned() -> tuple[str, ...]:
    taskset = shutil.which("taskset")
    allowed = sorted(os.sched_getaffinity(0))[:2] if hasattr(os, "sched_getaffinity") else []
    return (taskset, "-c", ",".join(map(str, allowed))) if taskset and allowed else ()


@contextmanager
def _copied(directory: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / directory.name
        shutil.copytree(directory, copy, symlinks=True, ignore=shutil.ignore_patterns(*package.UNREAD))
        yield copy
