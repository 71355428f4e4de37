"""The rulebot's payables: bill, order and receipts compared line by line under the policy's thresholds. It posts what
agrees and holds what does not for the obvious reason; it posts no part, reads no note, and trusts what is posted."""

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from datetime import date

from tieout.agents.protocol import all_rows, call, fields, offered
from tieout.agents.rulebot.bank import Values, negated
from tieout.agents.rulebot.bill_papers import Paper, Papers, gather
from tieout.ledger.money import parse, render
from tieout.tools.messages import ToolCall, View

Calls = Generator[ToolCall, View, None]


@dataclass(frozen=True, slots=True)
class Desk:
    """What the rules look at: the papers, bills booked, accruals open by receipt, the vendors' master records; the last
    are empty where no tool shows them."""

    papers: Papers
    booked: frozenset[str]
    accrued: Mapping[str, str]
    vendors: Mapping[str, Mapping[str, str]]
    values: Values
    currency: str
    last_day: str

    def amount(self, text: str) -> int:
        return parse(text, self.currency)

    def shown(self, minor: int) -> str:
        return render(minor, self.currency)


def settle_bills(opening: View, values: Values, last_day: str) -> Calls:
    """Decide on every bill that is not in the books, then accrue what was received in the month and not billed."""
    papers = yield from gather()
    if not papers.bills:
        return
    tools = offered(opening)
    accrued: list[Mapping[str, str]] = []
    if "open_items" in tools:
        accrued = yield from all_rows("open_items", account=values["purchasing", "grni"])
    vendors: dict[str, Mapping[str, str]] = {}
    if "vendor" in tools:
        for party in sorted({bill.row["party"] for bill in papers.bills}):
            vendors[party] = fields((yield call("vendor", name=party)))
    desk = Desk(
        papers,
        frozenset(bill.id for bill in papers.bills if bill.row["decision"] == "posted"),
        {row["item"]: row["residual"] for row in accrued},
        vendors,
        values,
        fields(opening)["currency"],
        last_day,
    )
    seen: set[tuple[str, str]] = set()
    for bill in papers.bills:
        supply = (bill.order or bill.row["party"], bill.row["amount"])
        if bill.row["date"] > last_day:
            continue
        if bill.id not in desk.booked:
            if bill.order and supply in seen:
                yield call("reject_bill", bill=bill.id, reason="duplicate")
            else:
                yield from settle(bill, desk)
        seen.add(supply)
    billed = {bill.order for bill in papers.bills}
    for order in papers.orders.values():
        for receipt in papers.receipts.get(order.id, ()):
            if order.id not in billed and receipt.id not in desk.accrued:
                yield from accrue(order, receipt, desk)


def settle(bill: Paper, desk: Desk) -> Calls:
    """Post, hold or escalate one bill."""
    on_file = desk.vendors.get(bill.row["party"], {})
    if desk.vendors and "bank account" not in on_file:
        yield call("hold_bill", bill=bill.id, reason="unknown vendor")
        yield call("escalate", subject=bill.id, reason="unknown vendor")
        return
    if desk.vendors and on_file["bank account"] not in bill.text:
        yield call("hold_bill", bill=bill.id, reason="bank details")
        return
    if not bill.order:
        yield from without_order(bill, on_file, desk)
        return
    reason = exception(bill, desk)
    if not bill.lines:  # not a row of it could be read
        return
    if reason:
        yield call("hold_bill", bill=bill.id, reason=reason)
    else:
        yield call("post_bill", bill=bill.id, coding=coding(bill, desk))


