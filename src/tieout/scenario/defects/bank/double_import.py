"""E04: the feed was imported twice, so one receipt or payment stands in the ledger two times."""

from tieout.ledger.entries import Entry
from tieout.scenario.answer_key import Defect
from tieout.scenario.defects.candidates import cash_entries, pick
from tieout.scenario.seeds import Rng
from tieout.scenario.world import World


def double_import(world: World, rng: Rng) -> tuple[World, Defect]:
    """E04: two ledger cash lines, one bank line."""
    found = pick(cash_entries(world), rng)
    original = found.entry
    copy = Entry(f"{original.id}~E04", original.date, original.memo, original.lines)
    document = found.cash.document
    amount = abs(found.cash.amount)
    defect = Defect(
        "E04",
        f"{document} of {world.money(amount)} was booked twice.",
        amount,
        entries=(copy,),
        bank_lines=(found.movement.line.id,),
        evidence=((document, world.money(amount)),),
    )
    return world.with_books(add=(copy,)).using(document), defect
