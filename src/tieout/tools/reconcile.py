"""Reconciling tools: the workpaper."""

from collections.abc import Sequence
from typing import TypedDict

from tieout.documents.closing import Workpaper
from tieout.ledger.refusal import Refusal
from tieout.tools.calls import ToolResult
from tieout.tools.shown import Step, account_of, amount_of, shown, unknown_document
from tieout.tools.workspace import Workspace


class ListedItem(TypedDict):
    """A timing item of a reconciliation."""

    document: str
    amount: str


def save_workpaper(
    desk: Workspace, account: str, balance: str, unexplained: str, listed: Sequence[ListedItem] = ()
) -> Step:
    """File the workpaper of a balance-sheet account; filing again replaces it.

    Args:
        account: Code of the account.
        balance: For a bank account the statement's closing balance, for any other the ledger's closing balance.
        unexplained: What remains unexplained; "0.00" when everything ties out.
        listed: Timing items of a bank account: document (as the ledger cites it) or bank line id, and its signed amount
            as booked or as on the statement.
    """
    found = account_of(desk, account)
    if isinstance(found, Refusal):
        return found
    if not found.kind.permanent:
        return Refusal(
            "workpaper.account",
            f"Account {account} {found.name} belongs to the income statement.",
            "Workpapers are filed for balance-sheet accounts.",
            f"This close asks for: {', '.join(desk.case.workpapers) or 'none'}.",
        )
    closing = amount_of(desk, balance, "balance")
    if isinstance(closing, Refusal):
        return closing
    rest = amount_of(desk, unexplained, "unexplained")
    if isinstance(rest, Refusal):
        return rest
    if listed and desk.case.statement_of(account) is None:
        return Refusal(
            "workpaper.listed",
            f"Account {account} {found.name} has no bank statement, yet {len(listed)} timing item(s) are listed.",
            "Timing items stand between a bank statement and the ledger.",
            "Leave listed empty for this account.",
        )
    items = _listed(desk, listed)
    if isinstance(items, Refusal):
        return items
    filed = desk.with_workpaper(Workpaper(account, closing, tuple(sorted(items.items())), rest))
    return filed, ToolResult(f"Workpaper of {account} filed", (("listed", str(len(items))),))


def _listed(desk: Workspace, listed: Sequence[ListedItem]) -> dict[str, int] | Refusal:
    items: dict[str, int] = {}
    for position, item in enumerate(listed):
        document = item["document"]
        amount = amount_of(desk, item["amount"], f"listed[{position}].amount")
        if isinstance(amount, Refusal):
            return amount
        if document not in desk.lookup.by_document and (unknown := unknown_document(desk, document)) is not None:
            return unknown
        if not amount or document in items:
            return Refusal(
                "workpaper.item",
                f"{document} is listed {'twice' if amount else 'with ' + shown(desk, 0)}.",
                "A timing item is listed once, with an amount.",
                "List it with its net amount, or leave it out.",
            )
        items[document] = amount
    return items
