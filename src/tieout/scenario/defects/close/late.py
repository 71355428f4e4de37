"""Closed months: E44 what was entered into one after it was signed, and what should have been entered into one."""

from dataclasses import replace
from datetime import timedelta

from tieout.documents.closing import Disposition
from tieout.documents.trade import SupplierBill
from tieout.ledger.entries import Entry
from tieout.scenario.answer_key import Defect
from tieout.scenario.defects.candidates import (
    bill_entry,
    bill_of,
    booked_bills,
    documents_of,
    one_of,
    unordered,
    with_documents,
)
from tieout.scenario.seeds import Rng
from tieout.scenario.simulate.overheads import service_size
from tieout.scenario.weekdays import weekday_between, weekday_near
from tieout.scenario.world import World


def backdated_entry(world: World, rng: Rng) -> tuple[World, Defect]:
    """E44: a bill that is in the books was entered once more, with a date in the month before, after that was signed."""
    bill, entry = one_of([*booked_bills(world), *_booked_before(world)], rng)
    before = world.period.previous
    day = weekday_between(max(before.first, min(bill.date, before.last - timedelta(days=9))), before.last, rng)
    made = weekday_between(world.period.first + timedelta(days=3), world.period.first + timedelta(days=16), rng)
    again = Entry(f"{entry.id}~E44w", day, entry.memo, entry.lines)
    undone = Entry(
        f"{entry.id}~E44",
        weekday_between(made, world.last, rng),
        world.company.vocabulary.memo(rng, "adjustment", bill.name, bill.id),
        tuple([line.negated() for line in entry.lines]),
    )
    defect = Defect(
        "E44",
        f"Bill {bill.id} of {world.money(bill.amount)} was entered again in {before}, which was signed by then.",
        bill.amount,
        entries=(undone,),
        evidence=((bill.id, world.money(bill.amount)),),
    )
    spoiled = replace(world, history=(*world.history, again), late=(*world.late, (again.id, made)))
    return spoiled.with_truth(add=(undone,)).using(bill.id), defect


def late_bill(world: World, rng: Rng) -> tuple[World, Defect]:
    """E44: a bill for service of the month before, dated then, that nobody has booked or accrued."""
    company, before = world.company, world.period.previous
    day = weekday_between(before.first.replace(day=12), before.last, rng)
    amount = service_size(company, rng)
    vendor = one_of(unordered(world).with_room(day, amount), rng)
    bill = bill_of(world, rng, vendor, day, amount, before.first, before.last)
    right = bill_entry(world, rng, vendor, bill, "E44", weekday_near(world.period.first, world.period.first))
    defect = Defect(
        "E44",
        f"Bill {bill.id} of {world.money(amount)} is of {before}, which is closed, and was never booked.",
        amount,
        entries=(right,),
        subjects=(bill.id,),
        evidence=((bill.id, world.money(amount)),),
    )
    posted = replace(
        with_documents(world, bill).with_truth(add=(right,)),
        settled=(*world.settled, Disposition(bill.id, "bill", "posted")),
        to_settle=(*world.to_settle, bill.id),
    )
    return posted.using(bill.id), defect


def _booked_before(world: World) -> list[tuple[SupplierBill, Entry]]:
    """Untouched bills of the month before that stand in its books, with their entries."""
    bills = {bill.id: bill for bill in documents_of(world, SupplierBill)}
    found = []
    for entry in world.history:
        owed = entry.lines[-1]
        if len(entry.lines) == 2 and owed.party and owed.item in bills and owed.amount < 0:
            found.append((bills[owed.item], entry))
    return found
