"""The rulebot's close: last month's accruals reversed."""

from collections.abc import Generator

from tieout.agents.protocol import all_rows, call
from tieout.agents.rulebot.bank import Values
from tieout.tools.messages import ToolCall, View

Calls = Generator[ToolCall, View, None]


def reverse_accruals(values: Values, last_day: str) -> Calls:
    """Reverse what stood accrued when the month began and still stands."""
    account = values.get(("accruals", "accrued"), "")
    if not account:
        return
    for item in (yield from all_rows("open_items", account=account)):
        lines = yield from all_rows("query_ledger", account=account, item=item["item"])
        for entry in sorted({line["entry"] for line in lines if line["date"] < last_day[:8]}):
            yield call("reverse_entry", entry=entry, date=last_day, memo="Accrual of the month before")
