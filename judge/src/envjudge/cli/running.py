"""`run` and `recheck`: from a subject, or from saved evidence, to reports and an exit code."""

import hashlib
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from envjudge import baseline, collect, container, declared, evidence, judge, package, subject, twins, values
from envjudge.agents import llm
from envjudge.cli import ending, naming
from envjudge.cli.choice import chosen
from envjudge.cli.ending import Mistake
from envjudge.evidence import Evidence
from envjudge.judge import Judgement
from envjudge.marks import TWIN
from envjudge.meter import Meter
from envjudge.report import document, files, terminal
from envjudge.subject import Subject
from envjudge.transport import Wire

UNREAD = {".git", "__pycache__", ".venv", ".worktrees", "outputs"}
"""Directories of a package that do not count as its source."""

LOG_WIDTH = 160
"""Columns where nobody says how wide the reader's window is: the log of a build, a file."""


def run(meant: Subject, phase: str | None, only: Sequence[str] | None, budget: str, out: Path, as_json: bool, strict: bool,
        reset: str = "{}", with_baseline: bool = False, against: Sequence[Path] = ()) -> None:
    """Judge the subject; with its baseline script where asked for, or where the budget has time for it. `reset` is JSON text of
    the arguments of every reset; the code of the directories `against` is compared with the subject's. Raises Mistake when one of these
    makes no sense."""
    checks = chosen(phase, only)
    compared = _compared(meant, against)
    if not isinstance(values.parse_json(reset), dict):
        raise Mistake(f"--reset {reset!r} is no JSON object; write {{\"difficulty\": \"easy\"}}")
    model = _model()
    ending.say(f"opening {meant.name}" + (f"; the model {model.model} at {model.url} plays too" if model else ""))
    stopped = False
    known = _container(meant, budget) if any(each.id.startswith("container.") for each in checks) else None
    if meant.contained and known is not None and known.get("healthy") is None and not known.get("unavailable"):
        alone = _noted(Evidence(meant.name, "", budget).with_fact("container", known), meant, phase, only, reset)
        _end(judge.judge(alone.with_fact("against", compared), checks), out, as_json, strict)  # nothing answers: what is known is judged
    ready = subject.startable(meant)
    wanted = ready.kind != "url" and any(TWIN in each.probes for each in checks)
    with (Meter() as meter, subject.opened(ready, meter.watch) as url, Wire(url) as wire,
          twins.beside(ready) if wanted else nullcontext() as twin):
        begun = _noted(collect.begin(wire, meant.name, budget, meant.manifest, declared.of(meant)), meant, phase, only, reset)
        begun = begun if known is None else begun.with_fact("container", known)
        begun = begun.with_fact("against", compared) if compared else begun
        seconds = baseline.MOST_SECONDS if with_baseline else baseline.SECONDS[budget]
        if meant.kind == "package" and seconds and any(each.id.startswith("baseline.") for each in checks):
            ending.say(f"running inference.py, three times, at most {seconds:.0f} s each")
            begun = begun.with_fact("baseline", baseline.facts(
                Path(meant.name), url, seconds, llm.named(), subject.image_of(ready, known or {})))
        try:
            with _progress() as tell:
                judgement = judge.examine(wire, begun, checks, tell=tell, model=model, meter=meter, twin=twin)
        except collect.Stopped as stop:
            stopped = True
            judgement = judge.judge(stop.evidence, checks)
    _end(judgement, out, as_json, strict, stopped)


def _compared(meant: Subject, against: Sequence[Path]) -> dict[str, list[int]]:
    """What is compared of the packages that the subject may be a copy of; they are read and never run. Raises Mistake."""
    for other in against:
        if not other.is_dir():
            raise Mistake(f"--against {other} is no directory; name the directory of a package, which is only read")
        if meant.directory is None:
            raise Mistake(f"--against compares code, and {meant.name} is no package directory; name the subject's directory")
        if other.resolve() == meant.directory.resolve():
            raise Mistake(f"--against {other} is the subject itself; name another package")
    return {str(other): package.shapes(other) for other in against}


