"""Over the wire: our server against the environment that ``openenv init`` writes, which does nothing at all.

Both servers start as their own command lines start them, under the same interpreter, and are loaded in turn, window by
window, so that a busy neighbour meets both. JSON on standard output; takes about two minutes.

    python benchmarks/wire.py > wire.json
"""

import contextlib
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
SESSIONS = (1, 64, 1000)
ROUNDS = 5
WINDOW_SECONDS = 1.0
LIVE = 1000
FAMILY, LEVEL = "month_end_close", 2
STEPS = (
    (
        "small_read",
        {"type": "step", "data": {"tool_name": "account_balance", "arguments": {"account": "$bank"}}},
        SESSIONS,
    ),
    ("page", {"type": "step", "data": {"tool_name": "list_bank_lines", "arguments": {"account": "$bank"}}}, (64,)),
)
OURS = """
import gc, os, signal, sys, time
from tieout.serve import app
def collect(*unused):
    start = time.perf_counter()
    gc.collect()
    with open(os.environ["BENCH_GC"], "a") as out:
        print(time.perf_counter() - start, file=out)
signal.signal(signal.SIGUSR1, collect)
app.main()
"""


class Server:
    """A child process that serves, on a port of its own."""

    def __init__(self, command: list[str], directory: Path, **variables: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        start = time.perf_counter()
        self.process = subprocess.Popen(
            [*command, "--host", "127.0.0.1", "--port", str(self.port)],
            cwd=directory,
            env={**os.environ, **variables},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        while True:
            with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health") as answer:
                if answer.status == 200:
                    break
            if self.process.poll() is not None:
                raise RuntimeError(f"{command} did not start")
            time.sleep(0.02)
        self.healthy_s = time.perf_counter() - start

    @property
    def cpu_s(self) -> float:
        """Processor seconds used so far: what a busy neighbour cannot spoil."""
        parts = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")

    @property
    def resident_kb(self) -> int:
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])


class Generator:
    """The load generator, as a process of its own."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(HERE / "load.py")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __call__(self, load: str, do: str, **order: object):
        self._process.stdin.write(json.dumps({"load": load, "do": do, **order}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the load generator died")
        return json.loads(line)

    def stop(self) -> None:
        self._process.stdin.close()
        self._process.wait(timeout=30)


@contextlib.contextmanager
def template(directory: Path) -> Iterator[Server]:
    """The template's server. Its one change: it takes as many sessions as we open."""
    import openenv

    init = [sys.executable, "-c", "from openenv.cli.__main__ import main; main()", "init", "idle_env"]
    if subprocess.run(init, cwd=directory, capture_output=True, check=False).returncode:
        raise RuntimeError(f"openenv init (openenv {openenv.__version__}) failed")
    app = directory / "idle_env" / "server" / "app.py"
    text = app.read_text(encoding="utf-8")
    app.write_text(text.replace("max_concurrent_envs=1,", "max_concurrent_envs=4096,"), encoding="utf-8")
    server = Server([sys.executable, "-m", "idle_env.server.app"], directory)
    try:
        yield server
    finally:
        server.process.terminate()


@contextlib.contextmanager
def ours(directory: Path) -> Iterator[Server]:
    """Our server by its own main(), and a signal that makes it collect garbage and say how long that took."""
    server = Server([sys.executable, "-c", OURS], directory, BENCH_GC=str(directory / "gc"), TIEOUT_MAX_SESSIONS="4096")
    try:
        yield server
    finally:
        server.process.terminate()


def shared_months(count: int) -> list[dict]:
    """Resets as a trainer sends them: groups of sessions on the same month."""
    return [{"family": FAMILY, "level": LEVEL, "seed": number % 16} for number in range(count)]


def own_months(count: int) -> list[dict]:
    """A month of its own for each session, none of them made before."""
    return [{"family": FAMILY, "level": LEVEL, "seed": 10_000 + number} for number in range(count)]


def measure() -> dict:
    """Every figure of this file."""
    with tempfile.TemporaryDirectory() as name, ours(Path(name)) as we, template(Path(name)) as they:
        load = Generator()
        load("they", "connect", port=they.port, step={"type": "step", "data": {"message": "hello"}})
        result = {"healthy_s": {"ours": round(we.healthy_s, 2), "template": round(they.healthy_s, 2)}}
        for name_, step, counts in STEPS:
            load("we", "connect", port=we.port, step=step)
            result[name_] = {str(count): paired(load, we, they, count) for count in counts}
        result["live"] = live(load, we, Path(name) / "gc")
        load.stop()
        return result


def paired(load: Generator, we: Server, they: Server, sessions: int) -> dict:
    """Windows of ours and theirs in turn with this many sessions each; medians, and the median of the ratios."""
    load("we", "open", resets=shared_months(sessions))
    load("they", "open", resets=[{}] * sessions)
    windows = [(window(load, "we", we), window(load, "they", they)) for _ in range(ROUNDS)]
    load("we", "close")
    load("they", "close")
    return {
        "ours": middle([mine for mine, _ in windows]),
        "template": middle([other for _, other in windows]),
        "ratio": ratio("steps_per_s", windows),
        "cpu_ratio": round(1 / ratio("cpu_us_per_step", windows), 2),
        "errors": sum(mine["errors"] + other["errors"] for mine, other in windows),
    }


def window(load: Generator, name: str, server: Server) -> dict:
    before = server.cpu_s
    counted = load(name, "run", seconds=WINDOW_SECONDS)
    counted["cpu_us_per_step"] = round((server.cpu_s - before) / max(1, counted["steps"]) * 1e6, 1)
    return counted


def ratio(figure: str, windows: list[tuple[dict, dict]]) -> float:
    return round(statistics.median(mine[figure] / other[figure] for mine, other in windows), 3)


def middle(windows: list[dict]) -> dict:
    names = ("steps_per_s", "p50_us", "p99_us", "cpu_us_per_step", "bytes")
    return {name: statistics.median(window[name] for window in windows) for name in names}


def live(load: Generator, we: Server, collected: Path) -> dict:
    """A thousand sessions, each on a month of its own: memory, the slowest reset, a full garbage collection."""
    before = we.resident_kb
    took = sorted(load("we", "open", resets=own_months(LIVE)))
    after = we.resident_kb
    for _ in range(3):
        we.process.send_signal(signal.SIGUSR1)
        time.sleep(1)
    stepped = load("we", "run", seconds=WINDOW_SECONDS)
    load("we", "close")
    pauses = [float(line) for line in collected.read_text(encoding="ascii").split()]
    return {
        "sessions": LIVE,
        "kb_per_session": round((after - before) / LIVE, 1),
        "resident_mb": round(after / 1024),
        "reset_median_ms": round(statistics.median(took) * 1e3, 2),
        "reset_slowest_ms": round(took[-1] * 1e3, 2),
        "reset_slowest_over_median": round(took[-1] / statistics.median(took), 1),
        "full_collection_ms": [round(pause * 1e3, 2) for pause in pauses],
        "steps_per_s": stepped["steps_per_s"],
        "errors": stepped["errors"],
    }


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))
