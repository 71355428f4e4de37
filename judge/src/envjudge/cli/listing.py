"""`list`: the catalogue."""

import json

import typer
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from envjudge.report import catalogue, words


def show(as_json: bool, as_markdown: bool) -> None:
    """Print the catalogue."""
    if as_json:
        typer.echo(json.dumps(catalogue.entries(), indent=2))
    elif as_markdown:
        typer.echo(catalogue.markdown(), nl=False)
    else:
        _for_people()


def _for_people() -> None:
    console = Console()
    for phase, title in words.PHASES:
        console.print(Text(title, "bold"), "")
        for each in catalogue.entries():
            if each["phase"] == phase:
                specimen = f", specimen {each['specimen']}" if each["specimen"] else ""
                console.print(Text.assemble((each["check"], "bold cyan"), f" ({each['severity']}{specimen})"))
                console.print(Padding(Text(f"{each['title']}. {each['means']}"), (0, 0, 0, 2)))
                console.print(Padding(Text(f"Measured by: {each['measured_by']}", "dim"), (0, 0, 0, 2)))
        console.print()
