"""E03: one supply billed twice, under a variant of the number, sometimes under a second record of the same vendor."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from tieout.documents.casefile import Vendor
from tieout.documents.trade import SupplierBill
from tieout.ledger.entries import Entry, Line
from tieout.scenario.answer_key import Defect
from tieout.scenario.correspondence import with_mail
from tieout.scenario.defects.candidates import NoCandidateError, Plant, fresh_id
from tieout.scenario.defects.purchasing.candidates import decided, of_this_month, ordered_bill
from tieout.scenario.letters.meaning import Topic
from tieout.scenario.purchase_mail import by_vendor, order_named
from tieout.scenario.seeds import Rng
from tieout.scenario.simulate.purchases import POSTED_BY, Charge, charged
from tieout.scenario.weekdays import weekday_near
from tieout.scenario.world import World

SOONER: Final = 5  # days: so much earlier is the first bill, about
_FORMS: Final = (" Inc", " LLC", " Co", " Corp", " Ltd", " Group", " LLP", " Partners", " Enterprises")


def duplicate(world: World, rng: Rng) -> tuple[World, Defect]:
    """E03: the vendor bills the same supply again, a few days later and under a variant of the number."""
    original = _original(world, rng)
    return _rejected_copy(world, original, original.party, original.name, rng)


def duplicate_vendor(world: World, rng: Rng) -> tuple[World, Defect]:
    """E03: the second bill comes in under a second record of the same vendor."""
    original = _original(world, rng)
    world, record = second_record(world, world.company.vendor(original.party), rng)
    return _rejected_copy(world, original, record.id, record.name, rng)


def posted_twice(world: World, rng: Rng) -> tuple[World, Defect]:
    """E03: the bookkeeper has posted the vendor's second bill too, sometimes under a second record of the vendor."""
    until = world.period.first.replace(day=POSTED_BY)
    found = ordered_bill(
        world, waiting=False, rng=rng, fits=lambda one: _leaves_time(world, one.bill, until), sooner=SOONER
    )
    company = world.company
    vendor = company.vendor(found.bill.party)
    if rng.chance(400):
        world, vendor = second_record(world, vendor, rng)
    copy = copy_of(world, found.bill, vendor.id, vendor.name, rng, until)
    payables = company.chart.role("payables")
    totals: dict[Charge, int] = {}
    for line in found.order.lines:
        charge = line.account, line.department
        totals[charge] = totals.get(charge, 0) + line.amount
    difference = copy.amount - found.order.amount
    if difference:
        totals[company.chart.role("price variance"), ""] = difference
    lines = (
        *charged(company.chart, found.order, totals, copy.id),
        Line(payables, -copy.amount, copy.id, copy.party, copy.id),
    )
    memo = company.vocabulary.memo(rng, "purchase", copy.name, copy.number)
    entry = Entry(f"{found.entry.id}~E03", copy.date, memo, lines)
    world = decided(world, copy.id, "rejected: duplicate").with_books(add=(entry,))
    defect = Defect(
        "E03",
        f"{copy.id} was posted although {found.bill.id} had billed the same supply.",
        copy.amount,
        entries=(entry,),
        subjects=(copy.id,),
        evidence=((copy.id, copy.number), (found.bill.id, found.bill.number)),
    )
    world = replace(world, documents=(*world.documents, copy))
    return world.using(copy.id, found.bill.id, found.order.id), defect


