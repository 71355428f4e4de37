"""Overheads: bills for services of the month, with or without an agreement that stands in for an order, the accruals
of the month before with their bills, and bills of the month after that came early."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from tieout.documents.casefile import Vendor
from tieout.documents.schedules import StandingAgreement
from tieout.documents.trade import BillLine, SupplierBill
from tieout.ledger.entries import Line
from tieout.ledger.money import render
from tieout.scenario.company import Company
from tieout.scenario.seeds import Rng
from tieout.scenario.simulate.purchases import arrive, bill_note
from tieout.scenario.weekdays import BILLING, weekday_between, weekday_near
from tieout.scenario.world_builder import WorldBuilder, later

SERVICES: Final = (
    "utilities", "telecom", "cleaning", "security", "software", "subscriptions", "accounting", "legal", "staffing",
    "consulting", "marketing", "freight",
)  # fmt: skip
"""Lines of business that charge by the month and state the span of service on the bill."""
TYPICAL_SERVICES: Final = 20  # bills over which overheads are spread where a month has no budget for services
WEEK: Final = 8  # days: a week, and one to spare


def service_vendors(company: Company) -> tuple[Vendor, ...]:
    """The vendors who charge by the month."""
    return company.vendors_of(*SERVICES)


@dataclass(slots=True)
class Unordered:
    """What each vendor billed without an order: bills that look like one supply split under the approval limit are
    fraud, so an honest vendor never gets near (policy, fraud)."""

    vendors: tuple[Vendor, ...]
    limit: int
    charges: Mapping[str, tuple[int, int]]
    billed: dict[str, list[tuple[date, int]]] = field(default_factory=dict)

    @classmethod
    def of(cls, company: Company, vendors: tuple[Vendor, ...] = ()) -> "Unordered":
        """Of ``vendors``, or of those who charge by the month: these charge what such a month's service costs."""
        charges = {} if vendors else company.monthly_charges()
        return cls(vendors or service_vendors(company), company.limits.approval, charges)

    def with_room(self, day: date, amount: int) -> tuple[Vendor, ...]:
        """The vendors who can bill ``amount`` on ``day``."""
        return tuple(vendor for vendor in self.vendors if self._has_room(vendor.id, day, amount))

    def take(self, day: date, amount: int, rng: Rng) -> Vendor | None:
        """One of them, who now has billed that; None where nobody can."""
        vendor = rng.choice(self.vendors)
        if not self._has_room(vendor.id, day, amount):
            vendors = self.with_room(day, amount)
            if not vendors:
                return None
            vendor = rng.choice(vendors)
        self.note(vendor.id, day, amount)
        return vendor

    def note(self, vendor_id: str, day: date, amount: int) -> None:
        self.billed.setdefault(vendor_id, []).append((day, amount))

    def _has_room(self, vendor_id: str, day: date, amount: int) -> bool:
        low, high = self.charges.get(vendor_id, (0, amount))
        if not low <= amount <= high:
            return False
        near = [billed for when, billed in self.billed.get(vendor_id, ()) if abs((when - day).days) <= WEEK]
        return sum(near) + amount < self.limit


def services(builder: WorldBuilder, unordered: Unordered, booked: int, waiting: int, rng: Rng) -> None:
    """Bills for services rendered within the month: ``booked`` of them posted, ``waiting`` still to be posted."""
    for number in range(booked + waiting):
        day = builder.day(rng, 3, busy=BILLING)
        amount = below_approval(builder.company, builder.amount("service", rng))
        vendor = unordered.take(day, amount, rng)
        if vendor is None:
            continue
        first = day.replace(day=rng.between(1, day.day)) if rng.chance(300) else builder.first
        last = day if first != builder.first or rng.chance(400) else builder.last
        posted(builder, bill_for(builder, vendor, day, amount, first, last, rng), rng, booked=number >= waiting)


def rent(builder: WorldBuilder, rng: Rng) -> None:
    """The landlord's bill of the month under an agreement: round, and right."""
    company = builder.company
    vendor = rng.choice(company.vendors_of("rent"))
    fee = company.sizes.rent
    agreement(
        builder,
        "Lease",
        (("Landlord", vendor.name), ("Rent for each month", render(fee, company.currency))),
        vendor,
        rng,
    )
    bill = bill_for(builder, vendor, builder.day(rng, 1, 6), fee, builder.first, builder.last, rng)
    posted(builder, bill, rng, True)


