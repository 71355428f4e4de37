"""`league`: the whole judgement of many subjects, side by side. Each is judged by an `envjudge run` of its own, so that none can
harm another; what is finished is kept, and a second call goes on from there."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from envjudge import evidence, judge, league, likeness, package, subjects, values
from envjudge.agents import llm
from envjudge.cli import ending
from envjudge.league import Row
from envjudge.report import terminal, words
from envjudge.subjects import Entry

DONE = "done.json"
"""Written into a subject's folder when its judgement is complete: how it was asked for."""
_PROGRESS = re.compile(r"^envjudge:\s+(\d+)% (.*)$")


def run(file: Path, budget: str, out: Path, as_json: bool, workers: int, fresh: bool) -> None:
    """Judge every subject of the file and show the leaderboard. Exit code 0 when all were judged, 1 when one was not."""
    entries = subjects.load(file)
    copies = near_copies(entries)
    out.mkdir(parents=True, exist_ok=True)
    rows: dict[str, Row] = {}
    todo = []
    for entry in entries:
        kept = None if fresh else _kept(entry, budget, out)
        if kept is None:
            todo.append(entry)
        else:
            rows[entry.name] = kept
    if rows:
        ending.say(f"{len(rows)} of {len(entries)} are judged already (--fresh judges them again)")
    stopped = False
    crew = _Crew(budget, out)
    with _bars(len(entries), len(rows)) as bars, ThreadPoolExecutor(max(1, workers)) as pool:
        playing = [pool.submit(crew.judge, entry, bars) for entry in todo]
        try:
            for done in as_completed(playing):
                rows |= _row(done)
                bars.finished()
                write([rows[each.name] for each in entries if each.name in rows], budget, out, copies)
        except KeyboardInterrupt:
            stopped = True
            crew.stop()
    for done in playing:  # those too that were finished when the user stopped the rest
        rows |= _row(done)
    board = [rows[each.name] for each in entries if each.name in rows]
    write(board, budget, out, copies)
    if as_json:
        sys.stdout.write(league.json_text(board, budget, copies))
    else:
        Console(width=None if sys.stdout.isatty() else 160).print(_table(board))
        for each in league.copies_text(copies):
            typer.echo(f"near copies: {words.plain(each)}")
    if stopped:
        ending.say(f"stopped by Ctrl-C; {len(rows)} of {len(entries)} are judged and kept in {out}: the same call goes on from there")
        raise typer.Exit(ending.STOPPED)
    ending.say(f"leaderboard.json, leaderboard.csv and league.html are in {out}")
    raise typer.Exit(ending.FAIL if any(each.verdict == "not judged" for each in board) else ending.PASS)


def _row(done: Future[Row | None]) -> dict[str, Row]:
    row = done.result()
    return {} if row is None else {row.name: row}


def near_copies(entries: tuple[Entry, ...]) -> league.Copies:
    """The near copies among the packages; one that stands in the file twice, with other variables, is no copy of itself."""
    packages = {each.subject.directory.resolve(): each.name for each in reversed(entries) if each.subject.directory}
    return likeness.copies({name: package.shapes(directory) for directory, name in reversed(packages.items())})


def write(rows: list[Row], budget: str, out: Path, copies: league.Copies = ()) -> None:
    """The leaderboard in its three forms."""
    for name, text in (("leaderboard.json", league.json_text(rows, budget, copies)), ("leaderboard.csv", league.csv_text(rows)),
                       ("league.html", league.page(rows, budget, copies))):
        (out / name).write_text(text, encoding="utf-8")


def _asked(entry: Entry, budget: str) -> dict[str, object]:
    """What makes an earlier judgement the one that is asked for now."""
    return {"subject": entry.subject.name, "budget": budget, "reset": entry.reset, "environment": values.digest(entry.subject.environment),
            "contained": entry.subject.contained, "model": bool(llm.named())}


def _kept(entry: Entry, budget: str, out: Path) -> Row | None:
    """The row of an earlier, complete judgement of the same, judged again from its evidence."""
    place = out / league.folder(entry.name)
    try:
        if json.loads((place / DONE).read_text(encoding="utf-8")) != _asked(entry, budget):
            return None
        return league.row(entry.name, judge.judge(evidence.load(place / "evidence.json.gz")))
    except (OSError, ValueError):
        return None


