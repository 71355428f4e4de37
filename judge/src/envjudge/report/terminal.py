"""The report for a person at a terminal."""

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from envjudge.checks.registry import BY_ID
from envjudge.judge import Judgement
from envjudge.report import words

STYLES = {"pass": "green", "warn": "yellow", "fail": "bold red", "skip": "dim", "inapplicable": "dim", "error": "magenta", "not established": "yellow"}


def show(judgement: Judgement, console: Console, where: str) -> None:
    """Print the report; `where` is the directory of the written reports, which reproductions name."""
    for phase, title in words.PHASES:
        findings = [each for each in judgement.findings if BY_ID[each.check].phase == phase]
        if not findings:
            continue
        table = Table(title=title, title_justify="left", title_style="bold", show_header=False, box=None, pad_edge=False)
        table.add_column(no_wrap=True)
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold")
        for each in findings:
            weight = words.weight(judgement, each)
            told = words.plain(each.summary) + (f" (to enable: {words.plain(each.remedy)})" if weight == "skip" and each.remedy else "")
            mark = "n/a" if weight == "inapplicable" else weight
            table.add_row(Text(mark, STYLES[weight]), Text(each.check), Text(told, "dim" if each.status in {"pass", "skip"} else ""))
        console.print(table)
        console.print()
    for each in words.faults(judgement):
        weight = words.weight(judgement, each)
        console.print(Text.assemble((weight, STYLES[weight]), " ", (each.check, "bold"), f" ({words.seen(each)})"))
        console.print(Padding(Text(words.plain(each.summary)), (0, 0, 0, 2)))
        if each.remedy:
            console.print(Padding(Text(f"remedy: {words.plain(each.remedy)}"), (0, 0, 0, 2)))
        if each.replay:
            console.print(Text(f"  show it: {words.command(judgement, each, where)}"), soft_wrap=True)
        console.print()
    console.print(Text(words.last_line(judgement), STYLES[judgement.verdict]))
