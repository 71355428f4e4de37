"""What defects of purchases share: finding a bill to spoil, amending its documents, holding and accruing."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tieout.documents.casefile import Document
from tieout.documents.closing import Disposition
from tieout.documents.trade import BillLine, GoodsReceipt, OrderLine, PurchaseOrder, ReceiptLine, SupplierBill
from tieout.ledger.entries import Entry, Line
from tieout.scenario.defects.candidates import NoCandidateError
from tieout.scenario.seeds import Rng
from tieout.scenario.simulate.purchases import by_charge, charged, charges
from tieout.scenario.world import World

_BEHIND_NUMBERS: Final = ".,;:"
DAY: Final = 1
USE: Final = 2
ZERO: Final = 3
"""What a day, a use of an account and a zero weigh, where bills are compared by their looks."""


@dataclass(frozen=True, slots=True)
class Purchase:
    """A bill with its order, what was received on it, and the entry that truly posts it."""

    bill: SupplierBill
    order: PurchaseOrder
    receipts: tuple[GoodsReceipt, ...]
    entry: Entry


def ordered_bill(
    world: World, waiting: bool, rng: Rng, fits: Callable[[Purchase], bool] | None = None, sooner: int = 0
) -> Purchase:
    """A bill with an order that no defect has touched, one that ``fits`` where that is given: waiting in the inbox,
    or rightly posted. NoCandidateError where there is none.

    Some bill of the month is drawn, whichever it is, and that one is taken which looks most like it, ``sooner`` by so many
    days: what fits an error would show by its day or its accounts otherwise.
    """
    payables = world.company.chart.role("payables")
    booked = {id(entry) for entry in world.books}
    alike = [
        (line.item, entry)
        for entry in world.truth
        if (id(entry) in booked) != waiting
        for line in entry.lines
        if line.account == payables and line.amount < 0
    ]
    desk = {document.id: document for document in world.documents}
    shown = () if waiting else world.books  # nobody sees the accounts of a bill that is not in the books
    for name, entry in _most_alike(shown, alike, sooner, rng):
        bill = desk.get(name)
        if name in world.used or not isinstance(bill, SupplierBill) or (name in world.to_settle) != waiting:
            continue
        order = desk.get(bill.order or order_in_prose(bill.note, desk))
        if not isinstance(order, PurchaseOrder) or order.id in world.used:
            continue
        found = Purchase(bill, order, _received(world, order), entry)
        if fits is None or fits(found):
            return found
    raise NoCandidateError("no bill is left that this could happen to")


def _most_alike(
    books: Sequence[Entry], bills: list[tuple[str, Entry]], sooner: int, rng: Rng
) -> list[tuple[str, Entry]]:
    """The bills by how much their entries look like that of one of them: day, roundness, accounts seldom used in the
    books."""
    if not bills:
        return []
    used = Counter([line.account for entry in books for line in entry.lines])
    looks = [_look(entry, used) for _, entry in bills]
    day, use, zeros = rng.choice(looks)
    mixed = rng.shuffled(list(range(len(bills))))

    def unlike(place: int) -> int:
        its_day, its_use, its_zeros = looks[place]
        return DAY * abs(its_day + sooner - day) + USE * abs(its_use - use) + ZERO * abs(its_zeros - zeros)

    return [bills[place] for place in sorted(mixed, key=unlike)]


def _look(entry: Entry, used: Mapping[str, int]) -> tuple[int, int, int]:
    """Day of the month, uses of the account that is least used, and zeros at the end of what is owed."""
    owed = str(entry.lines[-1].amount)
    return entry.date.day, min([used.get(line.account, 0) for line in entry.lines]), len(owed) - len(owed.rstrip("0"))


def order_in_prose(note: str, desk: Mapping[str, Document]) -> str:
    """The document of the desk that a note names, or empty."""
    return next((word for part in note.split() if (word := part.strip(_BEHIND_NUMBERS)) in desk), "")


def _received(world: World, order: PurchaseOrder) -> tuple[GoodsReceipt, ...]:
    return tuple(
        document for document in world.documents if isinstance(document, GoodsReceipt) and document.order == order.id
    )


def of_this_month(world: World) -> Callable[[Purchase], bool]:
    """Fits bills whose goods all came in the month itself and are billed at the order's prices."""
    first = world.period.first
    return lambda found: (
        all(receipt.date >= first for receipt in found.receipts) and found.bill.amount == found.order.amount
    )


