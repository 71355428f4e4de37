"""Stock: what the month took out of it, by the roll-forward of the stock records, and the entry that charges it.

Goods are bought into inventory at the order price. Once a month their cost of sales is charged in one entry that cites
the roll-forward: opening stock, purchases, cost of sales, closing stock. Some items are counted in the month; small
differences are nobody's concern.
"""

from dataclasses import replace
from typing import Final

from tieout.documents.schedules import CountRow, StockCount, StockRollForward
from tieout.ledger.entries import Line
from tieout.scenario.price_list import list_price
from tieout.scenario.seeds import Rng
from tieout.scenario.world import World
from tieout.scenario.world_builder import WorldBuilder

LEAST: Final = 350  # per mille of the opening stock that is left at the end: shelves are never bare
OFF_BY_FEW: Final = 350  # per mille of the counted items: the count differs, within the tolerance
COUNTED: Final = (8, 18)  # between which days of the month
FEWEST: Final = 4  # of an item, on record
_OFF: Final = (970, 1030)  # per mille: the month's mix of goods costs a little less or more than the year's


def month(builder: WorldBuilder, rng: Rng) -> None:
    """Opening stock, the roll-forward and the entry, booked; nothing in a trade that keeps no stock. To be called when
    sales and purchases of the month are written."""
    sizes, chart = builder.company.sizes, builder.company.chart
    if not sizes.cost_of_sales_share:
        return
    inventory = chart.role("inventory")
    revenue = {account.code for account in chart if account.role.startswith("revenue")}
    sold = bought = 0
    for entry in builder.truth:
        for line in entry.lines:
            if line.account in revenue:
                sold -= line.amount
            elif line.account == inventory:
                bought += line.amount
    cost = sold * sizes.cost_of_sales_share // 1000 * rng.between(*_OFF) // 1000
    opening = max(sizes.stock * rng.between(900, 1100) // 1000, (cost - bought) * 1000 // (1000 - LEAST))
    builder.opening(inventory, opening)
    paper = StockRollForward(builder.new_id("SRF", 4), builder.last, "", opening, bought, cost)
    builder.documents.append(paper)
    builder.entry(
        builder.last,
        builder.words.memo(rng, "cost of sales", "", str(builder.period)),
        Line(chart.role("cost of sales"), cost, paper.id),
        Line(inventory, -cost, paper.id),
    )


def count(builder: WorldBuilder, items: int, rng: Rng) -> None:
    """A count of ``items`` in the middle of the month, none of which is off by more than the tolerance; nothing in a
    trade that keeps no stock. To be called when the month's roll-forward is written."""
    company = builder.company
    found = [paper.closing for paper in builder.documents if type(paper) is StockRollForward]
    if not items or not found:
        return
    worth, rows = found[0] // (2 * items), {}
    suppliers = company.vendors_of(*company.archetype.stock)
    for _ in range(items):
        described, (low, high, _) = company.article(rng, rng.choice(suppliers))
        price = list_price(low, high, rng)
        recorded = max(worth * rng.between(20, 180) // 100 // price, FEWEST)
        off = min(company.limits.count // price, rng.between(1, 3)) if rng.chance(OFF_BY_FEW) else 0
        counted = recorded + (off if rng.chance(250) else -off)
        rows[described] = CountRow(builder.new_id("SKU", 4), described, price, recorded, counted)
    builder.documents.append(StockCount(builder.new_id("CNT", 4), builder.day(rng, *COUNTED), "", tuple(rows.values())))


def agreed(world: World) -> World:
    """The world whose roll-forward shows what was truly bought, after whatever was planted: stock records count what
    came, not what was booked."""
    papers = [document for document in world.documents if isinstance(document, StockRollForward)]
    if not papers:
        return world
    (paper,) = papers
    inventory, last = world.company.chart.role("inventory"), world.last
    apart = {paper.id, *[document.id for document in world.documents if type(document) is StockCount]}
    bought = 0
    for entry in world.truth:
        if entry.date <= last:
            for line in entry.lines:
                if line.account == inventory and line.document not in apart:
                    bought += line.amount
    if bought == paper.purchases:
        return world
    agreeing = replace(paper, purchases=bought)
    return replace(
        world, documents=tuple([agreeing if document is paper else document for document in world.documents])
    )
