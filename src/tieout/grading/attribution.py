"""Attribution: what was posted under another document than the one that called for it.

State comes first and citation second: a balance that is right is right whichever paper the entry names. So where a
posting on one matter is exactly what another lacks, it is attributed to the other, which then counts as booked, if
wrongly cited. It has to be exact, or a plug would do: what serves a matter must leave nothing over on any account but
the bank's, where unrelated postings meet in any case.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from tieout.grading.facts import Cell, Moves

MOST_SUBSETS = 2_000  # bounds the search for the matters that one posting serves together
MOST_PAIRED = 40  # bounds the pairs of matters that are looked at for an account
_Lack = tuple[tuple[str, ...], Mapping[Cell, int]]  # matters, and what they lack together


@dataclass(frozen=True)
class Standing:
    """How the matters stand.

    ``needs`` are those of the start, ``missing`` is what each matter still needs, signed, and ``excess`` what was posted on
    it and called for by nothing. ``served_by`` maps a matter to those under which its postings were cited; ``lent`` is what
    was posted on a matter and counts for others. ``lenders`` lent to matters that were posted nothing of their own,
    ``helpers`` to matters in need. ``touched`` are the matters on which, or for which, anything was posted.
    """

    needs: Moves
    missing: Moves
    excess: Moves
    served_by: Mapping[str, frozenset[str]]
    lent: Moves
    lenders: frozenset[str]
    helpers: frozenset[str]
    touched: frozenset[str]
    banks: frozenset[str] = frozenset()

    def residual(self, matter: str, cell: Cell) -> int:
        """What is missing less what is too much."""
        return self.missing.get(matter, {}).get(cell, 0) - self.excess.get(matter, {}).get(cell, 0)

    def right(self, matter: str, cell: Cell) -> bool:
        """True where a balance that had to change is as it should be, and what put it right was not taken back under
        another matter: an item with anything astray on it is not right, nor an account on which half of the need is. Cash
        that had to be booked is right with the other side of its matter: that money moved is on the statement for anybody
        to see."""
        if self.residual(matter, cell) or matter in self.undone:
            return False
        if cell.item:
            return cell not in self.astray
        needs = self.needs.get(matter, {})
        need = needs.get(cell, 0)
        if cell.account in self.banks:
            return not need or not any(
                self.residual(matter, other) for other in needs if other.account not in self.banks
            )
        return not any(_undoes(amount, need) for amount in self.astray.get(cell, ()))

    @cached_property
    def astray(self) -> Mapping[Cell, list[int]]:
        """By balance, what is in excess on it under any matter."""
        found: dict[Cell, list[int]] = {}
        for cells in self.excess.values():
            for cell, amount in cells.items():
                found.setdefault(cell, []).append(amount)
        return found

    @cached_property
    def undone(self) -> frozenset[str]:
        """The matters of which all that was needed stands the other way round under another one, or half of it at least:
        a wrong entry that was moved to another paper is as wrong as before."""
        found = set()
        for matter in self.touched & self.needs.keys():
            if any(_takes_back(cells, self.needs[matter]) for cells in self.excess.values()):
                found.add(matter)
        return frozenset(found)

    def imbalance(self, matter: str) -> int:
        """How far the legs on a matter are from adding up as they truly do: not negative."""
        missing = sum(self.missing.get(matter, {}).values())
        return abs(missing - sum(self.excess.get(matter, {}).values()))


def _undoes(amount: int, need: int) -> bool:
    """True where what is in excess stands against the need, with half of it at least."""
    return amount * need < 0 and 2 * abs(amount) >= abs(need)


def _takes_back(excess: Mapping[Cell, int], needs: Mapping[Cell, int]) -> bool:
    return all(_undoes(excess.get(cell, 0), need) for cell, need in needs.items())


def attributed(needs: Moves, posts: Moves, banks: Collection[str]) -> Standing:
    """How the matters stand once each posting counts for the matter that called for it. ``needs`` and ``posts`` are by
    matter; ``banks`` are the codes of the bank accounts."""
    tally = _Tally(needs, *_apart(needs, posts), banks)
    tally.cancel_opposites(frozenset(posts))
    for donor in sorted(tally.excess):
        if not tally.serve([donor]):
            tally.serve_beside_own_need(donor)
    washes = tally.washes()
    donors = [donor for donor in sorted(tally.excess) if donor not in washes]
    tally.serve([donor for donor in donors if not sum(tally.excess[donor].values())])
    tally.serve([donor for donor in donors if donor in tally.excess])
    tally.settle_cash()
    return Standing(
        needs,
        tally.missing,
        tally.excess,
        {matter: frozenset(donors) for matter, donors in tally.served.items()},
        tally.lent,
        frozenset(tally.lenders),
        frozenset(tally.helpers),
        frozenset(posts) | tally.served.keys(),
        frozenset(banks),
    )


def _apart(needs: Moves, posts: Moves) -> tuple[Moves, Moves]:
    """What is missing and what is in excess, matter by matter: a posting counts as called for up to the need."""
    missing: Moves = {}
    excess: Moves = {}
    for matter in needs.keys() | posts.keys():
        need, post = needs.get(matter, {}), posts.get(matter, {})
        for cell in need.keys() | post.keys():
            wanted, posted = need.get(cell, 0), post.get(cell, 0)
            useful = _towards(posted, wanted)
            if wanted != useful:
                missing.setdefault(matter, {})[cell] = wanted - useful
            if posted != useful:
                excess.setdefault(matter, {})[cell] = posted - useful
    return missing, excess


class _Tally:
    """What is missing and what is in excess while postings are attributed; changes as they are."""

    def __init__(self, needs: Moves, missing: Moves, excess: Moves, banks: Collection[str]) -> None:
        self.needs = needs
        self.missing = missing
        self.excess = excess
        self.banks = banks
        self.served: dict[str, set[str]] = {}
        self.lent: Moves = {}
        self.lenders: set[str] = set()
        self.helpers: set[str] = set()

    def cancel_opposites(self, posted: frozenset[str]) -> None:
        """Two matters of which one is out by exactly what the other is out by the other way are right together: a
        transfer booked from bank to bank, an entry that cites one paper of two."""
        by_shape: dict[tuple[tuple[Cell, int], ...], list[str]] = {}
        for matter in sorted(self.missing.keys() | self.excess.keys()):
            shape = self._residuals(matter)
            opposite = tuple((cell, -amount) for cell, amount in shape)
            if all(cell.account in self.banks for cell, _ in shape):
                continue  # cash shifted from one paper to another settles nothing
            partners = by_shape.get(opposite, [])
            partner = next((other for other in partners if matter in posted or other in posted), None)
            if partner is None:
                by_shape.setdefault(shape, []).append(matter)
                continue
            partners.remove(partner)
            for one, other, residuals in ((matter, partner, shape), (partner, matter, opposite)):
                self.missing.pop(one, None)
                self.excess.pop(one, None)
                self.served.setdefault(one, set()).add(other)
                if one in posted and other not in posted:
                    self.lenders.add(one)
                if other in self.needs:
                    self.helpers.add(one)
                for cell, amount in residuals:
                    self._lend(one, cell, -amount)

    def serve(self, donors: list[str]) -> bool:
        """Attribute what the donors have in excess, taken together, to the matters that lack exactly that; False where
        there are none. Whole entries that undo each other come to nothing, whatever they cite; halves of entries do not."""
        pool: dict[Cell, int] = {}
        for donor in donors:
            for cell, amount in self.excess[donor].items():
                pool[cell] = pool.get(cell, 0) + amount
        chosen = self._served_from(pool, donors)
        if chosen or not any(sum(self.excess[donor].values()) for donor in donors):
            self._leave(pool, donors)
        return chosen

    def washes(self) -> set[str]:
        """The matters on which all that another one needed, and was posted, is taken back to the last unit, and nothing else
        is posted the other way: they undo that one, and no part of what is wrong elsewhere."""
        shapes = {matter: self._shape(cells) for matter, cells in self.excess.items()}
        met = {self._shape(cells, -1) for matter, cells in self.needs.items() if matter not in self.missing}
        standing = set(shapes.values())
        return {
            matter
            for matter, shape in shapes.items()
            if shape in met and self._shape(self.excess[matter], -1) not in standing
        }

    @staticmethod
    def _shape(cells: Mapping[Cell, int], sign: int = 1) -> frozenset[tuple[Cell, int]]:
        return frozenset((cell, sign * amount) for cell, amount in cells.items() if amount)

    def serve_beside_own_need(self, donor: str) -> None:
        """The same for a paper that was itself in need on the same accounts: what it needs is taken for granted, and what
        it was posted besides is attributed. Without a matter that lacks exactly that, all is as it was."""
        residuals = dict(self._residuals(donor))
        pool = {cell: -amount for cell, amount in residuals.items()}
        if not self._served_from(pool, [donor]):
            return
        self.missing.pop(donor, None)
        self.excess.pop(donor, None)
        for cell, amount in pool.items():
            need = self.needs.get(donor, {}).get(cell, 0)
            useful = _towards(need + amount, need)
            if need != useful:
                self.missing.setdefault(donor, {})[cell] = need - useful
            if need + amount != useful:
                self.excess.setdefault(donor, {})[cell] = need + amount - useful
            self._lend(donor, cell, -residuals[cell] - amount)

    def settle_cash(self) -> None:
        """Cash that one matter has too much and another, which it serves or is served by, too little was posted once and
        taken back once: it comes to nothing."""
        for matter, others in sorted(self.served.items()):
            for other in sorted(others):
                for cell in [cell for cell in self.excess.get(matter, {}) if cell.account in self.banks]:
                    one, two = self.excess[matter][cell], self.excess.get(other, {}).get(cell, 0)
                    if one + two or not two:
                        continue
                    for name, amount in ((matter, one), (other, two)):
                        del self.excess[name][cell]
                        if not self.excess[name]:
                            del self.excess[name]
                        self._lend(name, cell, amount)
                    if matter not in self.excess:
                        break

    def _served_from(self, pool: dict[Cell, int], donors: list[str]) -> bool:
        """Take from the pool what the matters lack that it serves."""
        chosen = _chosen(self._candidates(donors, pool), pool, self.banks)
        for matters, lacks in chosen:
            for cell, amount in lacks.items():
                pool[cell] -= amount
            for matter in matters:
                del self.missing[matter]
                self.served.setdefault(matter, set()).update(donors)
        if chosen:
            self.lenders.update(donors)
            self.helpers.update(donors)
        return bool(chosen)

    def _candidates(self, donors: list[str], pool: Mapping[Cell, int]) -> "list[_Lack]":
        """The matters that the pool could serve, then the pairs of matters: on the paper that both cite, what goes
        through one account to and fro has come to nothing (cash in transit, what an asset sold was worth and fetched)."""
        open_to = [matter for matter in sorted(self.missing) if matter not in donors or len(donors) > 1]
        singles: list[_Lack] = [((matter,), self.missing[matter]) for matter in open_to]
        there: dict[Cell, list[str]] = {}
        for matter in open_to:
            for cell in self.missing[matter]:
                if cell.account not in self.banks:
                    there.setdefault(cell, []).append(matter)
        pairs: list[_Lack] = []
        for cell, matters in sorted(there.items()):
            for position, one in enumerate(matters[:MOST_PAIRED]):
                for other in matters[position + 1 : MOST_PAIRED]:
                    if (self.missing[one][cell] < 0) is not (self.missing[other][cell] < 0):
                        pairs.append(((one, other), _sum(self.missing[one], self.missing[other])))
        return [
            (matters, lacks)
            for matters, lacks in (*singles, *pairs)
            if lacks and all(_within(amount, pool.get(cell, 0)) for cell, amount in lacks.items())
        ]

    def _residuals(self, matter: str) -> tuple[tuple[Cell, int], ...]:
        net = dict(self.missing.get(matter, {}))
        for cell, amount in self.excess.get(matter, {}).items():
            net[cell] = net.get(cell, 0) - amount
        return tuple(sorted((cell, amount) for cell, amount in net.items() if amount))

    def _leave(self, pool: Mapping[Cell, int], donors: list[str]) -> None:
        """Leave with the donors what nothing called for. What they have in excess both ways cancels out where they are
        whole entries; cash of halves does not."""
        rest = dict(pool)
        spent: dict[Cell, int] = {}
        if any(sum(self.excess[donor].values()) for donor in donors):
            spent = {cell: -amount for cell, amount in pool.items() if cell.account in self.banks}
            for donor in donors:
                for cell in spent.keys() & self.excess[donor].keys():
                    spent[cell] += self.excess[donor][cell]
        for donor in donors:
            kept = {}
            for cell, amount in self.excess[donor].items():
                if cell in spent:
                    share = amount - _towards(spent[cell], amount)
                    spent[cell] -= amount - share
                else:
                    share = _towards(rest[cell], amount)
                    rest[cell] -= share
                if share:
                    kept[cell] = share
                self._lend(donor, cell, amount - share)
            if kept:
                self.excess[donor] = kept
            else:
                del self.excess[donor]

    def _lend(self, matter: str, cell: Cell, amount: int) -> None:
        cells = self.lent.setdefault(matter, {})
        cells[cell] = cells.get(cell, 0) + amount


def _sum(one: Mapping[Cell, int], other: Mapping[Cell, int]) -> dict[Cell, int]:
    total = dict(one)
    for cell, amount in other.items():
        total[cell] = total.get(cell, 0) + amount
    return {cell: amount for cell, amount in total.items() if amount}


def _towards(amount: int, goal: int) -> int:
    """As much of the amount as lies between nothing and the goal."""
    return min(max(amount, min(goal, 0)), max(goal, 0))


def _within(amount: int, pool: int) -> bool:
    return 0 < amount <= pool or pool <= amount < 0


def _chosen(candidates: list[_Lack], pool: Mapping[Cell, int], banks: Collection[str]) -> list[_Lack]:
    """Those candidates that together use up every account they touch, the bank's excepted; one that lacks its bank leg
    alone has to use up the bank's. No matter is chosen twice."""
    rest = dict(pool)
    chosen: list[_Lack] = []
    taken: set[str] = set()
    for on_bank in (False, True):
        for cell in sorted(pool):
            if (cell.account in banks) is not on_bank or not rest[cell]:
                continue
            open_to = [
                (candidate, candidate[1][cell])
                for candidate in candidates
                if taken.isdisjoint(candidate[0])
                and cell in candidate[1]
                and (not on_bank or all(other.account in banks for other in candidate[1]))
                and all(_within(amount, rest[other]) for other, amount in candidate[1].items())
            ]
            for matters, lacks in _adding_up_to(rest[cell], open_to):
                if taken.isdisjoint(matters) and all(_within(amount, rest[other]) for other, amount in lacks.items()):
                    chosen.append((matters, lacks))
                    taken.update(matters)
                    for other, amount in lacks.items():
                        rest[other] -= amount
    return _exact(chosen, pool, banks)


def _exact(chosen: list[_Lack], pool: Mapping[Cell, int], banks: Collection[str]) -> list[_Lack]:
    """The chosen less those on an account that is not used up, until none is left over."""
    while True:
        rest = dict(pool)
        for _, lacks in chosen:
            for cell, amount in lacks.items():
                rest[cell] -= amount
        kept = []
        for matters, lacks in chosen:
            alone = all(cell.account in banks for cell in lacks)
            if all(not rest[cell] or (cell.account in banks and not alone) for cell in lacks):
                kept.append((matters, lacks))
        if len(kept) == len(chosen):
            return kept
        chosen = kept


def _adding_up_to(total: int, parts: list[tuple[_Lack, int]]) -> tuple[_Lack, ...]:
    """Parts that add up to ``total``; none where there are no such parts among those that were looked at."""
    sums: dict[int, tuple[_Lack, ...]] = {0: ()}
    for lack, amount in parts:
        for reached, lacks in list(sums.items()):
            sums.setdefault(reached + amount, (*lacks, lack))
        if total in sums or len(sums) > MOST_SUBSETS:
            break
    return sums.get(total, ())
