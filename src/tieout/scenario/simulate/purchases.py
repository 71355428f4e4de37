"""Purchases: orders, goods receipts and supplier bills; the bookkeeper has posted some bills, others wait.

Everything written here is right: each bill agrees with its order and with what was received. What is not in order is
planted afterwards (``scenario/defects``). Shares and lags are those of the accounting reference §5, where it has them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from tieout.documents.casefile import Vendor
from tieout.documents.closing import Disposition
from tieout.documents.trade import BillLine, GoodsReceipt, OrderLine, PurchaseOrder, ReceiptLine, SupplierBill
from tieout.ledger.accounts import Chart
from tieout.ledger.entries import Line
from tieout.ledger.periods import Period
from tieout.scenario.chart import line_role
from tieout.scenario.company import fitting
from tieout.scenario.price_list import ordered, ordered_quantity, unordered_line
from tieout.scenario.seeds import Rng
from tieout.scenario.vocabulary.buying import AGREED, BILL_NOTES, GOODS, GOODS_NOTES, RECEIPT_NOTES
from tieout.scenario.vocabulary.company_words import article_of
from tieout.scenario.weekdays import BUSY, weekday_near
from tieout.scenario.world_builder import WorldBuilder, later

Charge = tuple[str, str]
"""Account and department."""


@dataclass(frozen=True, slots=True)
class Mix:
    """How purchases vary; shares in per mille.

    ``no_order``: 85 % of bills are matched to an order (APQC). ``two_deliveries``: 15 % of deliveries are partial.
    ``variance``: price differs on 8 % of lines, here within the tolerance. ``late_receipt``: goods that come after
    their bill. ``other_department``: order lines for another department than the vendor's usual one, ``own_use``: what
    is bought for stock and used up in the company, ``capital``: whether equipment may be, and ``prose``: bills that name their order in a note alone, are
    judgements.
    """

    no_order: int = 150
    two_deliveries: int = 150
    variance: int = 0
    late_receipt: int = 150
    other_department: int = 400
    own_use: int = 250
    capital: bool = True
    prose: int = 0


ORDERLY: Final = Mix()
STOCK_PER_MILLE: Final = 600
"""Orders of goods for stock, in a trade that keeps any; :data:`~tieout.scenario.sizes.STOCK_ORDERS` spreads money so."""
MAIN_WEIGHT: Final = 5
"""So many times more orders go to a vendor of the trade's main lines than to one of the rest, twice as many for the first."""
MAIN_STOCK: Final = 880
"""Per mille of orders for stock are for what the trade sells, the rest for either that or what it is packed in."""
OWN_USE_PART: Final = 8
"""What the company uses up itself of the goods it trades in comes to one part in so many of an order for stock."""
LINES: Final = ((1, 60), (2, 24), (3, 11), (4, 5))
"""Order lines: three in five journal entries have one charge (reference §5, lines per entry)."""
LAGS: Final = ((0, 2), (1, 2), (2, 3), (4, 3), (7, 3), (10, 2), (14, 1))
"""Days from the last delivery to the bill, with weights."""
LATE: Final = 24  # the day of the month until which bills come for what was received in the month before
POSTED_BY: Final = 20  # the day of the month until which the bookkeeper has posted bills
JUST_BELOW: Final = 100  # per mille of bills without an order come close to the approval limit, and are right
_ORDER_IN_PROSE: Final = (
    "Supplied on your order {order}.",
    "Your reference: {order}, as spoken on the phone.",
    "For goods called off under {order}.",
    "Relates to {order}. Thank you.",
)


