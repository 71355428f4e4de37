"""Sales tax that is not where it belongs: E10, on what was sold and on what was bought."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from tieout.documents.trade import ExemptionCertificate, SalesInvoice
from tieout.ledger.entries import Entry, Line
from tieout.ledger.money import ratio
from tieout.scenario.answer_key import Defect
from tieout.scenario.defects.candidates import (
    NoCandidateError,
    amount_taken,
    booked_bills,
    documents_of,
    exchanged,
    fresh_id,
    made_wrongly,
    one_of,
    open_invoices,
    rebooked,
    right_entries,
    usual_bill,
    with_documents,
)
from tieout.scenario.sales_tax import WHOLE, SalesTax
from tieout.scenario.seeds import Rng
from tieout.scenario.simulate.exemptions import certificate
from tieout.scenario.world import World

OFF: Final = (250, 500, 1_000)
"""Thousandths of a per cent by which a rate is mistaken where the place adds nothing to the state's."""
UNCERTIFIED: Final = 400  # per mille: a customer without any certificate, not one with an old one


def tax_in_revenue(world: World, rng: Rng) -> tuple[World, Defect]:
    """E10: the tax on an invoice was booked as revenue."""
    invoice, entry = one_of(taxed_invoices(world), rng)
    owed, income, _ = entry.lines
    booked = rebooked(entry, f"{entry.id}~E10", (owed, income.of(-owed.amount)))
    what = f"The tax of {world.money(invoice.tax)} on {invoice.id} was booked as revenue."
    return _misbooked(world, invoice, entry, booked, what, invoice.tax)


def tax_at_another_rate(world: World, rng: Rng) -> tuple[World, Defect]:
    """E10: the tax on an invoice was booked at another rate than the invoice states."""
    invoice, entry = one_of(taxed_invoices(world), rng)
    owed, income, tax = entry.lines
    mistaken = ratio(invoice.price - invoice.untaxed, _another_rate(world, rng), WHOLE)
    off = invoice.tax - mistaken
    if not off:
        raise NoCandidateError("the invoice is too small for the rate to matter")
    booked = rebooked(entry, f"{entry.id}~E10", (owed, income.of(income.amount - off), tax.of(-mistaken)))
    what = f"The tax on {invoice.id} was booked at {world.money(mistaken)} instead of {world.money(invoice.tax)}."
    return _misbooked(world, invoice, entry, booked, what, abs(off))


def _another_rate(world: World, rng: Rng) -> int:
    """The state's own rate where the place adds to it, else one that is near."""
    tax = _tax(world)
    return tax.state_rate if tax.state_rate != tax.rate else tax.rate - rng.choice(OFF)


def takings_with_tax(world: World, rng: Rng) -> tuple[World, Defect]:
    """E10: what was paid over the counter was booked as revenue with the tax in it."""
    entry = one_of(_taxed_takings(world), rng)
    cash, income, tax = entry.lines
    booked = rebooked(entry, f"{entry.id}~E10", (cash, income.of(-cash.amount)))
    what = f"The tax of {world.money(-tax.amount)} in the takings of {cash.document} was booked as revenue."
    evidence = ((cash.document, world.money(cash.amount)),)
    return made_wrongly(world, "E10", what, -tax.amount, entry, booked, evidence)


def sold_untaxed(world: World, rng: Rng) -> tuple[World, Defect]:
    """E10: a sale that bears tax was invoiced without it: the customer's certificate had run out, or there is none."""
    invoice, entry = one_of([one for one in taxed_invoices(world) if not one[0].untaxed], rng)
    if amount_taken(world, world.company.chart.role("bank"), invoice.price):
        raise NoCandidateError("a movement of the bank account has the amount without tax")
    held = [one for one in documents_of(world, ExemptionCertificate) if one.party == invoice.party]
    spoiled = world
    if not held and not rng.chance(UNCERTIFIED):
        held = [_run_out(world, invoice, rng)]
        spoiled = with_documents(world, *held)
    bare = replace(invoice, tax=0, tax_rate=0)
    owed, income, tax = entry.lines
    right = rebooked(entry, f"{entry.id}~E10", (owed.of(bare.amount), income.of(-bare.amount - tax.amount), tax))
    booked = rebooked(entry, f"{entry.id}~E10w", (owed.of(bare.amount), income.of(-bare.amount)))
    evidence = [(invoice.id, world.money(bare.amount)), *[(one.id, one.number) for one in held]]
    defect = Defect(
        "E10",
        f"Invoice {invoice.id} of {world.money(bare.amount)} should have borne tax of {world.money(invoice.tax)}.",
        invoice.tax,
        entries=(right, booked),
        evidence=tuple(evidence),
    )
    spoiled = exchanged(spoiled, (invoice, bare)).with_books(drop=(entry,), add=(booked,))
    touched = (invoice.id, *[one.id for one in held])
    return spoiled.with_truth(drop=(entry,), add=(right,)).using(*touched), defect


def _run_out(world: World, invoice: SalesInvoice, rng: Rng) -> ExemptionCertificate:
    """A certificate of the customer that was no longer good on the day of the invoice."""
    last = invoice.date - timedelta(days=rng.between(1, 90))
    first = last - timedelta(days=rng.between(360, 1_000))
    return certificate(world.company, fresh_id(world, rng, "EXC"), invoice.party, first, last, rng)


def tax_off_the_bill(world: World, rng: Rng) -> tuple[World, Defect]:
    """E10: the tax on a vendor's bill was taken for tax that can be recovered, not for part of the cost."""
    bill, entry = usual_bill(world, [found for found in booked_bills(world) if found[0].tax], rng)
    charge, payable = entry.lines
    control = Line(world.company.chart.role("sales tax"), bill.tax, bill.id)
    booked = rebooked(entry, f"{entry.id}~E10", (charge.of(charge.amount - bill.tax), control, payable))
    what = f"The tax of {world.money(bill.tax)} on {bill.id} was charged to sales tax payable."
    evidence = ((bill.id, world.money(bill.tax)), (bill.id, world.money(bill.amount)))
    return made_wrongly(world, "E10", what, bill.tax, entry, booked, evidence)


def _misbooked(
    world: World, invoice: SalesInvoice, right: Entry, wrong: Entry, what: str, stake: int
) -> tuple[World, Defect]:
    evidence = ((invoice.id, world.money(invoice.tax)), (invoice.id, world.money(invoice.amount)))
    return made_wrongly(world, "E10", what, stake, right, wrong, evidence)


def taxed_invoices(world: World) -> list[tuple[SalesInvoice, Entry]]:
    """Untouched open invoices of the month that bear tax and are rightly in the books, with their entries."""
    taxed = {invoice.id: invoice for invoice in open_invoices(world) if invoice.tax}
    found = [(taxed.get(entry.lines[0].document), entry) for entry in right_entries(world)]
    return [(invoice, entry) for invoice, entry in found if invoice is not None and entry.lines[0].item == invoice.id]


def _taxed_takings(world: World) -> list[Entry]:
    """Entries of what was paid over the counter with tax in it."""
    control, banks = world.company.chart.role("sales tax"), {account.code for account in world.accounts}
    return [
        entry
        for entry in right_entries(world)
        if len(entry.lines) == 3
        and entry.lines[0].account in banks
        and entry.lines[-1].account == control
        and entry.lines[0].document not in world.used
    ]


def _tax(world: World) -> SalesTax:
    if world.company.sales_tax is None:
        raise NoCandidateError("the company is in a state without sales tax")
    return world.company.sales_tax
