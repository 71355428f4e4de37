"""Reading tools: documents, bank lines, ledger, balances, masters, policy. They never change the desk."""

from tieout.documents.bank import BankStatement
from tieout.documents.casefile import Customer, Document, Vendor
from tieout.documents.render import render_document
from tieout.ledger.accounts import Tracking
from tieout.ledger.balances import opening_and_movement, openings_and_movements
from tieout.ledger.periods import Period
from tieout.ledger.refusal import Refusal
from tieout.tools.calls import ToolResult
from tieout.tools.shown import (
    Step,
    amount_of,
    paged,
    shown,
    unknown_account,
    unknown_bank_account,
    unknown_document,
)
from tieout.tools.workspace import Workspace


def list_documents(desk: Workspace, kind: str = "", party: str = "", text: str = "", page: int = 1) -> Step:
    """List the documents on the desk: id, date, kind, party, amount, decision so far. Filters combine.

    Args:
        kind: Only this kind, for instance "supplier bill", "purchase order", "e-mail".
        party: Only documents of this vendor or customer id.
        text: Only documents whose text contains this, ignoring case.
        page: Page to show, from 1.
    """
    needle = text.casefold()
    found = [
        document
        for document in desk.case.documents
        if (not kind or document.kind == kind)
        and (not party or document.party == party)
        and (not needle or needle in render_document(document, desk.books.currency).casefold())
    ]
    if not found and kind and kind not in (kinds := sorted({document.kind for document in desk.case.documents})):
        return Refusal(
            "document.kind_unknown",
            f"No document is of kind {kind!r}.",
            "Kinds are written as list_documents shows them.",
            f"Use one of: {', '.join(kinds)}.",
        )
    pages = paged(page, len(found))
    if isinstance(pages, Refusal):
        return pages
    described, part = pages
    rows = tuple(
        (
            document.id,
            document.date.isoformat(),
            document.kind,
            document.party,
            shown(desk, document.amount) if hasattr(document, "amount") else "",
            _decided(desk, document),
        )
        for document in found[part]
    )
    columns = ("document", "date", "kind", "party", "amount", "decision")
    return desk, ToolResult(f"{len(found)} document(s)", (), columns, rows, described)


def _decided(desk: Workspace, document: Document) -> str:
    dispositions = desk.dispositions
    outcomes = [
        dispositions[document.id, track].outcome
        for track in ("bill", "callback", "escalation")
        if (document.id, track) in dispositions
    ]
    return "; ".join(outcomes)


def read_document(desk: Workspace, document: str) -> Step:
    """Read one document as it was received.

    Args:
        document: The document's id. A bank line id shows that line.
    """
    refusal = unknown_document(desk, document)
    if refusal is not None:
        return refusal
    if document in desk.case.bank_lines:
        line, statement = desk.case.bank_lines[document]
        fields = (
            ("statement", statement.id),
            ("account", statement.account),
            ("date", line.date.isoformat()),
            ("amount", shown(desk, line.amount)),
            ("description", line.description),
            ("reference", line.reference),
        )
        return desk, ToolResult(f"Bank line {line.id}", fields)
    found = desk.case.by_id[document]
    return desk, ToolResult(f"{found.kind} {found.id}", body=render_document(found, desk.books.currency))


def list_bank_lines(
    desk: Workspace,
    account: str,
    status: str = "open",
    text: str = "",
    amount: str = "",
    page: int = 1,
) -> Step:
    """List the statement lines of a bank account with the statement's opening and closing balance. Money in is positive.

    Args:
        account: Ledger code of the bank account.
        status: "open" (not matched), "matched" or "all".
        text: Only lines whose description or reference contains this, ignoring case.
        amount: Only lines of this amount, for instance "-12.50".
        page: Page to show, from 1.
    """
    refusal = unknown_bank_account(desk, account) or _not_one_of("status", status, ("open", "matched", "all"))
    if refusal is not None:
        return refusal
    wanted = amount_of(desk, amount, "amount") if amount else None
    if isinstance(wanted, Refusal):
        return wanted
    statement = _statement(desk, account)
    needle = text.casefold()
    found = [
        line
        for line in statement.lines
        if (status == "all" or (line.id in desk.matched) == (status == "matched"))
        and (wanted is None or line.amount == wanted)
        and (not needle or needle in f"{line.description} {line.reference}".casefold())
    ]
    pages = paged(page, len(found))
    if isinstance(pages, Refusal):
        return pages
    described, part = pages
    rows = tuple(
        (
            line.id,
            line.date.isoformat(),
            shown(desk, line.amount),
            line.description,
            line.reference,
            desk.matched.get(line.id, ""),
        )
        for line in found[part]
    )
    fields = (
        ("statement", statement.id),
        ("opening balance", shown(desk, statement.opening)),
        ("closing balance", shown(desk, statement.closing)),
        ("lines found", str(len(found))),
        ("total", shown(desk, sum(line.amount for line in found))),
    )
    columns = ("bank line", "date", "amount", "description", "reference", "match")
    return desk, ToolResult(f"Bank lines of {account}, {status}", fields, columns, rows, described)


