"""Payment runs: on two days of the month what is due is paid, each vendor's bills in one transfer or check.

The bills lie on the desk, those of the month before too, in whose books they stand. What is not due yet is
left open, and so payables are mostly current.
"""

from collections.abc import Sequence
from typing import Final

from tieout.documents.trade import SupplierBill
from tieout.ledger.entries import Line
from tieout.scenario.seeds import Rng
from tieout.scenario.simulate import cash, overheads
from tieout.scenario.weekdays import weekday_between
from tieout.scenario.world_builder import WorldBuilder, later

DAYS: Final = ((6, 11), (18, 25))
"""Between which days of the month the runs are made."""
AHEAD: Final = 8  # days: what falls due before the next run is not far is paid
OFTEN: Final = ((0, 5), (1, 2), (2, 2), (4, 1))
"""How many more bills a vendor sends in a month who has sent one."""
MOST: Final = 12  # bills that one payment covers


def bills_of_month_before(builder: WorldBuilder, unordered: overheads.Unordered, count: int, rng: Rng) -> None:
    """``count`` bills for services of the month before, posted then and unpaid when the month begins."""
    before, vendor, more = builder.period.previous, None, 0
    for _ in range(count):
        day = weekday_between(before.first, before.last, rng)
        amount = overheads.below_approval(builder.company, builder.like("service", rng))
        if vendor is not None and more and vendor in unordered.with_room(day, amount):
            more -= 1
            unordered.note(vendor.id, day, amount)
        else:
            vendor, more = unordered.take(day, amount, rng), rng.weighted(OFTEN)
        if vendor is not None:
            bill = overheads.bill_for(builder, vendor, day, amount, before.first, before.last, rng)
            builder.documents.append(bill)
            builder.earlier(
                day,
                builder.words.memo(rng, "purchase", vendor.name, bill.number),
                Line(vendor.account, amount, bill.id, department=vendor.department),
                Line(builder.code("payables"), -amount, bill.id, vendor.id, bill.id),
            )


def runs(builder: WorldBuilder, account: str, rng: Rng) -> None:
    """The month's runs from bank ``account``, over all bills without an order that stand in payables; booked."""
    unpaid = _payable(builder)
    for first, last in DAYS:
        day = builder.day(rng, first, last)
        due = [bill for bill in unpaid if bill.date < day and bill.due <= later(day, AHEAD)]
        for bills in _by_vendor(due):
            if builder.claim(account, sum(bill.amount for bill in bills)):
                cash.pay_bills(builder, account, day, bills, rng)
                unpaid = [bill for bill in unpaid if bill not in bills]


def _payable(builder: WorldBuilder) -> list[SupplierBill]:
    """Bills on the desk that are in payables and have no order, so that nothing can turn up against paying them."""
    waiting = set(builder.to_settle)
    return [
        paper
        for paper in builder.documents
        if isinstance(paper, SupplierBill)
        and not paper.order
        and paper.id not in waiting
        and paper.date <= builder.last
    ]


def _by_vendor(bills: Sequence[SupplierBill]) -> list[tuple[SupplierBill, ...]]:
    """The bills of each vendor, as many as one payment covers."""
    found: dict[str, list[SupplierBill]] = {}
    for bill in bills:
        found.setdefault(bill.party, []).append(bill)
    return [tuple(of_vendor[:MOST]) for of_vendor in found.values()]
