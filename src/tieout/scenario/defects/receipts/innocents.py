"""Receipts that the bookkeeper has booked as they should be: the innocent likes of every error of this folder."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from tieout.scenario.defects.receipts.arrivals import Arrival, Arrive, innocent
from tieout.scenario.defects.receipts.by_the_rules import discounted, in_full, of_namesake, short, twice
from tieout.scenario.defects.receipts.deductions import claimed
from tieout.scenario.defects.receipts.purposes import from_parent, with_message
from tieout.scenario.defects.rightly import Settle
from tieout.scenario.seeds import Rng
from tieout.scenario.world import World


def settling(arrive: Arrive) -> Settle:
    """Books what arrives as it should be booked."""
    return lambda world, rng: innocent(arrive(world, rng))


def either_way(arrive: Callable[[World, Rng, bool], Arrival]) -> Settle:
    """The same, whichever outcome stands, each as often as the other."""
    return lambda world, rng: innocent(arrive(world, rng, rng.chance(500)))


KINDS: Final[Mapping[str, Settle]] = MappingProxyType(
    {
        "in full": settling(in_full),
        "discounted": settling(discounted),
        "short": settling(short),
        "twice": settling(twice),
        "namesake": settling(of_namesake),
        "claimed": either_way(claimed),
        "told": either_way(with_message),
        "told by parent": either_way(from_parent),
    }
)
