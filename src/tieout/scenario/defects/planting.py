"""What defects share: finding something to spoil that no other defect has touched."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from tieout.ledger.entries import Entry, Line
from tieout.ledger.records import quickly_made
from tieout.scenario.answer_key import Defect
from tieout.scenario.seeds import Rng
from tieout.scenario.world import OPENING, Movement, World

Plant = Callable[[World, Rng], tuple[World, Defect]]


class NoCandidateError(LookupError):
    """The world has nothing left that this defect could spoil; the planner takes another."""


@quickly_made
@dataclass(frozen=True, slots=True)
class CashEntry:
    """A booked entry of two lines that moves cash for one document, and the one bank line that truly clears it."""

    entry: Entry
    cash: Line
    other: Line
    movement: Movement


@lru_cache(maxsize=4)
def cash_entries(world: World, receipts: bool = True, payments: bool = True) -> tuple[CashEntry, ...]:
    """Candidates: right in the books with a document of their own, cleared one to one, untouched by other defects."""
    codes = {account.code for account in world.accounts}
    cleared = {
        one.cleared[0][0]: one
        for one in world.movements
        if len(one.cleared) == 1 and one.cleared[0][0] not in world.used and one.cleared[0][0] != one.line.id
    }
    for one in world.movements:
        if one.group and one.cleared:
            cleared.pop(one.cleared[0][0], None)
    right = set(map(id, world.truth))
    found = []
    for entry in world.books:
        if len(entry.lines) != 2:
            continue
        cash, other = entry.lines
        if cash.account not in codes:
            cash, other = other, cash
            if cash.account not in codes:
                continue
        wanted = receipts if cash.amount > 0 else payments
        if wanted and cash.document in cleared and id(entry) in right:
            found.append(CashEntry(entry, cash, other, cleared[cash.document]))
    return tuple(found)


def pick(candidates: Sequence[CashEntry], rng: Rng) -> CashEntry:
    """One of the candidates; NoCandidateError where none is left."""
    if not candidates:
        raise NoCandidateError("no booked cash entry is left untouched")
    return rng.choice(candidates)


def restated(found: CashEntry, amount: int, key: str) -> Entry:
    """The entry with another (signed) cash amount."""
    entry, cash = found.entry, found.cash
    lines = tuple(
        Line(line.account, amount if line is cash else -amount, line.document, line.party, line.item)
        for line in entry.lines
    )
    return Entry(key, entry.date, entry.memo, lines)


def amount_taken(world: World, account: str, amount: int) -> bool:
    """True where another bank line or cash entry of the account has this absolute amount."""
    return (account, abs(amount)) in _amounts(world)


@lru_cache(maxsize=2)
def _amounts(world: World) -> frozenset[tuple[str, int]]:
    """The absolute amounts that move on each bank account, by the statement or by the books."""
    codes = {account.code for account in world.accounts}
    booked = {
        (line.account, abs(line.amount)) for entry in world.books for line in entry.lines if line.account in codes
    }
    return frozenset(booked.union((movement.account, abs(movement.line.amount)) for movement in world.movements))


def free_amount(world: World, rng: Rng, low: int, high: int) -> int:
    """An amount in low … high that no movement of any bank account has."""
    while True:
        amount = rng.between(low, high)
        if not any(amount_taken(world, account.code, amount) for account in world.accounts):
            return amount


def brought_forward(world: World, account: str, amount: int, party: str, item: str) -> World:
    """The world whose opening balance has one item more; retained earnings, its last line, balance it."""
    (opening,) = (entry for entry in world.history if entry.memo == OPENING)
    *brought, balance = opening.lines
    more = Line(account, amount, balance.document, party, item)
    balanced = Line(balance.account, balance.amount - amount, balance.document)
    carried = Entry(opening.id, opening.date, opening.memo, (*brought, more, balanced))
    return replace(world, history=tuple(carried if entry is opening else entry for entry in world.history))


def new_lines(world: World, rng: Rng, count: int) -> tuple[str, ...]:
    """Ids for ``count`` new bank lines."""
    taken = {movement.line.id for movement in world.movements}
    fresh: list[str] = []
    while len(fresh) < count:
        candidate = f"BL-{rng.digits(5)}"
        if candidate not in taken:
            taken.add(candidate)
            fresh.append(candidate)
    return tuple(fresh)