def query_ledger(
    desk: Workspace,
    account: str = "",
    document: str = "",
    party: str = "",
    item: str = "",
    entry: str = "",
    period: str = "",
    amount: str = "",
    unmatched: bool = False,
    page: int = 1,
) -> Step:
    """List ledger lines, oldest first. Debits are positive, credits negative. Filters combine.

    Args:
        account: Only lines on this account.
        document: Only lines citing this document.
        party: Only lines of this vendor or customer.
        item: Only lines of this open item.
        entry: Only lines of this entry.
        period: Only this month, for instance "2024-03"; "all" for every month. Default: the month to close.
        amount: Only lines of this amount, for instance "-12.50".
        unmatched: Only cash lines of a bank account that await matching, of any month.
        page: Page to show, from 1.
    """
    if account:
        refusal = unknown_account(desk, account)
        if refusal is not None:
            return refusal
    if unmatched and (refusal := unknown_bank_account(desk, account)) is not None:
        return refusal
    if document and (refusal := unknown_document(desk, document)) is not None:
        return refusal
    if entry and desk.books.entry(entry) is None:
        return Refusal(
            "entry.unknown",
            f"There is no entry {entry!r}.",
            "Entries are named by the id under which they were posted.",
            "List them with query_ledger.",
        )
    wanted = amount_of(desk, amount, "amount") if amount else None
    if isinstance(wanted, Refusal):
        return wanted
    anywhere = bool(document or item or entry or unmatched)
    month = _month(desk, period, anywhere)
    if isinstance(month, Refusal):
        return month
    awaiting = desk.open_cash_items(account) if unmatched else {}
    entries = desk.books.entries if not entry else (desk.books.entry(entry),)
    found = []
    total = 0
    for posted in entries:
        if month is not None and posted.date not in month:
            continue
        for line in posted.lines:
            if (
                (not account or line.account == account)
                and (not document or line.document == document)
                and (not party or line.party == party)
                and (not item or line.item == item)
                and (wanted is None or line.amount == wanted)
                and (not unmatched or (posted.id, line.document) in awaiting)
            ):
                found.append((posted, line))
                total += line.amount
    pages = paged(page, len(found))
    if isinstance(pages, Refusal):
        return pages
    described, part = pages
    matched = desk.matched
    rows = tuple(
        (
            posted.id,
            posted.date.isoformat(),
            line.account,
            shown(desk, line.amount),
            line.document,
            line.party,
            line.item,
            posted.memo,
            matched.get((line.account, (posted.id, line.document)), ""),
        )
        for posted, line in found[part]
    )
    columns = ("entry", "date", "account", "amount", "document", "party", "item", "memo", "match")
    fields = (("lines found", str(len(found))), ("total", shown(desk, total)))
    return desk, ToolResult(f"Ledger lines, {month or 'all months'}", fields, columns, rows, described)


def account_balance(desk: Workspace, account: str, period: str = "") -> Step:
    """Opening balance, debits less credits of the month, and closing balance of one account.

    Args:
        account: Code of the account.
        period: Month, for instance "2024-03". Default: the month to close.
    """
    refusal = unknown_account(desk, account)
    if refusal is not None:
        return refusal
    month = _month(desk, period, anywhere=False)
    if isinstance(month, Refusal):
        return month
    if month is None:
        return _bad_period(period)
    found = desk.books.chart[account]
    opening, movement = opening_and_movement(desk.books, account, month)
    fields = (
        ("account", f"{found.code} {found.name} ({found.kind.value})"),
        ("kept by", found.tracking.value),
        ("opening", shown(desk, opening)),
        ("movement", shown(desk, movement)),
        ("closing", shown(desk, opening + movement)),
    )
    return desk, ToolResult(f"Account {account}, {month}", fields)


def trial_balance(desk: Workspace, page: int = 1) -> Step:
    """The trial balance of the month to close: every account with opening, movement, closing. Debits are positive.

    Args:
        page: Page to show, from 1.
    """
    month = desk.case.period
    openings, movements = openings_and_movements(desk.books, month)
    accounts = desk.books.chart.accounts
    pages = paged(page, len(accounts), 120)
    if isinstance(pages, Refusal):
        return pages
    described, part = pages
    rows = tuple(
        (
            account.code,
            account.name,
            account.kind.value,
            shown(desk, opening := openings.get(account.code, 0)),
            shown(desk, movement := movements.get(account.code, 0)),
            shown(desk, opening + movement),
        )
        for account in accounts[part]
    )
    columns = ("account", "name", "kind", "opening", "movement", "closing")
    return desk, ToolResult(f"Trial balance, {month}, {desk.books.currency}", (), columns, rows, described)


