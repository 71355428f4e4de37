"""Money of tax agencies and paychecks outside the runs, as letters explain them."""

from typing import Final

from tieout.agents.protocol import all_rows
from tieout.agents.script.bank.pairing import Line, line_of
from tieout.agents.script.booking import booked_on, bring, legs_of, match, place
from tieout.agents.script.desk import Calls, Desk, Sheet
from tieout.agents.script.letters import in_force
from tieout.agents.script.words import numbers_in

_SAID: Final = (
    (r"settles payroll taxes|against what you owed|against your overdue", "payroll liabilities",
     r"for a coming quarter|for periods that have|carried ahead", "prepaids"),
    (r"yours to keep|unemployment tax went down|a rate above your own", "payroll tax",
     r"could not accept|without its form|to be repeated", "payroll liabilities"),
    (r"a lost check|voided paycheck|a voided check had left", "payroll liabilities",
     r"against pay that is yet|advance on a later|comes off a coming run", "prepaids"),
)  # fmt: skip
"""What letters may say and to what account of the policy it puts the money; the words are those of train."""


def letter_on(line: Line, desk: Desk) -> Sheet | None:
    """The last letter that names the line's number, where the policy knows of such letters."""
    if not desk.value("agencies", "prepaids") or len(line.reference) < 6:
        return None
    found = [sheet for sheet in desk.of_kind("e-mail") if line.reference in numbers_in(sheet.text)]
    return max(found, key=lambda sheet: sheet.date, default=None)


def follow_agencies(desk: Desk) -> Calls:
    """Book what letters explain, and bring what is booked to what they say."""
    for account in desk.banks:
        for row in (yield from all_rows("list_bank_lines", account=account, status="all")):
            line = line_of(row, account, desk)
            sheet = letter_on(line, desk)
            role = _role(sheet.text) if sheet else ""
            if role:
                yield from _as_said(line, desk.value("agencies", role), role == "prepaids", desk)


def _role(text: str) -> str:
    """The account to which what is in force puts the money; empty where it cannot be told."""
    for yes, stands, no, falls in _SAID:
        held = in_force(text, yes, no)
        if held is not None:
            return stands if held else falls
    return ""


def _as_said(line: Line, account: str, by_item: bool, desk: Desk) -> Calls:
    have = legs_of((yield from booked_on(line.id)), desk)
    target = place(account, item=line.id if by_item else "")
    want = {place(line.account): line.amount, target: -line.amount}
    entry = yield from bring(line.id, have, want, desk, "" if have else line.date)
    if entry and not have:
        yield from match([line.id], [f"{entry}:{line.id}"])
