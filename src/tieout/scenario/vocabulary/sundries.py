"""Small sums that belong on miscellaneous, rounding or other income, and the papers that say so. Each list is dealt out
to the splits like the goods."""

from functools import cache
from typing import Final

from tieout.scenario.seeds import Rng
from tieout.scenario.vocabulary.goods import dealt

RECEIVED: Final = (
    "commission on the vending machines", "rebate on last year's card purchases", "dividend of the insurance mutual",
    "share of the recycling proceeds", "prize of the chamber's energy contest", "compensation for the late train group",
    "patronage refund of the credit union", "fee for the use of our parking lot", "royalty on the training video",
    "settlement of the class action on toner prices", "reward for returned pallets", "refund of unclaimed property by the state",
)  # fmt: skip
"""What an outsider pays that is neither a sale nor a vendor's refund."""

SPENT: Final = (
    "annual report filing", "parking citation", "notary fee", "business registration", "vehicle title transfer",
    "fire marshal permit", "certified copies", "post office box", "lost badge replacement", "document recording",
    "sign permit", "weights and measures seal",
)  # fmt: skip
"""What an authority or a stranger charges that no vendor on file does."""

PAYERS: Final = (
    "Benefit Office",
    "Claims Center",
    "Member Services",
    "Rebate Desk",
    "Treasury Office",
    "Settlement Fund",
)
AUTHORITIES: Final = ("County Clerk", "Department of Revenue", "City Permits", "Secretary of State", "Records Office")

TELLS_RECEIVED: Final = (
    "We have sent you {amount} under {reference}: {what}. Nothing is expected in return.",
    "Enclosed with transfer {reference} you receive {amount} as {what}.",
    "Your {what}, {amount}, was paid out today with reference {reference}.",
    "Please find {amount} ({reference}) on your account. It is the {what} that you are entitled to.",
)
TELLS_SPENT: Final = (
    "Received with thanks: {amount} for {what}, reference {reference}.",
    "{what}: {amount} collected from your account, {reference}. This is your receipt.",
    "Receipt {reference}. Charged {amount} for {what}.",
    "Paid in full: {what}, {amount}, by direct debit {reference}.",
)
TELLS_CENTS: Final = (
    "Deposit {reference} of {amount} settles liabilities of {owed}. The fraction of cents of {cents} is an adjustment of the return.",
    "Your deposit {reference}: {amount}. Liability by the registers {owed}; difference from rounding each employee {cents}.",
    "We remitted {amount} ({reference}) for {owed} withheld and owed. Rounding by employee accounts for {cents}.",
    "Tax deposit {reference}: {amount} paid, {owed} accrued, {cents} from rounding per person.",
)


def said(rng: Rng, split: str, kind: str, **facts: str) -> str:
    """A sentence of ``received``, ``spent`` or ``cents`` with ``facts`` in it, in the words of ``split``."""
    return rng.choice(_dealt(kind, split)).format(**facts)


def thing(rng: Rng, split: str, kind: str) -> str:
    """What was ``received`` or ``spent``."""
    return rng.choice(_things(kind, split))


@cache
def _dealt(kind: str, split: str) -> tuple[str, ...]:
    return dealt({"received": TELLS_RECEIVED, "spent": TELLS_SPENT, "cents": TELLS_CENTS}[kind], split)


@cache
def _things(kind: str, split: str) -> tuple[str, ...]:
    return dealt({"received": RECEIVED, "spent": SPENT}[kind], split)
