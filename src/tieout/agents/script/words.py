"""References, names as a bank shortens them, and numbers in words."""

import re
from typing import Final

_NUMBER: Final = re.compile(r"\d{4,}")
_WORD: Final = re.compile(r"[A-Za-z]{3,}")
_VOWELS: Final = re.compile(r"(?<=.)[AEIOU]")


def numbers_in(text: str) -> set[str]:
    """References: digits in a row, with the marks between them left out."""
    joined = {re.sub(r"\D", "", token) for token in text.split() if sum(map(str.isdigit, token)) >= 4}
    return set(_NUMBER.findall(text)) | joined


def likeness(shortened: str, name: str) -> int:
    """How many words of a name stand in a text that may shorten them."""
    words = [word.upper() for word in _WORD.findall(name)]
    tokens = [token.upper() for token in _WORD.findall(shortened)]
    return sum(any(_short_for(token, word) for token in tokens) for word in words)


def _short_for(token: str, word: str) -> bool:
    return word.startswith(token) or _VOWELS.sub("", word) == token or _VOWELS.sub("", word) == _VOWELS.sub("", token)


NUMBER_WORDS: Final = (
    "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip


def number_of(word: str) -> int:
    """A number in figures or words; 0 where it is none."""
    small = word.lower()
    return NUMBER_WORDS.index(small) if small in NUMBER_WORDS else int(word) if word.isdigit() else 0
