"""Reconciling tools: match, unmatch, workpaper."""

from collections.abc import Sequence
from typing import TypedDict

from tieout.documents.closing import CashItem, Workpaper
from tieout.ledger.refusal import Refusal
from tieout.tools.arguments import quoted
from tieout.tools.calls import ToolResult
from tieout.tools.shown import Step, account_of, amount_of, entry_of, shown, unknown_document
from tieout.tools.workspace import Workspace


class ListedItem(TypedDict):
    """A timing item of a reconciliation."""

    document: str
    amount: str


def match(desk: Workspace, bank_lines: Sequence[str], entries: Sequence[str]) -> Step:
    """Match bank lines of one account with the ledger entries that they settle. Both sides must add up to the same.

    Args:
        bank_lines: One or more bank line ids.
        entries: One or more entry ids. Where an entry moves cash for several documents, write "JE-00012:PAY-1042" to name
            one of them.
    """
    if not bank_lines or not entries:
        return Refusal(
            "match.empty",
            f"{len(bank_lines)} bank line(s) and {len(entries)} entries were named.",
            "A match has at least one of each.",
            "Name the bank lines and the entries that belong together.",
        )
    account = ""
    total = 0
    for position, name in enumerate(bank_lines):
        if name not in desk.case.bank_lines:
            return unknown_bank_line(name)
        line, statement = desk.case.bank_lines[name]
        if name in desk.matched or name in bank_lines[:position]:
            return matched_bank_line(desk, name)
        if account not in ("", statement.account):
            return Refusal(
                "match.accounts",
                f"{name} belongs to {statement.account}, the others to {account}.",
                "A match stays within one bank account.",
                "Match each account by itself.",
            )
        account = statement.account
        total += line.amount
    items = _items(desk, account, entries)
    if isinstance(items, Refusal):
        return items
    ledger = sum(items.values())
    if ledger != total:
        return Refusal(
            "match.difference",
            f"The bank lines add up to {shown(desk, total)}, the entries to {shown(desk, ledger)}.",
            "Both sides of a match are equal.",
            "Match what belongs together, or correct the books first.",
        )
    matched = desk.with_match(account, tuple(bank_lines), tuple(items))
    fields = (("match", matched.matches[-1].id), ("amount", shown(desk, total)))
    return matched, ToolResult(f"Matched {len(bank_lines)} bank line(s) with {len(items)} item(s)", fields)


def unmatch(desk: Workspace, match: str) -> Step:
    """Undo a match.

    Args:
        match: The match id.
    """
    if all(made.id != match for made in desk.matches):
        return Refusal(
            "match.unknown",
            f"There is no match {quoted(match)}.",
            "Only a standing match can be undone.",
            "See the match column of list_bank_lines.",
        )
    return desk.without_match(match), ToolResult(f"Undone {match}")


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


def _items(desk: Workspace, account: str, names: Sequence[str]) -> dict[CashItem, int] | Refusal:
    """The open cash items on ``account`` that ``names`` mean, with their amounts."""
    awaiting = desk.open_cash_items(account)
    items: dict[CashItem, int] = {}
    for name in names:
        entry_id, _, document = name.partition(":")
        entry = entry_of(desk, entry_id)
        if isinstance(entry, Refusal):
            return entry
        documents = {line.document for line in entry.lines if line.account == account}
        if (document and document not in documents) or not documents or entry_id in desk.case.reconciled:
            return Refusal(
                "match.no_cash",
                f"Entry {quoted(name)} has no open cash on {account}.",
                "Only cash that awaits reconciliation is matched.",
                f'List it with query_ledger(account="{account}", unmatched=true).',
            )
        if not document and len(documents) > 1:
            return Refusal(
                "match.ambiguous",
                f"Entry {entry_id} moves cash for {len(documents)} documents.",
                "A match names what one entry moves for one document.",
                f'Write for instance "{entry_id}:{min(documents)}".',
            )
        item = CashItem(entry_id, document or min(documents))
        if item not in awaiting or item in items:
            return matched_entry(desk, account, item)
        items[item] = awaiting[item]
    return items


def unknown_bank_line(name: str) -> Refusal:
    """There is no such bank line."""
    return Refusal(
        "bank_line.unknown",
        f"There is no bank line {quoted(name)}.",
        "Bank lines are named by their id.",
        "List them with list_bank_lines.",
    )


def matched_bank_line(desk: Workspace, name: str) -> Refusal:
    """The bank line is part of a match, or was named before in this one."""
    held = desk.matched.get(name)
    return Refusal(
        "bank_line.matched",
        f"Bank line {name} is part of match {held}." if held else f"Bank line {name} is named twice.",
        "A bank line is matched once.",
        f'Undo it first with unmatch(match="{held}").' if held else "Name it once.",
    )


def matched_entry(desk: Workspace, account: str, item: CashItem) -> Refusal:
    """What the entry moves is part of a match, or was named before in this one."""
    held = desk.matched.get((account, item))
    return Refusal(
        "entry.matched",
        f"Entry {item.entry} is part of match {held}." if held else f"Entry {item.entry} is named twice.",
        "Cash is matched once, and a matched entry is not reversed.",
        f'Undo it first with unmatch(match="{held}").' if held else "Name it once.",
    )
