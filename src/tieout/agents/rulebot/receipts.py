"""The rulebot's receipts: those that equal one open invoice, and those whose advice names what they pay."""

import re
from collections import Counter
from collections.abc import Generator, Mapping
from typing import Final

from tieout.agents.protocol import all_rows, call, fields, offered, rows
from tieout.agents.rulebot.bank import Rows, Values
from tieout.agents.rulebot.bill_papers import listed, text_of
from tieout.ledger.money import parse, render
from tieout.tools.messages import ToolCall, View

Calls = Generator[ToolCall, View, None]
_INVOICE: Final = re.compile(r"\bINV-\d+\b")


def apply_receipts(account: str, values: Values) -> Calls:
    """Apply each open receipt whose amount is the open amount of exactly one invoice."""
    lines = yield from all_rows("list_bank_lines", account=account)
    items = yield from all_rows("open_items", account=values["bank", "receivables"])
    amounts = Counter(item["residual"] for item in items)
    by_amount = {item["residual"]: item for item in items}
    for line in lines:
        if amounts[line["amount"]] == 1:
            item = by_amount[line["amount"]]
            applications = [{"invoice": item["item"], "amount": line["amount"]}]
            yield call("apply_cash", bank_line=line["bank line"], customer=item["party"], applications=applications)


def apply_by_advice(account: str, opening: View, values: Values) -> Calls:
    """Apply each receipt that is open still as the one advice of its amount says: to the one invoice that this names, what
    is more than it staying unapplied, or to all that it names if they are open for exactly that sum. An advice that an
    entry cites is booked."""
    lines = yield from all_rows("list_bank_lines", account=account)
    if not lines:
        return
    advices: dict[str, Rows] = {}
    for advice in (yield from listed("remittance advice")):
        advices.setdefault(advice["amount"], []).append(advice)
    for line in lines:
        found = advices.get(line["amount"], [])
        if len(found) != 1:
            continue
        name = found[0]["document"]
        if "query_ledger" in offered(opening) and rows((yield call("query_ledger", document=name))):
            continue
        text = yield from text_of(name)
        open_items = yield from all_rows("open_items", account=values["bank", "receivables"])
        owed = {item["item"]: item for item in open_items}
        named = [owed[invoice] for invoice in dict.fromkeys(_INVOICE.findall(text)) if invoice in owed]
        yield from _apply(line, named, fields(opening)["currency"])


def _apply(line: Mapping[str, str], named: Rows, currency: str) -> Calls:
    amount = parse(line["amount"], currency)
    left = [parse(item["residual"], currency) for item in named]
    if not named or min(left) <= 0 or (len(named) > 1 and sum(left) != amount):
        return
    paid = [min(amount, residual) for residual in left]
    yield call(
        "apply_cash",
        bank_line=line["bank line"],
        customer=named[0]["party"],
        applications=[
            {"invoice": item["item"], "customer": item["party"], "amount": render(part, currency)}
            for item, part in zip(named, paid, strict=True)
        ],
        unapplied=render(amount - sum(paid), currency),
    )
