"""What is written about an order: by its vendor or by our own people, and how the order is named there.

An order is named by its number, by its day or by what was ordered, and by the latter two only where they tell it from
every other order of the vendor that is on the desk.
"""

from collections.abc import Mapping
from typing import Final

from tieout.documents.trade import OrderLine, PurchaseOrder
from tieout.scenario.correspondence import Ends, Mail, domain_of, mail_on
from tieout.scenario.defects.purchasing.candidates import Purchase
from tieout.scenario.letters.compose import Fact, supply
from tieout.scenario.letters.meaning import Topic
from tieout.scenario.seeds import Rng
from tieout.scenario.world import World

BY_NUMBER: Final = 350  # per mille of the letters; the others describe the order, where that tells it from others


def by_vendor(world: World, rng: Rng, topic: Topic, found: Purchase, ends: Ends, facts: Mapping[str, Fact]) -> Mail:
    """A message of the vendor on a purchase."""
    vendor = world.company.vendor(found.order.party)
    return _written(world, rng, topic, found, ends, facts, (vendor.id, vendor.email))


def by_purchasing(world: World, rng: Rng, topic: Topic, found: Purchase, ends: Ends, facts: Mapping[str, Fact]) -> Mail:
    """A message of our own purchasing, filed under the vendor."""
    return _written(world, rng, topic, found, ends, facts, (found.order.party, f"purchasing@{domain_of(world)}"))


def _written(
    world: World,
    rng: Rng,
    topic: Topic,
    found: Purchase,
    ends: Ends,
    facts: Mapping[str, Fact],
    writer: tuple[str, str],
) -> Mail:
    """Sent when all that it is about lies on the desk: order, receipts and bill."""
    earliest = max([found.bill.date, *[receipt.date for receipt in found.receipts]])
    return mail_on(world, rng, topic, facts, ends, writer, earliest)


def order_named(world: World, rng: Rng, order: PurchaseOrder) -> str:
    """The order in words."""
    words = world.company.vocabulary.wordings
    if not rng.chance(BY_NUMBER):
        others = _others(world, order)
        line = rng.choice(order.lines)
        if rng.chance(500) and _alone(line, others):
            return supply(words, rng, "order by goods", goods=line.description)
        if all(other.date != order.date for other in others):
            return supply(words, rng, "order by day", day=order.date)
    return supply(words, rng, "order by id", id=order.id)


def goods_named(world: World, rng: Rng, order: PurchaseOrder, line: OrderLine) -> str:
    """What a line of the order is for, in words."""
    words = world.company.vocabulary.wordings
    if not rng.chance(BY_NUMBER):
        others = _others(world, order)
        if rng.chance(500) and _alone(line, others):
            return supply(words, rng, "goods alone", goods=line.description)
        if all(other.date != order.date for other in others):
            return supply(words, rng, "goods by day", goods=line.description, day=order.date)
    return supply(words, rng, "goods by id", goods=line.description, id=order.id)


def is_sole(world: World, order: PurchaseOrder, line: OrderLine) -> bool:
    """True where no other order of the vendor has anything of that name, so that the name alone tells the order."""
    return _alone(line, _others(world, order))


def _others(world: World, order: PurchaseOrder) -> list[PurchaseOrder]:
    return [
        other
        for other in world.documents
        if isinstance(other, PurchaseOrder) and other.party == order.party and other is not order
    ]


def _alone(line: OrderLine, others: list[PurchaseOrder]) -> bool:
    """True where no other order has anything of that name, in whatever size."""
    head = line.description.split(",")[0]
    return all(head != one.description.split(",")[0] for other in others for one in other.lines)
