"""How good are the tests? Plant 400 small mistakes in the ledger and the grading, one at a time, and count those found.

The sample is seeded, and shared out by lines of code. The mistake is made in a copy of
the working tree; the chosen tests run there in a fresh process until the first of them fails. Results are kept in
`build/mutants.jsonl`: a run that was cut off goes on where it stopped, until code or tests change. A survivor shown to
be equivalent is listed in `tests/mutants-equivalent.toml` with the reason. Ends with 1 where more than 5 % of the
others survive.
"""

import difflib
import hashlib
import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import tomllib
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from mutations import Mutant, mutants_of, size_of
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

ROOT = Path(__file__).parents[1]
CACHE = ROOT / "build" / "mutants.jsonl"
EQUIVALENT = ROOT / "tests" / "mutants-equivalent.toml"
TOLERATED = 0.05
KILLED, SURVIVED, TIMEOUT = "killed", "survived", "timeout"
PYTEST = (
    "-m", "pytest", "-q", "-x", "--tb=no", "--no-header", "-p", "no:cacheprovider",
    "-p", "mutants_order", "-p", "_hypothesis_pytestplugin", "--hypothesis-profile=ci",
)  # fmt: skip
NOT_COPIED = (".git", ".venv", "build", "__pycache__", ".*_cache", ".hypothesis", "judge", "outputs")
EPISODES = "1"  # months of each family and level in the contracts

out = Console(stderr=True)


@dataclass(frozen=True, slots=True)
class Package:
    """What is mutated, the tests that should notice, and what a result depends on."""

    name: str
    tests: tuple[str, ...]
    inputs: tuple[str, ...]

    @property
    def folder(self) -> str:
        return f"src/tieout/{self.name}"

    def digest(self) -> str:
        """Changes with the code or the tests; what was found out before then no longer counts."""
        found = hashlib.sha256(sys.version.encode())
        for place in self.inputs:
            for path in sorted((ROOT / place).rglob("*.py")):
                found.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
        return found.hexdigest()[:16]


PACKAGES = (
    Package(
        "ledger",
        ("tests/ledger", "tests/properties/test_ledger_money.py", "tests/properties/test_ledger_entries.py",
         "tests/properties/test_ledger_machine.py"),
        ("src/tieout/ledger", "tests/ledger", "tests/properties"),
    ),
    Package(
        "grading",
        ("tests/grading", "tests/contracts/test_score.py", "tests/properties/test_grading.py"),
        ("src/tieout", "tests/grading", "tests/contracts", "tests/properties"),
    ),
)  # fmt: skip


def sample(packages: Iterable[Package], size: int, seed: int) -> list[tuple[Package, Mutant]]:
    """``size`` mutants, each file's share by its lines of code; a file's are those whose keyed hash is lowest, so that a
    change in one place leaves the sample elsewhere as it was."""
    files = {path: package for package in packages for path in sorted((ROOT / package.folder).rglob("*.py"))}
    mutants = {path: list(mutants_of(str(path.relative_to(ROOT)), path.read_text())) for path in files}
    lines = {path: size_of(path.read_text()) for path in files if mutants[path]}
    total, before, chosen = sum(lines.values()), 0, []
    for path, count in lines.items():
        share = (before + count) * size // total - before * size // total  # shares add up to the size
        before += count
        ranked = sorted(mutants[path], key=lambda one: hashlib.sha256(f"{seed} {one.file} {one.key}".encode()).digest())
        chosen += [(files[path], mutant) for mutant in sorted(ranked[:share], key=lambda one: one.line)]
    return chosen


