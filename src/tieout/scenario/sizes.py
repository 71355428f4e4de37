"""How large a company is: drawn once, from the sheet of its trade and the papers that its month has.

The number of papers is the level's. What a month earns follows from how many invoices there are and what one of them is
worth in the trade, and everything else from that by the sheet's shares, so that the month adds up to a business.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from tieout.scenario.seeds import Rng
from tieout.scenario.sheets import Sheet, Span

EMPLOYER_TAX: Final = 85
"""Per mille of gross wages: 7.65 % for social security and Medicare, the rest for unemployment."""
OTHER_COSTS: Final = 25
"""Per mille of revenue for depreciation, interest, bank charges and what the trade's own accounts take."""
CARD_FEES: Final = 30
"""Per mille of what is sold by card: the processor's fees, on tips too."""
COMPANY_CARD: Final = 6
"""Per mille of revenue that is spent by the company card."""
COLLECTED: Final = 850
"""Per mille of a month's invoices that come in during a month, booked or waiting: the firm grows a little."""
MEAN_OF_MEDIAN: Final = 150
"""Per cent: the mean of a log-normal with σ = 0.9 (exp(0.405)) over its median, as invoices have it."""
SERVICES_OF_OVERHEAD: Final = 550  # per mille: the rest is ordered
ORDER_BEARS: Final = 300_000
"""Minor units: what an order for anything but stock comes to on average, prices and plausible quantities being what
they are."""
RECEIVED_BEFORE: Final = 1180
"""Per mille of what orders cost a month: so much is billed, because some of it was received, and charged, the month before."""
STOCK_ORDERS: Final = 600  # per mille of the orders of a trade that keeps stock
SERVICE_OF_APPROVAL: Final = 350  # per mille of the approval limit: the largest service bill without an order


@dataclass(frozen=True, slots=True)
class Volume:
    """The papers of a month over which its money is spread: sales invoices, booked receipts and waiting ones, payments,
    bills on orders and bills for services."""

    invoices: int
    receipts: int = 0
    waiting: int = 0
    payments: int = 0
    orders: int = 0
    services: int = 0


@dataclass(frozen=True, slots=True)
class Budget:
    """``total`` minor units a month on ``count`` papers."""

    total: int
    count: int

    @property
    def typical(self) -> int:
        """The mean paper."""
        return self.total // max(self.count, 1)


@dataclass(frozen=True, slots=True)
class Sizes:
    """A company's plain month, in minor units. ``takings`` come over the counter, ``card_takings`` of them by card; the
    rest of ``revenue`` is invoiced. Shares are per mille of revenue; ``loan_rate`` is in hundredths of a per cent.
    ``budgets`` says what the papers of a kind come to: invoice, receipt, payment, stock order, order, service."""

    headcount: int
    revenue: int
    takings: int
    card_takings: int
    cost_of_sales_share: int
    gross_wages: int
    rent: int
    margin_share: int
    stock: int
    cash: int
    capital: int
    loan_rate: int
    loan_months: int
    budgets: Mapping[str, Budget]

    @property
    def cost_of_sales(self) -> int:
        return self.revenue * self.cost_of_sales_share // 1000

    @property
    def overheads(self) -> int:
        """What vendors charge in a plain month besides rent and goods for stock."""
        return self.budgets["service"].total + self.budgets["order"].total * 1000 // RECEIVED_BEFORE

    @property
    def cost(self) -> int:
        """Of a plain month, all told."""
        return self.revenue * (1000 - self.margin_share) // 1000


