"""A sheet: what a paper says, before a layout decides where and how it says so."""

from dataclasses import dataclass

Fact = tuple[str, str]
"""(field, value as printed); the layout names the field."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Columns by field, and rows of as many cells. ``fixed`` where the first column names what stands in the others, so
    that no layout turns them round."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """The parts of a paper. ``id`` and ``party`` are the mail room's; ``title`` is printed instead of the layout's words
    for a title where there is one, ``number`` stands beside the title or among the facts. ``head`` is the letterhead,
    ``to`` whom it is addressed to (name, address); ``settle`` says how to pay; ``body`` are lines of prose, word for
    word. What is empty is left out."""

    id: str
    party: str
    title: str = ""
    number: str = ""
    head: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    grid: Grid | None = None
    totals: tuple[Fact, ...] = ()
    settle: tuple[Fact, ...] = ()
    body: tuple[str, ...] = ()
