"""Posting supplier bills: coded once, to the accounts that a purchase can be charged to."""

from collections.abc import Sequence
from typing import Final, NotRequired, TypedDict

from tieout.documents.trade import SupplierBill
from tieout.ledger.accounts import Kind
from tieout.ledger.entries import Line
from tieout.ledger.refusal import Refusal
from tieout.tools.lookups import amount_of, role_of, unknown_document
from tieout.tools.posting import posted, posting_day
from tieout.tools.rendering import shown
from tieout.tools.workspace import Step, Workspace

CHARGED: Final = frozenset(("inventory", "prepaids", "fixed assets", "deposits", "owner", "grni", "accrued"))
"""Roles of the accounts outside expense that a bill can be charged to."""


class BillCoding(TypedDict):
    """Where a bill, or a part of it, is charged."""

    account: str
    amount: str
    party: NotRequired[str]
    item: NotRequired[str]
    department: NotRequired[str]


def post_bill(desk: Workspace, bill: str, coding: Sequence[BillCoding], date: str = "") -> Step:
    """Post a supplier bill: debits as coded, credit to payables for their sum. Less than the bill's total posts it partly.

    Args:
        bill: Bill id.
        coding: Charges: account (expense, inventory, prepaid, fixed asset, deposit, owner, received not invoiced,
            accrued), amount, party and item where the account keeps them, department of an expense.
        date: YYYY-MM-DD in the month to close. Default: the bill's date, or the first open day if that is closed.
    """
    found = bill_of(desk, bill)
    if isinstance(found, Refusal):
        return found
    first_open = desk.books.closed_through.next.first
    when = posting_day(desk, date or max(found.date, first_open).isoformat())
    if isinstance(when, Refusal):
        return when
    if desk.payable(bill):
        return Refusal(
            "bill.already_posted",
            f"Bill {bill} is in payables with {shown(desk, desk.payable(bill))}.",
            "A bill is posted once.",
            "Correct the posting with post_entry, or reverse it first.",
        )
    lines: list[Line] = []
    total = 0
    for position, charge in enumerate(coding):
        amount = amount_of(desk, charge["amount"], f"coding[{position}].amount")
        if isinstance(amount, Refusal):
            return amount
        if (refusal := _not_charged(desk, charge["account"])) is not None:
            return refusal
        total += amount
        kept = charge.get("party", ""), charge.get("item", ""), charge.get("department", "")
        lines.append(Line(charge["account"], amount, bill, *kept))
    if not 0 < total <= found.amount:
        return Refusal(
            "bill.amount",
            f"The coding adds up to {shown(desk, total)}, the bill to {shown(desk, found.amount)}.",
            "A bill is posted for what it says or, partly, for less.",
            "Code the charges so that they add up to at most the bill.",
        )
    payables = role_of(desk, "payables")
    if isinstance(payables, Refusal):
        return payables
    lines.append(Line(payables, -total, bill, found.party, bill))
    outcome = "posted" if total == found.amount else "partly posted"
    return posted(desk, when, f"{found.name} {found.number}", tuple(lines), f"Bill {bill} {outcome}")


def _not_charged(desk: Workspace, code: str) -> Refusal | None:
    account = desk.books.chart.get(code)
    if account is None or account.kind is Kind.EXPENSE or account.role in CHARGED:
        return None
    return Refusal(
        "bill.account",
        f"The coding names {account.code} {account.name}.",
        "A bill is charged to expense, inventory, prepaids, assets, the owner, or what was received or accrued before.",
        "Charge it where the policy says; book anything else with post_entry.",
    )


def bill_of(desk: Workspace, bill: str) -> SupplierBill | Refusal:
    """The supplier bill with this id."""
    refusal = unknown_document(desk, bill)
    if refusal is not None:
        return refusal
    found = desk.case.by_id.get(bill)
    if isinstance(found, SupplierBill):
        return found
    return Refusal(
        "bill.not_a_bill",
        f"{bill} is not a supplier bill.",
        "Only supplier bills are posted, held or rejected.",
        'List them with list_documents(kind="supplier bill").',
    )
