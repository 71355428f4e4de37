"""What each trade sells, by revenue account: every article of a price list belongs to one account and no other.

The articles of each account are dealt out to the splits like goods (:func:`~tieout.scenario.vocabulary.goods.dealt`).
"""

from dataclasses import dataclass
from typing import Final

from tieout.scenario.vocabulary.goods import ITEM, THING


@dataclass(frozen=True, slots=True)
class Range:
    """The articles of one revenue account and what a description may add to them; ``share`` is the weight of the account
    among what is invoiced, 0 for one that no invoice uses: takings over the counter, or agreements paid ahead."""

    share: int
    articles: tuple[str, ...]
    variants: tuple[str, ...] = ()


_PLANS: Final = ("tier 1", "tier 2", "tier 3", "monthly plan", "quarterly plan", "10 seats", "25 seats", "50 seats")
_PROJECT: Final = ("phase 1", "phase 2", "fixed fee", "first installment", "second installment", "final installment")
_GUESTS: Final = ("20 guests", "30 guests", "40 guests", "60 guests", "80 guests", "set menu")
_MEALS: Final = ("weekly order", "standing order", "25 persons", "40 persons", "60 persons", "two days")
_TIME: Final = ("hours as agreed", "monthly fee", "two days", "five days", "fixed fee", "per engagement letter")
_GROUP: Final = ("group of 12", "group of 20", "half day", "full day", "two days", "second group")
_GIFT: Final = ("first installment", "second installment", "annual", "renewal", "general purposes", "restricted")
_LANE: Final = ("north lane", "south lane", "dedicated", "two trailers", "weekly run", "return leg")
_STORED: Final = ("bay 2", "bay 5", "racked", "bulk floor", "climate zone", "main warehouse")
_CARE: Final = ("employer program", "per agreement", "batch of claims", "site visit", "group of 20", "follow-up visits")

SALES: Final[dict[str, dict[str, Range]]] = {
    "software": {
        "Subscription revenue": Range(
            52,
            (
                "Platform subscription", "Annual license", "Analytics module", "API package", "Additional user seats",
                "Reporting add-on", "Audit log add-on", "Sandbox environment",
            ),
            _PLANS,
        ),
        "Implementation revenue": Range(
            24, ("Implementation work", "Data migration", "System integration", "Custom connector"), _PROJECT
        ),
        "Support revenue": Range(
            16, ("Premium support", "Extended support hours", "On-call support", "Release assistance"), _TIME
        ),
        "Training revenue": Range(
            8, ("Administrator training", "User training", "Developer workshop", "Onboarding class"), _GROUP
        ),
    },
    "wholesale": {
        "Housewares sales": Range(
            56,
            (
                "Assorted housewares", "Kitchenware order", "Lighting order", "Bedding order", "Storage products",
                "Small appliances", "Bath assortment", "Tableware order",
            ),
            THING,
        ),
        "Hardware and garden sales": Range(
            44, ("Hardware assortment", "Garden tools", "Camping goods", "Seasonal goods"), THING
        ),
        "Delivery income": Range(0, ("Delivery agreement", "Drop-ship service", "Store delivery", "Depot handling")),
    },
    "restaurant": {
        "Dining sales": Range(0, ("Dining", "Dining room", "Bar and dining", "Counter service")),
        "Catering sales": Range(
            52, ("Corporate lunches", "Boxed meals", "Event catering", "Conference buffet"), _MEALS
        ),
        "Delivery sales": Range(
            22, ("Meal plan deliveries", "Office dinner deliveries", "Weekend deliveries", "Staff meals delivered"), _MEALS
        ),
        "Event income": Range(
            26,
            (
                "Wedding dinner", "Private dining room", "Banquet", "Tasting menu evening", "Anniversary dinner", "Holiday dinner",
                "Reception evening", "Cooking class evening",
            ),
            _GUESTS,
        ),
    },
    "consultancy": {
        "Advisory fees": Range(
            46, ("Advisory retainer", "Interim management", "Executive coaching", "Merger support"), _TIME
        ),
        "Project fees": Range(
            38,
            (
                "Operations review", "Market study", "Cost reduction project", "Data strategy project",
                "Project office support", "Sourcing project", "Benchmark report", "Reorganization project",
            ),
            _PROJECT,
        ),
        "Workshop fees": Range(
            16, ("Workshop facilitation", "Strategy workshop", "Leadership workshop", "Team workshop"), _GROUP
        ),
        "Recharged expenses": Range(0, ("Travel recharged", "Expenses recharged", "Costs recharged", "Data recharged")),
    },
    "manufacturing": {
        "Product sales": Range(
            74,
            (
                "Machined brackets", "Valve housings", "Gear assemblies", "Turbine spacers", "Steel enclosures", "Pump impellers",
                "Sensor mounts", "Hinge sets", "Drive shafts", "Sheet-metal panels", "Optical frames", "Custom fixtures",
            ),
            ITEM,
        ),
        "Spare-part sales": Range(
            26, ("Replacement bearings", "Seal kits", "Spare impellers", "Wear plates"), ITEM
        ),
        "Service income": Range(0, ("Maintenance agreement", "Calibration service", "Field service", "Overhaul service")),
    },
    "nonprofit": {
        "Grant income": Range(
            46,
            (
                "Program grant", "Restricted gift", "Research grant", "Matching gift", "Capacity grant", "Donor pledge",
                "Community grant", "Challenge grant",
            ),
            _GIFT,
        ),
        "Program fees": Range(
            27, ("Training fees", "Summer camp fees", "Exhibit loan fee", "Facility hire"), _GROUP
        ),
        "Membership dues": Range(
            12, ("Corporate membership", "Institutional membership", "Chapter dues", "Partner membership"), ("annual", "renewal")
        ),
        "Sponsorships": Range(
            15, ("Gala table", "Sponsorship pledge", "Race sponsorship", "Exhibit sponsorship"), ("gold", "silver", "annual")
        ),
    },
    "logistics": {
        "Haulage income": Range(
            48, ("Contract haulage", "Container drayage", "Last-mile delivery", "Fleet dispatch", "Regional haul"), _LANE
        ),
        "Storage income": Range(30, ("Warehouse storage", "Bonded storage", "Overflow storage"), _STORED),
        "Handling income": Range(
            22, ("Pick and pack", "Cross-docking", "Returns processing", "Customs clearance"), ("weekly batch", "per agreement")
        ),
        "Surcharges recharged": Range(0, ("Fuel surcharge",)),
    },
    "clinic": {
        "Consultation fees": Range(0, ("Consultation block",)),
        "Treatment fees": Range(
            58,
            ("Occupational health exams", "Physical therapy program", "Vaccination program", "Telehealth visits", "Wellness program"),
            _CARE,
        ),
        "Laboratory income": Range(42, ("Laboratory panel", "Employee screening", "Imaging reads"), ("batch of claims", "per agreement")),
        "Retail sales": Range(
            14,
            ("First aid kits", "Reading glasses", "Compression socks", "Skin care assortment", "Hand sanitizer order"),
            THING,
        ),
    },
}  # fmt: skip
"""By trade and, in the order of the chart, the name of the account."""

AHEAD_ON: Final[dict[str, str]] = {
    "software": "Subscription revenue",
    "wholesale": "Delivery income",
    "restaurant": "Catering sales",
    "consultancy": "Advisory fees",
    "manufacturing": "Service income",
    "nonprofit": "Program fees",
    "logistics": "Storage income",
    "clinic": "Treatment fees",
}
"""The account of what customers pay for ahead, under agreements."""
