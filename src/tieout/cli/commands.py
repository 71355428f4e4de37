"""The commands. Each parses, calls one function, and renders."""

import json
import os
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from tieout.agents.registry import AGENTS, agent_named
from tieout.cli import explaining, playing, secret
from tieout.cli.evaluation import Job, Journal, evaluate
from tieout.cli.tables import code_tables, score_tables, summary_of
from tieout.episode import begin
from tieout.formats import FORMATS, find_format
from tieout.private_keys import private_of_operator
from tieout.scenario.letters.sheets import WordingsError
from tieout.tasks.family import LEVELS, PRIVATE, SPLITS, Task
from tieout.tasks.private import Private, SecretError
from tieout.tasks.registry import FAMILIES, KINDS, TaskError, described, family_of, make_task, num_tasks, parse_task
from tieout.transcripts import TranscriptError, load, write

app = typer.Typer(
    name="tieout",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,  # a local may be the operator's secret
    help="Close a month on a real double-entry ledger: list and play tasks, evaluate agents, export books.",
)
app.add_typer(secret.app, name="secret")
console = Console()
OUTPUTS = Path("outputs")
SPLIT_HELP = f"One of {', '.join(SPLITS)}; or {PRIVATE}, given the operator's secret."


def main() -> None:
    """Entry point of the ``tieout`` command."""
    app()


def fail(message: str) -> NoReturn:
    """Say what is mistaken in the call, and end with status 2."""
    typer.echo(f"tieout: {message}", err=True)
    raise typer.Exit(2)


def _private() -> Private | None:
    """The keys of the private split, where the operator's secret is set."""
    try:
        return private_of_operator(os.environ)
    except (SecretError, WordingsError) as error:
        fail(str(error))


def _found(task_id: str) -> Task:
    try:
        return parse_task(task_id, _private())
    except TaskError as error:
        fail(str(error))


def _account(transcript: Path) -> explaining.Account:
    try:
        recording = load(transcript)
    except TranscriptError as error:
        fail(str(error))
    return explaining.taken_apart(recording, _found(recording.task_id))


@app.command("list")
def list_tasks(
    family: Annotated[str, typer.Option(help="Only this family.")] = "",
    level: Annotated[int | None, typer.Option(help=f"Only this level, {LEVELS[0]} to {LEVELS[-1]}.")] = None,
    split: Annotated[str, typer.Option(help=SPLIT_HELP)] = "test",
    most: Annotated[int, typer.Option(help="Tasks to show per family and level.")] = 3,
    as_json: Annotated[bool, typer.Option("--json", help="JSON instead of text.")] = False,
) -> None:
    """List families, levels and tasks."""
    private = _private()
    if level is not None and level not in LEVELS:
        fail(f"There is no level {level}. Use one of: {', '.join(map(str, LEVELS))}.")
    try:
        per_kind = num_tasks(split, private) // KINDS
        chosen = [family_of(family)] if family else list(FAMILIES)
    except TaskError as error:
        fail(str(error))
    tasks = [
        make_task(entry.name, number, split, index, private)
        for entry in chosen
        for number in LEVELS
        if level in (None, number)
        for index in range(min(most, per_kind))
    ]
    if as_json:
        typer.echo(json.dumps([described(task) for task in tasks]))
        return
    for entry in chosen:
        typer.echo(f"{entry.name} (version {entry.version}): {entry.summary}")
    typer.echo(f"{num_tasks(split, private)} tasks in {split}, {per_kind} per family and level; the first:")
    for task in tasks:
        difficulty = described(task).get("difficulty")  # what would tell a private task's family is not shown
        typer.echo(f"  {task.id}" + (f"  difficulty {difficulty}" if difficulty else ""))


@app.command()
def show(task: Annotated[str, typer.Argument(help="Task id, as list shows it.")]) -> None:
    """Show what lies on the desk of a task: the brief and the documents. The answer stays hidden."""
    found = _found(task)
    typer.echo(begin(found)[1].text)
    playing.show_desk(found, typer.echo)


@app.command()
def play(
    task: Annotated[str, typer.Argument(help="Task id, as list shows it.")],
    transcript: Annotated[Path | None, typer.Option(help="Write what was played to this file.")] = None,
) -> None:
    """Close a month yourself: type tool calls such as open_items account=1200, help, or quit."""
    played = playing.play(_found(task), typer.echo)
    if transcript is not None:
        write(played, transcript)


