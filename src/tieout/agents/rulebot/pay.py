"""The rulebot's pay runs: each as its register says, and once."""

from collections.abc import Collection, Generator, Iterable
from typing import Final

from tieout.agents.protocol import all_rows, call, fields
from tieout.agents.rulebot.bank import Rows, Values
from tieout.agents.rulebot.bill_papers import texts
from tieout.agents.rulebot.tables import figure_after
from tieout.ledger.money import parse, render
from tieout.tools.messages import ToolCall, View

Calls = Generator[ToolCall, View, None]
GROSS: Final = "[Gg]ross"
NET: Final = "[Nn]et pay"
EMPLOYER: Final = "[Ee]mployer"


def registers() -> Generator[ToolCall, View, list[tuple[str, str]]]:
    """The pay registers on the desk with their texts."""
    return [(row["document"], text) for row, text in (yield from texts("payroll register"))]


def right_runs(
    papers: Iterable[tuple[str, str]], banks: Collection[str], values: Values, last_day: str, currency: str
) -> Calls:
    """Undo the pay runs of these registers (id, text) that are booked twice, and bring the others to what they say; by
    mirror images, so that no tool but ``post_entry`` and ``match`` is needed."""
    for name, text in papers:
        figures = [figure_after(row, text) for row in (GROSS, NET, EMPLOYER)]
        lines = yield from all_rows("query_ledger", document=name)
        lines = [line for line in lines if line["date"][:7] == last_day[:7]]
        entries = sorted({line["entry"] for line in lines if line["account"] in banks})
        if not entries or not all(figures):
            continue
        gross, net, employer = (parse(one, currency) for one in figures)
        for entry in (yield from _copies(entries, banks)):
            mirror = {line["account"]: -parse(line["amount"], currency) for line in lines if line["entry"] == entry}
            undone = yield from _posted(name, mirror, last_day, currency)
            yield call("match", pairs=[{"bank_lines": [], "entries": [f"{entry}:{name}", f"{undone}:{name}"]}])
            entries.remove(entry)
        mine = [line for line in lines if line["entry"] == entries[0]]
        bank = next(line["account"] for line in mine if line["account"] in banks)
        want = {
            values["payroll", "wages"]: gross,
            values["payroll", "payroll tax"]: employer,
            values["payroll", "payroll liabilities"]: net - gross - employer,
            bank: -net,
        }
        yield from _posted(name, _gap(mine, want, currency), last_day, currency)


def _copies(entries: list[str], banks: Collection[str]) -> Generator[ToolCall, View, list[str]]:
    """Of several entries on one pay run all but one: those that no bank line is matched with."""
    if len(entries) < 2:
        return []
    unmatched: set[str] = set()
    for bank in banks:
        unmatched |= {row["entry"] for row in (yield from all_rows("query_ledger", account=bank, unmatched=True))}
    kept = next((entry for entry in entries if entry not in unmatched), entries[0])
    return [entry for entry in entries if entry != kept and entry in unmatched]


def _gap(lines: Rows, want: dict[str, int], currency: str) -> dict[str, int]:
    gap = dict(want)
    for line in lines:
        gap[line["account"]] = gap.get(line["account"], 0) - parse(line["amount"], currency)
    return gap


def _posted(document: str, amounts: dict[str, int], day: str, currency: str) -> Generator[ToolCall, View, str]:
    """Post what is not zero under the register; the entry, or empty."""
    lines = [
        {"account": account, "amount": render(amount, currency), "document": document}
        for account, amount in amounts.items()
        if amount
    ]
    if not lines:
        return ""
    view = yield call("post_entry", date=day, memo=f"By {document}", lines=lines)
    return fields(view)["entry"] if view.refusal is None else ""
