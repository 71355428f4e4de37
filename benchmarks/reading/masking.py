"""Texts as a counter of words sees them: every id, amount, date and number stands for its kind."""

import re
from typing import Final

_MONTHS: Final = (
    "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:tember)?|Oct(?:ober)?|Nov(?:ember)?"
    "|Dec(?:ember)?"
)
_MONTH: Final = rf"(?:{_MONTHS})\b\.?"
_DAY: Final = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE: Final = (
    rf"\b\d{{4}}-\d\d-\d\d\b|\b{_MONTH} {_DAY}\b(?:,? \d{{4}}\b)?|\b{_DAY}[ -]{_MONTH}(?:[ -]\d{{4}}\b)?"
    r"|\b\d{1,2}/\d{1,2}/\d{2,4}\b"
)
_PATTERNS: Final = (
    ("date_", re.compile(_DATE)),
    ("id_", re.compile(r"\b[A-Z]{1,5}-[A-Z0-9][\w-]*\d\b")),
    ("amount_", re.compile(r"-?\b\d[\d,]*\.\d{2}\b")),
    ("number_", re.compile(r"\b\w*\d[\w/-]*\b")),
)  # fmt: skip
_WORD: Final = re.compile(r"[A-Za-z_][A-Za-z_']*|[?!]")
KINDS: Final = tuple(kind for kind, _ in _PATTERNS)


def masked(text: str) -> str:
    """The text in lower case with ``date_``, ``amount_``, ``number_``, and ``id_`` with the id's prefix
    (``id_inv``), instead of what carries a digit."""
    for kind, pattern in _PATTERNS:
        text = pattern.sub(lambda found, kind=kind: f" {_name(kind, found.group())} ", text)
    return text.lower()


def _name(kind: str, token: str) -> str:
    return f"id_{token.split('-', maxsplit=1)[0]}" if kind == "id_" else kind


def words(text: str) -> list[str]:
    """The words of a masked text, in order; question and exclamation marks count as words."""
    return _WORD.findall(text)


def counts(text: str) -> dict[str, int]:
    """How many dates, ids, amounts and other numbers a text holds, by the kind's name."""
    found = words(masked(text))
    return {kind: sum(word.startswith(kind) for word in found) for kind in KINDS}
