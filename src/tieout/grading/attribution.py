"""Attribution: what was posted under another document than the one that called for it.

State comes first and citation second: a balance that is right is right whichever paper the entry names. So where a
posting on one matter is exactly what another lacks, it is attributed to the other, which then counts as booked, if
wrongly cited. It has to be exact, or a plug would do: what serves a matter must leave nothing over on any account but
the bank's, where unrelated postings meet in any case.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from tieout.grading.facts import Cell, Moves

MOST_SUBSETS = 2_000  # bounds the search for the matters that one posting serves together


@dataclass(frozen=True, slots=True)
class Standing:
    """How the matters stand. ``missing`` is what each still needs, signed; ``excess`` what was posted on it and called
    for by nothing. ``needs`` as at the start. ``served_by`` maps a matter to those under which its postings were cited,
    ``touched`` are the matters on which, or for which, anything was posted."""

    needs: Moves
    missing: Moves
    excess: Moves
    served_by: Mapping[str, frozenset[str]]
    touched: frozenset[str]

    def residual(self, matter: str, cell: Cell) -> int:
        """What is missing less what is too much."""
        return self.missing.get(matter, {}).get(cell, 0) - self.excess.get(matter, {}).get(cell, 0)

    def right(self, matter: str, cell: Cell) -> bool:
        """True where a balance that had to change is as it should be."""
        return not self.residual(matter, cell)

    def imbalance(self, matter: str) -> int:
        """How far the legs on a matter are from adding up as they truly do: not negative."""
        missing = sum(self.missing.get(matter, {}).values())
        return abs(missing - sum(self.excess.get(matter, {}).values()))


def attributed(needs: Moves, posts: Moves, banks: Collection[str]) -> Standing:
    """How the matters stand once each posting counts for the matter that called for it. ``needs`` and ``posts`` are by
    matter; ``banks`` are the codes of the bank accounts."""
    served: dict[str, set[str]] = {}
    missing, excess = _apart(needs, posts)
    _cancel_opposites(missing, excess, frozenset(posts), served)
    for donor in sorted(excess):
        _serve([donor], missing, excess, banks, served)
    balanced = [donor for donor in sorted(excess) if not sum(excess[donor].values())]
    _serve(balanced, missing, excess, banks, served)
    _serve(sorted(excess), missing, excess, banks, served)
    return Standing(
        needs,
        missing,
        excess,
        {matter: frozenset(donors) for matter, donors in served.items()},
        frozenset(posts) | served.keys(),
    )


def _apart(needs: Moves, posts: Moves) -> tuple[Moves, Moves]:
    """What is missing and what is in excess, matter by matter: a posting counts as called for up to the need."""
    missing: Moves = {}
    excess: Moves = {}
    for matter in needs.keys() | posts.keys():
        need, post = needs.get(matter, {}), posts.get(matter, {})
        for cell in need.keys() | post.keys():
            wanted, posted = need.get(cell, 0), post.get(cell, 0)
            useful = min(max(posted, min(wanted, 0)), max(wanted, 0))
            if wanted != useful:
                missing.setdefault(matter, {})[cell] = wanted - useful
            if posted != useful:
                excess.setdefault(matter, {})[cell] = posted - useful
    return missing, excess


def _cancel_opposites(missing: Moves, excess: Moves, posted: frozenset[str], served: dict[str, set[str]]) -> None:
    """Two matters of which one is out by exactly what the other is out by the other way are right together: a transfer
    booked from bank to bank, an entry that cites one paper of two."""
    by_shape: dict[tuple[tuple[Cell, int], ...], list[str]] = {}
    for matter in sorted(missing.keys() | excess.keys()):
        shape = _residuals(matter, missing, excess)
        opposite = tuple((cell, -amount) for cell, amount in shape)
        partners = by_shape.get(opposite, [])
        partner = next((other for other in partners if matter in posted or other in posted), None)
        if partner is None:
            by_shape.setdefault(shape, []).append(matter)
            continue
        partners.remove(partner)
        for one, other in ((matter, partner), (partner, matter)):
            missing.pop(one, None)
            excess.pop(one, None)
            served.setdefault(one, set()).add(other)


def _residuals(matter: str, missing: Moves, excess: Moves) -> tuple[tuple[Cell, int], ...]:
    net = dict(missing.get(matter, {}))
    for cell, amount in excess.get(matter, {}).items():
        net[cell] = net.get(cell, 0) - amount
    return tuple(sorted((cell, amount) for cell, amount in net.items() if amount))


def _serve(
    donors: list[str], missing: Moves, excess: Moves, banks: Collection[str], served: dict[str, set[str]]
) -> None:
    """Attribute what the donors have in excess, taken together, to the matters that lack exactly that. Whole entries
    that undo each other come to nothing, whatever they cite; halves of entries do not."""
    pool: dict[Cell, int] = {}
    for donor in donors:
        for cell, amount in excess[donor].items():
            pool[cell] = pool.get(cell, 0) + amount
    candidates = [
        matter
        for matter in sorted(missing)
        if matter not in donors or len(donors) > 1
        if all(_within(amount, pool.get(cell, 0)) for cell, amount in missing[matter].items())
    ]
    chosen = _chosen(candidates, missing, pool, banks)
    for matter in chosen:
        for cell, amount in missing.pop(matter).items():
            pool[cell] -= amount
        served.setdefault(matter, set()).update(donors)
    if chosen or not any(sum(excess[donor].values()) for donor in donors):
        _leave(pool, donors, excess)


def _within(amount: int, pool: int) -> bool:
    return 0 < amount <= pool or pool <= amount < 0


def _chosen(candidates: list[str], missing: Moves, pool: Mapping[Cell, int], banks: Collection[str]) -> list[str]:
    """Those candidates that together use up every account they touch, the bank's excepted; a matter that lacks its
    bank leg alone has to use up the bank's."""
    rest = dict(pool)
    chosen: list[str] = []
    for on_bank in (False, True):
        for cell in sorted(pool):
            if (cell.account in banks) is not on_bank or not rest[cell]:
                continue
            open_to = [
                name
                for name in candidates
                if name not in chosen
                and cell in missing[name]
                and (not on_bank or all(other.account in banks for other in missing[name]))
                and all(_within(amount, rest[other]) for other, amount in missing[name].items())
            ]
            for name in _adding_up_to(rest[cell], [(name, missing[name][cell]) for name in open_to]):
                if all(_within(amount, rest[other]) for other, amount in missing[name].items()):
                    chosen.append(name)
                    for other, amount in missing[name].items():
                        rest[other] -= amount
    return _exact(chosen, missing, pool, banks)


