"""Receipts whose form tells all: E65 taken for income, E66 granted what the policy does not allow, E67 paid again, E08
booked on a customer of nearly the same name."""

from datetime import date, timedelta

from tieout.documents.trade import SalesInvoice
from tieout.ledger.money import ratio
from tieout.scenario.answer_key import Defect
from tieout.scenario.defects.candidates import NoCandidateError, cash_entries, one_of, open_invoices
from tieout.scenario.defects.receipts.arrivals import (
    Arrival,
    Place,
    arrived,
    booked,
    day_of_receipt,
    misbooked,
    paid_on,
    payable,
    payable_by,
    waiting,
)
from tieout.scenario.seeds import Rng
from tieout.scenario.simulate.customer_groups import stem_of
from tieout.scenario.simulate.sales import SOONEST
from tieout.scenario.weekdays import weekday_between, works_between
from tieout.scenario.world import World
from tieout.scenario.world_builder import later

INCOME = "other income"  # where sundry receipts go: an entry there is nothing unusual


def taken_for_income(world: World, rng: Rng) -> tuple[World, Defect]:
    """E65: what a customer paid on invoices was booked as income; the invoices still stand open."""
    return misbooked(in_full(world, rng), "E65")


def discount_misjudged(world: World, rng: Rng) -> tuple[World, Defect]:
    """E66: a discount was granted though the money came too late, or refused though it came in time."""
    return misbooked(discounted(world, rng), "E66")


def shortfall_misjudged(world: World, rng: Rng) -> tuple[World, Defect]:
    """E66: a shortfall above the write-off limit was written off, or one within it left open."""
    return misbooked(short(world, rng), "E66")


def paid_again(world: World, rng: Rng) -> tuple[World, Defect]:
    """E67: a receipt waits that pays an invoice a second time beside one that is open; the second payment is unapplied."""
    return waiting(twice(world, rng), "E67")


def credited_again(world: World, rng: Rng) -> tuple[World, Defect]:
    """E67: what was paid a second time on an invoice was booked there again and stands as a credit."""
    return misbooked(twice(world, rng), "E67")


def booked_on_namesake(world: World, rng: Rng) -> tuple[World, Defect]:
    """E08: a receipt was booked on a customer of nearly the same name."""
    return misbooked(of_namesake(world, rng), "E08")


def in_full(world: World, rng: Rng) -> Arrival:
    """One to three invoices of a customer, paid in full as the advice says."""
    mine = one_of(sorted(payable_by(world).items()), rng)[1]
    invoices = rng.sample(mine, min(len(mine), rng.weighted(((1, 5), (2, 3), (3, 1)))))
    total = sum([invoice.amount for invoice in invoices])
    wrong = ((INCOME, -total, "", ""),)
    paid = [(invoice, invoice.amount) for invoice in invoices]
    what = f"{world.money(total)} pays {', '.join(invoice.id for invoice in invoices)}"
    return _advised(world, rng, day_of_receipt(world, invoices, rng), paid, (), paid_on(*paid), wrong, what, total)


def discounted(world: World, rng: Rng) -> Arrival:
    """A discount is claimed, in time or too late."""
    late = rng.chance(700)
    limit = world.company.limits.write_off
    found = []
    for invoice in open_invoices(world):
        taken = ratio(invoice.amount, invoice.discount_percent, 100)
        until = invoice.date + timedelta(days=invoice.discount_days)
        first = max(until + timedelta(days=1) if late else later(invoice.date, SOONEST), world.period.first)
        last = min(world.last, first + timedelta(days=6) if late else until)
        if taken > limit and works_between(first, last):
            found.append((invoice, taken, first, last))
    invoice, taken, first, last = one_of(found, rng)
    paid = invoice.amount - taken
    granted = (("sales discounts", taken, "", ""), *paid_on((invoice, invoice.amount)))
    left = paid_on((invoice, paid))
    right, wrong = (left, granted) if late else (granted, left)
    what = f"The discount of {world.money(taken)} on {invoice.id} was taken {'too late' if late else 'in time'}"
    day = weekday_between(first, last, rng)
    return _advised(world, rng, day, [(invoice, paid)], (taken,), right, wrong, what, taken)


