"""Company archetypes: what a trade buys, sells and keeps books on. Train and validation share six, test has two more."""

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from tieout.scenario.seeds import Rng
from tieout.scenario.sheets import SHEETS, Sheet
from tieout.scenario.vocabulary.sales import SALES


@dataclass(frozen=True, slots=True)
class Archetype:
    """``lines`` are the vendors' lines of business, ``stock`` those that are bought into inventory, the main one first,
    ``revenue`` the income accounts (what is paid over the counter is the first where there are takings), ``special``
    further expense accounts; ``sheet`` has the figures of the trade. ``taxed`` are the income accounts of what bears sales
    tax: goods and meals, not services; ``certified`` is how many customers in a thousand have a certificate that exempts
    them (resellers, makers, public bodies)."""

    name: str
    lines: tuple[str, ...]
    stock: tuple[str, ...]
    revenue: tuple[str, ...]
    special: tuple[str, ...]
    sheet: Sheet
    taxed: tuple[str, ...] = ()
    certified: int = 0


_OFFICE = ("rent", "utilities", "software", "telecom", "office supplies", "insurance", "accounting", "cleaning")

ARCHETYPES: Final = MappingProxyType(
    {
        archetype.name: archetype
        for archetype in (
            Archetype(
                "software",
                (
                    *_OFFICE,
                    "hosting",
                    "subscriptions",
                    "marketing",
                    "legal",
                    "travel",
                    "equipment",
                    "staffing",
                    "consulting",
                ),
                (),
                tuple(SALES["software"]),
                ("App store fees", "Recruiting", "Research tools", "Customer credits"),
                SHEETS["software"],
            ),
            Archetype(
                "wholesale",
                (*_OFFICE, "merchandise", "packaging", "freight", "fuel", "repairs", "security", "equipment"),
                ("merchandise", "packaging"),
                tuple(SALES["wholesale"]),
                ("Warehouse supplies", "Customs duty", "Forklift hire", "Breakage", "Trade fairs"),
                SHEETS["wholesale"],
                ("Housewares sales", "Hardware and garden sales"),
                750,
            ),
            Archetype(
                "restaurant",
                (*_OFFICE, "food", "packaging", "repairs", "marketing", "staffing", "catering", "equipment"),
                ("food", "packaging"),
                tuple(SALES["restaurant"]),
                ("Linen and laundry", "Kitchen smallwares", "Licenses and permits", "Delivery commissions"),
                SHEETS["restaurant"],
                ("Dining sales", "Catering sales", "Delivery sales", "Event income"),
                250,
            ),
            Archetype(
                "consultancy",
                (*_OFFICE, "travel", "training", "subscriptions", "staffing", "legal", "printing", "equipment"),
                (),
                tuple(SALES["consultancy"]),
                ("Subcontractors", "Research data", "Conferences", "Professional dues"),
                SHEETS["consultancy"],
            ),
            Archetype(
                "manufacturing",
                (*_OFFICE, "raw materials", "packaging", "freight", "repairs", "equipment", "security", "fuel"),
                ("raw materials", "packaging"),
                tuple(SALES["manufacturing"]),
                ("Tooling", "Shop supplies", "Scrap", "Quality testing", "Waste disposal"),
                SHEETS["manufacturing"],
                ("Product sales", "Spare-part sales"),
                650,
            ),
            Archetype(
                "nonprofit",
                (*_OFFICE, "printing", "catering", "travel", "training", "marketing", "consulting", "equipment"),
                (),
                tuple(SALES["nonprofit"]),
                ("Program materials", "Volunteer expenses", "Outreach events", "Scholarships"),
                SHEETS["nonprofit"],
            ),
            Archetype(
                "logistics",
                (*_OFFICE, "fuel", "repairs", "freight", "staffing", "security", "equipment", "subscriptions"),
                (),
                tuple(SALES["logistics"]),
                ("Tolls", "Tires", "Vehicle leasing", "Driver allowances", "Cargo claims"),
                SHEETS["logistics"],
            ),
            Archetype(
                "clinic",
                (*_OFFICE, "medical supplies", "equipment", "training", "staffing", "printing", "repairs", "security"),
                ("medical supplies",),
                tuple(SALES["clinic"]),
                ("Laboratory fees", "Medical waste", "Malpractice cover", "Licenses and permits"),
                SHEETS["clinic"],
                ("Retail sales",),
                350,
            ),
        )
    }
)
_SEEN: Final = ("software", "wholesale", "restaurant", "consultancy", "manufacturing", "nonprofit")
_UNSEEN: Final = ("logistics", "clinic")


def any_trade(archetype: Archetype) -> bool:
    """Every trade will do."""
    return True


def sells_by_card(archetype: Archetype) -> bool:
    """Whether customers of the trade pay by card."""
    return archetype.sheet.cards.high > 0


def archetype_for(split: str, rng: Rng, fits: Callable[[Archetype], bool] = any_trade) -> Archetype:
    """An archetype of the split that ``fits``: test shows only those that train and validation never show."""
    names = _UNSEEN if split == "test" else _SEEN
    return ARCHETYPES[rng.choice([name for name in names if fits(ARCHETYPES[name])])]
