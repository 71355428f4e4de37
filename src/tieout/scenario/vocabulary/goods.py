"""What is bought and sold. Each list is dealt out to the splits, so that no split sees another's things.

Of four neighbours in a list train gets two, validation one and test one. Descriptions never name a month: what
period a purchase belongs to stands on the document.
"""

from typing import Final

PLAN: Final = (
    "tier 1", "tier 2", "tier 3", "standard plan", "plus plan", "team plan", "renewal", "base charge", "10 seats", "25 seats",
)  # fmt: skip
LINE: Final = (
    "main office",
    "branch",
    "shared plan",
    "business plan",
    "standard plan",
    "plus plan",
    "renewal",
    "base charge",
)
COVER: Final = (
    "standard limits", "higher limits", "renewal", "revised limits", "installment", "with endorsement", "package policy",
    "all locations",
)  # fmt: skip
MATTER: Final = (
    "per engagement letter", "fixed fee", "phase 1", "phase 2", "hours as agreed", "first installment", "final installment",
    "follow-up",
)  # fmt: skip
CAMPAIGN: Final = ("first wave", "second wave", "regional", "local", "standard package", "follow-up", "per agreement")
LANE: Final = (
    "north lane",
    "south lane",
    "east lane",
    "dedicated",
    "shared load",
    "scheduled",
    "expedited",
    "per agreement",
)
TRIP: Final = ("team trip", "client visit", "two travelers", "trade fair", "site visit", "board meeting")
SHIFT: Final = ("day shift", "evening shift", "weekend shift", "standard rate", "overtime rate", "weekly hours")
COURSE: Final = ("half day", "full day", "two days", "on site", "refresher", "group of 12")
ACCESS: Final = ("single user", "team license", "annual", "renewal", "full access", "basic access")
TABLE: Final = ("team meeting", "board meeting", "staff event", "with delivery", "set menu", "buffet")
CLOUD: Final = ("region 1", "region 2", "production", "staging", "usage charge", "reserved capacity")
PLACE: Final = (
    "main site", "site B", "site C", "north building", "annex", "ground floor", "second floor", "east wing", "unit 4", "unit 7",
)  # fmt: skip
PRODUCE: Final = ("case of 12", "case of 24", "10 kg", "25 lb", "50 lb", "grade A", "grade B", "organic")
BULK: Final = ("drum", "tote", "grade 1", "grade 2", "low sulfur", "winter blend", "5 gal", "50 gal", "bulk")
THING: Final = (
    "small", "medium", "large", "blue", "gray", "black", "case of 12", "case of 24", "pack of 10", "box of 100", "heavy duty",
    "economy", "type II", "type IV", "white", "premium",
)  # fmt: skip
ITEM: Final = ("type II", "type IV", "series 3", "series 5", "compact", "heavy duty", "standard", "refurbished")
STOCK: Final = ("1/2 in", "3/4 in", "3 ft", "6 ft", "grade A", "grade B", "type II", "mill finish", "pallet", "coil")

