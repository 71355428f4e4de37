"""How answers look: amounts, dates, tables and pages."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from tieout.documents.casefile import CaseFile
from tieout.documents.render import render_document
from tieout.ledger.money import render
from tieout.ledger.refusal import Refusal
from tieout.tools.messages import Page, ToolResult
from tieout.tools.workspace import Workspace

PAGE_ROWS: Final = 25
PAGE_BYTES: Final = 10_000
BODY_CHARACTERS: Final = 6_000
LONGEST_WORD: Final = 30

# The same few thousand amounts and dates are shown again and again while a month is worked on.
amount_text = lru_cache(maxsize=1 << 14)(render)
day_text = lru_cache(maxsize=1 << 11)(date.isoformat)


@lru_cache(maxsize=1 << 6)
def searched_texts(case: CaseFile) -> Mapping[str, str]:
    """Document id to the text that a search looks at. Kept for a few desks: sessions on the same month share it."""
    return MappingProxyType({name: document_text(case, name).casefold() for name in case.by_id})


def document_text(case: CaseFile, document: str) -> str:
    """A document as it was received; KeyError where the desk has none of that id. Kept with the desk, so that sessions on
    a month share it."""
    text = case.texts.get(document)
    if text is None:
        text = case.texts[document] = render_document(case.by_id[document], case.papers)
    return text


def paged(page: int, total: int, rows: int = PAGE_ROWS) -> tuple[Page, slice] | Refusal:
    """The page's description and the slice of rows that it shows; pages count from 1."""
    pages = max(1, -(-total // rows))
    if not 1 <= page <= pages:
        return Refusal(
            "page.out_of_range",
            f"Page {page} was asked for.",
            f"There are {pages} page(s) of {rows} rows.",
            f"Ask for page 1 to {pages}." if pages > 1 else "Ask for page 1.",
        )
    start = (page - 1) * rows
    stop = min(start + rows, total)
    return Page(start + 1 if total else 0, stop, total, page + 1 if page < pages else 0), slice(start, stop)


def table(
    title: str,
    fields: tuple[tuple[str, str], ...],
    columns: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
    page: Page,
) -> ToolResult:
    """A page of a table, at most PAGE_BYTES of text: where long memos or items would make it more, cells are cut, each
    after a whole word."""
    result = ToolResult(title, fields, columns, rows, page)
    for width in (60, 30, 15):
        if len(result.text if result.text.isascii() else result.text.encode()) <= PAGE_BYTES:
            break
        cut = tuple([tuple([_cut(cell, width) for cell in row]) for row in rows])
        result = ToolResult(title, fields, columns, cut, page)
    return result


def _cut(cell: str, width: int) -> str:
    """The cell's first words, as many as fit ``width`` with an ellipsis; the first stands there even if it is longer.
    What runs on for more than LONGEST_WORD is nobody's word: it ends there."""
    if len(cell) <= width:
        return cell
    end = cell.rfind(" ", 0, width)
    if end <= 0:
        end = min(len(cell.split(" ", 1)[0]), LONGEST_WORD)
    return cell if end == len(cell) else f"{cell[:end]}…"


def no_such_page(page: int, title: str, pages: int) -> Refusal:
    """What is asked for lies behind the last page."""
    return Refusal(
        "page.out_of_range",
        f"Page {page} was asked for.",
        f"{title} has {pages} page(s).",
        f"Ask for page 1 to {pages}." if pages > 1 else "Ask for page 1.",
    )


def paged_body(title: str, body: str, page: int) -> ToolResult | Refusal:
    """A document in pages of whole lines, as many as fit BODY_CHARACTERS (a longer single line stands alone)."""
    if len(body) <= BODY_CHARACTERS and page == 1:
        return ToolResult(title, body=body)
    lines = body.split("\n")
    starts = [0]
    size = 0
    for number, line in enumerate(lines):
        size += len(line) + 1
        if size > BODY_CHARACTERS and number > starts[-1]:
            starts.append(number)
            size = len(line) + 1
    if page > len(starts):
        return no_such_page(page, title, len(starts))
    start, stop = starts[page - 1], (*starts, len(lines))[page]
    described = Page(start + 1, stop, len(lines), page + 1 if page < len(starts) else 0)
    return ToolResult(title, page=described, body="\n".join(lines[start:stop]))


def shown(desk: Workspace, minor: int) -> str:
    """An amount as the agent reads and writes it."""
    return amount_text(minor, desk.books.currency)