def accrued_before(builder: WorldBuilder, unordered: Unordered, count: int, rng: Rng) -> None:
    """``count`` services of the month before that were accrued then; the bill came this month, the accrual was reversed."""
    before = builder.period.previous
    accrued = builder.code("accrued")
    for _ in range(count):
        day = builder.day(rng, 2, 14)
        amount = accruable_size(builder.company, rng)
        vendor = unordered.take(day, amount, rng)
        if vendor is None:
            continue
        bill = bill_for(builder, vendor, day, amount, before.first, before.last, rng)
        posted(builder, bill, rng, True)
        lines = (vendor.charge(amount, bill.id), Line(accrued, -amount, bill.id, "", bill.id))
        builder.earlier(before.last, builder.words.memo(rng, "accrual", vendor.name, bill.id), *lines)
        memo = builder.words.memo(rng, "accrual", f"{vendor.name} reversed", bill.id)
        builder.entry(builder.first, memo, *(line.negated() for line in lines))


def bills_of_next_month(builder: WorldBuilder, unordered: Unordered, count: int, rng: Rng) -> None:
    """``count`` bills that are dated after month-end: for service rendered then, or too small to accrue. Four in ten
    stand in the books of the month after already, where they belong."""
    after = builder.period.next
    for _ in range(count):
        day = weekday_between(after.first, later(after.first, 8), rng)
        if rng.chance(500):
            amount, of = accruable_size(builder.company, rng), after
        else:
            amount, of = rng.between(4_000, builder.company.limits.accrual - 100), builder.period
        vendor = unordered.take(day, amount, rng)
        if vendor is not None:
            bill = bill_for(builder, vendor, day, amount, of.first, of.last, rng)
            if rng.chance(400):
                posted(builder, bill, rng, booked=True)
            else:
                builder.documents.append(bill)


def service_size(company: Company, rng: Rng) -> int:
    """A month's service of the company's usual size, below the approval limit."""
    typical = company.sizes.budgets["service"].typical or company.sizes.overheads // TYPICAL_SERVICES
    return below_approval(company, max(5_000, typical * rng.log_normal(0, 8) // 137))


def below_approval(company: Company, amount: int) -> int:
    """``amount``, or a part of it that needs no approval."""
    while amount >= company.limits.approval:
        amount = amount * 2 // 5
    return amount


def accruable_size(company: Company, rng: Rng) -> int:
    """A service that reaches the accrual threshold, at no particular amount."""
    amount, least = service_size(company, rng), company.limits.accrual
    return amount if amount >= least else least + rng.below(least)


def bill_for(
    builder: WorldBuilder, vendor: Vendor, day: date, amount: int, first: date, last: date, rng: Rng
) -> SupplierBill:
    """A bill of one line for service from ``first`` to ``last``; the caller lays it on the desk."""
    number = builder.bill_number(rng, vendor, day)
    return service_bill(builder.company, builder.new_id("BILL"), vendor, day, amount, first, last, rng, number)


def service_bill(
    company: Company,
    bill_id: str,
    vendor: Vendor,
    day: date,
    amount: int,
    first: date,
    last: date,
    rng: Rng,
    number: str,
) -> SupplierBill:
    """As :func:`bill_for`, where the id and the vendor's own ``number`` are known already; ``amount`` includes the sales
    tax that the service bears."""
    tax = company.tax_of(vendor.id)
    added = tax.within(amount) if tax is not None else 0
    line = BillLine(1, company.goods(rng, vendor, amount), 1, amount - added)
    return SupplierBill(
        bill_id,
        day,
        vendor.id,
        vendor.name,
        number,
        later(day, vendor.terms_days),
        "",
        (line,),
        vendor.bank_account,
        first,
        last,
        bill_note(rng),
        vendor.address,
        added,
        tax.rate if tax is not None else 0,
    )


def posted(builder: WorldBuilder, bill: SupplierBill, rng: Rng, booked: bool) -> None:
    """Lay the bill on the desk and post it to the vendor's usual account; one that is not booked asks for it."""
    arrive(builder, bill, (builder.company.vendor(bill.party).charge(bill.amount, bill.id),), rng, booked)


def agreement(builder: WorldBuilder, title: str, terms: tuple[tuple[str, str], ...], vendor: Vendor, rng: Rng) -> None:
    """Lays an agreement of long standing on the desk, under which the vendor bills every month without an order."""
    begun = weekday_near(later(builder.first, -rng.between(60, 900)))
    billed = ("Billed", "each month, without an order")
    builder.documents.append(StandingAgreement(builder.new_id("CON"), begun, vendor.id, title, (*terms, billed)))
