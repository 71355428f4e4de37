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
    "scrapped": (
        "{name}, {asset} in the register, broke beyond repair and was hauled away on {day}. Nobody paid anything for it.",
        "On {day} we scrapped {asset} ({name}). There were no proceeds.",
        "{asset}, the {name}, is gone: taken to the dump on {day}, without any money for it.",
        "Please note that {name} ({asset}) went to scrap on {day}; the scrap yard gave nothing.",
    ),
    "asset stays": (
        "{name}, {asset} in the register, was repaired under warranty and is back in use.",
        "We moved {asset} ({name}) to the other building. It works as before.",
        "{asset}, the {name}, was inspected; it is good for years.",
        "Please note that {name} ({asset}) was lent to the branch for a week and has returned.",
    ),
    "sold asset": (
        "{name}, {asset} in the register, was sold on {day}. The buyer transferred {amount}, reference {reference}.",
        "On {day} we parted with {asset} ({name}) for {amount}; the money comes under reference {reference}.",
        "{asset}, the {name}, changed hands on {day} for {amount}. Look for reference {reference} at the bank.",
        "Please note the sale of {name} ({asset}) on {day}. {amount} was paid into our account, reference {reference}.",
    ),
    "prepaid cancelled": (
        "The agreement behind {item} ends on {day} at our request. The fee paid in advance is not refunded.",
        "As agreed we cancel {item} with effect from {day}. Under the terms nothing is paid back.",
        "{item}: terminated as of {day}. We regret that amounts paid up front are lost.",
        "We confirm the end of {item} on {day}. No refund is due for the time that was left.",
    ),
    "private": (
        "Delivered to the owner's home as requested; please keep it off the business account.",
        "Ordered by the proprietor for the family; the office was only asked to pass it on.",
        "For private use of the owner. Sent to the company for convenience.",
        "Not a business purchase: the owner had it brought to the house and will make it good.",
    ),
    "service begins": (
        "The service starts on {start} and costs {fee} for each calendar month. The vendor bills after the end of every quarter.",
        "From {start} on the vendor works for {fee} a month and sends a bill for three months at a time, in arrears.",
        "Work begins on {start}. For every month {fee} falls due, charged together once the third month is over.",
        "Starting {start}, {fee} is owed for each month; bills are written quarterly, after the fact.",
    ),
    "standing agreement": (
        "Until further notice the vendor charges {fee} a month, billed each month. No order is raised for it.",
        "The monthly charge is {fee}. It is billed monthly under this agreement, without separate orders.",
        "{fee} per month, to be billed in the month; this agreement takes the place of an order.",
        "We pay {fee} for each month against a monthly bill and place no orders for it.",
    ),
    "subscription": (
        "The customer paid in advance. The service runs without a break over the whole term.",
        "Invoiced up front for the full term; we perform evenly from month to month.",
        "The fee was charged at the outset. Service is rendered in equal measure each month.",
        "One invoice at the start covers the term, in which we serve the customer continuously.",
    ),
    "suspended": (
        "At the customer's wish the service rests from {start} to {end}; nothing is delivered in that time and the term is longer by as much.",
        "Suspended from {start} until {end} by agreement: no service then, and the end moves out accordingly.",
        "By amendment there is no service between {start} and {end}. The months are added at the end.",
        "The parties pause this agreement from {start} to {end}; what is not rendered then is rendered later.",
    ),
    "payment plan": (
        "As discussed, we pay what is open on {invoice} in three parts, the first of them next month. Please do not write it off.",
        "Thank you for agreeing to installments on {invoice}. The first comes next month, all is settled within the quarter.",
        "We confirm the schedule for {invoice}: monthly parts, beginning with the coming month, until nothing is left.",
        "This is our promise to pay {invoice} in parts from next month on, as your controller accepted.",
    ),
    "credit standing": (
        "The credit of {amount} on {invoice} is right: we paid before your price cut. Leave it for our next order.",
        "Please keep the {amount} that {invoice} shows in our favor; we will use it with the next delivery.",
        "We know of our balance of {amount} on {invoice} and prefer to have it set against what we order next.",
        "No refund needed: {amount} in our favor on {invoice} may stand until the coming order.",
    ),
    "reclass": (
        "Of our bill {bill}, {amount} was for work that the budget shows under account {account}. The controller asked to move it.",
        "{amount} of bill {bill} belongs under {account} according to the department's sheet, approved by the controller.",
        "Kindly note for your coding: {amount} out of {bill} falls under account {account}, as the controller decided.",
        "The controller has approved that {amount} of {bill} is carried under account {account}.",
    ),
    "credit advice": (
        "{amount} was credited to your account today under reference {reference}. The sender gave no name.",
        "We received {amount} for you, reference {reference}, without any indication of who sent it.",
        "A credit of {amount} was booked to your account. Reference: {reference}. Remitter not stated.",
        "Your account was credited with {amount} ({reference}). We have no details of the originator.",
    ),
    "customer explains": (
        "The {amount} under {reference} last month came from us and was meant for {invoice}.",
        "You asked about {reference}: those {amount} are ours, please settle {invoice} with them.",
        "Last month's transfer {reference} of {amount} pays {invoice}; our bank dropped the details.",
        "Regarding {reference}, we paid {amount} for {invoice} and forgot to write to you.",
    ),
    "vendor explains": (
        "The {amount} under {reference} is our refund: we charged you too much earlier this year for goods of your usual kind.",
        "We paid {amount} back to you last month, {reference}, because an earlier bill was too high.",
        "{reference} over {amount} was us. It returns an overcharge on past deliveries.",
        "You will have seen {amount}, {reference}. That was a refund from us for an overcharged bill.",
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
