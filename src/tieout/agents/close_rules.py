"""The rulebot's close: receipts that equal one open invoice, and last month's recurring entries once more."""

from collections import Counter
from collections.abc import Generator

from tieout.agents.bank_rules import Values
from tieout.agents.play import all_rows, call
from tieout.tools.calls import ToolCall, View

Calls = Generator[ToolCall, View, None]


def apply_receipts(account: str, values: Values) -> Calls:
    """Apply each open receipt whose amount is the open amount of exactly one invoice."""
    lines = yield from all_rows("list_bank_lines", account=account)
    items = yield from all_rows("open_items", account=values["receipts", "receivables"])
    amounts = Counter(item["residual"] for item in items)
    by_amount = {item["residual"]: item for item in items}
    for line in lines:
        if amounts[line["amount"]] == 1:
            item = by_amount[line["amount"]]
            applications = [{"invoice": item["item"], "amount": line["amount"]}]
            yield call("apply_cash", bank_line=line["bank line"], customer=item["party"], applications=applications)


def repeat_recurring(values: Values, last_day: str) -> Calls:
    """Book again what last month booked as depreciation, if this month has none yet."""
    account = values.get(("fixed assets", "depreciation"), "")
    year, month = int(last_day[:4]), int(last_day[5:7])
    before = f"{year:04d}-{month - 1:02d}" if month > 1 else f"{year - 1:04d}-12"
    if not account or (yield from all_rows("query_ledger", account=account)):
        return
    entries = {row["entry"] for row in (yield from all_rows("query_ledger", account=account, period=before))}
    for entry in sorted(entries):
        lines = yield from all_rows("query_ledger", entry=entry)
        copied = [
            {name: line[name] for name in ("account", "amount", "document", "party", "item") if line[name]}
            for line in lines
        ]
        if len(copied) <= 20 and all("document" in line for line in copied):
            yield call("post_entry", date=last_day, memo=lines[0]["memo"], lines=copied)
