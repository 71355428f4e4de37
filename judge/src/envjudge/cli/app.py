"""The commands: each says what it takes, and hands over to the module that does it, which is imported only then."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from envjudge import VERSION
from envjudge.cli.ending import CODES, told

app = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None,
    help="Can the scores of an environment be trusted? Judges any OpenEnv environment: gate, agents, audit.", epilog=CODES)

OUT = Path("envjudge-report")


class Phase(StrEnum):
    """The three phases of judging."""

    gate = "gate"
    agents = "agents"
    audit = "audit"


class Budget(StrEnum):
    """How long the subject is asked."""

    quick = "quick"
    standard = "standard"
    deep = "deep"


OnlyPhase = Annotated[Phase | None, typer.Option("--phase", help="Only the checks of this phase.")]
Only = Annotated[list[str] | None, typer.Option("--only", metavar="CHECK", help="Only this check; may be given several times, and hold a *.")]
Out = Annotated[Path, typer.Option("--out", metavar="DIR", help="Where all reports, the evidence and the replay scripts are written.")]
AsJson = Annotated[bool, typer.Option("--json", help="The JSON report on standard output instead of the table.")]
Strict = Annotated[bool, typer.Option("--strict", help="Warnings fail too.")]
Variables = Annotated[list[str] | None, typer.Option("--env", metavar="NAME=VALUE", help="A variable that the subject is started with; NAME alone: as it is here.")]
Contained = Annotated[bool, typer.Option("--container", help="Build the package and run it as a container: 2 CPUs, 8 GB, no network.")]

WithBaseline = Annotated[bool, typer.Option("--baseline", help="Run the package's inference.py too: three times, at most 20 minutes each.")]

Against = Annotated[list[Path] | None, typer.Option("--against", metavar="DIR", help="A package that it may be a copy of; only read; several may be given.")]


@app.callback(invoke_without_command=True)
def about(version: Annotated[bool, typer.Option("--version", help="Say which version this is.")] = False) -> None:
    """Options of no command."""
    if version:
        typer.echo(f"envjudge {VERSION}")
        raise typer.Exit


@app.command(epilog=CODES)
def run(subject: Annotated[str, typer.Argument(help="An address, a package directory, image:NAME, or module:Class.")],
        phase: OnlyPhase = None, only: Only = None,
        budget: Annotated[Budget, typer.Option(help="quick: at most 1 minute; standard: 10 minutes; deep: an hour.")] = Budget.quick,
        variables: Variables = None, contained: Contained = False, baseline: WithBaseline = False,
        reset: Annotated[str, typer.Option("--reset", metavar="JSON", help="Arguments of every reset, beside the seed, as a JSON object.")] = "{}",
        against: Against = None,
        out: Out = OUT, as_json: AsJson = False, strict: Strict = False) -> None:
    """Judge an environment: ask it everything, judge what it said, and write the reports."""
    with told():
        from envjudge.cli import naming, running
        running.run(naming.meant(subject, variables, contained), phase, only, budget, out, as_json, strict, reset, baseline, against or ())


@app.command(epilog=CODES)
def league(file: Annotated[Path, typer.Argument(metavar="SUBJECTS.yaml", help="The subjects: a list `subjects:` of {name, subject, env, reset, container}.")],
           budget: Annotated[Budget, typer.Option(help="Of each subject: quick, standard or deep.")] = Budget.quick,
           out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the leaderboard and each subject's reports are written.")] = Path("envjudge-league"),
           as_json: Annotated[bool, typer.Option("--json", help="The leaderboard as JSON on standard output instead of the table.")] = False,
           workers: Annotated[int, typer.Option(min=1, max=64, help="Subjects judged at the same time.")] = 2,
           fresh: Annotated[bool, typer.Option("--fresh", help="Judge those again too that are judged already.")] = False) -> None:
    """Judge many environments and rank them. What is judged already is kept: after Ctrl-C the same call goes on."""
    with told():
        from envjudge.cli import league as leagues
        leagues.run(file, budget, out, as_json, workers, fresh)


@app.command(epilog=CODES)
def recheck(file: Annotated[Path, typer.Argument(help="Saved evidence: evidence.json.gz of an earlier run.")],
            phase: OnlyPhase = None, only: Only = None, out: Annotated[Path | None, typer.Option(
                "--out", metavar="DIR", help="Write all reports there too.")] = None,
            as_json: AsJson = False, strict: Strict = False) -> None:
    """Judge saved evidence again, offline. The checks are those of the run unless chosen otherwise."""
    with told():
        from envjudge.cli import running
        running.recheck(file, phase, only, out, as_json, strict)


@app.command(epilog=CODES)
def replay(url: Annotated[str, typer.Option("--url", help="Where to play it: an address, a package directory, image:NAME, or module:Class.")],
           file: Annotated[Path | None, typer.Argument(help="A replay script, YAML or JSON.")] = None,
           report: Annotated[Path | None, typer.Option("--from", metavar="REPORT.json", help="Take the script from this report …")] = None,
           finding: Annotated[str, typer.Option(metavar="CHECK", help="… of the finding of this check.")] = "",
           variables: Variables = None, contained: Contained = False) -> None:
    """Play a replay script and show each expectation and whether it held. Exit 0: it shows what it says; 1: it does not."""
    with told():
        from envjudge.cli import naming, replaying
        replaying.replay(naming.meant(url, variables, contained), file, report, finding)


@app.command("list")
def catalogue(as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
              as_markdown: Annotated[bool, typer.Option("--markdown", help="As the page docs/checks.md.")] = False) -> None:
    """The catalogue: what each check means, how it is measured, how severe it is, and the specimen that it fires on."""
    with told():
        from envjudge.cli import listing
        listing.show(as_json, as_markdown)


@app.command(epilog=CODES)
def selftest(names: Annotated[list[str] | None, typer.Argument(metavar="[NAME]...", help="Specimens; all by default.")] = None) -> None:
    """The judge judged: each specimen must trip its own check and no other, each healthy one none. Exit 3 if not."""
    with told():
        from envjudge.cli import specimens
        specimens.selftest(names or [])