GOODS: Final[dict[str, tuple[str, ...]]] = {
    "rent": (
        "Office rent", "Base rent", "Suite rent", "Warehouse rent", "Lease of premises", "Storage unit rent",
        "Parking space lease", "Showroom rent", "Tenancy charge", "Monthly occupancy charge", "Yard lease", "Annex rent",
    ),
    "utilities": (
        "Electricity service", "Water and sewer", "Natural gas supply", "Power delivery charge", "Metered water",
        "Waste collection", "Three-phase power", "District heating", "Storm water charge", "Peak demand charge",
        "Recycling service", "Chilled water",
    ),
    "hosting": (
        "Cloud instances", "Object storage", "Managed servers", "Content delivery", "Bandwidth", "Database hosting",
        "Load balancing", "Backup vault",
    ),
    "software": (
        "Accounting software license", "Cloud hosting", "Code repository seats", "Backup storage", "Payroll software",
        "Design tool license", "Monitoring service", "Customer portal hosting", "Antivirus seats", "Database service",
        "E-signature plan", "Help desk seats", "Video meeting plan", "Map data license", "Build server minutes",
        "Identity service seats",
    ),
    "telecom": (
        "Business internet line", "Mobile phone plan", "Conference line", "Fiber connection", "Voice trunk", "Toll-free number",
        "Data roaming package", "Leased line", "Router rental", "Satellite link", "Desk phone service", "Backup line",
    ),
    "office supplies": (
        "Copy paper", "Toner cartridge", "Ballpoint pens", "File folders", "Desk organizer", "Shipping labels", "Whiteboard markers",
        "Ring binders", "Envelopes", "Sticky notes", "Staples", "Monitor stand", "Notebooks", "Hanging files", "Laminating film",
        "Label tape",
    ),
    "insurance": (
        "General liability premium", "Property insurance", "Vehicle cover", "Cyber policy premium", "Workers' compensation premium",
        "Umbrella policy", "Directors and officers cover", "Cargo insurance", "Equipment breakdown policy",
        "Professional indemnity", "Crime policy premium", "Flood cover",
    ),
    "legal": (
        "Contract review", "Employment law advice", "Trademark filing", "Lease negotiation", "Corporate filings", "License review",
        "Dispute correspondence", "Privacy counsel", "Collections letters", "Board minutes review", "Debt documentation",
        "Patent search",
    ),
    "accounting": (
        "Bookkeeping support", "Sales tax return", "Audit fieldwork", "Payroll tax filing", "Financial statement review",
        "Fixed-asset count", "Tax planning memo", "Internal control testing", "Annual return preparation",
        "Inventory observation", "Grant report", "Valuation work",
    ),
    "marketing": (
        "Search advertising", "Brochure design", "Trade show booth", "Mailing campaign", "Photo shoot", "Website copy",
        "Radio spots", "Social media package", "Billboard space", "Press release service", "Logo refresh", "Sponsorship fee",
    ),
    "cleaning": (
        "Evening cleaning", "Window washing", "Carpet cleaning", "Floor polishing", "Restroom supplies service", "Deep cleaning",
        "Duct cleaning", "Pressure washing", "Day porter service", "Linen exchange", "Disinfection", "Grease trap service",
    ),
    "freight": (
        "Less-than-truckload haul", "Full truckload", "Courier deliveries", "Ocean container", "Pallet delivery", "Air freight",
        "Liftgate service", "Drayage", "Cold chain haul", "Customs handling", "Return freight", "Cross-dock handling",
    ),
    "repairs": (
        "Boiler repair", "Dock door repair", "Air conditioning service", "Elevator service", "Plumbing repair", "Roof patching",
        "Forklift service", "Wiring repair", "Compressor overhaul", "Pump repair", "Glass replacement", "Generator service",
    ),
    "travel": (
        "Airfare", "Hotel nights", "Rail tickets", "Conference lodging", "Car rental", "Airport shuttle", "Group booking",
        "Ferry passage", "Booking service", "Rebooking charge", "Lounge passes", "Charter coach",
    ),
    "staffing": (
        "Temporary clerk hours", "Warehouse temps", "Reception cover", "Interim controller", "Data entry hours",
        "Seasonal crew", "Help desk temps", "Recruiting fee", "Event staff", "Assembly temps", "Driver hours", "Relief nurse hours",
    ),
    "raw materials": (
        "Steel sheet", "Copper wire", "Resin pellets", "Titanium bar", "Pine boards", "Glass fiber mat", "Aluminum extrusion",
        "Carbon fabric", "Adhesive drum", "Nylon rod", "Zinc ingot", "Ceramic powder", "Rubber sheet", "Brass tube", "Paint base",
        "Silicone compound",
    ),
    "merchandise": (
        "Table lamps", "Garden hose", "Storage bins", "Desk fans", "Bath towels", "Wall clocks", "Cookware sets", "Travel mugs",
        "Picture frames", "Bicycle pumps", "Folding chairs", "Yoga mats", "Flashlights", "Door mats", "Tool kits", "Umbrellas",
    ),
    "food": (
        "Tomatoes", "Chicken thighs", "Olive oil", "Salmon fillets", "Flour", "Butter", "Potatoes", "Basmati rice", "Romaine",
        "Cheddar", "Coffee beans", "Coconut milk", "Ground beef", "Yogurt", "Onions", "Mangoes", "Shrimp", "Pork loin",
        "Heavy cream", "Lemons", "Cod fillets", "Pasta", "Eggs", "Mushrooms",
    ),
    "packaging": (
        "Corrugated boxes", "Bubble wrap", "Stretch film", "Foam corners", "Packing tape", "Kraft bags", "Mailer pouches",
        "Shrink sleeves", "Tissue sheets", "Wooden crates", "Void fill", "Insulated liners", "Takeout boxes", "Paper cups",
        "Napkins", "Foil pans", "Deli containers", "Carryout bags", "Cup lids", "Plastic cutlery",
    ),
    "equipment": (
        "Laptop computer", "Label printer", "Desk and chair set", "Projector", "Barcode scanner", "Monitor pair",
        "Shelving unit", "Hand truck", "Document shredder", "Tablet computer", "Document scanner", "Network switch",
        "Battery backup unit", "Filing cabinet", "Water cooler", "Conference phone",
    ),
    "medical supplies": (
        "Exam gloves", "Syringes", "Gauze pads", "Test strips", "Suture kits", "Vaccine doses", "Exam table paper",
        "Blood draw tubes", "Face masks", "Splints", "Sharps containers", "Oxygen sensors", "Wound dressings",
        "Lidocaine vials", "Urine test cups", "Thermometer covers",
    ),
    "training": (
        "Safety course", "First aid class", "Spreadsheet workshop", "Leadership seminar", "Forklift certification",
        "Food handling course", "Sales workshop", "Privacy training", "Onboarding course", "Welding class",
        "Negotiation workshop", "Infection control course",
    ),
    "subscriptions": (
        "Trade journal", "Market data feed", "Credit report access", "Standards library", "Newspaper subscription",
        "Price index service", "Industry database", "Research portal", "Tax library", "Recipe database", "Wage survey",
        "Tariff database",
    ),
    "fuel": (
        "Bulk diesel", "Unleaded gasoline", "Heating oil", "Diesel", "Propane refill", "Lubricant", "Truck stop diesel",
        "Fleet card fuel", "Hydraulic oil", "Coolant", "Engine oil", "Biodiesel blend",
    ),
    "security": (
        "Alarm monitoring", "Guard hours", "Camera maintenance", "Access card system", "Night patrol", "Key service",
        "Safe inspection", "Visitor screening", "Fire panel inspection", "Cash escort", "Lock change", "Intercom service",
    ),
    "printing": (
        "Business cards", "Product flyers", "Invoice forms", "Annual report copies", "Posters", "Menu printing", "Letterhead",
        "Vinyl banners", "Catalogs", "Door hangers", "Price tags", "Patient leaflets",
    ),
    "catering": (
        "Working lunch", "Breakfast buffet", "Board dinner", "Tasting table", "Coffee service", "Picnic boxes", "Holiday party",
        "Canape selection", "Fruit platter", "Donor reception", "Pizza order", "Dessert trays",
    ),
    "consulting": (
        "Process review", "Pricing study", "Network assessment", "Route study", "Systems selection", "Risk workshop",
        "Cost study", "Demand forecast", "Organization review", "Quality audit", "Site selection study", "Carbon survey",
    ),
}  # fmt: skip

