"""Bills that stand wrongly in payables: E01 amount, E07 account, E26 to E28 posted against the policy."""

from dataclasses import replace

from tieout.ledger.entries import Entry, Line
from tieout.ledger.money import render
from tieout.scenario.answer_key import Defect
from tieout.scenario.defects.candidates import NoCandidateError
from tieout.scenario.defects.purchasing.candidates import (
    Purchase,
    exchanged,
    of_this_month,
    ordered_bill,
    partly_posted,
    set_aside,
)
from tieout.scenario.defects.purchasing.three_way_match import dearer, divisible, price_evidence, shortened
from tieout.scenario.seeds import Rng
from tieout.scenario.simulate.purchases import expense_accounts
from tieout.scenario.world import World


def transposed_bill(world: World, rng: Rng) -> tuple[World, Defect]:
    """E01: two neighbouring digits of a bill's charge change places."""
    found = ordered_bill(world, waiting=False, rng=rng, fits=lambda one: len(one.entry.lines) == 2)
    digits = list(str(found.bill.amount))
    places = [place for place in range(len(digits) - 1) if digits[place] != digits[place + 1]]
    if digits[1] == "0":
        places = [place for place in places if place]
    if not places:
        raise NoCandidateError("the bill has no digits to transpose")
    place = rng.choice(places)
    digits[place], digits[place + 1] = digits[place + 1], digits[place]
    wrong = int("".join(digits))
    lines = tuple(
        Line(line.account, wrong if line.amount > 0 else -wrong, line.document, line.party, line.item)
        for line in found.entry.lines
    )
    currency = world.company.currency
    right = found.bill.amount
    defect, entry = _misposted(
        found,
        "E01",
        lines,
        f"{found.bill.id} was posted at {render(wrong, currency)} instead of {render(right, currency)}.",
        abs(right - wrong),
        ((found.bill.id, render(right, currency)),),
    )
    return world.with_books(drop=(found.entry,), add=(entry,)).using(found.bill.id, found.order.id), defect


def wrong_account(world: World, rng: Rng) -> tuple[World, Defect]:
    """E07: a bill was charged to another account than its order names."""
    found = ordered_bill(
        world, waiting=False, rng=rng, fits=lambda one: any(not line.party for line in one.entry.lines)
    )
    charge = rng.choice([line for line in found.entry.lines if not line.party])
    usual = world.company.vendor(found.bill.party).account
    accounts = [account for account in expense_accounts(world.company) if account != charge.account]
    account = usual if usual != charge.account and rng.chance(600) else rng.choice(accounts)
    lines = tuple(Line(account, line.amount, line.document) if line is charge else line for line in found.entry.lines)
    defect, entry = _misposted(
        found,
        "E07",
        lines,
        f"{found.bill.id} was charged to {account}; {found.order.id} names {charge.account}.",
        abs(charge.amount),
        ((found.bill.id, found.bill.number), *((found.order.id, line.account) for line in found.order.lines)),
    )
    return world.with_books(drop=(found.entry,), add=(entry,)).using(found.bill.id, found.order.id), defect


def posted_beyond_price(world: World, rng: Rng) -> tuple[World, Defect]:
    """E26: posted although the price is beyond the tolerance; to be reversed and held."""
    found = ordered_bill(world, waiting=False, rng=rng, fits=of_this_month(world))
    place = rng.below(len(found.bill.lines))
    bill = dearer(world, found, place, rng)
    rise = bill.amount - found.bill.amount
    account = found.order.lines[place].account
    lines = tuple(
        Line(line.account, line.amount + (rise if line.account == account else -rise if line.party else 0), bill.id,
             line.party, line.item)
        for line in found.entry.lines
    )  # fmt: skip
    wrong = Entry(f"{found.entry.id}~E26", found.entry.date, found.entry.memo, lines)
    world, accrued = set_aside(exchanged(world, (found.bill, bill)), found, "held: price")
    defect = Defect(
        "E26",
        f"{bill.id} was posted although its price is beyond the tolerance.",
        bill.amount,
        entries=(wrong, *accrued),
        subjects=(bill.id,),
        evidence=price_evidence(world, found, bill, place),
    )
    return world.with_books(drop=(found.entry,), add=(wrong,)), defect


def posted_beyond_quantity(world: World, rng: Rng) -> tuple[World, Defect]:
    """E27: posted in full although only a part came; to be reversed and posted for that part."""
    found = ordered_bill(world, waiting=False, rng=rng, fits=lambda one: divisible(world, one))
    changed, line, come = shortened(found, rng)
    receipt = changed.receipts[0]
    world, entry = partly_posted(exchanged(world, (found.receipts[0], receipt)), changed)
    defect = Defect(
        "E27",
        f"{found.bill.id} was posted in full; of line {line} of {found.order.id} {come} came.",
        found.bill.amount,
        entries=(found.entry, entry),
        subjects=(found.bill.id,),
        evidence=((found.bill.id, found.bill.number), (receipt.id, str(come))),
    )
    return world, defect


def posted_not_received(world: World, rng: Rng) -> tuple[World, Defect]:
    """E28: posted although nothing came; to be reversed and held."""
    found = ordered_bill(world, waiting=False, rng=rng, fits=of_this_month(world))
    world = exchanged(world, *((receipt, None) for receipt in found.receipts))
    world, _ = set_aside(world, replace(found, receipts=()), "held: not received")
    defect = Defect(
        "E28",
        f"{found.bill.id} was posted although nothing was received on {found.order.id}.",
        found.bill.amount,
        entries=(found.entry,),
        subjects=(found.bill.id,),
        evidence=((found.bill.id, found.bill.number), (found.order.id, found.order.id)),
    )
    return world, defect


def _misposted(
    found: Purchase,
    code: str,
    lines: tuple[Line, ...],
    summary: str,
    amount: int,
    evidence: tuple[tuple[str, str], ...],
) -> tuple[Defect, Entry]:
    """The wrong entry in place of the purchase's own, and the defect that it is."""
    wrong = Entry(f"{found.entry.id}~{code}", found.entry.date, found.entry.memo, lines)
    return Defect(code, summary, amount, entries=(wrong, found.entry), evidence=evidence), wrong
