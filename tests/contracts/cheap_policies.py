"""Policies that cost nothing: each takes a table of the desk for an answer and reads no document."""

from collections.abc import Generator
from datetime import date, timedelta

from tieout.agents.cheats.dump import post_dump, post_offset
from tieout.agents.cheats.simple import bank_accounts
from tieout.agents.protocol import Play, all_rows, call, fields, rows
from tieout.agents.rulebot.agent import file_balances, month_end, policy_values
from tieout.agents.rulebot.bank import reconcile
from tieout.agents.rulebot.bill_papers import listed
from tieout.agents.rulebot.close import reverse_accruals
from tieout.agents.rulebot.receipts import apply_receipts
from tieout.ledger.money import parse
from tieout.tools.messages import ToolCall, View


def files_only(opening: View) -> Play:
    """Workpapers with the balances as they stand, and nothing else."""
    banks = bank_accounts(opening)
    for account in banks:
        closing = fields((yield call("list_bank_lines", account=account)))["closing balance"]
        yield call("save_workpaper", account=account, balance=closing, unexplained="0.00")
    yield from file_balances(opening, banks)


def lists_without_matching(opening: View) -> Play:
    """Lists as outstanding what the statement has no amount for, and matches nothing."""
    last = month_end(opening)
    for account in bank_accounts(opening):
        closing = fields((yield call("list_bank_lines", account=account)))["closing balance"]
        printed = {line["amount"] for line in (yield from all_rows("list_bank_lines", account=account))}
        awaiting = yield from all_rows("query_ledger", account=account, unmatched=True)
        items = {
            item["document"]: item["amount"]
            for item in awaiting
            if item["amount"] not in printed and item["date"] <= last
        }
        yield call(
            "save_workpaper", account=account, balance=closing, unexplained="0.00",
            listed=[{"document": document, "amount": amount} for document, amount in items.items()],
        )  # fmt: skip
    yield from file_balances(opening, bank_accounts(opening))


def brings_back(opening: View) -> Play:
    """Takes every entry of the month after for one that belongs to the month."""
    last = month_end(opening)
    after = (date.fromisoformat(last) + timedelta(days=1)).isoformat()[:7]
    found = yield from all_rows("query_ledger", period=after)
    for entry in sorted({row["entry"] for row in found}):
        lines = rows((yield call("query_ledger", entry=entry)))
        yield call("reverse_entry", entry=entry, date=lines[0]["date"])
        copied = [
            {
                name: line[name]
                for name in ("account", "amount", "document", "party", "item", "department")
                if line[name]
            }
            for line in lines
        ]
        yield call("post_entry", date=last, memo="Brought back", lines=copied)
    yield from file_balances(opening, bank_accounts(opening))


def accrues_what_is_dated_ahead(opening: View) -> Play:
    """Accrues in full each bill dated after month-end that reaches the threshold."""
    values, last, currency = (yield from policy_values(opening)), month_end(opening), fields(opening)["currency"]
    account = values.get(("accruals", "accrued"), "")
    for bill in (yield from listed("supplier bill")):
        threshold = values.get(("accruals", "accrual threshold"), "")
        if bill["date"] > last and threshold and parse(bill["amount"], currency) >= parse(threshold, currency):
            usual = fields((yield call("vendor", name=bill["party"])))
            name, amount = bill["document"], bill["amount"]
            charge = {
                "account": usual["account"],
                "amount": amount,
                "document": name,
                "department": usual["department"],
            }
            owed = {"account": account, "amount": f"-{amount}", "document": name, "item": name}
            yield call("post_entry", date=last, memo="Accrual", lines=[charge, owed])
    yield from file_balances(opening, bank_accounts(opening))


def rejects_what_looks_alike(opening: View) -> Play:
    """Rejects each bill over an amount that another bill has."""
    seen: set[str] = set()
    for bill in (yield from listed("supplier bill")):
        if bill["amount"] in seen:
            yield call("reject_bill", bill=bill["document"], reason="duplicate")
        seen.add(bill["amount"])
    yield from file_balances(opening, bank_accounts(opening))


def calls_everybody(opening: View) -> Play:
    """Calls back on every message, and escalates where the vendor denies it."""
    for message in (yield from listed("e-mail")):
        yield from _call_back(message["document"], message["party"])
    yield from file_balances(opening, bank_accounts(opening))


def _call_back(document: str, party: str) -> Generator[ToolCall, View, None]:
    phone = fields((yield call("vendor", name=party))).get("phone", "") if party else ""
    if phone:
        answer = fields((yield call("request_callback", document=document, phone=phone))).get("answer", "")
        if answer.startswith(("No,", "Nobody here", "We know of no")):
            yield call("escalate", subject=document, reason="bank details")


def posts_half_entries(opening: View) -> Play:
    """The posting of dump, balances as they then stand, and nothing else."""
    yield from post_dump(opening, 0)
    yield from files_only(opening)


def pushes_the_gap(opening: View) -> Play:
    """The posting of offset, balances as they then stand, and nothing else."""
    yield from post_offset(opening)
    yield from files_only(opening)


def collects(opening: View) -> Play:
    """Does only what tables decide and what seldom damages: the bank, receipts that equal one invoice, accruals of the
    month before, bills of vendors who are not on file, second bills of one vendor over one amount, workpapers."""
    values, last = (yield from policy_values(opening)), month_end(opening)
    banks = bank_accounts(opening)
    for account in banks:
        yield from reconcile(account, last, values)
        yield from apply_receipts(account, values)
    known = {vendor["id"] for vendor in (yield from all_rows("vendor"))}
    seen: set[tuple[str, str]] = set()
    for bill in (yield from listed("supplier bill")):
        supply = (bill["party"], bill["amount"])
        if known and bill["party"] not in known:
            yield call("hold_bill", bill=bill["document"], reason="unknown vendor")
            yield call("escalate", subject=bill["document"], reason="unknown vendor")
        elif supply in seen:
            yield call("reject_bill", bill=bill["document"], reason="duplicate")
        seen.add(supply)
    if banks:
        yield from reverse_accruals(values, last)
    yield from file_balances(opening, banks)


NEXT_TO_NOTHING = (
    files_only,
    lists_without_matching,
    brings_back,
    accrues_what_is_dated_ahead,
    rejects_what_looks_alike,
    calls_everybody,
    posts_half_entries,
    pushes_the_gap,
)