def without_order(bill: Paper, on_file: Mapping[str, str], desk: Desk) -> Calls:
    """Up to the approval limit to the vendor's usual account and department, unless bills below it that the vendor sends within a week pass it together."""
    limit = desk.amount(desk.values["purchasing", "approval limit"])
    day = date.fromisoformat(bill.row["date"])
    near = sum(
        desk.amount(other.row["amount"])
        for other in desk.papers.bills
        if not other.order
        and other.row["party"] == bill.row["party"]
        and abs((date.fromisoformat(other.row["date"]) - day).days) < 7
        and desk.amount(other.row["amount"]) < limit
    )
    amount = bill.row["amount"]
    if desk.amount(amount) > limit:
        yield call("hold_bill", bill=bill.id, reason="no order")
    elif near > limit:
        yield call("hold_bill", bill=bill.id, reason="split order")
    else:
        yield call("post_bill", bill=bill.id, coding=[charge_of(on_file["account"], on_file["department"], amount)])


def exception(bill: Paper, desk: Desk) -> str:
    """The obvious reason not to post a bill with an order, or nothing."""
    came: dict[str, int] = {}
    for receipt in desk.papers.receipts.get(bill.order, ()):
        for line in receipt.lines:
            came[line.line] = came.get(line.line, 0) + line.quantity
    if not came:
        return "not received"
    prices = {line.line: desk.amount(line.price) for line in desk.papers.orders[bill.order].lines}
    tolerance = int(desk.values["purchasing", "price tolerance percent"])
    for line in bill.lines:
        ordered = prices.get(line.line, 0)
        if abs(desk.amount(line.price) - ordered) * 100 > ordered * tolerance:
            return "price"
    return "quantity" if any(line.quantity > came.get(line.line, 0) for line in bill.lines) else ""


def coding(bill: Paper, desk: Desk) -> list[dict[str, str]]:
    """The order's accounts and departments at its prices, or the accruals of the receipts; the difference to purchase price variance."""
    order = desk.papers.orders[bill.order]
    charges: dict[tuple[str, str], int] = {}
    parts = []
    held = [receipt.id for receipt in desk.papers.receipts[bill.order] if receipt.id in desk.accrued]
    if len(held) == len(desk.papers.receipts[bill.order]):
        grni, party = desk.values["purchasing", "grni"], order.row["party"]
        parts = [
            {"account": grni, "amount": negated(desk.accrued[receipt]), "party": party, "item": receipt}
            for receipt in held
        ]
    else:
        ordered = {line.line: line for line in order.lines}
        for line in bill.lines:
            of = ordered[line.line]
            charge = of.account, of.department
            charges[charge] = charges.get(charge, 0) + line.quantity * desk.amount(of.price)
    rest = desk.amount(bill.row["amount"]) - sum(charges.values()) - sum(desk.amount(part["amount"]) for part in parts)
    if rest:
        charges[desk.values["purchasing", "price variance"], ""] = rest
    return parts + ordered_charges(order, charges, desk)


def ordered_charges(order: Paper, charges: Mapping[tuple[str, str], int], desk: Desk) -> list[dict[str, str]]:
    """Charges by account and department; an asset is kept under its order."""
    assets = desk.values.get(("purchasing", "fixed assets"), "")
    return [
        charge_of(account, department, desk.shown(amount)) | ({"item": order.id} if account == assets else {})
        for (account, department), amount in charges.items()
    ]


def charge_of(account: str, department: str, amount: str) -> dict[str, str]:
    """A charge as the tools take it; without a department where there is none."""
    return {"account": account, "amount": amount} | ({"department": department} if department else {})


def accrue(order: Paper, receipt: Paper, desk: Desk) -> Calls:
    """Accrue a receipt of the month at the order's prices."""
    ordered = {line.line: line for line in order.lines}
    charges: dict[tuple[str, str], int] = {}
    for line in receipt.lines:
        of = ordered[line.line]
        charge = of.account, of.department
        charges[charge] = charges.get(charge, 0) + line.quantity * desk.amount(of.price)
    if not charges:
        return
    lines = [charge | {"document": receipt.id} for charge in ordered_charges(order, charges, desk)]
    grni = {
        "account": desk.values["purchasing", "grni"],
        "amount": desk.shown(-sum(charges.values())),
        "document": receipt.id,
        "party": order.row["party"],
        "item": receipt.id,
    }
    yield call("post_entry", date=desk.last_day, memo="Received, not invoiced", lines=[*lines, grni])
