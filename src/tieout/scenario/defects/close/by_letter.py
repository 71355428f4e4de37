"""What a letter alone asks for: E24 a credit set off against another invoice, E07 part of a bill moved to another account."""

from tieout.documents.casefile import Customer
from tieout.documents.letters import Email
from tieout.documents.trade import SalesInvoice, SupplierBill
from tieout.ledger.entries import Entry, Line
from tieout.scenario.answer_key import Defect
from tieout.scenario.correspondence import about_coding, about_credit, one_of_two, part_of, with_mail
from tieout.scenario.defects.candidates import (
    booked_bills,
    brought_forward,
    customer_of,
    fresh_id,
    one_of,
    open_invoices,
)
from tieout.scenario.letters.compose import Fact
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
    customer = customer_of(world, invoice.party)
    credited = fresh_id(world, rng, "INV")
    amount = rng.between(invoice.amount // 10, invoice.amount // 2)
    receivables = world.company.chart.role("receivables")
    return brought_forward(world, receivables, -amount, customer.id, credited), customer, credited, amount, invoice


def bill_recoded(world: World, rng: Rng) -> tuple[World, Defect]:
    """E07: the controller moves part of a bill to another account, and nobody has."""
    bill, charge, amount, put, target = recodable(world, rng)
    mail = about_coding(world, rng, bill, put, target, ("moved", "stays"))
    letter, said = mail.email, mail.said
    moved = reclassified(world, rng, bill, charge, amount, target, letter)
    defect = Defect(
        "E07",
        f"{world.money(amount)} of {bill.id} was not moved to {target}, as {letter.id} asks.",
        amount,
        entries=(moved,),
        evidence=((letter.id, bill.id), (letter.id, target), (letter.id, said.point)),
    )
    spoiled = with_mail(world, mail).with_truth(add=(moved,))
    return spoiled.using(letter.id, bill.id), defect


def reclassified(
    world: World, rng: Rng, bill: SupplierBill, charge: Line, amount: int, target: str, letter: Email
) -> Entry:
    """What a letter of the controller moves to another account."""
    return Entry(
        f"{letter.id}~E07",
        letter.date,
        world.company.vocabulary.memo(rng, "adjustment", bill.name, bill.id),
        (
            Line(target, amount, letter.id, "", "", charge.department),
            Line(charge.account, -amount, letter.id, "", "", charge.department),
        ),
    )


def recodable(world: World, rng: Rng) -> tuple[SupplierBill, Line, int, Fact, str]:
    """A bill that is rightly booked, its charge, a part of it, how a letter puts the part, and another account."""
    bill, entry = one_of([found for found in booked_bills(world) if found[0].amount > 10_000], rng)
    charge = entry.lines[0]
    amount, put = part_of(world, rng, bill.amount)
    others = [
        account.code
        for account in world.company.chart
        if account.code != charge.account and account.role.startswith("line ")
    ]
    return bill, charge, amount, put, rng.choice(kindred(world.company, world.company.vendor(bill.party)) or others)
