"""What belongs to which month: bills that stand in the wrong one, services not billed yet, bills for several months."""

from tieout.agents.protocol import call, fields
from tieout.agents.script.booking import booked_on, bring, legs_of, place, undo
from tieout.agents.script.dates import month_of, months_of, overlap, share, span_of
from tieout.agents.script.desk import Calls, Desk, Sheet
from tieout.ledger.money import ratio


def cut_off(desk: Desk) -> Calls:
    """Take bills out of the wrong month, and accrue what next month's bills charge for this one."""
    for sheet in desk.of_kind("supplier bill"):
        if sheet.date > desk.last_day:
            yield from _next_months(sheet, desk)
        elif sheet.date[:7] == desk.last_day[:7] and sheet.decision == "posted":
            yield from _stands_later(sheet, desk)


def _stands_later(sheet: Sheet, desk: Desk) -> Calls:
    """Reverse, on its own date, a posting of this month's bill that stands in the month after."""
    lines = yield from booked_on(sheet.id)
    for entry, day in sorted({(line["entry"], line["date"]) for line in lines if line["item"] == sheet.id}):
        if day > desk.last_day:
            yield call("reverse_entry", entry=entry, date=day, memo="Belongs to the month before")


def _next_months(sheet: Sheet, desk: Desk) -> Calls:
    """A bill dated after month-end: undo its posting in this month; accrue this month's days of service."""
    lines = yield from booked_on(sheet.id)
    payables, accrued = desk.value("purchasing", "payables"), desk.value("accruals", "accrued")
    wrong = {line["entry"] for line in lines if line["account"] == payables and line["date"] <= desk.last_day}
    for entry in sorted(wrong):
        yield from undo(entry, desk, "Belongs to the month after")
    span = span_of(sheet.text)
    if span is None or not accrued or "PO-" in sheet.text:
        return
    days, whole = overlap(span, month_of(desk.last_day)), (span[1] - span[0]).days + 1
    amount = ratio(desk.minor(sheet.amount), days, whole)
    vendor = fields((yield call("vendor", name=sheet.party)))
    if amount < desk.minor(desk.value("accruals", "accrual threshold")) or "account" not in vendor:
        amount = 0
    have = legs_of([line for line in lines if line["date"] <= desk.last_day and line["entry"] not in wrong], desk)
    if have or not amount:
        return
    usual = place(vendor["account"], department=vendor.get("department", ""))
    yield from bring(sheet.id, have, {usual: amount, place(accrued, item=sheet.id): -amount}, desk)


def prepaid_months(sheet: Sheet, desk: Desk) -> tuple[int, int]:
    """For a bill of several months: how many, and the first share; zeros for any other."""
    span = span_of(sheet.text)
    limit = desk.value("prepaids", "prepaid limit")
    if span is None or not limit or desk.minor(sheet.amount) < desk.minor(limit):
        return 0, 0
    months = months_of(span)
    first, _ = month_of(desk.last_day)
    if months <= 1:
        return 0, 0
    return months, share(desk.minor(sheet.amount), months, 1) if span[0] <= first <= span[1] else 0
