"""Tools that read the books: lines, balances, trial balance, open items. They never change them."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from tieout.ledger.accounts import Tracking
from tieout.ledger.balances import opening_and_movement, openings_and_movements
from tieout.ledger.books import ItemKey
from tieout.ledger.entries import Entry
from tieout.ledger.lookup import Lookup, Posting, postings_of
from tieout.ledger.periods import Period
from tieout.ledger.refusal import Refusal
from tieout.tools.ageing import due_date, oldest_entries
from tieout.tools.arguments import quoted
from tieout.tools.lookups import account_of, amount_of, entry_of, statement_of, unknown_department, unknown_document
from tieout.tools.messages import ToolResult
from tieout.tools.rendering import amount_text, day_text, paged, shown, table
from tieout.tools.workspace import Step, Workspace

TRIAL_BALANCE_ROWS: Final = 80
_COLUMNS: Final = (
    "entry", "date", "account", "amount", "document", "party", "item", "department", "memo", "match",
)  # fmt: skip


def query_ledger(
    desk: Workspace,
    account: str = "",
    document: str = "",
    party: str = "",
    item: str = "",
    department: str = "",
    entry: str = "",
    period: str = "",
    amount: str = "",
    unmatched: bool = False,
    page: int = 1,
) -> Step:
    """List ledger lines in order of posting. Debits positive, credits negative. Filters combine.

    Args:
        account: Account code.
        document: Cited by the line.
        party: Vendor or customer id.
        item: Open item.
        department: Department code.
        entry: Entry id.
        period: "2024-03" or "all". Default: the month to close; with document, item, entry or unmatched every month.
        amount: Such as "-12.50".
        unmatched: Only cash of a bank account that awaits matching.
        page: Page, from 1.
    """
    if account and isinstance(unlisted := account_of(desk, account), Refusal):
        return unlisted
    if unmatched and isinstance(no_bank := statement_of(desk, account), Refusal):
        return no_bank
    if department and department not in desk.books.chart.department_codes:
        return unknown_department(desk, department)
    if document and document not in desk.lookup.by_document and (unknown := unknown_document(desk, document)):
        return unknown
    if entry and isinstance(unposted := entry_of(desk, entry), Refusal):
        return unposted
    wanted = amount_of(desk, amount, "amount") if amount else None
    if isinstance(wanted, Refusal):
        return wanted
    month = _month(desk, period, anywhere=bool(document or item or entry or unmatched))
    if isinstance(month, Refusal):
        return month
    filters = _Filters(account, document, party, item, department, None if month is None else month.index, wanted)
    if unmatched:
        return _awaiting(desk, filters, entry, page)
    if entry:
        found: Sequence[Posting] = _fitting(postings_of((_entry(desk, entry),)), filters)
    else:
        found = _kept(desk.lookup, filters)
        if added := _fitting(desk.posted, filters):
            found = (*found, *added)
    pages = paged(page, len(found))
    if isinstance(pages, Refusal):
        return pages
    described, part = pages
    currency = desk.books.currency
    matched, banks = desk.matched, desk.open_cash
    rows = tuple(
        [
            (
                posted.id,
                day_text(posted.date),
                line.account,
                amount_text(line.amount, currency),
                line.document,
                line.party,
                line.item,
                line.department,
                posted.memo,
                matched.get((line.account, (posted.id, line.document)), "") if line.account in banks else "",
            )
            for _, posted, line in found[part]
        ]
    )
    total = 0 if filters.whole_entries else sum([line.amount for _, _, line in found])
    fields = (("lines found", str(len(found))), ("total", shown(desk, total)))
    return desk, table(f"Ledger lines, {month or 'all months'}", fields, _COLUMNS, rows, described)


class _Filters(NamedTuple):
    """What a line must be; "" and None ask for nothing."""

    account: str
    document: str
    party: str
    item: str
    department: str
    month: int | None
    amount: int | None

    @property
    def whole_entries(self) -> bool:
        """Nothing but a month is asked for: what is found are whole entries, which add up to zero."""
        return not (self.account or self.document or self.party or self.item or self.department) and self.amount is None


def _kept(lookup: Lookup, filters: _Filters) -> Sequence[Posting]:
    """The lines of the desk that fit, by way of the narrowest look-up."""
    account, document, party, item, department, month, amount = filters
    if document:
        return _fitting(lookup.by_document.get(document, ()), filters)
    if item:
        return _fitting(lookup.by_item.get(item, ()), filters)
    if amount is not None:
        return _fitting(lookup.by_amount.get(amount, ()), filters)
    if account and month is not None:
        kept = lookup.by_account_month.get((account, month), ())
        return _fitting(kept, filters) if party or department else kept
    if account:
        kept = lookup.by_account.get(account, ())
        return _fitting(kept, filters) if party or department else kept
    if party:
        return _fitting(lookup.by_party.get(party, ()), filters)
    kept = lookup.postings if month is None else lookup.by_month.get(month, ())
    return _fitting(kept, filters) if department else kept


def _fitting(postings: Sequence[Posting], filters: _Filters) -> Sequence[Posting]:
    account, document, party, item, department, month, amount = filters
    return [
        posting
        for posting in postings
        if (not account or posting[2].account == account)
        and (not document or posting[2].document == document)
        and (not party or posting[2].party == party)
        and (not item or posting[2].item == item)
        and (not department or posting[2].department == department)
        and (month is None or posting[0] == month)
        and (amount is None or posting[2].amount == amount)
    ]


def _awaiting(desk: Workspace, filters: _Filters, entry: str, page: int) -> Step:
    """The cash items of a bank account that await matching: what one entry moves for one document."""
    account, document, party, item, department, month, amount = filters
    found = list(desk.open_cash_items(account).items())
    if document or entry or party or item or department or month is not None or amount is not None:
        found = [
            (cash, moved)
            for cash, moved in found
            if (not document or cash.document == document)
            and (not entry or cash.entry == entry)
            and (amount is None or moved == amount)
            and (month is None or Period.of(_entry(desk, cash.entry).date).index == month)
            and not (party or item or department)  # bank accounts keep none of them
        ]
    pages = paged(page, len(found))
    if isinstance(pages, Refusal):
        return pages
    described, part = pages
    currency = desk.books.currency
    rows = []
    for (entry_id, cited), moved in found[part]:
        posted = _entry(desk, entry_id)
        moved_text = amount_text(moved, currency)
        rows.append((entry_id, day_text(posted.date), account, moved_text, cited, "", "", "", posted.memo, ""))
    total = sum([moved for _, moved in found])
    fields = (("lines found", str(len(found))), ("total", shown(desk, total)))
    return desk, table(f"Cash of {account} that awaits matching", fields, _COLUMNS, tuple(rows), described)


def _entry(desk: Workspace, entry_id: str) -> Entry:
    entry = desk.books.entry(entry_id)
    assert entry is not None, "cash items come from posted entries"
    return entry


def account_balance(desk: Workspace, account: str, period: str = "") -> Step:
    """An account's opening balance, debits, credits and closing balance of a month.

    Args:
        account: Account code.
        period: Such as "2024-03". Default: the month to close.
    """
    found = account_of(desk, account)
    if isinstance(found, Refusal):
        return found
    month = _month(desk, period, anywhere=False)
    if isinstance(month, Refusal):
        return month
    if month is None:
        return _bad_period(period)
    opening, movement = opening_and_movement(desk.books, account, month)
    index = month.index
    debits = sum(
        [line.amount for _, _, line in desk.lookup.by_account_month.get((account, index), ()) if line.amount > 0]
    )
    for posted, _, line in desk.posted:
        if posted == index and line.account == account and line.amount > 0:
            debits += line.amount
    fields = (
        ("account", f"{found.code} {found.name} ({found.kind.value})"),
        ("kept by", found.tracking.value),
        ("opening", shown(desk, opening)),
        ("debits", shown(desk, debits)),
        ("credits", shown(desk, movement - debits)),
        ("closing", shown(desk, opening + movement)),
    )
    return desk, ToolResult(f"Account {account}, {month}", fields)


def trial_balance(desk: Workspace, page: int = 1) -> Step:
    """Trial balance of the month to close: opening, movement, closing. Debits positive.

    Args:
        page: Page, from 1.
    """
    books = desk.books
    openings, movements = openings_and_movements(books, desk.case.period)
    pages = paged(page, len(books.chart), TRIAL_BALANCE_ROWS)
    if isinstance(pages, Refusal):
        return pages
    described, part = pages
    currency = books.currency
    zero = amount_text(0, currency)
    rows = []
    for account in books.chart.accounts[part]:
        opening, movement = openings.get(account.code, 0), movements.get(account.code, 0)
        rows.append(
            (
                account.code,
                account.name,
                account.kind.value,
                amount_text(opening, currency) if opening else zero,
                amount_text(movement, currency) if movement else zero,
                amount_text(opening + movement, currency),
            )
        )
    columns = ("account", "name", "kind", "opening", "movement", "closing")
    return desk, table(f"Trial balance, {desk.case.period}, {currency}", (), columns, tuple(rows), described)


def open_items(desk: Workspace, account: str, party: str = "", item: str = "", page: int = 1) -> Step:
    """Open items of a sub-ledger account (receivables, prepaids …) at month-end: first date, due date, what is left.

    Args:
        account: Account code.
        party: Vendor or customer id.
        item: Shown even if settled.
        page: Page, from 1.
    """
    found = account_of(desk, account)
    if isinstance(found, Refusal):
        return found
    if found.tracking is Tracking.NONE:
        return Refusal(
            "account.no_items",
            f"Account {account} {found.name} keeps no open items.",
            "Only sub-ledger accounts have them.",
            "Use query_ledger for its lines.",
        )
    residuals = desk.books.residuals
    keys = desk.lookup.items.get(account, ())
    added = {ItemKey(account, line.party, line.item) for _, _, line in desk.posted if line.account == account}
    if added.difference(keys):
        keys = tuple(sorted(added.union(keys)))
    later = _dated_ahead(desk, account)
    items = [(key[1], key[2], left) for key in keys if (left := residuals[key] - later.get(key, 0)) or item]
    if party or item:
        items = [row for row in items if (not party or row[0] == party) and (not item or row[1] == item)]
    pages = paged(page, len(items))
    if isinstance(pages, Refusal):
        return pages
    described, part = pages
    currency = desk.books.currency
    since = oldest_entries(desk, account)
    by_party = found.tracking is Tracking.PARTY_ITEM
    rows = tuple(
        [
            (
                held,
                name,
                day_text(since[held, name]),
                day_text(due) if by_party and (due := due_date(desk, held, name)) else "",
                amount_text(left, currency),
            )
            for held, name, left in items[part]
        ]
    )
    fields = (("open items", str(len(items))), ("total", shown(desk, sum([left for _, _, left in items]))))
    columns = ("party", "item", "date", "due", "residual")
    return desk, table(f"Open items of {account} {found.name}", fields, columns, rows, described)


def _dated_ahead(desk: Workspace, account: str) -> dict[ItemKey, int]:
    """What entries dated after the month to close put on an account's items."""
    period = desk.case.period
    found: dict[ItemKey, int] = {}
    if not desk.books.balances.get((account, period.index + 1)) and not any(
        line.account == account and entry.date > period.last for _, entry, line in desk.posted
    ):
        return found
    for postings in (desk.lookup.by_account.get(account, ()), desk.posted):
        for _, entry, line in postings:
            if line.account == account and entry.date > period.last:
                key = ItemKey(account, line.party, line.item)
                found[key] = found.get(key, 0) + line.amount
    return found


def _month(desk: Workspace, text: str, *, anywhere: bool) -> Period | None | Refusal:
    """The month that is asked for, None for every month; without a word ``anywhere`` decides."""
    if not text:
        return None if anywhere else desk.case.period
    if text == "all":
        return None
    try:
        return Period.parse(text)
    except ValueError:
        return _bad_period(text)


def _bad_period(text: str) -> Refusal:
    return Refusal(
        "period.malformed",
        f"{quoted(text)} is not a month.",
        "Months are written YYYY-MM.",
        'Write for instance "2024-03".',
    )
