"""What the cheats at the bank share: both sides of an account, what of them adds up, and the workpaper of the rest.

No document is opened: amounts come from list_documents, from the statement and from the ledger.
"""

from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final, TypeVar

from tieout.agents.protocol import Play, all_rows, call, fields, offered
from tieout.ledger.money import parse, render
from tieout.tools.messages import ToolCall, View

_LARGEST_GROUP: Final = 5
_CANDIDATES: Final = 14


@dataclass(frozen=True, slots=True)
class Printed:
    """An open line of the statement; ``amount`` in minor units."""

    name: str
    date: str
    amount: int
    text: str


@dataclass(frozen=True, slots=True)
class Cash:
    """What the ledger moves for one document and has not matched. ``entries`` are names that a match takes,
    ``amount`` their sum in minor units, ``date`` and ``memo`` those of the latest."""

    document: str
    date: str
    amount: int
    memo: str
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BankSide:
    """A bank account as it lies there: the statement's closing balance as printed, and what is open on both sides."""

    account: str
    closing: str
    statement: str
    lines: tuple[Printed, ...]
    cash: tuple[Cash, ...]


Part = TypeVar("Part", Printed, Cash)
Pair = tuple[tuple[Printed, ...], tuple[Cash, ...]]


def bank_side(account: str, currency: str) -> Generator[ToolCall, View, BankSide]:
    """Read the open lines and the open cash of a bank account."""
    head = fields((yield call("list_bank_lines", account=account)))
    printed = yield from all_rows("list_bank_lines", account=account)
    lines = tuple(
        Printed(
            row["bank line"], row["date"], parse(row["amount"], currency), f"{row['description']} {row['reference']}"
        )
        for row in printed
    )
    cash: dict[str, Cash] = {}
    for row in (yield from all_rows("query_ledger", account=account, unmatched=True)):
        name, before = row["document"], cash.get(row["document"])
        one = Cash(name, row["date"], parse(row["amount"], currency), row["memo"], (f"{row['entry']}:{name}",))
        if before is not None:
            one = replace(one, amount=before.amount + one.amount, entries=before.entries + one.entries)
        cash[name] = one
    return BankSide(account, head["closing balance"], head["statement"], lines, tuple(cash.values()))


def ledger_balance(account: str, opening: View) -> Generator[ToolCall, View, str]:
    """The closing balance of the ledger: asked for, or added up from its lines where no tool tells it; zero where none
    shows the lines."""
    if "account_balance" in offered(opening):
        return fields((yield call("account_balance", account=account)))["closing"]
    return fields((yield call("query_ledger", account=account, period="all"))).get("total", "0.00")


def what_adds_up(lines: Sequence[Printed], cash: Sequence[Cash]) -> tuple[Pair, ...]:
    """What is certain, then equal amounts in the order of dates, then a line that several documents add up to, and a
    document that several lines add up to."""
    pairs: list[Pair] = [((line,), (one,)) for line, one in _each_once((*_certain(lines, cash), *_equal(lines, cash)))]
    free_lines = [line for line in lines if all(line not in group for group, _ in pairs)]
    free_cash = [one for one in cash if all(one not in settled for _, settled in pairs)]
    for line in list(free_lines):
        early = [one for one in free_cash if one.date <= line.date and one.amount * line.amount > 0][-_CANDIDATES:]
        found = _sum_of(early, line.amount)
        if found:
            free_lines.remove(line)
            free_cash = [one for one in free_cash if one not in found]
            pairs.append(((line,), found))
    for one in list(free_cash):
        late = [line for line in free_lines if line.date >= one.date and line.amount * one.amount > 0][:_CANDIDATES]
        parts = _sum_of(late, one.amount)
        if parts:
            free_lines = [line for line in free_lines if line not in parts]
            free_cash.remove(one)
            pairs.append((parts, (one,)))
    return tuple(pairs)


def what_is_certain(lines: Sequence[Printed], cash: Sequence[Cash]) -> tuple[tuple[Printed, Cash], ...]:
    """One line with one document over the same amount, where a reference says so or the amount is unique."""
    return _each_once(_certain(lines, cash))


def _each_once(pairs: Iterable[tuple[Printed, Cash]]) -> tuple[tuple[Printed, Cash], ...]:
    """The first pair of each line and each document."""
    kept: list[tuple[Printed, Cash]] = []
    for line, one in pairs:
        if all(line is not taken and one is not used for taken, used in kept):
            kept.append((line, one))
    return tuple(kept)


def _certain(lines: Sequence[Printed], cash: Sequence[Cash]) -> Iterator[tuple[Printed, Cash]]:
    on_statement, in_ledger = Counter(line.amount for line in lines), Counter(one.amount for one in cash)
    for line in lines:
        for one in cash:
            if one.amount == line.amount:
                named = one.document == line.name or any(word in line.text.split() for word in one.memo.split()[-1:])
                if named or (on_statement[line.amount] == 1 and in_ledger[line.amount] == 1):
                    yield line, one


def _equal(lines: Sequence[Printed], cash: Sequence[Cash]) -> Iterator[tuple[Printed, Cash]]:
    for line in lines:
        for one in sorted(cash, key=lambda one: one.date):
            if one.amount == line.amount:
                yield line, one


def _sum_of(parts: Sequence[Part], total: int) -> tuple[Part, ...]:
    """The fewest of ``parts``, two at least, that add up to ``total``; none where that is no single choice."""
    for size in range(2, _LARGEST_GROUP + 1):
        found = [chosen for chosen in combinations(parts, size) if sum(part.amount for part in chosen) == total]
        if found:
            return found[0] if len(found) == 1 else ()
    return ()


def match_and_list(account: str, currency: str, last_day: str, *, sums: bool) -> Play:
    """Match what is certain on a bank account, or with ``sums`` whatever adds up; list the rest, and file it as proven."""
    side = yield from bank_side(account, currency)
    certain = tuple(((line,), (one,)) for line, one in what_is_certain(side.lines, side.cash))
    pairs: tuple[Pair, ...] = what_adds_up(side.lines, side.cash) if sums else certain
    for lines, cash in pairs:
        entries = [name for one in cash for name in one.entries]
        yield call("match", pairs=[{"bank_lines": [line.name for line in lines], "entries": entries}])
    matched = {one.document for _, cash in pairs for one in cash}
    listed = {one.document: one.amount for one in side.cash if one.document not in matched and one.date <= last_day}
    yield call(
        "save_workpaper", account=account, balance=side.closing, unexplained="0.00",
        listed=[{"document": name, "amount": render(amount, currency)} for name, amount in listed.items() if amount],
    )  # fmt: skip
