"""One sheet per trade: the ratios, seasons, prices, assets and customers by which a company of the trade is drawn."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from tieout.scenario.sheets import (
    clinic,
    consultancy,
    logistics,
    manufacturing,
    nonprofit,
    restaurant,
    software,
    wholesale,
)
from tieout.scenario.sheets.sheet import AssetKind, Sheet, Span

SHEETS: Final[Mapping[str, Sheet]] = MappingProxyType(
    {
        "software": software.SHEET,
        "wholesale": wholesale.SHEET,
        "restaurant": restaurant.SHEET,
        "consultancy": consultancy.SHEET,
        "manufacturing": manufacturing.SHEET,
        "nonprofit": nonprofit.SHEET,
        "logistics": logistics.SHEET,
        "clinic": clinic.SHEET,
    }
)

__all__ = ["SHEETS", "AssetKind", "Sheet", "Span"]
