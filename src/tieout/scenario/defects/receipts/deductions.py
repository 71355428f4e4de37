"""What a customer takes off for a claim: E61 in receipts that wait, E62 in those that are booked.

The customer pays less than the invoice, above the write-off limit. Our credit desk decides by mail: granted, it goes to
returns; refused, the customer owes it still.
"""

from datetime import timedelta
from typing import Final

from tieout.scenario.answer_key import Defect
from tieout.scenario.correspondence import about_deduction, with_mail
from tieout.scenario.defects.candidates import one_of
from tieout.scenario.defects.receipts.arrivals import (
    Arrival,
    arrived,
    booked,
    day_of_receipt,
    misbooked,
    paid_on,
    payable,
    waiting,
)
from tieout.scenario.defects.receipts.naming import named
from tieout.scenario.seeds import Rng
from tieout.scenario.weekdays import weekday_from
from tieout.scenario.world import World

CLAIMS: Final = ("a shortage", "a wrong price", "freight", "damage in transit")
LEFT: Final = 650  # per mille of misread claims were granted and left open: few entries of a month touch returns
ABOVE: Final = 10  # times the write-off limit: an invoice from which a claim can be taken off
SOONEST: Final = timedelta(days=1)


def deduction_waiting(world: World, rng: Rng) -> tuple[World, Defect]:
    """E61: a receipt waits that is short by a claim; the credit desk has granted the claim, or refused it."""
    return waiting(claimed(world, rng, rng.chance(500)), "E61")


def deduction_misread(world: World, rng: Rng) -> tuple[World, Defect]:
    """E62: a claim was credited that the credit desk had refused, or left open though it was granted."""
    return misbooked(claimed(world, rng, rng.chance(LEFT)), "E62")


def claimed(world: World, rng: Rng, granted: bool) -> Arrival:
    """A receipt that is short by a claim, and the credit desk's word on it."""
    limit = world.company.limits.write_off
    found = [
        one for one in payable(world) if one.amount > ABOVE * limit + 1_000 and not one.tax
    ]  # a credit takes tax back
    invoice = one_of(found, rng)
    short = rng.between(limit + 100, limit + 200 + invoice.amount // 6)
    payer = world.company.customer(invoice.party)
    day = day_of_receipt(world, [invoice], rng)
    paid = invoice.amount - short
    seen, line, advice, memo = arrived(world, rng, payer, day, paid, lines=((invoice.id, paid, 0),))
    ends = ("granted", "refused") if granted else ("refused", "granted")
    mail = about_deduction(
        seen, rng, payer, named(world, rng, invoice), short, rng.choice(CLAIMS), weekday_from(day + SOONEST), ends
    )
    credited = (("returns", short, "", ""), *paid_on((invoice, invoice.amount)))
    left = paid_on((invoice, paid))
    right, wrong = (credited, left) if granted else (left, credited)
    how = "granted" if granted else "refused"
    return Arrival(
        with_mail(seen, mail),
        line,
        booked(seen, line, right),
        booked(seen, line, wrong),
        f"The deduction of {world.money(short)} on {invoice.id} was {how}",
        short,
        ((mail.email.id, mail.said.point), (advice.id, invoice.id), (invoice.id, invoice.id)),
        (advice.id, invoice.id, mail.email.id),
        memo,
    )
