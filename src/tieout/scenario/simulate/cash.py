"""Cash: customers' receipts and payments to vendors, booked by the bookkeeper and seen by the bank.

Timing: transfers reach the bank within two days, checks within two to nine, one in eight later (checks are a
quarter of business payments: accounting reference §5, payment rails); whatever would reach it after month-end is a
timing item.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

from tieout.documents.bank import DepositSlip, PaymentVoucher
from tieout.documents.casefile import Vendor
from tieout.documents.trade import Remittance, SupplierBill
from tieout.ledger.entries import Line
from tieout.scenario.numbering import check_number
from tieout.scenario.seeds import Rng
from tieout.scenario.weekdays import weekday_between, weekday_from, weekday_near
from tieout.scenario.world_builder import WorldBuilder, later

SLOW_CHECKS: Final = 125  # per mille
CHECKS: Final = 260  # per mille of payments
PAID_IN: Final = 200  # per mille of receipts


def receipts(builder: WorldBuilder, account: str, count: int, rng: Rng) -> None:
    """``count`` receipts against invoices open since before the month, each with its remittance advice, booked."""
    receivables = builder.code("receivables")
    for _ in range(count):
        customer = rng.choice(builder.company.customers)
        paid_in = rng.chance(PAID_IN)
        amount = builder.unused_amount(account, lambda: builder.amount("receipt", rng))
        if not paid_in:
            amount = builder.shared_amount(account, "receipt", customer.id, amount, rng)
        invoice = builder.new_id("INV")
        builder.opening(receivables, amount, customer.id, invoice)
        day = builder.day(rng)
        reference = builder.words.doc_number(rng, customer.name)
        advice = Remittance(builder.new_id("REM"), day, customer.id, amount, reference, ((invoice, amount, 0),))
        builder.documents.append(advice)
        builder.entry(
            day,
            builder.words.memo(rng, "receipt", customer.name, reference),
            Line(account, amount, advice.id),
            Line(receivables, -amount, advice.id, customer.id, invoice),
        )
        arrives = weekday_from(later(day, rng.weighted(((0, 5), (1, 3), (2, 1)))))
        if arrives > builder.last:
            builder.timing.append((account, advice.id, amount))
            continue
        cleared = ((advice.id, amount),)
        if paid_in:
            _paid_in(builder, account, arrives, amount, reference, cleared, rng)
            continue
        text = builder.words.bank_text(rng, "transfer in", customer.name, reference)
        builder.bank_line(account, arrives, amount, text, reference if rng.chance(750) else "", cleared)


def _paid_in(
    builder: WorldBuilder,
    account: str,
    day: date,
    amount: int,
    reference: str,
    cleared: tuple[tuple[str, int], ...],
    rng: Rng,
) -> None:
    """A receipt that was paid in at the counter by itself, half of the time with a slip whose number the bank prints."""
    slip = builder.new_id("DEP", 6) if rng.chance(500) else ""
    reference = slip.removeprefix("DEP-") or reference
    line = builder.bank_line(
        account, day, amount, builder.words.bank_text(rng, "deposit", "", reference), reference, cleared
    )
    if slip:
        builder.documents.append(DepositSlip(slip, line.date, "", account, amount, cleared))


def payments(builder: WorldBuilder, account: str, count: int, rng: Rng) -> None:
    """``count`` payments of bills open since before the month, each with its voucher, booked."""
    for _ in range(count):
        day = builder.day(rng)
        voucher = pay(builder, account, day, rng)
        book(builder, voucher, weekday_from(later(day, _days_to_clear(voucher, rng))), rng)


def book(builder: WorldBuilder, voucher: PaymentVoucher, arrives: date, rng: Rng) -> None:
    """Book a payment; what ``arrives`` at the bank after month-end is a timing item."""
    builder.entry(voucher.date, voucher.note, *_lines(builder, voucher))
    if arrives > builder.last:
        builder.timing.append((voucher.account, voucher.id, -voucher.amount))
    else:
        _seen(builder, voucher, arrives, rng)


def outstanding(builder: WorldBuilder, account: str, count: int, rng: Rng) -> None:
    """``count`` checks of the month before that reach the bank early in this one."""
    for _ in range(count):
        before = builder.period.previous
        day = weekday_between(later(builder.first, -9), before.last, rng)
        voucher = pay(builder, account, day, rng, "check")
        builder.earlier(day, voucher.note, *_lines(builder, voucher))
        _seen(builder, voucher, builder.day(rng, 1, 12), rng)


def ageing(builder: WorldBuilder, account: str, rng: Rng) -> None:
    """A check that has been out for a month or more and is not stale yet: a timing item like any other."""
    issued = later(builder.last, -rng.between(35, builder.company.limits.stale_days - 10))
    issued = weekday_near(issued)
    voucher = pay(builder, account, issued, rng, "check")
    builder.earlier(issued, voucher.note, *_lines(builder, voucher))
    builder.timing.append((account, voucher.id, -voucher.amount))


def pay(builder: WorldBuilder, account: str, day: date, rng: Rng, method: str = "") -> PaymentVoucher:
    """A voucher that pays one bill of an earlier month in full; the bill joins the opening payables."""
    vendor = rng.choice(builder.company.vendors)
    amount = builder.unused_amount(account, lambda: builder.amount("payment", rng))
    amount = builder.shared_amount(account, "payment", vendor.id, amount, rng)
    return _voucher(
        builder, account, day, vendor, amount, method or ("check" if rng.chance(CHECKS) else "transfer"), rng
    )


def pay_again(builder: WorldBuilder, first: PaymentVoucher, day: date, rng: Rng) -> PaymentVoucher:
    """A check over the amount of ``first`` to the same vendor, for another bill; its number tells it apart."""
    return _voucher(builder, first.account, day, builder.company.vendor(first.party), first.amount, "check", rng)


def pay_bills(
    builder: WorldBuilder, account: str, day: date, bills: Sequence[SupplierBill], rng: Rng
) -> PaymentVoucher:
    """One payment of ``bills`` of one vendor, booked."""
    vendor = builder.company.vendor(bills[0].party)
    pays = tuple([(bill.id, bill.amount) for bill in bills])
    voucher = _made_out(builder, account, day, vendor, pays, "check" if rng.chance(CHECKS) else "transfer", rng)
    book(builder, voucher, weekday_from(later(day, _days_to_clear(voucher, rng))), rng)
    return voucher


def _voucher(
    builder: WorldBuilder, account: str, day: date, vendor: Vendor, amount: int, method: str, rng: Rng
) -> PaymentVoucher:
    """A payment of one bill that is no longer on the desk."""
    bill = builder.new_id("BILL")
    builder.opening(builder.code("payables"), -amount, vendor.id, bill)
    return _made_out(builder, account, day, vendor, ((bill, amount),), method, rng)


def _made_out(
    builder: WorldBuilder,
    account: str,
    day: date,
    vendor: Vendor,
    pays: tuple[tuple[str, int], ...],
    method: str,
    rng: Rng,
) -> PaymentVoucher:
    name = builder.new_id("PAY")
    number = check_number(name) if method == "check" else rng.digits(5)
    voucher = PaymentVoucher(
        name,
        day,
        vendor.id,
        vendor.name,
        method,
        number,
        account,
        sum([amount for _, amount in pays]),
        pays,
        builder.words.memo(rng, "payment", vendor.name, number),
    )
    builder.documents.append(voucher)
    return voucher


def _days_to_clear(voucher: PaymentVoucher, rng: Rng) -> int:
    if voucher.method == "check":
        return rng.between(10, 30) if rng.chance(SLOW_CHECKS) else rng.between(2, 9)
    return rng.weighted(((0, 4), (1, 4), (2, 1)))


def _lines(builder: WorldBuilder, voucher: PaymentVoucher) -> tuple[Line, ...]:
    payables = builder.code("payables")
    paid = [Line(payables, amount, voucher.id, voucher.party, bill) for bill, amount in voucher.pays]
    return (*paid, Line(voucher.account, -voucher.amount, voucher.id))


def _seen(builder: WorldBuilder, voucher: PaymentVoucher, day: date, rng: Rng) -> None:
    kind = "check" if voucher.method == "check" else "transfer out"
    text = builder.words.bank_text(rng, kind, voucher.payee, voucher.number)
    reference = voucher.number if voucher.method == "check" or rng.chance(700) else ""
    builder.bank_line(voucher.account, day, -voucher.amount, text, reference, ((voucher.id, -voucher.amount),))
