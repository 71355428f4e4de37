"""Of two things that a letter says, the one in force. Only the phrases of the train split are known here."""

import re
from typing import Final

_NOT: Final = (
    r"discard|first entry|first advice|told you|such as|had shown|draft|talk of|in favor of moving|idea on paper"
    r"|turned down|declin|driver|teller|crossed out|in the morning|slip says|whatever a|ruled out|helper|trainee|visitor"
    r"|first print|one that does not|where a copy|not accepted the|an amendment by which|original clause, by"
    r"|former clause|had been agreed|proposed|by mistake|strike the line|faulty one|quarter before|other site"
    r"|receptionist|suggestion to|thought to|older one|arrangement was|request to|wrong one|last week's note|no to"
    r"|not the case|calendar still|one that we found|assistant|that was before|older file|another supplier|another one of"
    r"|demo unit|landlord's contract|sister company|i wrote that|had agreed to|regret having|an advice saying|earlier arrangement|all but settled on|slip saying|a temp on"
)
_SO: Final = (
    r"which counts|finds that|finally|keep this one|carried out|went through|valid:|person in charge|since noon"
    r"|since then|changed at noon|it was mistaken|which is wrong|accepted the offer|agreed to|print that counts"
    r"|parties record|accepted was|clause applies|gave way|as amended|no longer applies, and|did not accept, and"
    r"|parties agree|read instead|corrected sheet|named above|you ask about|who decides|facilities manager"
    r"|operations manager|head of|the owner|decision to|went for|and so |right one|correct version|yes to|given up in favor"
    r"|settled and done|decided and done|final version|original decision|has it right|our credit with you|the controller:"
    r"|our own one|in your name|had that wrong|anything was done, and|made up our minds|we confirm that"
)
REPLACES: Final = re.compile(r"takes the place of the first|earlier message no longer|supersedes")
"""What a letter says that takes the place of an earlier one on the same matter."""
_MARK: Final = re.compile(f"(?P<not>{_NOT})|(?P<so>{_SO})", re.IGNORECASE)
_TRAILING_NOT: Final = re.compile(
    r"\b(?:was a proposal|never got beyond|remained a thought|was withdrawn|was in error|is an idea|was turned down"
    r"|something that was merely|is what it says in the offer|was issued by mistake)"
)
_FIRST_IF: Final = re.compile(r"\bIf [^,;.]*?(\w+), ")
_OUTCOME: Final = re.compile(r"\bIt (?:is )?(\w+)\.")
_CONDITIONS: Final = (
    (re.compile(r"Should the \w+ consent, "), re.compile(r"has consented")),
    (re.compile(r"If a \w+ is lodged, "), re.compile(r"has been lodged|A guarantee was lodged")),
    (re.compile(r"If the signature was ours, "), re.compile(r"The signature was ours\.")),
    (re.compile(r"With the funds released "), re.compile(r"They were released")),
    (re.compile(r"We had made "), re.compile(r"opinion was in favor")),
    (re.compile(r"Of two proposals, "), re.compile(r"the first was accepted")),
    (re.compile(r"If we have the voucher on file"), re.compile(r"and it is there\.")),
    (re.compile(r"If the branch had the paper"), re.compile(r"The branch had it\.")),
    (re.compile(r"if our file held no slip"), re.compile(r"It held none\.")),
    (re.compile(r"if our file held (?:a|one)"), re.compile(r"It held one\.")),
    (re.compile(r"If the owner had|If we had accepted the other offer"), re.compile(r"$^")),
    (re.compile(r"With the owner's approval "), re.compile(r"The owner approved\.")),
    (re.compile(r"Two offers were made: "), re.compile(r"which was accepted, and one")),
)
_DAY: Final = re.compile(r"(\w+)'s message counts")


def in_one_line(text: str) -> str:
    """A text in one line, without quote marks."""
    return " ".join(text.replace("\n>", "\n").split())


def plain_figures(text: str) -> str:
    """A text in one line, without quote marks and thousands separators."""
    return re.sub(r"(?<=\d),(?=\d{3}\b)", "", in_one_line(text))


def in_force(text: str, yes: str, no: str) -> bool | None:
    """Whether what ``yes`` matches holds, and not what ``no`` matches; None where it cannot be told."""
    flat = in_one_line(text)
    one, other = re.search(yes, flat, re.IGNORECASE), re.search(no, flat, re.IGNORECASE)
    if one is None or other is None:
        return None if one is other else one is not None
    first = one.start() < other.start()
    for condition, met in _CONDITIONS:
        if condition.search(flat):
            return first == bool(met.search(flat))
    outcome = _OUTCOME.findall(flat)
    if (opening := _FIRST_IF.search(flat)) and outcome:
        return first == (str(outcome[-1]) == opening[1])
    if (day := _DAY.search(flat)) and (said := flat.find(f"{day[1]}: ")) >= 0:
        return _follows(one.start(), said, other.start())
    earlier, later = sorted((one.start(), other.start()))
    sign = {earlier: _sign(flat[:earlier]), later: _sign(flat[earlier:later])}
    if _TRAILING_NOT.search(flat[earlier:later]):
        sign[earlier] = -1
    if _TRAILING_NOT.search(flat[later:]):
        sign[later] = -1
    lean = sign[one.start()] - sign[other.start()]
    return lean > 0 if lean else None


def _follows(one: int, said: int, other: int) -> bool:
    """Whether the first claim after a place is ``one``."""
    return (one if one > said else 1 << 30) < (other if other > said else 1 << 30)


def _sign(before: str) -> int:
    """What the last mark before a claim says of it."""
    marks = list(_MARK.finditer(before))
    return 0 if not marks else 1 if marks[-1]["so"] else -1
