"""What letters decide and the bookkeeper has booked as they say: the innocent likes of the errors of this folder."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from tieout.scenario.defects.candidates import NoCandidateError
from tieout.scenario.defects.cards.charges import recodable
from tieout.scenario.defects.cards.disputes import dispute
from tieout.scenario.defects.cards.holders import purchase
from tieout.scenario.defects.cards.told import innocent
from tieout.scenario.defects.recoding import left, moved
from tieout.scenario.seeds import Rng
from tieout.scenario.world import World

KINDS: Final[Mapping[str, Callable[[World, Rng], World]]] = MappingProxyType(
    {
        "purchase": lambda world, rng: innocent(purchase(world, rng)),
        "dispute": lambda world, rng: innocent(dispute(world, rng)),
        "coding done": lambda world, rng: moved(world, rng, recodable(world, rng)),
        "coding stays": lambda world, rng: left(world, rng, recodable(world, rng)),
    }
)


def settled_rightly(world: World, names: Sequence[str], rng: Rng) -> World:
    """The world with one such matter for each of these names of KINDS; one that finds no candidate is left out."""
    for number, name in enumerate(names):
        try:
            world = KINDS[name](world, rng.stream("innocent", number, name))
        except NoCandidateError:
            continue
    return world
