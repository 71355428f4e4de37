"""Charges of the company card that are not booked as their receipts say: E01, E03, E07; and E07 as a letter says."""

from tieout.documents.cards import CardReceipt
from tieout.ledger.entries import Entry
from tieout.scenario.answer_key import Defect
from tieout.scenario.chart import line_role
from tieout.scenario.defects.candidates import (
    NoCandidateError,
    documents_of,
    made_wrongly,
    one_of,
    rebooked,
    right_entries,
)
from tieout.scenario.defects.close.coding import entered_again
from tieout.scenario.defects.digits import lines_at, places, transposed
from tieout.scenario.defects.recoding import Recoding, not_moved, recoding
from tieout.scenario.miscoding import confused
from tieout.scenario.seeds import Rng
from tieout.scenario.world import World


def charge_miscoded(world: World, rng: Rng) -> tuple[World, Defect]:
    """E07: something bought by card was charged to an account of like things."""
    receipt, entry = charged(world, rng)
    expense, owed = entry.lines
    bought = world.company.chart[expense.account].role.removeprefix(line_role(""))
    wrong = confused(world.company, bought, expense, rng)
    booked = rebooked(entry, f"{entry.id}~E07", (wrong, owed))
    what = f"charged to {wrong.account} instead of {expense.account}"
    return _spoiled(world, receipt, entry, booked, "E07", what, receipt.amount)


def charge_transposed(world: World, rng: Rng) -> tuple[World, Defect]:
    """E01: two neighbouring digits of a charge changed places in the books."""
    receipt, entry = charged(world, rng)
    at = [place for place in places(receipt.amount) if place]
    if not at:
        raise NoCandidateError("the charge has no digits to transpose")
    wrong = transposed(receipt.amount, rng.choice(at))
    booked = rebooked(entry, f"{entry.id}~E01", lines_at(entry, wrong))
    what = f"booked at {world.money(wrong)} instead of {world.money(receipt.amount)}"
    return _spoiled(world, receipt, entry, booked, "E01", what, abs(wrong - receipt.amount))


def charge_booked_twice(world: World, rng: Rng) -> tuple[World, Defect]:
    """E03: the same receipt was booked two times."""
    receipt, entry = charged(world, rng)
    memo = world.company.vocabulary.memo(rng, "purchase", receipt.merchant, receipt.id)
    summary = f"Card receipt {receipt.id} of {world.money(receipt.amount)} was booked twice."
    return entered_again(world, receipt, entry, memo, summary)


def charge_recoded(world: World, rng: Rng) -> tuple[World, Defect]:
    """E07: the controller moves part of what was bought by card to another account, and nobody has."""
    return not_moved(world, rng, recodable(world, rng))


def recodable(world: World, rng: Rng) -> Recoding:
    """A part of what was bought by card, and another account for it."""
    receipt, entry = charged(world, rng)
    return recoding(world, rng, receipt, entry.lines[0])


def charged(world: World, rng: Rng) -> tuple[CardReceipt, Entry]:
    """A receipt that nothing has touched, and its entry, rightly in the books."""
    receipts = {receipt.id: receipt for receipt in documents_of(world, CardReceipt)}
    entry = one_of([one for one in right_entries(world) if one.lines[0].document in receipts], rng)
    return receipts[entry.lines[0].document], entry


def _spoiled(
    world: World, receipt: CardReceipt, right: Entry, wrong: Entry, code: str, what: str, stake: int
) -> tuple[World, Defect]:
    evidence = ((receipt.id, world.money(receipt.amount)), (receipt.id, receipt.lines[0][0]))
    return made_wrongly(world, code, f"Card receipt {receipt.id} was {what}.", stake, right, wrong, evidence)