class Bench:
    """A copy of the working tree in which one mutant at a time is tried; the tree itself may be worked on meanwhile."""

    def __init__(self, folder: Path, number: int) -> None:
        self.home = folder / str(number)
        self.clock = int(time.time())
        shutil.copytree(ROOT, self.home, ignore=shutil.ignore_patterns(*NOT_COPIED), symlinks=True)
        self.running: subprocess.Popen[str] | None = None

    def environment(self, package: Package) -> dict[str, str]:
        return os.environ | {
            "PYTHONPATH": f"{self.home}/src{os.pathsep}{Path(__file__).parent}",
            "MUTANTS_ORDER": str(self.home.parent / f"{package.name}.json"),
            "PYTHONPYCACHEPREFIX": "",
            "PYTHONDONTWRITEBYTECODE": "",  # the copy is ours, and byte code saves half of each run
            "PYTHONHASHSEED": "0",  # the order of sets is the same in each run
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",  # a second of every start
            "TIEOUT_EPISODES": EPISODES,
        }

    def tests(self, package: Package, limit: float | None) -> tuple[int | None, str]:
        """Exit code of the tests (None: out of time) and the end of what they print."""
        self.running = subprocess.Popen(
            [sys.executable, *PYTEST, *package.tests],
            cwd=self.home, env=self.environment(package), text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip
        try:
            printed, _ = self.running.communicate(timeout=limit)
            return self.running.returncode, printed[-2000:]
        except subprocess.TimeoutExpired:
            self.stop()
            self.running.communicate()
            return None, ""

    def stop(self) -> None:
        """End what runs, with all that it started."""
        if self.running is not None and self.running.poll() is None:
            os.killpg(self.running.pid, signal.SIGKILL)

    def write(self, file: str, source: str) -> None:
        """Each time with another date, because byte code is told to be stale by the date's second."""
        path = self.home / file
        path.write_text(source)
        self.clock += 1
        os.utime(path, (self.clock, self.clock))

    def tried(self, package: Package, mutant: Mutant, limit: float) -> str:
        original = (self.home / mutant.file).read_text()
        self.write(mutant.file, mutant.source)
        code, _ = self.tests(package, limit)
        self.write(mutant.file, original)  # whatever goes wrong now went right without the mistake
        return {None: TIMEOUT, 0: SURVIVED}.get(code, KILLED)


class Results:
    """What was found out about each mutant, and stays so until code or tests change."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.digests = {package.name: package.digest() for package in PACKAGES}
        self.known: dict[tuple[str, str, str], str] = {}
        if CACHE.exists():
            for line in CACHE.read_text().splitlines():
                kept = json.loads(line)
                self.known[kept["digest"], kept["file"], kept["key"]] = kept["result"]

    def get(self, package: Package, mutant: Mutant) -> str | None:
        return self.known.get((self.digests[package.name], mutant.file, mutant.key))

    def put(self, package: Package, mutant: Mutant, result: str) -> None:
        digest = self.digests[package.name]
        with self.lock:
            self.known[digest, mutant.file, mutant.key] = result
            CACHE.parent.mkdir(exist_ok=True)
            with CACHE.open("a") as kept:
                kept.write(
                    json.dumps({"digest": digest, "file": mutant.file, "key": mutant.key, "result": result}) + "\n"
                )


def rehearsed(bench: Bench, package: Package) -> float:
    """Seconds that the package's tests may take: ten times what they take on the code without a mistake, which they must
    pass. This run writes down how long each test takes."""
    began = time.monotonic()
    code, printed = bench.tests(package, None)
    took = time.monotonic() - began
    if code != 0:
        raise typer.BadParameter(f"the tests of {package.name} fail without any mutant:\n{printed}")
    out.print(f"{package.name}: the chosen tests pass in {took:.1f} s")
    return 10 + 10 * took


def try_all(chosen: list[tuple[Package, Mutant]], results: Results, jobs: int) -> None:
    """Find out what is not known yet."""
    todo = [(package, mutant) for package, mutant in chosen if results.get(package, mutant) is None]
    todo.sort(key=lambda pair: pair[1].key)  # keys are hashes: what is known after a while is a sample of the whole
    if not todo:
        return
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        benches = [Bench(Path(folder), number) for number in range(jobs)]
        limits = {
            package.name: rehearsed(benches[0], package) for package in dict.fromkeys(package for package, _ in todo)
        }
        free: queue.SimpleQueue[Bench] = queue.SimpleQueue()
        for bench in benches:
            free.put(bench)
        stopped = threading.Event()

        def one(package: Package, mutant: Mutant) -> None:
            bench = free.get()
            try:
                if not stopped.is_set():
                    result = bench.tried(package, mutant, limits[package.name])
                    if not stopped.is_set():  # what was cut off found out nothing
                        results.put(package, mutant, result)
            finally:
                free.put(bench)

        columns = (TextColumn("mutants"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with ThreadPoolExecutor(jobs) as pool, Progress(*columns, console=out) as progress:
            bar = progress.add_task("mutants", total=len(chosen), completed=len(chosen) - len(todo))
            try:
                for done in as_completed([pool.submit(one, *pair) for pair in todo]):
                    done.result()
                    progress.advance(bar)
            except BaseException:
                stopped.set()
                for bench in benches:
                    bench.stop()
                raise


def equivalents() -> dict[tuple[str, str], str]:
    """(file, key) of each mutant shown equivalent, to the reason."""
    listed = tomllib.loads(EQUIVALENT.read_text()).get("equivalent", []) if EQUIVALENT.exists() else []
    return {(one["file"], one["key"]): one["reason"] for one in listed}


def stale(excused: Iterable[tuple[str, str]]) -> list[str]:
    """Entries of the list that no mutant has any more."""
    left = []
    for file, key in excused:
        path = ROOT / file
        if not path.exists() or all(one.key != key for one in mutants_of(file, path.read_text())):
            left.append(f"{file} {key}")
    return left


def diff(mutant: Mutant) -> str:
    """The mistake as a patch."""
    before = (ROOT / mutant.file).read_text().splitlines()
    lines = difflib.unified_diff(before, mutant.source.splitlines(), mutant.file, mutant.file, n=1, lineterm="")
    return "\n".join(lines)


def summary(rows: list[dict[str, object]]) -> Table:
    """A line for each package, and one for all."""
    table = Table("package", "mutants", "killed", "timeouts", "equivalent", "survived", "killed of the rest")
    names = list(dict.fromkeys(str(row["package"]) for row in rows))
    for name in (*names, "all") if len(names) > 1 else names:
        results = [row["result"] for row in rows if name in ("all", row["package"])]
        same, survived = results.count("equivalent"), results.count(SURVIVED)
        rest = len(results) - same
        figures = (len(results), results.count(KILLED), results.count(TIMEOUT), same, survived)
        share = f"{(rest - survived) / rest:.1%}" if rest else "-"
        table.add_row(name, *(str(figure) for figure in figures), share)
    return table


def main(
    size: Annotated[int, typer.Option("--sample", help="Mutants in all.")] = 400,
    seed: Annotated[int, typer.Option(help="Another seed, another sample.")] = 8,
    jobs: Annotated[int, typer.Option(help="Tests run at once; 0: one a core.")] = 0,
    package: Annotated[str, typer.Option(help="Only this one, with its share of the sample.")] = "",
    only: Annotated[
        list[str] | None, typer.Option(help="Only the mutant with this key; more than one may be named.")
    ] = None,
    to_json: Annotated[
        Path | None, typer.Option("--json", help="Write every result there; - is standard output.")
    ] = None,
) -> None:
    """Plant mistakes in src/tieout/ledger and src/tieout/grading, and see which ones the tests notice."""
    chosen = [pair for pair in sample(PACKAGES, size, seed) if package in ("", pair[0].name)]
    if only:
        chosen = [pair for pair in chosen if pair[1].key in only]
    excused, results = equivalents(), Results()
    try:
        try_all(chosen, results, jobs or os.cpu_count() or 1)
    except KeyboardInterrupt:
        out.print("Stopped. What was found out is kept; the next run goes on from here.")
        raise typer.Exit(130) from None
    rows: list[dict[str, object]] = []
    for part, mutant in chosen:
        result = results.get(part, mutant)
        reason = excused.get((mutant.file, mutant.key), "")
        if result == SURVIVED and reason:
            result = "equivalent"
        rows.append({"package": part.name, "file": mutant.file, "line": mutant.line, "key": mutant.key,
                     "mutant": mutant.text, "result": result, "reason": reason})  # fmt: skip
        if result == SURVIVED:
            out.print(
                f"\n[bold]{mutant.file}:{mutant.line}[/] survived, key {mutant.key}\n{escape(diff(mutant))}",
                highlight=False,
            )
    out.print(summary(rows))
    for entry in stale(excused):
        out.print(f"{EQUIVALENT.name}: no mutant is {entry} any more; take it out.")
    if to_json is not None:
        text = json.dumps({"seed": seed, "sample": size, "mutants": rows}, indent=1, ensure_ascii=False)
        print(text) if str(to_json) == "-" else to_json.write_text(text + "\n")
    left = sum(row["result"] == SURVIVED for row in rows)
    counted = sum(row["result"] != "equivalent" for row in rows)
    raise typer.Exit(int(left > TOLERATED * counted))


if __name__ == "__main__":
    typer.run(main)
