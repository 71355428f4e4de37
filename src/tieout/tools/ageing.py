"""The ageing of receivables and payables: what is open at the end of the month to close, by party and days overdue."""

from datetime import date, timedelta

from tieout.documents.trade import SalesInvoice, SupplierBill
from tieout.ledger import balances
from tieout.ledger.accounts import Tracking
from tieout.ledger.balances import BUCKETS, Ageing
from tieout.ledger.refusal import Refusal
from tieout.tools.lookups import account_of
from tieout.tools.rendering import amount_text, day_text, paged, shown, table
from tieout.tools.workspace import Step, Workspace


def ageing(desk: Workspace, account: str, page: int = 1) -> Step:
    """What is open on receivables or payables at month-end, by party and days overdue. Debits positive.

    Args:
        account: Code of an account kept by party and item.
        page: Page, from 1.
    """
    found = account_of(desk, account)
    if isinstance(found, Refusal):
        return found
    if found.tracking is not Tracking.PARTY_ITEM:
        return Refusal(
            "account.no_parties",
            f"Account {account} {found.name} is not kept by party.",
            "Only what vendors and customers owe or are owed is aged.",
            "Use open_items or query_ledger.",
        )
    aged = aged_items(desk, account)
    rows = aged.by_party
    pages = paged(page, len(rows))
    if isinstance(pages, Refusal):
        return pages
    described, part = pages
    currency = desk.books.currency
    masters = desk.case.masters
    cells = tuple(
        (
            party,
            masters[party].name if party in masters else "",
            *(amount_text(amount, currency) for amount in buckets),
            amount_text(sum(buckets), currency),
        )
        for party, buckets in rows[part]
    )
    fields = (
        ("as at", day_text(aged.on)),
        ("items", str(len(aged.items))),
        *((name, shown(desk, amount)) for name, amount in zip(BUCKETS, aged.buckets, strict=True)),
        ("total", shown(desk, aged.total)),
        *_from_entries(desk, aged),
    )
    title = f"Ageing of {account} {found.name}, days overdue, {currency}"
    return desk, table(title, fields, ("party", "name", *BUCKETS, "total"), cells, described)


def aged_items(desk: Workspace, account: str) -> Ageing:
    """The open items of an account kept by party and item, aged at the end of the month to close."""
    since = {
        (party, item): due_date(desk, party, item) or entered
        for (party, item), entered in oldest_entries(desk, account).items()
    }
    return balances.ageing(desk.books, account, since, desk.case.period.last)


def buckets_of(desk: Workspace, account: str) -> dict[str, int]:
    """What is open on an account kept by party and item in each of ``BUCKETS``, in minor units, debits positive; the
    buckets add up to the account's balance at the end of the month to close."""
    return dict(zip(BUCKETS, aged_items(desk, account).buckets, strict=True))


def due_date(desk: Workspace, party: str, item: str) -> date | None:
    """When a party's item is due: as its document on the desk says, else the party's terms after the document's date.
    None where the desk holds no document of that id."""
    document = desk.case.by_id.get(item)
    if document is None:
        return None
    if isinstance(document, SupplierBill | SalesInvoice):
        return document.due
    master = desk.case.masters.get(party)
    return document.date + timedelta(days=master.terms_days if master else 0)


def oldest_entries(desk: Workspace, account: str) -> dict[tuple[str, str], date]:
    """(party, item) of a sub-ledger account to the date of the earliest entry that names it, settled or not."""
    found: dict[tuple[str, str], date] = {}
    for postings in (desk.lookup.by_account.get(account, ()), desk.posted):
        for _, entry, line in postings:
            if line.account == account:
                key = (line.party, line.item)
                if key not in found or entry.date < found[key]:
                    found[key] = entry.date
    return found


def _from_entries(desk: Workspace, aged: Ageing) -> tuple[tuple[str, str], ...]:
    """A field on the items that have no document to tell when they are due; none where every item has one."""
    residuals = [item.residual for item, _, _ in aged.items if due_date(desk, item.party, item.item) is None]
    if not residuals:
        return ()
    told = f"{len(residuals)} item(s), {shown(desk, sum(residuals))} in all: aged from their oldest entry"
    return (("without a document on the desk", told),)
