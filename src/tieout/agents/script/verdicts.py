"""What the policy says of each bill of the month: post where, hold or reject, and why."""

import re
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from tieout.agents.protocol import all_rows, call, fields
from tieout.agents.rulebot.bill_papers import PaperLine
from tieout.agents.script.booking import Place, place
from tieout.agents.script.cutoff import prepaid_months
from tieout.agents.script.desk import Desk
from tieout.agents.script.letters import in_force
from tieout.agents.script.supplies import Bill, Supplies
from tieout.tools.messages import ToolCall, View

PRIVATE: Final = r"owner's family|owner had it|private"
OF_THE_COMPANY: Final = r"business use|course of business|for the company"
SPAN: Final = 7  # days within which bills are split
_ACCOUNT: Final = re.compile(r"(?<!\) )\b\d[\d -]{7,}\d\b")
Take = tuple[str, str, int]  # receipt, line, quantity


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is done with a bill: the charges if it is posted, else the reason; ``fraud`` is escalated too."""

    reason: str = ""
    charges: Mapping[Place, int] = field(default_factory=dict)
    fraud: bool = False


@dataclass(slots=True)
class Stock:
    """What receipts still hold, accruals of earlier months by receipt, what was billed so far, vendors' records."""

    left: dict[tuple[str, str], int]
    accrued: dict[str, int]
    vendors: dict[str, Mapping[str, str]]
    seen: dict[tuple[str, str, str], str] = field(default_factory=dict)


def stock_of(found: Supplies, desk: Desk) -> Generator[ToolCall, View, Stock]:
    """The state before the first bill."""
    left = {
        (sheet.id, line): quantity
        for receipts in found.came.values()
        for sheet, quantities in receipts
        for line, quantity in quantities.items()
    }
    accrued: dict[str, int] = {}
    if "query_ledger" in desk.tools:
        for row in (yield from all_rows("query_ledger", account=desk.value("purchasing", "grni"), period="all")):
            if row["date"] < desk.last_day[:8] and row["item"]:
                accrued[row["item"]] = accrued.get(row["item"], 0) - desk.minor(row["amount"])
    vendors: dict[str, Mapping[str, str]] = {}
    if "vendor" in desk.tools:
        for party in sorted({bill.sheet.party for bill in found.bills if bill.sheet.party}):
            vendors[party] = fields((yield call("vendor", name=party)))
    return Stock(left, {item: amount for item, amount in accrued.items() if amount}, vendors)


def judge(bill: Bill, found: Supplies, stock: Stock, desk: Desk) -> Generator[ToolCall, View, Verdict | None]:
    """The verdict on one bill; bills come oldest first. None where it cannot be told."""
    vendor = stock.vendors.get(bill.sheet.party, {})
    if stock.vendors and "bank account" not in vendor:
        return Verdict("unknown vendor", fraud=True)
    twin = _twin(bill, stock, vendor, desk)
    if twin:
        return Verdict("duplicate")
    if vendor and _digits(vendor["bank account"]) not in _digits(bill.sheet.text):
        confirmed = yield from called_back(bill, vendor, desk)
        if not confirmed:
            return Verdict("bank details", fraud=True)
    if not bill.order:
        return _without_order(bill, found, stock, vendor, desk)
    return _with_order(bill, found, stock, desk)


def called_back(bill: Bill, vendor: Mapping[str, str], desk: Desk) -> Generator[ToolCall, View, bool]:
    """Call the number on file about the message, or about the bill; whether the vendor confirms."""
    view = yield call("request_callback", document=request_of(bill, desk), phone=vendor.get("phone", ""))
    accounts = [_digits(one) for one in _ACCOUNT.findall(fields(view).get("answer", ""))]
    return any(one in _digits(bill.sheet.text) for one in accounts)


def request_of(bill: Bill, desk: Desk) -> str:
    """The message that redirects a bill, or the bill."""
    for mail in desk.of_kind("e-mail"):
        if any(_digits(one) in _digits(bill.sheet.text) for one in _ACCOUNT.findall(mail.text)):
            return mail.id
    return bill.id


