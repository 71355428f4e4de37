"""Text from strangers, made fit for a page: bounded, control characters visible, figures rounded. Pure.

Escaping is the template's matter; what is bounded here is the length *after* escaping, so that no text can fill the page.
"""

import unicodedata

from markupsafe import escape

from envjudge import values

_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def visible(text: str) -> str:
    """The text with every control, format, private and surrogate character spelt out; line ends and tabs stay."""
    return text if text.isascii() and text.isprintable() else "".join(map(_spelt, text))


def _spelt(sign: str) -> str:
    if sign in "\n\t" or unicodedata.category(sign) not in _INVISIBLE:
        return sign
    code = ord(sign)
    return chr(0x2400 + code) if code < 32 else f"⟨U+{code:04X}⟩"


def size_of(text: str) -> int:
    """Bytes of the text on the page, escaped."""
    return len(str(escape(text)).encode("utf-8", "surrogatepass"))


def bounded(text: str, limit: int, length: int = 0) -> str:
    """The text made visible, cut where it would weigh more than `limit` bytes on the page; the whole length (in characters) is
    then said. `length` is that of the original when `text` is already a part of it."""
    whole = max(length, len(text))
    shown = visible(text[:limit])
    if whole == len(text) and len(text) <= limit and size_of(shown) <= limit:
        return shown
    used = 0
    for index, sign in enumerate(shown):
        used += size_of(sign)
        if used > limit:
            shown = shown[:index]
            break
    return f"{shown.rstrip()} … [cut: {whole:,} characters in all]"


def excerpt(value: object, limit: int = 700) -> str:
    """A JSON value for reading: an object as lines of `key: value`, texts as they stand, everything else as JSON; keys that hold
    nothing are named last."""
    if value is values.ABSENT:
        return ""
    if isinstance(value, str):
        return bounded(value, limit)
    if isinstance(value, dict) and value:
        empty = [key for key, inner in value.items() if inner in (None, "", [], {})]
        lines = [f"{key}: {inner if isinstance(inner, str) else values.canonical(inner)}" for key, inner in value.items() if key not in empty]
        return bounded("\n".join([*lines, *([f"(empty: {', '.join(map(str, empty))})"] if empty else [])]), limit)
    return bounded(values.canonical(value), limit)


def line(value: object, limit: int = 300) -> str:
    """A JSON value on one line."""
    return bounded(value.replace("\n", " ⏎ ") if isinstance(value, str) else values.canonical(value), limit)


def figure(value: object) -> str:
    """A measured figure: three significant digits, thousands set apart, a true minus; anything else as a bounded text."""
    number = values.number(value)
    if number is None:
        return bounded(value if isinstance(value, str) else values.canonical(value), 400)
    if number == 0:
        return "0"
    size = abs(number)
    if size >= 1e7 or size < 1e-4:
        shown = f"{size:.2e}"
    elif size >= 100 or size == int(size):
        shown = f"{size:,.0f}"
    else:
        shown = f"{size:.3g}"
    return f"−{shown}" if number < 0 else shown


def plural(count: int, noun: str) -> str:
    """`1 step`, `2 steps`."""
    return f"{count:,} {noun}" + ("" if count == 1 else "s")
