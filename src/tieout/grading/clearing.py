"""Clearing: which bank lines are settled by what truly settles them.

Lines that are truly cleared together are a settlement. A match is right if it stays within one settlement and its cash
comes from that matter, whichever of its papers the entries cite, and in as many parts as it was booked. A match that
covers several settlements whole and mixes nothing else in is right in sum; it counts half, for it shows less.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from tieout.documents.closing import Match
from tieout.grading.attribution import Standing
from tieout.grading.matters import Matters
from tieout.scenario.answer_key import AnswerKey
from tieout.tools.workspace import Workspace


class Clearing(Enum):
    """How a bank line stands."""

    OPEN = "open"
    RIGHT = "right"
    MIXED = "matched together with other settlements"
    WRONG = "matched with what does not settle it"


@dataclass(frozen=True, slots=True)
class Settlement:
    """Bank ``lines`` that are truly cleared together, and the amounts by matter that clear them."""

    lines: frozenset[str]
    amounts: Mapping[str, int]


def settlements_of(key: AnswerKey, matters: Matters) -> dict[str, Settlement]:
    """By bank line, the settlement that it belongs to; a line that is rightly open has none."""
    groups: dict[str, list[str]] = {}
    amounts: dict[str, dict[str, int]] = {}
    for movement in key.cleared:
        name = movement.group or movement.line.id
        groups.setdefault(name, []).append(movement.line.id)
        total: dict[str, int] = {}
        for document, amount in movement.cleared:
            matter = matters.of(document)
            total[matter] = total.get(matter, 0) + amount
        amounts[name] = total
    found: dict[str, Settlement] = {}
    for name, lines in groups.items():
        settlement = Settlement(frozenset(lines), amounts[name])
        found.update(dict.fromkeys(lines, settlement))
    return found


def clearings_of(
    desk: Workspace, settlements: Mapping[str, Settlement], matters: Matters, standing: Standing
) -> dict[str, Clearing]:
    """How each bank line that is matched stands."""
    found: dict[str, Clearing] = {}
    for match in desk.matches:
        judged = _judged(match, _cash_of(desk, match, matters), settlements, standing)
        found.update(dict.fromkeys(match.bank_lines, judged))
    return found


def _cash_of(desk: Workspace, match: Match, matters: Matters) -> dict[str, int]:
    """By matter, the cash that a match takes."""
    cash: dict[str, int] = {}
    for item in match.items:
        entry = desk.books.entry(item.entry)
        assert entry is not None
        for line in entry.lines:
            if line.account == match.account and line.document == item.document:
                matter = matters.of(line.document)
                cash[matter] = cash.get(matter, 0) + line.amount
    return {matter: amount for matter, amount in cash.items() if amount}


def _judged(
    match: Match, cash: Mapping[str, int], settlements: Mapping[str, Settlement], standing: Standing
) -> Clearing:
    if not cash or any(line not in settlements for line in match.bank_lines):
        return Clearing.WRONG
    involved = {id(settlements[line]): settlements[line] for line in match.bank_lines}
    if len(involved) == 1:
        (settlement,) = involved.values()
        return Clearing.RIGHT if cash.keys() <= _payers(settlement, standing) else Clearing.WRONG
    lines = frozenset[str]().union(*(settlement.lines for settlement in involved.values()))
    if lines != frozenset(match.bank_lines):
        return Clearing.WRONG
    due: dict[str, int] = {}
    for settlement in involved.values():
        for matter, amount in settlement.amounts.items():
            due[matter] = due.get(matter, 0) + amount
    lent = frozenset[str]().union(*(standing.served_by.get(matter, frozenset()) for matter in due))
    strangers = {matter for matter in cash if matter not in due and matter not in lent}
    astray = {
        matter for matter, amount in due.items() if cash.get(matter, 0) != amount and matter not in standing.served_by
    }
    return Clearing.WRONG if strangers or astray else Clearing.MIXED


def _payers(settlement: Settlement, standing: Standing) -> frozenset[str]:
    """The matters whose cash settles it: its own, and those under which its postings were cited instead."""
    lent = (standing.served_by.get(matter, frozenset()) for matter in settlement.amounts)
    return frozenset(settlement.amounts).union(*lent)
