"""What letters and notes on orders come to, read from the desk and from what each means, never from the answer key.

The order that a letter is about is found as a reader finds it: by what the letter itself says of it. Where two orders
would do, the letter could not be acted on.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from tieout.documents.casefile import CaseFile
from tieout.documents.letters import Email
from tieout.documents.trade import GoodsReceipt, PurchaseOrder
from tieout.ledger.money import parse
from tieout.scenario.letters.compose import COUNTS, MONTHS, ordinal
from tieout.scenario.letters.meaning import Meaning, Topic


@dataclass
class Terms:
    """Prices by order and line, what went back of them, orders of which nothing or everything is here, and orders
    whose earlier bill is void."""

    prices: dict[tuple[str, int], int] = field(default_factory=dict)
    back: Counter[tuple[str, int]] = field(default_factory=Counter)
    gone: set[str] = field(default_factory=set)
    here: set[str] = field(default_factory=set)
    replaced: set[str] = field(default_factory=set)


def terms_of(case: CaseFile, meanings: Mapping[str, Meaning]) -> Terms:
    """What the letters of the desk come to."""
    terms = Terms()
    for mail in case.documents:
        said = meanings.get(mail.id)
        if not isinstance(mail, Email) or said is None:
            continue
        facts, counts = dict(said.facts), said.changes_books
        match said.topic:
            case Topic.PRICE | Topic.PRICE_LIST if counts:
                order, line = goods_of(case, mail, facts.get("matter", facts.get("goods", "")))
                terms.prices[order.id, line] = price_of(case, facts["price"], order.lines[line - 1].unit_price)
            case Topic.TAKEN_BACK if counts:
                order, line = goods_of(case, mail, facts["matter"])
                terms.back[order.id, line] += number(facts["count"])
            case Topic.CALLED_OFF if counts:
                terms.gone.add(order_named(case, mail, facts["order"]).id)
            case Topic.SUBSTITUTE:  # a later message takes back an earlier one
                (terms.gone.discard if counts else terms.gone.add)(order_named(case, mail, facts["order"]).id)
            case Topic.CONFIRMED if counts:
                terms.here.add(order_named(case, mail, facts["order"]).id)
            case Topic.TWO_BILLS if counts:
                terms.replaced.add(order_named(case, mail, facts["order"]).id)
    return terms


def accepted(receipt: GoodsReceipt, said: Meaning | None) -> Counter[int]:
    """Quantity by order line, with what a note adds or takes away; ``said`` is what a reader makes of the note."""
    came = Counter({line.order_line: line.quantity for line in receipt.lines})
    if said is not None:
        facts = dict(said.facts)
        line, count = int(facts["line"]), number(facts["count"])
        if said.topic is Topic.REFUSED and said.changes_books or said.topic is Topic.EXCESS and not said.changes_books:
            came[line] -= count
        elif said.topic is Topic.REST and said.changes_books:
            came[line] += count
    return came


def goods_of(case: CaseFile, mail: Email, named: str) -> tuple[PurchaseOrder, int]:
    """The order and the number of its line that a letter names."""
    found = [
        (order, line.number)
        for order in candidates(case, mail, named)
        for line in order.lines
        if f'"{line.description}"' in named
    ]
    assert len(found) == 1, (mail.id, named, found)
    return found[0]


def order_named(case: CaseFile, mail: Email, named: str) -> PurchaseOrder:
    """The order that a letter names."""
    found = candidates(case, mail, named)
    if '"' in named:
        found = [order for order in found if any(f'"{line.description}"' in named for line in order.lines)]
    assert len(found) == 1, (mail.id, named, found)
    return found[0]


def candidates(case: CaseFile, mail: Email, named: str) -> list[PurchaseOrder]:
    """The vendor's orders that what is said of number or day leaves. None is of a day after the letter."""
    orders = [one for one in case.documents if isinstance(one, PurchaseOrder) and one.party == mail.party]
    said = re.sub('"[^"]*"', "", named)
    if found := re.search(r"PO-\d+", said):
        orders = [order for order in orders if order.id == found[0]]
    elif any(month in said for month in MONTHS) or re.search(r"\d{4}-\d\d-\d\d", said):
        orders = [order for order in orders if any(re.search(day, said) for day in written(order.date))]
    assert all(order.date <= mail.date for order in orders if order.id in said)
    return orders


def written(day: date) -> list[str]:
    """A day as letters write it, as patterns."""
    month, after = MONTHS[day.month - 1], day + timedelta(1)
    return [
        day.isoformat(),
        f"the day before {MONTHS[after.month - 1]} {ordinal(after.day)}",
        f"the {ordinal(day.day)} of {month}",
        rf"\b{day.day} {month}",
        rf"(?<!day before ){month} {day.day}(?:st|nd|rd|th)?\b",
    ]


def number(text: str) -> int:
    """A number in words or figures."""
    return COUNTS.index(text.lower()) if text.lower() in COUNTS else int(text)


def price_of(case: CaseFile, text: str, ordered: int) -> int:
    """A price as a letter has it, in minor units: a sum, or so many per cent more or less than ordered."""
    if found := re.search(r"(\w+) per cent", text):
        change = ordered * number(found[1]) // 100
        less = any(word in text for word in ("less", "below", "minus", "cut"))
        return ordered - change if less else ordered + change
    found = re.search(r"[\d,]+\.\d\d", text)
    assert found, text
    return parse(found[0].replace(",", ""), case.books.currency)
