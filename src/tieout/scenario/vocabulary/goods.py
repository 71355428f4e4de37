"""What is bought and sold. Each list is dealt out to the splits, so that no split sees another's things.

Of four neighbours in a list train gets two, validation one and test one. Descriptions never name a month: what
period a purchase belongs to stands on the document.
"""

from types import MappingProxyType
from typing import Final

PLAN: Final = (
    "tier 1", "tier 2", "tier 3", "standard plan", "plus plan", "team plan", "renewal", "base charge", "10 seats", "25 seats",
    "region 1", "region 2",
)  # fmt: skip
PLACE: Final = (
    "main site", "site B", "site C", "north building", "annex", "ground floor", "second floor", "east wing", "unit 4", "unit 7",
    "lot 12", "yard",
)  # fmt: skip
WORK: Final = (
    "per agreement", "flat rate", "phase 1", "phase 2", "team A", "team B", "rush", "standard rate", "package 1", "package 2",
    "follow-up", "group 3",
)  # fmt: skip
PRODUCE: Final = (
    "case of 12", "case of 24", "10 kg", "25 lb", "50 lb", "grade A", "grade B", "half pallet", "organic", "5 L",
)  # fmt: skip
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
        "Cheddar", "Coffee beans", "Coconut milk", "Ground beef", "Yogurt", "Onions", "Mangoes",
    ),
    "packaging": (
        "Corrugated boxes", "Bubble wrap", "Stretch film", "Foam corners", "Packing tape", "Kraft bags", "Mailer pouches",
        "Shrink sleeves", "Tissue sheets", "Wooden crates", "Void fill", "Insulated liners",
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
        "Aviation kerosene", "Unleaded gasoline", "Heating oil", "Diesel", "Propane refill", "Lubricant", "Marine diesel",
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
    "rent": PLACE, "utilities": PLACE, "software": PLAN, "telecom": PLAN, "office supplies": THING, "insurance": PLAN,
    "legal": WORK, "accounting": WORK, "marketing": WORK, "cleaning": PLACE, "freight": WORK, "repairs": PLACE, "travel": WORK,
    "staffing": WORK, "raw materials": STOCK, "merchandise": THING, "food": PRODUCE, "packaging": THING, "equipment": ITEM,
    "training": WORK, "subscriptions": PLAN, "fuel": BULK, "security": PLACE, "printing": THING, "catering": WORK,
    "consulting": WORK, "medical supplies": THING,
}  # fmt: skip
SOLD_AS: Final[dict[str, tuple[str, ...]]] = {
    "software": PLAN, "wholesale": THING, "restaurant": WORK, "consultancy": WORK, "manufacturing": ITEM, "nonprofit": WORK,
    "logistics": PLACE, "clinic": WORK,
}  # fmt: skip
"""What a description may add to its head, by line of business and by archetype."""

CODED: Final = frozenset((STOCK, THING, PRODUCE, ITEM))
"""Goods that are sometimes described by an article code instead."""

SALES: Final[dict[str, tuple[str, ...]]] = {
    "software": (
        "Platform subscription", "Annual license", "Additional user seats", "Analytics module", "Implementation work",
        "Premium support", "Data migration", "API package", "Reporting add-on", "Sandbox environment", "Priority hosting",
        "Audit log add-on",
    ),
    "wholesale": (
        "Assorted housewares", "Hardware assortment", "Lighting order", "Seasonal goods", "Kitchenware order", "Bedding order",
        "Garden tools", "Stationery assortment", "Small appliances", "Toy assortment", "Storage products", "Camping goods",
    ),
    "restaurant": (
        "Banquet", "Corporate lunches", "Event catering", "Private dining room", "Gift card order", "Boxed meals", "Wedding dinner",
        "Food stall hire", "Conference buffet", "Cooking class", "Meal plan", "Tasting menu evening",
    ),
    "consultancy": (
        "Advisory retainer", "Workshop facilitation", "Operations review", "Merger support", "Market study", "Interim management",
        "Cost reduction project", "Data strategy project", "Project office support", "Benchmark report",
        "Executive coaching", "Sourcing project",
    ),
    "manufacturing": (
        "Machined brackets", "Valve housings", "Gear assemblies", "Turbine spacers", "Steel enclosures", "Pump impellers",
        "Custom fixtures", "Sensor mounts", "Hinge sets", "Drive shafts", "Sheet-metal panels", "Optical frames",
    ),
    "nonprofit": (
        "Program grant", "Sponsorship pledge", "Membership dues", "Matching gift", "Gala table", "Training fees",
        "Restricted gift", "Exhibit loan fee", "Summer camp fees", "Donor pledge", "Facility hire", "Research grant",
    ),
    "logistics": (
        "Contract haulage", "Warehouse storage", "Pick and pack", "Cross-docking", "Customs clearance", "Container drayage",
        "Last-mile delivery", "Returns processing", "Bonded storage", "Fleet dispatch",
    ),
    "clinic": (
        "Occupational health exams", "Vaccination program", "Laboratory panel", "Physical therapy program", "Employee screening",
        "Imaging reads", "Telehealth retainer", "Travel health clinic", "Wellness program", "Consultation block",
        "First aid kits", "Reading glasses", "Compression socks", "Skin care assortment", "Hand sanitizer order",
    ),
}  # fmt: skip

TAXED_SALES: Final = MappingProxyType(
    {
        "restaurant": frozenset((
            "Banquet", "Corporate lunches", "Event catering", "Boxed meals", "Wedding dinner", "Conference buffet",
            "Meal plan", "Tasting menu evening",
        )),
        "clinic": frozenset((
            "First aid kits", "Reading glasses", "Compression socks", "Skin care assortment", "Hand sanitizer order",
        )),
    }
)  # fmt: skip
"""What of a trade's sales bears sales tax, where it sells one thing and another: meals and goods, not rooms and services."""


def dealt(values: tuple[str, ...], split: str) -> tuple[str, ...]:
    """The share of ``split`` in a list: places 0 and 2 of each four for train, 1 for validation, 3 for test."""
    places = {"train": (0, 2), "validation": (1,), "test": (3,)}[split]
    return tuple(value for place, value in enumerate(values) if place % 4 in places)
