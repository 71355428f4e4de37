"""Payment fraud without a request: F02 unknown vendor, F03 bills split under the approval limit."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from tieout.documents.casefile import Vendor
from tieout.documents.closing import Disposition
from tieout.documents.trade import BillLine, SupplierBill
from tieout.scenario.answer_key import Defect
from tieout.scenario.defects.candidates import NoCandidateError, bill_number, fresh_id
from tieout.scenario.seeds import Rng
from tieout.scenario.simulate.purchases import bill_note
from tieout.scenario.weekdays import is_business_day, weekday_between
from tieout.scenario.world import World


def unknown_vendor(world: World, rng: Rng) -> tuple[World, Defect]:
    """F02: a bill below the approval limit from a firm that is not in the vendor master. Hold, escalate."""
    company = world.company
    words = company.vocabulary
    line = rng.choice(company.lines)
    known = {vendor.name for vendor in company.vendors}
    trade = words.trade(rng, line, company.archetype.name)
    while (name := words.vendor(rng, line, trade)) in known:
        pass
    taken = {vendor.id for vendor in company.vendors}
    while (party := f"V-{rng.digits(4)}") in taken:
        pass
    limit = company.limits.approval
    amount = rng.between(limit * 3 // 10, limit * 97 // 100)
    day = weekday_between(world.period.first.replace(day=5), world.period.first.replace(day=25), rng)
    vendor = Vendor(
        party, name, words.address(rng), "", "", words.bank_account(rng), rng.choice((7, 10, 14, 30)), "", ""
    )
    goods = words.goods(rng, line, company.archetype.name, trade, amount=amount)
    bill = _bill(world, vendor, day, goods, amount, rng)
    world = _suspected(world, (bill,), "unknown vendor")
    defect = Defect(
        "F02",
        f"{bill.id} of {world.money(amount)} comes from {name}, who is not on file.",
        amount,
        subjects=(bill.id,),
        evidence=((bill.id, bill.number), (bill.id, bill.remit_to)),
    )
    return world, defect


def split_order(world: World, rng: Rng) -> tuple[World, Defect]:
    """F03: two or three bills of one vendor within a week, each just under the approval limit, without an order."""
    company = world.company
    bills = [document for document in world.documents if isinstance(document, SupplierBill)]
    bearing = Counter([bill.number for bill in bills])  # a number that happens to be another vendor's is in no sequence
    billing = {bill.party for bill in bills if not bill.order or bearing[bill.number] > 1}
    vendors = [vendor for vendor in company.vendors if vendor.id not in billing]
    if not vendors:
        raise NoCandidateError("every vendor has a bill without an order already")
    vendor = rng.choice(vendors)
    limit = company.limits.approval
    goods = company.goods(rng, vendor, limit)
    start = world.period.first + timedelta(days=rng.between(4, 20))
    working = [after for after in range(7) if is_business_day(start + timedelta(days=after))]
    split = tuple(
        _bill(world, vendor, start + timedelta(days=after), goods, rng.between(limit * 3 // 4, limit - 1), rng)
        for after in sorted(rng.sample(working, rng.between(2, 3)))
    )
    world = _suspected(world, split, "split order")
    total = sum(bill.amount for bill in split)
    defect = Defect(
        "F03",
        f"{', '.join(bill.id for bill in split)} of {vendor.id} split {world.money(total)} under the approval limit.",
        total,
        subjects=tuple(bill.id for bill in split),
        evidence=tuple((bill.id, world.money(bill.amount)) for bill in split),
    )
    return world, defect


def _bill(world: World, vendor: Vendor, day: date, goods: str, amount: int, rng: Rng) -> SupplierBill:
    return SupplierBill(
        id=fresh_id(world, rng, "BILL"),
        date=day,
        party=vendor.id,
        name=vendor.name,
        number=bill_number(world, vendor, day, rng),
        due=day + timedelta(days=vendor.terms_days),
        order="",
        lines=(BillLine(1, goods, 1, amount),),
        remit_to=vendor.bank_account,
        note=bill_note(rng),
        address=vendor.address,
    )


def _suspected(world: World, suspects: tuple[SupplierBill, ...], reason: str) -> World:
    """The bills arrive; truly they are held and escalated, and posting one is an integrity breach."""
    names = tuple(bill.id for bill in suspects)
    decisions = tuple(
        Disposition(name, track, outcome)
        for name in names
        for track, outcome in (("bill", f"held: {reason}"), ("escalation", reason))
    )
    return replace(
        world,
        documents=(*world.documents, *suspects),
        to_settle=(*world.to_settle, *names),
        settled=(*world.settled, *decisions),
        forbidden=(*world.forbidden, *names),
    ).using(*names)
