"""The uniform agent: random valid calls, with arguments taken from what the desk shows."""

import random
from collections.abc import Mapping

from tieout.agents.cheats.simple import bank_accounts
from tieout.agents.protocol import Agent, Play, all_rows, call, fields, rows
from tieout.agents.rulebot.agent import month_end
from tieout.tools.decisions import ESCALATION_REASONS, HOLD_REASONS, REJECT_REASONS
from tieout.tools.messages import ToolCall, View

CALLS = 40


def make(task_id: str, seed: int) -> Agent:
    """The agent; ``seed`` decides its calls."""

    def play(opening: View) -> Play:
        rng = random.Random(seed)
        last_day = month_end(opening)
        banks = bank_accounts(opening)
        accounts = [row["account"] for row in (yield from all_rows("trial_balance"))] or accounts_in_brief(opening)
        documents = [row["document"] for row in (yield from all_rows("list_documents"))]
        documents = documents or fields(opening)["documents"].split(", ")
        lines: list[Mapping[str, str]] = []
        items: list[Mapping[str, str]] = []
        if banks:
            account = rng.choice(banks)
            lines = yield from all_rows("list_bank_lines", account=account)
            items = yield from all_rows("query_ledger", account=account, unmatched=True)
        for _ in range(CALLS):
            yield random_call(rng, last_day, accounts, documents, lines, items)
        account = rng.choice(fields(opening)["workpapers asked for"].split(", "))
        yield call("save_workpaper", account=account, balance="0.00", unexplained="0.00")
        yield call("close_period", confirm=True)

    return play


def accounts_in_brief(opening: View) -> list[str]:
    """The account codes that the brief names, where no tool lists them: the bank's, and those among the policy's values."""
    return [*bank_accounts(opening), *(row["value"] for row in rows(opening) if row["value"].isdigit())]


def random_call(
    rng: random.Random,
    last_day: str,
    accounts: list[str],
    documents: list[str],
    lines: list[Mapping[str, str]],
    items: list[Mapping[str, str]],
) -> ToolCall:
    """One call, valid in form; what it does is left to chance."""
    document = rng.choice(documents)
    choice = rng.randrange(9)
    if choice == 0 and lines and items:
        pair = {"bank_lines": [rng.choice(lines)["bank line"]], "entries": [rng.choice(items)["entry"]]}
        return call("match", pairs=[pair])
    if choice == 1:
        amount = f"{rng.randrange(1, 500)}.{rng.randrange(100):02d}"
        debit, credit = rng.sample(accounts, 2)
        return call(
            "post_entry",
            date=last_day,
            memo="Entry",
            lines=[
                {"account": debit, "amount": amount, "document": document},
                {"account": credit, "amount": f"-{amount}", "document": document},
            ],
        )
    if choice == 2 and items:
        return call("reverse_entry", entry=rng.choice(items)["entry"], date=last_day)
    if choice == 3:
        return call("hold_bill", bill=document, reason=rng.choice(HOLD_REASONS))
    if choice == 4:
        return call("reject_bill", bill=document, reason=rng.choice(REJECT_REASONS))
    if choice == 5:
        return call("escalate", subject=document, reason=rng.choice(ESCALATION_REASONS))
    if choice == 6:
        return call("read_document", documents=[document])
    if choice == 7:
        return call("account_balance", account=rng.choice(accounts))
    return call("policy")
