"""What letters say of orders: prices, goods that went back, orders called off, deliveries without a receipt, void bills."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from tieout.agents.rulebot.bill_papers import PaperLine
from tieout.agents.script.dates import named_days
from tieout.agents.script.desk import Desk, Sheet
from tieout.agents.script.letters import in_force
from tieout.agents.script.purchases.supplies import Received, Supplies
from tieout.agents.script.words import NUMBER_WORDS, number_of

_PRICED: Final = (
    r"settl\w+ on (?=\$?\d|\w+ per)|set(?:ting)? (?:the price )?at \S+|com(?:e|ing) to terms at|came to terms at",
    r"the price as it was ordered|hold(?:ing)? the price of|price of the order was held|the order's own price",
)
_LISTED: Final = (
    r"on that day or after it|all later ones have that price|begins with that day",
    r"before that day and not after|all earlier orders have that price|ended on the eve",
)
_BACK: Final = (
    r"picked those pieces up|back in our warehouse|handed back to us",
    r"left those pieces where|in your warehouse as before|remained in your hands",
)
_OFF: Final = (
    r"called it off and the|was returned to the vendor|was canceled, with all|rejected those goods|do not serve|return truck",
    r"let it stand and have|was kept by us|stayed in force|accepted those goods|goods do as well|put on our shelves",
)
_CAME: Final = (
    r"all of it was supplied before|it is complete, and has|went straight to the people",
    r"none of it was supplied|that nothing is here|still with the people",
)
_LATER: Final = (
    r"the later one takes its place|stand by the second|the newer one replaces",
    r"the earlier one keeps its place|stand by the first|the older one remains",
)
_ORDER: Final = re.compile(r"\bPO-\d+")
_GOODS: Final = re.compile(r'"([^"]+)"')
_SUM: Final = re.compile(r"\$?([\d,]+\.\d\d) (?:each|apiece)")
_RATE: Final = re.compile(r"(\w+) per cent (more|above|less|below)")
_COUNT: Final = re.compile(rf"\b(\d+|{'|'.join(NUMBER_WORDS)}) of \"", re.IGNORECASE)


@dataclass(slots=True)
class _Said:
    """What the letters come to: prices by order and line, what went back of them, orders, and void bills."""

    prices: dict[tuple[str, str], int] = field(default_factory=dict)
    back: dict[tuple[str, str], int] = field(default_factory=dict)
    off: set[str] = field(default_factory=set)
    came: set[str] = field(default_factory=set)
    void: set[str] = field(default_factory=set)


def under_letters(found: Supplies, desk: Desk) -> Supplies:
    """The supplies as the letters in force have them."""
    said = _Said()
    for sheet in desk.of_kind("e-mail"):
        order = _order_of(sheet, found, desk)
        if order:
            _read(sheet, order, found, said, desk)
    orders = {
        name: {line: _repriced(of, said.prices.get((name, line)), desk) for line, of in lines.items()}
        for name, lines in found.orders.items()
    }
    came = {name: _less(name, receipts, said) for name, receipts in found.came.items() if name not in said.off}
    for name in said.came - set(came):
        bill = next((bill.sheet for bill in found.bills if bill.order == name), None)
        if bill is not None:
            came[name] = ((replace(bill, id=""), {line: of.quantity for line, of in orders[name].items()}),)
    return replace(found, orders=orders, came=came, void=frozenset(said.void))


def _read(sheet: Sheet, order: str, found: Supplies, said: _Said, desk: Desk) -> None:
    """Add what one letter says of an order."""
    text, lines = " ".join(sheet.text.split()), found.orders[order]
    line = next((number for number, of in lines.items() if of.goods and of.goods in text), next(iter(lines)))
    price = _price_in(text, desk.minor(lines[line].price), desk)
    if price and in_force(sheet.text, *_PRICED):
        said.prices[order, line] = price
    days = [day for day in named_days(text, desk.last_day) if day.isoformat() != desk.sheets[order].date]
    since = in_force(sheet.text, *_LISTED)
    if price and since is not None and days and since is (desk.sheets[order].date >= days[0].isoformat()):
        said.prices[order, line] = price
    count = _COUNT.search(text)
    if count and in_force(sheet.text, *_BACK):
        said.back[order, line] = number_of(count[1])
    if in_force(sheet.text, *_OFF):
        said.off.add(order)
    if in_force(sheet.text, *_CAME):
        said.came.add(order)
    if in_force(sheet.text, *_LATER):
        said.void |= {bill.id for bill in found.bills if bill.order == order}.difference(_last(order, found))


def _last(order: str, found: Supplies) -> list[str]:
    """The last bill for an order."""
    bills = sorted((bill.sheet.date, bill.id) for bill in found.bills if bill.order == order)
    return [name for _, name in bills[-1:]]


def _order_of(sheet: Sheet, found: Supplies, desk: Desk) -> str:
    """The order that a letter is about: by number, by what was ordered, by its day."""
    text = " ".join(sheet.text.split())
    named = [name for name in _ORDER.findall(text) if name in found.orders]
    if named:
        return str(named[0])
    theirs = [name for name in found.orders if desk.sheets[name].party == sheet.party]
    for goods in _GOODS.findall(text):
        lists = [name for name in theirs if any(of.goods == goods for of in found.orders[name].values())]
        if len(lists) == 1:
            return lists[0]
    for day in named_days(text, desk.last_day):
        dated = [name for name in theirs if desk.sheets[name].date == day.isoformat()]
        if len(dated) == 1:
            return dated[0]
    return ""


def _price_in(text: str, ordered: int, desk: Desk) -> int:
    """The price that a letter names: a sum, or so many per cent of the order's; 0 where there is none."""
    if named := _SUM.search(text):
        return desk.minor(named[1].replace(",", ""))
    if named := _RATE.search(text):
        change = ordered * number_of(named[1]) // 100
        return ordered + (change if named[2] in ("more", "above") else -change)
    return 0


def _repriced(of: PaperLine, price: int | None, desk: Desk) -> PaperLine:
    return of if price is None else replace(of, price=desk.shown(price))


def _less(name: str, receipts: Iterable[Received], said: _Said) -> tuple[Received, ...]:
    """Receipts without what went back."""
    left: list[Received] = []
    for sheet, quantities in receipts:
        kept = {line: max(0, quantity - said.back.get((name, line), 0)) for line, quantity in quantities.items()}
        left.append((sheet, kept))
    return tuple(left)