@dataclass(frozen=True, slots=True)
class Buyers:
    """Who buys and on what: the people who approve and receive, the vendors who get orders, those of them who deliver
    goods for stock and the others, each vendor's line of business, the one that the trade ``mainly`` keeps in stock, and
    the company's chart and limit from which equipment is capital."""

    people: tuple[str, ...]
    vendors: tuple[Vendor, ...]
    stocked: tuple[Vendor, ...]
    lines: Mapping[str, str]
    mainly: str
    chart: Chart
    capital: int

    def vendor(self, rng: Rng) -> Vendor:
        """Who gets the next order: mostly a vendor of goods for stock where the trade keeps any."""
        if self.stocked and rng.chance(STOCK_PER_MILLE):
            main = [vendor for vendor in self.stocked if self.lines[vendor.id] == self.mainly]
            return rng.choice(main if main and rng.chance(MAIN_STOCK) else self.stocked)
        return rng.choice(self.vendors)

    @classmethod
    def of(cls, builder: WorldBuilder, rng: Rng) -> "Buyers":
        company = builder.company
        lines = {vendor.id: line for vendor, line in zip(company.vendors, company.lines, strict=True)}
        ordered = tuple(vendor for vendor in company.vendors if lines[vendor.id] not in AGREED)
        stocked = tuple([vendor for vendor in ordered if lines[vendor.id] in company.archetype.stock])
        others = tuple([vendor for vendor in ordered if vendor not in stocked])
        main = company.archetype.sheet.main_lines
        first = tuple([vendor for vendor in others if lines[vendor.id] == main[0]])
        others += (*first, *[vendor for vendor in others if lines[vendor.id] in main]) * MAIN_WEIGHT
        people = tuple(builder.words.person(rng) for _ in range(4))
        mainly = company.archetype.stock[0] if stocked else ""
        orders_go_to = others or stocked or company.vendors
        return cls(people, orders_go_to, stocked, lines, mainly, company.chart, company.limits.capitalise)

    def charge(self, vendor: Vendor, described: str, price: int, rng: Rng, mix: Mix) -> Charge:
        """What an order line is charged to: equipment from the limit for one piece on is capital, and what is bought for
        stock may be for the company's own use. Everything else goes to the vendor's usual account, for the vendor's usual
        department or another that has a use for it."""
        goods, account = self.lines[vendor.id], vendor.account
        if mix.capital and goods == "equipment" and price >= self.capital:
            account = self.chart.role("fixed assets")
        elif account in self.chart.permanent and rng.chance(mix.own_use):
            account = self.chart.role(line_role(goods))
        if account in self.chart.permanent:
            return account, ""
        codes = fitting(self.chart, goods, article_of(described))
        usual = vendor.department
        if usual in codes and not rng.chance(mix.other_department):
            return account, usual
        return account, rng.choice([code for code in codes if code != usual] or codes)


@dataclass(frozen=True, slots=True)
class Supply:
    """An order and what was received on it."""

    vendor: Vendor
    order: PurchaseOrder
    receipts: tuple[GoodsReceipt, ...]


def purchases(builder: WorldBuilder, posted: int, waiting: int, rng: Rng, mix: Mix = ORDERLY) -> None:
    """A month of supplier bills with their orders and receipts: ``posted`` are in the books, ``waiting`` in the inbox.

    A vendor bills without an order at most once a month and below the approval limit. What was received before the
    month stands in received-not-invoiced already, item the receipt, and its bill clears that; one in twelve of the bills
    that wait is of that kind.
    """
    buyers = Buyers.of(builder, rng)
    vendors = builder.company.vendors
    unordered = rng.shuffled(vendors)
    for number in range(posted + waiting):
        booked = number < posted
        day = builder.day(rng, 2, POSTED_BY) if booked else builder.day(rng, 6, busy=BUSY)
        if unordered and rng.chance(mix.no_order):
            _without_order(builder, buyers, unordered.pop(), day, rng, booked)
            continue
        early = not booked and (number - posted) % 12 == 0
        if early:
            day = builder.day(rng, 2, LATE)
        since = date.min if booked else builder.first
        supply = supplied(builder, buyers, buyers.vendor(rng), day, rng, mix, early=early, since=since)
        settle(builder, bill_for(builder, supply, day, rng, mix), supply, rng, booked)


def open_orders(builder: WorldBuilder, count: int, rng: Rng) -> None:
    """``count`` orders of which nothing has come: nothing to book."""
    buyers = Buyers.of(builder, rng)
    for _ in range(count):
        _order(builder, buyers, buyers.vendor(rng), builder.day(rng, 8), rng, ORDERLY)


def accrued_before(builder: WorldBuilder, count: int, rng: Rng) -> None:
    """``count`` receipts of the month before, accrued then and still not billed: they stay as they are."""
    buyers = Buyers.of(builder, rng)
    for _ in range(count):
        received = weekday_near(later(builder.first, -rng.between(1, 20)), latest=builder.period.previous.last)
        ordered = weekday_near(later(received, -rng.between(4, 25)))
        order = _order(builder, buyers, buyers.vendor(rng), ordered, rng, ORDERLY)
        _receipt(builder, buyers, order, received, tuple(line.quantity for line in order.lines), rng)


def open_payables(builder: WorldBuilder, count: int, rng: Rng) -> None:
    """``count`` bills of earlier months that are still unpaid: part of the opening balance."""
    for _ in range(count):
        vendor = rng.choice(builder.company.vendors)
        builder.opening(builder.code("payables"), -builder.like("payment", rng), vendor.id, builder.new_id("BILL"))


