"""Numbers as firms print them: bill numbers in each vendor's style, bank accounts, phones."""

import zlib

from tieout.scenario.seeds import Rng

_PREFIXES = ("INV", "IN", "A", "B", "SI", "R", "F", "BL", "No", "C", "RE", "K", "X", "ARI", "PS", "T")


def bill_number(rng: Rng, stem: str | int, year: int) -> str:
    """A bill number in the style that belongs to ``stem``, with ``year`` where the style has a year and one is given."""
    style = zlib.crc32(str(stem).encode())
    prefix = _PREFIXES[style // 16 % 16]
    kind = style % 16
    if kind < 3:
        return rng.digits(5 + style // 256 % 2)
    if kind < 6:
        return (
            f"{prefix}-{year}-{rng.between(1, 9999):04d}"
            if year
            else f"{prefix}-{rng.digits(3)}-{rng.between(1, 9999):04d}"
        )
    if kind < 9:
        return f"{prefix}/{rng.digits(4)}"
    if kind < 11:
        return f"{prefix}{rng.between(1, 99999):06d}"
    if kind < 13:
        return f"0{rng.digits(4)}"
    if kind < 15:
        return f"{rng.digits(3)}-{rng.between(1, 999):03d}"
    return f"{prefix} {rng.digits(3)} {rng.digits(3)}"


def careless_copy(rng: Rng, number: str) -> str:
    """The same number as a second copy might print it; never equal to ``number``."""
    start = next((place for place, sign in enumerate(number) if sign.isdigit()), len(number))
    bare = number[start:].lstrip("0") or number
    candidates = [
        bare,
        f"INV{number[start:]}",
        f"{bare}-A",
        f"{number}-1",
        f"{number} (copy)",
        number.replace("-", "").replace("/", "").replace(" ", ""),
        number.replace("-", "/"),
        f"#{bare}",
    ]
    others = [candidate for candidate in candidates if candidate != number]
    return others[rng.below(len(others))]


def account_number(rng: Rng) -> str:
    """A bank account as printed; the last four signs are digits."""
    shape = rng.below(4)
    if shape == 0:
        return rng.digits(10)
    if shape == 1:
        return f"{rng.digits(4)}-{rng.digits(6)}"
    if shape == 2:
        return f"{rng.digits(3)} {rng.digits(3)} {rng.digits(4)}"
    return f"{rng.digits(2)}-{rng.digits(4)}-{rng.digits(4)}"


def phone_number(rng: Rng) -> str:
    """Exchange 555 and line 01xx are set aside for fiction in the North American plan."""
    return f"({rng.between(201, 989)}) 555-01{rng.below(100):02d}"
