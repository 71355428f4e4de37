"""Finding what a defect of the close can touch, and ids for what it adds."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from tieout.documents.casefile import Customer, Document
from tieout.documents.trade import SalesInvoice, SupplierBill
from tieout.ledger.entries import Entry, Line
from tieout.scenario.defects.planting import NoCandidateError
from tieout.scenario.seeds import Rng
from tieout.scenario.simulate.overheads import Unordered
from tieout.scenario.world import World

T = TypeVar("T")
D = TypeVar("D", bound=Document)


def one_of(candidates: Sequence[T], rng: Rng) -> T:
    """One of the candidates; NoCandidateError where there is none."""
    if not candidates:
        raise NoCandidateError("nothing is left that this could touch")
    return rng.choice(candidates)


def documents_of(world: World, kind: type[D]) -> Iterator[D]:
    """The documents of a kind that no defect has touched."""
    for document in world.documents:
        if isinstance(document, kind) and document.id not in world.used:
            yield document


def booked_bills(world: World) -> list[tuple[SupplierBill, Entry]]:
    """Bills of one charge without an order that are rightly in the books, with their entries."""
    bills = {bill.id: bill for bill in documents_of(world, SupplierBill) if not bill.order}
    return [
        (bills[entry.lines[1].item], entry)
        for entry in right_entries(world)
        if len(entry.lines) == 2 and entry.lines[1].item in bills and entry.lines[1].item == entry.lines[1].document
        and entry.lines[1].party
    ]


def right_entries(world: World) -> list[Entry]:
    """Entries that stand in the books and in the truth."""
    true = {id(entry) for entry in world.truth}
    return [entry for entry in world.books if id(entry) in true]


def due_entries(world: World, kind: type[D]) -> list[tuple[D, Entry]]:
    """True entries that nobody has made yet and that cite a document of this kind, with the document."""
    documents = {document.id: document for document in documents_of(world, kind)}
    made = {id(entry) for entry in world.books}
    return [
        (documents[entry.lines[0].document], entry)
        for entry in world.truth
        if entry.lines[0].document in documents and id(entry) not in made
    ]


def open_invoices(world: World) -> list[SalesInvoice]:
    """Untouched invoices that are open in full at month-end, in the books as in the truth."""
    receivables = world.company.chart.role("receivables")
    moved: dict[str, int] = {}
    for journal in (world.history, world.truth, world.books):
        for entry in journal:
            for line in entry.lines:
                if line.account == receivables:
                    moved[line.item] = moved.get(line.item, 0) + (1 if line.amount > 0 else 3)
    # an invoice of the month stands in truth and books (2), one brought forward in the history (1); nothing credited
    return [invoice for invoice in documents_of(world, SalesInvoice) if moved.get(invoice.id) in (1, 2)]


def unordered(world: World) -> Unordered:
    """What vendors have billed without an order, so that no defect makes an honest vendor look like a fraud."""
    billed = Unordered.of(world.company)
    for document in world.documents:
        if isinstance(document, SupplierBill) and not document.order and document.amount < billed.limit:
            billed.note(document.party, document.date, document.amount)
    return billed


def customer_of(world: World, customer_id: str) -> Customer:
    return next(customer for customer in world.company.customers if customer.id == customer_id)


def fresh_id(world: World, rng: Rng, prefix: str, digits: int = 5) -> str:
    """An id that no document, bank line or open item has."""
    taken = {document.id for document in world.documents}
    taken.update(movement.line.id for movement in world.movements)
    taken.update(line.item for entry in world.history for line in entry.lines)
    taken.update(line.item for entry in world.truth for line in entry.lines)
    while (value := f"{prefix}-{rng.digits(digits)}") in taken:
        pass
    return value


def exchanged(world: World, old: Document, new: Document) -> World:
    """The world with ``new`` lying where ``old`` lay."""
    return replace(world, documents=tuple(new if document is old else document for document in world.documents))


def with_documents(world: World, *documents: Document) -> World:
    return replace(world, documents=(*world.documents, *documents))


def rebooked(entry: Entry, key: str, lines: tuple[Line, ...]) -> Entry:
    """The entry with other lines."""
    return Entry(key, entry.date, entry.memo, lines)