def supplied(
    builder: WorldBuilder,
    buyers: Buyers,
    vendor: Vendor,
    billed: date,
    rng: Rng,
    mix: Mix = ORDERLY,
    like: PurchaseOrder | None = None,
    *,
    early: bool = False,
    since: date = date.min,
) -> Supply:
    """An order that was received in full, in one delivery or two, around the day of its bill, the last ``since`` a day
    that is not after the bill's, or ``early``: in the month before; it repeats the order ``like`` where one is given.

    Order to receipt takes two weeks on average, receipt to bill five days (reference §5).
    """
    last = weekday_near(later(billed, -rng.weighted(LAGS)), latest=billed)
    while last < since:
        last = weekday_near(later(billed, -rng.weighted(LAGS)), latest=billed)
    if early:
        last = weekday_near(later(builder.first, -rng.between(1, 8)), latest=later(builder.first, -1))
    elif rng.chance(mix.late_receipt):
        last = weekday_near(min(later(billed, rng.between(1, 5)), builder.last), billed, builder.last)
    first = (
        weekday_near(later(last, -rng.between(2, 9)), latest=later(last, -1))
        if rng.chance(mix.two_deliveries)
        else last
    )
    order = _order(builder, buyers, vendor, weekday_near(later(first, -rng.between(4, 24))), rng, mix, like)
    whole = tuple(line.quantity for line in order.lines)
    part = tuple(rng.between(0, quantity) for quantity in whole) if first < last else whole
    rest = tuple(quantity - come for quantity, come in zip(whole, part, strict=True))
    if not any(part) or not any(rest):
        return Supply(vendor, order, (_receipt(builder, buyers, order, last, whole, rng),))
    deliveries = ((first, part), (last, rest))
    receipts = tuple(_receipt(builder, buyers, order, day, come, rng) for day, come in deliveries)
    return Supply(vendor, order, receipts)


def bill_for(builder: WorldBuilder, supply: Supply, day: date, rng: Rng, mix: Mix = ORDERLY) -> SupplierBill:
    """The vendor's bill for the whole of a supply."""
    order = supply.order
    lines = tuple(
        BillLine(line.number, line.description, line.quantity, line.unit_price, line.number) for line in order.lines
    )
    if rng.chance(mix.variance):
        lines = (with_variance(lines[0], builder.company.limits.price_tolerance, rng), *lines[1:])
    note = bill_note(rng)
    in_prose = rng.chance(mix.prose)
    if in_prose:
        note = rng.choice(_ORDER_IN_PROSE).format(order=order.id)
    bill = _bill(builder, supply.vendor, day, lines, "" if in_prose else order.id, note, rng)
    return replace(bill, tax_rate=order.tax_rate) if order.tax_rate else bill