class _Bars:
    """A bar for the whole and one for each subject that is being judged; where there is no terminal, a line per subject."""

    def __init__(self, bar: Progress, whole: TaskID, shown: bool) -> None:
        self.bar, self.whole, self.shown = bar, whole, shown

    def begin(self, name: str) -> TaskID:
        if not self.shown:
            ending.say(f"judging {name}")
        return self.bar.add_task(words.plain(name), total=100)

    def finished(self) -> None:
        self.bar.advance(self.whole)


@contextmanager
def _bars(total: int, done: int) -> Iterator[_Bars]:
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TextColumn("{task.percentage:>3.0f} %"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        yield _Bars(bar, bar.add_task("league", total=total, completed=done), console.is_terminal)


class _Crew:
    """The runs that are under way."""

    def __init__(self, budget: str, out: Path) -> None:
        self.budget, self.out = budget, out
        self.stopping = threading.Event()
        self.running: set[subprocess.Popen[str]] = set()
        self.lock = threading.Lock()

    def stop(self) -> None:
        """Let every run end as on Ctrl-C: it stops its server and keeps what it heard."""
        self.stopping.set()
        with self.lock:
            for child in self.running:
                child.send_signal(signal.SIGINT)

    def judge(self, entry: Entry, bars: _Bars) -> Row | None:
        """The row of one subject; nothing when the user stopped it."""
        place = self.out / league.folder(entry.name)
        (place / DONE).unlink(missing_ok=True)
        with self.lock:
            if self.stopping.is_set():
                return None
            child = subprocess.Popen(_command(entry, self.budget, place), env=os.environ | dict(entry.subject.environment), stdin=subprocess.DEVNULL,
                                     stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace", start_new_session=True)
            self.running.add(child)
        task, said = bars.begin(entry.name), ""
        began = time.monotonic()
        for line in child.stderr or ():
            heard = _PROGRESS.match(line.strip())
            if heard:
                bars.bar.update(task, completed=int(heard[1]), description=words.plain(f"{entry.name}: {heard[2]}"))
            elif line.strip():
                said = line.strip().removeprefix("envjudge: ")
        code = child.wait()
        with self.lock:
            self.running.discard(child)
        bars.bar.remove_task(task)
        if self.stopping.is_set() or code == ending.STOPPED:
            return None
        try:
            row = league.row(entry.name, judge.judge(evidence.load(place / "evidence.json.gz")))
        except (OSError, ValueError):
            return league.unjudged(entry.name, f"{said[:300]} (after {time.monotonic() - began:.0f} s, exit code {code})")
        (place / DONE).write_text(json.dumps(_asked(entry, self.budget)) + "\n", encoding="utf-8")
        return row


def _command(entry: Entry, budget: str, place: Path) -> list[str]:
    given = entry.subject
    name = f"image:{given.name}" if given.kind == "image" else given.name
    return [sys.executable, "-m", "envjudge", "run", name, "--budget", budget, "--out", str(place), "--reset", entry.reset,
            *(part for variable, _value in given.environment for part in ("--env", variable)),
            *(["--container"] if given.contained and given.kind == "package" else [])]


def _table(rows: list[Row]) -> Table:
    table = Table(title="League", title_justify="left", box=None, pad_edge=False)
    agents = [agent for agent in ("null", "uniform", "baseline", "model", "oracle") if any(rung.agent == agent for row in rows for rung in row.rungs)]
    for head in ("", "subject", "verdict", *league.PHASES, "established", *agents):
        table.add_column(head, no_wrap=True)
    table.add_column("why", overflow="fold")
    for number, each in enumerate(league.ranked(rows), start=1):
        rungs = {rung.agent: f"{rung.mean:.2f} [{rung.low:.2f}, {rung.high:.2f}]" for rung in each.rungs}
        marks = [Text(word, terminal.STYLES.get(word, "")) for word in (each.verdict, *(dict(each.phases).get(phase, "") for phase in league.PHASES))]
        why = "; ".join(each.disqualified) or each.note or " ".join(each.faults)
        table.add_row(str(number), Text(words.plain(each.name)), *marks, f"{each.established} of {each.asked}",
                      *(Text(rungs.get(agent, "")) for agent in agents), Text(words.plain(why)))
    return table
