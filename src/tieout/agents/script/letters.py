"""Of two things that a letter says, the one in force. Only the phrases of the train split are known here."""

import re
from typing import Final

_NOT: Final = (
    "discard|first entry|first advice|told you|such as|had shown|draft|talk of|idea on paper|turned down|declin|driver"
    "|teller|crossed out|in the morning|slip says|whatever|ruled out|helper|trainee|visitor|instead of|planned|proposed"
)
_SO: Final = (
    "which counts|finds that|finally|keep this one|carried out|went through|valid:|person in charge|since noon"
    "|since then|changed at noon|mistaken|which is wrong|accepted the offer|agreed to"
)
_MARK: Final = re.compile(f"(?P<not>{_NOT})|(?P<so>{_SO})", re.IGNORECASE)
_FIRST_IF: Final = re.compile(r"\bIf [^,;.]*?(\w+), ")
_OUTCOME: Final = re.compile(r"\bIt (?:is )?(\w+)\.")


def in_force(text: str, yes: str, no: str) -> bool | None:
    """Whether what ``yes`` matches holds, and not what ``no`` matches; None where it cannot be told."""
    flat = " ".join(text.split())
    one, other = re.search(yes, flat, re.IGNORECASE), re.search(no, flat, re.IGNORECASE)
    if one is None or other is None:
        return None if one is other else one is not None
    first, outcome = _FIRST_IF.search(flat), _OUTCOME.findall(flat)
    if first and outcome:
        return (one.start() < other.start()) == (outcome[-1] == first[1])
    earlier, later = sorted((one.start(), other.start()))
    said = {earlier: _sign(flat[:earlier]), later: _sign(flat[earlier:later])}
    lean = said[one.start()] - said[other.start()]
    return lean > 0 if lean else None


def _sign(before: str) -> int:
    """What the last mark before a claim says of it."""
    marks = list(_MARK.finditer(before))
    return 0 if not marks else 1 if marks[-1]["so"] else -1
