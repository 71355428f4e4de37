"""What fits whom: which articles a vendor of a trade sells, which departments have a use for them, which terms it grants.

A trade is the word in a vendor's name (:data:`~tieout.scenario.vocabulary.names.TRADES`): nobody buys water from the gas
works. A line of business, a trade or an article that is not listed fits everything there.
"""

from functools import cache
from typing import Final

_POWER: Final = ("Electricity service", "Power delivery charge", "Three-phase power", "Peak demand charge")
_METALS: Final = ("Steel sheet", "Copper wire", "Titanium bar", "Aluminum extrusion", "Zinc ingot", "Brass tube")
_BY_ROAD: Final = (
    "Less-than-truckload haul", "Full truckload", "Courier deliveries", "Pallet delivery", "Liftgate service", "Drayage",
    "Cold chain haul", "Return freight", "Cross-dock handling",
)  # fmt: skip
_BOOKS_KEPT: Final = ("Bookkeeping support", "Sales tax return", "Payroll tax filing", "Annual return preparation")
_INTERNET: Final = (
    "Business internet line",
    "Fiber connection",
    "Leased line",
    "Router rental",
    "Satellite link",
    "Backup line",
)
_PRINTED: Final = ("Trade journal", "Standards library", "Newspaper subscription", "Tax library", "Recipe database")
_FIGURES: Final = (
    "Market data feed", "Credit report access", "Price index service", "Industry database", "Research portal", "Wage survey",
    "Tariff database",
)  # fmt: skip
_GUARDS: Final = ("Guard hours", "Night patrol", "Visitor screening", "Cash escort")
_ALARMS: Final = (
    "Alarm monitoring",
    "Camera maintenance",
    "Access card system",
    "Fire panel inspection",
    "Intercom service",
)
_BOXES: Final = ("Corrugated boxes", "Kraft bags", "Mailer pouches", "Wooden crates", "Takeout boxes", "Carryout bags")
_WRAPS: Final = (
    "Bubble wrap",
    "Stretch film",
    "Packing tape",
    "Shrink sleeves",
    "Void fill",
    "Deli containers",
    "Cup lids",
)
_FLEET: Final = ("Truck stop diesel", "Unleaded gasoline", "Bulk diesel", "Fleet card fuel", "Biodiesel blend")

SOLD_BY: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "utilities": {
        "Power & Light": _POWER,
        "Energy": (*_POWER, "Natural gas supply", "District heating", "Chilled water"),
        "Gas & Electric": (*_POWER, "Natural gas supply"),
        "Water Works": ("Water and sewer", "Metered water", "Storm water charge"),
        "Waste & Recycling": ("Waste collection", "Recycling service"),
    },
    "telecom": {
        "Wireless": ("Mobile phone plan", "Data roaming package"),
        "Broadband": _INTERNET,
        "Networks": (*_INTERNET, "Voice trunk", "Conference line"),
    },
    "food": {
        "Produce": ("Tomatoes", "Potatoes", "Romaine", "Onions", "Mangoes", "Lemons", "Mushrooms"),
        "Dairy": ("Butter", "Cheddar", "Yogurt", "Heavy cream", "Eggs"),
        "Seafood": ("Salmon fillets", "Shrimp", "Cod fillets"),
    },
    "raw materials": {
        "Metals": _METALS,
        "Alloys": _METALS,
        "Polymers": ("Resin pellets", "Glass fiber mat", "Carbon fabric", "Nylon rod", "Rubber sheet", "Silicone compound"),
        "Chemicals": ("Resin pellets", "Adhesive drum", "Ceramic powder", "Paint base", "Silicone compound"),
        "Lumber": ("Pine boards",),
    },
    "packaging": {"Carton": _BOXES, "Box": _BOXES, "Container": (*_BOXES, "Insulated liners"), "Wrap & Seal": _WRAPS},
    "fuel": {"Propane": ("Propane refill",), "Fleet Fuel": _FLEET},
    "repairs": {
        "Electric": ("Wiring repair", "Generator service"),
        "Mechanical": (
            "Boiler repair", "Air conditioning service", "Plumbing repair", "Forklift service", "Compressor overhaul", "Pump repair",
        ),
    },
    "travel": {"Air & Rail": ("Airfare", "Rail tickets", "Booking service", "Rebooking charge", "Lounge passes")},
    "subscriptions": {
        "Press": _PRINTED, "Journals": _PRINTED, "Publishing": _PRINTED, "Data": _FIGURES, "Insights": _FIGURES,
    },
    "security": {
        "Alarm": _ALARMS, "Guard Services": _GUARDS, "Patrol": _GUARDS,
    },
    "freight": {"Trucking": _BY_ROAD, "Cartage": _BY_ROAD, "Haulage": _BY_ROAD},
    "accounting": {"Bookkeeping": _BOOKS_KEPT},
}  # fmt: skip

