"""What letters ask for: credits set off, bills moved, agreements ended, suspense cleared."""

import re
from typing import Final

from tieout.agents.protocol import all_rows, call
from tieout.agents.rulebot.tables import money_in
from tieout.agents.script.booking import Place, booked_on, bring, legs_of, place, post
from tieout.agents.script.choosing import named_in
from tieout.agents.script.close.contracts import usual_place
from tieout.agents.script.desk import Calls, Desk, Sheet
from tieout.agents.script.letters import REPLACES, in_force, plain_figures
from tieout.agents.script.recoding import ACCOUNT, moved_part

_MOVED: Final = r"moved over|set off|setting it off|used up|us(?:e|ing) it up|moving it over|move it over|set it off"
_KEPT: Final = r"(?<!had )kept|keep(?:ing)? it|saved?\b|saving|stays|left where|leav(?:e|ing) it"
_CREDIT: Final = re.compile(r"(?:in our favor|to our credit|credit of \$?[\d.,]+) on (INV-\d+)")
_ENDED: Final = r"stop|terminat|agreement ends|end(?:ing)? the agreement|paid back|without any refund"
_GOES_ON: Final = (
    r"runs? to the end|to the end of its term|goes on|going on|go on with|kept up|keep(?:ing)? up|letting|let it run"
)
_OURS: Final = (
    r"came from us|from us, to return|our payment|it is ours|paid back by us|our refund|settles INV|settles the"
)
_ANOTHER: Final = r"stranger's payment|(?:another|other) firm|some(?:one|body) else|no bill of ours|none of our debts|came from a stranger|nothing of ours"


def follow_letters(desk: Desk) -> Calls:
    """Do what the letters in force say."""
    for sheet in _last_words(desk):
        if sheet.party.startswith("C-") and _CREDIT.search(plain_figures(sheet.text)):
            yield from _set_off(sheet, desk)
        elif "controller" in sheet.text and "BILL-" in sheet.text and re.search(ACCOUNT, plain_figures(sheet.text)):
            yield from _move_charge(sheet, desk)
        elif sheet.party.startswith("V-") and "BILL-" in sheet.text:
            yield from _end_agreement(sheet, desk)
    yield from _clear_suspense(desk)


def _last_words(desk: Desk) -> list[Sheet]:
    """The e-mails, without those that a later one on the same matter takes the place of."""
    last: dict[tuple[str, ...], Sheet] = {}
    for sheet in desk.of_kind("e-mail"):
        topic = tuple(sorted(set(re.findall(r"\b(?:BILL|INV|FA)-\d+", sheet.text))))
        if REPLACES.search(plain_figures(sheet.text)):
            for key in [key for key in last if key[0] == sheet.party and set(key) & set(topic)]:
                del last[key]
        last[sheet.party, sheet.id, *topic] = sheet
    return list(last.values())


def _amounts(desk: Desk) -> dict[str, int]:
    return {sheet.id: desk.minor(sheet.amount) for sheet in desk.sheets.values() if sheet.amount}


def _set_off(sheet: Sheet, desk: Desk) -> Calls:
    """Set a customer's credit off against another invoice."""
    text, credit = plain_figures(sheet.text), _CREDIT.search(plain_figures(sheet.text))
    if credit is None or not in_force(text, _MOVED, _KEPT):
        return
    target = named_in(text.replace(credit[1], ""), "INV", _amounts(desk))
    amount = next(iter(money_in([text[: credit.end()]])), "")
    receivables = desk.value("bank", "receivables")
    if target and amount:
        minor = desk.minor(amount)
        legs = {place(receivables, sheet.party, credit[1]): minor, place(receivables, sheet.party, target): -minor}
        yield from bring(sheet.id, legs_of((yield from booked_on(sheet.id)), desk), legs, desk)


def _move_charge(sheet: Sheet, desk: Desk) -> Calls:
    """Move a part of a bill to the account that the controller names."""
    text = plain_figures(sheet.text)
    bill = named_in(text, "BILL", _amounts(desk))
    part = moved_part(text, desk.minor(desk.sheets[bill].amount), desk) if bill in desk.sheets else None
    if part is None:
        return
    account, amount = part
    have = legs_of((yield from booked_on(bill)), desk)
    charged = max((at for at in have if at[3] and have[at] > 0), key=lambda at: have[at], default=None)
    if charged is None or charged[0] == account:
        return
    legs = {charged: -amount, place(account, department=charged[3]): amount}
    yield from bring(sheet.id, legs_of((yield from booked_on(sheet.id)), desk), legs, desk)


def _end_agreement(sheet: Sheet, desk: Desk) -> Calls:
    """Charge what is left of a prepaid agreement that ended without a refund."""
    text, prepaids = plain_figures(sheet.text), desk.value("prepaids", "prepaids")
    bill = named_in(text, "BILL", _amounts(desk))
    if not bill or not prepaids or not in_force(text, _ENDED, _GOES_ON):
        return
    rows = yield from all_rows("open_items", account=prepaids)
    left = sum(desk.minor(row["residual"]) for row in rows if row["item"] == bill)
    usual = yield from usual_place(sheet.party)
    if left and usual:
        yield from post(sheet.id, {usual: left, place(prepaids, item=bill): -left}, desk)


def _clear_suspense(desk: Desk) -> Calls:
    """Clear each suspense item to where the last letter on it says, and escalate what none explains."""
    suspense = desk.value("suspense", "suspense")
    if not suspense:
        return
    for row in (yield from all_rows("open_items", account=suspense)):
        left = desk.minor(row["residual"])
        letters = [
            one for one in _last_words(desk) if desk.shown(abs(left)) in plain_figures(one.text).replace(",", "")
        ]
        target: Place | None = None
        for letter in letters[-1:]:
            if in_force(letter.text, _OURS, _ANOTHER):
                if letter.party.startswith("V-"):
                    target = yield from usual_place(letter.party)
                elif invoice := named_in(letter.text, "INV", _amounts(desk)):
                    target = place(desk.value("bank", "receivables"), letter.party, invoice)
                if target:
                    yield from post(letter.id, {place(suspense, item=row["item"]): -left, target: left}, desk)
        if target is None and row["item"]:
            yield call("escalate", subject=row["item"], reason="unsupported entry")
