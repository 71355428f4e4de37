"""Wrong amounts of cash entries: E01 transposition, E02 slide, E09 sign flip."""

from tieout.scenario.answer_key import Defect
from tieout.scenario.defects.candidates import CashEntry, NoCandidateError, amount_taken, cash_entries, pick, restated
from tieout.scenario.defects.digits import places, transposed
from tieout.scenario.seeds import Rng
from tieout.scenario.world import World


def transposition(world: World, rng: Rng) -> tuple[World, Defect]:
    """E01: two neighbouring digits change places; the difference is divisible by 9."""
    for _ in range(20):
        found = pick(cash_entries(world), rng)
        right = abs(found.cash.amount)
        at = places(right)
        if not at:
            continue
        wrong = transposed(right, rng.choice(at)) * (1 if found.cash.amount > 0 else -1)
        if not amount_taken(world, found.cash.account, wrong):
            return _restate(world, found, wrong, "E01", "Digits transposed")
    raise NoCandidateError("no amount has digits to transpose")


def slide(world: World, rng: Rng) -> tuple[World, Defect]:
    """E02: the decimal point slides; the amount is ten times too large or, where it divides, too small."""
    for _ in range(20):
        found = pick(cash_entries(world), rng)
        amount = found.cash.amount
        wrong = amount // 10 if amount % 100 == 0 and abs(amount) >= 10_000 and rng.chance(500) else amount * 10
        if not amount_taken(world, found.cash.account, wrong):
            return _restate(world, found, wrong, "E02", "Decimal point slid")
    raise NoCandidateError("no amount can slide")


def sign_flip(world: World, rng: Rng) -> tuple[World, Defect]:
    """E09: debit and credit are exchanged; the difference is twice the amount."""
    found = pick(cash_entries(world), rng)
    return _restate(world, found, -found.cash.amount, "E09", "Debit and credit exchanged")


def _restate(world: World, found: CashEntry, wrong: int, code: str, what: str) -> tuple[World, Defect]:
    entry = restated(found, wrong, f"{found.entry.id}~{code}")
    document = found.cash.document
    spoiled = world.with_books(drop=(found.entry,), add=(entry,)).using(document)
    right = found.cash.amount
    defect = Defect(
        code,
        f"{what}: {document} was booked at {world.money(wrong)} instead of {world.money(right)}.",
        abs(right - wrong),
        entries=(found.entry, entry),
        bank_lines=(found.movement.line.id,),
        evidence=((document, world.money(abs(right))),),
    )
    return spoiled, defect
