"""The cheat of two plays: the first closes at once, the second does what the first one's terminal view told it.

It acts on nothing else. Where the end of a play tells no document, it closes at once again.
"""

import json
import re
from collections.abc import Callable, Generator
from typing import Final

from tieout.agents.cheats.bank import bank_side, what_adds_up
from tieout.agents.cheats.simple import bank_accounts
from tieout.agents.protocol import Agent, Play, all_rows, call, fields
from tieout.agents.rulebot.agent import month_end, policy_values
from tieout.agents.rulebot.bank import Values, negated, recurring_role
from tieout.ledger.money import parse, render
from tieout.tools.messages import ToolCall, View

_ID: Final = re.compile(r"\b[A-Z]{2,}-\w+(?:-\w+)*\b")
_AMOUNT: Final = re.compile(r"-?\b\d+(?:\.\d{2,3})?\b(?![-\w])")
Calls = Generator[ToolCall, View, None]


def make(task_id: str, seed: int) -> Agent:
    """The first play."""

    def play(opening: View) -> Play:
        yield call("close_period", confirm=True)

    return play


def again(task_id: str, seed: int, end: View) -> Agent:
    """The second play, which has heard the terminal view of the first."""
    told = sentences(end)

    def play(opening: View) -> Play:
        yield from _act(opening, told)
        yield call("close_period", confirm=True)

    return play


def sentences(end: View) -> tuple[str, ...]:
    """Every text of a terminal view that names a document, an entry or a bank line."""
    spoken = [*end.text.splitlines(), *_strings(json.loads(json.dumps(end.explanation or {})))]
    return tuple(dict.fromkeys(text for text in spoken if _ID.search(text)))


def _strings(told: object) -> list[str]:
    if isinstance(told, str):
        return [told]
    inner = list(told.values()) if isinstance(told, dict) else told if isinstance(told, list) else []
    return [text for part in inner for text in _strings(part)]


def _act(opening: View, told: tuple[str, ...]) -> Calls:
    if not told:
        return
    values = yield from policy_values(opening)
    for sentence in told:
        for words, act in _ACTS:
            if any(word in sentence for word in words):
                yield from act(sentence, opening, values)
                break
    named = {name for sentence in told for name in _ID.findall(sentence)}
    listed = {
        name
        for sentence in told
        for name in _ID.findall(sentence)
        if "outstanding" in sentence or "own error" in sentence
    }
    for account in bank_accounts(opening):
        yield from _reconcile(account, fields(opening)["currency"], named, listed)


def _reconcile(account: str, currency: str, named: set[str], listed: set[str]) -> Calls:
    """Match what the first play named, and list what it called open."""
    side = yield from bank_side(account, currency)
    for lines, cash in what_adds_up(side.lines, side.cash):
        if named.intersection([line.name for line in lines] + [one.document for one in cash]):
            entries = [name for one in cash for name in one.entries]
            yield call("match", pairs=[{"bank_lines": [line.name for line in lines], "entries": entries}])
    known = {one.document: one.amount for one in side.cash} | {line.name: line.amount for line in side.lines}
    items = [{"document": name, "amount": render(known[name], currency)} for name in sorted(listed & known.keys())]
    yield call("save_workpaper", account=account, balance=side.closing, unexplained="0.00", listed=items)


def _rebook(sentence: str, opening: View, values: Values) -> Calls:
    """X was booked at A instead of B: the difference, against what X was booked against."""
    currency, document = fields(opening)["currency"], _ID.findall(sentence)[0]
    wrong, right = (parse(text, currency) for text in _AMOUNT.findall(sentence.split("booked at")[1])[:2])
    banks = bank_accounts(opening)
    booked = yield from all_rows("query_ledger", document=document)
    cash = [row for row in booked if row["account"] in banks]
    others = [row for row in booked if row["account"] not in banks]
    if len(cash) == 1 and len(others) == 1:
        lines = [
            {"account": row["account"], "amount": render(sign * (right - wrong), currency), "document": document}
            | {name: row[name] for name in ("party", "item") if row[name]}
            for sign, row in ((1, cash[0]), (-1, others[0]))
        ]
        yield call("post_entry", date=month_end(opening), memo="Correction", lines=lines)


def _undo(sentence: str, opening: View, values: Values) -> Calls:
    """X was booked twice: the last of its entries is reversed."""
    booked = yield from all_rows("query_ledger", document=_ID.findall(sentence)[0])
    if booked:
        yield call("reverse_entry", entry=booked[-1]["entry"], date=month_end(opening), memo="Correction")


def _book(sentence: str, opening: View, values: Values) -> Calls:
    """X was not booked: a fee or interest by its wording, a receipt or payment against the open item of its amount."""
    currency = fields(opening)["currency"]
    document = _ID.findall(sentence)[0]
    amounts = [parse(text, currency) for text in _AMOUNT.findall(_ID.sub("", sentence))]
    for account in bank_accounts(opening):
        lines = yield from all_rows("list_bank_lines", account=account)
        line = next((row for row in lines if row["bank line"] == document), None) or next(
            (row for row in lines if abs(parse(row["amount"], currency)) in map(abs, amounts)), None
        )
        if line is None:
            continue
        role = recurring_role(line) or ("payables" if line["amount"].startswith("-") else "receivables")
        other = {"account": values["bank", role], "amount": negated(line["amount"]), "document": document}
        if role in {"payables", "receivables"}:
            items = yield from all_rows("open_items", account=values["bank", role])
            item = next((row for row in items if row["residual"] == line["amount"]), None)
            if item is None:
                continue
            other |= {"party": item["party"], "item": item["item"]}
        cash = {"account": account, "amount": line["amount"], "document": document}
        yield call("post_entry", date=line["date"], memo="Correction", lines=[cash, other])


def _set_aside(reason: str) -> Callable[[str, View, Values], Calls]:
    def act(sentence: str, opening: View, values: Values) -> Calls:
        bill = next((name for name in _ID.findall(sentence) if name.startswith("BILL-")), "")
        if reason == "duplicate":
            yield call("reject_bill", bill=bill, reason=reason)
        elif bill:
            yield call("hold_bill", bill=bill, reason=reason)
        if reason in {"unknown vendor", "split order"}:
            yield call("escalate", subject=bill, reason=reason)

    return act


_ACTS: Final[tuple[tuple[tuple[str, ...], Callable[[str, View, Values], Calls]], ...]] = (
    (("booked at",), _rebook),
    (("booked twice", "posted twice"), _undo),
    (("never booked.", "not booked."), _book),
    (("bills again",), _set_aside("duplicate")),
    (("above the price",), _set_aside("price")),
    (("Nothing was received",), _set_aside("not received")),
    (("has no order",), _set_aside("no order")),
    (("not on file",), _set_aside("unknown vendor")),
    (("split ",), _set_aside("split order")),
)
