"""What contracts ask for: services that rest release nothing, services that begin are accrued until they are billed."""

import re
from collections.abc import Generator
from typing import Final

from tieout.agents.protocol import call, fields
from tieout.agents.rulebot.tables import money_in
from tieout.agents.script.booking import Place, booked_on, bring, legs_of, place
from tieout.agents.script.close.schedules import of_month
from tieout.agents.script.dates import month_of
from tieout.agents.script.desk import Calls, Desk, Sheet
from tieout.agents.script.letters import in_force, plain_figures
from tieout.tools.messages import ToolCall, View

_RESTS: Final = "rests|nothing is rendered|pauses"
_RUNS: Final = "rendered evenly|goes on in each month|month to month"
_QUARTERLY: Final = "quarter|three months together|third month"
_MONTHLY: Final = "within each month|every month in that same month"


def follow_contracts(desk: Desk) -> Calls:
    """Do what the contracts in force say for the month."""
    for sheet in desk.of_kind("contract"):
        if sheet.party.startswith("C-"):
            yield from _rest(sheet, desk)
        else:
            yield from _accrue_contract(sheet, desk)


def usual_place(party: str) -> Generator[ToolCall, View, Place | None]:
    """A vendor's usual account and department."""
    vendor = fields((yield call("vendor", name=party)))
    return place(vendor["account"], department=vendor.get("department", "")) if "account" in vendor else None


def _rest(sheet: Sheet, desk: Desk) -> Calls:
    """Take back the month's release of a service that rests."""
    deferred = desk.value("revenue", "deferred revenue")
    if not in_force(sheet.text, _RESTS, _RUNS):
        return
    lines = of_month((yield from booked_on(sheet.id)), desk)
    entries = {line["entry"] for line in lines if line["account"] == deferred}
    have = legs_of([line for line in lines if line["entry"] in entries], desk)
    yield from bring(sheet.id, have, {}, desk)


def _accrue_contract(sheet: Sheet, desk: Desk) -> Calls:
    """Accrue the month of a service that began with it and is billed by the quarter."""
    text, accrued = plain_figures(sheet.text), desk.value("accruals", "accrued")
    first, _ = month_of(desk.last_day)
    now = rf"{first.isoformat()}|{first:%B} 1(?:st)?\b"
    starts = re.findall(r"(?:starts|begins) on ", text)
    if len(starts) > 1:
        begun = in_force(text, rf"on (?:\w+, )?(?:{now})", rf"on (?:\w+, )?(?!\w+, )(?!{now})(?:\d{{4}}|[A-Z]\w+ \d)")
    else:
        begun = in_force(text, _QUARTERLY, _MONTHLY)
    figures = money_in([text])
    if not begun or not figures or not accrued or not re.search(now, text):
        return
    usual = yield from usual_place(sheet.party)
    amount = desk.minor(figures[0])
    if usual and amount >= desk.minor(desk.value("accruals", "accrual threshold")):
        have = legs_of(of_month((yield from booked_on(sheet.id)), desk), desk)
        yield from bring(sheet.id, have, {usual: amount, place(accrued, item=sheet.id): -amount}, desk)
