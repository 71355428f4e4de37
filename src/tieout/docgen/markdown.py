"""The little Markdown that the pages need."""

from collections.abc import Iterable

GENERATED = "<!-- Written by `make docs`. Change the code that it describes, not this file. -->\n"


def table(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A table; what would break a cell is escaped."""
    lines = [columns, tuple("---" for _ in columns), *rows]
    return "".join(f"| {' | '.join(map(_cell, line))} |\n" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def block(text: str) -> str:
    """Text as it stands, in a fence that the text itself cannot close."""
    return f"````text\n{text.rstrip()}\n````\n"
