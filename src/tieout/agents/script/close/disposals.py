"""Assets that were sold or scrapped, as a letter says: they leave the books with what was written off on them."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from tieout.agents.protocol import all_rows
from tieout.agents.rulebot.tables import money_in, rows_of
from tieout.agents.script.booking import booked_on, legs_of, place, post
from tieout.agents.script.choosing import named_in
from tieout.agents.script.dates import dates_in
from tieout.agents.script.desk import Calls, Desk, Sheet
from tieout.agents.script.letters import in_force

_GONE: Final = "scrap|thrown out|broken up|hauled off|sold on|was sold|let (?:it )?go|sell(?:ing)? it"
_KEPT: Final = r"repair|was fixed|it fixed|back to work|holding on|(?<!had )kept|moved to the other|hold on to|held on to|keeping it|keep it|in use"
_BY_DATE: Final = re.compile(r"\b(?:older|newer|acquired|bought)\b")


def gone(desk: Desk) -> dict[str, Sheet]:
    """The assets that letters in force say have left, with the letter; a later letter on one replaces an earlier."""
    costs, days = _register(desk)
    found: dict[str, Sheet] = {}
    for sheet in desk.of_kind("e-mail"):
        by_date = _BY_DATE.search(sheet.text)
        asset = named_in(sheet.text, "FA", days) if by_date else named_in(sheet.text, "FA", costs)
        if not asset:
            continue
        found.pop(asset, None)
        if in_force(sheet.text, _GONE, _KEPT):
            found[asset] = sheet
    return found


def _register(desk: Desk) -> tuple[Mapping[str, int], Mapping[str, date]]:
    """Cost and first day of service of each asset."""
    costs: dict[str, int] = {}
    days: dict[str, date] = {}
    for sheet in desk.of_kind("fixed-asset register"):
        for cells in rows_of(sheet.text):
            asset = named_in(" ".join(cells), "FA", {})
            money, starts = money_in(cells), dates_in(" | ".join(cells))
            if asset and money and starts:
                costs[asset] = max(desk.minor(one) for one in money)
                days[asset] = starts[0]
    return costs, days


def dispose(desk: Desk) -> Calls:
    """Take out what has left, and book what was got for it."""
    disposal = place(desk.value("fixed assets", "disposal"))
    kept = desk.value("fixed assets", "fixed assets"), desk.value("fixed assets", "accumulated")
    for asset, sheet in gone(desk).items():
        rows = yield from all_rows("query_ledger", item=asset)
        legs = {at: -amount for at, amount in legs_of(rows, desk).items() if at[0] in kept and amount}
        if legs and not (yield from booked_on(sheet.id)):
            yield from post(sheet.id, {**legs, disposal: -sum(legs.values())}, desk)
            yield from _proceeds(sheet, desk)


def _proceeds(sheet: Sheet, desk: Desk) -> Calls:
    """Move what was got for an asset from unapplied cash to the disposal."""
    unapplied = desk.value("receipts", "unapplied cash")
    amounts = {desk.minor(one) for one in money_in([sheet.text.replace(",", "")])}
    for row in (yield from all_rows("open_items", account=unapplied)):
        left = desk.minor(row["residual"])
        if -left in amounts:
            legs = {place(unapplied, row["party"], row["item"]): -left}
            yield from post(row["item"], {**legs, place(desk.value("fixed assets", "disposal")): left}, desk)
            return
