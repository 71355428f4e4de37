"""Receipts: applied as the remittance says, with discounts in time, small shortfalls and what is too much."""

import re
from collections.abc import Generator, Mapping
from datetime import date
from typing import Final

from tieout.agents.protocol import all_rows, call, fields
from tieout.agents.script.bank.pairing import Line
from tieout.agents.script.bank.papers import Settlement
from tieout.agents.script.booking import Place, match, place, post
from tieout.agents.script.desk import Calls, Desk
from tieout.tools.messages import ToolCall, View

_TERMS: Final = re.compile(r"(\d+) days")
Open = Mapping[str, tuple[str, int, str]]  # by item: party, what is left, date


def wanted_receipt(
    account: str, paper: Settlement, have: Mapping[Place, int], gap: int, desk: Desk
) -> Mapping[Place, int]:
    """Where a booked receipt should stand: on the invoices of the remittance, if that is all it touches."""
    receivables = desk.value("bank", "receivables")
    party = paper.sheet.party or next((at[1] for at in have if at[1]), "")
    if not party or any(at[0] not in (account, receivables) for at in have):
        return have
    if not gap and any(at[0] == account for at in have):
        booked = {at[2]: amount for at, amount in have.items() if at[0] == receivables}
        if len(paper.items) != len(booked):
            return have
    return {place(receivables, party, item): -amount for item, amount in paper.items} | {place(account): paper.cash}


def open_invoices(desk: Desk) -> Generator[ToolCall, View, Open]:
    """The open items of receivables."""
    rows = yield from all_rows("open_items", account=desk.value("bank", "receivables"))
    return {row["item"]: (row["party"], desk.minor(row["residual"]), row["date"]) for row in rows}


def apply_receipt(line: Line, paper: Settlement, desk: Desk) -> Calls:
    """Book a receipt from its bank line as its remittance says."""
    if "apply_cash" not in desk.tools:
        party = paper.sheet.party or next(iter(re.findall(r"\bC-\d+\b", paper.sheet.text)), "")
        legs = {place(desk.value("bank", "receivables"), party, item): -amount for item, amount in paper.items}
        entry = yield from post(line.id, legs | {place(line.account): line.amount}, desk, line.date)
        if entry:
            yield from match([line.id], [f"{entry}:{line.id}"])
        return
    invoices = yield from open_invoices(desk)
    applications, applied = [], 0
    limit = desk.minor(desk.value("receipts", "write-off limit") or "0.00")
    for item, amount in paper.items:
        party, left, _ = invoices.get(item, (paper.sheet.party, 0, ""))
        cash = min(amount, left)
        if cash <= 0:
            continue
        short = left - cash
        one = {"invoice": item, "amount": desk.shown(cash), "customer": party}
        discount = paper.discounts.get(item, 0)
        if discount and discount <= short and (yield from in_time(item, line, desk)):
            one["discount"] = desk.shown(discount)
            short -= discount
        elif discount:
            short = 0
        if 0 < short <= limit:
            one["write_off"] = desk.shown(short)
        applications.append(one)
        applied += cash
    yield call(
        "apply_cash",
        bank_line=line.id,
        customer=paper.sheet.party,
        applications=applications,
        unapplied=desk.shown(line.amount - applied),
    )


def in_time(item: str, line: Line, desk: Desk) -> Generator[ToolCall, View, bool]:
    """Whether the money arrived within the discount days after the invoice's date."""
    sheet = desk.sheets.get(item)
    if sheet is None or not sheet.date:
        return False
    shown = fields((yield call("customer", name=sheet.party)))
    days = next((int(value) for name, value in shown.items() if "discount" in name and "day" in name), None)
    if days is None:
        days = min(map(int, _TERMS.findall(sheet.text)), default=0)
    return (date.fromisoformat(line.date) - date.fromisoformat(sheet.date)).days <= days


def apply_plain(line: Line, desk: Desk) -> Generator[ToolCall, View, bool]:
    """Book a receipt that no paper explains, to the one invoice of its amount, or else as unapplied cash where the month is
    about more than the bank. Whether it was booked."""
    hits = [(item, party) for item, (party, left, _) in (yield from open_invoices(desk)).items() if left == line.amount]
    if len(hits) == 1:
        item, party = hits[0]
        yield call(
            "apply_cash",
            bank_line=line.id,
            customer=party,
            applications=[{"invoice": item, "amount": desk.shown(line.amount)}],
        )
    elif desk.value("accruals", "accrued") or _of_customers_alone(desk):
        yield call("apply_cash", bank_line=line.id, customer="", applications=[], unapplied=desk.shown(line.amount))
    else:
        return False
    return True


def _of_customers_alone(desk: Desk) -> bool:
    """Whether the month is about what customers pay: the policy speaks of their deductions, or of no bank charges."""
    return bool(desk.value("deductions", "unapplied cash")) or not desk.value("bank", "bank fees")
