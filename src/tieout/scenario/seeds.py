"""Seeds and random streams.

A seed is a hash of labels (family, version, split, index, stream), so that one more draw in one stream never moves
another. The stream itself uses only ``getrandbits`` of the Mersenne Twister, whose output Python fixes for ever, and
integer arithmetic: the same on every machine.
"""

from _random import Random as Twister  # the class in C below random.Random, whose own __init__ seeds a second time
from collections.abc import Sequence
from decimal import Decimal, localcontext
from functools import cache
from hashlib import blake2b
from typing import Final, TypeVar

T = TypeVar("T")
_NUMERALS: Final = tuple((10**count // 10, 10**count - 10**count // 10) for count in range(19))  # least, and how many


def seed_of(*labels: str | int) -> int:
    """128 bits from the labels; ``("a", "bc")`` and ``("ab", "c")`` differ."""
    return _hashed(_spelled(labels))


def _spelled(labels: tuple[str | int, ...]) -> str:
    return "\x1f".join([f"{type(label).__name__}:{label}" for label in labels])


def _hashed(spelled: str) -> int:
    return int.from_bytes(blake2b(spelled.encode(), digest_size=16).digest(), "big")


class Rng:
    """A labelled random stream of integers."""

    __slots__ = ("_bits", "_spelled")

    def __init__(self, *labels: str | int) -> None:
        self._begin(_spelled(labels))

    def _begin(self, spelled: str) -> None:
        self._spelled = spelled
        self._bits = Twister(_hashed(spelled)).getrandbits

    def stream(self, *labels: str | int) -> "Rng":
        """A stream of its own below this one, that of both labels; independent of how much was drawn here."""
        below = object.__new__(Rng)
        below._begin(f"{self._spelled}\x1f{_spelled(labels)}")
        return below

    def below(self, bound: int) -> int:
        """Uniform in 0 … bound - 1 for a positive bound: 64 random bits scaled down, uneven by less than bound / 2**64."""
        return self._bits(64) * bound >> 64

    def between(self, low: int, high: int) -> int:
        """Uniform in low … high, both included; ValueError where there is nothing between them."""
        if high < low:
            raise ValueError(f"nothing lies between {low} and {high}")
        return low + (self._bits(64) * (high - low + 1) >> 64)

    def chance(self, per_mille: int) -> bool:
        return self._bits(64) * 1000 >> 64 < per_mille

    def choice(self, values: Sequence[T]) -> T:
        """One of ``values``; IndexError where there is none."""
        return values[self._bits(64) * len(values) >> 64]

    def weighted(self, values: Sequence[tuple[T, int]]) -> T:
        """One of ``values`` with probability proportional to its integer weight."""
        total = 0
        for _, weight in values:
            total += weight
        point = self._bits(64) * total >> 64
        for value, weight in values:
            point -= weight
            if point < 0:
                return value
        raise AssertionError("weights are positive")

    def sample(self, values: Sequence[T], count: int) -> list[T]:
        """``count`` different elements in random order."""
        pool = list(values)
        for position in range(count):
            other = position + self.below(len(pool) - position)
            pool[position], pool[other] = pool[other], pool[position]
        return pool[:count]

    def shuffled(self, values: Sequence[T]) -> list[T]:
        return self.sample(values, len(values))

    def orders(self, count: int) -> list[int]:
        """``count`` numbers of 60 bits, to sort by: as many draws of ``below(1 << 60)``."""
        bits = self._bits
        return [bits(64) >> 4 for _ in range(count)]

    def digits(self, count: int) -> str:
        """A numeral of exactly ``count`` digits, the first not zero."""
        least, many = _NUMERALS[count]
        return str(least + (self._bits(64) * many >> 64))

    def log_normal(self, mu_tenths: int, sigma_tenths: int) -> int:
        """A draw from a log-normal, times 100 and rounded: cents, where ``exp(mu)`` is the median in whole units.

        Parameters are tenths, as in ``LN(6.0, 1.5)``: ``(60, 15)``. Drawn from a table of 512 quantiles with linear
        interpolation, in integers, so that no machine's ``exp`` matters.
        """
        table = _quantiles(mu_tenths, sigma_tenths)
        point = self._bits(64) * (len(table) * 256 - 256) >> 64
        index = point >> 8
        return table[index] + ((table[index + 1] - table[index]) * (point & 255) >> 8)


_STEPS: Final = 512


@cache
def _quantiles(mu_tenths: int, sigma_tenths: int) -> tuple[int, ...]:
    """Quantiles at (i + 1/2) / 512 of the log-normal, in cents."""
    with localcontext() as context:
        context.prec = 20
        mu, sigma = Decimal(mu_tenths) / 10, Decimal(sigma_tenths) / 10
        values = []
        for step in range(_STEPS):
            z = _normal_quantile(Decimal(2 * step + 1) / (2 * _STEPS))
            values.append(int(((mu + sigma * z).exp() * 100).to_integral_value()))
    return tuple(values)


def _normal_quantile(p: Decimal) -> Decimal:
    """Inverse of the standard normal distribution function; |error| < 4.5e-4 (Abramowitz and Stegun 26.2.23)."""
    if p > Decimal("0.5"):
        return -_normal_quantile(1 - p)
    t = (-2 * p.ln()).sqrt()
    over = Decimal("2.515517") + Decimal("0.802853") * t + Decimal("0.010328") * t * t
    under = 1 + Decimal("1.432788") * t + Decimal("0.189269") * t * t + Decimal("0.001308") * t * t * t
    return over / under - t
