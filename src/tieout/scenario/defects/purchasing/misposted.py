"""Bills that stand wrongly in payables: E01 amount, E07 account or department, E26 to E28 posted against the policy."""

from dataclasses import replace

from tieout.ledger.entries import Entry, Line
from tieout.scenario.answer_key import Defect
from tieout.scenario.defects.candidates import exchanged
from tieout.scenario.defects.digits import lines_at, places, transposed
from tieout.scenario.defects.purchasing.candidates import (
    Purchase,
    of_this_month,
    ordered_bill,
    partly_posted,
    set_aside,
)
from tieout.scenario.defects.purchasing.prices import price_evidence
from tieout.scenario.defects.purchasing.three_way_match import dearer, divisible, shortened
from tieout.scenario.miscoding import mistaken
from tieout.scenario.seeds import Rng
from tieout.scenario.world import World


def transposed_bill(world: World, rng: Rng) -> tuple[World, Defect]:
    """E01: two neighbouring digits of a bill's charge change places."""
    found = ordered_bill(
        world, waiting=False, rng=rng, fits=lambda one: len(one.entry.lines) == 2 and bool(_places(one))
    )
    wrong = transposed(found.bill.amount, rng.choice(_places(found)))
    lines = lines_at(found.entry, wrong)
    right = found.bill.amount
    defect, entry = _misposted(
        found,
        "E01",
        lines,
        f"{found.bill.id} was posted at {world.money(wrong)} instead of {world.money(right)}.",
        abs(right - wrong),
        ((found.bill.id, world.money(right)),),
    )
    return world.with_books(drop=(found.entry,), add=(entry,)).using(found.bill.id, found.order.id), defect


def _places(found: Purchase) -> list[int]:
    """Where two neighbouring digits of the bill's amount may change places so that it stays as long and as round."""
    return places(int(str(found.bill.amount).rstrip("0")))


def wrong_account(world: World, rng: Rng) -> tuple[World, Defect]:
    """E07: a bill was charged to another account than its order names."""
    found = ordered_bill(world, waiting=False, rng=rng, fits=lambda one: bool(_charges(one)))
    charge = rng.choice(_charges(found))
    vendor = world.company.vendor(found.bill.party)
    wrong = mistaken(world.company, vendor, charge, rng)
    return _miscoded(
        world, found, charge, wrong, f"charged to {wrong.account}; {found.order.id} names {charge.account}"
    )


def wrong_department(world: World, rng: Rng) -> tuple[World, Defect]:
    """E07: a bill was charged to another department than its order names, most often to the vendor's usual one."""
    found = ordered_bill(world, waiting=False, rng=rng, fits=_for_departments)
    charge = rng.choice([line for line in _charges(found) if line.department])
    usual = world.company.vendor(found.bill.party).department
    others = _other_departments(world, found, charge)
    department = usual if usual != charge.department and rng.chance(700) else rng.choice(others)
    what = f"charged to department {department}; {found.order.id} names {charge.department}"
    return _miscoded(world, found, charge, replace(charge, department=department), what)


def posted_beyond_price(world: World, rng: Rng) -> tuple[World, Defect]:
    """E26: posted although the price is beyond the tolerance; to be reversed and held."""
    found = ordered_bill(world, waiting=False, rng=rng, fits=of_this_month(world))
    place = rng.below(len(found.bill.lines))
    bill = dearer(world, found, place, rng)
    rise = bill.amount - found.bill.amount
    dearer_line = found.order.lines[place]
    charge = dearer_line.account, dearer_line.department
    lines = tuple(
        line.of(line.amount + (rise if (line.account, line.department) == charge else -rise if line.party else 0))
        for line in found.entry.lines
    )
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
        f"{found.bill.id} was posted in full; of line {line.number} of {found.order.id} {come} came.",
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


def _charges(found: Purchase) -> list[Line]:
    """What the entry charges to accounts of the order."""
    accounts = {line.account for line in found.order.lines}
    return [line for line in found.entry.lines if line.account in accounts]


def _for_departments(found: Purchase) -> bool:
    return any(line.department for line in _charges(found))


def _other_departments(world: World, found: Purchase, charge: Line) -> list[str]:
    """Departments that might have ordered it too; any other one where there are none."""
    known: list[str] = []
    for line in found.order.lines:
        if (line.account, line.department) == (charge.account, charge.department):
            known += world.company.departments_for(found.order.party, line.description)
    every = [one.code for one in world.company.chart.departments]
    return [code for code in known if code != charge.department] or [c for c in every if c != charge.department]


def _miscoded(world: World, found: Purchase, charge: Line, wrong: Line, what: str) -> tuple[World, Defect]:
    lines = tuple([wrong if line is charge else line for line in found.entry.lines])
    defect, entry = _misposted(
        found,
        "E07",
        lines,
        f"{found.bill.id} was {what}.",
        abs(charge.amount),
        ((found.bill.id, found.bill.number), *((found.order.id, line.account) for line in found.order.lines)),
    )
    return world.with_books(drop=(found.entry,), add=(entry,)).using(found.bill.id, found.order.id), defect


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
