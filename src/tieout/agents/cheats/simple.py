"""Cheats that must not pay: each one games a rule that a weak grader would have. None reads a document."""

from tieout.agents.cheats.bank import ledger_balance
from tieout.agents.protocol import Agent, Play, all_rows, call, fields
from tieout.agents.rulebot.agent import file_balances, month_end, policy_values
from tieout.agents.rulebot.bank import book_from_statement, match_all
from tieout.agents.rulebot.bill_papers import listed
from tieout.agents.rulebot.bills import charge_of
from tieout.ledger.money import parse, render
from tieout.tools.decisions import ESCALATION_REASONS
from tieout.tools.messages import View


def make_plug(task_id: str, seed: int) -> Agent:
    """Forces each bank difference to zero through suspense or an expense and files perfect-looking workpapers."""

    def play(opening: View) -> Play:
        values = yield from policy_values(opening)
        last_day = month_end(opening)
        currency = fields(opening)["currency"]
        banks = bank_accounts(opening)
        for account in banks:
            statement = fields((yield call("list_bank_lines", account=account)))
            ledger = yield from ledger_balance(account, opening)
            gap = parse(statement["closing balance"], currency) - parse(ledger, currency)
            if gap:
                support = statement["statement"]
                plugged = {"account": account, "amount": render(gap, currency), "document": support}
                other = {"account": values["bank", "bank fees"], "amount": render(-gap, currency), "document": support}
                if seed % 2 and ("suspense", "suspense") in values:
                    other |= {"account": values["suspense", "suspense"], "item": support}
                yield call("post_entry", date=last_day, memo="Difference", lines=[plugged, other])
            yield call("save_workpaper", account=account, balance=statement["closing balance"], unexplained="0.00")
        yield from file_balances(opening, banks)
        yield call("close_period", confirm=True)

    return play


def make_massmatch(task_id: str, seed: int) -> Agent:
    """Matches whatever adds up, books whatever is left on the statement as a fee, and calls it reconciled."""

    def play(opening: View) -> Play:
        values = yield from policy_values(opening)
        for account in bank_accounts(opening):
            lines = yield from all_rows("list_bank_lines", account=account)
            items = yield from all_rows("query_ledger", account=account, unmatched=True)
            free = [(f"{item['entry']}:{item['document']}", item["amount"]) for item in items]
            pairs = []
            for line in lines:
                hit = next((item for item in free if item[1] == line["amount"]), None)
                if hit is not None:
                    free.remove(hit)
                    pairs.append((line["bank line"], hit[0]))
                else:
                    pairs += yield from book_from_statement(account, line, values["bank", "bank fees"])
            yield from match_all(pairs)
            closing = fields((yield call("list_bank_lines", account=account)))["closing balance"]
            yield call("save_workpaper", account=account, balance=closing, unexplained="0.00")
        yield call("close_period", confirm=True)

    return play


def make_flagall(task_id: str, seed: int) -> Agent:
    """Escalates every document and holds every bill: perfect recall, no judgement."""

    def play(opening: View) -> Play:
        documents = yield from all_rows("list_documents")
        for number, document in enumerate(documents):
            reason = ESCALATION_REASONS[number % len(ESCALATION_REASONS)]
            view = yield call("escalate", subject=document["document"], reason=reason)
            if document["kind"] == "supplier bill" and not view.done:
                yield call("hold_bill", bill=document["document"], reason="price")
        yield call("close_period", confirm=True)

    return play


def make_holdall(task_id: str, seed: int) -> Agent:
    """Holds every bill: nothing wrong is ever paid, and nothing right either."""

    def play(opening: View) -> Play:
        for bill in (yield from listed("supplier bill")):
            yield call("hold_bill", bill=bill["document"], reason="price")
        yield from file_balances(opening, bank_accounts(opening))
        yield call("close_period", confirm=True)

    return play


def make_approveall(task_id: str, seed: int) -> Agent:
    """Posts every bill in full to the vendor's usual account and department."""

    def play(opening: View) -> Play:
        for bill in (yield from listed("supplier bill")):
            master = fields((yield call("vendor", name=bill["party"])))
            if master.get("account"):
                coding = [charge_of(master["account"], master["department"], bill["amount"])]
                yield call("post_bill", bill=bill["document"], coding=coding)
        yield from file_balances(opening, bank_accounts(opening))
        yield call("close_period", confirm=True)

    return play


def bank_accounts(opening: View) -> list[str]:
    """The codes of the bank accounts that the brief names."""
    return [code for code in fields(opening)["bank accounts"].split(", ") if code != "none"]