def with_lines(order: PurchaseOrder, place: int, line: OrderLine) -> PurchaseOrder:
    """The order with another line at ``place``, counted from 0."""
    return replace(order, lines=(*order.lines[:place], line, *order.lines[place + 1 :]))


def with_bill_line(bill: SupplierBill, place: int, line: BillLine) -> SupplierBill:
    """The bill with another line at ``place``, counted from 0."""
    return replace(bill, lines=(*bill.lines[:place], line, *bill.lines[place + 1 :]))


def with_quantities(receipt: GoodsReceipt, quantities: dict[int, int], note: str = "") -> GoodsReceipt:
    """The receipt with these quantities of order lines; a line of none is not on it."""
    lines = tuple(ReceiptLine(line, quantity) for line, quantity in quantities.items() if quantity)
    return replace(receipt, lines=lines, note=note or receipt.note)


def posting(
    world: World, found: Purchase, bill: SupplierBill, received: tuple[GoodsReceipt, ...], amount: int, mark: str
) -> Entry:
    """The entry that posts ``amount`` of the bill for what was ``received``."""
    chart = world.company.chart
    coded = charges(chart, world.period, found.order, received, bill.id, amount)
    payable = Line(chart.role("payables"), -amount, bill.id, bill.party, bill.id)
    return Entry(f"{found.entry.id}~{mark}", found.entry.date, found.entry.memo, (*coded, payable))


def accruals(world: World, order: PurchaseOrder, received: tuple[GoodsReceipt, ...]) -> tuple[Entry, ...]:
    """What the received goods of the month are accrued by at its end; earlier receipts were accrued when they came."""
    chart = world.company.chart
    entries = []
    for receipt in received:
        if receipt.date < world.period.first:
            continue
        parts = by_charge(order, receipt)
        lines = charged(chart, order, parts, receipt.id)
        lines.append(Line(chart.role("grni"), -sum(parts.values()), receipt.id, order.party, receipt.id))
        entries.append(
            Entry(f"accrual {receipt.id}", world.last, f"Received, not invoiced: {receipt.id}", tuple(lines))
        )
    return tuple(entries)


def decided(world: World, bill: str, outcome: str) -> World:
    """The bill's true disposition is ``outcome``."""
    others = tuple(one for one in world.settled if (one.subject, one.track) != (bill, "bill"))
    return replace(world, settled=(*others, Disposition(bill, "bill", outcome)))


def set_aside(world: World, found: Purchase, outcome: str) -> tuple[World, tuple[Entry, ...]]:
    """The bill is truly not posted, with this outcome; what was received on it is accrued. Gives the accruals."""
    accrued = accruals(world, found.order, found.receipts)
    world = decided(world, found.bill.id, outcome).with_truth(drop=(found.entry,), add=accrued)
    return world.using(found.bill.id, found.order.id), accrued


def partly_posted(world: World, found: Purchase) -> tuple[World, Entry]:
    """The bill is truly posted for what was received, and no more. Gives the entry that does it."""
    received = sum(sum(by_charge(found.order, receipt).values()) for receipt in found.receipts)
    entry = posting(world, found, found.bill, found.receipts, received, "part")
    world = decided(world, found.bill.id, "partly posted").with_truth(drop=(found.entry,), add=(entry,))
    return world.using(found.bill.id, found.order.id), entry
