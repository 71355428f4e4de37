"""What a payment is for, as only the customer's message tells: E63 in receipts that wait, E64 in those that are booked.

Each message weighs an invoice against a deposit, or against another company of our group; a parent company speaks for a
customer of its group. Which of the two holds is what has to be read: ids, amounts and dates are the same either way.
"""

from dataclasses import replace
from typing import Final

from tieout.documents.casefile import Customer
from tieout.documents.trade import SalesInvoice
from tieout.scenario.answer_key import Defect
from tieout.scenario.defects.candidates import one_of
from tieout.scenario.defects.receipts.arrivals import (
    Arrival,
    Place,
    arrived,
    booked,
    day_of_receipt,
    misbooked,
    on_account,
    paid_on,
    payable_by,
    waiting,
)
from tieout.scenario.defects.receipts.naming import all_but_one, named, part_of_one, two_of_one, whole_months
from tieout.scenario.letters.compose import Fact, compose
from tieout.scenario.letters.meaning import Topic
from tieout.scenario.seeds import Rng
from tieout.scenario.simulate.customer_groups import PARENT, stem_of
from tieout.scenario.world import World

DEPOSIT, SISTER = "account", "sister"
LEFT: Final = 350  # per mille of misread messages: the money stands unapplied, where fewer entries of a month lead
SEVERAL: Final = 350  # per mille of messages, each for what names several invoices in one way


def purpose_waiting(world: World, rng: Rng) -> tuple[World, Defect]:
    """E63: a receipt waits, and only a message says in words which invoices it pays, or that it pays none."""
    return waiting(with_message(world, rng, rng.chance(500)), "E63")


def parent_waiting(world: World, rng: Rng) -> tuple[World, Defect]:
    """E63: a parent company's receipt waits, for a customer of its group or for later orders of its own."""
    return waiting(from_parent(world, rng, rng.chance(500)), "E63")


def purpose_misread(world: World, rng: Rng) -> tuple[World, Defect]:
    """E64: what a message says that money is for was not done: left unapplied, or applied though it was a deposit."""
    return misbooked(with_message(world, rng, rng.chance(LEFT)), "E64")


def parent_misread(world: World, rng: Rng) -> tuple[World, Defect]:
    """E64: a parent's payment for another customer was left unapplied, or a deposit of its own was applied."""
    return misbooked(from_parent(world, rng, rng.chance(LEFT)), "E64")


def with_message(world: World, rng: Rng, toward: bool) -> Arrival:
    """A customer's payment with a message: ``toward`` invoices, or for none of them."""
    owed = payable_by(world)
    mine = one_of(sorted(owed.items()), rng)[1]
    months = whole_months(world, owed) if rng.chance(SEVERAL) else []
    if months or (len(mine) > 1 and rng.chance(SEVERAL)):
        some, name = all_but_one(world, rng, rng.choice(months)) if months else two_of_one(world, rng, mine)
        paid = tuple([(invoice, invoice.amount) for invoice in some])
    else:
        invoice = rng.choice(mine)
        amount, name = part_of_one(world, rng, invoice)
        paid = ((invoice, amount),)
    return _arrival(world, rng, world.company.customer(paid[0][0].party), paid, name, toward)


def from_parent(world: World, rng: Rng, toward: bool) -> Arrival:
    """The same from a parent company, for an invoice of a customer of its group."""
    groups = _groups(world)
    owed = payable_by(world)
    found = [(parent, one) for parent, members in groups for member in members for one in owed.get(member.id, ())]
    parent, invoice = one_of(found, rng)
    owner = world.company.customer(invoice.party)
    name = f"{named(world, rng, invoice)} of our subsidiary {owner.name}"
    return _arrival(world, rng, parent, ((invoice, invoice.amount),), name, toward)


def _groups(world: World) -> list[tuple[Customer, list[Customer]]]:
    """Parents, and the customers of their groups."""
    members: dict[str, list[Customer]] = {}
    for customer in world.company.customers:
        members.setdefault(stem_of(customer), []).append(customer)
    return [
        (parent, [one for one in members[stem_of(parent)] if one is not parent])
        for parent in world.company.customers
        if parent.name.endswith(PARENT)
    ]


def _arrival(
    world: World,
    rng: Rng,
    payer: Customer,
    paid: tuple[tuple[SalesInvoice, int], ...],
    name: str,
    toward: bool,
) -> Arrival:
    amount = sum([part for _, part in paid])
    words = world.company.vocabulary
    reference = words.doc_number(rng, payer.name)
    other = SISTER if rng.chance(300) else DEPOSIT
    facts: dict[str, Fact] = {"amount": amount, "reference": reference, "invoices": name}
    ends = ("toward", other) if toward else (other, "toward")
    said = compose(words.wordings, rng, Topic.PURPOSE, *ends, facts)
    invoices = [invoice for invoice, _ in paid]
    day = day_of_receipt(world, invoices, rng)
    seen, line, advice, memo = arrived(world, rng, payer, day, amount, text=said.text, reference=reference)
    sides: tuple[tuple[Place, ...], tuple[Place, ...]] = (paid_on(*paid), on_account(amount, line))
    right, wrong = sides if toward else sides[::-1]
    ids = tuple([invoice.id for invoice in invoices])
    what = f"{world.money(amount)} of {payer.id} is for {', '.join(ids)}"
    return Arrival(
        replace(seen, meanings=(*seen.meanings, (advice.id, said.meaning))),
        line,
        booked(seen, line, right),
        booked(seen, line, wrong),
        what if toward else f"{world.money(amount)} of {payer.id} is for no invoice of ours",
        amount,
        ((advice.id, said.point), (line.id, world.money(amount)), *[(name, name) for name in ids]),
        (advice.id, *ids),
        memo,
    )