@app.command()
def explain(
    transcript: Annotated[Path, typer.Argument(help="A play that evaluate, play or inference.py wrote.")],
    as_json: Annotated[bool, typer.Option("--json", help="JSON instead of text.")] = False,
) -> None:
    """Take a finished play apart: trace every loss to a call, or to the lack of one. Works on every split."""
    account = _account(transcript)
    typer.echo(json.dumps(explaining.as_data(account), indent=1) if as_json else explaining.as_text(account))


@app.command()
def score(
    transcript: Annotated[Path, typer.Argument(help="A play that evaluate, play or inference.py wrote.")],
) -> None:
    """Score a play again, exactly. Ends with status 1 where that is not the score that was recorded."""
    account = _account(transcript)
    typer.echo(explaining.verdict(account))
    if account.recording.ended and not account.agrees:
        raise typer.Exit(1)


@app.command()
def export(
    task: Annotated[str, typer.Argument(help="Task id, as list shows it.")],
    form: Annotated[
        str, typer.Option("--format", help=f"One of {', '.join(entry.name for entry in FORMATS)}.")
    ] = "beancount",
    agent: Annotated[
        str, typer.Option(help="Let this agent work first; the books are exported as it leaves them.")
    ] = "",
    out: Annotated[Path | None, typer.Option(help="File to write; standard output otherwise.")] = None,
) -> None:
    """Export the books of a task for other ledger programs."""
    written = find_format(form)
    if written is None:
        fail(f"There is no format {form!r}. Use one of: {', '.join(entry.name for entry in FORMATS)}.")
    found = _found(task)
    try:
        books = playing.books_after(found, agent)
    except KeyError as error:
        fail(str(error.args[0]))
    text = written.write(books, playing.company_of(found))
    if out is None:
        typer.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8", newline="")


@app.command("evaluate")
def evaluate_command(
    agent: Annotated[list[str], typer.Option(help=f"Agent, repeatable: {', '.join(kind.name for kind in AGENTS)}.")],
    family: Annotated[list[str], typer.Option(help="Family, repeatable. Default: all.")] = [],  # noqa: B006
    level: Annotated[list[int], typer.Option(help="Level, repeatable. Default: all.")] = [],  # noqa: B006
    split: Annotated[str, typer.Option(help=SPLIT_HELP)] = "test",
    episodes: Annotated[int, typer.Option(min=1, help="Episodes per agent, family and level.")] = 10,
    url: Annotated[str, typer.Option(help="Play over the wire against this server. Default: in process.")] = "",
    json_file: Annotated[Path | None, typer.Option("--json", help="Write records and summary to this file.")] = None,
    workers: Annotated[int, typer.Option(min=1, help="Episodes at once.")] = os.cpu_count() or 1,
    transcripts: Annotated[Path | None, typer.Option(help="Write each transcript into this folder.")] = None,
) -> None:
    """Let agents play tasks and print scores with 95 % intervals. Interrupted, the same command goes on where it was."""
    private = _private()
    try:
        kinds = [agent_named(name).name for name in agent]
        tasks = [
            make_task(family_of(name).name, number, split, index, private)
            for name in family or [entry.name for entry in FAMILIES]
            for number in level or LEVELS
            for index in range(episodes)
        ]
    except (TaskError, KeyError) as error:
        fail(str(error.args[0]))
    folder = str(transcripts) if transcripts else ""
    jobs = [Job(kind, task.id, url, folder, private) for kind in kinds for task in tasks]
    journal = Journal(OUTPUTS, jobs)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        shown = bar.add_task("episodes", total=len(jobs))
        try:
            records = evaluate(jobs, journal, workers, lambda count: bar.advance(shown, count))
        except KeyboardInterrupt:
            bar.stop()
            typer.echo(
                f"Stopped. {len(journal.records)} of {len(jobs)} episodes are kept; the same command goes on.", err=True
            )
            os._exit(130)
        except OSError as error:
            bar.stop()
            fail(f"{url or 'the environment'} failed: {error}. Finished episodes are kept; the same command goes on.")
    summary = summary_of(records)
    if json_file is not None:
        json_file.parent.mkdir(parents=True, exist_ok=True)
        json_file.write_text(json.dumps({"episodes": records, "summary": summary}, indent=1))
    journal.finish()
    for table in score_tables(summary):
        console.print(table)
    for table in code_tables(summary):
        console.print(table)
    if transcripts is not None:
        typer.echo(f"Transcripts: {transcripts}. Take one apart with: tieout explain FILE")