QUALIFIERS: Final[dict[str, tuple[str, ...]]] = {
    "rent": PLACE, "utilities": PLACE, "hosting": CLOUD, "software": PLAN, "telecom": LINE, "office supplies": THING,
    "insurance": COVER, "legal": MATTER, "accounting": MATTER, "marketing": CAMPAIGN, "cleaning": PLACE, "freight": LANE,
    "repairs": PLACE, "travel": TRIP, "staffing": SHIFT, "raw materials": STOCK, "merchandise": THING, "food": PRODUCE,
    "packaging": THING, "equipment": ITEM, "training": COURSE, "subscriptions": ACCESS, "fuel": BULK, "security": PLACE,
    "printing": THING, "catering": TABLE, "consulting": MATTER, "medical supplies": THING,
}  # fmt: skip
"""What a description may add to its head, by line of business."""

CODED: Final = frozenset((STOCK, THING, PRODUCE, ITEM))
"""Goods that are sometimes described by an article code instead."""


def dealt(values: tuple[str, ...], split: str) -> tuple[str, ...]:
    """The share of ``split`` in a list: places 0 and 2 of each four for train, 1 for validation, 3 for test."""
    places = {"train": (0, 2), "validation": (1,), "test": (3,)}[split]
    return tuple(value for place, value in enumerate(values) if place % 4 in places)
