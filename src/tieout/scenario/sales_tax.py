"""Sales tax: what a state and the places in it add to the price of a taxable sale, and who collects it.

State rates and the highest local rates are those of the Tax Foundation's table "State and Local Sales Tax Rates" (2024);
local rates here stay within that range, in steps of a quarter of a per cent. Places are invented, so no rate is that of
a real town. Rates are in thousandths of a per cent.
"""

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from tieout.ledger.money import ratio
from tieout.scenario.seeds import Rng

WHOLE: Final = 100_000
"""Thousandths of a per cent in one."""
STEP: Final = 250
UNTAXED_STATES: Final = frozenset(("DE", "MT", "NH", "OR"))
"""States without a general sales tax."""


@dataclass(frozen=True, slots=True)
class StateRate:
    """``rate`` of the state, ``local`` from the least to the most that places add, and the ``collector`` of both."""

    rate: int
    local: tuple[int, int]
    collector: str


STATE_RATES: Final = MappingProxyType(
    {
        "AZ": StateRate(5_600, (500, 3_500), "Arizona Department of Revenue"),
        "CO": StateRate(2_900, (2_000, 5_500), "Colorado Department of Revenue"),
        "CT": StateRate(6_350, (0, 0), "Connecticut Department of Revenue Services"),
        "GA": StateRate(4_000, (3_000, 4_000), "Georgia Department of Revenue"),
        "IA": StateRate(6_000, (0, 1_000), "Iowa Department of Revenue"),
        "IL": StateRate(6_250, (0, 3_500), "Illinois Department of Revenue"),
        "IN": StateRate(7_000, (0, 0), "Indiana Department of Revenue"),
        "KS": StateRate(6_500, (1_000, 3_500), "Kansas Department of Revenue"),
        "KY": StateRate(6_000, (0, 0), "Kentucky Department of Revenue"),
        "MA": StateRate(6_250, (0, 0), "Massachusetts Department of Revenue"),
        "MD": StateRate(6_000, (0, 0), "Comptroller of Maryland"),
        "MI": StateRate(6_000, (0, 0), "Michigan Department of Treasury"),
        "MN": StateRate(6_875, (500, 1_500), "Minnesota Department of Revenue"),
        "MO": StateRate(4_225, (2_000, 4_500), "Missouri Department of Revenue"),
        "NC": StateRate(4_750, (2_000, 2_750), "North Carolina Department of Revenue"),
        "NE": StateRate(5_500, (500, 2_000), "Nebraska Department of Revenue"),
        "NJ": StateRate(6_625, (0, 0), "New Jersey Division of Taxation"),
        "NY": StateRate(4_000, (3_000, 4_750), "New York State Department of Taxation and Finance"),
        "OH": StateRate(5_750, (750, 2_250), "Ohio Department of Taxation"),
        "PA": StateRate(6_000, (0, 2_000), "Pennsylvania Department of Revenue"),
        "SC": StateRate(6_000, (1_000, 2_000), "South Carolina Department of Revenue"),
        "TN": StateRate(7_000, (1_500, 2_750), "Tennessee Department of Revenue"),
        "TX": StateRate(6_250, (500, 2_000), "Texas Comptroller of Public Accounts"),
        "UT": StateRate(4_850, (1_250, 3_000), "Utah State Tax Commission"),
        "VA": StateRate(5_300, (0, 1_000), "Virginia Department of Taxation"),
        "VT": StateRate(6_000, (0, 1_000), "Vermont Department of Taxes"),
        "WA": StateRate(6_500, (1_000, 4_000), "Washington State Department of Revenue"),
        "WI": StateRate(5_000, (0, 500), "Wisconsin Department of Revenue"),
    }
)
_STATE: Final = re.compile(r", ([A-Z]{2}) \d{5}$")


@dataclass(frozen=True, slots=True)
class SalesTax:
    """The tax of one place: ``rate`` with what the place adds, ``state_rate`` without it."""

    state: str
    rate: int
    state_rate: int
    collector: str

    def on(self, price: int) -> int:
        """The tax on a price, rounded half up; minor units."""
        return ratio(price, self.rate, WHOLE)

    def within(self, total: int) -> int:
        """The tax in a total that includes it: what is left when the price, rounded half up, is taken out."""
        return total - ratio(total, WHOLE, WHOLE + self.rate)


def sales_tax_at(address: str, rng: Rng) -> SalesTax | None:
    """The tax at an address, its place's own part drawn; None in a state that has none. KeyError for an unknown state."""
    state = state_of(address)
    if state in UNTAXED_STATES:
        return None
    found = STATE_RATES[state]
    low, high = found.local
    rate = found.rate + low + STEP * rng.below((high - low) // STEP + 1)
    return SalesTax(state, rate, found.rate, found.collector)


def state_of(address: str) -> str:
    """The state in which an address lies; ValueError where it names none."""
    found = _STATE.search(address)
    if found is None:
        raise ValueError(f"an address ends with its state and postal code: {address!r}")
    return found[1]