def open_items(desk: Workspace, account: str, party: str = "", item: str = "", page: int = 1) -> Step:
    """List the open items of a sub-ledger account (receivables, payables, prepaids, assets …) with what is left of each.

    Args:
        account: Code of the account.
        party: Only items of this vendor or customer.
        item: Only this item, settled ones included.
        page: Page to show, from 1.
    """
    refusal = unknown_account(desk, account)
    if refusal is not None:
        return refusal
    found = desk.books.chart[account]
    if found.tracking is Tracking.NONE:
        return Refusal(
            "account.no_items",
            f"Account {account} {found.name} keeps no open items.",
            "Only sub-ledger accounts have them.",
            "Use query_ledger for its lines.",
        )
    items = sorted(
        (key.party, key.item, residual)
        for key, residual in desk.books.residuals.items()
        if key.account == account
        and (residual or item)
        and (not party or key.party == party)
        and (not item or key.item == item)
    )
    pages = paged(page, len(items))
    if isinstance(pages, Refusal):
        return pages
    described, part = pages
    rows = tuple((held, name, shown(desk, residual)) for held, name, residual in items[part])
    fields = (("open items", str(len(items))), ("total", shown(desk, sum(residual for _, _, residual in items))))
    return desk, ToolResult(
        f"Open items of {account} {found.name}", fields, ("party", "item", "residual"), rows, described
    )


def vendor(desk: Workspace, name: str = "", page: int = 1) -> Step:
    """The vendor master: contact, bank account and phone on file, terms, usual account. Without a name, all vendors.

    Args:
        name: Vendor id, or part of the name.
        page: Page to show, from 1.
    """
    return _master(desk, "Vendor", desk.case.vendors, name, page)


def customer(desk: Workspace, name: str = "", page: int = 1) -> Step:
    """The customer master: contact and terms. Without a name, all customers.

    Args:
        name: Customer id, or part of the name.
        page: Page to show, from 1.
    """
    return _master(desk, "Customer", desk.case.customers, name, page)


def policy(desk: Workspace, topic: str = "") -> Step:
    """The close policy. Without a topic, all of it.

    Args:
        topic: One topic of the policy.
    """
    topics = desk.case.policy.topics
    if topic:
        found = [entry for entry in topics if entry.topic == topic]
        if not found:
            return Refusal(
                "policy.unknown",
                f"The policy has no topic {topic!r}.",
                "Topics are named as the policy names them.",
                f"Use one of: {', '.join(entry.topic for entry in topics)}.",
            )
        topics = tuple(found)
    rows = tuple((entry.topic, name, value) for entry in topics for name, value in entry.values)
    body = "\n".join(f"{entry.topic}: {entry.text}" for entry in topics)
    return desk, ToolResult("Close policy", (), ("topic", "name", "value") if rows else (), rows, body=body)


def _master(
    desk: Workspace,
    kind: str,
    records: tuple[Vendor, ...] | tuple[Customer, ...],
    name: str,
    page: int,
) -> Step:
    needle = name.casefold()
    found = [record for record in records if record.id == name] or [
        record for record in records if needle in record.name.casefold()
    ]
    if not found:
        return Refusal(
            "master.unknown",
            f"No {kind.lower()} is called {name!r}.",
            "Masters are searched by id or by part of the name.",
            f"List all with {kind.lower()}().",
        )
    if len(found) == 1:
        record = found[0]
        fields = tuple((field.replace("_", " "), str(getattr(record, field))) for field in record.__slots__)
        return desk, ToolResult(f"{kind} {record.id}", fields)
    pages = paged(page, len(found))
    if isinstance(pages, Refusal):
        return pages
    described, part = pages
    rows = tuple((record.id, record.name, str(record.terms_days)) for record in found[part])
    return desk, ToolResult(f"{len(found)} {kind.lower()}s", (), ("id", "name", "terms days"), rows, described)


def _statement(desk: Workspace, account: str) -> BankStatement:
    return next(statement for statement in desk.case.statements if statement.account == account)


def _month(desk: Workspace, text: str, anywhere: bool) -> Period | None | Refusal:
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
        f"{ascii(text[:40])} is not a month.",
        "Months are written YYYY-MM.",
        "Write for instance \"2024-03\".",
    )


def _not_one_of(name: str, value: str, allowed: tuple[str, ...]) -> Refusal | None:
    if value in allowed:
        return None
    return Refusal(
        "arguments.choice",
        f"{name} is {ascii(value[:40])}.",
        f"{name} is one of a few words.",
        f"Use one of: {', '.join(allowed)}.",
    )
