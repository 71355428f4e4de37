"""What the price lists make of a sum: a thing, how many of it, and the price of one."""

from bisect import bisect_right
from typing import Final

from tieout.documents.casefile import Vendor
from tieout.documents.trade import BillLine
from tieout.scenario.company import Company
from tieout.scenario.seeds import Rng
from tieout.scenario.vocabulary.prices import AGREED_RANGE

PRICE_ENDINGS: Final = ((0, 18), (50, 8), (95, 8), (99, 8), (25, 3), (75, 3), (-1, 52))
"""Cents of list prices and their weights; one in six ends just below the next unit, and -1 stands for any cents."""
QUANTITIES: Final = (
    1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 20, 24, 30, 36, 40, 48, 50, 60, 72, 80, 96, 100, 120, 144, 150, 160, 180, 200, 240,
    250, 300, 320, 360, 400, 480, 500, 600, 720, 800, 900, 1000, 1200,
)  # fmt: skip
"""What people order: dozens, tens and what a pallet holds."""
RECONSIDERED: Final = 4  # how often another thing is looked at when the money does not fit the price list


def ordered(company: Company, vendor: Vendor, wanted: int, rng: Rng) -> tuple[str, int, int]:
    """A thing of the vendor's price list that ``wanted`` buys a plausible quantity of: description, quantity, unit price."""
    described, (low, high, most) = company.article(rng, vendor)
    for _ in range(RECONSIDERED):
        if low <= wanted <= high * most:
            break
        described, (low, high, most) = company.article(rng, vendor)
    price = list_price(low, high, rng)
    return described, ordered_quantity(wanted // price, most), price


def list_price(low: int, high: int, rng: Rng) -> int:
    """A price between ``low`` and ``high`` minor units, nearer to ``low`` as a rule, ending as list prices do."""
    price = low + (high - low) * rng.between(0, 1000) * rng.between(300, 1000) // 1_000_000
    ending = rng.weighted(PRICE_ENDINGS)
    return min(max(low, price if ending < 0 else price - price % 100 + ending), high)


def ordered_quantity(wanted: int, most: int) -> int:
    """The largest usual quantity up to ``wanted`` and ``most``; at least one."""
    return QUANTITIES[max(bisect_right(QUANTITIES, min(wanted, most)) - 1, 0)]


def unordered_line(company: Company, vendor: Vendor, wanted: int, rng: Rng) -> BillLine:
    """The one line of a bill without an order, at about ``wanted`` and never above: one month of a service, or so many
    of a thing as that buys."""
    line = company.line_of(vendor.id)
    if line in AGREED_RANGE:
        low, high = AGREED_RANGE[line]
        amount = max(low * 100 // 2, min(wanted, high * 100))
        return BillLine(1, company.goods(rng, vendor, amount), 1, amount)
    described, quantity, price = ordered(company, vendor, wanted, rng)
    return BillLine(1, described, quantity, min(price, wanted))
