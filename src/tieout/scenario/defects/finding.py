"""Finding what a defect of the close can touch, and ids for what it adds."""

from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Final, TypeVar

from tieout.documents.casefile import Customer, Document, Vendor
from tieout.documents.trade import SalesInvoice, SupplierBill
from tieout.ledger.entries import Entry, Line
from tieout.scenario.defects.planting import NoCandidateError
from tieout.scenario.seeds import Rng
from tieout.scenario.simulate.overheads import Unordered
from tieout.scenario.world import World

T = TypeVar("T")
D = TypeVar("D", bound=Document)
_ID: Final = attrgetter("id")
_ITEM: Final = attrgetter("item")


def one_of(candidates: Sequence[T], rng: Rng) -> T:
    """One of the candidates; NoCandidateError where there is none."""
    if not candidates:
        raise NoCandidateError("nothing is left that this could touch")
    return rng.choice(candidates)


def documents_of(world: World, kind: type[D]) -> list[D]:
    """The documents of a kind that no defect has touched."""
    used = world.used
    return [document for document in world.documents if isinstance(document, kind) and document.id not in used]


def booked_bills(world: World) -> list[tuple[SupplierBill, Entry]]:
    """Bills of one charge without an order that are rightly in the books of the month, with their entries."""
    bills = {bill.id: bill for bill in documents_of(world, SupplierBill) if not bill.order}
    found = []
    for entry in right_entries(world):
        credited = entry.lines[-1]
        if credited.item in bills and credited.party and len(entry.lines) == 2 and entry.date <= world.last:
            found.append((bills[credited.item], entry))
    return found


def right_entries(world: World) -> list[Entry]:
    """Entries that stand in the books and in the truth."""
    true = set(map(id, world.truth))
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


def recurring_entries(world: World, kind: type[D]) -> list[tuple[D, Entry]]:
    """True entries at the end of the month that cite a document of this kind, made by the bookkeeper or not."""
    documents, last = {document.id: document for document in documents_of(world, kind)}, world.last
    return [
        (documents[entry.lines[0].document], entry)
        for entry in world.truth
        if entry.date == last and entry.lines[0].document in documents
    ]


def made_instead(world: World, right: Entry, wrong: Entry | None) -> World:
    """The world in which the bookkeeper has made ``wrong``, if any, and not ``right``."""
    made = tuple(entry for entry in world.books if entry is right)
    return world.with_books(drop=made, add=() if wrong is None else (wrong,))


def open_invoices(world: World) -> list[SalesInvoice]:
    """Untouched invoices that are open in full at month-end, in the books as in the truth."""
    true = set(map(id, world.truth))
    wrong = [entry for entry in world.books if id(entry) not in true]
    credited = {line.item for entries in (world.truth, wrong) for entry in entries for line in entry.lines if line.amount < 0}
    return [invoice for invoice in documents_of(world, SalesInvoice) if invoice.id not in credited]


def unordered(world: World, vendors: tuple[Vendor, ...] = ()) -> Unordered:
    """What vendors (those of services, unless others are named) have billed without an order, so that no defect makes
    an honest vendor look like a fraud."""
    billed = Unordered.of(world.company, vendors)
    for document in world.documents:
        if isinstance(document, SupplierBill) and not document.order and document.amount < billed.limit:
            billed.note(document.party, document.date, document.amount)
    return billed


def customer_of(world: World, customer_id: str) -> Customer:
    """A customer by id."""
    return next(customer for customer in world.company.customers if customer.id == customer_id)


def fresh_id(world: World, rng: Rng, prefix: str, digits: int = 5) -> str:
    """An id that no document and no open item has."""
    while _is_taken(world, value := f"{prefix}-{rng.digits(digits)}"):
        pass
    return value


def _is_taken(world: World, value: str) -> bool:
    """By a document, or by an item of an earlier month whose document is no longer on the desk."""
    return value in map(_ID, world.documents) or any(value in map(_ITEM, entry.lines) for entry in world.history)


def exchanged(world: World, old: Document, new: Document) -> World:
    """The world with ``new`` lying where ``old`` lay."""
    return replace(world, documents=tuple(new if document is old else document for document in world.documents))


def with_documents(world: World, *documents: Document) -> World:
    """The world with more documents on the desk."""
    return replace(world, documents=(*world.documents, *documents))


def rebooked(entry: Entry, key: str, lines: tuple[Line, ...]) -> Entry:
    """The entry with other lines."""
    return Entry(key, entry.date, entry.memo, lines)
