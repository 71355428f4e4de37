"""Invoices, remittances and credit memos: what passes between us and a customer."""

from tieout.documents.papers import Papers
from tieout.documents.rendering.sheet import Fact, Grid, Sheet
from tieout.documents.rendering.stationery import Stationery, percent
from tieout.documents.trade import CreditMemo, ExemptionCertificate, Remittance, SalesInvoice


def invoice(document: SalesInvoice, paper: Stationery, papers: Papers) -> Sheet:
    """Our invoice, the office copy."""
    customer = papers.firm(document.party)
    period = ""
    if document.service_from is not None and document.service_to is not None:
        period = paper.span(document.service_from, document.service_to)
    return Sheet(
        id=document.id,
        party=document.party,
        number=document.id,
        head=papers.letterhead,
        to=(customer.name, customer.address),
        facts=(
            ("date", paper.day(document.date)),
            ("due", paper.day(document.due)),
            ("terms", _terms(document, paper)),
            ("period", period),
        ),
        grid=Grid(("item", "amount"), tuple([(name, paper.money(amount)) for name, amount in document.lines])),
        totals=(*_tax(document, paper), ("total", paper.sum(document.amount))),
        body=(document.note,),
    )


def _tax(document: SalesInvoice, paper: Stationery) -> tuple[Fact, ...]:
    """What stands between the lines and the total where sales tax is charged."""
    if not document.tax:
        return ()
    base = document.price - document.untaxed
    return (
        ("net", paper.money(document.price)),
        ("tax", f"{paper.money(document.tax)} ({percent(document.tax_rate)} on {paper.money(base)})"),
    )


def certificate(document: ExemptionCertificate, paper: Stationery, papers: Papers) -> Sheet:
    """A customer's exemption certificate."""
    customer = papers.firm(document.party)
    return Sheet(
        id=document.id,
        party=document.party,
        number=document.number,
        head=(customer.name, customer.address),
        to=(papers.company,),
        facts=(
            ("date", paper.day(document.date)),
            ("state", document.state),
            ("ground", document.ground),
            ("valid", paper.span(document.first, document.last)),
        ),
    )


def _terms(document: SalesInvoice, paper: Stationery) -> str:
    """The terms of payment; without a discount there are none but the due date."""
    if not document.discount_percent:
        return ""
    percent, days = document.discount_percent, document.discount_days
    net = (document.due - document.date).days
    said = (
        f"{percent}% discount if paid within {days} days, otherwise net {net} days",
        f"{percent} % / {days} days, net {net} days",
        f"less {percent} percent within {days} days of the date above, without deduction after that",
    )
    return said[paper.layout.stamp % len(said)]


def remittance(document: Remittance, paper: Stationery, papers: Papers) -> Sheet:
    """A customer's word on a payment: a list of invoices, or a message in the customer's own words."""
    customer = papers.firm(document.party)
    said = document.text  # a message may announce what never comes: nothing on it says that it was paid
    rows = [
        (item, paper.money(paid), paper.money(discount) if discount else "") for item, paid, discount in document.lines
    ]
    return Sheet(
        id=document.id,
        party=document.party,
        title=paper.word("heading") if said else "",
        head=(customer.name, customer.address),
        to=(papers.company,),
        facts=(("written" if said else "date", paper.day(document.date)), ("reference", document.reference)),
        grid=Grid(("invoice", "paid", "discount"), tuple(rows)),
        totals=(("sum" if said else "total", paper.sum(document.amount)),),
        body=(said,),
    )


def credit_memo(document: CreditMemo, paper: Stationery, papers: Papers) -> Sheet:
    """A credit memo, ours to a customer or a vendor's to us."""
    firm = papers.firm(document.party)
    other = (firm.name, firm.address)
    return Sheet(
        id=document.id,
        party=document.party,
        title=paper.word("title ours" if document.issued else "title theirs"),
        number=document.id if document.issued else "",
        head=papers.letterhead if document.issued else other,
        to=other if document.issued else papers.letterhead,
        facts=(
            ("date", paper.day(document.date)),
            ("applies", document.applies_to),
            ("reason", document.reason),
        ),
        totals=(("tax", paper.money(document.tax) if document.tax else ""), ("total", paper.sum(document.amount))),
    )
