"""The script's payables: every bill of the month is brought to what the policy says, posted or not; then the accruals."""

from collections.abc import Generator, Mapping

from tieout.agents.protocol import call
from tieout.agents.rulebot.bank import Rows
from tieout.agents.script.booking import Place, booked_on, bring, legs_of, place, undo
from tieout.agents.script.desk import Calls, Desk
from tieout.agents.script.purchases.agreements import under_letters
from tieout.agents.script.purchases.stock import Stock, Verdict
from tieout.agents.script.purchases.supplies import Bill, Supplies, supplies
from tieout.agents.script.purchases.verdicts import judge, request_of, stock_of
from tieout.tools.messages import ToolCall, View

REJECTED = "duplicate"


def settle_bills(desk: Desk) -> Calls:
    """Decide on every bill of the month and correct those that stand wrongly."""
    found = under_letters(supplies(desk), desk)
    if not found.bills:
        return
    stock = yield from stock_of(found, desk)
    for bill in found.bills:
        if bill.sheet.date[:7] != desk.last_day[:7]:
            continue
        verdict = yield from judge(bill, found, stock, desk)
        if verdict is not None:
            yield from carry_out(bill, verdict, desk)
    if "post_entry" in desk.tools:
        yield from accrue(found, stock, desk)


def carry_out(bill: Bill, verdict: Verdict, desk: Desk) -> Calls:
    """Post, correct, hold or reject."""
    posted = bill.sheet.decision == "posted" and (yield from _stands(bill, desk))
    if verdict.charges:
        if posted:
            yield from correct(bill, verdict.charges, desk)
        else:
            yield call(
                "post_bill", bill=bill.id, coding=[_charge(at, amount, desk) for at, amount in verdict.charges.items()]
            )
        return
    if posted:
        for entry in sorted({row["entry"] for row in (yield from _lines(bill, desk))}):
            yield from undo(entry, desk, verdict.reason)
    if verdict.reason == REJECTED:
        yield call("reject_bill", bill=bill.id, reason="duplicate")
    else:
        yield call("hold_bill", bill=bill.id, reason=verdict.reason)
    if verdict.fraud and "escalate" in desk.tools:
        subject = request_of(bill, desk) if verdict.reason == "bank details" else bill.id
        yield call("escalate", subject=subject, reason=verdict.reason)


def correct(bill: Bill, charges: Mapping[Place, int], desk: Desk) -> Calls:
    """Bring a posted bill to its right charges."""
    if "query_ledger" not in desk.tools:
        return
    payable = place(desk.value("purchasing", "payables"), bill.sheet.party, bill.id)
    have = legs_of((yield from _lines(bill, desk)), desk)
    if have:
        yield from bring(bill.id, have, {**charges, payable: -sum(charges.values())}, desk)


def _stands(bill: Bill, desk: Desk) -> Generator[ToolCall, View, bool]:
    """Whether a bill is in payables at month-end."""
    return bool((yield from _lines(bill, desk))) if "query_ledger" in desk.tools else True


def _lines(bill: Bill, desk: Desk) -> Generator[ToolCall, View, Rows]:
    """The lines of the entries that put the bill into payables."""
    lines = [line for line in (yield from booked_on(bill.id)) if line["date"] <= desk.last_day]
    entries = {line["entry"] for line in lines if line["item"] == bill.id and line["party"]}
    return [line for line in lines if line["entry"] in entries]


def _charge(at: Place, amount: int, desk: Desk) -> dict[str, str]:
    account, party, item, department = at
    extra = {"party": party, "item": item, "department": department}
    return {"account": account, "amount": desk.shown(amount)} | {name: value for name, value in extra.items() if value}


def accrue(found: Supplies, stock: Stock, desk: Desk) -> Calls:
    """Accrue at order prices what came in the month and is in no bill that stands."""
    for order, receipts in found.came.items():
        for sheet, quantities in receipts:
            if not sheet.id or sheet.date[:7] != desk.last_day[:7]:
                continue
            want: dict[Place, int] = {}
            for line in quantities:
                amount = stock.left[sheet.id, line] * desk.minor(found.orders[order][line].price)
                of = found.orders[order][line]
                asset = of.account == desk.value("purchasing", "fixed assets")
                at = place(of.account, item=order if asset else "", department="" if asset else of.department)
                want[at] = want.get(at, 0) + amount
            want[place(desk.value("purchasing", "grni"), sheet.party, sheet.id)] = -sum(want.values())
            have = legs_of((yield from booked_on(sheet.id)), desk)
            yield from bring(sheet.id, have, want, desk)
