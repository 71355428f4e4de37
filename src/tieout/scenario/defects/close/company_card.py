"""The company card: E42 something bought by card that the books do not have."""

from tieout.scenario.answer_key import Defect
from tieout.scenario.defects.cards.charges import charged
from tieout.scenario.seeds import Rng
from tieout.scenario.world import World


def charge_unbooked(world: World, rng: Rng) -> tuple[World, Defect]:
    """E42: what was paid by the company card was never booked; its receipt is on the desk and its line on the statement."""
    receipt, entry = charged(world, rng)
    amount = world.money(receipt.amount)
    defect = Defect(
        "E42",
        f"{amount} paid by card under {receipt.id} was never booked.",
        receipt.amount,
        entries=(entry,),
        evidence=((receipt.id, amount), (receipt.id, receipt.holder), (receipt.id, receipt.lines[0][0])),
    )
    return world.with_books(drop=(entry,)).using(receipt.id), defect
