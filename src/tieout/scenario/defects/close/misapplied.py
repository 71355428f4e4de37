"""Receipts booked to the wrong open item: E24 another invoice of the customer, E08 another customer."""

from collections.abc import Iterable

from tieout.documents.trade import Remittance, SalesInvoice
from tieout.ledger.entries import Line
from tieout.scenario.answer_key import Defect
from tieout.scenario.defects.candidates import CashEntry, cash_entries, documents_of, one_of, open_invoices, rebooked
from tieout.scenario.seeds import Rng
from tieout.scenario.world import World


def wrong_invoice(world: World, rng: Rng) -> tuple[World, Defect]:
    """E24: the ledger is right, the ageing is not. Re-applied within the customer's account."""
    owed: dict[str, list[SalesInvoice]] = {}
    for invoice in open_invoices(world):
        owed.setdefault(invoice.party, []).append(invoice)
    found = one_of([entry for entry in _receipts(world) if _written(entry, owed.get(entry.other.party, ()))], rng)
    invoice = rng.choice(_written(found, owed[found.other.party]))
    return _booked_to(world, found, found.other.party, invoice.id, "E24")


def wrong_customer(world: World, rng: Rng) -> tuple[World, Defect]:
    """E08: the control account is right, two customers' balances are wrong."""
    found = one_of(_receipts(world), rng)
    others = [invoice for invoice in open_invoices(world) if invoice.party != found.other.party]
    invoice = one_of(_written(found, others), rng)
    return _booked_to(world, found, invoice.party, invoice.id, "E08")


def _written(found: CashEntry, invoices: Iterable[SalesInvoice]) -> list[SalesInvoice]:
    """The invoices that were written when the receipt was booked: nobody books money to one that is not."""
    return [invoice for invoice in invoices if invoice.date <= found.entry.date]


def _receipts(world: World) -> list[CashEntry]:
    advised = {advice.id for advice in documents_of(world, Remittance)}
    return [found for found in cash_entries(world, payments=False) if found.cash.document in advised]


def _booked_to(world: World, found: CashEntry, party: str, item: str, code: str) -> tuple[World, Defect]:
    other, document = found.other, found.cash.document
    line = Line(other.account, other.amount, other.document, party, item)
    wrong = rebooked(found.entry, f"{found.entry.id}~{code}", (found.cash, line))
    amount = found.cash.amount
    whose = "another customer's invoice" if code == "E08" else "another invoice"
    defect = Defect(
        code,
        f"Receipt {document} pays {other.item} and was booked to {whose}, {item}.",
        amount,
        entries=(found.entry, wrong),
        evidence=((document, other.item), (document, world.money(amount))),
    )
    return world.with_books(drop=(found.entry,), add=(wrong,)).using(document, item), defect
