"""Departments: what each one has of an account, beside what the account has in all.

An account that is right with the wrong department is a balance that is right: the department is a share of what booking
it earns, and is asked for only where the balance is right. Departments are compared by account as balances are by
matter, and what serves another matter takes its departments along; so how the books came to stand as they do leaves no
trace here either. Within this module's moves a cell's ``party`` is the department.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from tieout.grading.attribution import Standing, attributed
from tieout.grading.facts import Cell, Moves
from tieout.grading.matters import Matters


@dataclass(frozen=True)
class Departments:
    """``needs`` and ``posts`` are by document. ``groups`` are the matters, those that serve one another joined, and
    ``standing`` is by group; ``due`` are the needs by matter, as they were at the start."""

    needs: Moves
    posts: Moves
    due: Moves
    groups: Matters
    standing: Standing

    def need(self, document: str, cell: Cell) -> int:
        """How much has to move between or to departments of an account under a document, in minor units."""
        return self._needed.get((document, cell), 0)

    @cached_property
    def _needed(self) -> Mapping[tuple[str, Cell], int]:
        return {
            (document, account): _moved(cells.values())
            for document, needs in self.needs.items()
            for account, cells in _by_account(needs).items()
        }

    def right(self, document: str, cell: Cell) -> bool:
        """True where every department has what it should have of an account on the document's matter."""
        group = self.groups.of(document)
        return all(self.standing.right(group, each) for each in self._concerned[group, cell])

    @cached_property
    def _concerned(self) -> Mapping[tuple[str, Cell], frozenset[Cell]]:
        """By group and account, the departments that need, lack or have too much of it."""
        found: dict[tuple[str, Cell], set[Cell]] = {}
        standing = self.standing
        for moves in (standing.needs, standing.missing, standing.excess):
            for group, cells in moves.items():
                for cell in cells:
                    found.setdefault((group, account_of(cell)), set()).add(cell)
        return {place: frozenset(cells) for place, cells in found.items()}

    def cites(self, document: str, cell: Cell) -> bool:
        """True where what had to move between departments was moved under the document that called for it, whatever else
        was."""
        posts = self.posts.get(document, {})
        needs = _by_account(self.needs[document])[cell]
        return all(0 < need <= posts.get(each, 0) or posts.get(each, 0) <= need < 0 for each, need in needs.items())

    def touches(self, document: str) -> bool:
        """True where anything was allotted to a department on, or for, the document's matter."""
        return self.groups.of(document) in self.standing.touched

    @cached_property
    def strayed(self) -> Mapping[tuple[str, Cell], int]:
        """By group and account, how much more stands in wrong departments than at the start, in minor units."""
        standing = self.standing
        found = {}
        for (group, account), cells in self._concerned.items():
            if not any(cell in standing.excess.get(group, {}) for cell in cells):
                continue  # nothing was moved but towards where it belongs
            needs = standing.needs.get(group, {})
            left = _moved(standing.residual(group, cell) for cell in cells)
            more = left - _moved(needs.get(cell, 0) for cell in cells)
            if more > 0:
                found[group, account] = more
        return found


def departments_of(needs: Moves, posts: Moves, matters: Matters, standing: Standing) -> Departments:
    """How the departments stand, given how the balances do; ``needs`` and ``posts`` are departments' moves by document."""
    pairs = ((matter, other) for matter, others in standing.served_by.items() for other in others)
    groups = matters.joined_by(pairs)
    allotted = attributed(groups.gathered(needs), groups.gathered(posts), ())
    return Departments(needs, posts, matters.gathered(needs), groups, allotted)


def account_of(cell: Cell) -> Cell:
    """The account that a department's cell divides."""
    return Cell(cell.account, "", "", cell.ahead)


def _by_account(cells: Mapping[Cell, int]) -> dict[Cell, dict[Cell, int]]:
    """What is said of departments, account by account."""
    found: dict[Cell, dict[Cell, int]] = {}
    for cell, amount in cells.items():
        found.setdefault(account_of(cell), {})[cell] = amount
    return found


def _moved(amounts: Iterable[int]) -> int:
    """What has to move for the amounts to vanish: as much as stands too much, or too little, whichever is more."""
    more = less = 0
    for amount in amounts:
        if amount > 0:
            more += amount
        else:
            less -= amount
    return max(more, less)