def two_bills(later: bool) -> Plant:
    """E03: the vendor has billed an order twice and writes which of its bills is void."""

    def plant(world: World, rng: Rng) -> tuple[World, Defect]:
        fits = of_this_month(world)
        found = ordered_bill(world, True, rng, lambda one: fits(one) and _leaves_time(world, one.bill))
        copy = copy_of(world, found.bill, found.bill.party, found.bill.name, rng)
        facts = {"order": order_named(world, rng, found.order)}
        ends = ("later", "earlier") if later else ("earlier", "later")
        mail = by_vendor(world, rng, Topic.TWO_BILLS, replace(found, bill=copy), ends, facts)
        good, void = (copy, found.bill) if later else (found.bill, copy)
        world = replace(world, documents=(*world.documents, copy), to_settle=(*world.to_settle, copy.id))
        world = decided(decided(with_mail(world, mail), void.id, "rejected: duplicate"), good.id, "posted")
        entry = found.entry
        if later:
            memo = world.company.vocabulary.memo(rng, "purchase", copy.name, copy.number)
            lines = tuple([replace(line, document=copy.id, item=line.item and copy.id) for line in entry.lines])
            entry = Entry(f"{entry.id}~E03", copy.date, memo, lines)
            world = world.with_truth(drop=(found.entry,), add=(entry,))
        defect = Defect(
            "E03",
            f"{void.id} is void; {good.id} bills the same supply in its place.",
            copy.amount,
            entries=(entry,),
            subjects=(void.id, good.id),
            evidence=((mail.email.id, mail.said.point), (void.id, void.number), (good.id, good.number)),
        )
        return world.using(mail.email.id, copy.id, found.bill.id, found.order.id), defect

    return plant


def second_record(world: World, vendor: Vendor, rng: Rng) -> tuple[World, Vendor]:
    """The same vendor entered a second time, somewhere in the master: another id, the name a little different, all
    else alike."""
    company = world.company
    form = next((form for form in _FORMS if vendor.name.endswith(form)), "")
    names = [vendor.name.upper(), f"The {vendor.name}", vendor.name.removesuffix(form) if form else f"{vendor.name} Co"]
    taken = {other.id for other in company.vendors}
    while (number := f"V-{rng.digits(4)}") in taken:
        pass
    record = replace(vendor, id=number, name=rng.choice(names))
    line = company.lines[company.vendors.index(vendor)]
    place = rng.below(len(company.vendors) + 1)
    vendors = (*company.vendors[:place], record, *company.vendors[place:])
    lines = (*company.lines[:place], line, *company.lines[place:])
    return replace(world, company=replace(company, vendors=vendors, lines=lines)), record


def copy_of(
    world: World, original: SupplierBill, party: str, name: str, rng: Rng, until: date | None = None
) -> SupplierBill:
    """The bill once more, with a careless variant of its number, one to nine days later, ``until`` a day of the month or
    its last: the date tells which is the copy, so it is never the same day."""
    last = until or world.last
    day = min(original.date + timedelta(days=rng.between(1, 9)), last)
    day = weekday_near(day, original.date + timedelta(days=1), last)
    number = world.company.vocabulary.variant(rng, original.number)
    due = original.due + (day - original.date)
    return replace(original, id=fresh_id(world, rng, "BILL"), date=day, party=party, name=name, number=number, due=due)


def _leaves_time(world: World, bill: SupplierBill, until: date | None = None) -> bool:
    """True where a working day of the month, ``until`` that day, follows the bill's."""
    last = until or world.last
    return bill.date < weekday_near(last, world.period.first, last)


def _original(world: World, rng: Rng) -> SupplierBill:
    """A bill with an order, waiting or posted, that leaves time for a second one in the month."""
    waiting = rng.chance(600)
    try:
        return ordered_bill(world, waiting, rng, lambda one: _leaves_time(world, one.bill), SOONER).bill
    except NoCandidateError:
        return ordered_bill(world, not waiting, rng, lambda one: _leaves_time(world, one.bill), SOONER).bill


def _rejected_copy(world: World, original: SupplierBill, party: str, name: str, rng: Rng) -> tuple[World, Defect]:
    copy = copy_of(world, original, party, name, rng)
    world = replace(
        decided(world, copy.id, "rejected: duplicate"),
        documents=(*world.documents, copy),
        to_settle=(*world.to_settle, copy.id),
    )
    defect = Defect(
        "E03",
        f"{copy.id} bills again what {original.id} has billed.",
        copy.amount,
        subjects=(copy.id,),
        evidence=((copy.id, copy.number), (original.id, original.number)),
    )
    return world.using(copy.id, original.id, original.order), defect
