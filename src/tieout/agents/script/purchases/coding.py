"""Where a bill with an order is charged: what it takes of the receipts, at the order's prices and accounts."""

from collections.abc import Mapping

from tieout.agents.rulebot.bill_papers import PaperLine
from tieout.agents.script.booking import Place, place
from tieout.agents.script.desk import Desk
from tieout.agents.script.purchases.stock import Stock
from tieout.agents.script.purchases.supplies import Bill, Supplies

Take = tuple[str, str, int]  # receipt, line, quantity


def taken(order: str, line: str, wanted: int, found: Supplies, stock: Stock) -> list[Take]:
    """Take a quantity of an order's line out of its receipts, from the earliest on."""
    takes = []
    for sheet, _ in found.came.get(order, ()):
        quantity = min(wanted, stock.left.get((sheet.id, line), 0))
        if quantity:
            takes.append((sheet.id, line, quantity))
            stock.left[sheet.id, line] -= quantity
            wanted -= quantity
    return takes


def charges_of(
    bill: Bill, takes: list[tuple[PaperLine, list[Take]]], ordered: Mapping[str, PaperLine], stock: Stock, desk: Desk
) -> dict[Place, int]:
    """Order accounts at order prices, or the accruals of earlier months; the difference in price is variance."""
    charges: dict[Place, int] = {}
    assets, variance = desk.value("purchasing", "fixed assets"), 0

    def add(at: Place, amount: int) -> None:
        charges[at] = charges.get(at, 0) + amount

    for line, some in takes:
        of = ordered[line.line]
        price, billed = desk.minor(of.price), desk.minor(line.price)
        for receipt, _, quantity in some:
            variance += quantity * (billed - price)
            if receipt in stock.accrued:
                add(place(desk.value("purchasing", "grni"), bill.sheet.party, receipt), quantity * price)
            elif of.account == assets:
                add(place(assets, item=bill.order), quantity * price)
            else:
                add(place(of.account, department=of.department), quantity * price)
    whole = all(sum(quantity for _, _, quantity in some) == line.quantity for line, some in takes)
    if whole:
        variance = desk.minor(bill.sheet.amount) - sum(charges.values())
    if variance:
        add(place(desk.value("purchasing", "price variance")), variance)
    return charges
