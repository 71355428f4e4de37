"""What an auditor's program would find in balances brought forward: equal ones, and multiples of one number."""

from typing import Final

MULTIPLES: Final = (2, 3, 4)
NEAR: Final = 4  # per mille: a balance that lies so near to a multiple of another looks computed from it


def near_multiple(amount: int, of: int) -> bool:
    """Whether ``amount`` is two, three or four times ``of``, nearly."""
    return any(abs(amount - number * of) * 1000 <= NEAR * number * of for number in MULTIPLES)
