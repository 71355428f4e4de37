"""E41 the predecessor's plug; suspense items to clear (E07 what a letter explains, E19 a customer's receipt) or to hand
on (E41 what nothing explains)."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from tieout.documents.casefile import Customer, Vendor
from tieout.documents.closing import Disposition
from tieout.documents.letters import Notice
from tieout.documents.trade import SalesInvoice
from tieout.ledger.entries import Entry, Line
from tieout.scenario.answer_key import Defect
from tieout.scenario.correspondence import about_refund, about_suspense, one_of_two, with_mail
from tieout.scenario.defects.candidates import (
    brought_forward,
    free_amount,
    fresh_id,
    one_of,
    open_invoices,
    with_documents,
)
from tieout.scenario.seeds import Rng
from tieout.scenario.weekdays import weekday_near
from tieout.scenario.world import World

UNSUPPORTED: Final = "unsupported entry"
CUSTOMERS: Final = 550  # per mille of the letters on suspense: a customer writes, else a vendor


def plug(world: World, rng: Rng) -> tuple[World, Defect]:
    """E41: an entry that makes the bank agree with its statement, at month-end and by force. It is reversed; a true cause,
    if any, is another finding."""
    chart = world.company.chart
    made = {id(entry) for entry in world.books}
    codes = {account.code: account for account in world.accounts}
    unbooked = [line for entry in world.truth if id(entry) not in made for line in entry.lines if line.account in codes]
    if unbooked and rng.chance(600):
        cause = rng.choice(unbooked)
        account, amount = codes[cause.account], cause.amount
    else:
        account = rng.choice(world.accounts)
        amount = free_amount(world, rng, 1_200, 60_000) * (1 if rng.chance(500) else -1)
    contra = chart.role(rng.choice(("rounding", "miscellaneous", "other income", "retained earnings")))
    support = account.statement_id(world.period)
    memo = world.company.vocabulary.memo(rng, "adjustment", "", str(world.period))
    forced = Entry(
        f"plug~{rng.digits(8)}",
        world.last,
        memo,
        (Line(account.code, amount, support), Line(contra, -amount, support)),
    )
    defect = Defect(
        "E41",
        f"{world.money(abs(amount))} was forced into {contra} to make {account.code} agree.",
        abs(amount),
        entries=(forced,),
        evidence=((support, account.number),),
    )
    return world.with_books(add=(forced,)), defect


def suspense_explained(world: World, rng: Rng) -> tuple[World, Defect]:
    """An item that stands in suspense since the month before, and a letter of this month that says what it is:
    a customer's receipt (E19), or a refund of a vendor (E07)."""
    chart = world.company.chart
    touched: tuple[str, ...]
    if rng.chance(CUSTOMERS):
        invoice, customer, amount = _paid_before(world, rng)
        spoiled, advice, number = _in_suspense(world, rng, amount)
        named = one_of_two(world, rng, invoice, _owed_before(world))
        mail = about_suspense(spoiled, rng, customer, named, amount, number, ("ours", "not ours"))
        letter, said = mail.email, mail.said
        home = Line(chart.role("receivables"), -amount, letter.id, customer.id, invoice.id)
        code, name, touched = "E19", customer.name, (letter.id, invoice.id)
    else:
        vendor, amount = _refunding(world, rng)
        spoiled, advice, number = _in_suspense(world, rng, amount)
        mail = about_refund(spoiled, rng, vendor, amount, number, ("refund", "not ours"))
        letter, said = mail.email, mail.said
        home = vendor.charge(-amount, letter.id)
        code, name, touched = "E07", vendor.name, (letter.id,)
    cleared = Entry(
        f"{letter.id}~cleared",
        world.last,
        world.company.vocabulary.memo(rng, "adjustment", name, number),
        (Line(chart.role("suspense"), amount, letter.id, "", advice.id), home),
    )
    defect = Defect(
        code,
        f"Suspense item {advice.id} of {world.money(amount)} is explained by {letter.id} and was not cleared.",
        amount,
        entries=(cleared,),
        evidence=((letter.id, said.said["reference"]), (letter.id, said.point), (advice.id, number)),
    )
    return with_mail(spoiled, mail).with_truth(add=(cleared,)).using(*touched), defect


def suspense_unexplained(world: World, rng: Rng) -> tuple[World, Defect]:
    """E41: an item in suspense that nothing explains stays there and is escalated. Somebody was asked, and says no."""
    if rng.chance(CUSTOMERS):
        invoice, customer, amount = _paid_before(world, rng)
        spoiled, advice, number = _in_suspense(world, rng, amount)
        named = one_of_two(world, rng, invoice, _owed_before(world))
        mail = about_suspense(spoiled, rng, customer, named, amount, number, ("not ours", "ours"))
        letter, said = mail.email, mail.said
    else:
        vendor, amount = _refunding(world, rng)
        spoiled, advice, number = _in_suspense(world, rng, amount)
        mail = about_refund(spoiled, rng, vendor, amount, number, ("not ours", "refund"))
        letter, said = mail.email, mail.said
    handed = Disposition(advice.id, "escalation", UNSUPPORTED)
    defect = Defect(
        "E41",
        f"Suspense item {advice.id} of {world.money(amount)} has no explanation: escalated, not booked.",
        amount,
        subjects=(advice.id,),
        evidence=((advice.id, number), (letter.id, said.point)),
    )
    spoiled = with_mail(spoiled, mail).using(letter.id)
    return replace(spoiled, settled=(*spoiled.settled, handed)), defect


def _paid_before(world: World, rng: Rng) -> tuple[SalesInvoice, Customer, int]:
    """An open invoice that a customer may have paid in the month before: the customer and the sum."""
    invoice = one_of(_owed_before(world), rng)
    return invoice, world.company.customer(invoice.party), invoice.amount


def _owed_before(world: World) -> list[SalesInvoice]:
    """Open invoices that a payment of the month before may have been for."""
    return [found for found in open_invoices(world) if found.date < world.period.first - timedelta(days=3)]


def _refunding(world: World, rng: Rng) -> tuple[Vendor, int]:
    """A vendor who may have paid something back, and how much."""
    return rng.choice(world.company.vendors), free_amount(world, rng, 5_000, 120_000)


def _in_suspense(world: World, rng: Rng, amount: int) -> tuple[World, Notice, str]:
    """The world with a credit of the month before that went to suspense, the bank's advice of it, its reference."""
    chart = world.company.chart
    day = weekday_near(world.period.first - timedelta(days=rng.between(2, 25)), latest=world.period.previous.last)
    number = rng.digits(7)
    text = f"{world.money(amount)} was credited to your account, reference {number}. The remitter is not stated."
    advice = Notice(fresh_id(world, rng, "ADV"), day, "", "Credit advice", text)
    spoiled = brought_forward(with_documents(world, advice), chart.role("suspense"), -amount, "", advice.id)
    return spoiled.using(advice.id), advice, number
