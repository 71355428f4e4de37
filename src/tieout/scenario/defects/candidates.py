"""What a defect can touch: right entries and papers that no other defect has touched, and ids for what it adds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from operator import attrgetter
from typing import Final, TypeVar

from tieout.documents.casefile import Document, Vendor
from tieout.documents.trade import SalesInvoice, SupplierBill
from tieout.ledger.entries import Entry, Line
from tieout.ledger.records import quickly_made
from tieout.scenario.answer_key import Defect
from tieout.scenario.seeds import Rng
from tieout.scenario.simulate.overheads import Unordered, service_bill
from tieout.scenario.weekdays import BILLING, days_within
from tieout.scenario.world import OPENING, Movement, World

T = TypeVar("T")
D = TypeVar("D", bound=Document)
_ID: Final = attrgetter("id")


def _size(line: Line) -> int:
    return abs(line.amount)


LATE: Final = 5  # days before month-end
EARLIER: Final = 800  # per mille
Plant = Callable[[World, Rng], tuple[World, Defect]]


class NoCandidateError(LookupError):
    """The world has nothing left that this defect could spoil; the planner takes another."""


@quickly_made
@dataclass(frozen=True, slots=True)
class CashEntry:
    """A booked entry that moves cash for one document, and the one bank line that truly clears it. ``other`` is the entry's
    other line or, of a payment of several bills, the largest."""

    entry: Entry
    cash: Line
    other: Line
    movement: Movement


@lru_cache(maxsize=4)
def cash_entries(world: World, receipts: bool = True, payments: bool = True) -> tuple[CashEntry, ...]:
    """Candidates: right in the books with a document of their own, cleared one to one, untouched by other defects."""
    codes, payables = {account.code for account in world.accounts}, world.company.chart.role("payables")
    cleared = {
        one.cleared[0][0]: one
        for one in world.movements
        if len(one.cleared) == 1 and one.cleared[0][0] not in world.used and one.cleared[0][0] != one.line.id
    }
    for one in world.movements:
        if one.group and one.cleared:
            cleared.pop(one.cleared[0][0], None)
    right = set(map(id, world.truth))
    found = []
    for entry in world.books:
        if entry.lines[0].document not in cleared:  # a cash entry cites one document throughout
            continue
        moves = [line for line in entry.lines if line.account in codes]
        if len(moves) != 1:
            continue
        (cash,) = moves
        others = [line for line in entry.lines if line is not cash]
        if len(others) > 1 and any(line.account != payables for line in others):
            continue
        other = max(others, key=_size)
        wanted = receipts if cash.amount > 0 else payments
        if wanted and cash.document in cleared and id(entry) in right:
            found.append(CashEntry(entry, cash, other, cleared[cash.document]))
    return tuple(found)


def pick(candidates: Sequence[CashEntry], rng: Rng) -> CashEntry:
    """One of the candidates; NoCandidateError where none is left."""
    if not candidates:
        raise NoCandidateError("no booked cash entry is left untouched")
    return rng.choice(candidates)


def restated(found: CashEntry, amount: int, key: str) -> Entry:
    """The entry with another (signed) cash amount. Its other lines change sign and scale with it, where they all do, else
    the largest takes the difference; NoCandidateError where nothing of it would be left."""
    entry, cash, other = found.entry, found.cash, found.other
    factor, rest = divmod(amount, cash.amount)
    rise = cash.amount - amount
    if rest and (other.amount + rise) * other.amount <= 0:
        raise NoCandidateError("the largest bill does not bear the difference")

    def wrongly(line: Line) -> int:
        if not rest:
            return line.amount * factor
        return line.amount + (rise if line is other else -rise if line is cash else 0)

    lines = tuple(Line(line.account, wrongly(line), line.document, line.party, line.item) for line in entry.lines)
    return Entry(key, entry.date, entry.memo, lines)


def amount_taken(world: World, account: str, amount: int) -> bool:
    """True where another bank line or cash entry of the account has this absolute amount."""
    return (account, abs(amount)) in _amounts(world)


@lru_cache(maxsize=2)
def _amounts(world: World) -> frozenset[tuple[str, int]]:
    """The absolute amounts that move on each bank account, by the statement or by the books."""
    codes = {account.code for account in world.accounts}
    booked = {
        (line.account, abs(line.amount)) for entry in world.books for line in entry.lines if line.account in codes
    }
    return frozenset(booked.union((movement.account, abs(movement.line.amount)) for movement in world.movements))


def free_amount(world: World, rng: Rng, low: int, high: int) -> int:
    """An amount in low … high that no movement of any bank account has."""
    while True:
        amount = rng.between(low, high)
        if not any(amount_taken(world, account.code, amount) for account in world.accounts):
            return amount


def brought_forward(world: World, account: str, amount: int, party: str, item: str) -> World:
    """The world whose opening balance has one item more, or more of one; retained earnings, its last line, balance it."""
    (opening,) = (entry for entry in world.history if entry.memo == OPENING)
    *brought, balance = opening.lines
    of_item = [line for line in brought if item and (line.account, line.party, line.item) == (account, party, item)]
    so_far = sum([line.amount for line in of_item])
    brought = [line for line in brought if line not in of_item]
    more = Line(account, so_far + amount, balance.document, party, item)
    balanced = Line(balance.account, balance.amount - amount, balance.document)
    carried = Entry(opening.id, opening.date, opening.memo, (*brought, more, balanced))
    return replace(world, history=tuple(carried if entry is opening else entry for entry in world.history))


def new_lines(world: World, rng: Rng, count: int) -> tuple[str, ...]:
    """Ids for ``count`` new bank lines."""
    taken = {movement.line.id for movement in world.movements}
    fresh: list[str] = []
    while len(fresh) < count:
        candidate = f"BL-{rng.digits(5)}"
        if candidate not in taken:
            taken.add(candidate)
            fresh.append(candidate)
    return tuple(fresh)


def one_of(candidates: Sequence[T], rng: Rng) -> T:
    """One of the candidates; NoCandidateError where there is none."""
    if not candidates:
        raise NoCandidateError("nothing is left that this could touch")
    return rng.choice(candidates)


def documents_of(world: World, kind: type[D]) -> list[D]:
    """The documents of a kind that no defect has touched."""
    used = world.used
    return [document for document in world.documents if type(document) is kind and document.id not in used]


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


def made_wrongly(
    world: World, code: str, what: str, stake: int, right: Entry, wrong: Entry, evidence: tuple[tuple[str, str], ...]
) -> tuple[World, Defect]:
    """The world in which the bookkeeper has made ``wrong`` instead of ``right``, and the finding; the papers of the
    ``evidence`` are touched."""
    defect = Defect(code, what, stake, entries=(right, wrong), evidence=evidence)
    papers = [document for document, _ in evidence]
    return world.with_books(drop=(right,), add=(wrong,)).using(*papers), defect


def open_invoices(world: World) -> list[SalesInvoice]:
    """Untouched invoices that are open in full at month-end, in the books as in the truth."""
    true = set(map(id, world.truth))
    wrong = [entry for entry in world.books if id(entry) not in true]
    credited = {
        line.item for entries in (world.truth, wrong) for entry in entries for line in entry.lines if line.amount < 0
    }
    return [invoice for invoice in documents_of(world, SalesInvoice) if invoice.id not in credited]


def unordered(world: World, vendors: tuple[Vendor, ...] = ()) -> Unordered:
    """What vendors (those of services, unless others are named) have billed without an order, so that no defect makes
    an honest vendor look like a fraud."""
    billed = Unordered.of(world.company, vendors)
    for document in world.documents:
        if isinstance(document, SupplierBill) and not document.order and document.amount < billed.limit:
            billed.note(document.party, document.date, document.amount)
    return billed


def bill_of(world: World, rng: Rng, vendor: Vendor, day: date, amount: int, first: date, last: date) -> SupplierBill:
    """Another bill of a vendor, of that day and for service from ``first`` to ``last``; not yet on the desk."""
    number = bill_number(world, vendor, day, rng)
    return service_bill(world.company, fresh_id(world, rng, "BILL"), vendor, day, amount, first, last, rng, number)


def bill_entry(world: World, rng: Rng, vendor: Vendor, bill: SupplierBill, mark: str, day: date) -> Entry:
    """The entry of a ``day`` that posts a bill to the vendor's usual account."""
    memo = world.company.vocabulary.memo(rng, "purchase", vendor.name, bill.number)
    payable = Line(world.company.chart.role("payables"), -bill.amount, bill.id, vendor.id, bill.id)
    return Entry(f"{bill.id}~{mark}", day, memo, (vendor.charge(bill.amount, bill.id), payable))


