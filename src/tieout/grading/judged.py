"""A close set beside the right one: everything that credit and damage are counted from, worked out once."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from tieout.grading.attribution import Standing, attributed
from tieout.grading.clearing import Clearing, Settlement, clearings_of, settlements_of
from tieout.grading.facts import Cell, FactKey, FactKind, Moves, decisions_of, needs_of, posts_of
from tieout.grading.matters import Matters, matters_of
from tieout.grading.workpapers import extra_facts, filed_facts, true_facts
from tieout.scenario.answer_key import AnswerKey
from tieout.tools.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Judged:
    """``needs`` and ``posts`` are by document, ``standing`` is by matter. ``said`` and ``due`` are decisions and
    workpapers: as they are, and as they should be; at the start there are none."""

    opened: Workspace
    closed: Workspace
    matters: Matters
    needs: Moves
    posts: Moves
    standing: Standing
    settlements: Mapping[str, Settlement]
    clearings: Mapping[str, Clearing]
    said: Mapping[FactKey, object]
    due: Mapping[FactKey, object]

    def kept(self, matter: str) -> Fraction:
        """What is left of the credit on a matter. Half an entry is no correction: where the legs do not add up as they
        truly do, nothing is; what was posted astray, if in balance, is cut from what is right."""
        standing = self.standing
        if matter not in standing.touched:
            return Fraction(1)
        if standing.imbalance(matter):
            return Fraction()
        astray = sum(abs(amount) for amount in standing.excess.get(matter, {}).values())
        if not astray:
            return Fraction(1)
        right = self._right(standing.needs.get(matter, {}), matter)
        return max(Fraction(), 1 - Fraction(astray, right)) if right else Fraction()

    def _right(self, needs: Mapping[Cell, int], matter: str) -> int:
        """What is right on a matter, in minor units, where something else is not: its bank side counts only as far as the
        other side is right too, or a contra that is nearly right would carry a bank leg that is."""
        banks = {statement.account for statement in self.opened.case.statements}
        sides: dict[bool, int] = {}
        for cell, amount in needs.items():
            on_bank = cell.account in banks
            sides[on_bank] = sides.get(on_bank, 0) + (abs(amount) if self.standing.right(matter, cell) else 0)
        return 2 * min(sides.values()) if len(sides) == 2 else sum(sides.values())

    def cites(self, document: str, cell: Cell) -> bool:
        """True where what had to be posted under a document was posted there: no less, and no more but for what counts
        for other matters."""
        posted = self.posts.get(document, {}).get(cell, 0)
        need = self.needs[document][cell]
        lent = self.standing.lent.get(self.matters.of(document), {}).get(cell, 0)
        return posted == need or bool(posted and posted == need + lent)

    def sound(self, account: str) -> Fraction:
        """How far the bank side of every matter on an account rests on whole entries: a proof that half an entry makes
        even proves nothing."""
        cash = Cell(account, "", "", ahead=False)
        return min((self.kept(matter) for matter, needs in self.standing.needs.items() if cash in needs), default=Fraction(1))

    def cleared(self, bank_line: str) -> Fraction:
        """What the match of a bank line earns: no more than the booking that it rests on."""
        clearing = self.clearings.get(bank_line, Clearing.OPEN)
        if clearing not in (Clearing.RIGHT, Clearing.MIXED):
            return Fraction()
        _, statement = self.opened.case.bank_lines[bank_line]
        cash = Cell(statement.account, "", "", ahead=False)
        matters = self.settlements[bank_line].amounts
        if not all(self.standing.right(matter, cash) for matter in matters):
            return Fraction()
        booked = min(self.kept(matter) for matter in matters)
        return booked if clearing is Clearing.RIGHT else booked / 2

    def proven(self, account: str) -> Fraction:
        """The share of a bank account's lines that are rightly matched, of those that can be. A list of what is open,
        and the claim that nothing else is, are worth as much as the matching that they rest on."""
        due = [
            name
            for name, (_, statement) in self.opened.case.bank_lines.items()
            if statement.account == account and name in self.settlements
        ]
        return sum((self.cleared(name) for name in due), Fraction()) / len(due) if due else Fraction(1)


def judge(opened: Workspace, closed: Workspace, key: AnswerKey) -> Judged:
    """Set ``closed`` beside the right close of the month; ``opened`` is the desk as it was at the start."""
    case = opened.case
    matters = matters_of(case, key)
    banks = [statement.account for statement in case.statements]
    needs, posts = needs_of(opened, key), posts_of(opened, closed)
    standing = attributed(matters.gathered(needs), matters.gathered(posts), banks)
    settlements = settlements_of(key, matters)
    due = {**decisions_of(key.dispositions), **true_facts(key, banks, matters)}
    linked = matters.joined_by((matter, other) for matter, others in standing.served_by.items() for other in others)
    said = {**decisions_of(closed.dispositions.values()), **filed_facts(closed, matters, linked)}
    neutral = extra_facts(closed, key, due)
    return Judged(
        opened,
        closed,
        matters,
        needs,
        posts,
        standing,
        settlements,
        clearings_of(closed, settlements, matters, standing),
        {fact: value for fact, value in said.items() if neutral.get(fact) != value},
        due,
    )


def cleared_key(bank_line: str) -> FactKey:
    """The fact that a bank line is settled, or open."""
    return FactKey(FactKind.CLEARED, (bank_line,))
