"""Decoys: what looks wrong and is right. Each has a document that explains it; whoever corrects it does damage."""

from collections.abc import Callable
from typing import Final

from tieout.documents.trade import CreditMemo
from tieout.ledger.entries import Line
from tieout.ledger.money import render
from tieout.scenario.company import Company
from tieout.scenario.seeds import Rng
from tieout.scenario.simulate import cash, overheads
from tieout.scenario.weekdays import weekday_from, weekday_near
from tieout.scenario.world_builder import WorldBuilder, later

RETAINED: Final = ("consulting", "legal", "accounting", "marketing", "staffing")
TAXED_CREDITS: Final = 600  # per mille of the credits of a company that sells with tax
CREDIT_REASONS: Final = ("Goods returned", "Allowance for a defect", "Agreed reduction", "Wrong quantity delivered")


def legitimate(builder: WorldBuilder, count: int, rng: Rng) -> None:
    """``count`` oddities of different kinds, as far as there are kinds."""
    for write in rng.sample(KINDS, min(count, len(KINDS))):
        write(builder, rng)


def like_payments(builder: WorldBuilder, rng: Rng) -> None:
    """Two payments of one amount to one vendor for two bills; their numbers tell them apart."""
    account = builder.code("bank")
    first = cash.pay(builder, account, builder.day(rng, 2, 12), rng, "check")
    again = cash.pay_again(builder, first, weekday_near(later(first.date, rng.between(4, 9))), rng)
    for voucher in (first, again):
        cash.book(builder, voucher, weekday_from(later(voucher.date, rng.between(1, 4))), rng)


def large_bill(builder: WorldBuilder, rng: Rng) -> None:
    """A round bill far above the approval limit, under an agreement."""
    company = builder.company
    vendor = rng.choice(company.vendors_of(*RETAINED) or overheads.service_vendors(company))
    fee = company.limits.approval * rng.between(11, 17) // 10
    fee -= fee % 10_000
    terms = ("Vendor", vendor.name), ("Fee for each month", render(fee, company.currency))
    overheads.agreement(builder, "Retainer", terms, vendor, rng)
    bill = overheads.bill_for(builder, vendor, builder.day(rng, 5), fee, builder.first, builder.last, rng)
    overheads.posted(builder, bill, rng, booked=True)


def credit_booked(builder: WorldBuilder, rng: Rng) -> None:
    """A credit memo to a customer that is in the books."""
    customer = rng.choice(builder.company.customers)
    invoice = builder.new_id("INV")
    owed = builder.unused_amount(builder.code("bank"), lambda: builder.like("invoice", rng))
    builder.opening(builder.code("receivables"), owed, customer.id, invoice)
    amount = rng.between(owed // 20, owed // 4)
    tax = _credited_tax(builder.company, amount, rng)
    reason = rng.choice(CREDIT_REASONS)
    memo = CreditMemo(builder.new_id("CM"), builder.day(rng), customer.id, True, invoice, amount, reason, tax)
    builder.documents.append(memo)
    control = (Line(builder.code("sales tax"), tax, memo.id),) if tax else ()
    builder.entry(
        memo.date,
        builder.words.memo(rng, "adjustment", customer.name, memo.id),
        Line(builder.code("returns"), amount - tax, memo.id),
        *control,
        Line(builder.code("receivables"), -amount, memo.id, customer.id, invoice),
    )


def _credited_tax(company: Company, amount: int, rng: Rng) -> int:
    """The sales tax in a credit: some credits have it where the company sells with tax and its policy speaks of that."""
    spoken_of = any(topic.topic == "sales tax" for topic in company.policy.topics)
    if company.sales_tax is None or not company.taxed_accounts or not spoken_of or not rng.chance(TAXED_CREDITS):
        return 0
    return company.sales_tax.within(amount)


KINDS: Final[tuple[Callable[[WorldBuilder, Rng], None], ...]] = (like_payments, large_bill, credit_booked)
