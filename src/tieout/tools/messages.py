"""What the agent says and hears: calls, results, views."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from tieout.ledger.refusal import Refusal

PROSE_COLUMNS: Final = 100


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A tool's name and its JSON arguments, as the agent sent them (not yet validated)."""

    name: str
    arguments: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Page:
    """Rows (of a body: lines) ``first`` to ``last``, from 1, of ``total``; ``next`` is the next page, 0 on the last."""

    first: int
    last: int
    total: int
    next: int


@dataclass(frozen=True, slots=True)
class ToolResult:
    """A tool's answer. One value, two renderings: ``text`` for reading, made once, and ``data`` for programs.

    ``fields`` are single facts, ``rows`` a table under ``columns``, ``body`` a document as received: the text wraps its
    prose at ``PROSE_COLUMNS``, the data do not.
    """

    title: str
    fields: tuple[tuple[str, str], ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    page: Page | None = None
    body: str = ""
    text: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        parts = [self.title]
        parts += [f"{name}: {value}" for name, value in self.fields]
        if self.body:
            parts.append(wrapped(self.body))
        if self.columns:
            parts.append(" | ".join(self.columns))
            parts += map(" | ".join, self.rows)
        page = self.page
        if page is not None and (page.next or page.first > 1):
            unit = "rows" if self.columns else "lines"
            more = f"page {page.next} has more" if page.next else "the last page"
            parts.append(f"({unit} {page.first}-{page.last} of {page.total}; {more})")
        object.__setattr__(self, "text", "\n".join(parts))

    @property
    def data(self) -> dict[str, object]:
        """JSON-able: title, fields (object), columns, rows, body, page; empty parts are left out."""
        data: dict[str, object] = {"title": self.title}
        if self.fields:
            data["fields"] = dict(self.fields)
        if self.columns:
            data["columns"] = self.columns
            data["rows"] = self.rows
        if self.body:
            data["body"] = self.body
        if self.page is not None:
            data["page"] = {"total": self.page.total, "next": self.page.next}
        return data


@lru_cache(maxsize=1 << 8)  # the policy and the brief are read again and again
def wrapped(body: str) -> str:
    """The text with its prose in lines of at most PROSE_COLUMNS, broken at single spaces alone: no word is cut, however
    long, and with the line breaks read as spaces the text is the same. Rows of tables, which have bars or gaps between
    their cells, stay whole."""
    if len(body) <= PROSE_COLUMNS:
        return body
    lines: list[str] = []
    for line in body.split("\n"):
        rest = line
        if len(line) > PROSE_COLUMNS and " | " not in line and "  " not in line.strip():
            while len(rest) > PROSE_COLUMNS:
                indent = len(rest) - len(rest.lstrip())
                at = rest.rfind(" ", indent, PROSE_COLUMNS + 1)
                if at < 0 and (at := rest.find(" ", PROSE_COLUMNS)) < 0:
                    break
                lines.append(rest[:at])
                rest = rest[at + 1 :]
        lines.append(rest)
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Progress:
    """Public progress: what is handled out of what lies on the desk. Counts only; says nothing about right or wrong."""

    bank_lines_matched: int
    bank_lines: int
    settled: int
    to_settle: int
    workpapers_filed: int
    workpapers: int
    steps_left: int

    @property
    def handled(self) -> int:
        return self.bank_lines_matched + self.settled + self.workpapers_filed

    @property
    def total(self) -> int:
        return self.bank_lines + self.to_settle + self.workpapers


@dataclass(frozen=True, slots=True)
class View:
    """What the agent sees after a step. Exactly one of ``result`` and ``refusal`` is set.

    ``reward`` follows the episode's reward mode; ``explanation`` is set on the terminal view alone.
    """

    task_id: str
    text: str
    result: ToolResult | None
    refusal: Refusal | None
    progress: Progress
    reward: float = 0.0
    done: bool = False
    explanation: Mapping[str, object] | None = None

    @property
    def data(self) -> dict[str, object]:
        """The result's structured data; empty after a refusal."""
        return self.result.data if self.result is not None else {}
