"""What a letter alone asks for: E24 a credit set off against another invoice, E07 part of a bill moved to another account."""

from tieout.documents.casefile import Customer
from tieout.documents.trade import SalesInvoice
from tieout.ledger.entries import Entry, Line
from tieout.scenario.answer_key import Defect
from tieout.scenario.correspondence import about_credit, one_of_two, with_mail
from tieout.scenario.defects.candidates import (
    booked_bills,
    brought_forward,
    fresh_id,
    one_of,
    open_invoices,
)
from tieout.scenario.defects.recoding import Recoding, not_moved, recoding
from tieout.scenario.miscoding import kindred
from tieout.scenario.seeds import Rng
from tieout.scenario.world import World


def credit_applied(world: World, rng: Rng) -> tuple[World, Defect]:
    """E24: a customer's credit from an earlier invoice is to be set off against another, and was not."""
    spoiled, customer, credited, amount, invoice = with_credit(world, rng)
    named = one_of_two(world, rng, invoice, open_invoices(world))
    mail = about_credit(spoiled, rng, customer, credited, amount, named, ("applied", "stands"))
    letter, said = mail.email, mail.said
    receivables = world.company.chart.role("receivables")
    moved = Entry(
        f"{letter.id}~E24",
        letter.date,
        world.company.vocabulary.memo(rng, "adjustment", customer.name, credited),
        (
            Line(receivables, amount, letter.id, customer.id, credited),
            Line(receivables, -amount, letter.id, customer.id, invoice.id),
        ),
    )
    defect = Defect(
        "E24",
        f"The credit of {world.money(amount)} on {credited} was not set off against {invoice.id}.",
        amount,
        entries=(moved,),
        evidence=((letter.id, credited), (letter.id, invoice.id), (letter.id, said.point)),
    )
    spoiled = with_mail(spoiled, mail).with_truth(add=(moved,))
    return spoiled.using(letter.id, invoice.id), defect


def with_credit(world: World, rng: Rng) -> tuple[World, Customer, str, int, SalesInvoice]:
    """The world in which a customer is in credit on an invoice of an earlier month: the customer, that invoice, the
    credit, and an open invoice that it could be set off against."""
    invoice = one_of([found for found in open_invoices(world) if found.amount > 10_000], rng)
    customer = world.company.customer(invoice.party)
    credited = fresh_id(world, rng, "INV")
    amount = rng.between(invoice.amount // 10, invoice.amount // 2)
    receivables = world.company.chart.role("receivables")
    return brought_forward(world, receivables, -amount, customer.id, credited), customer, credited, amount, invoice


def bill_recoded(world: World, rng: Rng) -> tuple[World, Defect]:
    """E07: the controller moves part of a bill to another account, and nobody has."""
    return not_moved(world, rng, recodable(world, rng))


def recodable(world: World, rng: Rng) -> Recoding:
    """A part of a bill that is rightly booked, and another account for it: one of like things where there is any."""
    bill, entry = one_of([found for found in booked_bills(world) if found[0].amount > 10_000], rng)
    likely = kindred(world.company, world.company.line_of(bill.party), world.company.vendor(bill.party).account)
    return recoding(world, rng, bill, entry.lines[0], likely)
