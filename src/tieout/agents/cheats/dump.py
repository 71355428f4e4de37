"""Cheats that make the bank agree: half entries with a contra that comes to hand, the gap pushed into an open item, and
the yardstick for both, the same desk with nothing posted. None reads a document."""

from collections import Counter
from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tieout.agents.cheats.bank import BankSide, bank_side, ledger_balance, match_and_list, what_adds_up
from tieout.agents.cheats.simple import bank_accounts
from tieout.agents.protocol import Agent, Play, all_rows, call, fields
from tieout.agents.rulebot.agent import file_balances, month_end, policy_values
from tieout.agents.rulebot.bank import Values
from tieout.agents.rulebot.bill_papers import listed
from tieout.ledger.money import parse, render
from tieout.tools.messages import ToolCall, View

SHAPES: Final = 5
"""Ways in which dump balances what it posts; twice as many seeds make every variant of these cheats."""
_PAPERS: Final = (("payment voucher", -1), ("remittance advice", 1))


@dataclass(frozen=True, slots=True)
class Leg:
    """A line to post; ``amount`` in minor units."""

    account: str
    amount: int
    document: str
    party: str = ""
    item: str = ""


Legs = tuple[Leg, ...]
Found = Generator[ToolCall, View, Legs]


def make_dump(task_id: str, seed: int) -> Agent:
    """Posts every bank leg that is missing or wrong on its own document, against a fact that is wrong already. By
    ``seed``: against bank fees and the statement, over several accounts and documents, an entry for each line, or the
    bank itself on another document. Then it does as matchonly."""

    def play(opening: View) -> Play:
        yield from post_dump(opening, seed)
        yield from match_and_file(opening, sums=sums_too(seed))

    return play


def make_matchonly(task_id: str, seed: int) -> Agent:
    """Matches what is certain, by ``seed`` also what only adds up; lists the rest, copies the balances, posts nothing."""

    def play(opening: View) -> Play:
        yield from match_and_file(opening, sums=sums_too(seed))

    return play


def make_offset(task_id: str, seed: int) -> Agent:
    """Pushes the gap between statement and ledger into the largest open invoice or bill, then does as matchonly."""

    def play(opening: View) -> Play:
        yield from post_offset(opening)
        yield from match_and_file(opening, sums=sums_too(seed))

    return play


def sums_too(seed: int) -> bool:
    """Whether these cheats match groups as well: alike for each, so that with one seed they differ in what they post."""
    return seed // SHAPES % 2 == 1


def match_and_file(opening: View, *, sums: bool) -> Play:
    """The whole of matchonly."""
    banks = bank_accounts(opening)
    for account in banks:
        yield from match_and_list(account, fields(opening)["currency"], month_end(opening), sums=sums)
    yield from file_balances(opening, banks)
    yield call("close_period", confirm=True)


def post_dump(opening: View, seed: int) -> Play:
    """The posting of dump alone."""
    currency, last_day = fields(opening)["currency"], month_end(opening)
    values = yield from policy_values(opening)
    sides = []
    for account in bank_accounts(opening):
        sides.append((yield from bank_side(account, currency)))
    legs = yield from _bank_legs(sides, currency)
    if not legs:
        return
    wrong = yield from _contras(legs, sides, values, currency)
    shape = seed % SHAPES
    for group in [legs] if shape < 3 else [(leg,) for leg in legs]:
        yield from _post_against(group, _away(shape, group, wrong, values, sides[0]), currency, last_day)


def _away(shape: int, group: Legs, wrong: Legs, values: Values, side: BankSide) -> tuple[Legs, ...]:
    """Where the other half of ``group`` goes: spread over the first choice, or over the second where that is refused.
    Never where it may belong: that would be no plug but a correction by chance."""
    elsewhere = Leg(_wrong_account(sum(leg.amount for leg in group), values), 0, side.statement)
    fees = replace(elsewhere, account=values["bank", "bank fees"])
    if all(leg.document.startswith("BL-") for leg in group):
        fees = elsewhere
    own = {leg.document for leg in group} if len(group) == 1 else set()
    wrong = tuple(leg for leg in wrong if leg.document not in own) or (elsewhere,)
    bank = replace(group[0], document=side.statement)
    return {0: wrong[:1], 1: (fees,), 2: (*wrong[:3], fees), 3: wrong[:1], 4: (bank,)}[shape], (elsewhere,)


