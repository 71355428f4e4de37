"""Bills, orders and receipts: what passes between us and a vendor."""

from tieout.documents.rendering.stationery import Stationery, barred, page, ruled
from tieout.documents.trade import BillLine, GoodsReceipt, OrderLine, PurchaseOrder, SupplierBill


def bill(document: SupplierBill, paper: Stationery) -> str:
    """A vendor's bill."""
    return paper.layout((_bill_form, _bill_letter, _bill_table, _bill_slip))(document, paper)


def _bill_form(document: SupplierBill, paper: Stationery) -> str:
    lines = [
        f" {line.number:>2}  {line.quantity} x {line.description} @ {paper.money(line.unit_price)} = {paper.money(line.amount)}"
        + (f"  (order line {line.order_line})" if line.order_line else "")
        for line in document.lines
    ]
    return page(
        document.name,
        f"{paper.word('INVOICE', 'BILL', 'STATEMENT OF CHARGES')} {document.number}",
        f"{paper.word('Date', 'Issued', 'Invoice date')}: {paper.day(document.date)}",
        f"Due: {paper.day(document.due)}",
        f"Your order: {document.order}" if document.order else "",
        _service(document, paper),
        *lines,
        f"{paper.word('TOTAL DUE', 'PLEASE PAY', 'AMOUNT DUE')} {paper.sum(document.amount)}",
        f"{paper.word('Remit to account', 'Bank account', 'Pay into')}: {document.remit_to}"
        if document.remit_to
        else "",
        document.note,
        paper.stamp(document.id, document.party),
    )


def _bill_letter(document: SupplierBill, paper: Stationery) -> str:
    lines = [
        f"- {line.description}: {line.quantity} at {paper.money(line.unit_price)}, together {paper.money(line.amount)}"
        f" (item {line.number}{f', your line {line.order_line}' if line.order_line else ''})"
        for line in document.lines
    ]
    under = f" under your order {document.order}" if document.order else ""
    account = f" to account {document.remit_to}" if document.remit_to else ""
    return page(
        paper.stamp(document.id, document.party),
        f"{document.name}, {paper.day(document.date)}",
        f"{paper.word('We bill you', 'Our invoice', 'We charge you')}, no. {document.number}{under}:",
        *lines,
        _service(document, paper),
        f"Kindly transfer {paper.sum(document.amount)} by {paper.day(document.due)}{account}.",
        document.note,
    )


def _bill_table(document: SupplierBill, paper: Stationery) -> str:
    rows = [
        (
            str(line.number),
            line.description,
            str(line.quantity),
            paper.money(line.unit_price),
            paper.money(line.amount),
            str(line.order_line or "-"),
        )
        for line in document.lines
    ]
    return page(
        f"From: {document.name}",
        f"{paper.word('Bill no.', 'Document no.', 'Invoice')} {document.number} of {paper.day(document.date)}"
        + (f", order {document.order}" if document.order else ""),
        barred(("#", "Item", "Qty", "Price", "Amount", "Order line"), rows),
        f"Sum {paper.sum(document.amount)}, {paper.word('payable by', 'due on', 'net until')} {paper.day(document.due)}",
        _service(document, paper),
        f"Account for payment: {document.remit_to}" if document.remit_to else "",
        document.note,
        paper.stamp(document.id, document.party),
    )


def _bill_slip(document: SupplierBill, paper: Stationery) -> str:
    return page(
        f"{document.number}  *  {document.name}  *  {paper.day(document.date)}",
        paper.stamp(document.id, document.party),
        f"{paper.word('On your order', 'Order', 'Re')} {document.order}" if document.order else "",
        *(_slip_line(line, paper) for line in document.lines),
        _service(document, paper),
        f"=> {paper.sum(document.amount)}   {paper.word('terms: pay by', 'due', 'due date')} {paper.day(document.due)}",
        f"a/c {document.remit_to}" if document.remit_to else "",
        document.note,
    )


def _slip_line(line: BillLine, paper: Stationery) -> str:
    against = f" [ord. line {line.order_line}]" if line.order_line else ""
    return f"{line.number}. {line.description}{against} ... {line.quantity} / {paper.money(line.unit_price)} / {paper.money(line.amount)}"