HEAD_OFFICE: Final = "Administration"
"""Every company has it; what no other department has a use for is charged there."""
_PEOPLE_WHO_SELL: Final = ("Sales", "Marketing", "Business development", "Fundraising", "Outreach", "Events")
_PEOPLE_AT_DESKS: Final = (
    "Engineering", "Customer support", "Sales", "Marketing", "Purchasing", "Advisory", "Projects", "Training",
    "Business development", "Programs", "Outreach", "Fundraising", "Volunteers", "Dispatch", "Consultations", "Front desk",
    "Production", "Warehouse", HEAD_OFFICE,
)  # fmt: skip
_PREMISES: Final = (
    "Kitchen", "Front of house", "Bar", "Warehouse", "Production", "Maintenance", "Fleet", "Treatment", "Laboratory",
    "Consultations", "Programs", "Engineering", "Projects", HEAD_OFFICE,
)  # fmt: skip

_USED_BY: Final[dict[str, tuple[str, ...]]] = {
    "rent": (HEAD_OFFICE,), "insurance": (HEAD_OFFICE,), "legal": (HEAD_OFFICE,), "accounting": (HEAD_OFFICE,),
    "utilities": ("Kitchen", "Production", "Warehouse", "Laboratory", "Programs", HEAD_OFFICE),
    "hosting": ("Engineering", "Customer support"),
    "software": (*_PEOPLE_AT_DESKS, "Laboratory"),
    "telecom": (
        "Customer support", "Sales", "Dispatch", "Front desk", "Front of house", "Delivery", "Business development", "Outreach",
        "Advisory", "Programs", HEAD_OFFICE,
    ),
    "office supplies": (*_PEOPLE_AT_DESKS, "Front of house", "Laboratory"),
    "cleaning": _PREMISES,
    "repairs": _PREMISES,
    "security": ("Warehouse", "Production", "Front of house", "Bar", "Front desk", "Fleet", "Programs", HEAD_OFFICE),
    "marketing": _PEOPLE_WHO_SELL,
    "printing": (*_PEOPLE_WHO_SELL, "Front desk", "Front of house", "Training", "Programs", "Volunteers", HEAD_OFFICE),
    "catering": ("Events", "Programs", "Outreach", "Fundraising", "Volunteers", "Training", "Sales", HEAD_OFFICE),
    "travel": (
        "Sales", "Business development", "Advisory", "Projects", "Training", "Programs", "Engineering", "Customer support",
        "Fundraising", "Volunteers", "Purchasing", HEAD_OFFICE,
    ),
    "training": (
        "Production", "Warehouse", "Maintenance", "Fleet", "Engineering", "Customer support", "Sales", "Advisory", "Projects",
        "Programs", "Volunteers", "Treatment", "Laboratory", "Consultations", "Front desk", HEAD_OFFICE,
    ),
    "subscriptions": (
        "Engineering", "Sales", "Marketing", "Purchasing", "Advisory", "Projects", "Business development", "Dispatch", "Programs",
        HEAD_OFFICE,
    ),
    "consulting": ("Engineering", "Sales", "Production", "Projects", "Programs", "Fundraising", "Fleet", "Warehouse", HEAD_OFFICE),
    "equipment": (*_PEOPLE_AT_DESKS, "Front of house", "Laboratory"),
    "freight": ("Warehouse", "Delivery", "Purchasing", "Sales", "Production", "Fleet", "Dispatch"),
    "fuel": ("Delivery", "Fleet", "Warehouse", "Production", "Maintenance"),
    "merchandise": ("Sales", "Warehouse", "Purchasing", HEAD_OFFICE),
    "packaging": ("Warehouse", "Delivery", "Production", "Kitchen", "Events", "Front of house"),
    "raw materials": ("Production", "Maintenance"),
    "food": ("Kitchen", "Bar", "Events", "Front of house"),
    "medical supplies": ("Treatment", "Consultations", "Laboratory"),
}  # fmt: skip
"""By line of business; temporary staff by what they do, below."""
_ARTICLE_USED_BY: Final[dict[str, tuple[str, ...]]] = {
    "Temporary clerk hours": (
        "Sales", "Purchasing", "Projects", "Fundraising", "Dispatch", "Front desk", "Events", "Warehouse", HEAD_OFFICE,
    ),
    "Data entry hours": ("Purchasing", "Projects", "Dispatch", "Consultations", "Laboratory", "Programs", HEAD_OFFICE),
    "Warehouse temps": ("Warehouse", "Delivery"),
    "Reception cover": ("Front desk", "Advisory", "Programs", HEAD_OFFICE),
    "Interim controller": (HEAD_OFFICE,),
    "Seasonal crew": ("Kitchen", "Front of house", "Bar", "Events", "Warehouse", "Production", "Programs", "Volunteers"),
    "Help desk temps": ("Customer support", "Engineering", "Projects", HEAD_OFFICE),
    "Event staff": ("Events", "Front of house", "Bar", "Programs", "Outreach", "Fundraising"),
    "Assembly temps": ("Production", "Warehouse"),
    "Driver hours": ("Delivery", "Fleet", "Dispatch", "Warehouse"),
    "Relief nurse hours": ("Treatment", "Consultations", "Laboratory"),
    "Elevator service": (HEAD_OFFICE,),
    "Roof patching": (HEAD_OFFICE,),
    "Dock door repair": ("Warehouse", "Production", HEAD_OFFICE),
    "Forklift service": ("Warehouse", "Production", "Maintenance"),
    "Forklift certification": ("Warehouse", "Production"),
    "Food handling course": ("Kitchen", "Front of house", "Bar", "Events"),
    "Infection control course": ("Treatment", "Consultations", "Laboratory"),
    "Welding class": ("Production", "Maintenance"),
    "Grease trap service": ("Kitchen",),
    "Menu printing": ("Front of house", "Bar", "Events"),
    "Price tags": ("Sales", "Warehouse"),
    "Patient leaflets": ("Consultations", "Treatment", "Front desk"),
    "Code repository seats": ("Engineering", "Projects"),
    "Build server minutes": ("Engineering",),
    "Help desk seats": ("Customer support", HEAD_OFFICE),
    "Accounting software license": (HEAD_OFFICE,),
    "Payroll software": (HEAD_OFFICE,),
    "Board dinner": (HEAD_OFFICE,),
    "Recipe database": ("Kitchen",),
    "Tax library": (HEAD_OFFICE,),
    "Wage survey": (HEAD_OFFICE,),
    "Linen exchange": ("Front of house", "Kitchen", "Treatment", "Consultations"),
}  # fmt: skip

