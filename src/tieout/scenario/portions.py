"""Amounts of papers that together come to what their month should: portions of a budget, drawn one by one."""

from typing import Final

from tieout.scenario.seeds import Rng
from tieout.scenario.sizes import Budget, Sizes

SIGMAS: Final = {"invoice": (9, 150), "order": (12, 205), "stock order": (10, 165), "service": (9, 150)}
PLAIN_SIGMA: Final = (8, 137)
"""Amounts of one kind of paper are log-normal about the trade's typical one (reference §5): σ in tenths, and the mean in
per cent of the median that goes with it, exp(σ²/2). Orders range from a box of pens to a truck of steel."""
LARGEST: Final = 900  # per cent of the median
ROUND_PER_MILLE: Final = 140
"""A seventh of all amounts are round (accounting reference §5: about 15 %)."""
ROUND_TO: Final = 5_000
SMALLEST: Final = 2_000
SEASONAL: Final = frozenset(("invoice", "stock order"))
LAGGING: Final = frozenset(("receipt", "payment"))  # they follow the season of the month before


class Portions:
    """``take`` hands out amounts of one kind; the first ``budget.count`` come to its total times ``factor`` per mille,
    those beyond are of the same size."""

    __slots__ = ("_left", "_sigma", "_typical")

    def __init__(self, budget: Budget, factor: int, rng: Rng, sigma: tuple[int, int] = PLAIN_SIGMA) -> None:
        total = budget.total * factor // 1000
        weights = [min(rng.log_normal(0, sigma[0]), LARGEST) + 8 for _ in range(budget.count)]
        whole = sum(weights)
        self._left = [total * weight // whole for weight in weights]
        self._sigma = sigma
        self._typical = total // max(budget.count, 1)

    def take(self, rng: Rng) -> int:
        """The next amount in minor units."""
        return _finished(self._left.pop(), rng) if self._left else self.beside(rng)

    def beside(self, rng: Rng) -> int:
        """An amount of the same size that the budget does not count."""
        return _finished(self._typical * min(rng.log_normal(0, self._sigma[0]), LARGEST) // self._sigma[1], rng)


def _finished(amount: int, rng: Rng) -> int:
    """The amount as people write it: to the cent or round, and not too small to bother."""
    amount = max(amount + rng.below(100), SMALLEST + rng.below(SMALLEST))
    if amount > 4 * ROUND_TO and rng.chance(ROUND_PER_MILLE):
        return amount - amount % ROUND_TO
    return amount


def portions_of(sizes: Sizes, season: tuple[int, ...], month: int, kind: str, rng: Rng) -> Portions:
    """What the papers of ``kind`` come to in the calendar ``month`` (1 to 12)."""
    factor = 1000
    if kind in SEASONAL:
        factor = season[month - 1]
    elif kind in LAGGING:
        factor = season[month - 2]
    return Portions(sizes.budgets[kind], factor, rng, SIGMAS.get(kind, PLAIN_SIGMA))
