"""Texts with slots: ``{name}`` is filled in, a capital letter begins a sentence."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

_SLOT: Final = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Template:
    """A text cut at its slots: literals and slot names take turns, a literal at either end."""

    parts: tuple[str, ...]

    @staticmethod
    def of(text: str) -> "Template":
        return Template(tuple(_SLOT.split(text)))

    @property
    def slots(self) -> tuple[str, ...]:
        """Names in order of appearance, in lower case."""
        return tuple([name.lower() for name in self.parts[1::2]])

    def filled(self, values: Mapping[str, str]) -> str:
        """The text with each slot replaced by its value; KeyError where one is missing."""
        parts = list(self.parts)
        for place in range(1, len(parts), 2):
            name = parts[place]
            if name in values:
                parts[place] = values[name]
            else:
                parts[place] = capitalised(values[name.lower()])
        return "".join(parts)


def capitalised(text: str) -> str:
    """With its first letter large."""
    return text[:1].upper() + text[1:]
