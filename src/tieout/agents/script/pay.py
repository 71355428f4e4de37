"""Pay runs: each as its register says, and once."""

import re
from collections.abc import Generator
from typing import Final

from tieout.agents.protocol import call
from tieout.agents.rulebot.bank import Rows
from tieout.agents.script.booking import booked_on, bring, legs_of, place, undo
from tieout.agents.script.desk import Calls, Desk, Sheet
from tieout.agents.script.schedules import of_month
from tieout.tools.messages import ToolCall, View

_FIGURE: Final = r"[^\n]*?(\d+\.\d\d)"
_ROWS: Final = tuple(re.compile(f"{name}{_FIGURE}") for name in ("[Gg]ross", "[Nn]et pay", "[Ee]mployer"))


def right_runs(desk: Desk) -> Calls:
    """Undo pay runs that are booked twice and bring the others to their registers."""
    for sheet in desk.of_kind("payroll register"):
        found = [pattern.search(sheet.text) for pattern in _ROWS]
        if desk.value("payroll", "wages") and all(found):
            gross, net, employer = (desk.minor(one[1]) for one in found if one)
            yield from _right_run(sheet, gross, net, employer, desk)


def _right_run(sheet: Sheet, gross: int, net: int, employer: int, desk: Desk) -> Calls:
    lines = of_month((yield from booked_on(sheet.id)), desk)
    entries = sorted({line["entry"] for line in lines if line["account"] in desk.banks})
    if not entries:
        return
    kept = yield from _once(sheet.id, entries, lines, desk)
    mine = [line for line in lines if line["entry"] == kept]
    bank = next(line["account"] for line in mine if line["account"] in desk.banks)
    want = {
        place(desk.value("payroll", "wages")): gross,
        place(desk.value("payroll", "payroll tax")): employer,
        place(desk.value("payroll", "payroll liabilities")): net - gross - employer,
        place(bank): -net,
    }
    yield from bring(sheet.id, legs_of(mine, desk), want, desk)


def _once(document: str, entries: list[str], lines: Rows, desk: Desk) -> Generator[ToolCall, View, str]:
    """Undo all but one of the entries of a pay run, and match each with what undoes it; the entry that is kept. One that
    is matched with the bank cannot be undone, and so is the one to keep."""
    kept = ""
    for place_of, entry in enumerate(entries):
        last = place_of == len(entries) - 1
        mirror = "" if kept == "" and last else (yield from undo(entry, desk, "Booked twice"))
        if mirror:
            yield call("match", pairs=[{"bank_lines": [], "entries": [f"{entry}:{document}", f"{mirror}:{document}"]}])
        elif not kept:
            kept = entry
    return kept or entries[-1]
