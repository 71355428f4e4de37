"""The recurring entries of a month, each brought to what its paper says: prepaids, depreciation, wages, loans, credit
memos."""

import re
from collections.abc import Generator
from typing import Final

from tieout.agents.rulebot.bank import Rows
from tieout.agents.rulebot.pay import EMPLOYER, GROSS
from tieout.agents.rulebot.tables import figure_after, money_in, rows_of
from tieout.agents.script.booking import Place, booked_on, bring, legs_of, place
from tieout.agents.script.close.disposals import gone
from tieout.agents.script.dates import dates_in, month_of, months_between, share, span_of, working_days
from tieout.agents.script.desk import Calls, Desk, Sheet
from tieout.ledger.money import ratio
from tieout.tools.messages import ToolCall, View

_BILL: Final = re.compile(r"\bBILL-\d+\b")
_ASSET: Final = re.compile(r"\bFA-\d+\b")
_INVOICE: Final = re.compile(r"\bINV-\d+\b")
_ACCOUNT: Final = re.compile(r"^\d{4,6}$")
_DEPARTMENT: Final = re.compile(r"^(?![VC]-\d)[A-Z]{1,3}-?\d+$")
_MONTHS: Final = re.compile(r"^(\d{1,3})(?: months?)?$")


def recurring(desk: Desk) -> Calls:
    """Every recurring entry that a paper on the desk asks for."""
    for sheet in desk.of_kind("prepaid schedule"):
        yield from _this_month(sheet, prepaid_legs(sheet, desk), desk)
    for sheet in desk.of_kind("fixed-asset register"):
        yield from _this_month(sheet, depreciation_legs(sheet, desk), desk)
    for sheet in desk.of_kind("payroll register"):
        yield from accrue_wages(sheet, desk)
    for sheet in desk.of_kind("loan statement"):
        yield from split_loan(sheet, desk)
    for sheet in desk.of_kind("credit memo"):
        yield from book_memo(sheet, desk)


def of_month(lines: Rows, desk: Desk) -> Rows:
    """The lines dated in the month to close."""
    return [line for line in lines if line["date"][:7] == desk.last_day[:7]]


def _this_month(sheet: Sheet, want: dict[Place, int], desk: Desk) -> Calls:
    """Bring the month's entry under a schedule to its shares."""
    if want:
        have = legs_of(of_month((yield from booked_on(sheet.id)), desk), desk)
        yield from bring(sheet.id, have, want, desk)


def prepaid_legs(sheet: Sheet, desk: Desk) -> dict[Place, int]:
    """The month's shares of a prepaid schedule."""
    legs: dict[Place, int] = {}
    first, _ = month_of(desk.last_day)
    for cells in rows_of(sheet.text):
        bills, money, starts = _BILL.findall(" ".join(cells)), money_in(cells), dates_in(" | ".join(cells))
        accounts = [cell for cell in cells if _ACCOUNT.match(cell)]
        months = [int(match[1]) for cell in cells if (match := _MONTHS.match(cell))]
        if len(bills) != 1 or not money or not starts or not accounts or not months:
            continue
        total = max(desk.minor(one) for one in money)
        part = share(total, months[-1], months_between(starts[0], first) + 1)
        departments = [cell for cell in cells if _DEPARTMENT.match(cell)]
        at = place(accounts[0], department=departments[0] if departments else "")
        legs[at] = legs.get(at, 0) + part
        legs[place(desk.value("prepaids", "prepaids"), item=bills[0])] = -part
    return legs


