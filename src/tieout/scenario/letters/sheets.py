"""The files of a wording bank as they are read: groups of entries, each tagged with the splits that may show it."""

from collections.abc import Iterator, Mapping
from tomllib import TOMLDecodeError, loads
from typing import Any, Final

SPLITS: Final = ("train", "validation", "test")
PRIVATE: Final = "private"
FORMS: Final = ("did", "to", "ing")

Entry = Mapping[str, Any]


class WordingsError(ValueError):
    """A bank that cannot be used. The message names the file, the value, the rule and the remedy."""


def refuse(file: str, value: object, rule: str, remedy: str) -> WordingsError:
    """The error of a file in which ``value`` breaks ``rule``."""
    return WordingsError(f"Wordings, {file}: {value!r}. {rule} {remedy}")


def parsed(name: str, text: str) -> Entry:
    """A file's content; WordingsError where it is no TOML."""
    try:
        return loads(text)
    except TOMLDecodeError as error:
        raise refuse(name, str(error), "A file of wordings is TOML.", "Mend it at that place.") from None


def entries(sheets: Mapping[str, Entry], group: str, **wanted: str) -> Iterator[tuple[str, Entry]]:
    """(file, entry) of every ``[[group]]``, of sheets or entries in which the ``wanted`` keys have these values."""
    for name, sheet in sheets.items():
        for entry in sheet.get(group, ()):
            if all(entry.get(key, sheet.get(key)) == value for key, value in wanted.items()):
                yield name, entry


def tagged(found: list[tuple[str, Entry]], split: str) -> list[Entry]:
    """The entries that a split may show."""
    mine = [entry for _, entry in found if split in entry["splits"]]
    if mine or split != PRIVATE:
        return mine
    return [entry for _, entry in found if "test" in entry["splits"]]


def texts_of(sheets: Mapping[str, Entry], split: str, group: str, key: str = "texts", **wanted: str) -> tuple[str, ...]:
    """All texts of a group that a split may show."""
    return tuple([text for entry in tagged(list(entries(sheets, group, **wanted)), split) for text in entry[key]])


def topic_sheets(sheets: Mapping[str, Entry]) -> dict[str, Entry]:
    """The sheets that describe a topic, by file name."""
    return {name: sheet for name, sheet in sheets.items() if "topic" in sheet}
