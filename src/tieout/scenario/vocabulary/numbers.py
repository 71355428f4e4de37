"""Numbers as firms print them: bill numbers in each vendor's style, bank accounts, phones."""

import zlib
from datetime import date

from tieout.scenario.seeds import Rng

_PREFIXES = ("INV", "IN", "A", "B", "SI", "R", "F", "BL", "No", "C", "RE", "K", "X", "ARI", "PS", "T")


_EPOCH = date(2018, 1, 1).toordinal()
_DAYS = 3300  # from there on, and never more than a number has room for


def bill_number(rng: Rng, stem: str | int, day: date | None = None) -> str:
    """A bill number in the style that belongs to ``stem``; of a ``day``, it is higher than those of the days before.

    The firm bills its other customers too: it uses six numbers a day or more, and which of the day's is ours is drawn.
    Without a day any number is drawn.
    """
    style = zlib.crc32(str(stem).encode())
    prefix = _PREFIXES[style // 16 % 16]
    kind = style % 16
    if kind < 3:
        return _counted(rng, 5 + style // 256 % 2, style, day)
    if kind < 6:
        if day is None:
            return f"{prefix}-{rng.digits(3)}-{rng.between(1, 9999):04d}"
        a_day = 6 + style // 256 % 20
        return f"{prefix}-{day.year}-{(day.timetuple().tm_yday - 1) * a_day + rng.between(1, a_day):04d}"
    if kind < 9:
        return f"{prefix}/{_counted(rng, 5, style, day)}"
    if kind < 11:
        return f"{prefix}0{_counted(rng, 5, style, day)}"
    if kind < 13:
        return f"0{_counted(rng, 5, style, day)}"
    number = _counted(rng, 6, style, day)
    return f"{number[:3]}-{number[3:]}" if kind < 15 else f"{prefix} {number[:3]} {number[3:]}"


def _counted(rng: Rng, digits: int, style: int, day: date | None) -> str:
    """A number of so many digits, the first not zero, from where the firm's count stands on a day."""
    if day is None:
        return rng.digits(digits)
    least = 10 ** (digits - 1)
    a_day = 6 + style // 256 % (least * 8 // _DAYS - 5)
    begun = style // 4096 % (9 * least - a_day * _DAYS)
    return str(least + begun + (day.toordinal() - _EPOCH) % _DAYS * a_day + rng.below(a_day))


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
