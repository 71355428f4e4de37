"""What could have gone wrong and did not: the innocent likes of the errors that letters and papers decide."""

from collections.abc import Callable, Mapping, Sequence

from tieout.scenario.defects.candidates import NoCandidateError
from tieout.scenario.seeds import Rng
from tieout.scenario.world import World

Settle = Callable[[World, Rng], World]
"""Puts one matter into a world, booked as it should be."""


def booked_rightly(world: World, names: Sequence[str], rng: Rng, kinds: Mapping[str, Settle]) -> World:
    """The world with one matter for each of these names of ``kinds``; one that finds no candidate is left out."""
    for number, name in enumerate(names):
        try:
            world = kinds[name](world, rng.stream("innocent", number, name))
        except NoCandidateError:
            continue
    return world