def with_variance(line: BillLine, tolerance: int, rng: Rng) -> BillLine:
    """The line at a price that differs by a quarter to nine tenths of the tolerance (per cent), either way."""
    most = line.unit_price * tolerance // 100
    change = max(1, rng.between(most // 4, most * 9 // 10))
    return replace(line, unit_price=line.unit_price + (change if rng.chance(700) else -change))


def charges(
    chart: Chart, period: Period, order: PurchaseOrder, received: tuple[GoodsReceipt, ...], bill: str, amount: int
) -> tuple[Line, ...]:
    """Where ``amount`` of a bill belongs: what was received and accrued before the month clears the accrual, the rest
    is charged to the order's accounts and departments at the order price, and what remains is purchase price variance."""
    lines, first = [], period.first
    totals: dict[Charge, int] = {}
    for receipt in received:
        if receipt.date < first:
            value = sum(by_charge(order, receipt).values())
            lines.append(Line(chart.role("grni"), value, bill, order.party, receipt.id))
            continue
        for charge, value in by_charge(order, receipt).items():
            totals[charge] = totals.get(charge, 0) + value
    lines += charged(chart, order, totals, bill)
    difference = amount - sum([line.amount for line in lines])
    if difference:
        lines.append(Line(chart.role("price variance"), difference, bill))
    return tuple(lines)


def by_charge(order: PurchaseOrder, receipt: GoodsReceipt) -> dict[Charge, int]:
    """What was received at the order price, by the accounts and departments of the order's lines."""
    ordered = {line.number: line for line in order.lines}
    totals: dict[Charge, int] = {}
    for line in receipt.lines:
        of = ordered[line.order_line]
        charge = of.account, of.department
        totals[charge] = totals.get(charge, 0) + line.quantity * of.unit_price
    return totals


def charged(chart: Chart, order: PurchaseOrder, totals: Mapping[Charge, int], document: str) -> list[Line]:
    """The lines that charge each account and department with its total; what is kept by item, under the order."""
    lines = []
    for (account, department), value in totals.items():
        _, by_item = chart.demands.get(account, (False, False))
        lines.append(Line(account, value, document, "", order.id if by_item else "", department))
    return lines


def bill_note(rng: Rng) -> str:
    """What vendors print under a bill, if anything; it says nothing."""
    return rng.choice(BILL_NOTES) if rng.chance(300) else ""


def settle(builder: WorldBuilder, bill: SupplierBill, supply: Supply, rng: Rng, booked: bool) -> None:
    """The bill arrives for its supply: posted by the bookkeeper already, or left in the inbox."""
    coded = charges(builder.company.chart, builder.period, supply.order, supply.receipts, bill.id, bill.amount)
    arrive(builder, bill, coded, rng, booked)


def _without_order(builder: WorldBuilder, buyers: Buyers, vendor: Vendor, day: date, rng: Rng, booked: bool) -> None:
    """A bill without an order, below the limits of approval and capitalization, for the vendor's usual account."""
    limits = builder.company.limits
    goods = buyers.lines[vendor.id]
    limit = min(limits.approval, limits.capitalise) if goods == "equipment" else limits.approval
    wanted = builder.like("order", rng)
    while wanted > limit * 9 // 10:
        wanted = wanted * 2 // 5
    if rng.chance(JUST_BELOW):
        wanted = limit * rng.between(920, 999) // 1000
    line = unordered_line(builder.company, vendor, wanted, rng)
    amount = line.quantity * line.unit_price
    bill = _bill(builder, vendor, day, (line,), "", bill_note(rng), rng)
    arrive(builder, bill, (vendor.charge(amount, bill.id),), rng, booked)


def arrive(builder: WorldBuilder, bill: SupplierBill, coded: tuple[Line, ...], rng: Rng, booked: bool) -> None:
    """Lay a bill on the desk and post it as it is ``coded``; one that is not ``booked`` waits in the inbox."""
    builder.documents.append(bill)
    memo = builder.words.memo(rng, "purchase", bill.name, bill.number)
    payable = Line(builder.code("payables"), -bill.amount, bill.id, bill.party, bill.id)
    builder.entry(bill.date, memo, *coded, payable, booked=booked)
    if not booked:
        builder.to_settle.append(bill.id)
        builder.settled.append(Disposition(bill.id, "bill", "posted"))


def _bill(
    builder: WorldBuilder, vendor: Vendor, day: date, lines: tuple[BillLine, ...], order: str, note: str, rng: Rng
) -> SupplierBill:
    return SupplierBill(
        id=builder.new_id("BILL"),
        date=day,
        party=vendor.id,
        name=vendor.name,
        number=builder.bill_number(rng, vendor, day),
        due=later(day, vendor.terms_days),
        order=order,
        lines=lines,
        remit_to=vendor.bank_account,
        note=note,
        address=vendor.address,
    )


def _order(
    builder: WorldBuilder,
    buyers: Buyers,
    vendor: Vendor,
    day: date,
    rng: Rng,
    mix: Mix,
    like: PurchaseOrder | None = None,
) -> PurchaseOrder:
    lines = like.lines if like else _order_lines(builder, buyers, vendor, rng, mix)
    wanted = weekday_near(later(day, rng.between(3, 21)), later(day, 1), later(day, 28))
    approver = rng.choice(buyers.people)
    rate = 0 if vendor in buyers.stocked else builder.company.rate_on(buyers.lines[vendor.id])
    order = PurchaseOrder(builder.new_id("PO"), day, vendor.id, lines, approver, ship_by=wanted, tax_rate=rate)
    builder.documents.append(order)
    return order


def _order_lines(builder: WorldBuilder, buyers: Buyers, vendor: Vendor, rng: Rng, mix: Mix) -> tuple[OrderLine, ...]:
    count = rng.weighted(LINES)
    target = builder.amount("stock order" if vendor in buyers.stocked else "order", rng)
    lines: list[OrderLine] = []
    for number in range(1, count + 1):
        share = target * rng.between(50, 150) // 100 // count
        described, quantity, price = ordered(builder.company, vendor, share, rng)
        if any(described == line.description for line in lines):
            described = f"{described} ({number})"
        account, department = buyers.charge(vendor, described, price, rng, mix)
        if vendor in buyers.stocked and account != vendor.account:
            quantity = ordered_quantity(quantity // OWN_USE_PART, quantity)
        lines.append(OrderLine(number, described, quantity, price, account, department))
    return tuple(lines)


def _receipt(
    builder: WorldBuilder, buyers: Buyers, order: PurchaseOrder, day: date, quantities: tuple[int, ...], rng: Rng
) -> GoodsReceipt:
    """A receipt; one of an earlier month was accrued then, and stands in the opening balance."""
    lines = tuple(ReceiptLine(line.number, come) for line, come in zip(order.lines, quantities, strict=True) if come)
    notes = GOODS_NOTES if buyers.lines[order.party] in GOODS else RECEIPT_NOTES
    note = rng.choice(notes) if rng.chance(300) else ""
    receipt = GoodsReceipt(builder.new_id("GRN"), day, order.party, order.id, lines, rng.choice(buyers.people), note)
    builder.documents.append(receipt)
    if day < builder.first:
        value = sum(by_charge(order, receipt).values())
        builder.opening(builder.code("grni"), -value, order.party, receipt.id)
    return receipt
