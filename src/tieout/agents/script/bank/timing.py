"""What is under way at month-end: stale checks are voided, the rest is listed in the bank's workpaper."""

from collections.abc import Mapping
from datetime import date

from tieout.agents.protocol import all_rows, call
from tieout.agents.script.bank.letters import copies, given_up
from tieout.agents.script.bank.pairing import Line
from tieout.agents.script.bank.papers import PAID, Settlement
from tieout.agents.script.booking import booked_on, legs_of, match, post, take_back
from tieout.agents.script.desk import Calls, Desk


def void_stale(account: str, papers: Mapping[str, Settlement], desk: Desk) -> Calls:
    """Void checks that are outstanding for longer than the stale age, or given up, and clear them."""
    age = desk.value("bank", "stale age in days")
    if not age:
        return
    rows = yield from all_rows("query_ledger", account=account, unmatched=True)
    dead = given_up([papers[row["document"]] for row in rows if row["document"] in papers], desk)
    for row in rows:
        paper = papers.get(row["document"])
        days = (date.fromisoformat(desk.last_day) - date.fromisoformat(row["date"])).days
        if paper is None or paper.sheet.kind != PAID or "check" not in paper.sheet.text.lower():
            continue
        if days <= int(age) and paper.id not in dead:
            continue
        have = legs_of((yield from booked_on(paper.id)), desk)
        entry = yield from post(paper.id, {at: -amount for at, amount in have.items()}, desk)
        if entry:
            yield from match((), (f"{row['entry']}:{paper.id}", f"{entry}:{paper.id}"))


def take_back_copies(account: str, papers: Mapping[str, Settlement], desk: Desk) -> Calls:
    """Reverse receipts under way that were booked from a copy of another advice, and clear them."""
    rows = yield from all_rows("query_ledger", account=account, unmatched=True)
    copied = copies([papers[row["document"]] for row in rows if row["document"] in papers], papers, desk)
    for row in rows:
        if row["document"] in copied:
            yield from take_back(row["entry"], row["document"], desk, "Booked from a copy")


def file_bank(account: str, closing: str, errors: list[Line], papers: Mapping[str, Settlement], desk: Desk) -> Calls:
    """File a bank account's workpaper, with what is outstanding and the bank's errors."""
    if "save_workpaper" not in desk.tools:
        return
    listed: dict[str, int] = {}
    for row in (yield from all_rows("query_ledger", account=account, unmatched=True)):
        if row["document"] in papers:
            listed[row["document"]] = listed.get(row["document"], 0) + desk.minor(row["amount"])
    listed |= {line.id: line.amount for line in errors}
    yield call(
        "save_workpaper",
        account=account,
        balance=closing,
        unexplained="0.00",
        listed=[{"document": name, "amount": desk.shown(amount)} for name, amount in listed.items() if amount],
    )
