"""Prices beyond the tolerance, and what shows them."""

from typing import Final

from tieout.documents.trade import SupplierBill
from tieout.scenario.defects.purchasing.candidates import Purchase
from tieout.scenario.seeds import Rng
from tieout.scenario.world import World

MOST_BEYOND: Final = 16  # per cent by which a price may depart from the order's
FEWEST_CENTS: Final = 2000  # below it a price keeps no ending


def another_price(world: World, price: int, above: bool, rng: Rng) -> int:
    """A price that departs from ``price`` by more than the tolerance. Prices end as prices do, so that a dearer one looks
    like any: in whole per cent, or with the cents of the old one."""
    tolerance = world.company.limits.price_tolerance
    per_cent = rng.between(tolerance + 1, MOST_BEYOND)
    sign = 1 if above else -1
    change = max(price * per_cent // 100, price * tolerance // 100 + 1)
    if price >= FEWEST_CENTS and rng.chance(700):
        whole = -(-change // 100) * 100
        return price + sign * whole
    return price + sign * change


def price_evidence(world: World, found: Purchase, bill: SupplierBill, place: int) -> tuple[tuple[str, str], ...]:
    """What shows that the price of one line differs: both prices."""
    return (
        (bill.id, world.money(bill.lines[place].unit_price)),
        (found.order.id, world.money(found.order.lines[place].unit_price)),
    )
