"""Receipts that the bookkeeper has booked as they should be: the innocent likes of every error of this folder."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from tieout.scenario.defects.candidates import NoCandidateError
from tieout.scenario.defects.receipts.arrivals import Arrival, Arrive, innocent
from tieout.scenario.defects.receipts.by_the_rules import discounted, in_full, of_namesake, short, twice
from tieout.scenario.defects.receipts.deductions import claimed
from tieout.scenario.defects.receipts.purposes import told, told_by_parent
from tieout.scenario.seeds import Rng
from tieout.scenario.world import World


def either_way(arrive: Callable[[World, Rng, bool], Arrival]) -> Arrive:
    """Whichever outcome stands, each as often as the other."""
    return lambda world, rng: arrive(world, rng, rng.chance(500))


KINDS: Final[Mapping[str, Arrive]] = MappingProxyType(
    {
        "in full": in_full,
        "discounted": discounted,
        "short": short,
        "twice": twice,
        "namesake": of_namesake,
        "claimed": either_way(claimed),
        "told": either_way(told),
        "told by parent": either_way(told_by_parent),
    }
)


def booked_rightly(world: World, names: Sequence[str], rng: Rng, kinds: Mapping[str, Arrive] = KINDS) -> World:
    """The world with one such receipt for each of these names of ``kinds``; one that finds no candidate is left out."""
    for number, name in enumerate(names):
        try:
            world = innocent(kinds[name](world, rng.stream("innocent", number, name)))
        except NoCandidateError:
            continue
    return world
