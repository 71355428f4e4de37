"""Cut-off: E06 postings in the wrong month, E33 revenue that is not earned yet."""

from dataclasses import replace
from datetime import timedelta

from tieout.documents.schedules import Contract
from tieout.documents.trade import SalesInvoice
from tieout.ledger.entries import Entry, Line
from tieout.scenario.answer_key import Defect
from tieout.scenario.correspondence import with_letter
from tieout.scenario.defects.candidates import (
    bill_entry,
    bill_of,
    booked_bills,
    exchanged,
    made_instead,
    one_of,
    open_invoices,
    recurring_entries,
    right_entries,
    unordered,
    with_documents,
)
from tieout.scenario.letters.compose import Fact, Letter, compose
from tieout.scenario.letters.meaning import Topic
from tieout.scenario.seeds import Rng
from tieout.scenario.simulate.overheads import service_size
from tieout.scenario.simulate.schedules import course_of_service, share_of
from tieout.scenario.weekdays import weekday_between, weekday_near
from tieout.scenario.world import World


def bill_posted_ahead(world: World, rng: Rng) -> tuple[World, Defect]:
    """E06: a bill of the month stands in the month after."""
    late = [found for found in booked_bills(world) if found[0].date.day > 12]
    bill, entry = one_of(late, rng)
    after = world.period.next
    day = weekday_between(after.first, after.first + timedelta(days=7), rng)
    wrong = Entry(f"{entry.id}~E06", day, entry.memo, entry.lines)
    defect = Defect(
        "E06",
        f"Bill {bill.id} of {world.money(bill.amount)} was posted in {after}.",
        bill.amount,
        entries=(entry, wrong),
        evidence=((bill.id, world.money(bill.amount)),),
    )
    return world.with_books(drop=(entry,), add=(wrong,)).using(bill.id), defect


def early_bill_posted(world: World, rng: Rng) -> tuple[World, Defect]:
    """E06: a bill dated after month-end, for service rendered then, was dated back to the last day of business."""
    company, after = world.company, world.period.next
    day = weekday_between(after.first, after.first + timedelta(days=5), rng)
    amount = service_size(company, rng)
    vendor = one_of(unordered(world).with_room(day, amount), rng)
    bill = bill_of(world, rng, vendor, day, amount, after.first, after.last)
    wrong = bill_entry(world, rng, vendor, bill, "E06", weekday_near(world.last, latest=world.last))
    defect = Defect(
        "E06",
        f"Bill {bill.id} of {world.money(amount)} belongs to {after} and was posted in {world.period}.",
        amount,
        entries=(wrong,),
        evidence=((bill.id, world.money(amount)),),
    )
    return with_documents(world, bill).with_books(add=(wrong,)).using(bill.id), defect


def invoiced_ahead(world: World, rng: Rng) -> tuple[World, Defect]:
    """E33: an invoice for service over several months, or for a delivery after month-end, was booked as revenue."""
    entries = {entry.lines[0].document: entry for entry in right_entries(world) if entry.lines[0].item}
    invoice = one_of(undelivered(world), rng)
    entry = entries[invoice.id]
    owed, earned = entry.lines
    deferred = world.company.chart.role("deferred revenue")
    lines = [owed, Line(deferred, earned.amount, invoice.id, "", invoice.id)]
    meanings = world.meanings
    manner = "delivery"  # goods are not rendered over a span
    if world.company.archetype.sheet.services:
        manner = rng.weighted((("from now", 65), ("from then", 35)))
    if manner == "delivery":
        told, said = dispatched(world, rng, invoice, ("next month", "this month"))
        token, meanings = said.point, (*meanings, (invoice.id, said.meaning))
    else:
        months = rng.choice((3, 6, 12))
        start = world.period if manner == "from now" else world.period.next
        told = replace(invoice, service_from=start.first, service_to=start.shift(months - 1).last)
        token = invoice.id
        if manner == "from now":
            release = share_of(invoice.amount, months, 0)
            lines = [
                owed,
                Line(deferred, release - invoice.amount, invoice.id, "", invoice.id),
                Line(earned.account, -release, invoice.id),
            ]
    right = Entry(f"{entry.id}~E33", entry.date, entry.memo, tuple(lines))
    defect = Defect(
        "E33",
        f"Invoice {invoice.id} of {world.money(invoice.amount)} is not earned in full in {world.period}.",
        invoice.amount,
        entries=(entry, right),
        evidence=((invoice.id, token),),
    )
    spoiled = replace(exchanged(world, (invoice, told)), meanings=meanings).with_truth(drop=(entry,), add=(right,))
    return spoiled.using(invoice.id), defect


def undelivered(world: World) -> list[SalesInvoice]:
    """Untouched open invoices of the month that state no span of service, bear no tax and have no note yet."""
    booked = {entry.lines[0].document for entry in right_entries(world) if entry.lines[0].item}
    return [
        one
        for one in open_invoices(world)
        if one.id in booked and one.service_from is None and not one.note and not one.tax
    ]


def dispatched(world: World, rng: Rng, invoice: SalesInvoice, ends: tuple[str, str]) -> tuple[SalesInvoice, Letter]:
    """The invoice with a note on the day on which its goods leave: within the month, or after it."""
    after = world.period.next.first
    facts: dict[str, Fact] = {
        "later": weekday_between(after + timedelta(days=2), after + timedelta(days=20), rng),
        "day": weekday_between(invoice.date, world.last, rng),
    }
    said = compose(world.company.vocabulary.wordings, rng, Topic.DELIVERY, *ends, facts)
    return replace(invoice, note=said.text), said


def release_while_suspended(world: World, rng: Rng) -> tuple[World, Defect]:
    """E33: the release of deferred revenue was booked as every month, though the service rests."""
    contract, entry = one_of(paid_ahead(world), rng)
    said = course_of_service(world.company.vocabulary.wordings, rng, world.period, ("rests", "runs on"))
    told = replace(contract, text=said.text)
    booked = Entry(f"{entry.id}~E33", entry.date, entry.memo, entry.lines)
    amount = entry.lines[0].amount
    defect = Defect(
        "E33",
        f"{world.money(amount)} was released under {contract.id}, whose service is suspended.",
        amount,
        entries=(booked,),
        evidence=((contract.id, said.point),),
    )
    spoiled = made_instead(with_letter(world, told, said.meaning).with_truth(drop=(entry,)), entry, booked)
    return spoiled.using(contract.id), defect


def paid_ahead(world: World) -> list[tuple[Contract, Entry]]:
    """Untouched contracts whose customers paid ahead, with what they truly release in the month."""
    releases = recurring_entries(world, Contract)
    return [(contract, entry) for contract, entry in releases if entry.lines[0].item == contract.id]
