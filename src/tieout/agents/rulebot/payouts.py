"""The rulebot's payouts: what a processor's report says, by its sums, and payouts that the bank shows and no entry books.

No label is read: figures come in the order gross, what of it is not ours, what is taken, and net; what is taken is what the
sums say, fees first, and a reserve last where one is released as well.
"""

import re
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from typing import Final

from tieout.agents.protocol import all_rows, call, fields, offered
from tieout.agents.rulebot.bank import Values
from tieout.agents.rulebot.bill_papers import listed, text_of
from tieout.agents.rulebot.tables import money_in
from tieout.ledger.money import parse, render
from tieout.tools.messages import ToolCall, View

Calls = Generator[ToolCall, View, None]
_REPORT: Final = re.compile(r"\bSET-\d+\b")
_SIDEWAYS: Final = " > "


@dataclass(frozen=True, slots=True)
class Figures:
    """A report in minor units; ``kept`` are the figures between fees and reserve; ``released`` amounts by report."""

    gross: int
    fees: int
    kept: tuple[int, ...]
    reserve: int
    released: Mapping[str, int]
    net: int


def figures_of(report: str, text: str, currency: str) -> Figures | None:
    """The figures of a report; None where no reading of them adds up."""
    amounts: list[int] = []
    released: dict[str, int] = {}
    for line in text.split("\n"):
        money = [parse(one, currency) for one in money_in([line])]
        others = [name for name in _REPORT.findall(line) if name != report]
        if others and len(money) == 1:
            released[others[0]] = money[0]
        elif _SIDEWAYS not in line:
            amounts += money
    back = sum(released.values())
    for net, rest in ((amounts[-1:], amounts[:-1]), (amounts[:1], amounts[1:])):
        for start in range(1, len(rest)):
            if rest[0] + back - sum(rest[start:]) == net[0]:
                fees, *kept = rest[start:]
                reserve = kept.pop() if kept and released else 0
                return Figures(rest[0], fees, tuple(kept), reserve, released, net[0])
    return None


def book_payouts(account: str, opening: View, values: Values) -> Calls:
    """Book each open receipt that is the net of one report which no entry has paid out, and match it."""
    clearing = values.get(("takings", "card clearing"), "")
    if not clearing:
        return
    lines = yield from all_rows("list_bank_lines", account=account)
    if not lines:
        return
    currency = fields(opening)["currency"]
    reports = yield from _reports(opening, currency)
    for line in lines:
        found = [name for name, one in reports.items() if one.net == parse(line["amount"], currency)]
        if len(found) != 1:
            continue
        name = found[0]
        booked = yield from all_rows("query_ledger", document=name)
        if any(row["account"] == account for row in booked):
            continue
        legs = payout_legs(name, reports[name], account, clearing, values)
        view = yield call(
            "post_entry",
            date=line["date"],
            memo=f"Payout {name}",
            lines=[
                {"account": code, "amount": render(amount, currency), "document": name}
                | ({"item": item} if item else {})
                for (code, item), amount in legs.items()
                if amount
            ],
        )
        if view.refusal is None:
            entry = f"{fields(view)['entry']}:{name}"
            yield call("match", pairs=[{"bank_lines": [line["bank line"]], "entries": [entry]}])


def payout_legs(name: str, report: Figures, account: str, clearing: str, values: Values) -> dict[tuple[str, str], int]:
    """What a payout puts where: (account, item) to amount, by the policy's topic on takings."""
    return {
        (account, ""): report.net,
        (values["takings", "merchant fees"], ""): report.fees,
        (values["takings", "returns"], ""): sum(report.kept),
        (clearing, name): report.reserve - report.gross,
        **{(clearing, earlier): -amount for earlier, amount in report.released.items()},
    }


def _reports(opening: View, currency: str) -> Generator[ToolCall, View, dict[str, Figures]]:
    """The reports on the desk whose figures add up."""
    if "list_documents" in offered(opening):
        names = [row["document"] for row in (yield from listed("payout report"))]
    else:
        names = [name for name in fields(opening)["documents"].split(", ") if _REPORT.fullmatch(name)]
    found = {}
    for name in names:
        figures = figures_of(name, (yield from text_of(name)), currency)
        if figures is not None:
            found[name] = figures
    return found