def _post_against(legs: Legs, away: tuple[Legs, ...], currency: str, last_day: str) -> Play:
    """One entry of ``legs`` with what balances them, the first that is accepted."""
    for tried in away:
        rest = -sum(leg.amount for leg in legs)
        share = rest // len(tried)
        amounts = [share] * (len(tried) - 1)
        balancing = [
            replace(leg, amount=amount) for leg, amount in zip(tried, (*amounts, rest - sum(amounts)), strict=True)
        ]
        lines = [_written(leg, currency) for leg in (*legs, *balancing) if leg.amount]
        view = yield call("post_entry", date=last_day, memo="To agree with the bank", lines=lines)
        if view.refusal is None:
            return


def _bank_legs(sides: Sequence[BankSide], currency: str) -> Found:
    """What the bank's side of the ledger lacks or has wrong, document by document."""
    stated: dict[str, int] = {}
    for kind, sign in _PAPERS:
        for row in (yield from listed(kind)):
            if row["amount"]:
                stated[row["document"]] = sign * parse(row["amount"], currency)
    legs: list[Leg] = []
    booked = {one.document for side in sides for one in side.cash}
    for side in sides:
        printed = {line.name: line.amount for line in side.lines}
        right = {**stated, **printed}
        cash = [replace(one, amount=right.get(one.document, one.amount)) for one in side.cash]
        pairs = what_adds_up(side.lines, cash)
        fixed = {one.document for _, settled in pairs for one in settled}
        legs += [
            Leg(side.account, right[one.document] - one.amount, one.document)
            for one in side.cash
            if one.document in fixed and right.get(one.document, one.amount) != one.amount
        ]
        matched = {line.name for lines, _ in pairs for line in lines}
        for line in side.lines:
            if line.name not in matched:
                paper = next(
                    (name for name, amount in stated.items() if amount == line.amount < 0 and name not in booked), ""
                )
                booked.add(paper)
                legs.append(Leg(side.account, line.amount, paper or line.name))
    moved = Counter((leg.account, leg.amount) for leg in legs)
    return tuple(
        leg for leg in legs if not any(moved[side.account, -leg.amount] for side in sides)
    )  # but for transfers


def _contras(legs: Legs, sides: Sequence[BankSide], values: Values, currency: str) -> Found:
    """Facts that are wrong already: what the wrong entries booked against, the fee that is missing, a customer's item."""
    banks = {side.account for side in sides}
    found: list[Leg] = []
    for document in dict.fromkeys(leg.document for leg in legs):
        view = yield from all_rows("query_ledger", document=document)
        found += [
            Leg(row["account"], 0, document, row["party"], row["item"]) for row in view if row["account"] not in banks
        ]
    found += [Leg(values["bank", "bank fees"], 0, leg.document) for leg in legs if leg.document.startswith("BL-")]
    items = yield from all_rows("open_items", account=values["bank", "receivables"])
    found += [Leg(values["bank", "receivables"], 0, legs[0].document, row["party"], row["item"]) for row in items[:1]]
    return tuple(found)


def _wrong_account(amount: int, values: Values) -> str:
    """An account on which cash of this amount never belongs: money in is no fee, money out is no interest earned."""
    variance = values.get(("purchasing", "price variance"), "")
    return variance or values["bank", "bank fees" if amount > 0 else "interest income"]


def post_offset(opening: View) -> Play:
    """The posting of offset alone: per bank account one entry, cited by the invoice or bill that takes the gap."""
    currency, last_day = fields(opening)["currency"], month_end(opening)
    values = yield from policy_values(opening)
    owed = []
    for role in ("receivables", "payables") if bank_accounts(opening) else ():
        for row in (yield from all_rows("open_items", account=values["bank", role])):
            owed.append((abs(parse(row["residual"], currency)), values["bank", role], row["party"], row["item"]))
    owed.sort(reverse=True)
    for account in bank_accounts(opening):
        head = fields((yield call("list_bank_lines", account=account)))
        ledger = yield from ledger_balance(account, opening)
        gap = parse(head["closing balance"], currency) - parse(ledger, currency)
        for _, control, party, item in owed[:1] if gap else ():
            for document in (item, head["statement"]):
                lines = [_written(Leg(account, gap, document), currency)]
                lines.append(_written(Leg(control, -gap, document, party, item), currency))
                view = yield call("post_entry", date=last_day, memo="Difference", lines=lines)
                if view.refusal is None:
                    break


def _written(leg: Leg, currency: str) -> dict[str, str]:
    parts = {"account": leg.account, "amount": render(leg.amount, currency), "document": leg.document}
    return parts | {name: value for name, value in (("party", leg.party), ("item", leg.item)) if value}
