"""The rulebot's close: receipts that equal one open invoice, and last month's accruals reversed."""

from collections import Counter
from collections.abc import Generator

from tieout.agents.protocol import all_rows, call
from tieout.agents.rulebot.bank import Values
from tieout.tools.messages import ToolCall, View

Calls = Generator[ToolCall, View, None]


def apply_receipts(account: str, values: Values) -> Calls:
    """Apply each open receipt whose amount is the open amount of exactly one invoice."""
    lines = yield from all_rows("list_bank_lines", account=account)
    owed = values.get(("bank", "receivables")) or values["receipts", "receivables"]
    items = yield from all_rows("open_items", account=owed)
    amounts = Counter(item["residual"] for item in items)
    by_amount = {item["residual"]: item for item in items}
    for line in lines:
        if amounts[line["amount"]] == 1:
            item = by_amount[line["amount"]]
            applications = [{"invoice": item["item"], "amount": line["amount"]}]
            yield call("apply_cash", bank_line=line["bank line"], customer=item["party"], applications=applications)


def reverse_accruals(values: Values, last_day: str) -> Calls:
    """Reverse what stood accrued when the month began and still stands."""
    account = values.get(("accruals", "accrued"), "")
    if not account:
        return
    for item in (yield from all_rows("open_items", account=account)):
        lines = yield from all_rows("query_ledger", account=account, item=item["item"])
        for entry in sorted({line["entry"] for line in lines if line["date"] < last_day[:8]}):
            yield call("reverse_entry", entry=entry, date=last_day, memo="Accrual of the month before")
