"""What only the statement shows: transfers, returned payments, fees, interest, the bank's errors, unknown money."""

import re
from collections.abc import Generator, Mapping
from typing import Final

from tieout.agents.protocol import all_rows, call
from tieout.agents.rulebot.bank import recurring_role
from tieout.agents.script.bank.agencies import letter_on
from tieout.agents.script.bank.letters import owner_of, returned_receipt
from tieout.agents.script.bank.pairing import Line
from tieout.agents.script.bank.papers import GOT, Settlement
from tieout.agents.script.bank.receipts import apply_plain, open_invoices
from tieout.agents.script.booking import Place, booked_on, bring, legs_of, match, place, post, take_back
from tieout.agents.script.desk import Calls, Desk, Sheet
from tieout.agents.script.letters import in_force
from tieout.agents.script.words import numbers_in
from tieout.tools.messages import ToolCall, View

_RETURN: Final = re.compile(r"return|unpaid|nsf|bounced|refer to maker|chargeback|reject", re.IGNORECASE)
_INTEREST: Final = re.compile(r"\bint\b", re.IGNORECASE)
OURS: Final = r"fee for|charge for|debited for|credited as interest|interest|belongs to you,"
THEIRS: Final = r"another customer|wrong account|namesake|taken back"


def book_transfers(lines: list[Line], desk: Desk) -> Generator[ToolCall, View, list[Line]]:
    """Book both sides of transfers between own accounts through cash in transit; the lines that are left."""
    transit = desk.value("bank", "cash in transit")
    left = list(lines)
    for out in [line for line in lines if line.amount < 0]:
        for into in [line for line in left if line.amount == -out.amount and line.account != out.account]:
            if numbers_in(out.text) & numbers_in(into.text) and out in left:
                for line in (out, into):
                    yield from _moved(line, transit, desk)
                    left.remove(line)
    return left


def _moved(line: Line, transit: str, desk: Desk) -> Calls:
    """Book one side of a transfer, or bring the entry that has it to cash in transit, and match it."""
    have = legs_of((yield from booked_on(line.id)), desk)
    if not have:
        yield from _book(line, place(transit), desk)
    elif have.get(place(line.account)) == line.amount:
        yield from bring(line.id, have, {place(line.account): line.amount, place(transit): -line.amount}, desk)
        entries = sorted({row["entry"] for row in (yield from booked_on(line.id)) if row["account"] == line.account})
        yield from match([line.id], [f"{one}:{line.id}" for one in entries])


def _book(line: Line, other: Place, desk: Desk) -> Calls:
    """Book a line against one account and match it."""
    entry = yield from post(line.id, {place(line.account): line.amount, other: -line.amount}, desk, line.date)
    if entry:
        yield from match([line.id], [f"{entry}:{line.id}"])


def settle_rest(
    account: str, lines: list[Line], papers: Mapping[str, Settlement], desk: Desk
) -> Generator[ToolCall, View, list[Line]]:
    """Book what can be told by its wording; the lines that are listed as the bank's errors."""
    lines = yield from _unique_amounts(account, lines, desk)
    lines = yield from _cancelled(lines)
    lines = [line for line in lines if letter_on(line, desk) is None]  # these are booked by what the letters say
    listed = []
    for line in lines:
        notice = _notice(line, desk)
        came = [paper for paper in papers.values() if paper.sheet.kind == GOT and paper.cash == -line.amount]
        came = came if _RETURN.search(line.text) else []
        owner = (yield from _owner(line, desk)) if line.amount > 0 else None
        role = recurring_role(line_row(line))
        ours = in_force(notice.text, OURS, THEIRS) if notice else None
        if not role and line.amount > 0 and ("apply_cash" not in desk.tools or _INTEREST.search(line.text)):
            role = "interest income"
        if ours is not None:
            role = ("bank fees" if line.amount < 0 else "interest income") if ours else ""
        if came:
            done = yield from _returned(line, returned_receipt(came, desk), desk)
            listed += [] if done else [line]
        elif owner and owner[1]:
            yield from _book(line, place(desk.value("bank", "receivables"), *owner), desk)
        elif owner or ours is False:
            listed.append(line)
        elif role:
            yield from _book(line, place(desk.value("bank", role)), desk)
        elif line.amount > 0 and "apply_cash" in desk.tools and not _of_the_bank(notice):
            booked = yield from apply_plain(line, desk)
            listed += [] if booked else [line]
        else:
            listed.append(line)
    return listed


def _owner(line: Line, desk: Desk) -> Generator[ToolCall, View, tuple[str, str] | None]:
    """Customer and invoice of a receipt without a name, as letters tell; empty where they leave it open."""
    sizes = {item: left for item, (_, left, _) in (yield from open_invoices(desk)).items()}
    return owner_of(line, sizes, desk)


def line_row(line: Line) -> dict[str, str]:
    """A line as the rulebot reads it."""
    return {"description": line.description, "amount": "-" if line.amount < 0 else ""}


def _of_the_bank(notice: Sheet | None) -> bool:
    return notice is not None and bool(re.search(r"error|mistake|in error|another (?:firm|customer)", notice.text))


def _notice(line: Line, desk: Desk) -> Sheet | None:
    """The bank's notice on a line: of the same reference."""
    return next(
        (
            sheet
            for sheet in desk.of_kind("notice")
            if numbers_in(line.reference or line.description) & numbers_in(sheet.text)
            and sheet.id[:3] not in ("TB-", "LOG")
        ),
        None,
    )


def _returned(line: Line, receipt: str, desk: Desk) -> Generator[ToolCall, View, bool]:
    """Open again the invoices that a returned payment had paid."""
    if not receipt:
        return False
    receivables = desk.value("bank", "receivables")
    legs = {
        at: -amount
        for at, amount in legs_of((yield from booked_on(receipt)), desk).items()
        if at[0] == receivables and amount
    }
    if sum(legs.values()) != -line.amount:
        return False
    entry = yield from post(line.id, legs | {place(line.account): line.amount}, desk, line.date)
    if entry:
        yield from match([line.id], [f"{entry}:{line.id}"])
    return bool(entry)


def _unique_amounts(account: str, lines: list[Line], desk: Desk) -> Generator[ToolCall, View, list[Line]]:
    """Match what is left in the ledger and of a line's amount, once on both sides; undo what forced the balance."""
    rows = yield from all_rows("query_ledger", account=account, unmatched=True)
    left = list(lines)
    for row in rows:
        if row["document"].startswith("STMT-"):
            yield from take_back(row["entry"], row["document"], desk, "Forced the balance")
            continue
        if row["document"].startswith(("REM-", "PAY-")):
            continue
        hits = [line for line in left if line.amount == desk.minor(row["amount"])]
        if len(hits) == 1:
            yield from match([hits[0].id], [f"{row['entry']}:{row['document']}"])
            left.remove(hits[0])
    return left


def _cancelled(lines: list[Line]) -> Generator[ToolCall, View, list[Line]]:
    """Match lines with those that cancel them."""
    left = list(lines)
    for line in lines:
        mates = [
            other
            for other in left
            if line in left
            and other.amount == -line.amount
            and line.amount < 0
            and numbers_in(line.text) & numbers_in(other.text)
        ]
        if mates:
            view = yield call("match", pairs=[{"bank_lines": [line.id, mates[0].id], "entries": []}])
            if view.refusal is None:
                left.remove(line)
                left.remove(mates[0])
    return left
