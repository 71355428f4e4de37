"""The rulebot's payables: compares totals of bill, order and receipts, and the policy's thresholds. It finds ids and
account codes in a text by looking for those that it knows; it understands no sentence."""

import re
from collections.abc import Generator, Mapping
from dataclasses import dataclass

from tieout.agents.bank_rules import Rows, Values, negated
from tieout.agents.play import all_rows, call, fields, rows
from tieout.ledger.money import parse, render
from tieout.tools.calls import ToolCall, View

Calls = Generator[ToolCall, View, None]


@dataclass(frozen=True, slots=True)
class Papers:
    """What the desk holds on purchases: rows of list_documents by id, texts of the orders, receipts by order."""

    orders: Mapping[str, Mapping[str, str]]
    texts: Mapping[str, str]
    receipts: Mapping[str, tuple[str, ...]]
    accounts: tuple[str, ...]
    accrued: Mapping[str, str]
    values: Values
    currency: str
    last_day: str


def settle_bills(values: Values, currency: str, last_day: str) -> Calls:
    """Decide on every bill that is not in the books, then accrue what was received and not billed."""
    bills = yield from listed("supplier bill")
    papers = yield from gather(values, currency, last_day)
    payables = values["purchasing", "payables"]
    seen: set[tuple[str, str, str]] = set()
    billed: set[str] = set()
    for bill in bills:
        name = bill["document"]
        text = (yield call("read_document", document=name)).text
        order = next((order for order in papers.orders if order in text), "")
        booked = rows((yield call("query_ledger", document=name, account=payables)))
        if order:
            billed.add(order)
        if not booked:
            if (bill["party"], bill["amount"], order) in seen:
                yield call("reject_bill", bill=name, reason="duplicate")
                continue
            yield from settle(bill, text, order, papers)
        seen.add((bill["party"], bill["amount"], order))
    for order, receipts in papers.receipts.items():
        if order in papers.orders and order not in billed and len(receipts) == 1 and receipts[0] not in papers.accrued:
            yield from accrue(order, receipts[0], papers)


def settle(bill: Mapping[str, str], text: str, order: str, papers: Papers) -> Calls:
    """Post, hold or escalate one bill."""
    name, amount = bill["document"], parse(bill["amount"], papers.currency)
    master = yield call("vendor", name=bill["party"])
    on_file = fields(master)
    if "bank account" not in on_file:
        yield call("hold_bill", bill=name, reason="unknown vendor")
        yield call("escalate", subject=name, reason="unknown vendor")
        return
    if on_file["bank account"] not in text:
        yield call("hold_bill", bill=name, reason="bank details")
        return
    if not order:
        if amount > parse(papers.values["purchasing", "approval limit"], papers.currency):
            yield call("hold_bill", bill=name, reason="no order")
        else:
            yield call("post_bill", bill=name, coding=[{"account": on_file["account"], "amount": bill["amount"]}])
        return
    receipts = papers.receipts.get(order, ())
    if not receipts:
        yield call("hold_bill", bill=name, reason="not received")
        return
    ordered = parse(papers.orders[order]["amount"], papers.currency)
    tolerance = int(papers.values["purchasing", "price tolerance percent"])
    if abs(amount - ordered) * 100 > ordered * tolerance:
        yield call("hold_bill", bill=name, reason="price")
        return
    charged = charge(order, receipts, papers)
    if not charged:
        return
    coding = [charged]
    if amount != ordered:
        variance = render(amount - ordered, papers.currency)
        coding.append({"account": papers.values["purchasing", "price variance"], "amount": variance})
    yield call("post_bill", bill=name, coding=coding)


def charge(order: str, receipts: tuple[str, ...], papers: Papers) -> dict[str, str]:
    """Where an order is charged: what was accrued for its receipt, else the one account that its text names; nothing
    where the text names several."""
    amount = papers.orders[order]["amount"]
    held = next((receipt for receipt in receipts if receipt in papers.accrued), "")
    if held:
        grni = papers.values["purchasing", "grni"]
        return {"account": grni, "amount": amount, "party": papers.orders[order]["party"], "item": held}
    named = set(re.findall(r"\d+", papers.texts[order])) & set(papers.accounts)
    return {"account": named.pop(), "amount": amount} if len(named) == 1 else {}


def accrue(order: str, receipt: str, papers: Papers) -> Calls:
    """Accrue an order that came in one delivery and is not billed."""
    row = papers.orders[order]
    grni = {
        "account": papers.values["purchasing", "grni"],
        "amount": negated(row["amount"]),
        "document": receipt,
        "party": row["party"],
        "item": receipt,
    }
    charged = charge(order, (), papers)
    if charged:
        lines = [charged | {"document": receipt}, grni]
        yield call("post_entry", date=papers.last_day, memo="Received, not invoiced", lines=lines)


def gather(values: Values, currency: str, last_day: str) -> Generator[ToolCall, View, Papers]:
    """Read the orders, and find which receipts name them."""
    orders = yield from listed("purchase order")
    texts = {}
    for order in orders:
        texts[order["document"]] = (yield call("read_document", document=order["document"])).text
    receipts: dict[str, tuple[str, ...]] = {}
    for receipt in (yield from listed("goods receipt")):
        text = (yield call("read_document", document=receipt["document"])).text
        order_id = next((name for name in texts if name in text), "")
        receipts[order_id] = (*receipts.get(order_id, ()), receipt["document"])
    accounts = yield from all_rows("trial_balance")
    accrued = yield from all_rows("open_items", account=values["purchasing", "grni"])
    return Papers(
        {order["document"]: order for order in orders},
        texts,
        receipts,
        tuple(account["account"] for account in accounts),
        {item["item"]: item["residual"] for item in accrued},
        values,
        currency,
        last_day,
    )


def listed(kind: str) -> Generator[ToolCall, View, Rows]:
    """The documents of a kind, oldest first; none where the desk has none of it."""
    view = yield call("list_documents", kind=kind)
    if view.refusal is not None:
        return []
    found = rows(view)
    page = view.data.get("page", {}).get("next", 0)  # type: ignore[attr-defined]
    while page:
        view = yield call("list_documents", kind=kind, page=page)
        found += rows(view)
        page = view.data.get("page", {}).get("next", 0)  # type: ignore[attr-defined]
    return found
