"""The catalogue of defects: what the planner can draw, and what each error code means."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from tieout.scenario.answer_key import Defect
from tieout.scenario.defects import (
    amounts,
    bills,
    copies,
    fraud,
    groups,
    omissions,
    posted_bills,
    receipts_accrual,
    statement,
    transfers,
)
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

PURCHASE_DEFECTS: Final[Mapping[str, Plant]] = MappingProxyType(
    {
        "price within tolerance": bills.price_within,
        "price beyond tolerance": bills.price_beyond,
        "short delivery": bills.short_delivery,
        "refused goods": bills.refused_goods,
        "other unit": bills.other_unit,
        "not received": bills.not_received,
        "no order": bills.no_order,
        "duplicate": bills.duplicate,
        "duplicate vendor": bills.duplicate_vendor,
        "not invoiced": receipts_accrual.not_invoiced,
        "rest not invoiced": receipts_accrual.rest_not_invoiced,
        "accrual left standing": receipts_accrual.accrual_left_standing,
        "transposed bill": posted_bills.transposed_bill,
        "wrong account": posted_bills.wrong_account,
        "posted twice": posted_bills.posted_twice,
        "posted beyond price": posted_bills.posted_beyond_price,
        "posted beyond quantity": posted_bills.posted_beyond_quantity,
        "posted, not received": posted_bills.posted_not_received,
        "forged change": fraud.forged_change,
        "genuine change": fraud.genuine_change,
        "unknown vendor": fraud.unknown_vendor,
        "split order": fraud.split_order,
    }
)

CLOSE_DEFECTS: Final[Mapping[str, Plant]] = MappingProxyType({})


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
