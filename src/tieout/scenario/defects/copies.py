"""E04: the feed was imported twice, so one receipt or payment stands in the ledger two times."""

from datetime import timedelta

from tieout.ledger.entries import Entry
from tieout.ledger.money import render
from tieout.scenario.answer_key import Defect
from tieout.scenario.defects.planting import cash_entries, pick
from tieout.scenario.seeds import Rng
from tieout.scenario.weekdays import weekday_near
from tieout.scenario.world import World


def double_import(world: World, rng: Rng) -> tuple[World, Defect]:
    """E04: two ledger cash lines, one bank line."""
    found = pick(cash_entries(world), rng)
    original = found.entry
    day = weekday_near(original.date + timedelta(days=rng.below(2)), original.date, world.last)
    day = min(day, world.last)
    copy = Entry(f"{original.id}~E04", day, original.memo, original.lines)
    document = found.cash.document
    amount = abs(found.cash.amount)
    defect = Defect(
        "E04",
        f"{document} of {render(amount, world.company.currency)} was booked twice.",
        amount,
        entries=(copy,),
        bank_lines=(found.movement.line.id,),
        evidence=((document, render(amount, world.company.currency)),),
    )
    return world.with_books(add=(copy,)).using(document), defect
