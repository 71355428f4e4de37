"""Decoys: what looks wrong and is right. Each has a document that explains it; whoever corrects it does damage."""

from collections.abc import Callable
from datetime import date
from typing import Final

from tieout.documents.letters import Email
from tieout.documents.trade import CreditMemo, SupplierBill
from tieout.ledger.entries import Line
from tieout.scenario.letters.compose import Fact, compose, share_of_it
from tieout.scenario.letters.meaning import Topic
from tieout.scenario.miscoding import kindred
from tieout.scenario.seeds import Rng
from tieout.scenario.simulate import cash, overheads
from tieout.scenario.weekdays import weekday_from, weekday_near
from tieout.scenario.world_builder import WorldBuilder, later

RETAINED: Final = ("consulting", "legal", "accounting", "marketing", "staffing")
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
    _retainer(builder, builder.day(rng, 5), rng)


def moved_charge(builder: WorldBuilder, rng: Rng) -> None:
    """A reclassification that the controller asked for, a share or a round amount, and that is in the books."""
    bill = _retainer(builder, builder.day(rng, 2, 15), rng)
    vendor = builder.company.vendor(bill.party)
    even = [parts for parts in (2, 4, 5) if bill.amount % parts == 0]
    amount, put = rng.between(4, 9) * 10_000, ""
    if even and rng.chance(500):
        parts = rng.choice(even)
        amount, put = bill.amount // parts, share_of_it(builder.words.wordings, rng, parts)
    others = kindred(builder.company, vendor) or [code for code in _expenses(builder) if code != vendor.account]
    target = rng.choice(others)
    facts: dict[str, Fact] = {"bill": bill.id, "amount": put or amount, "account": target}
    letter = compose(builder.words.wordings, rng, Topic.CODING, "moved", "stays", facts)
    mail = Email(
        builder.new_id("EM"),
        weekday_near(min(later(bill.date, rng.between(1, 10)), builder.last), bill.date, builder.last),
        bill.party,
        f"controller@{builder.words.domain(builder.company.name)}",
        f"books@{builder.words.domain(builder.company.name)}",
        letter.subject,
        letter.text,
    )
    builder.documents.append(mail)
    builder.meanings.append((mail.id, letter.meaning))
    builder.entry(
        mail.date,
        builder.words.memo(rng, "adjustment", vendor.name, bill.id),
        Line(target, amount, mail.id, "", "", vendor.department),
        vendor.charge(-amount, mail.id),
    )


def credit_booked(builder: WorldBuilder, rng: Rng) -> None:
    """A credit memo to a customer that is in the books."""
    customer = rng.choice(builder.company.customers)
    invoice = builder.new_id("INV")
    owed = builder.unused_amount(builder.code("bank"), lambda: builder.like("invoice", rng))
    builder.opening(builder.code("receivables"), owed, customer.id, invoice)
    amount = rng.between(owed // 20, owed // 4)
    memo = CreditMemo(
        builder.new_id("CM"), builder.day(rng), customer.id, True, invoice, amount, rng.choice(CREDIT_REASONS)
    )
    builder.documents.append(memo)
    builder.entry(
        memo.date,
        builder.words.memo(rng, "adjustment", customer.name, memo.id),
        Line(builder.code("returns"), amount, memo.id),
        Line(builder.code("receivables"), -amount, memo.id, customer.id, invoice),
    )


KINDS: Final[tuple[Callable[[WorldBuilder, Rng], None], ...]] = (
    like_payments,
    large_bill,
    moved_charge,
    credit_booked,
)


def _retainer(builder: WorldBuilder, day: date, rng: Rng) -> SupplierBill:
    company = builder.company
    vendor = rng.choice(company.vendors_of(*RETAINED) or overheads.service_vendors(company))
    fee = company.limits.approval * rng.between(11, 17) // 10
    fee -= fee % 10_000
    overheads.agreement(builder, vendor, fee, rng)
    bill = overheads.bill_for(builder, vendor, day, fee, builder.first, builder.last, rng)
    overheads.posted(builder, bill, rng, booked=True)
    return bill


def _expenses(builder: WorldBuilder) -> list[str]:
    return [account.code for account in builder.company.chart if account.role.startswith("line ")]
