"""The workpaper: what a balance is, and what it is made of.

A bank account's balance is the statement's, and timing items lead to the ledger. Any other balance is the ledger's, and is
proven by its composition: a roll-forward, or a list of open items, of parties or of ageing buckets, that foots.
"""

from collections.abc import Mapping, Sequence
from typing import Final, TypedDict

from tieout.documents.closing import Workpaper
from tieout.ledger.accounts import Account, Tracking
from tieout.ledger.refusal import Refusal
from tieout.tools.ageing import buckets_of
from tieout.tools.arguments import quoted
from tieout.tools.lookups import account_of, amount_of, unknown_document
from tieout.tools.messages import ToolResult
from tieout.tools.rendering import shown
from tieout.tools.workspace import Step, Workspace


class ListedItem(TypedDict):
    """A timing item of a reconciliation."""

    document: str
    amount: str


class Part(TypedDict):
    """A part of a balance."""

    name: str
    amount: str


ROLL_FORWARD: Final = ("opening", "debits", "credits")


def save_workpaper(
    desk: Workspace,
    account: str,
    balance: str,
    unexplained: str,
    listed: Sequence[ListedItem] = (),
    composition: Sequence[Part] = (),
) -> Step:
    """File the workpaper of a balance-sheet account; filing again replaces it.

    Args:
        account: Code of the account.
        balance: For a bank account the statement's closing balance, for any other the ledger's closing balance.
        unexplained: What remains unexplained; "0.00" when everything ties out.
        listed: Timing items of a bank account: document (as the ledger cites it) or bank line id, and its signed amount
            as booked or as on the statement.
        composition: What any other balance is made of: its opening, debits and credits (account_balance), or all its open
            items, parties or ageing buckets. With unexplained the parts add up to it.
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
    parts = _composed(desk, found, closing, rest, composition)
    if isinstance(parts, Refusal):
        return parts
    filed = desk.with_workpaper(Workpaper(account, closing, tuple(sorted(items.items())), rest, parts))
    counted = ("parts", str(len(parts))) if parts else ("listed", str(len(items)))
    return filed, ToolResult(f"Workpaper of {account} filed", (counted,))


def _composed(
    desk: Workspace, account: Account, balance: int, unexplained: int, composition: Sequence[Part]
) -> tuple[tuple[str, int], ...] | Refusal:
    """The parts of a balance, each as the ledger has it, that with what is unexplained add up to it."""
    if desk.case.statement_of(account.code) is not None:
        if not composition:
            return ()
        return Refusal(
            "workpaper.bank",
            f"Account {account.code} {account.name} has a bank statement, yet {len(composition)} part(s) are given.",
            "The statement's lines make up a bank account's balance; timing items lead to the ledger's.",
            "Leave composition empty and list the timing items.",
        )
    parts: dict[str, int] = {}
    explained = balance - unexplained
    kinds = _kinds(desk, account)
    kind: Mapping[str, int] = next((kind for kind in kinds if composition and composition[0]["name"] in kind), {})
    for position, part in enumerate(composition):
        name = part["name"]
        amount = amount_of(desk, part["amount"], f"composition[{position}].amount")
        if isinstance(amount, Refusal):
            return amount
        if name not in kind or name in parts or kind[name] != amount:
            return _wrong_part(desk, account, name, amount, kind, twice=name in parts)
        parts[name] = amount
    if sum(parts.values()) != explained or (not parts and (balance or any(kinds[0].values()))):
        return Refusal(
            "workpaper.foot",
            f"The parts add up to {shown(desk, sum(parts.values()))}, the balance less what is unexplained to "
            f"{shown(desk, explained)}.",
            "The composition of a balance foots.",
            "Give every part (account_balance, open_items and ageing show them), or say what remains unexplained.",
        )
    return tuple(parts.items())


def _kinds(desk: Workspace, account: Account) -> tuple[Mapping[str, int], ...]:
    """The ways to take a balance apart, each a name to its amount at month-end."""
    last = desk.case.period.last
    before = desk.case.period.first
    rolled = dict.fromkeys(ROLL_FORWARD, 0)
    items: dict[str, int] = {}
    parties: dict[str, int] = {}
    for postings in (desk.lookup.by_account.get(account.code, ()), desk.posted):
        for _, entry, line in postings:
            if line.account != account.code or entry.date > last:
                continue
            moved = "debits" if line.amount > 0 else "credits"
            rolled["opening" if entry.date < before else moved] += line.amount
            items[line.item] = items.get(line.item, 0) + line.amount
            parties[line.party] = parties.get(line.party, 0) + line.amount
    if account.tracking is Tracking.NONE:
        return (rolled,)
    if account.tracking is Tracking.ITEM:
        return (rolled, items)
    return (rolled, items, parties, buckets_of(desk, account.code))


def _wrong_part(
    desk: Workspace, account: Account, name: str, amount: int, kind: Mapping[str, int], *, twice: bool
) -> Refusal:
    said = f"{quoted(name)} with {shown(desk, amount)}"
    if twice:
        said += ", which stands there already"
    elif name in kind:
        said += f"; the ledger has {shown(desk, kind[name])}"
    return Refusal(
        "workpaper.part",
        f"The composition of {account.code} {account.name} names {said}.",
        "Parts are the ledger's figures at month-end, each once, all of one kind: roll-forward, items, parties or buckets.",
        "Copy the parts from account_balance, open_items or ageing, and file again after later postings.",
    )


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
