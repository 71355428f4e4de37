"""E26 that a letter decides: the price of an order, agreed on or left, and the orders that another price is for.

Each letter comes in two ways, so that the papers alone say nothing: where the bill departs from the order the letter may
make it right or leave it wrong, and where the two agree it may make the bill wrong or leave it right (the last is
written by :mod:`tieout.scenario.defects.idle_letters`).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from tieout.documents.trade import PurchaseOrder, SupplierBill
from tieout.ledger.entries import Entry
from tieout.scenario.answer_key import Defect
from tieout.scenario.correspondence import Mail, with_mail
from tieout.scenario.defects.candidates import Plant, exchanged
from tieout.scenario.defects.purchasing.candidates import (
    Purchase,
    of_this_month,
    ordered_bill,
    posting,
    set_aside,
    with_bill_line,
    with_lines,
)
from tieout.scenario.defects.purchasing.prices import another_price, price_evidence
from tieout.scenario.letters.compose import Fact, count, rate, supply
from tieout.scenario.letters.meaning import Topic
from tieout.scenario.letters.turns import turned
from tieout.scenario.purchase_mail import by_vendor, goods_named, is_sole
from tieout.scenario.seeds import Rng
from tieout.scenario.weekdays import weekday_near
from tieout.scenario.world import World

NEAR: Final = 12  # days at most between an order and the day that its price turns on


@dataclass(frozen=True, slots=True)
class Repriced:
    """A purchase, the place of a line in it, and the price that a letter has for that line."""

    found: Purchase
    place: int
    price: int

    @property
    def order(self) -> PurchaseOrder:
        """The order as it reads with that price."""
        order = self.found.order
        return with_lines(order, self.place, replace(order.lines[self.place], unit_price=self.price))


Write = Callable[[World, Rng, Repriced, bool], Mail]
"""Writes the letter in which the price counts, or does not."""


def about_price(world: World, rng: Rng, what: Repriced, counts: bool) -> Mail:
    """The vendor on what the two sides made of the price."""
    order, line = what.found.order, what.found.order.lines[what.place]
    facts = {"matter": goods_named(world, rng, order, line), "price": _put(world, rng, what)}
    ends = ("agreed", "kept") if counts else ("kept", "agreed")
    return by_vendor(world, rng, Topic.PRICE, what.found, ends, facts)


def about_list(world: World, rng: Rng, what: Repriced, counts: bool) -> Mail:
    """The vendor on the orders that a price is for: those before a day, or those from it on. The letter tells the day, the
    order whether it is one of them."""
    order, line = what.found.order, what.found.order.lines[what.place]
    goods = supply(world.company.vocabulary.wordings, rng, "goods alone", goods=line.description)
    from_then_on = rng.chance(500)
    days = rng.between(1, NEAR)
    behind = from_then_on is counts
    day = weekday_near(order.date - timedelta(days=days), latest=order.date - timedelta(days=1))
    if not behind:
        day = weekday_near(order.date + timedelta(days=days), earliest=order.date + timedelta(days=1))
    facts: dict[str, Fact] = {
        "goods": goods,
        "price": rate(world.company.vocabulary.wordings, rng, "each", what.price),
        "day": day,
    }
    ends = ("from", "before") if from_then_on else ("before", "from")
    mail = by_vendor(world, rng, Topic.PRICE_LIST, what.found, ends, facts)
    return replace(mail, said=replace(mail.said, meaning=turned(mail.said.meaning, counts)))


def departing(write: Write, counts: bool) -> Plant:
    """E26: the bill has another price than its order, and a letter says whether that is the price."""

    def plant(world: World, rng: Rng) -> tuple[World, Defect]:
        what = repriced(world, rng, write, above=rng.chance(700))
        found = what.found
        bill = with_bill_line(found.bill, what.place, replace(found.bill.lines[what.place], unit_price=what.price))
        world = exchanged(world, (found.bill, bill))
        billed = replace(found, bill=bill)
        mail = write(world, rng, replace(what, found=billed), counts)
        evidence = ((mail.email.id, mail.said.point), *price_evidence(world, billed, bill, what.place))
        world = with_mail(world, mail).using(mail.email.id)
        if counts:
            entry = posting(world, replace(billed, order=what.order), bill, found.receipts, bill.amount, "E26")
            world = world.with_truth(drop=(found.entry,), add=(entry,)).using(bill.id, found.order.id)
            summary = f"{bill.id} departs from the price of {found.order.id}, and rightly so."
            return world, _defect(bill, summary, evidence, entry)
        world, accrued = set_aside(world, found, "held: price")
        summary = f"{bill.id} departs from the price of {found.order.id}, and no other was agreed."
        return world, _defect(bill, summary, evidence, *accrued)

    return plant


def agreeing(write: Write) -> Plant:
    """E26: the bill has the price of its order, and a letter says that the order is at a lower one."""

    def plant(world: World, rng: Rng) -> tuple[World, Defect]:
        what = repriced(world, rng, write, above=False)
        found = what.found
        mail = write(world, rng, what, True)
        evidence = ((mail.email.id, mail.said.point), *price_evidence(world, found, found.bill, what.place))
        world = with_mail(world, mail).using(mail.email.id)
        world, accrued = set_aside(world, replace(found, order=what.order), "held: price")
        summary = (
            f"{found.bill.id} is billed at the price of {found.order.id}, in place of which a lower one was agreed."
        )
        return world, _defect(found.bill, summary, evidence, *accrued)

    return plant


def left_alone(write: Write) -> Callable[[World, Rng], World]:
    """The bill has the price of its order, and a letter has a lower one that does not count for it."""

    def plant(world: World, rng: Rng) -> World:
        what = repriced(world, rng, write, above=False)
        mail = write(world, rng, what, False)
        return with_mail(world, mail).using(mail.email.id, what.found.bill.id, what.found.order.id)

    return plant


def repriced(world: World, rng: Rng, write: Write, above: bool) -> Repriced:
    """A waiting bill of which one line could be at a price beyond the tolerance: one that a letter can name."""
    whole = of_this_month(world)

    def lines(one: Purchase) -> list[int]:
        alone = write is about_list
        return [at for at, line in enumerate(one.order.lines) if not alone or is_sole(world, one.order, line)]

    found = ordered_bill(world, waiting=True, rng=rng, fits=lambda one: whole(one) and bool(lines(one)))
    place = rng.choice(lines(found))
    return Repriced(found, place, another_price(world, found.order.lines[place].unit_price, above, rng))


def _put(world: World, rng: Rng, what: Repriced) -> str:
    """The price in words: so many per cent more or less where that is exact, else a sum."""
    words = world.company.vocabulary.wordings
    ordered = what.found.order.lines[what.place].unit_price
    per_cent, rest = divmod(abs(what.price - ordered) * 100, ordered)
    if not rest and rng.chance(600):
        return rate(words, rng, "above" if what.price > ordered else "below", count(per_cent))
    return rate(words, rng, "each", what.price)


def _defect(bill: SupplierBill, summary: str, evidence: tuple[tuple[str, str], ...], *entries: Entry) -> Defect:
    return Defect("E26", summary, bill.amount, entries=entries, subjects=(bill.id,), evidence=evidence)
