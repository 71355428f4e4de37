"""What the holder of the company card bought for private use, as only the holder says: E81 where the charge is not booked,
E82 where it was booked otherwise. What is private is owed by the holder."""

from tieout.ledger.entries import Line
from tieout.scenario.answer_key import Defect
from tieout.scenario.correspondence import about_charge
from tieout.scenario.defects.candidates import rebooked
from tieout.scenario.defects.cards.charges import charged
from tieout.scenario.defects.cards.decision import Decision, misread, waiting
from tieout.scenario.seeds import Rng
from tieout.scenario.world import World


def purchase_waiting(world: World, rng: Rng) -> tuple[World, Defect]:
    """E81: a charge of the company card is not booked, and a letter says whether it was private."""
    return waiting(purchase(world, rng), "E81")


def purchase_misread(world: World, rng: Rng) -> tuple[World, Defect]:
    """E82: a private charge was booked as an expense, or one for the company as owed by the holder."""
    return misread(purchase(world, rng), "E82")


def purchase(world: World, rng: Rng) -> Decision:
    """A charge, and the holder's word on it: private, or for the company."""
    receipt, entry = charged(world, rng)
    expense, owed = entry.lines
    due = Line(world.company.chart.role("holders"), expense.amount, expense.document)
    private = rng.chance(500)
    other = rebooked(entry, f"{entry.id}~private", (due, owed))
    amount = world.money(receipt.amount)
    return Decision(
        world,
        about_charge(world, rng, receipt, ("private", "business") if private else ("business", "private")),
        entry,
        other if private else entry,
        entry if private else other,
        f"{amount} of {receipt.id} was bought for {'private use' if private else 'the company'}",
        receipt.amount,
        receipt.id,
    )
