"""The script's cards: payouts brought to what their reports say, charges to what their receipts say, letters followed."""

import re
from collections.abc import Generator
from typing import Final

from tieout.agents.protocol import all_rows
from tieout.agents.rulebot.bank import Rows
from tieout.agents.rulebot.payouts import Figures, figures_of, payout_legs
from tieout.agents.rulebot.tables import money_in
from tieout.agents.script.booking import booked_on, bring, legs_of, place, post
from tieout.agents.script.desk import Calls, Desk, Sheet
from tieout.agents.script.letters import in_force, plain_figures
from tieout.agents.script.recoding import UNCHANGED, moved_part
from tieout.tools.messages import ToolCall, View

_WON: Final = "found for you|evidence was enough|went in your favor"
_LOST: Final = "found against you|evidence was not enough|in the cardholder's favor"
_PRIVATE: Final = "for my family|used it at home|private purchase of mine"
_BUSINESS: Final = "for our work|used it on the job|purchase for the company"


def clear_payouts(desk: Desk) -> Calls:
    """Bring the payouts that a bank has shown to what their reports, and letters on chargebacks, say."""
    clearing = desk.value("takings", "card clearing")
    if not clearing:
        return
    for account in desk.banks:
        lines = yield from all_rows("list_bank_lines", account=account)
        days = {desk.minor(line["amount"]): line["date"] for line in lines}
        for sheet in desk.of_kind("payout report"):
            figures = figures_of(sheet.id, sheet.text, desk.currency)
            if figures is not None and figures.net in days:
                yield from _clear(sheet, figures, account, days[figures.net], desk)


def _clear(sheet: Sheet, figures: Figures, account: str, day: str, desk: Desk) -> Calls:
    legs = payout_legs(sheet.id, figures, account, desk.value("takings", "card clearing"), desk.values)
    want = {place(code, item=item): amount for (code, item), amount in legs.items()}
    have = legs_of((yield from _paid_out(sheet.id, account)), desk)
    won = _won(sheet.id, figures, desk)
    if won is None and have:
        return
    won = won or 0
    want[place(desk.value("takings", "returns"))] -= won
    want[place(desk.value("takings", "card clearing"), item=sheet.id)] += won
    yield from bring(sheet.id, have, want, desk, day)


def _paid_out(report: str, account: str) -> Generator[ToolCall, View, Rows]:
    """The lines under a report of the entries that move money; those of its sales are left out."""
    rows = yield from booked_on(report)
    moving = {row["entry"] for row in rows if row["account"] == account}
    return [row for row in rows if row["entry"] in moving]


def _won(report: str, figures: Figures, desk: Desk) -> int | None:
    """What of a report's chargeback comes back, as the last letter on it says; None where that cannot be told."""
    letters = [plain_figures(one.text) for one in desk.of_kind("e-mail") if report in one.text]
    if not letters:
        return 0
    won = in_force(letters[-1], _WON, _LOST)
    if not won:
        return None if won is None else 0
    return next((desk.minor(one) for one in money_in(letters[-1:]) if desk.minor(one) in figures.kept), None)


def settle_charges(desk: Desk) -> Calls:
    """Bring charges of the company card to what their receipts, and letters on them, say."""
    card = desk.value("company card", "card")
    if not card:
        return
    charges: dict[str, int] = {}
    for sheet in desk.of_kind("card receipt"):
        charges[sheet.id] = max([desk.minor(one) for one in money_in([sheet.text])], default=0)
        yield from _settle(sheet, charges[sheet.id], card, desk)
    last = {}
    for letter in desk.of_kind("e-mail"):
        if named := re.search(r"\bRCT-\d+", letter.text):
            last[named[0]] = letter
    for receipt, letter in last.items():
        yield from _move(letter, receipt, charges[receipt], desk)


def _settle(sheet: Sheet, total: int, card: str, desk: Desk) -> Calls:
    have = legs_of((yield from booked_on(sheet.id)), desk)
    owed = desk.value("card letters", "holders owe")
    at = next((one for one in have if one[0] not in (card, owed)), None)
    private = _private(total, desk)
    if private is None and place(owed) in have:
        private = True
    if private:
        at = place(owed)
    if at is not None:
        yield from bring(sheet.id, have, {at: total, place(card): -total}, desk)


def _private(total: int, desk: Desk) -> bool | None:
    """Whether a letter in force says that a charge was private; None where none tells."""
    for letter in desk.of_kind("e-mail"):
        text = plain_figures(letter.text)
        if any(desk.minor(one) == total for one in money_in([text])) and re.search(_PRIVATE, text):
            return in_force(text, _PRIVATE, _BUSINESS)
    return None


def _move(letter: Sheet, receipt: str, total: int, desk: Desk) -> Calls:
    """Move the part of a charge that the controller names."""
    text = plain_figures(letter.text)
    part = moved_part(text, total, desk) if re.search(UNCHANGED, text) else None
    if part is None:
        return
    account, amount = part
    have = legs_of((yield from booked_on(receipt)), desk)
    charged = next((at for at in have if at[3] and have[at] > 0), None)
    if charged is not None and not (yield from booked_on(letter.id)):
        yield from post(letter.id, {charged: -amount, place(account, department=charged[3]): amount}, desk)