def _container(meant: Subject, budget: str) -> dict[str, object] | None:
    """What is known of a package as a container, where that was asked for or there is an hour."""
    if meant.kind != "package" or not (meant.contained or budget == "deep"):
        return None
    ending.say(f"building the image of {meant.name}, at most {container.BUILD_SECONDS:.0f} s")
    return container.facts(Path(meant.name), dict(meant.environment), subject.port_of(meant))


def _end(judgement: Judgement, out: Path, as_json: bool, strict: bool, stopped: bool = False) -> NoReturn:
    """Write and show what was found. Exits."""
    files.write(judgement, out)
    _show(judgement, str(out), as_json)
    if stopped:
        ending.say(f"stopped by Ctrl-C; what was heard until then is judged above and kept in {out}: nothing is lost")
        raise typer.Exit(ending.STOPPED)
    ending.say(f"reports are in {out}")
    raise typer.Exit(exit_code(judgement, strict))


def recheck(file: Path, phase: str | None, only: Sequence[str] | None, out: Path | None, as_json: bool, strict: bool) -> None:
    """Judge saved evidence."""
    try:
        saved = evidence.load(file)
    except (OSError, ValueError) as error:
        raise Mistake(f"{file} cannot be judged again: {error}; name the evidence.json.gz that `envjudge run` wrote") from error
    asked = values.mapping(saved.fact("asked"))
    earlier = asked.get("phase"), values.items(asked.get("only"))
    checks = (chosen(phase, only) if phase or only
              else chosen(earlier[0] if isinstance(earlier[0], str) else None, [str(each) for each in earlier[1]]))
    judgement = judge.judge(saved, checks)
    if out is not None:
        files.write(judgement, out)
    _show(judgement, str(out or file.parent), as_json)
    raise typer.Exit(exit_code(judgement, strict))


def exit_code(judgement: Judgement, strict: bool) -> int:
    """What the verdict means for whoever called. A check that broke is our fault, unless the subject failed anyway."""
    if judgement.verdict == "fail":
        return ending.FAIL
    if any(each.status == "error" for each in judgement.findings):
        return ending.OUR_FAULT
    if judgement.verdict == "not established" or (strict and judgement.verdict == "warn"):
        return ending.FAIL
    return ending.PASS


def _model() -> llm.Endpoint | None:
    """The model that the environment variables name, if they do. Raises Mistake."""
    try:
        return llm.from_environment()
    except ValueError as error:
        raise Mistake(str(error)) from error


def _noted(begun: Evidence, meant: Subject, phase: str | None, only: Sequence[str] | None, reset: str) -> Evidence:
    """The evidence with what reports and `recheck` need to know of the call."""
    known = values.mapping(values.parse_json(begun.facts)) | {
        "kind": meant.kind, "asked": {"phase": phase, "only": list(only or ())}, "started": naming.options(meant),
        "reset": values.parse_json(reset)}
    if meant.kind == "package":
        known["source"] = _source_digest(Path(meant.name))
        known["package"] = package.gather(Path(meant.name), thorough=begun.budget != "quick")
    return replace(begun, facts=values.canonical(known))


def _source_digest(directory: Path) -> str:
    """Stands for the files of a package: SHA-256 of their paths and contents."""
    digest = hashlib.sha256()
    for path in sorted(directory.rglob("*"), key=lambda each: each.relative_to(directory).as_posix()):
        below = path.relative_to(directory)
        if path.is_file() and not path.is_symlink() and not UNREAD & set(below.parts):
            digest.update(below.as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _show(judgement: Judgement, where: str, as_json: bool) -> None:
    if as_json:
        sys.stdout.write(document.text(judgement))
    else:
        terminal.show(judgement, Console(width=None if sys.stdout.isatty() else LOG_WIDTH), where)


@contextmanager
def _progress() -> Iterator[judge.Tell]:
    """A bar on standard error as long as the subject is asked; where that is no terminal, a line per probe."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TextColumn("{task.percentage:>3.0f} %"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("asking", total=1.0)

        def tell(progress: collect.Progress) -> None:
            said = f"asking: {progress.probe}" + (" (again, on fresh sessions)" if progress.round == "confirm" else "")
            bar.update(task, completed=progress.share, description=said)
            if not console.is_terminal:
                ending.say(f"{progress.share:4.0%} {said}")

        yield tell
