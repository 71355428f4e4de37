"""Setting type: a sheet becomes text in the manners of its layout. Fields that are empty leave nothing behind."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Final

from tieout.documents.rendering.sheet import Fact, Grid, Sheet
from tieout.documents.rendering.stationery import Stationery

WIDTH: Final = 64
FEW: Final = 6  # rows up to which a table may be broken up into sentences, cards or a table on its side
_LONG: Final = {"listed": "plain", "carded": "boxed", "crossed": "semicolons"}
_DOTS: Final = 28

Pairs = list[tuple[str, str]]


def printed(sheet: Sheet, paper: Stationery) -> str:
    """The text of a sheet: its blocks in the order of the layout, without blank lines of its own."""
    parts = [BLOCKS[block](sheet, paper) for block in paper.layout.blocks]
    return "\n".join(filter(None, parts))


def _above(_: Sheet, paper: Stationery) -> str:
    return paper.layout.furniture[0]


def _below(_: Sheet, paper: Stationery) -> str:
    return paper.layout.furniture[1]


def _head(sheet: Sheet, paper: Stationery) -> str:
    return HEADS[paper.layout.head](list(filter(None, sheet.head)))


def _title(sheet: Sheet, paper: Stationery) -> str:
    title = sheet.title or paper.layout.words.get("title", "")
    return f"{title} {sheet.number}".strip() if paper.layout.entitled else title


def _to(sheet: Sheet, paper: Stationery) -> str:
    known = list(filter(None, sheet.to))
    if not known:
        return ""
    return f"{paper.word('to')}: {HEADS[paper.layout.head](known)}"


def _facts(sheet: Sheet, paper: Stationery) -> str:
    facts = sheet.facts
    turned = paper.layout.turned % len(facts) if facts else 0
    facts = facts[turned:] + facts[:turned]
    if sheet.number and not (paper.layout.entitled and "title" in paper.layout.blocks):
        facts = (("number", sheet.number), *facts)
    return FACTS[paper.layout.facts](_named(facts, paper))


def _grid(sheet: Sheet, paper: Stationery) -> str:
    if sheet.grid is None or not sheet.grid.rows:
        return ""
    header, rows = _turned(sheet.grid, paper)
    manner = paper.layout.grid
    if len(rows) > FEW:
        manner = _LONG.get(manner, manner)
    return GRIDS[manner](header, rows)


def _turned(grid: Grid, paper: Stationery) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The columns that hold something under their words, turned round by as many as the layout says."""
    places = [place for place, cells in enumerate(zip(*grid.rows, strict=True)) if any(cells)]
    turned = 0 if grid.fixed else paper.layout.turned % len(places)
    places = places[turned:] + places[:turned]
    header = tuple([paper.word(grid.columns[place]) for place in places])
    return header, [tuple([row[place] or "-" for place in places]) for row in grid.rows]


def _totals(sheet: Sheet, paper: Stationery) -> str:
    return TOTALS[paper.layout.totals](_named(sheet.totals, paper))


def _settle(sheet: Sheet, paper: Stationery) -> str:
    return FACTS[paper.layout.facts](_named(sheet.settle, paper))


def _body(sheet: Sheet, _: Stationery) -> str:
    return "\n".join(filter(None, sheet.body))


def _stamp(sheet: Sheet, paper: Stationery) -> str:
    return paper.stamp(sheet.id, sheet.party)


def _named(facts: Sequence[Fact], paper: Stationery) -> Pairs:
    """The facts that have a value, each under the layout's word for it."""
    words = paper.layout.words
    return [(words[field], value) for field, value in facts if value]


@cache
def _running(name: str) -> str:
    """A name as it stands within a sentence; what is all capitals stays so."""
    return " ".join([word if word.isupper() else word.lower() for word in name.split(" ")])


def _lines(pairs: Pairs) -> str:
    return "\n".join([f"{name}: {value}" for name, value in pairs])


def _two_by_two(pairs: Pairs) -> str:
    said = [f"{name}: {value}" for name, value in pairs]
    return "\n".join(["    ".join(said[place : place + 2]) for place in range(0, len(said), 2)])


def _barred_facts(pairs: Pairs) -> str:
    return " | ".join([f"{name} {value}" for name, value in pairs])


