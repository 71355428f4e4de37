"""A close set beside the right one: everything that credit and damage are counted from, worked out once."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Final

from tieout.grading.attribution import Standing, attributed
from tieout.grading.clearing import Clearing, Settlement, clearings_of, settlements_of
from tieout.grading.departments import Departments, departments_of
from tieout.grading.facts import Cell, FactKey, FactKind, Moves, decisions_of, needs_of, posts_of
from tieout.grading.matters import Matters, matters_of
from tieout.grading.workpapers import extra_facts, filed_facts, true_facts
from tieout.scenario.answer_key import AnswerKey
from tieout.tools.workspace import Workspace

WHOLE: Final = Fraction(1)
NOTHING: Final = Fraction()


@dataclass(frozen=True)
class Judged:
    """``needs`` and ``posts`` are balances by document, ``standing`` is by matter. ``said`` and ``due`` are decisions and workpapers: as
    they are, and as they should be; at the start there are none. What follows from these is worked out once, when it is
    first asked for."""

    opened: Workspace
    closed: Workspace
    matters: Matters
    needs: Moves
    posts: Moves
    standing: Standing
    departments: Departments
    settlements: Mapping[str, Settlement]
    clearings: Mapping[str, Clearing]
    said: Mapping[FactKey, object]
    due: Mapping[FactKey, object]

    def kept(self, matter: str) -> Fraction:
        """What is left of the credit on a matter. Half an entry is no correction: where the legs do not add up as they
        truly do, nothing is; what was posted astray, if in balance, is cut from what is right."""
        return self._kept.get(matter, WHOLE)

    @cached_property
    def _kept(self) -> Mapping[str, Fraction]:
        """By matter, what is left where that is not the whole."""
        standing = self.standing
        kept = {}
        for matter in standing.touched & standing.needs.keys():
            others = [cell for cell in standing.needs[matter] if cell.account not in self.banks]
            if any(not standing.residual(matter, cell) and not standing.right(matter, cell) for cell in others):
                kept[matter] = Fraction()  # what put it right was taken back under another paper
        for matter in standing.touched & (standing.missing.keys() | standing.excess.keys()) - kept.keys():
            astray = sum(abs(amount) for amount in standing.excess.get(matter, {}).values())
            if standing.imbalance(matter):
                kept[matter] = Fraction()
            elif astray:
                right = self._right(standing.needs.get(matter, {}), matter)
                kept[matter] = max(Fraction(), 1 - Fraction(astray, right)) if right else Fraction()
        return kept

    @cached_property
    def banks(self) -> frozenset[str]:
        """Codes of the bank accounts."""
        return frozenset(statement.account for statement in self.opened.case.statements)

    def _right(self, needs: Mapping[Cell, int], matter: str) -> int:
        """What is right on a matter, in minor units, where something else is not: its bank side counts only as far as the
        other side is right too, or a contra that is nearly right would carry a bank leg that is."""
        sides: dict[bool, int] = {}
        for cell, amount in needs.items():
            on_bank = cell.account in self.banks
            sides[on_bank] = sides.get(on_bank, 0) + (abs(amount) if self.standing.right(matter, cell) else 0)
        return 2 * min(sides.values()) if len(sides) == 2 else sum(sides.values())

    def cites(self, document: str, cell: Cell) -> bool:
        """True where what had to be posted under a document was posted there: no less, and no more but for what counts
        for other matters."""
        posted = self.posts.get(document, {}).get(cell, 0)
        need = self.needs[document][cell]
        matter = self.matters.of(document)
        lent = self.standing.lent.get(matter, {}).get(cell, 0)
        return posted == need or (posted == need + lent and bool(posted or matter in self.standing.lenders))

    def sound(self, account: str) -> Fraction:
        """How far the bank side of every matter on an account rests on whole entries: a proof that half an entry makes
        even proves nothing."""
        cash = Cell(account, "", "", ahead=False)
        return min((self.kept(matter) for matter, needs in self.standing.needs.items() if cash in needs), default=WHOLE)

    def cleared(self, bank_line: str) -> Fraction:
        """What the match of a bank line earns: no more than the booking that it rests on."""
        return self._cleared.get(bank_line, NOTHING)

    @cached_property
    def _cleared(self) -> Mapping[str, Fraction]:
        """By bank line that is matched rightly, or rightly together with others, what that earns."""
        earned = {}
        for name, clearing in self.clearings.items():
            if clearing not in (Clearing.RIGHT, Clearing.MIXED):
                continue
            _, statement = self.opened.case.bank_lines[name]
            cash = Cell(statement.account, "", "", ahead=False)
            matters = self.settlements[name].amounts
            if self._washed(self.settlements[name], cash):
                continue
            if all(self.standing.right(matter, cash) for matter in matters):
                booked = min(map(self.kept, matters))
                earned[name] = booked if clearing is Clearing.RIGHT else booked / 2
        return earned

    def _washed(self, settlement: Settlement, cash: Cell) -> bool:
        """True where more of a settlement's cash awaits clearing than its open lines and what it lent to matters in need
        account for: it was settled with one side of a wash, whose other side stays open."""
        lines = self.opened.case.bank_lines
        waiting = sum(lines[name][0].amount for name in settlement.lines if name not in self.closed.matched)
        helping = self.standing.helpers.intersection(settlement.amounts)
        lent = sum(abs(self.standing.lent.get(matter, {}).get(cash, 0)) for matter in helping)
        awaiting = sum(self._awaiting.get((cash.account, matter), 0) for matter in settlement.amounts)
        return awaiting > abs(waiting) + lent

    @cached_property
    def _awaiting(self) -> Mapping[tuple[str, str], int]:
        """By bank account and matter, the cash that awaits clearing: of each paper the net amount, without its sign."""
        papers: dict[tuple[str, str], int] = {}
        for account in self.banks:
            for item, amount in self.closed.open_cash_items(account).items():
                papers[account, item.document] = papers.get((account, item.document), 0) + amount
        awaiting: dict[tuple[str, str], int] = {}
        for (account, document), left in papers.items():
            matter = account, self.matters.of(document)
            awaiting[matter] = awaiting.get(matter, 0) + abs(left)
        return awaiting

    def proven(self, account: str) -> Fraction:
        """The share of a bank account's lines that are rightly matched, of those that can be. A list of what is open,
        and the claim that nothing else is, are worth as much as the matching that they rest on."""
        return self._proven.get(account, WHOLE)

    @cached_property
    def _proven(self) -> Mapping[str, Fraction]:
        """By bank account that has lines to match, the share of them."""
        due: dict[str, list[Fraction]] = {}
        for name, (_, statement) in self.opened.case.bank_lines.items():
            if name in self.settlements:
                due.setdefault(statement.account, []).append(self.cleared(name))
        return {account: sum(earned, NOTHING) / len(earned) for account, earned in due.items()}


def judge(opened: Workspace, closed: Workspace, key: AnswerKey) -> Judged:
    """Set ``closed`` beside the right close of the month; ``opened`` is the desk as it was at the start."""
    case = opened.case
    matters = matters_of(case, key)
    banks = [statement.account for statement in case.statements]
    needed, posted = needs_of(opened, key), posts_of(opened, closed)
    needs, posts = needed.balances, posted.balances
    standing = attributed(matters.gathered(needs), matters.gathered(posts), banks)
    departments = departments_of(needed.departments, posted.departments, matters, standing)
    settlements = settlements_of(key, matters)
    due = {**decisions_of(key.dispositions), **true_facts(key, banks, matters)}
    filed = filed_facts(closed, matters, departments.groups, standing.needs)
    said = {**decisions_of(closed.dispositions.values()), **filed}
    neutral = extra_facts(closed, key, due)
    return Judged(
        opened,
        closed,
        matters,
        needs,
        posts,
        standing,
        departments,
        settlements,
        clearings_of(closed, settlements, matters, standing),
        {fact: value for fact, value in said.items() if neutral.get(fact) != value},
        due,
    )


def cleared_key(bank_line: str) -> FactKey:
    """The fact that a bank line is settled, or open."""
    return FactKey(FactKind.CLEARED, (bank_line,))
