"""What letters decide and the bookkeeper has booked as they say: the innocent likes of the errors of this folder."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from tieout.scenario.defects.cards.charges import recodable
from tieout.scenario.defects.cards.decision import innocent
from tieout.scenario.defects.cards.disputes import dispute
from tieout.scenario.defects.cards.holders import purchase
from tieout.scenario.defects.recoding import left, moved
from tieout.scenario.defects.rightly import Settle

KINDS: Final[Mapping[str, Settle]] = MappingProxyType(
    {
        "purchase": lambda world, rng: innocent(purchase(world, rng)),
        "dispute": lambda world, rng: innocent(dispute(world, rng)),
        "coding done": lambda world, rng: moved(world, rng, recodable(world, rng)),
        "coding stays": lambda world, rng: left(world, rng, recodable(world, rng)),
    }
)
