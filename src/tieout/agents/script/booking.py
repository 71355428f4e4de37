"""Entries by difference: what stands on a paper is brought to what should stand there."""

from collections.abc import Generator, Mapping, Sequence

from tieout.agents.protocol import all_rows, call, fields
from tieout.agents.rulebot.bank import Rows
from tieout.agents.script.desk import Calls, Desk
from tieout.tools.messages import ToolCall, View

Place = tuple[str, str, str, str]  # account, party, item, department
Legs = Mapping[Place, int]


def place(account: str, party: str = "", item: str = "", department: str = "") -> Place:
    """Where an amount stands."""
    return account, party, item, department


def legs_of(lines: Rows, desk: Desk) -> dict[Place, int]:
    """What ledger lines put where."""
    legs: dict[Place, int] = {}
    for line in lines:
        at = place(line["account"], line["party"], line["item"], line["department"])
        legs[at] = legs.get(at, 0) + desk.minor(line["amount"])
    return legs


def booked_on(document: str) -> Generator[ToolCall, View, Rows]:
    """The ledger lines that cite a document."""
    return (yield from all_rows("query_ledger", document=document))


def bring(document: str, have: Legs, want: Legs, desk: Desk, day: str = "") -> Generator[ToolCall, View, str]:
    """Post the difference under the document; the entry, or nothing where none is due or it is refused."""
    gap = {at: want.get(at, 0) - have.get(at, 0) for at in {**have, **want}}
    return (yield from post(document, gap, desk, day))


def post(document: str, legs: Legs, desk: Desk, day: str = "") -> Generator[ToolCall, View, str]:
    """Post an entry under one document; its id, or nothing."""
    lines = [_line(at, amount, document, desk) for at, amount in legs.items() if amount]
    if not lines or sum(legs.values(), 0):
        return ""
    view = yield call("post_entry", date=day or desk.last_day, memo=f"By {document}", lines=lines)
    return fields(view)["entry"] if view.refusal is None else ""


def undo(entry: str, desk: Desk, memo: str) -> Generator[ToolCall, View, str]:
    """Reverse an entry in the month to close, by its mirror image where no tool reverses; the new entry."""
    if "reverse_entry" in desk.tools:
        view = yield call("reverse_entry", entry=entry, date=desk.last_day, memo=memo)
        return fields(view)["entry"] if view.refusal is None else ""
    lines = yield from all_rows("query_ledger", entry=entry)
    mirror = [
        {name: line[name] for name in ("account", "document", "party", "item", "department") if line.get(name)}
        | {"amount": desk.shown(-desk.minor(line["amount"]))}
        for line in lines
    ]
    view = yield call("post_entry", date=desk.last_day, memo=memo, lines=mirror)
    return fields(view)["entry"] if view.refusal is None else ""


def match(bank_lines: Sequence[str], entries: Sequence[str]) -> Calls:
    """Match, where there is something to match; an entry is named with its document, as in ``JE-00012:REM-00034``."""
    if entries:
        yield call("match", pairs=[{"bank_lines": list(bank_lines), "entries": list(entries)}])


def take_back(entry: str, document: str, desk: Desk, memo: str) -> Calls:
    """Undo an entry under a document and match the two, so that neither waits for the bank."""
    mirror = yield from undo(entry, desk, memo)
    if mirror:
        yield from match((), (f"{entry}:{document}", f"{mirror}:{document}"))


def _line(at: Place, amount: int, document: str, desk: Desk) -> dict[str, str]:
    account, party, item, department = at
    line = {"account": account, "amount": desk.shown(amount), "document": document}
    extra = {"party": party, "item": item, "department": department}
    return line | {name: value for name, value in extra.items() if value}
