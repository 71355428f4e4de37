"""The rulebot: what a decent script without a language model does. It reads tables and policy values, not prose."""

from collections.abc import Generator
from typing import Final

from tieout.agents.protocol import Agent, Play, all_rows, call, fields, file_balance, offered, rows
from tieout.agents.rulebot.bank import Values, reconcile
from tieout.agents.rulebot.bills import settle_bills
from tieout.agents.rulebot.close import reverse_accruals
from tieout.agents.rulebot.pay import registers, right_runs
from tieout.agents.rulebot.payouts import book_payouts
from tieout.agents.rulebot.receipts import apply_by_advice, apply_receipts
from tieout.tools.messages import ToolCall, View

OF_THE_BANK: Final = ("bank fees", "interest income", "cash in transit", "receivables", "payables")


def make(task_id: str, seed: int) -> Agent:
    """The agent, the same for every task."""

    def play(opening: View) -> Play:
        values = yield from policy_values(opening)
        banks = [code for code in fields(opening)["bank accounts"].split(", ") if code != "none"]
        last_day = month_end(opening)
        for account in banks:
            if "match" in offered(opening):
                yield from reconcile(account, last_day, values)
            yield from book_payouts(account, opening, values)
            yield from apply_receipts(account, values)
            if "list_documents" in offered(opening):
                yield from apply_by_advice(account, opening, values)
        if values.get(("payroll", "wages")) and "list_documents" in offered(opening):
            papers = yield from registers()
            yield from right_runs(papers, banks, values, last_day, fields(opening)["currency"])
        yield from settle_bills(opening, values, last_day)
        if banks:
            yield from reverse_accruals(values, last_day)
        yield from file_balances(opening, banks)
        yield call("close_period", confirm=True)

    return play


def policy_values(opening: View) -> Generator[ToolCall, View, Values]:
    """The policy's values: (topic, name) to value. They stand in the brief where no tool shows the policy. The accounts
    that a bank's lines may need stand under ``bank``, whichever topic names them, empty where none does."""
    found = (yield from all_rows("policy")) if "policy" in offered(opening) else rows(opening)
    values = {(row["topic"], row["name"]): row["value"] for row in found}
    accounts = {row["name"]: row["value"] for row in found}
    return {("bank", role): accounts.get(role, "") for role in OF_THE_BANK} | values


def month_end(opening: View) -> str:
    """The last day of the month to close, YYYY-MM-DD, from the brief."""
    year, month = map(int, str(opening.data["title"])[-7:].split("-"))
    days = (31, 29 if year % 4 == 0 else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
    return f"{year:04d}-{month:02d}-{days}"


def file_balances(opening: View, banks: list[str]) -> Play:
    """Workpapers of the accounts without a statement: the ledger's balance as it stands."""
    for account in fields(opening)["workpapers asked for"].split(", "):
        if account != "none" and account not in banks:
            yield from file_balance(account)
