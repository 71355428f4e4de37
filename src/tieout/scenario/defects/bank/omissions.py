"""E05: a receipt or payment that the bank and a document show and the books do not."""

from dataclasses import replace

from tieout.ledger.entries import Entry, Line
from tieout.scenario.answer_key import Defect
from tieout.scenario.defects.candidates import cash_entries, pick
from tieout.scenario.seeds import Rng
from tieout.scenario.world import World


def omitted_payment(world: World, rng: Rng) -> tuple[World, Defect]:
    """E05: a payment was made and never booked; its voucher is on the desk."""
    found = pick(cash_entries(world, receipts=False), rng)
    document = found.cash.document
    amount = -found.cash.amount
    defect = Defect(
        "E05",
        f"Payment {document} of {world.money(amount)} was never booked.",
        amount,
        entries=(found.entry,),
        bank_lines=(found.movement.line.id,),
        evidence=(
            (document, world.money(amount)),
            *((document, line.item) for line in found.entry.lines if line.item),
        ),
    )
    return world.with_books(drop=(found.entry,)).using(document), defect


def omitted_receipt(world: World, rng: Rng) -> tuple[World, Defect]:
    """E05: a receipt was never booked; truly it is booked from the bank line, on which the remittance sheds light."""
    found = pick(cash_entries(world, payments=False), rng)
    document, movement = found.cash.document, found.movement
    line = movement.line
    amount = line.amount
    lines = (
        Line(found.cash.account, amount, line.id),
        Line(found.other.account, -amount, line.id, found.other.party, found.other.item),
    )
    booked = Entry(f"{found.entry.id}~E05", line.date, found.entry.memo, lines)
    moved = tuple(
        replace(other, cleared=((line.id, amount),)) if other is movement else other for other in world.movements
    )
    spoiled = world.with_books(drop=(found.entry,)).with_truth(drop=(found.entry,), add=(booked,))
    defect = Defect(
        "E05",
        f"Receipt {line.id} of {world.money(amount)} was never booked.",
        amount,
        entries=(booked,),
        bank_lines=(line.id,),
        evidence=((document, found.other.item), (line.id, world.money(amount))),
    )
    return replace(spoiled, movements=moved).using(document, line.id), defect
