"""What the policy says of each bill of the month: post where, hold or reject, and why."""

import re
from collections.abc import Generator, Mapping
from typing import Final

from tieout.agents.protocol import all_rows, call, fields
from tieout.agents.script.desk import Desk
from tieout.agents.script.purchases.coding import charges_of, taken
from tieout.agents.script.purchases.orderless import without_order
from tieout.agents.script.purchases.stock import Stock, Verdict
from tieout.agents.script.purchases.supplies import Bill, Supplies
from tieout.tools.messages import ToolCall, View

_ACCOUNT: Final = re.compile(r"(?<!\) )\b\d[\d -]{7,}\d\b")
_ASKS: Final = "have moved our account|on another account|on file is closed|update our master record"
_PHONE: Final = re.compile(r"\d{3}[) -]+\d{3}-\d{4}|\+\d[\d ()-]{8,}")
_GOODS: Final = re.compile(r"[A-Z][a-z]+ [a-z]+[^|\n]*?,? [a-z0-9 ]+(?=  | \||,)")


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
    if bill.id in found.void:
        return Verdict("duplicate")
    if _is_twin(bill, stock, desk):
        return Verdict("duplicate")
    if vendor and _digits(vendor["bank account"]) not in _digits(bill.sheet.text):
        confirmed = yield from called_back(bill, vendor, desk)
        if not confirmed:
            return Verdict("bank details", fraud=True)
    if not bill.order:
        return without_order(bill, found, vendor, desk)
    return _with_order(bill, found, stock, desk)


def called_back(bill: Bill, vendor: Mapping[str, str], desk: Desk) -> Generator[ToolCall, View, bool]:
    """Call the number on file about the message, or about the bill; whether the vendor confirms."""
    view = yield call("request_callback", document=request_of(bill, desk), phone=vendor.get("phone", ""))
    accounts = [_digits(one) for one in _ACCOUNT.findall(fields(view).get("answer", ""))]
    return any(one in _digits(bill.sheet.text) for one in accounts)


def request_of(bill: Bill, desk: Desk) -> str:
    """The message that redirects a bill, or the bill."""
    theirs = [mail for mail in desk.of_kind("e-mail") if mail.party == bill.sheet.party]
    asking = [mail.id for mail in theirs if re.search(_ASKS, " ".join(mail.text.split()))]
    unread = [mail.id for mail in theirs if _PHONE.search(mail.text)]
    return next(iter(asking or unread), bill.id)


def _digits(text: str) -> str:
    return re.sub(r"(?<=\d)[ -]+(?=\d)", "", text)


def _is_twin(bill: Bill, stock: Stock, desk: Desk) -> bool:
    """Whether an earlier bill, under whatever record of the vendor, is of the same supply; remembers the bill."""
    if bill.order:
        key = bill.order, bill.sheet.amount, repr(sorted((line.line, line.quantity) for line in bill.lines))
    else:
        name = desk.names.get(bill.sheet.party, bill.sheet.party).casefold()
        key = name, bill.sheet.amount, repr(_GOODS.findall(bill.sheet.text))
    return stock.seen.setdefault(key, bill.id) != bill.id


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
    takes = [(line, taken(bill.order, line.line, line.quantity, found, stock)) for line in bill.lines]
    if not any(quantity for _, some in takes for _, _, quantity in some):
        return Verdict("not received")
    return Verdict(charges=charges_of(bill, takes, ordered, stock, desk))
