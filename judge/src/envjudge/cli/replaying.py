"""`replay`: play one script and show what held."""

from contextlib import ExitStack
from pathlib import Path

import typer
import yaml
from rich.console import Console
from rich.text import Text

from envjudge import player, servers, subject, surroundings, twins, values
from envjudge import replay as grammar
from envjudge.cli import ending
from envjudge.cli.ending import Mistake
from envjudge.replay import Script
from envjudge.report import words
from envjudge.subject import Subject
from envjudge.transport import Wire


def replay(meant: Subject, file: Path | None, report: Path | None, finding: str) -> None:
    """Play the script of a file, or of a finding in a report."""
    script = _script(file, report, finding)
    if script.needs_second and meant.kind == "url":
        raise Mistake(f"the script sends messages to a second server as well, and {meant.name} is one; name with --url what it is "
                      "served from: its package directory, image:NAME, or module:Class")
    ready = subject.startable(meant)
    with ExitStack() as stack:
        wire = stack.enter_context(Wire(stack.enter_context(subject.opened(ready))))
        played = player.play(script, wire, _second(ready, stack) if script.needs_second else None)
    _show(script, played)
    raise typer.Exit(ending.PASS if played.shown else ending.FAIL)


def _second(ready: Subject, stack: ExitStack) -> Wire:
    """A second server of the subject. Raises NotASubject."""
    twin = stack.enter_context(twins.beside(ready))
    address, fault = twin.wait(servers.STARTUP_SECONDS)
    if not address:
        raise servers.NotASubject(fault)
    ending.say(f"a second server is started, with {surroundings.told(twin.here, twin.there)}")
    return stack.enter_context(Wire(address))


def _script(file: Path | None, report: Path | None, finding: str) -> Script:
    if (file is None) == (report is None):
        raise Mistake("name one script to play: either a FILE, or --from REPORT.json with --finding CHECK")
    path = file or report or Path()
    try:
        text = path.read_text(encoding="utf-8")
        found = values.parse_json(text)
        if found is values.ABSENT:
            found = yaml.safe_load(text)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise Mistake(f"{path} cannot be read as a script: {error}") from error
    if report is not None:
        scripts = {str(values.at(each, "check")): values.at(each, "replay") for each in values.items(values.at(found, "findings"))
                   if values.mapping(values.at(each, "replay"))}
        if finding not in scripts:
            raise Mistake(f"{path} has no script for --finding {finding!r}; it has {', '.join(scripts) or 'none at all'}")
        found = scripts[finding]
    try:
        return grammar.parse(found)
    except grammar.BadScript as error:
        raise Mistake(f"{path} is not a replay script: {error}") from error


def _show(script: Script, played: player.Played) -> None:
    console = Console()
    console.print(Text(words.plain(script.title), "bold"))
    held = {(step, number): holds for step, number, holds in played.held}
    for number, step in enumerate(script.steps[:len(played.answers)]):
        times = f" ×{step.times}" if step.times > 1 else ""
        target = f"{step.method} {step.target} " if step.channel == "http" else ""
        server = f"({step.server} server) " if step.server else ""
        console.print(Text(f"{number:>3} → {server}{target}{_short(step.body or '')}{times}"), soft_wrap=True)
        answer = played.answers[number][-1]
        status = f"{answer.status} " if answer.status is not None else ""
        console.print(Text(f"    ← {status}{_short(answer.text if answer.text is not None else answer.fault)}", "dim"), soft_wrap=True)
        for which, expectation in enumerate(step.expect):
            holds = held[number, which]
            console.print(Text(f"    {'held    ' if holds else 'NOT held'} {_expected(expectation)}", "green" if holds else "bold red"),
                          soft_wrap=True)
    if played.broken:
        console.print(Text(f"the script broke: {words.plain(played.broken)}", "bold red"))
    total = sum(len(step.expect) for step in script.steps)
    kept = sum(holds for _step, _number, holds in played.held)
    console.print(Text(f"{'shown' if played.shown else 'not shown'}: {kept} of {total} expectations held",
                       "bold green" if played.shown else "bold red"))


def _expected(expectation: grammar.Expectation) -> str:
    path = expectation.path or "the whole answer"
    since = f" since step {expectation.since}" if expectation.since is not None else ""
    return words.plain(f"{'sum of ' if expectation.total else ''}{path}{since} {expectation.relation} {expectation.value}")


def _short(text: str, most: int = 400) -> str:
    return words.plain(text if len(text) <= most else f"{text[:most]} … ({len(text)} characters)")
