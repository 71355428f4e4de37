"""Revenue of other months: invoices for service over several months, or for a delivery after month-end, are deferred."""

from datetime import date, timedelta
from typing import Final

from tieout.agents.script.booking import booked_on, bring, legs_of, place
from tieout.agents.script.dates import month_of, months_between, months_of, share, span_of
from tieout.agents.script.desk import Calls, Desk, Sheet
from tieout.agents.script.letters import in_force

_HANDED: Final = r"(?:leave our dock|handed over|deliver\w*|shipped) on (?:\w+day, )?"


def defer(desk: Desk) -> Calls:
    """Bring each invoice of the month to what the month has earned of it."""
    deferred = desk.value("revenue", "deferred revenue")
    receivables = desk.value("bank", "receivables")
    for sheet in desk.of_kind("sales invoice"):
        if not deferred or sheet.date[:7] != desk.last_day[:7]:
            continue
        months, nth = _service(sheet, desk)
        if months == 1 and nth == 1:
            continue
        rows = [row for row in (yield from booked_on(sheet.id)) if row["date"] <= desk.last_day]
        entries = {row["entry"] for row in rows if row["account"] == receivables}
        have = legs_of([row for row in rows if row["entry"] in entries], desk)
        want = {at: amount for at, amount in have.items() if at[0] == receivables}
        for at, amount in have.items():
            if at[0] not in (receivables, deferred):
                want[at] = -share(-amount, months, nth)
        want[place(deferred, item=sheet.id)] = -sum(want.values())
        if have and all(row["document"] == sheet.id for row in rows) and not any(at[0] == deferred for at in have):
            yield from bring(sheet.id, have, want, desk)


def _service(sheet: Sheet, desk: Desk) -> tuple[int, int]:
    """Over how many months an invoice's service goes, and which of them this is; 0 before the first."""
    first, last = month_of(desk.last_day)
    span = span_of(sheet.text)
    if span is not None and months_of(span):
        return months_of(span), months_between(span[0], first) + 1
    after = last + timedelta(1)
    later = in_force(sheet.text, _handed_over_in(after), _handed_over_in(first))
    return (1, 0) if later else (1, 1)


def _handed_over_in(month: date) -> str:
    """What matches a delivery on a day of that month, in the ways in which papers write it."""
    return rf"{_HANDED}(?:{month:%Y-%m}-\d|{month:%B} \d|\d+ {month:%b})"