def short(world: World, rng: Rng) -> Arrival:
    """A payment is short, and nobody says why: up to the limit it is written off, above it stays open."""
    limit = world.company.limits.write_off
    small = rng.chance(400)
    invoice = one_of([found for found in payable(world) if found.amount > 10 * limit + 1_000], rng)
    gap = rng.between(limit * 3 // 10, limit) if small else rng.between(limit + 100, limit + 200 + invoice.amount // 12)
    paid = invoice.amount - gap
    written_off = (("small balances", gap, "", ""), *paid_on((invoice, invoice.amount)))
    left = paid_on((invoice, paid))
    right, wrong = (written_off, left) if small else (left, written_off)
    what = f"{world.money(gap)} short on {invoice.id} is {'within' if small else 'above'} the limit"
    day = day_of_receipt(world, [invoice], rng)
    return _advised(world, rng, day, [(invoice, paid)], (), right, wrong, what, gap)


def twice(world: World, rng: Rng) -> Arrival:
    """One payment for an invoice that is open and one that the same customer paid before."""
    owed = payable_by(world)
    came_back = {line.item for entry in world.truth for line in entry.lines if line.item and line.amount > 0}
    settled = [
        one
        for one in cash_entries(world, payments=False)
        if one.other.party in owed and one.other.amount == -one.cash.amount and one.other.item not in came_back
    ]
    before = one_of(settled, rng)
    invoice = rng.choice(owed[before.other.party])
    again, old = before.cash.amount, before.other.item
    first = max(before.movement.line.date + timedelta(days=1), later(invoice.date, SOONEST))
    if not works_between(first, world.last):
        raise NoCandidateError("the month is over")
    day = weekday_between(first, world.last, rng)
    payer = world.company.customer(invoice.party)
    total = invoice.amount + again
    pays = ((invoice.id, invoice.amount, 0), (old, again, 0))
    lines = tuple(rng.shuffled(pays))
    seen, line, advice, memo = arrived(world, rng, payer, day, total, lines=lines)
    right = (*paid_on((invoice, invoice.amount)), ("unapplied cash", -again, "", line.id))
    wrong = (*paid_on((invoice, invoice.amount)), ("receivables", -again, invoice.party, old))
    return Arrival(
        seen,
        line,
        booked(seen, line, right),
        booked(seen, line, wrong),
        f"{old} was paid before: {world.money(again)} of the payment is unapplied",
        again,
        ((advice.id, invoice.id), (advice.id, old), (before.cash.document, old)),
        (advice.id, invoice.id, before.cash.document),
        memo,
    )


def of_namesake(world: World, rng: Rng) -> Arrival:
    """A customer pays in full, and another of nearly the same name has an open invoice that is larger."""
    owed = payable_by(world)
    names = {customer.id: stem_of(customer) for customer in world.company.customers}
    found = [
        (mine, theirs)
        for one, others in sorted(owed.items())
        for mine in others
        for two, more in sorted(owed.items())
        if two != one and names[two] == names[one]
        for theirs in more
        if theirs.amount >= mine.amount
    ]
    mine, theirs = one_of(found, rng)
    wrong = paid_on((theirs, mine.amount))
    what = f"{world.money(mine.amount)} of {mine.party} pays {mine.id} and not {theirs.id}"
    day = day_of_receipt(world, [mine, theirs], rng)
    paid = [(mine, mine.amount)]
    return _advised(world, rng, day, paid, (), paid_on(*paid), wrong, what, mine.amount, (theirs.id,))


def _advised(
    world: World,
    rng: Rng,
    day: date,
    paid: list[tuple[SalesInvoice, int]],
    claimed: tuple[int, ...],
    right: tuple[Place, ...],
    wrong: tuple[Place, ...],
    what: str,
    stake: int,
    touched: tuple[str, ...] = (),
) -> Arrival:
    """A payment whose advice lists what is ``paid`` on each invoice, and the discount ``claimed`` on the first."""
    payer = world.company.customer(paid[0][0].party)
    lines = tuple(
        [(one.id, part, claimed[0] if claimed and not place else 0) for place, (one, part) in enumerate(paid)]
    )
    total = sum([part for _, part in paid])
    seen, line, advice, memo = arrived(world, rng, payer, day, total, lines=lines)
    ids = tuple([one.id for one, _ in paid])
    return Arrival(
        seen,
        line,
        booked(seen, line, right),
        booked(seen, line, wrong),
        what,
        stake,
        (*[(advice.id, name) for name in ids], (line.id, world.money(line.amount))),
        (advice.id, *ids, *touched),
        memo,
    )