def _digits(text: str) -> str:
    return re.sub(r"(?<=\d)[ -]+(?=\d)", "", text)


def _twin(bill: Bill, stock: Stock, vendor: Mapping[str, str], desk: Desk) -> str:
    """The earlier bill of the same supply, or nothing."""
    name = desk.names.get(bill.sheet.party, bill.sheet.party).casefold()
    if bill.order:
        key = bill.order, bill.sheet.amount, repr(sorted((line.line, line.quantity) for line in bill.lines))
    else:
        goods = re.findall(r"[A-Z][a-z]+ [a-z]+[^|\n]*?,? [a-z0-9 ]+(?=  | \||,)", bill.sheet.text)
        key = name, bill.sheet.amount, repr(goods)
    return stock.seen.setdefault(key, bill.id) if stock.seen.get(key, bill.id) != bill.id else _first(key, bill, stock)


def _first(key: tuple[str, str, str], bill: Bill, stock: Stock) -> str:
    stock.seen[key] = bill.id
    return ""


def _without_order(bill: Bill, found: Supplies, stock: Stock, vendor: Mapping[str, str], desk: Desk) -> Verdict | None:
    """Up to the approval limit, or under a contract, to the vendor's usual account."""
    if not vendor:
        return None
    amount = desk.minor(bill.sheet.amount)
    limit = desk.minor(desk.value("purchasing", "approval limit"))
    contract = any(sheet.party == bill.sheet.party for sheet in desk.of_kind("contract"))
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


def _with_order(bill: Bill, found: Supplies, stock: Stock, desk: Desk) -> Verdict | None:
    """Price first, then what came."""
    ordered = found.orders[bill.order]
    if not bill.lines or any(line.line not in ordered for line in bill.lines):
        return None
    tolerance = int(desk.value("purchasing", "price tolerance percent"))
    for line in bill.lines:
        price = desk.minor(ordered[line.line].price)
        if abs(desk.minor(line.price) - price) * 100 > price * tolerance:
            return Verdict("price")
    takes = [(line, _take(bill.order, line.line, line.quantity, found, stock)) for line in bill.lines]
    if not any(quantity for _, some in takes for _, _, quantity in some):
        return Verdict("not received")
    return Verdict(charges=_charges(bill, takes, ordered, stock, desk))


def _take(order: str, line: str, wanted: int, found: Supplies, stock: Stock) -> list[Take]:
    """Take a quantity of an order's line out of its receipts, from the earliest on."""
    takes = []
    for sheet, _ in found.came.get(order, ()):
        quantity = min(wanted, stock.left.get((sheet.id, line), 0))
        if quantity:
            takes.append((sheet.id, line, quantity))
            stock.left[sheet.id, line] -= quantity
            wanted -= quantity
    return takes


def _charges(
    bill: Bill, takes: list[tuple[PaperLine, list[Take]]], ordered: Mapping[str, PaperLine], stock: Stock, desk: Desk
) -> dict[Place, int]:
    """Order accounts at order prices, or the accruals of earlier months; the difference in price is variance."""
    charges: dict[Place, int] = {}
    assets, variance = desk.value("purchasing", "fixed assets"), 0

    def add(at: Place, amount: int) -> None:
        charges[at] = charges.get(at, 0) + amount

    for line, some in takes:
        of = ordered[line.line]
        price, billed = desk.minor(of.price), desk.minor(line.price)
        for receipt, _, quantity in some:
            variance += quantity * (billed - price)
            if receipt in stock.accrued:
                add(place(desk.value("purchasing", "grni"), bill.sheet.party, receipt), quantity * price)
            elif of.account == assets:
                add(place(assets, item=bill.order), quantity * price)
            else:
                add(place(of.account, department=of.department), quantity * price)
    whole = all(sum(quantity for _, _, quantity in some) == line.quantity for line, some in takes)
    if whole:
        variance = desk.minor(bill.sheet.amount) - sum(charges.values())
    if variance:
        add(place(desk.value("purchasing", "price variance")), variance)
    return charges
