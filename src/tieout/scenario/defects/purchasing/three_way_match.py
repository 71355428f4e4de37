"""Exceptions of bills that wait in the inbox: E26 price, E27 quantity, E28 not received or not ordered."""

from dataclasses import replace
from typing import Final

from tieout.documents.trade import BillLine, GoodsReceipt, OrderLine, SupplierBill
from tieout.scenario.answer_key import Defect
from tieout.scenario.defects.candidates import exchanged
from tieout.scenario.defects.purchasing.candidates import (
    Purchase,
    of_this_month,
    ordered_bill,
    partly_posted,
    posting,
    set_aside,
    with_bill_line,
    with_lines,
    with_quantities,
)
from tieout.scenario.defects.purchasing.prices import another_price, price_evidence
from tieout.scenario.letters.compose import Fact, Letter, compose
from tieout.scenario.letters.meaning import Topic
from tieout.scenario.seeds import Rng
from tieout.scenario.simulate.purchases import with_variance
from tieout.scenario.vocabulary.buying import GOODS
from tieout.scenario.world import World

PACKS: Final = (6, 10, 12, 24)
SEVERAL: Final = 3  # so many are ordered at least where some, and more than one, are missing


def price_within(world: World, rng: Rng) -> tuple[World, Defect]:
    """E26 within the tolerance: posted, the difference goes to purchase price variance."""
    found = ordered_bill(world, waiting=True, rng=rng)
    place = rng.below(len(found.bill.lines))
    bill = with_bill_line(
        found.bill, place, with_variance(found.bill.lines[place], world.company.limits.price_tolerance, rng)
    )
    entry = posting(world, found, bill, found.receipts, bill.amount, "E26")
    world = exchanged(world, (found.bill, bill)).with_truth(drop=(found.entry,), add=(entry,))
    difference = bill.amount - found.order.amount
    defect = Defect(
        "E26",
        f"{bill.id} differs from {found.order.id} by {world.money(difference)}, within the tolerance.",
        abs(difference) or bill.amount,
        entries=(entry,),
        subjects=(bill.id,),
        evidence=price_evidence(world, found, bill, place),
    )
    return world.using(bill.id, found.order.id), defect


def price_beyond(world: World, rng: Rng) -> tuple[World, Defect]:
    """E26 beyond the tolerance: held for price; what was received is accrued at the order price."""
    found = ordered_bill(world, waiting=True, rng=rng)
    place = rng.below(len(found.bill.lines))
    bill = dearer(world, found, place, rng)
    world, accrued = set_aside(exchanged(world, (found.bill, bill)), found, "held: price")
    defect = Defect(
        "E26",
        f"{bill.id} is billed above the price of {found.order.id} by more than the tolerance.",
        bill.amount,
        entries=accrued,
        subjects=(bill.id,),
        evidence=price_evidence(world, found, bill, place),
    )
    return world, defect


def short_delivery(world: World, rng: Rng) -> tuple[World, Defect]:
    """E27: more is billed than came; the received part is posted."""
    found = ordered_bill(world, waiting=True, rng=rng, fits=lambda one: divisible(world, one))
    changed, line, come = shortened(found, rng)
    world = exchanged(world, (found.receipts[0], changed.receipts[0]))
    world, entry = partly_posted(world, changed)
    defect = Defect(
        "E27",
        f"{found.bill.id} bills line {line.number} of {found.order.id} in full; {come} came.",
        found.bill.amount,
        entries=(entry,),
        subjects=(found.bill.id,),
        evidence=(
            (found.bill.id, found.bill.number),
            *((changed.receipts[0].id, text) for text in (found.order.id, str(come))),
        ),
    )
    return world, defect


def refused_goods(world: World, rng: Rng) -> tuple[World, Defect]:
    """E27 in prose: the receipt counts what came, its note says what was sent back; what was kept is posted."""
    found = ordered_bill(world, waiting=True, rng=rng, fits=lambda one: divisible(world, one))
    changed, line, come = shortened(found, rng)
    receipt = found.receipts[0]
    refused = line.quantity - come
    noted, said = looked_at(world, rng, receipt, refused, line.number, ("refused", "kept"))
    world = replace(exchanged(world, (receipt, noted)), meanings=(*world.meanings, (receipt.id, said.meaning)))
    world, entry = partly_posted(world, changed)
    defect = Defect(
        "E27",
        f"{refused} of line {line.number} on {receipt.id} were refused; {found.bill.id} bills them.",
        found.bill.amount,
        entries=(entry,),
        subjects=(found.bill.id,),
        evidence=((receipt.id, said.point), (found.bill.id, found.bill.number)),
    )
    return world, defect


def looked_at(
    world: World, rng: Rng, receipt: GoodsReceipt, count: int, line: int, ends: tuple[str, str]
) -> tuple[GoodsReceipt, Letter]:
    """The receipt with a note on so many of an order line, which were refused or kept."""
    facts: dict[str, Fact] = {"count": str(count), "line": str(line)}
    said = compose(world.company.vocabulary.wordings, rng, Topic.REFUSED, *ends, facts)
    return replace(receipt, note=said.text), said


