"""Any agent with its letters masked or hidden: what is left of its score tells how much it owes to what people wrote.

``rulebot+wordless`` plays with the words of letters replaced by ``x``: ids, amounts, numbers and dates stay where they
are. ``rulebot+letterless`` plays as if there were no letters: they are on no list, and reading one shows an empty page.
Letters are e-mails, notices and contracts. Remittance advices are forms for the most part, which both leave on the
desk, without their words.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Final

from tieout.agents.protocol import Agent, AgentKind, Play
from tieout.tools.messages import ToolCall, ToolResult, View

LETTERS: Final = ("e-mail", "notice", "contract")
WORDLESS: Final = (*LETTERS, "remittance advice")
_HEADING: Final = re.compile(r"== (?:Bank line |(.+) )\S+")  # of a document within an answer about several
_TITLE: Final = re.compile(r"(.+) \S+")
_MONTHS: Final = (
    "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:tember)?|Oct(?:ober)?|Nov(?:ember)?"
    "|Dec(?:ember)?"
)
_MONTH: Final = rf"(?:{_MONTHS})\b\.?"
_DATE: Final = re.compile(
    rf"\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?:,? \d{{4}}\b)?|\b\d{{1,2}} {_MONTH}(?: \d{{4}}\b)?"
)
_TOKEN: Final = re.compile(r"\w[\w./-]*")


def wordless(text: str) -> str:
    """The text with each word replaced by as many ``x``; what holds a digit stays, and so do dates."""
    kept: list[str] = []
    place = 0
    for day in _DATE.finditer(text):
        kept += [_without_words(text[place : day.start()]), day.group()]
        place = day.end()
    return "".join([*kept, _without_words(text[place:])])


def _without_words(text: str) -> str:
    return _TOKEN.sub(lambda found: _crossed_out(found.group()), text)


def _crossed_out(token: str) -> str:
    return token if any(sign.isdigit() for sign in token) else re.sub(r"\w", "x", token)


_Shown = Callable[[str, str], str]  # (kind of document, its text) to the text that the agent sees


def _wordless_page(kind: str, text: str) -> str:
    return wordless(text) if kind in WORDLESS else text


def _letterless_page(kind: str, text: str) -> str:
    return "" if kind in LETTERS else _wordless_page(kind, text)


MASKS: Final[Mapping[str, tuple[_Shown, bool]]] = {
    "wordless": (_wordless_page, False),
    "letterless": (_letterless_page, True),
}
"""By name: what a page of a document shows, and whether letters are left off lists."""


def masked_kind(kind: AgentKind, mask: str) -> AgentKind:
    """The agent of ``kind`` under a mask of MASKS, called ``NAME+MASK``; KeyError with the masks there are."""
    if mask not in MASKS:
        raise KeyError(f"There is no mask {mask!r}. Use one of: {', '.join(MASKS)}.")
    again = kind.again
    return replace(
        kind,
        name=f"{kind.name}+{mask}",
        summary=f"{kind.summary}; {mask}",
        make=lambda task_id, seed: masked(kind.make(task_id, seed), mask),
        again=again and (lambda task_id, seed, end: masked(again(task_id, seed, end), mask)),
    )


def masked(agent: Agent, mask: str) -> Agent:
    """``agent`` seeing what a mask of MASKS lets through; its calls go out as they are."""
    shown, unlisted = MASKS[mask]

    def play(opening: View) -> Play:
        inner = agent(opening)
        reading = _Reading(shown)
        try:
            made = next(inner)
            while True:
                view = yield made
                made = inner.send(_seen(made, view, reading, unlisted))
        except StopIteration:
            return
        finally:
            inner.close()

    return play


class _Reading:
    """Pages as the agent sees them. A page may begin in the midst of a document, whose kind the page before it told."""

    def __init__(self, shown: _Shown) -> None:
        self._shown = shown
        self._open: dict[
            str, str
        ] = {}  # what was asked for, to the kind of the document that its next page goes on with

    def page(self, call: ToolCall, title: str, body: str) -> str:
        """The body of an answer to read_document."""
        asked = repr(call.arguments.get("documents"))
        alone = _TITLE.fullmatch(title)
        several = alone is not None and alone.group(1).isdigit()
        kind = self._open.get(asked, "") if several or alone is None else alone.group(1)
        parts: list[str] = []
        lines: list[str] = []
        for line in body.split("\n"):
            heading = _HEADING.fullmatch(line) if several else None
            if heading is None:
                lines.append(line)
                continue
            parts += [*self._part(kind, lines), line]
            kind, lines = heading.group(1) or "", []
        self._open[asked] = kind
        return "\n".join([*parts, *self._part(kind, lines)])

    def _part(self, kind: str, lines: list[str]) -> Iterable[str]:
        return [self._shown(kind, "\n".join(lines))] if lines else []


def _seen(call: ToolCall, view: View, reading: _Reading, unlisted: bool) -> View:
    result = view.result
    if result is None:
        return view
    if call.name == "read_document" and result.body:
        return _with(view, replace(result, body=reading.page(call, result.title, result.body)))
    if call.name == "list_documents":
        searched = str(call.arguments.get("text") or "")
        by_word = bool(searched) and not any(sign.isdigit() for sign in searched)
        if by_word or unlisted:
            hidden = WORDLESS if by_word else LETTERS
            at = result.columns.index("kind")
            return _with(view, replace(result, rows=tuple(row for row in result.rows if row[at] not in hidden)))
    return view


def _with(view: View, result: ToolResult) -> View:
    return replace(view, text=result.text, result=result)
