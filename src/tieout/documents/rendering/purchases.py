"""Bills, orders and receipts: what passes between us and a vendor.

A vendor knows neither our id for it nor our order's line numbers, so its bill has them nowhere but in our stamp.
"""

from tieout.documents.papers import Papers
from tieout.documents.rendering.sheet import Fact, Grid, Sheet
from tieout.documents.rendering.stationery import Stationery, percent, tax_id
from tieout.documents.trade import GoodsReceipt, PurchaseOrder, SupplierBill


def bill(document: SupplierBill, paper: Stationery, papers: Papers) -> Sheet:
    """A vendor's bill."""
    rows = [
        (
            str(line.number),
            line.description,
            str(line.quantity),
            paper.money(line.unit_price),
            paper.money(line.amount),
        )
        for line in document.lines
    ]
    address = document.address
    period = ""
    if document.service_from is not None and document.service_to is not None:
        period = paper.span(document.service_from, document.service_to)
    return Sheet(
        id=document.id,
        party=document.party,
        number=document.number,
        head=(document.name, address, f"EIN {tax_id(address)}" if address else ""),
        to=papers.letterhead,
        facts=(
            ("date", paper.day(document.date)),
            ("due", paper.day(document.due)),
            ("order", document.order),
            ("period", period),
            ("ship to", papers.address if document.order and paper.shows("ship to") else ""),
        ),
        grid=Grid(("line", "item", "quantity", "price", "amount"), tuple(rows)),
        totals=(*_tax(document, paper), ("total", paper.sum(document.amount))),
        settle=(
            ("terms", f"net {(document.due - document.date).days} days" if paper.shows("terms") else ""),
            ("remit", document.remit_to),
            ("remit at", address if paper.shows("remit at") else ""),
        ),
        body=(document.note,),
    )


def _tax(document: SupplierBill, paper: Stationery) -> tuple[Fact, ...]:
    """What stands between the lines and the total where sales tax is added."""
    if not document.tax:
        return _included(document.tax_rate)
    net = document.amount - document.tax
    return ("net", paper.money(net)), ("tax", f"{paper.money(document.tax)} ({percent(document.tax_rate)})")


def _included(rate: int) -> tuple[Fact, ...]:
    """Says that the prices have sales tax in them."""
    return (("tax", f"{percent(rate)}, included in the prices"),) if rate else ()


def order(document: PurchaseOrder, paper: Stationery, papers: Papers) -> Sheet:
    """Our purchase order."""
    rows = [
        (
            str(line.number),
            line.description,
            str(line.quantity),
            _unit(paper),
            paper.money(line.unit_price),
            paper.money(line.amount),
            line.account,
            line.department,
        )
        for line in document.lines
    ]
    vendor = papers.firm(document.party)
    return Sheet(
        id=document.id,
        party=document.party,
        number=document.id,
        head=papers.letterhead,
        to=(vendor.name, vendor.address),
        facts=(
            ("date", paper.day(document.date)),
            ("ship", paper.day(document.ship_by) if document.ship_by else ""),
            ("ship to", papers.address if paper.shows("ship to") else ""),
            ("approved", document.approved_by),
        ),
        grid=Grid(("line", "item", "quantity", "unit", "price", "amount", "account", "department"), tuple(rows)),
        totals=(*_included(document.tax_rate), ("total", paper.sum(document.amount))),
        body=(document.note,),
    )


def receipt(document: GoodsReceipt, paper: Stationery, papers: Papers) -> Sheet:
    """A receiving slip: quantities only, as the dock counts them, under the names that the order gives the goods."""
    ordered = papers.orders.get(document.order)
    names = {line.number: line.description for line in ordered.lines} if ordered else {}
    rows = [
        (str(line.order_line), names.get(line.order_line, ""), str(line.quantity), _unit(paper))
        for line in document.lines
    ]
    return Sheet(
        id=document.id,
        party=document.party,
        number=document.id,
        head=papers.letterhead,
        to=(papers.firm(document.party).name,),
        facts=(
            ("order", document.order),
            ("date", paper.day(document.date)),
            ("received", document.received_by),
        ),
        grid=Grid(("line", "item", "quantity", "unit"), tuple(rows)),
        body=(document.note,),
    )


def _unit(paper: Stationery) -> str:
    """Goods and services are ordered and counted by the piece."""
    return "EA" if paper.shows("unit") else ""