def depreciation_legs(sheet: Sheet, desk: Desk) -> dict[Place, int]:
    """The month's depreciation by the register."""
    legs: dict[Place, int] = {}
    left = gone(desk)
    first, _ = month_of(desk.last_day)
    total = 0
    for cells in rows_of(sheet.text):
        assets, money, starts = _ASSET.findall(" ".join(cells)), money_in(cells), dates_in(" | ".join(cells))
        months = [int(match[1]) for cell in cells if (match := _MONTHS.match(cell))]
        if len(assets) != 1 or len(money) < len(("cost", "salvage", "so far")) or not starts or not months:
            continue
        cost, *rest = sorted((desk.minor(one) for one in money), reverse=True)
        salvage = _salvage(money, cost, months[-1], months_between(starts[0], first), desk)
        part = share(cost - salvage, months[-1], months_between(starts[0], first))
        if part and rest and assets[0] not in left:
            legs[place(desk.value("fixed assets", "accumulated"), item=assets[0])] = -part
            total += part
    if total:
        legs[place(desk.value("fixed assets", "depreciation"))] = total
    return legs


def _salvage(money: list[str], cost: int, months: int, nth: int, desk: Desk) -> int:
    """Of the two figures besides the cost the one that explains the other, which is what was charged so far."""
    others = [desk.minor(one) for one in money if desk.minor(one) != cost]
    if len(others) < len(("salvage", "so far")):
        return min(others, default=0)
    for salvage, so_far in (others[:2], others[1::-1]):
        even = ratio(cost - salvage, 1, months)
        if so_far in (even * (nth - 1), cost - salvage):
            return salvage
    return min(others)


def accrue_wages(sheet: Sheet, desk: Desk) -> Calls:
    """Accrue a pay run that crosses month-end, by working days."""
    span = span_of(sheet.text)
    first, last = month_of(desk.last_day)
    gross, taxes = (figure_after(row, sheet.text) for row in (GROSS, EMPLOYER))
    if span is None or not (span[0] <= last < span[1]) or not gross:
        return
    days, whole = working_days(max(span[0], first), last), working_days(*span)
    wages, tax = (ratio(desk.minor(one or "0.00"), days, whole) for one in (gross, taxes))
    want = {
        place(desk.value("accruals", "wages")): wages,
        place(desk.value("accruals", "payroll tax")): tax,
        place(desk.value("accruals", "accrued"), item=sheet.id): -wages - tax,
    }
    have = legs_of(of_month((yield from booked_on(sheet.id)), desk), desk)
    yield from bring(sheet.id, have, want, desk)


def split_loan(sheet: Sheet, desk: Desk) -> Calls:
    """Split an installment into repayment and interest: two figures that add up to a third."""
    have = legs_of(of_month((yield from booked_on(sheet.id)), desk), desk)
    cash = [at for at in have if at[0] in desk.banks]
    found = loan_parts(sheet, desk)
    if len(cash) != 1 or not found or not desk.value("loans", "loan"):
        return
    principal, interest = found
    want = {cash[0]: have[cash[0]], place(desk.value("loans", "loan")): principal}
    want[place(desk.value("loans", "interest expense"))] = interest
    yield from bring(sheet.id, have, want, desk)


def loan_parts(sheet: Sheet, desk: Desk) -> tuple[int, int] | None:
    """Repayment and interest."""
    interest = figure_after("[Ii]nterest", sheet.text)
    figures = [desk.minor(one) for one in money_in([sheet.text])]
    if not interest:
        return None
    part = desk.minor(interest)
    return next(((one - part, part) for one in figures if one - part in figures and one != part), None)


def book_memo(sheet: Sheet, desk: Desk) -> Generator[ToolCall, View, None]:
    """Book a credit memo to a customer as returns against its invoice."""
    invoice = _INVOICE.search(sheet.text)
    amount = desk.minor(sheet.amount) if sheet.amount else 0
    if invoice is None or not amount or not desk.value("receipts", "returns"):
        return
    have = legs_of((yield from booked_on(sheet.id)), desk)
    if not have:
        receivable = place(desk.value("receipts", "receivables"), sheet.party, invoice[0])
        yield from bring(sheet.id, have, {place(desk.value("receipts", "returns")): amount, receivable: -amount}, desk)
