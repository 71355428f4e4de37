"""Rubrics: the weights and gates of a family, in one table each."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Final

CITATION: Final = Fraction(1, 4)
"""The share of a booking's credit that citing the right document earns; the rest is for the right books."""

DEPARTMENT: Final = Fraction(1, 4)
"""The share of what a right balance earns that the right department earns, where it has one; the rest is for the account.
Where departments alone have to change, they are all of it."""


@dataclass(frozen=True, slots=True)
class Rubric:
    """``routine`` is the share of the score, in per mille, for work that belongs to no error (at most 250);
    ``difficulty`` weighs error codes (default 2); ``damage`` is λ in per mille (at least 1000);
    ``forbidden`` the factor, in per mille, that a forbidden bill in the closed books leaves of the score, and
    ``withdrawn`` the factor where it was posted and reversed before the close."""

    routine: int
    difficulty: Mapping[str, int]
    damage: int = 1000
    forbidden: int = 0
    withdrawn: int = 500

    def __post_init__(self) -> None:
        gates = 0 <= self.forbidden <= self.withdrawn < 1000
        if not (0 < self.routine <= 250 and self.damage >= 1000 and gates):
            raise ValueError("routine work is at most a quarter, damage at least the whole, a gate less than the whole")
        object.__setattr__(self, "difficulty", MappingProxyType(dict(self.difficulty)))

    def finding_weight(self, code: str, amount: int) -> int:
        """Weight of a finding: grows with the logarithm of its amount and with its difficulty."""
        return size_weight(amount) * self.difficulty.get(code, 2)


def size_weight(amount: int) -> int:
    """Twice the binary logarithm of the amount, at least 8: 1.00 weighs 14, 100.00 28, 10,000.00 40."""
    return max(8, 2 * abs(amount).bit_length())


def damage_weight(amount: int) -> Fraction:
    """What spoiling a fact by ``amount`` minor units weighs: about twice :func:`size_weight`, as an ordinary finding of
    that amount, and straight between powers of two, so that every further minor unit costs."""
    amount = abs(amount)
    power = 1 << max(3, amount.bit_length() - 1)
    return 4 * (power.bit_length() - 1 + Fraction(amount, power))
