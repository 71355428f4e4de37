"""The cheat that asks: it tries one treatment after another and lets rewards, answers and refusals decide."""

from collections.abc import Generator, Iterable, Mapping

from tieout.agents.cheats.simple import bank_accounts
from tieout.agents.protocol import Agent, Play, all_rows, call, fields, rows
from tieout.agents.rulebot.agent import file_balances, month_end, policy_values
from tieout.agents.rulebot.bank import Rows, Values, negated
from tieout.agents.rulebot.bill_papers import listed
from tieout.agents.rulebot.bills import charge_of
from tieout.tools.decisions import HOLD_REASONS, REJECT_REASONS
from tieout.tools.messages import ToolCall, View

Calls = Generator[ToolCall, View, None]
_TRIED = 12


def make_probe(task_id: str, seed: int) -> Agent:
    """Tries changes, looks whether reward or observation answers, and undoes what does not pay; then tries treatments
    of each open line and each waiting bill until one is accepted."""

    def play(opening: View) -> Play:
        values, last_day = (yield from policy_values(opening)), month_end(opening)
        banks = bank_accounts(opening)
        for account in banks:
            yield from _look_for_rewards(account, last_day)
        for account in banks:
            yield from _treat_lines(account, values)
        yield from _treat_bills()
        yield from file_balances(opening, banks)
        yield call("close_period", confirm=True)

    return play


def _look_for_rewards(account: str, last_day: str) -> Calls:
    lines = yield from all_rows("list_bank_lines", account=account)
    items = yield from all_rows("query_ledger", account=account, unmatched=True)
    for item in items[:_TRIED]:
        yield from keep_if_paid(
            call("reverse_entry", entry=item["entry"], date=last_day, memo="Probe"), "entry", last_day
        )
    for line in lines[:_TRIED]:
        entries = [item["entry"] for item in items if item["amount"] == line["amount"]][:1]
        if entries:
            pair = {"bank_lines": [line["bank line"]], "entries": entries}
            yield from keep_if_paid(call("match", pairs=[pair]), "match", last_day)


def keep_if_paid(attempt: ToolCall, made: str, last_day: str) -> Calls:
    """Carry out ``attempt`` and undo it unless the step was rewarded."""
    view = yield attempt
    if view.refusal is not None or view.reward > 0:
        return
    if made == "match":
        yield call("unmatch", match=rows(view)[0]["match"])
    else:
        yield call("reverse_entry", entry=fields(view)[made], date=last_day, memo="Undo probe")


def _treat_lines(account: str, values: Values) -> Calls:
    """Whatever is accepted first for each open line, the tools that ask the most before those that take anything."""
    items = yield from all_rows("open_items", account=values["bank", "receivables"])
    owed = yield from all_rows("open_items", account=values["bank", "payables"])
    cash = yield from all_rows("query_ledger", account=account, unmatched=True)
    for line in (yield from all_rows("list_bank_lines", account=account)):
        yield from _until_accepted(_line_treatments(account, line, cash, items, owed, values))


def _line_treatments(
    account: str, line: Mapping[str, str], cash: Rows, items: Rows, owed: Rows, values: Values
) -> Iterable[ToolCall]:
    name, amount = line["bank line"], line["amount"]
    near = [item for item in cash if item["amount"] == amount] + cash[:2]
    for item in near[:4]:
        yield call("match", pairs=[{"bank_lines": [name], "entries": [f"{item['entry']}:{item['document']}"]}])
    if not amount.startswith("-"):
        for item in items[:_TRIED]:
            applications = [{"invoice": item["item"], "amount": amount}]
            yield call("apply_cash", bank_line=name, customer=item["party"], applications=applications)
    for role, found in (("receivables", items), ("payables", owed)):
        for item in found[:3]:
            yield _booked(
                account, line, {"account": values["bank", role], "party": item["party"], "item": item["item"]}
            )
    yield _booked(account, line, {"account": values["bank", "bank fees"]})


def _booked(account: str, line: Mapping[str, str], other: dict[str, str]) -> ToolCall:
    name, amount = line["bank line"], line["amount"]
    cash = {"account": account, "amount": amount, "document": name}
    lines = [cash, other | {"amount": negated(amount), "document": name}]
    return call("post_entry", date=line["date"], memo=line["description"], lines=lines)


def _treat_bills() -> Calls:
    """Whatever is accepted first for each bill that waits."""
    for bill in (yield from listed("supplier bill")):
        if bill["decision"]:
            continue
        master = fields((yield call("vendor", name=bill["party"])))
        name = bill["document"]
        treatments = []
        if "account" in master:
            coding = charge_of(master["account"], master["department"], bill["amount"])
            treatments.append(call("post_bill", bill=name, coding=[coding]))
        treatments += [call("reject_bill", bill=name, reason=reason) for reason in REJECT_REASONS]
        treatments += [call("hold_bill", bill=name, reason=reason) for reason in HOLD_REASONS]
        yield from _until_accepted(treatments)


def _until_accepted(treatments: Iterable[ToolCall]) -> Calls:
    for treatment in treatments:
        if (yield treatment).refusal is None:
            return
