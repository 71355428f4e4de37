"""The catalogue of defects: what the planner can draw, and what each error code means."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from tieout.scenario.answer_key import Defect
from tieout.scenario.defects import amounts, copies, groups, omissions, statement, transfers
from tieout.scenario.defects.planting import NoCandidateError, Plant
from tieout.scenario.seeds import Rng
from tieout.scenario.world import World

BANK_DEFECTS: Final[Mapping[str, Plant]] = MappingProxyType(
    {
        "transposition": amounts.transposition,
        "slide": amounts.slide,
        "sign flip": amounts.sign_flip,
        "double import": copies.double_import,
        "omitted payment": omissions.omitted_payment,
        "omitted receipt": omissions.omitted_receipt,
        "batched deposit": groups.batched_deposit,
        "instalments": groups.instalments,
        "bank fee": statement.bank_fee,
        "bank interest": statement.bank_interest,
        "returned payment": statement.returned_payment,
        "stale cheque": statement.stale_cheque,
        "bank error": statement.bank_error,
        "own transfer": transfers.own_transfer,
    }
)


def plant_all(
    world: World, names: Iterable[str], catalogue: Mapping[str, Plant], rng: Rng
) -> tuple[World, tuple[Defect, ...]]:
    """Plant the named defects one after the other; one that finds no candidate is left out."""
    defects = []
    for number, name in enumerate(names):
        try:
            world, defect = catalogue[name](world, rng.stream("defect", number, name))
        except NoCandidateError:
            continue
        defects.append(defect)
    return world, tuple(defects)