def draw_sizes(sheet: Sheet, volume: Volume, approval: int, rng: Rng) -> Sizes:
    """The sizes of a company of the trade. Bills for services need no order and so stay below the ``approval`` limit."""
    median = _from(sheet.invoice, rng) * 100
    takings_share, goods_share = _from(sheet.takings, rng), _from(sheet.cost_of_sales, rng)
    card_share = takings_share * _from(sheet.cards, rng) // 1000
    invoiced = median * MEAN_OF_MEDIAN // 100 * volume.invoices
    revenue = invoiced * 1000 // (1000 - takings_share)
    payroll_share, rent_share, margin_share = (
        _from(sheet.payroll, rng),
        _from(sheet.rent, rng),
        _from(sheet.margin, rng),
    )
    services = volume.services * approval * SERVICE_OF_APPROVAL // 1000
    spare = (
        1000
        - goods_share
        - payroll_share
        - rent_share
        - margin_share
        - OTHER_COSTS
        - COMPANY_CARD
        - card_share * CARD_FEES // 1000
    )
    if volume.services:
        bearable = (services + volume.orders * ORDER_BEARS) * 1000 // revenue
        payroll_share, spare = _moved(payroll_share, sheet.payroll, spare, bearable)
        rent_share, spare = _moved(rent_share, sheet.rent, spare, bearable)
        margin_share, spare = _moved(margin_share, sheet.margin, spare, bearable)
    gross = revenue * payroll_share // (1000 + EMPLOYER_TAX)
    overheads = revenue * max(spare, 15) // 1000
    goods = revenue * goods_share // 1000
    services = min(overheads * SERVICES_OF_OVERHEAD // 1000, services)
    budgets = _budgets(volume, invoiced, goods, overheads, services, revenue * rent_share // 1000)
    cost = revenue * (1000 - margin_share) // 1000
    return Sizes(
        headcount=max(2, revenue * 12 // (_from(sheet.revenue_per_head, rng) * 100)),
        revenue=revenue,
        takings=revenue - invoiced,
        card_takings=(revenue - invoiced) * card_share // (takings_share or 1),
        cost_of_sales_share=goods_share,
        gross_wages=gross,
        rent=_round(revenue * rent_share // 1000),
        margin_share=margin_share,
        stock=goods * _from(sheet.stock_days, rng) // 30,
        cash=cost * _from(sheet.cash_tenths, rng) // 10,
        capital=max(1_000_000, revenue * rng.between(200, 1200) // 1000 // 500_000 * 500_000),
        loan_rate=_from(sheet.loan_rate, rng) // 5 * 5,
        loan_months=_from(sheet.loan_months, rng),
        budgets=budgets,
    )


def _moved(share: int, span: Span, spare: int, bearable: int) -> tuple[int, int]:
    """The share and what is left for overheads, when what the month's few bills cannot bear goes into the share as far
    as its span allows."""
    more = max(min(spare - bearable, span.high - share), 0)
    return share + more, spare - more


def _budgets(
    volume: Volume, invoiced: int, goods: int, overheads: int, services: int, rent: int
) -> Mapping[str, Budget]:
    invoice = Budget(invoiced, volume.invoices)
    stocked = (volume.orders * STOCK_ORDERS + 500) // 1000 if goods else 0
    collected = invoiced * COLLECTED // 1000 - volume.waiting * invoice.typical
    return MappingProxyType(
        {
            "invoice": invoice,
            "receipt": Budget(max(collected, volume.receipts * invoice.typical // 2), volume.receipts),
            "payment": Budget(goods + overheads + rent, volume.payments),
            "stock order": Budget(goods, stocked),
            "order": Budget((overheads - services) * RECEIVED_BEFORE // 1000, volume.orders - stocked),
            "service": Budget(services, volume.services),
        }
    )


def bank_shares(accounts: int) -> tuple[int, ...]:
    """How the company's money divides over its bank accounts, in per mille, the main one first."""
    return {1: (1000,), 2: (720, 280), 3: (600, 200, 200)}[accounts]


def _from(span: Span, rng: Rng) -> int:
    return rng.between(span.low, span.high)


def _round(amount: int) -> int:
    """Rents are agreed in round figures: to the hundred, to the fifty for a small place."""
    step = 10_000 if amount > 300_000 else 5_000
    return max(step, amount - amount % step)