def other_unit(world: World, rng: Rng) -> tuple[World, Defect]:
    """E27 that is none: ordered and received by the case, billed by the piece. It agrees and is posted in full."""
    fits = of_this_month(world)
    found = ordered_bill(world, waiting=True, rng=rng, fits=lambda one: fits(one) and _trade(world, one) in GOODS)
    place = rng.below(len(found.order.lines))
    ordered = found.order.lines[place]
    pack = rng.choice(PACKS)
    head = ordered.description.split(",")[0]
    each = max(50, ordered.unit_price // pack)
    order = with_lines(
        found.order, place, replace(ordered, description=f"{head}, case of {pack}", unit_price=each * pack)
    )
    line = BillLine(ordered.number, f"{head}, by the piece", ordered.quantity * pack, each, ordered.number)
    bill = with_bill_line(found.bill, place, line)
    changed = replace(found, order=order, bill=bill)
    entry = posting(world, changed, bill, found.receipts, bill.amount, "E27")
    world = exchanged(world, (found.bill, bill), (found.order, order)).with_truth(drop=(found.entry,), add=(entry,))
    defect = Defect(
        "E27",
        f"{bill.id} bills pieces, {order.id} orders cases of {pack}; the quantities agree.",
        bill.amount,
        entries=(entry,),
        subjects=(bill.id,),
        evidence=((order.id, f"case of {pack}"), (bill.id, line.description), (bill.id, str(line.quantity))),
    )
    return world.using(bill.id, order.id), defect


def not_received(world: World, rng: Rng) -> tuple[World, Defect]:
    """E28: billed before anything came; held as not received."""
    found = ordered_bill(world, waiting=True, rng=rng, fits=of_this_month(world))
    world = exchanged(world, *((receipt, None) for receipt in found.receipts))
    world, _ = set_aside(world, replace(found, receipts=()), "held: not received")
    defect = Defect(
        "E28",
        f"Nothing was received on {found.order.id} that {found.bill.id} bills.",
        found.bill.amount,
        subjects=(found.bill.id,),
        evidence=((found.bill.id, found.bill.number), (found.order.id, found.order.id)),
    )
    return world, defect


def no_order(world: World, rng: Rng) -> tuple[World, Defect]:
    """E28: a bill above the approval limit that names no order and has none; held for having no order."""
    limit = world.company.limits.approval
    fits = of_this_month(world)
    found = ordered_bill(world, waiting=True, rng=rng, fits=lambda one: fits(one) and one.bill.amount > limit)
    bill = replace(found.bill, order="", note="", lines=tuple(replace(line, order_line=0) for line in found.bill.lines))
    world = exchanged(world, (found.bill, bill), (found.order, None), *((one, None) for one in found.receipts))
    world, _ = set_aside(world, replace(found, receipts=()), "held: no order")
    defect = Defect(
        "E28",
        f"{bill.id} of {world.money(bill.amount)} is above the approval limit and has no order.",
        bill.amount,
        subjects=(bill.id,),
        evidence=((bill.id, world.money(bill.amount)),),
    )
    return world, defect


def _trade(world: World, found: Purchase) -> str:
    """The vendor's line of business."""
    company = world.company
    return company.lines[company.vendors.index(company.vendor(found.order.party))]


def dearer(world: World, found: Purchase, place: int, rng: Rng) -> SupplierBill:
    """The bill with one line dearer than the order by more than the tolerance."""
    price = another_price(world, found.order.lines[place].unit_price, True, rng)
    return with_bill_line(found.bill, place, replace(found.bill.lines[place], unit_price=price))


def divisible(world: World, found: Purchase) -> bool:
    """Fits bills of one delivery of the month, of which a part could have been missing."""
    return (
        len(found.receipts) == 1
        and of_this_month(world)(found)
        and any(line.quantity >= SEVERAL for line in found.order.lines)
    )


def countable(world: World, found: Purchase) -> bool:
    """Fits bills of one delivery of the month of things that can be counted and sent back, of which there are several."""
    return divisible(world, found) and of_goods(world, found)


def of_goods(world: World, found: Purchase) -> bool:
    """Whether the vendor delivers things, not work."""
    return _trade(world, found) in GOODS


def shortened(found: Purchase, rng: Rng) -> tuple[Purchase, OrderLine, int]:
    """The purchase with less of one order line received: also gives the line and what came of it."""
    line = rng.choice([line for line in found.order.lines if line.quantity >= SEVERAL])
    come = rng.between(max(1, line.quantity // 3), line.quantity - 2)
    quantities = {one.order_line: one.quantity for one in found.receipts[0].lines} | {line.number: come}
    return replace(found, receipts=(with_quantities(found.receipts[0], quantities),)), line, come
