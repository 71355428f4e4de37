"""Two neighbouring digits that change places: where they can, and what comes of it."""

from itertools import pairwise

from tieout.ledger.entries import Entry, Line


def places(amount: int) -> list[int]:
    """The places, counted from the first digit, at which a positive amount may be transposed so that it differs and keeps
    its length."""
    pairs = enumerate(pairwise(str(amount)))
    return [place for place, (one, other) in pairs if one != other and (place or other != "0")]


def transposed(amount: int, place: int) -> int:
    """A positive amount with the digits at ``place`` and behind it exchanged."""
    digits = list(str(amount))
    digits[place], digits[place + 1] = digits[place + 1], digits[place]
    return int("".join(digits))


def lines_at(entry: Entry, amount: int) -> tuple[Line, ...]:
    """The two lines of an entry, at another amount."""
    return tuple([line.of(amount if line.amount > 0 else -amount) for line in entry.lines])
