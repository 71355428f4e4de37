"""What a builder promises whatever is drawn."""

from tieout.ledger.periods import Period
from tieout.scenario.company import make_company
from tieout.scenario.seeds import Rng
from tieout.scenario.sizes import Volume
from tieout.scenario.world_builder import WorldBuilder

VOLUME = Volume(30)


def test_no_two_bank_accounts_end_in_the_same_four_digits() -> None:
    """Statements are named after them, and two documents of one name cannot lie on a desk. Among 400 numbers of four
    digits some are drawn twice."""
    rng = Rng("accounts")
    month = Period(2023, 5)
    builder = WorldBuilder(
        make_company("train", rng.stream("company"), month.shift(-8).first, 14, 2, VOLUME), month, rng
    )
    for number in range(400):
        builder.bank_account("bank", 1000 + number, rng)
    endings = [account.number[-4:] for account in builder.accounts]
    assert len(set(endings)) == len(endings) == 400