TERMS: Final[dict[str, tuple[int, ...]]] = {
    "rent": (5, 10), "utilities": (14, 20, 21), "telecom": (20, 21, 30), "food": (7, 14, 14), "staffing": (10, 14, 30),
    "fuel": (10, 14, 30), "insurance": (20, 30), "legal": (15, 30), "accounting": (15, 30), "raw materials": (30, 30, 45),
    "merchandise": (30, 30, 45, 60), "packaging": (30, 30, 45), "medical supplies": (30, 30, 45),
}  # fmt: skip
"""Days to pay that vendors of a line of business grant."""
USUAL_TERMS: Final = (14, 30, 30, 45)
NEARBY: Final = frozenset(
    ("rent", "utilities", "cleaning", "repairs", "security", "food", "catering", "staffing", "fuel")
)
"""Lines of business whose vendors sit in the state of the company; of others, half do."""

_LIQUID: Final = ("case of 12", "case of 24", "5 L", "organic")
_POURED: Final = ("drum", "tote", "grade A", "grade B", "fast cure", "standard")
_ROLLED: Final = ("3 ft", "6 ft", "roll", "grade A", "grade B")
_PLACED: Final = ("permanent placement", "clerk position", "supervisor position")
_POSTED: Final = ("two weeks", "four weeks", "weekday spots", "regional", "local")
VARIANTS: Final[dict[str, tuple[str, ...]]] = {
    "Olive oil": _LIQUID, "Coconut milk": _LIQUID, "Heavy cream": _LIQUID,
    "Eggs": ("case of 12", "case of 24", "grade A", "organic"), "Shrimp": ("10 kg", "25 lb", "peeled", "grade A"),
    "Resin pellets": _POURED, "Adhesive drum": ("fast cure", "standard", "grade A", "grade B"), "Ceramic powder": _POURED,
    "Paint base": _POURED, "Silicone compound": _POURED, "Carbon fabric": _ROLLED, "Glass fiber mat": _ROLLED,
    "Rubber sheet": _ROLLED, "Pine boards": ("3 ft", "6 ft", "grade A", "grade B", "kiln dried"),
    "Zinc ingot": ("grade A", "grade B", "pallet"),
    "Recruiting fee": _PLACED, "Radio spots": _POSTED, "Billboard space": _POSTED,
    "Fleet card fuel": ("weekly statement", "company cards"), "Propane refill": ("5 gal", "forklift cylinders", "tank"),
    "Lubricant": ("5 gal", "drum", "grade 1", "grade 2"), "Coolant": ("5 gal", "drum"), "Engine oil": ("5 gal", "drum", "grade 1"),
}  # fmt: skip
"""What a description may add to these articles instead of what their line of business adds."""