def _exact(chosen: list[str], missing: Moves, pool: Mapping[Cell, int], banks: Collection[str]) -> list[str]:
    """The chosen less those on an account that is not used up, until none is left over."""
    while True:
        rest = dict(pool)
        for name in chosen:
            for cell, amount in missing[name].items():
                rest[cell] -= amount
        kept = []
        for name in chosen:
            alone = all(cell.account in banks for cell in missing[name])
            if all(not rest[cell] or (cell.account in banks and not alone) for cell in missing[name]):
                kept.append(name)
        if len(kept) == len(chosen):
            return kept
        chosen = kept


def _adding_up_to(total: int, parts: list[tuple[str, int]]) -> tuple[str, ...]:
    """Names of parts that add up to ``total``; none where there are no such parts among those that were looked at."""
    sums: dict[int, tuple[str, ...]] = {0: ()}
    for name, amount in parts:
        for reached, names in list(sums.items()):
            sums.setdefault(reached + amount, (*names, name))
        if total in sums or len(sums) > MOST_SUBSETS:
            break
    return sums.get(total, ())


def _leave(pool: Mapping[Cell, int], donors: list[str], excess: Moves) -> None:
    """Leave with the donors what nothing called for; what they have in excess both ways cancels out."""
    rest = dict(pool)
    for donor in donors:
        kept = {}
        for cell, amount in excess[donor].items():
            share = min(max(rest[cell], min(amount, 0)), max(amount, 0))
            rest[cell] -= share
            if share:
                kept[cell] = share
        if kept:
            excess[donor] = kept
        else:
            del excess[donor]
