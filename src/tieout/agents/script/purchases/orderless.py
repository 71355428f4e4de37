"""Bills without an order: the vendor's usual account, unless a limit, the owner, equipment or several months say else."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from tieout.agents.script.booking import place
from tieout.agents.script.close.cutoff import prepaid_months
from tieout.agents.script.desk import Desk
from tieout.agents.script.letters import in_force
from tieout.agents.script.purchases.stock import Verdict
from tieout.agents.script.purchases.supplies import Bill, Supplies

PRIVATE: Final = r"owner's family|owner had it|private"
OF_THE_COMPANY: Final = r"business use|course of business|for the company"
SPAN: Final = 7  # days within which bills are split


def without_order(bill: Bill, found: Supplies, vendor: Mapping[str, str], desk: Desk) -> Verdict | None:
    """Up to the approval limit, or under a contract, to the vendor's usual account."""
    if not vendor:
        return None
    amount = desk.minor(bill.sheet.amount)
    limit = desk.minor(desk.value("purchasing", "approval limit"))
    agreements = (*desk.of_kind("contract"), *desk.of_kind("standing agreement"))
    contract = any(sheet.party == bill.sheet.party for sheet in agreements)
    if amount > limit and not contract:
        return Verdict("no order")
    if amount <= limit and not contract and _split(bill, found, limit, desk):
        return Verdict("split order", fraud=True)
    owner = desk.value("purchasing", "owner")
    if owner and in_force(bill.sheet.text, PRIVATE, OF_THE_COMPANY):
        return Verdict(charges={place(owner): amount})
    usual = place(vendor["account"], department=vendor.get("department", ""))
    pieces = _assets(bill, desk) if "quipment" in desk.accounts.get(vendor["account"], "") else 0
    if pieces:
        asset = place(desk.value("fixed assets", "fixed assets"), item=bill.id)
        return Verdict(charges={asset: pieces, usual: amount - pieces})
    months, first = prepaid_months(bill.sheet, desk)
    if months:
        prepaid = place(desk.value("prepaids", "prepaids"), item=bill.id)
        return Verdict(charges={usual: first, prepaid: amount - first})
    return Verdict(charges={usual: amount})


def _assets(bill: Bill, desk: Desk) -> int:
    """What of a bill for equipment is for pieces from the capitalization limit on."""
    limit = desk.value("fixed assets", "capitalization limit")
    lines = [line for line in bill.lines if limit and desk.minor(line.price) >= desk.minor(limit)]
    return sum(desk.minor(line.price) * line.quantity for line in lines)


def _split(bill: Bill, found: Supplies, limit: int, desk: Desk) -> bool:
    """Whether bills of the vendor below the limit, within a span of days, pass it together."""
    near = [
        (date.fromisoformat(other.sheet.date), desk.minor(other.sheet.amount))
        for other in found.bills
        if not other.order and other.sheet.party == bill.sheet.party and desk.minor(other.sheet.amount) < limit
    ]
    day = date.fromisoformat(bill.sheet.date)
    return any(
        sum(amount for other, amount in near if 0 <= (other - start).days < SPAN) > limit
        for start, _ in near
        if 0 <= (day - start).days < SPAN
    )
