"""Invoices, remittances and credit memos: what passes between us and a customer."""

from tieout.documents.rendering.stationery import Stationery, barred, page, ruled
from tieout.documents.trade import CreditMemo, Remittance, SalesInvoice


def invoice(document: SalesInvoice, paper: Stationery) -> str:
    """Our invoice, the office copy."""
    return paper.layout((_invoice_form, _invoice_letter, _invoice_table))(document, paper)


def _invoice_form(document: SalesInvoice, paper: Stationery) -> str:
    return page(
        f"INVOICE {document.id}",
        f"{paper.word('Bill to', 'Customer', 'Sold to')}: {document.party}",
        f"{paper.word('Date', 'Issued', 'Invoiced')}: {paper.day(document.date)}",
        *(f"  {paper.money(amount):>12}  {description}" for description, amount in document.lines),
        f"  {paper.money(document.amount):>12}  {paper.word('total', 'amount due', 'balance due')} ({paper.currency})",
        _service(document, paper),
        _terms(document, paper),
        document.note,
    )


def _invoice_letter(document: SalesInvoice, paper: Stationery) -> str:
    items = "; ".join(f"{description}, {paper.money(amount)}" for description, amount in document.lines)
    return page(
        f"{paper.day(document.date)}, to {document.party}",
        f"{paper.word('We invoice', 'Our invoice', 'Invoice')} {document.id}: {items}.",
        f"{paper.word('In total', 'Altogether', 'Sum')} {paper.sum(document.amount)}.",
        _service(document, paper),
        _terms(document, paper),
        document.note,
    )


def _invoice_table(document: SalesInvoice, paper: Stationery) -> str:
    rows = [(description, paper.money(amount)) for description, amount in document.lines]
    return page(
        f"No. {document.id} | {document.party} | {paper.day(document.date)}",
        barred(("Item", paper.currency), [*rows, (paper.word("Total", "Sum", "Due"), paper.money(document.amount))]),
        _terms(document, paper),
        _service(document, paper),
        document.note,
    )


def _terms(document: SalesInvoice, paper: Stationery) -> str:
    due = paper.day(document.due)
    if not document.discount_percent:
        return paper.word(f"Due {due}.", f"Payable by {due}, net.", f"Terms: net, due {due}.")
    percent, days = document.discount_percent, document.discount_days
    return paper.word(
        f"{percent}% discount if paid within {days} days, otherwise net by {due}.",
        f"Terms: {percent} % / {days} days, net {due}.",
        f"Less {percent} percent within {days} days of this date; due without deduction {due}.",
    )


def _service(document: SalesInvoice, paper: Stationery) -> str:
    if document.service_from is None or document.service_to is None:
        return ""
    words = paper.word("Service period", "Period of service", "Covers")
    return f"{words}: {paper.day(document.service_from)} to {paper.day(document.service_to)}."


def remittance(document: Remittance, paper: Stationery) -> str:
    """A customer's word on a payment: a list of invoices, or a message in the customer's own words."""
    if not document.lines:
        return _remittance_message(document, paper)
    return paper.layout((_remittance_table, _remittance_letter, _remittance_slip))(document, paper)


def _remittance_message(document: Remittance, paper: Stationery) -> str:
    paid = f"{paper.word('Payment', 'Paid', 'Amount sent')}: {paper.sum(document.amount)}"
    reference = f", reference {document.reference}" if document.reference else ""
    return page(
        paper.stamp(document.id, document.party),
        f"{paper.day(document.date)}   {paid}{reference}",
        document.text,
    )


def _remittance_table(document: Remittance, paper: Stationery) -> str:
    rows = [(item, paper.money(paid), paper.money(discount)) for item, paid, discount in document.lines]
    return page(
        f"REMITTANCE ADVICE {document.id}",
        f"From {document.party}, {paper.day(document.date)}",
        f"{paper.word('Payment reference', 'Our reference', 'Trace')}: {document.reference}"
        if document.reference
        else "",
        ruled(("Your invoice", "Paid", "Discount"), rows),
        f"Total paid {paper.sum(document.amount)}",
        document.text,
    )


def _remittance_letter(document: Remittance, paper: Stationery) -> str:
    parts = [
        f"{paper.money(paid)} for {item}" + (f" (after discount of {paper.money(discount)})" if discount else "")
        for item, paid, discount in document.lines
    ]
    reference = f" under {document.reference}" if document.reference else ""
    return page(
        paper.stamp(document.id, document.party),
        f"On {paper.day(document.date)} we {paper.word('sent you', 'paid', 'remitted')} {paper.sum(document.amount)}{reference}:",
        f"{'; '.join(parts)}.",
        document.text,
    )


def _remittance_slip(document: Remittance, paper: Stationery) -> str:
    return page(
        f"{document.party} {paper.word('pays', 'payment notice', 'settlement')} {paper.day(document.date)} {document.reference}".rstrip(),
        *(
            f"  {item}  {paper.money(paid)}" + (f"  less disc. {paper.money(discount)}" if discount else "")
            for item, paid, discount in document.lines
        ),
        f"  = {paper.sum(document.amount)}",
        document.text,
        f"Filed as {document.id}",
    )


def credit_memo(document: CreditMemo, paper: Stationery) -> str:
    """A credit memo, ours or a vendor's."""
    return paper.layout((_credit_form, _credit_letter, _credit_slip))(document, paper)


def _credit_form(document: CreditMemo, paper: Stationery) -> str:
    return page(
        f"CREDIT MEMO {document.id}",
        f"{'Issued to customer' if document.issued else 'Received from vendor'} {document.party}",
        f"Date: {paper.day(document.date)}",
        f"{paper.word('Applies to', 'Against', 'For document')}: {document.applies_to}" if document.applies_to else "",
        f"Credit: {paper.sum(document.amount)}",
        f"{paper.word('Reason', 'Because', 'Explanation')}: {document.reason}",
    )


def _credit_letter(document: CreditMemo, paper: Stationery) -> str:
    who = f"We credit {document.party}" if document.issued else f"{document.party} credits us"
    against = f" against {document.applies_to}" if document.applies_to else ""
    return page(
        f"{paper.day(document.date)}. {who} with {paper.sum(document.amount)}{against}.",
        document.reason,
        f"{paper.word('Credit memo', 'Credit note', 'Memo')} {document.id}",
    )


def _credit_slip(document: CreditMemo, paper: Stationery) -> str:
    side = "our credit to" if document.issued else "vendor credit from"
    return page(
        f"{document.id}: {side} {document.party}, {paper.day(document.date)}",
        f"{paper.word('Ref.', 'On', 'To')} {document.applies_to}" if document.applies_to else "",
        f"{paper.sum(document.amount)} - {document.reason}",
    )
