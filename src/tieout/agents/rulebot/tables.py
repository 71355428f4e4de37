"""Rows of tables, however a paper is laid out, and the figures in them."""

import re
from collections.abc import Iterable
from typing import Final

_BETWEEN: Final = re.compile(r" {2,}| ?\| ?|; |, (?=[A-Z#][^,:]*: )")
_CARD: Final = re.compile(r"^\* (.*) \([^()]*\)\n {4}", re.MULTILINE)
_ON_ITS_SIDE: Final = re.compile(r"^[^>\n]+ > (.*)$", re.MULTILINE)
_LABEL: Final = re.compile(r"^(?:\d+\) )?[A-Z#][^:]*: ")
_MONEY: Final = re.compile(r"(?<![\d.,-])-?\d+\.\d\d(?![\d.])")


def rows_of(text: str) -> list[list[str]]:
    """The lines of a text as cells, without their labels; cards, and tables on their side, as one line a row."""
    turned = [match.split("  /  ") for match in _ON_ITS_SIDE.findall(text)]
    lines = _CARD.sub(r"\1; ", text).split("\n") + [" | ".join(cells) for cells in zip(*turned, strict=False)]
    return [[_LABEL.sub("", cell.strip()) for cell in _BETWEEN.split(line)] for line in lines]


def money_in(cells: Iterable[str]) -> list[str]:
    """The amounts in a row, in order."""
    return [amount for cell in cells for amount in _MONEY.findall(cell.replace("$", ""))]


def figure_after(name: str, text: str) -> str:
    """The first amount that follows a name, which is a pattern, on its line; empty where there is none."""
    found = re.search(rf"{name}[^\n]*?(\d+\.\d\d)", text)
    return found[1] if found else ""
