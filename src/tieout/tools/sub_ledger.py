"""What the sub-ledgers refuse: parties that are in no master, items that nothing on the desk opens, other parties' items.

Whether a line is refused follows from the case file and the books alone, line by line; nothing is looked for elsewhere.
A line that only takes down what stands on its party and item is always possible, so that wrong postings can be mended.
"""

from collections.abc import Sequence
from typing import Final

from tieout.documents.schedules import Contract, PayrollRegister
from tieout.documents.trade import CreditMemo, GoodsReceipt, PurchaseOrder, SalesInvoice, SupplierBill
from tieout.ledger.books import ItemKey
from tieout.ledger.entries import Line
from tieout.ledger.refusal import Refusal
from tieout.tools.arguments import quoted
from tieout.tools.rendering import shown
from tieout.tools.workspace import Workspace

CUSTOMER_ROLES: Final = frozenset(("receivables",))
# What opens an item, by the role of its account: kinds of documents, bank lines, rows of registers and schedules.
_OPENED_BY: Final[dict[str, tuple[tuple[type, ...], str]]] = {
    "receivables": ((SalesInvoice, CreditMemo), "our invoice or credit memo"),
    "payables": ((SupplierBill, CreditMemo), "the vendor's bill or credit memo"),
    "grni": ((GoodsReceipt,), "the goods receipt"),
    "prepaids": ((SupplierBill,), "the bill or the schedule's item"),
    "fixed assets": ((SupplierBill, PurchaseOrder), "the bill, the order or the register's asset"),
    "accumulated": ((SupplierBill,), "the bill or the register's asset"),
    "accrued": ((SupplierBill, Contract, PayrollRegister), "the bill, contract or payroll register"),
    "deferred revenue": ((SalesInvoice, Contract), "the invoice or contract"),
    "unapplied cash": ((), "the bank line"),
}
_LISTED: Final = frozenset(("prepaids", "fixed assets", "accumulated"))


def unfounded(desk: Workspace, lines: Sequence[Line]) -> Refusal | None:
    """Why the sub-ledgers do not take these lines. What the chart itself turns down is left to the books."""
    demand_of = desk.books.chart.demands.get
    for line in lines:
        if not line.item:
            continue
        demand = demand_of(line.account)
        if demand is None or not demand[1] or demand[0] is not bool(line.party):
            continue
        refusal = _without_party(desk, line) if not line.party else _of_party(desk, line)
        if refusal is not None and not _reduces(desk, line, lines):
            return refusal
    return None


def memo_overdrawn(desk: Workspace, lines: Sequence[Line]) -> Refusal | None:
    """A credit memo is used once, for its amount: what all lines on its control account cite it for is at most that."""
    for line in lines:
        memo = desk.case.by_id.get(line.document)
        if not isinstance(memo, CreditMemo):
            continue
        control = desk.books.chart.find_role("receivables" if memo.issued else "payables")
        used = sum(
            found.amount
            for postings in (desk.lookup.by_document.get(memo.id, ()), desk.posted)
            for _, _, found in postings
            if found.document == memo.id and found.account == control
        )
        after = used + sum(one.amount for one in lines if one.document == memo.id and one.account == control)
        if abs(after) > max(memo.amount, abs(used)):
            return Refusal(
                "memo.used",
                f"Credit memo {memo.id} is over {shown(desk, memo.amount)}; {shown(desk, abs(used))} of it was used, "
                f"{shown(desk, abs(after))} would be.",
                "A credit memo is used once, for its amount.",
                f'Post what is left of it, or reverse first what used it; query_ledger(document="{memo.id}") shows that.',
            )
    return None


def item_owner(desk: Workspace, account: str, item: str) -> str:
    """The party whose item this is on a control account: its document says so, else the books; empty where neither."""
    role = desk.books.chart[account].role
    document = desk.case.by_id.get(item)
    kinds = _OPENED_BY.get(role)
    if (
        document is not None
        and kinds is not None
        and isinstance(document, kinds[0])
        and (not isinstance(document, CreditMemo) or document.issued is (role in CUSTOMER_ROLES))
    ):
        return document.party
    for _, _, line in desk.lookup.by_item.get(item, ()):
        if line.account == account:
            return line.party
    return ""


def _of_party(desk: Workspace, line: Line) -> Refusal | None:
    account = desk.books.chart[line.account]
    customers = account.role in CUSTOMER_ROLES
    if line.party not in (desk.case.customer_ids if customers else desk.case.vendor_ids):
        who = "customer" if customers else "vendor"
        return Refusal(
            "party.unknown",
            f"{quoted(line.party)} is not a {who} on file.",
            f"{account.code} {account.name} is kept by the {who}s of the {who} master.",
            f"Give the id of a {who} on file; {who} finds it by name. Nothing is booked with a {who} who is not on file.",
        )
    owner = item_owner(desk, line.account, line.item)
    if not owner:
        return _unknown_item(desk, line)
    if owner != line.party:
        return Refusal(
            "item.other_party",
            f"{line.item} is an item of {owner}, not of {line.party}.",
            "An item belongs to one party: a line names the party of its item.",
            f"Name {owner}, or an item of {line.party}; open_items lists them.",
        )
    document = desk.case.by_id.get(line.item)
    if isinstance(document, SupplierBill) and account.role == "payables":
        return of_next_month(desk, document)
    return None


def of_next_month(desk: Workspace, bill: SupplierBill) -> Refusal | None:
    """Why a bill is neither posted nor decided on: it is dated after the month to close."""
    if bill.date <= desk.case.period.last:
        return None
    return Refusal(
        "bill.next_month",
        f"Bill {bill.id} is dated {bill.date.isoformat()}.",
        f"A bill is posted or decided on in the month of its date; the month to close is {desk.case.period}.",
        "Leave it: it is next month's work. What it shows of this month is accrued.",
    )


def _without_party(desk: Workspace, line: Line) -> Refusal | None:
    account, item, case = line.account, line.item, desk.case
    if ItemKey(account, "", item) in desk.books.residuals:
        return None
    role = desk.books.chart[account].role
    kinds = _OPENED_BY.get(role)
    if kinds is None:
        founded = case.citable(item)
    elif role == "unapplied cash" or (role == "prepaids" and item in case.bank_lines):
        founded = item in case.bank_lines
    else:
        founded = isinstance(case.by_id.get(item), kinds[0]) or (role in _LISTED and item in case.listed_items)
    return None if founded else _unknown_item(desk, line)


def _unknown_item(desk: Workspace, line: Line) -> Refusal:
    account = desk.books.chart[line.account]
    kinds = _OPENED_BY.get(account.role)
    opened_by = kinds[1] if kinds is not None else "a document or bank line"
    return Refusal(
        "item.unknown",
        f"{quoted(line.item)} is no item of {account.code} {account.name}.",
        f"An item stands on the account already, or is opened by {opened_by}.",
        "Name an item that open_items shows, or the id of the paper that opens it.",
    )


def _reduces(desk: Workspace, line: Line, lines: Sequence[Line]) -> bool:
    """True where the entry as a whole takes down what stands on the line's party and item."""
    left = desk.books.residuals.get(ItemKey(line.account, line.party, line.item), 0)
    moved = sum(
        one.amount for one in lines if one.item == line.item and one.account == line.account and one.party == line.party
    )
    return min(0, -left) <= moved <= max(0, -left) and left != 0
