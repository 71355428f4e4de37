"""What the controller's letters move: a part of a charge, to another account."""

import re
from typing import Final

from tieout.agents.rulebot.tables import money_in
from tieout.agents.script.desk import Desk
from tieout.agents.script.letters import in_force
from tieout.ledger.money import ratio

ACCOUNT: Final = r"[Aa]ccount (\d{4,6})"
UNCHANGED: Final = "stays where|all of it where|keeps? the whole"
_SHARES: Final = (("half", 2), ("third", 3), ("quarter of", 4), ("fifth", 5))


def moved_part(text: str, total: int, desk: Desk) -> tuple[str, int] | None:
    """The account to which a letter moves a part of a charge of ``total``, and the part, in minor units; None where it
    moves nothing. The text is in one line."""
    account = re.search(ACCOUNT, text)
    if account is None or not in_force(text, ACCOUNT, UNCHANGED):
        return None
    if figures := money_in([text]):
        return account[1], desk.minor(figures[0])
    parts = next((parts for word, parts in _SHARES if word in text.lower()), 0)
    return (account[1], ratio(total, 1, parts)) if parts else None
