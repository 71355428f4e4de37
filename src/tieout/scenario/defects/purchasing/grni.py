"""Received and not invoiced: E25 to accrue at month-end, E29 accruals that a bill should have cleared."""

from dataclasses import replace

from tieout.documents.trade import BillLine
from tieout.ledger.entries import Entry, Line
from tieout.scenario.answer_key import Defect
from tieout.scenario.defects.candidates import exchanged
from tieout.scenario.defects.purchasing.candidates import (
    accruals,
    of_this_month,
    ordered_bill,
    posting,
)
from tieout.scenario.seeds import Rng
from tieout.scenario.simulate.purchases import by_charge, charged
from tieout.scenario.world import World


def not_invoiced(world: World, rng: Rng) -> tuple[World, Defect]:
    """E25: the goods came, the bill has not; the receipt is accrued at the order price."""
    found = ordered_bill(world, waiting=True, rng=rng, fits=of_this_month(world))
    bill, order = found.bill, found.order
    accrued = accruals(world, order, found.receipts)
    world = exchanged(world, (bill, None)).with_truth(drop=(found.entry,), add=accrued)
    world = replace(
        world,
        to_settle=tuple(name for name in world.to_settle if name != bill.id),
        settled=tuple(one for one in world.settled if one.subject != bill.id),
    )
    defect = Defect(
        "E25",
        f"{order.id} of {world.money(order.amount)} was received and is not invoiced.",
        order.amount,
        entries=accrued,
        evidence=tuple((receipt.id, order.id) for receipt in found.receipts)
        + tuple((order.id, line.account) for line in order.lines),
    )
    return world.using(bill.id, order.id), defect


def rest_not_invoiced(world: World, rng: Rng) -> tuple[World, Defect]:
    """E25: of two deliveries the bill covers the first; the second is accrued."""
    fits = of_this_month(world)
    found = ordered_bill(world, waiting=True, rng=rng, fits=lambda one: fits(one) and len(one.receipts) == 2)
    first, second = sorted(found.receipts, key=lambda receipt: receipt.date)
    come = {line.order_line: line.quantity for line in first.lines}
    lines = tuple(
        BillLine(number, line.description, come[line.order_line], line.unit_price, line.order_line)
        for number, line in enumerate((line for line in found.bill.lines if line.order_line in come), 1)
    )
    bill = replace(found.bill, lines=lines)
    entry = posting(world, found, bill, (first,), bill.amount, "E25")
    accrued = accruals(world, found.order, (second,))
    world = exchanged(world, (found.bill, bill)).with_truth(drop=(found.entry,), add=(entry, *accrued))
    amount = sum(by_charge(found.order, second).values())
    defect = Defect(
        "E25",
        f"{second.id} of {world.money(amount)} was received and is not invoiced: {bill.id} covers {first.id} alone.",
        amount,
        entries=accrued,
        evidence=((second.id, found.order.id), (bill.id, bill.number)),
    )
    return world.using(bill.id, found.order.id), defect


def accrual_left_standing(world: World, rng: Rng) -> tuple[World, Defect]:
    """E29: goods accrued in the month before were billed and charged a second time; the accrual still stands."""
    grni = world.company.chart.role("grni")
    found = ordered_bill(
        world, waiting=False, rng=rng, fits=lambda one: any(line.account == grni for line in one.entry.lines)
    )
    accrued = [line for line in found.entry.lines if line.account == grni]
    *parts, payable = found.entry.lines
    billed: list[Line] = [line for line in parts if line.account != grni]
    for line in accrued:
        receipt = next(receipt for receipt in found.receipts if receipt.id == line.item)
        billed += charged(world.company.chart, found.order, by_charge(found.order, receipt), found.bill.id)
    wrong = Entry(f"{found.entry.id}~E29", found.entry.date, found.entry.memo, (*billed, payable))
    amount = sum(line.amount for line in accrued)
    defect = Defect(
        "E29",
        f"{found.bill.id} was charged to expense although {world.money(amount)} of it "
        "stand accrued as received not invoiced.",
        amount,
        entries=(wrong, found.entry),
        evidence=((found.bill.id, found.bill.number), *((line.item, found.order.id) for line in accrued)),
    )
    return world.with_books(drop=(found.entry,), add=(wrong,)).using(found.bill.id, found.order.id), defect