def _leaders(pairs: Pairs) -> str:
    return "\n".join([f"{f'{name} ':.<{_DOTS}} {value}" for name, value in pairs])


def _sentence(pairs: Pairs) -> str:
    """All in one sentence: ``Our reference MC/2291; drawn up 14-MAR-2024; expected by 13-APR-2024.``"""
    said = "; ".join([f"{_running(name)} {value}" for name, value in pairs])
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def _columns(pairs: Pairs) -> str:
    """The names in one row, the values below them."""
    return _plain(tuple([name for name, _ in pairs]), [tuple([value for _, value in pairs])]) if pairs else ""


def _bracketed(pairs: Pairs) -> str:
    return "\n".join([f"{value} [{_running(name)}]" for name, value in pairs])


def _stacked(pairs: Pairs) -> str:
    return "\n".join([f"{name.upper()}\n    {value}" for name, value in pairs])


def _right(pairs: Pairs) -> str:
    return "\n".join([f"{name}  {value}".rjust(WIDTH) for name, value in pairs])


def _starred(pairs: Pairs) -> str:
    return "\n".join([f"*** {name} {value} ***" for name, value in pairs])


def _plain(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
    return "\n".join(["  ".join(map(str.ljust, row, widths)).rstrip() for row in (header, *rows)])


def _ruled(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
    rule = ["-" * width for width in widths]
    return "\n".join(["  ".join(map(str.ljust, row, widths)).rstrip() for row in (header, rule, *rows)])


def _barred(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return "\n".join([" | ".join(row) for row in (header, *rows)])


def _listed(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A row a line, each cell under its name."""
    listed = []
    for number, row in enumerate(rows, 1):
        cells = ", ".join([f"{name}: {cell}" for name, cell in zip(header, row, strict=True)])
        listed.append(f"{number}) {cells}")
    return "\n".join(listed)


def _boxed(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
    edge = "+".join(["", *["-" * (width + 2) for width in widths], ""])
    lines = [f"| {' | '.join(map(str.ljust, row, widths))} |" for row in (header, *rows)]
    return "\n".join([edge, lines[0], edge, *lines[1:], edge])


def _carded(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A card for each row: its first cell, and below it the others."""
    cards = []
    for row in rows:
        cards.append(f"* {row[0]} ({_running(header[0])})")
        if len(row) > 1:
            cards.append(
                "    " + "; ".join([f"{_running(name)} {cell}" for name, cell in zip(header[1:], row[1:], strict=True)])
            )
    return "\n".join(cards)


def _semicolons(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(["; ".join(row) for row in (header, *rows)])


def _crossed(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The table on its side: a line for each column."""
    return "\n".join(
        [f"{name} > {'  /  '.join(cells)}" for name, cells in zip(header, zip(*rows, strict=True), strict=True)]
    )


Block = Callable[[Sheet, Stationery], str]
BLOCKS: Final[Mapping[str, Block]] = {
    "above": _above,
    "below": _below,
    "body": _body,
    "facts": _facts,
    "grid": _grid,
    "head": _head,
    "settle": _settle,
    "stamp": _stamp,
    "title": _title,
    "to": _to,
    "totals": _totals,
}
HEADS: Final[Mapping[str, Callable[[list[str]], str]]] = {
    "lines": "\n".join,
    "commas": ", ".join,
    "slashes": " / ".join,
    "reversed": lambda lines: " -- ".join(reversed(lines)),
}
FACTS: Final[Mapping[str, Callable[[Pairs], str]]] = {
    "lines": _lines,
    "pairs": _two_by_two,
    "barred": _barred_facts,
    "leaders": _leaders,
    "sentence": _sentence,
    "columns": _columns,
    "bracketed": _bracketed,
    "stacked": _stacked,
}
GRIDS: Final[Mapping[str, Callable[[Sequence[str], Sequence[Sequence[str]]], str]]] = {
    "ruled": _ruled,
    "barred": _barred,
    "listed": _listed,
    "plain": _plain,
    "boxed": _boxed,
    "carded": _carded,
    "semicolons": _semicolons,
    "crossed": _crossed,
}
TOTALS: Final[Mapping[str, Callable[[Pairs], str]]] = {
    "lines": _lines,
    "leaders": _leaders,
    "right": _right,
    "starred": _starred,
    "sentence": _sentence,
    "stacked": _stacked,
}
