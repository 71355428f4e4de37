"""Sentences of letters and notes: what stands in prose alone. Each list is dealt out to the splits like the goods.

``{…}`` are facts that a close needs; every wording of a kind has all of them.
"""

from functools import cache
from typing import Final

from tieout.scenario.seeds import Rng
from tieout.scenario.vocabulary.goods import dealt

PROSE: Final[dict[str, tuple[str, ...]]] = {
    "remittance": (
        "{amount} went out to you today, reference {reference}. It covers {invoices}.",
        "Please find {amount} (our {reference}) on your account, meant for {invoices}.",
        "We have settled {invoices} with one transfer of {amount}, reference {reference}.",
        "This is to announce {amount} under {reference}. Kindly set it against {invoices}.",
    ),
    "short paid": (
        "We transferred {amount} for {invoices} and kept back {short}: part of the delivery was not as agreed.",
        "{amount} for {invoices}; {short} is missing from it because of the quality of one position.",
        "You receive {amount} against {invoices}. The difference of {short} we contest, a letter follows.",
        "For {invoices} we paid {amount}. {short} was deducted since the price was not the one we agreed.",
    ),
    "overpaid": (
        "{amount} for {invoices}, reference {reference}. Should it be too much, keep the rest for our next order.",
        "We send {amount} under {reference} towards {invoices}; anything above that stays with you for now.",
        "{reference}: {amount}, to pay {invoices}. If a balance remains in our favor, leave it on the account.",
        "Our transfer {reference} of {amount} is for {invoices}. We will use up whatever is over next time.",
    ),
    "private": (
        "Delivered to the owner's home as requested; please keep it off the business account.",
        "Ordered by the proprietor for the family; the office was only asked to pass it on.",
        "For private use of the owner. Sent to the company for convenience.",
        "Not a business purchase: the owner had it brought to the house and will make it good.",
    ),
    "delivered later": (
        "Goods leave our dock on {day}.",
        "Delivery agreed for {day}.",
        "To be handed over on {day}.",
        "Scheduled for delivery on {day}.",
    ),
}


def prose(rng: Rng, split: str, kind: str, **facts: str) -> str:
    """A sentence of ``kind`` in the words of ``split`` with ``facts`` in it; KeyError where one is missing."""
    return rng.choice(_dealt(kind, split)).format(**facts)


@cache
def _dealt(kind: str, split: str) -> tuple[str, ...]:
    return dealt(PROSE[kind], split)
