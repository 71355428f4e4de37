"""Invoices without sales tax on which the customer has written: E73.

No certificate for the invoice is on the desk. The customer says that one in force covers it, or that none does; tax that
is due is ours to pay, out of what was invoiced.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from tieout.documents.trade import SalesInvoice
from tieout.ledger.entries import Entry
from tieout.scenario.answer_key import Defect
from tieout.scenario.correspondence import Mail, about_exemption, with_mail
from tieout.scenario.defects.candidates import (
    NoCandidateError,
    amount_taken,
    exchanged,
    one_of,
    rebooked,
)
from tieout.scenario.defects.close.sales_tax import taxed_invoices
from tieout.scenario.defects.receipts.naming import of_day
from tieout.scenario.seeds import Rng
from tieout.scenario.world import World

BY_DAY: Final = 500  # per mille of the letters name the invoice by its date
SOONEST: Final = timedelta(days=1)
LATEST: Final = 24  # day of the month by which an invoice is sent that a customer still writes about


@dataclass(frozen=True, slots=True)
class Untaxed:
    """``world`` has the invoice without tax, the letter on it, and no entry on it. ``bare`` books it without tax, ``taken``
    with the tax taken out of its revenue; ``tax`` is how much that is."""

    world: World
    invoice: SalesInvoice
    mail: Mail
    bare: Entry
    taken: Entry
    tax: int


def exemption_misread(world: World, rng: Rng) -> tuple[World, Defect]:
    """E73: an invoice bears tax by the customer's letter and was booked without, or none and tax was taken out of it."""
    taxable = rng.chance(500)
    found = written_about(world, rng, taxable)
    right, wrong = (found.taken, found.bare) if taxable else (found.bare, found.taken)
    name, amount = found.invoice.id, world.money(found.tax)
    defect = Defect(
        "E73",
        f"By the customer's letter tax of {amount} is {'due' if taxable else 'not due'} on {name}.",
        found.tax,
        entries=(right, wrong),
        evidence=((found.mail.email.id, found.mail.said.point), (name, world.money(found.invoice.amount))),
    )
    return found.world.with_truth(add=(right,)).with_books(add=(wrong,)), defect


def exemption_heeded(world: World, rng: Rng) -> World:
    """The same invoice, booked as the letter says."""
    taxable = rng.chance(500)
    found = written_about(world, rng, taxable)
    right = found.taken if taxable else found.bare
    return found.world.with_truth(add=(right,)).with_books(add=(right,))


def written_about(world: World, rng: Rng, taxable: bool) -> Untaxed:
    """An invoice of the month that would bear tax, sent without it, and the customer's letter on it."""
    until = world.last.replace(day=LATEST)
    found = [one for one in taxed_invoices(world) if not one[0].untaxed and one[0].date <= until]
    invoice, entry = one_of(found, rng)
    if amount_taken(world, world.company.chart.role("bank"), invoice.price):
        raise NoCandidateError("a movement of the bank account has the amount without tax")
    bare = replace(invoice, tax=0, tax_rate=0)
    seen = exchanged(world, (invoice, bare)).with_books(drop=(entry,)).with_truth(drop=(entry,))
    name = of_day(seen, rng, bare) if rng.chance(BY_DAY) else ""  # not by size, which tax changes
    ends = ("taxable", "exempt") if taxable else ("exempt", "taxable")
    mail = about_exemption(seen, rng, world.company.customer(invoice.party), name or bare.id, bare.date + SOONEST, ends)
    owed, income, tax = entry.lines
    owed = owed.of(bare.amount)
    return Untaxed(
        with_mail(seen, mail).using(invoice.id, mail.email.id),
        bare,
        mail,
        rebooked(entry, f"{entry.id}~E73", (owed, income.of(-bare.amount))),
        rebooked(entry, f"{entry.id}~E73t", (owed, income.of(-bare.amount - tax.amount), tax)),
        invoice.tax,
    )
