"""A package's inference.py, run as the challenge runs it: to its end, on 2 CPUs and 8 GB, against a model endpoint.

It runs on a copy of the package (so that what it writes changes nothing), as a child under the keeper: pinned to two CPUs where
taskset is there, its memory watched over all its processes. The endpoint is the user's (API_BASE_URL, MODEL_NAME, HF_TOKEN)
or our scripted one. Twice alike, then once with a model that answers garbage.
"""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from envjudge import evidence, meter, package, replies, scripted, servers
from envjudge.servers import Command

MOST_SECONDS = 1200.0
SECONDS = {"quick": 0.0, "standard": 150.0, "deep": MOST_SECONDS}
"""How long one run may take in each budget; in the quick one it is not run at all."""
MOST_MEGABYTES = 8192
KEPT = 1 << 16
"""Characters of output that are kept, from the end."""


def facts(directory: Path, subject_url: str, seconds: float, own: Mapping[str, str] | None = None) -> dict[str, object]:
    """`{limit, runs}`: each run with mode, exit, seconds, peak memory, calls of the model (of ours), output. `own` holds the
    variables of the user's endpoint; without them the scripted one answers."""
    if not (directory / "inference.py").is_file() or seconds <= 0:
        return {"limit": seconds, "runs": []}
    model = "user" if own else "first"
    runs: list[dict[str, object]] = []
    for mode in (model, model, "garbage"):
        if runs and runs[-1]["exit"] != 0:
            break  # what does not run once says nothing twice
        runs.append(_attempt(directory, subject_url, seconds, mode, own or {}))
    return {"limit": seconds, "runs": runs}


def _attempt(directory: Path, subject_url: str, seconds: float, mode: str, own: Mapping[str, str]) -> dict[str, object]:
    places = {name: subject_url for name in ("ENV_BASE_URL", "ENV_URL", "OPENENV_URL") if subject_url}
    surroundings = places | {"PYTHONUNBUFFERED": "1", "NO_PROXY": "127.0.0.1,localhost"}
    if mode == "user":
        return _run(directory, seconds, surroundings | dict(own)) | {"mode": mode, "calls": None}
    with scripted.endpoint(replies.garbage if mode == "garbage" else replies.first) as model:
        keys = dict.fromkeys(("HF_TOKEN", "API_KEY", "OPENAI_API_KEY"), "scripted")
        told = {"API_BASE_URL": model.url, "OPENAI_BASE_URL": model.url, "MODEL_NAME": "scripted"}
        return _run(directory, seconds, surroundings | keys | told) | {"mode": mode, "calls": len(model.requests)}


def _run(directory: Path, seconds: float, environment: Mapping[str, str]) -> dict[str, object]:
    with _copied(directory) as copy, tempfile.TemporaryFile("w+b") as log:
        python = directory / ".venv" / "bin" / "python"
        program = (*_pinned(), str(python) if python.is_file() else sys.executable, "inference.py")
        child = servers.start(Command(program, copy, (copy, copy / "src", copy.parent)), log.fileno(), environment)
        began = time.monotonic()
        peak, why = 0.0, ""
        try:
            while child.poll() is None and not why:
                time.sleep(0.2)
                used = meter.usage(child.pid, itself=False)
                peak = max(peak, used.megabytes, used.highest)
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