def with_posted(world: World, rng: Rng, vendor: Vendor, bill: SupplierBill) -> World:
    """The world with a bill on the desk that is rightly in the books, charged to the vendor's usual account."""
    entry = bill_entry(world, rng, vendor, bill, "posted", bill.date)
    return with_documents(world, bill).with_books(add=(entry,)).with_truth(add=(entry,))


def usual_bill(world: World, found: Sequence[tuple[SupplierBill, Entry]], rng: Rng) -> tuple[SupplierBill, Entry]:
    """One of the ``found`` bills. Those for services come in at month-end for the most part and bills as a whole do not,
    so one of an earlier day is mostly taken: the day says nothing then."""
    earlier = [one for one in found if one[0].date <= world.last - timedelta(days=LATE)]
    return rng.choice(earlier) if earlier and rng.chance(EARLIER) else one_of(found, rng)


def billing_day(world: World, rng: Rng) -> date:
    """A day on which a bill for services of the month comes in: mostly one of the last."""
    first = world.period.first
    return first.replace(day=rng.choice(days_within(first.year, first.month, 3, 31, BILLING)))


def bill_number(world: World, vendor: Vendor, day: date, rng: Rng) -> str:
    """A number for another bill of the vendor, of that day."""
    taken = {bill.number for bill in world.documents if isinstance(bill, SupplierBill) and bill.party == vendor.id}
    return world.company.vocabulary.doc_number(rng, vendor.name, day, taken)


def fresh_id(world: World, rng: Rng, prefix: str, digits: int = 5) -> str:
    """An id that no document and no open item has."""
    while _is_taken(world, value := f"{prefix}-{rng.digits(digits)}"):
        pass
    return value


def _is_taken(world: World, value: str) -> bool:
    """By a document, or by an item of an earlier month whose document is no longer on the desk."""
    if value in map(_ID, world.documents):
        return True
    for entry in world.history:
        for line in entry.lines:
            if line.item == value:
                return True
    return False


def exchanged(world: World, *pairs: tuple[Document, Document | None]) -> World:
    """The world with the second document of each pair lying where the first lay, or with neither."""
    instead = {id(old): new for old, new in pairs}
    documents = [instead.get(id(old), old) for old in world.documents]
    return replace(world, documents=tuple([document for document in documents if document is not None]))


def with_documents(world: World, *documents: Document) -> World:
    """The world with more documents on the desk."""
    return replace(world, documents=(*world.documents, *documents))


def rebooked(entry: Entry, key: str, lines: tuple[Line, ...]) -> Entry:
    """The entry with other lines."""
    return Entry(key, entry.date, entry.memo, lines)
