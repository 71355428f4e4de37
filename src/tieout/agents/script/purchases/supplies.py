"""What bills cover: orders, what came on them by month-end, and which bill takes which receipt."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from tieout.agents.rulebot.bill_papers import PaperLine, billed_lines, ordered_lines, received_lines
from tieout.agents.script.desk import Desk, Sheet
from tieout.agents.script.letters import in_force
from tieout.agents.script.words import number_of

REFUSED: Final = "turned away|refused|sent back and|struck from|not rendered"
KEPT: Final = "accepted|taken in|put right on the spot"
_DOUBT: Final = re.compile(r"(?:(\d+) of order line (\d+))|(?:order line (\d+), concerning (\d+) of)", re.IGNORECASE)
BROUGHT: Final = "with a second car|came an hour later|left at the gate"
OWED: Final = "no second car|still owed to us|left at the vendor"
TAKEN: Final = "use for the extra ones and took|accepted at the order|on our shelves with"
GIVEN_BACK: Final = "no use for the extra|declined at any|way back to the vendor"
_REST: Final = re.compile(
    r"(\w+) of order line (\d+) were not in|without (\w+) of order line (\d+)|[Oo]rder line (\d+) is (\w+) short"
)
_OVER: Final = re.compile(
    r"has (\w+) of order line (\d+) more|[Oo]rder line (\d+): (\w+) beyond|(\w+) too many on order line (\d+)"
)
CASE_SIZES: Final = (2, 200)  # how many pieces a bill's unit may hold


@dataclass(frozen=True, slots=True)
class Bill:
    """A bill with its lines in the order's unit, and the order that it names."""

    sheet: Sheet
    order: str
    lines: tuple[PaperLine, ...]

    @property
    def id(self) -> str:
        return self.sheet.id


Received = tuple[Sheet, dict[str, int]]
"""A receipt and its quantities by order line."""


@dataclass(frozen=True, slots=True)
class Supplies:
    """Orders' lines by order and number; what came by order, oldest first; bills, and those of them that are void."""

    orders: Mapping[str, Mapping[str, PaperLine]]
    came: Mapping[str, tuple[Received, ...]]
    bills: tuple[Bill, ...]
    void: frozenset[str] = frozenset()


def supplies(desk: Desk) -> Supplies:
    """Read orders, receipts and bills."""
    orders = {sheet.id: ordered_lines(sheet.text) for sheet in desk.of_kind("purchase order")}
    came: dict[str, tuple[Received, ...]] = {}
    for sheet in desk.of_kind("goods receipt"):
        order = _named(orders, sheet.text)
        if order and sheet.date <= desk.last_day:
            quantities: dict[str, int] = {}
            for line in _received(sheet.text, orders[order]):
                quantities[line.line] = quantities.get(line.line, 0) + line.quantity
            for number, more in (*_refused(sheet.text), *_counted_apart(sheet.text)):
                quantities[number] = max(0, quantities.get(number, 0) + more)
            came[order] = (*came.get(order, ()), (sheet, quantities))
    bills = []
    for sheet in desk.of_kind("supplier bill"):
        order = _named(orders, sheet.text)
        bills.append(
            Bill(sheet, order, in_pieces(_billed(sheet.text, orders.get(order, ())), orders.get(order, ()), desk))
        )
    return Supplies({name: {one.line: one for one in lines} for name, lines in orders.items()}, came, tuple(bills))


def _billed(text: str, ordered: tuple[PaperLine, ...]) -> list[PaperLine]:
    """A bill's lines, each with the order's line of exactly its name where there is one, else with what is left over."""
    lines = billed_lines(text, ordered)
    exact = {of.goods: of.line for of in ordered}
    taken = {exact[line.goods] for line in lines if line.goods in exact}
    found = []
    for line in lines:
        over = tuple(of for of in ordered if of.line not in taken)
        number = exact.get(line.goods, line.line)
        if line.goods not in exact and number in taken and len(over) == 1:
            number = over[0].line
        found.append(replace(line, line=number))
    return found


def _received(text: str, ordered: tuple[PaperLine, ...]) -> list[PaperLine]:
    """A receipt's lines; those of exactly an order's name are read against that line alone."""
    exact = [line for of in ordered for line in received_lines(text, (of,)) if line.goods == of.goods]
    names = {line.goods for line in exact}
    return exact + [line for line in received_lines(text, ordered) if line.goods not in names]


def in_pieces(lines: Sequence[PaperLine], ordered: tuple[PaperLine, ...], desk: Desk) -> tuple[PaperLine, ...]:
    """A bill's lines in the order's unit: where the price is a whole multiple and the quantity fits."""
    by_line = {line.line: line for line in ordered}
    found = []
    for line in lines:
        of = by_line.get(line.line)
        size = _case(desk.minor(line.price), desk.minor(of.price)) if of else Fraction(1)
        quantity = line.quantity * size
        if of and size != 1 and quantity.denominator == 1 and quantity <= of.quantity:
            price = desk.shown(round(desk.minor(line.price) / size))
            found.append(PaperLine(line.line, int(quantity), price, line.account, line.goods, line.department))
        else:
            found.append(line)
    return tuple(found)


def _case(billed: int, ordered: int) -> Fraction:
    """How many of the order's unit the bill's unit holds, by their prices."""
    if not billed or not ordered:
        return Fraction(1)
    larger = round(max(billed, ordered) / min(billed, ordered))
    if not CASE_SIZES[0] <= larger <= CASE_SIZES[1]:
        return Fraction(1)
    return Fraction(larger) if billed > ordered else Fraction(1, larger)


def _named(orders: Mapping[str, object], text: str) -> str:
    return next((order for order in orders if order in text), "")


def _refused(text: str) -> list[tuple[str, int]]:
    """What a receipt's note says does not count: line and quantity, negative."""
    found = []
    for match in _DOUBT.finditer(" ".join(text.split())):
        if in_force(text, REFUSED, KEPT):
            quantity, line = (match[1], match[2]) if match[1] else (match[4], match[3])
            found.append((line, -int(quantity)))
    return found


def _counted_apart(text: str) -> list[tuple[str, int]]:
    """What a receipt's note adds to the count or takes from it: line and quantity."""
    flat = " ".join(text.split())
    found = []
    if (rest := _REST.search(flat)) and in_force(text, BROUGHT, OWED):
        found.append((next(filter(None, (rest[2], rest[4], rest[5]))), number_of(rest[1] or rest[3] or rest[6])))
    if (over := _OVER.search(flat)) and in_force(text, GIVEN_BACK, TAKEN):
        found.append((next(filter(None, (over[2], over[3], over[6]))), -number_of(over[1] or over[4] or over[5])))
    return found
