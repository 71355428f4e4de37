"""`list`: the catalogue."""

import json

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from envjudge.report import catalogue


def show(as_json: bool, as_markdown: bool) -> None:
    """Print the catalogue."""
    if as_json:
        typer.echo(json.dumps(catalogue.entries(), indent=2))
    elif as_markdown:
        typer.echo(catalogue.markdown(), nl=False)
    else:
        _table()


def _table() -> None:
    table = Table(box=None, pad_edge=False)
    for title in ("check", "phase", "severity", "what it means", "specimen"):
        table.add_column(title, no_wrap=title != "what it means")
    for each in catalogue.entries():
        table.add_row(*(Text(each[name]) for name in ("check", "phase", "severity", "means", "specimen")))
    Console().print(table)
