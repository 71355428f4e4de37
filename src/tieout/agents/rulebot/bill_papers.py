"""The rulebot's reading of purchases: orders, receipts and bills become figures without a look at what a column is
called. In a row of goods a quantity times a price is an amount, rows of an order count up from one, and a bill or a
receipt names the goods as the order does. Prose, such as a note under a receipt, is skipped."""

import re
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from typing import Final

from tieout.agents.protocol import all_rows, body, call
from tieout.agents.rulebot.bank import Rows
from tieout.agents.rulebot.tables import rows_of
from tieout.tools.messages import ToolCall, View

_NUMBER: Final = re.compile(r"(?:^|.* )(\d+(?:\.\d+)?)$")
_WORD: Final = re.compile(r"\w+")
_DEPARTMENT: Final = re.compile(r"(?:^|.* )([A-Z]{1,3}-?\d+)$")
LETTERS: Final = 4  # what has fewer is a unit or a mark, not the name of a thing
ACCOUNT_DIGITS: Final = 4  # at least
_Row = tuple[str, list[str], list[str]]


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A line of an order, receipt or bill: number of the order's line, quantity, unit price, account and
    department as printed."""

    line: str
    quantity: int
    price: str = ""
    account: str = ""
    goods: str = ""
    department: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document: its row in list_documents, its text, its lines, and the order that it is or names."""

    row: Mapping[str, str]
    text: str
    lines: tuple[PaperLine, ...]
    order: str

    @property
    def id(self) -> str:
        return self.row["document"]


@dataclass(frozen=True, slots=True)
class Papers:
    """What the desk holds on purchases, bills oldest first; receipts by the order that they name."""

    orders: Mapping[str, Paper]
    receipts: Mapping[str, tuple[Paper, ...]]
    bills: tuple[Paper, ...]


def gather() -> Generator[ToolCall, View, Papers]:
    """Read every order, receipt and bill."""
    orders: dict[str, Paper] = {}
    for row, text in (yield from texts("purchase order")):
        orders[row["document"]] = Paper(row, text, ordered_lines(text), row["document"])
    receipts: dict[str, tuple[Paper, ...]] = {}
    for row, text in (yield from texts("goods receipt")):
        order = _named(orders, text)
        receipt = Paper(row, text, received_lines(text, order.lines) if order else (), order.id if order else "")
        receipts[receipt.order] = (*receipts.get(receipt.order, ()), receipt)
    bills = []
    for row, text in (yield from texts("supplier bill")):
        order = _named(orders, text)
        bills.append(Paper(row, text, billed_lines(text, order.lines) if order else (), order.id if order else ""))
    return Papers(orders, receipts, tuple(bills))


def listed(kind: str) -> Generator[ToolCall, View, Rows]:
    """The documents of a kind, oldest first; none where the desk has none of it."""
    return (yield from all_rows("list_documents", kind=kind))


def text_of(document: str) -> Generator[ToolCall, View, str]:
    """The text of a document, as far as its first page goes."""
    return body((yield call("read_document", documents=[document])))


def texts(kind: str) -> Generator[ToolCall, View, list[tuple[Mapping[str, str], str]]]:
    """The documents of a kind, each as its row in list_documents and its text."""
    found = []
    for row in (yield from listed(kind)):
        found.append((row, (yield from text_of(row["document"]))))
    return found


def _named(orders: Mapping[str, Paper], text: str) -> Paper | None:
    return next((order for name, order in orders.items() if name in text), None)


def ordered_lines(text: str) -> tuple[PaperLine, ...]:
    """The lines of an order, numbered as they stand, with the account and the department that each names."""
    lines: list[PaperLine] = []
    for goods, numbers, codes in _priced(text):
        quantity, price, amount = _extended(numbers)
        others = [
            one for one in numbers if one not in (price, amount) and len(one) >= ACCOUNT_DIGITS and "." not in one
        ]
        lines.append(
            PaperLine(
                str(len(lines) + 1), quantity, price, others[-1] if others else "", goods, codes[-1] if codes else ""
            )
        )
    return tuple(lines)


def billed_lines(text: str, ordered: tuple[PaperLine, ...]) -> tuple[PaperLine, ...]:
    """The lines of a bill, each with the number of the order's line that names the same goods."""
    lines = []
    for goods, numbers, _ in _priced(text):
        quantity, price, _ = _extended(numbers)
        lines.append(PaperLine(_alike(goods, ordered).line if ordered else "", quantity, price, "", goods))
    return tuple(lines)


def received_lines(text: str, ordered: tuple[PaperLine, ...]) -> tuple[PaperLine, ...]:
    """The lines of a receipt: of the numbers in a row one is that of the order's line, the other what came."""
    lines = []
    for goods, numbers, _ in _goods(text):
        if not ordered or len(numbers) != len(("line", "quantity")):
            continue
        line = _alike(goods, ordered).line
        if line in numbers and _shared(goods, _alike(goods, ordered).goods):
            left = numbers.copy()
            left.remove(line)
            lines.append(PaperLine(line, int(left[0]), goods=goods))
    return tuple(lines)


def _alike(goods: str, ordered: tuple[PaperLine, ...]) -> PaperLine:
    return max(ordered, key=lambda line: _shared(goods, line.goods))


def _shared(one: str, other: str) -> int:
    """How many words two names of goods have in common."""
    return len(set(_WORD.findall(one)) & set(_WORD.findall(other)))


def _priced(text: str) -> list[_Row]:
    """The rows in which something times something is an amount."""
    return [row for row in _goods(text) if _extended(row[1])[0]]


def _extended(numbers: list[str]) -> tuple[int, str, str]:
    """Quantity, price and amount among the numbers of a row; a quantity of 0 where no product fits."""
    money = [one for one in numbers if "." in one]
    for quantity in [one for one in numbers if "." not in one]:
        for price in money:
            for amount in money:
                fits = int(quantity) * int(price.replace(".", "")) == int(amount.replace(".", ""))
                if fits and (price != amount or money.count(price) > 1):
                    return int(quantity), price, amount
    return 0, "", ""


def _goods(text: str) -> list[_Row]:
    """The rows of tables: the longest name in each, the numbers that are cells of their own, and the departments."""
    found = []
    for cells in rows_of(text):
        goods = max(cells, key=lambda cell: sum(map(str.isalpha, cell)))
        if sum(map(str.isalpha, goods)) >= LETTERS:
            numbers = [match[1] for cell in cells if cell is not goods and (match := _NUMBER.match(cell))]
            codes = [match[1] for cell in cells if cell is not goods and (match := _DEPARTMENT.match(cell))]
            found.append((goods, numbers, codes))
    return found