def _service(document: SupplierBill, paper: Stationery) -> str:
    if document.service_from is None or document.service_to is None:
        return ""
    words = paper.word("Service period", "For services", "Period covered", "Billing period")
    return f"{words}: {paper.day(document.service_from)} to {paper.day(document.service_to)}"


def order(document: PurchaseOrder, paper: Stationery) -> str:
    """Our purchase order."""
    return paper.layout((_order_form, _order_table, _order_letter))(document, paper)


def _order_form(document: PurchaseOrder, paper: Stationery) -> str:
    lines = [
        f"  line {line.number}: {line.quantity} x {line.description}, {paper.money(line.unit_price)} each,"
        f" {paper.money(line.amount)}, charge to {_charged(line, ', department ')}"
        for line in document.lines
    ]
    return page(
        f"PURCHASE ORDER {document.id}",
        f"{paper.word('To vendor', 'Vendor', 'Supplier')} {document.party}, {paper.day(document.date)}",
        *lines,
        f"{paper.word('Order total', 'Total', 'Committed')}: {paper.sum(document.amount)}",
        document.note,
        f"Approved: {document.approved_by}",
    )


def _order_table(document: PurchaseOrder, paper: Stationery) -> str:
    rows = [
        (
            str(line.number),
            str(line.quantity),
            line.description,
            paper.money(line.unit_price),
            paper.money(line.amount),
            _charged(line, " / "),
        )
        for line in document.lines
    ]
    return page(
        f"{paper.word('Order', 'PO', 'Purchase order')} {document.id}    {paper.day(document.date)}    {document.party}",
        ruled(("Line", "Qty", "Description", "Unit price", "Value", "Charge to"), rows),
        f"Value of the order {paper.sum(document.amount)}; released by {document.approved_by}.",
        document.note,
    )


def _order_letter(document: PurchaseOrder, paper: Stationery) -> str:
    lines = [
        f"({line.number}) {line.description}, quantity {line.quantity}, at {paper.money(line.unit_price)}:"
        f" {paper.money(line.amount)} [{_charged(line, ', ')}]"
        for line in document.lines
    ]
    return page(
        f"{paper.day(document.date)}. We order from {document.party}, our number {document.id}:",
        *lines,
        f"in all {paper.sum(document.amount)}.",
        document.note,
        f"{paper.word('Signed', 'Authorized by', 'Approval')}: {document.approved_by}",
    )


def _charged(line: OrderLine, between: str) -> str:
    """Account and department of an order line; what is bought for stock has no department."""
    return f"{line.account}{between}{line.department}" if line.department else line.account


def receipt(document: GoodsReceipt, paper: Stationery) -> str:
    """A receiving slip: quantities only, as the dock counts them."""
    return paper.layout((_receipt_form, _receipt_note, _receipt_table))(document, paper)


def _receipt_form(document: GoodsReceipt, paper: Stationery) -> str:
    return page(
        f"{paper.word('RECEIVING REPORT', 'GOODS RECEIPT', 'DELIVERY RECORD')} {document.id}",
        f"Order {document.order}, vendor {document.party}",
        f"Received {paper.day(document.date)} by {document.received_by}",
        *(f"  order line {line.order_line}: {line.quantity} received" for line in document.lines),
        document.note,
    )


def _receipt_note(document: GoodsReceipt, paper: Stationery) -> str:
    counted = "; ".join(f"{line.quantity} of line {line.order_line}" for line in document.lines)
    return page(
        f"{document.id} / {document.party}",
        f"{paper.day(document.date)}: {paper.word('came in', 'taken in', 'counted')} on {document.order}: {counted}.",
        document.note,
        f"{document.received_by}",
    )


def _receipt_table(document: GoodsReceipt, paper: Stationery) -> str:
    rows = [(str(line.order_line), str(line.quantity)) for line in document.lines]
    return page(
        f"Receipt {document.id}    {document.party}    order {document.order}",
        ruled(("Order line", "Quantity"), rows),
        f"{paper.word('Checked', 'Accepted', 'Signed')} {document.received_by}, {paper.day(document.date)}",
        document.note,
    )