MONTHLY: Final[dict[str, tuple[int, int]]] = {
    "Audit fieldwork": (1_400, 9_000), "Annual return preparation": (700, 6_000), "Inventory observation": (900, 5_000),
    "Valuation work": (1_200, 9_000), "Internal control testing": (900, 6_000), "Financial statement review": (800, 5_000),
    "Bookkeeping support": (250, 2_600), "Sales tax return": (100, 700), "Payroll tax filing": (100, 800),
    "Fixed-asset count": (500, 2_600), "Tax planning memo": (500, 3_600), "Grant report": (400, 3_000),
    "Patent search": (600, 6_000), "Trademark filing": (500, 3_500), "Dispute correspondence": (400, 6_000),
    "Collections letters": (100, 900), "Corporate filings": (200, 1_200), "Router rental": (20, 180), "Toll-free number": (20, 160),
    "Conference line": (20, 220), "Storm water charge": (20, 260), "Recycling service": (60, 500), "Metered water": (40, 700),
    "Water and sewer": (60, 900), "Interim controller": (1_500, 12_000), "Recruiting fee": (2_000, 12_000),
    "Newspaper subscription": (15, 90), "Trade journal": (15, 120), "Cloud hosting": (120, 6_000),
}  # fmt: skip
"""What a month, or one piece, of these services comes to, in whole units; whatever is not here may come to anything."""


@cache
def departments_for(line: str, article: str = "") -> frozenset[str]:
    """The names of the departments that have a use for an article, or for most of what a line of business sells."""
    return frozenset(_ARTICLE_USED_BY.get(article) or _USED_BY.get(line) or _hired())


def _hired() -> tuple[str, ...]:
    """Who employs temporary staff of any kind."""
    return _ARTICLE_USED_BY["Temporary clerk hours"] + _ARTICLE_USED_BY["Event staff"]


def costs(article: str, amount: int) -> bool:
    """Whether ``amount`` minor units may be the price of the article as a service."""
    if article not in MONTHLY:
        return True
    low, high = MONTHLY[article]
    return low * 100 <= amount <= high * 100
