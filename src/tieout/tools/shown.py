"""Small renderings and look-ups that several tools share."""

from datetime import date

from tieout.ledger.money import MoneyError, parse, render
from tieout.ledger.refusal import Refusal
from tieout.tools.calls import Page, ToolResult
from tieout.tools.workspace import Workspace

PAGE_ROWS = 40

Step = tuple[Workspace, ToolResult] | Refusal


def paged(page: int, total: int, rows: int = PAGE_ROWS) -> tuple[Page, slice] | Refusal:
    """The page's description and the slice of rows that it shows; pages count from 1."""
    pages = max(1, -(-total // rows))
    if not 1 <= page <= pages:
        return Refusal(
            "page.out_of_range",
            f"Page {page} was asked for.",
            f"There are {pages} page(s) of {rows} rows.",
            f"Ask for page 1 to {pages}.",
        )
    start = (page - 1) * rows
    stop = min(start + rows, total)
    return Page(start + 1 if total else 0, stop, total, page + 1 if page < pages else 0), slice(start, stop)


def amount_of(desk: Workspace, text: str, where: str) -> int | Refusal:
    """Minor units of an amount argument, or why it is not money."""
    try:
        return parse(text, desk.books.currency)
    except MoneyError as error:
        return Refusal(
            "amount.malformed",
            f"{where}: {error}.",
            f"Amounts are plain decimal strings in {desk.books.currency}, such as \"1250.00\".",
            "Write digits and a decimal point, no currency sign, no thousands separator.",
        )


def day_of(text: str, where: str) -> date | Refusal:
    try:
        if len(text) != 10:
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        return Refusal(
            "date.malformed",
            f"{where}: {ascii(text[:40])} is not a date.",
            "Dates are written YYYY-MM-DD.",
            "Write for instance \"2024-03-31\".",
        )


def shown(desk: Workspace, minor: int) -> str:
    return render(minor, desk.books.currency)


def unknown_account(desk: Workspace, code: str) -> Refusal | None:
    if code in desk.books.chart:
        return None
    return Refusal(
        "account.unknown",
        f"Account {code!r} is not in the chart.",
        "Accounts are named by their code in the chart.",
        "List the accounts with trial_balance.",
    )


def unknown_bank_account(desk: Workspace, code: str) -> Refusal | None:
    accounts = [statement.account for statement in desk.case.statements]
    if code in accounts:
        return None
    return Refusal(
        "bank.unknown",
        f"Account {code!r} has no bank statement.",
        "Only bank accounts with a statement are reconciled.",
        f"Use {' or '.join(accounts)}." if accounts else "This desk has no bank statement.",
    )


def unknown_document(desk: Workspace, document_id: str) -> Refusal | None:
    if document_id in desk.case.by_id or document_id in desk.case.bank_lines:
        return None
    return Refusal(
        "document.unknown",
        f"There is no document {document_id!r}.",
        "Documents are named by the id under which they arrived.",
        "List them with list_documents, bank lines with list_bank_lines.",
    )
