"""Reconciling tools: match, unmatch, workpaper."""

from typing import TypedDict

from tieout.documents.closing import CashItem, Workpaper
from tieout.ledger.refusal import Refusal
from tieout.tools.calls import ToolResult
from tieout.tools.shown import Step, amount_of, shown, unknown_account, unknown_document
from tieout.tools.workspace import Workspace


class ListedItem(TypedDict):
    """A timing item of a reconciliation."""

    document: str
    amount: str


def match(desk: Workspace, bank_lines: list[str], entries: list[str]) -> Step:
    """Match bank lines of one account with the ledger entries that they settle. Both sides must add up to the same.

    Args:
        bank_lines: One or more bank line ids.
        entries: One or more entry ids; where an entry moves cash for several documents, "JE-00012:PAY-1042" names one of them.
    """
    if not bank_lines or not entries or len(set(bank_lines)) < len(bank_lines) or len(set(entries)) < len(entries):
        return Refusal(
            "match.empty",
            f"{len(bank_lines)} bank line(s) and {len(entries)} entries were named.",
            "A match has at least one of each, none of them twice.",
            "Name each bank line and each entry once.",
        )
    account = ""
    total = 0
    for name in bank_lines:
        if name not in desk.case.bank_lines:
            return Refusal(
                "bank_line.unknown",
                f"There is no bank line {ascii(name[:40])}.",
                "Bank lines are named by their id.",
                "List them with list_bank_lines.",
            )
        if name in desk.matched:
            return Refusal(
                "bank_line.matched",
                f"Bank line {name} is part of match {desk.matched[name]}.",
                "A bank line is matched once.",
                "Unmatch it first.",
            )
        line, statement = desk.case.bank_lines[name]
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
            f"There is no match {ascii(match[:40])}.",
            "Only a standing match can be undone.",
            "See the match column of list_bank_lines.",
        )
    return desk.without_match(match), ToolResult(f"Undone {match}")


def save_workpaper(
    desk: Workspace,
    account: str,
    balance: str,
    unexplained: str,
    listed: list[ListedItem] = [],  # noqa: B006 - never mutated; the schema's default
) -> Step:
    """File the workpaper of a balance-sheet account; filing again replaces it.

    Args:
        account: Code of the account.
        balance: For a bank account the statement's closing balance, for any other the ledger's closing balance.
        unexplained: What remains unexplained; "0.00" when everything ties out.
        listed: Timing items of a bank account: document (as cited in the ledger) or bank line id, and its signed amount as booked or as on the statement.
    """
    refusal = unknown_account(desk, account)
    if refusal is not None:
        return refusal
    if not desk.books.chart[account].kind.permanent:
        return Refusal(
            "workpaper.account",
            f"Account {account} belongs to the income statement.",
            "Workpapers are filed for balance-sheet accounts.",
            f"This close asks for: {', '.join(desk.case.workpapers)}.",
        )
    closing = amount_of(desk, balance, "balance")
    rest = amount_of(desk, unexplained, "unexplained")
    if isinstance(closing, Refusal):
        return closing
    if isinstance(rest, Refusal):
        return rest
    items: dict[str, int] = {}
    for position, item in enumerate(listed):
        amount = amount_of(desk, item["amount"], f"listed[{position}].amount")
        if isinstance(amount, Refusal):
            return amount
        unknown = unknown_document(desk, item["document"])
        if unknown is not None:
            return unknown
        if item["document"] in items:
            return Refusal(
                "workpaper.twice",
                f"{item['document']} is listed twice.",
                "A timing item is listed once.",
                "List it with its net amount.",
            )
        items[item["document"]] = amount
    filed = desk.with_workpaper(Workpaper(account, closing, tuple(sorted(items.items())), rest))
    return filed, ToolResult(f"Workpaper of {account} filed", (("listed", str(len(items))),))


def _items(desk: Workspace, account: str, names: list[str]) -> dict[CashItem, int] | Refusal:
    items: dict[CashItem, int] = {}
    for name in names:
        entry_id, _, document = name.partition(":")
        entry = desk.books.entry(entry_id)
        if entry is None:
            return Refusal(
                "entry.unknown",
                f"There is no entry {ascii(entry_id[:40])}.",
                "Entries are named by the id under which they were posted.",
                "List them with query_ledger.",
            )
        documents = {line.document for line in entry.lines if line.account == account}
        if document and document not in documents or not documents or entry_id in desk.case.reconciled:
            return Refusal(
                "match.no_cash",
                f"Entry {name} has no open cash on {account}.",
                "Only cash that awaits reconciliation is matched.",
                f"List it with query_ledger(account=\"{account}\", unmatched=true).",
            )
        if not document and len(documents) > 1:
            return Refusal(
                "match.ambiguous",
                f"Entry {entry_id} moves cash for {', '.join(sorted(documents))}.",
                "A match names what one entry moves for one document.",
                f"Write \"{entry_id}:{min(documents)}\".",
            )
        item = CashItem(entry_id, document or documents.pop())
        if (account, item) in desk.matched or item in items:
            held = desk.matched.get((account, item), "this match")
            return Refusal(
                "entry.matched",
                f"Entry {entry_id} is part of match {held}.",
                "Cash is matched once.",
                "Unmatch it first.",
            )
        items[item] = sum(
            line.amount for line in entry.lines if line.account == account and line.document == item.document
        )
    return items
