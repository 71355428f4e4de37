"""Price lists: what one unit costs, and how many of it a small firm orders at a time, by line of business.

Each row is ``(lowest, highest, most)``: unit prices in whole units of currency, and the largest plausible quantity of one
order line. Prices are judgements on what American small firms paid in the early 2020s, wide enough for grades and sizes; a
qualifier such as ``pallet`` multiplies them (:data:`PACKS`). None is below 10, so that two per cent are whole cents.
"""

from typing import Final

Price = tuple[int, int, int]

PACKS: Final = {
    "pallet": 8, "half pallet": 5, "coil": 5, "tote": 6, "drum": 4, "bulk": 4, "50 gal": 4, "5 gal": 1, "case of 24": 2,
    "50 lb": 2, "25 lb": 1, "25 seats": 2, "plus plan": 2, "team plan": 2, "tier 3": 2,
}  # fmt: skip
"""How much dearer the larger package is; a qualifier that is not here changes nothing."""

PRICES: Final[dict[str, dict[str, Price]]] = {
    "rent": {},
    "utilities": {},
    "hosting": {},
    "telecom": {},
    "insurance": {},
    "legal": {},
    "accounting": {},
    "software": {
        "Accounting software license": (40, 160, 12), "Cloud hosting": (60, 900, 4), "Code repository seats": (10, 45, 60),
        "Backup storage": (30, 240, 6), "Payroll software": (60, 280, 3), "Design tool license": (25, 90, 20),
        "Monitoring service": (40, 320, 6), "Customer portal hosting": (80, 600, 3), "Antivirus seats": (10, 40, 80),
        "Database service": (60, 700, 4), "E-signature plan": (15, 60, 25), "Help desk seats": (20, 95, 30),
        "Video meeting plan": (12, 30, 60), "Map data license": (90, 700, 3), "Build server minutes": (30, 260, 6),
        "Identity service seats": (10, 30, 80),
    },
    "office supplies": {
        "Copy paper": (32, 58, 20), "Toner cartridge": (65, 190, 8), "Ballpoint pens": (10, 24, 15), "File folders": (12, 32, 12),
        "Desk organizer": (14, 45, 10), "Shipping labels": (15, 48, 20), "Whiteboard markers": (10, 22, 12),
        "Ring binders": (12, 40, 15), "Envelopes": (14, 46, 12), "Sticky notes": (10, 26, 12), "Staples": (10, 18, 8),
        "Monitor stand": (28, 95, 10), "Notebooks": (12, 38, 15), "Hanging files": (14, 36, 10), "Laminating film": (18, 55, 6),
        "Label tape": (14, 38, 10),
    },
    "marketing": {
        "Search advertising": (300, 4000, 2), "Brochure design": (450, 2600, 2), "Trade show booth": (1500, 7500, 1),
        "Mailing campaign": (400, 3200, 2), "Photo shoot": (500, 2800, 2), "Website copy": (150, 900, 6),
        "Radio spots": (60, 420, 20), "Social media package": (400, 2600, 2), "Billboard space": (700, 3800, 2),
        "Press release service": (200, 900, 3), "Logo refresh": (600, 3500, 1), "Sponsorship fee": (250, 3500, 1),
    },
    "cleaning": {
        "Evening cleaning": (90, 260, 12), "Window washing": (120, 480, 3), "Carpet cleaning": (140, 620, 3),
        "Floor polishing": (150, 700, 3), "Restroom supplies service": (45, 160, 6), "Deep cleaning": (250, 900, 3),
        "Duct cleaning": (300, 1100, 2), "Pressure washing": (160, 600, 3), "Day porter service": (110, 230, 15),
        "Linen exchange": (40, 160, 12), "Disinfection": (120, 520, 4), "Grease trap service": (180, 520, 2),
    },
    "freight": {
        "Less-than-truckload haul": (140, 620, 10), "Full truckload": (900, 3200, 12), "Courier deliveries": (18, 75, 40),
        "Ocean container": (2200, 6500, 2), "Pallet delivery": (70, 240, 24), "Air freight": (350, 2400, 3),
        "Liftgate service": (45, 120, 15), "Drayage": (260, 780, 16), "Cold chain haul": (480, 1700, 10),
        "Customs handling": (90, 320, 6), "Return freight": (90, 420, 6), "Cross-dock handling": (25, 95, 40),
    },
    "repairs": {
        "Boiler repair": (220, 1800, 1), "Dock door repair": (250, 1600, 2), "Air conditioning service": (160, 950, 3),
        "Elevator service": (280, 1400, 2), "Plumbing repair": (140, 1100, 2), "Roof patching": (350, 2400, 1),
        "Forklift service": (180, 900, 4), "Wiring repair": (150, 1200, 2), "Compressor overhaul": (450, 2600, 1),
        "Pump repair": (240, 1500, 2), "Glass replacement": (180, 900, 3), "Generator service": (280, 1300, 2),
    },
    "travel": {
        "Airfare": (180, 780, 8), "Hotel nights": (110, 290, 20), "Rail tickets": (45, 220, 12), "Conference lodging": (150, 340, 12),
        "Car rental": (55, 140, 14), "Airport shuttle": (25, 85, 10), "Group booking": (400, 2200, 2), "Ferry passage": (30, 140, 8),
        "Booking service": (20, 60, 15), "Rebooking charge": (50, 220, 4), "Lounge passes": (25, 65, 8), "Charter coach": (650, 1800, 2),
    },
    "staffing": {
        "Temporary clerk hours": (24, 42, 160), "Warehouse temps": (24, 40, 320), "Reception cover": (22, 36, 80),
        "Interim controller": (75, 150, 80), "Data entry hours": (20, 36, 120), "Seasonal crew": (22, 38, 320),
        "Help desk temps": (30, 55, 160), "Recruiting fee": (2500, 9000, 1), "Event staff": (22, 40, 120),
        "Assembly temps": (23, 38, 320), "Driver hours": (28, 48, 240), "Relief nurse hours": (55, 95, 120),
    },
    "raw materials": {
        "Steel sheet": (45, 190, 300), "Copper wire": (60, 240, 150), "Resin pellets": (35, 95, 400), "Titanium bar": (150, 620, 60),
        "Pine boards": (10, 34, 900), "Glass fiber mat": (40, 130, 200), "Aluminum extrusion": (30, 140, 400),
        "Carbon fabric": (60, 220, 120), "Adhesive drum": (180, 520, 30), "Nylon rod": (18, 85, 300), "Zinc ingot": (40, 120, 250),
        "Ceramic powder": (55, 210, 120), "Rubber sheet": (28, 120, 250), "Brass tube": (25, 110, 300), "Paint base": (40, 140, 160),
        "Silicone compound": (50, 180, 150),
    },
    "merchandise": {
        "Table lamps": (14, 46, 600), "Garden hose": (11, 32, 900), "Storage bins": (10, 22, 1200), "Desk fans": (12, 38, 600),
        "Bath towels": (10, 18, 1200), "Wall clocks": (10, 30, 600), "Cookware sets": (28, 95, 400), "Travel mugs": (10, 16, 1200),
        "Picture frames": (10, 20, 900), "Bicycle pumps": (10, 28, 600), "Folding chairs": (12, 34, 800), "Yoga mats": (10, 24, 900),
        "Flashlights": (10, 26, 900), "Door mats": (10, 22, 900), "Tool kits": (18, 68, 500), "Umbrellas": (10, 18, 900),
    },
    "medical supplies": {
        "Exam gloves": (10, 24, 150), "Syringes": (14, 38, 100), "Gauze pads": (10, 22, 80), "Test strips": (28, 75, 60),
        "Suture kits": (24, 80, 40), "Vaccine doses": (45, 190, 60), "Exam table paper": (26, 48, 40), "Blood draw tubes": (30, 85, 50),
        "Face masks": (10, 22, 150), "Splints": (14, 46, 40), "Sharps containers": (12, 32, 40), "Oxygen sensors": (28, 85, 20),
        "Wound dressings": (18, 62, 60), "Lidocaine vials": (22, 60, 40), "Urine test cups": (16, 40, 50), "Thermometer covers": (10, 24, 40),
    },
    "food": {
        "Tomatoes": (18, 36, 40), "Chicken thighs": (42, 95, 40), "Olive oil": (38, 92, 20), "Salmon fillets": (95, 220, 20),
        "Flour": (14, 34, 40), "Butter": (60, 130, 20), "Potatoes": (14, 32, 40), "Basmati rice": (18, 46, 30), "Romaine": (20, 46, 30),
        "Cheddar": (48, 120, 20), "Coffee beans": (45, 130, 20), "Coconut milk": (24, 52, 20), "Ground beef": (55, 140, 40),
        "Yogurt": (22, 52, 20), "Onions": (12, 28, 40), "Mangoes": (16, 38, 30), "Shrimp": (90, 190, 30), "Pork loin": (60, 140, 40),
        "Heavy cream": (38, 80, 30), "Lemons": (24, 46, 20), "Cod fillets": (85, 180, 30), "Pasta": (18, 42, 40), "Eggs": (32, 85, 40),
        "Mushrooms": (18, 44, 30),
    },
    "packaging": {
        "Corrugated boxes": (18, 64, 60), "Bubble wrap": (16, 48, 40), "Stretch film": (22, 58, 60), "Foam corners": (14, 40, 40),
        "Packing tape": (18, 46, 40), "Kraft bags": (14, 52, 50), "Mailer pouches": (16, 58, 40), "Shrink sleeves": (20, 64, 40),
        "Tissue sheets": (12, 34, 30), "Wooden crates": (28, 110, 40), "Void fill": (18, 46, 40), "Insulated liners": (26, 78, 40),
        "Takeout boxes": (22, 64, 40), "Paper cups": (20, 58, 40), "Napkins": (16, 44, 30), "Foil pans": (22, 60, 30),
        "Deli containers": (20, 58, 40), "Carryout bags": (18, 52, 30), "Cup lids": (14, 40, 30), "Plastic cutlery": (16, 44, 30),
    },
    "equipment": {
        "Laptop computer": (650, 1900, 6), "Label printer": (220, 720, 4), "Desk and chair set": (350, 1100, 8),
        "Projector": (380, 1500, 3), "Barcode scanner": (120, 480, 8), "Monitor pair": (280, 760, 8), "Shelving unit": (140, 620, 10),
        "Hand truck": (90, 340, 4), "Document shredder": (120, 650, 2), "Tablet computer": (280, 950, 8),
        "Document scanner": (250, 900, 3), "Network switch": (160, 1400, 4), "Battery backup unit": (150, 900, 4),
        "Filing cabinet": (160, 620, 6), "Water cooler": (180, 560, 2), "Conference phone": (250, 880, 3),
    },
    "training": {
        "Safety course": (90, 320, 12), "First aid class": (70, 180, 14), "Spreadsheet workshop": (120, 420, 10),
        "Leadership seminar": (350, 1400, 4), "Forklift certification": (110, 280, 10), "Food handling course": (40, 140, 16),
        "Sales workshop": (220, 900, 6), "Privacy training": (30, 110, 30), "Onboarding course": (60, 240, 12),
        "Welding class": (250, 900, 5), "Negotiation workshop": (280, 1100, 5), "Infection control course": (60, 220, 12),
    },
    "subscriptions": {
        "Trade journal": (15, 45, 5), "Market data feed": (150, 1100, 2), "Credit report access": (60, 320, 3),
        "Standards library": (80, 480, 3), "Newspaper subscription": (18, 60, 5), "Price index service": (90, 520, 2),
        "Industry database": (140, 900, 2), "Research portal": (120, 900, 3), "Tax library": (90, 420, 2),
        "Recipe database": (20, 90, 2), "Wage survey": (250, 1200, 1), "Tariff database": (80, 420, 2),
    },
    "fuel": {
        "Diesel": (140, 290, 60), "Unleaded gasoline": (130, 260, 20), "Heating oil": (150, 320, 12), "Bulk diesel": (140, 290, 60),
        "Propane refill": (18, 48, 30), "Lubricant": (25, 95, 12), "Fleet card fuel": (45, 130, 120), "Truck stop diesel": (140, 290, 40),
        "Hydraulic oil": (55, 160, 10), "Coolant": (14, 42, 20), "Engine oil": (22, 70, 24), "Biodiesel blend": (140, 300, 60),
    },
    "security": {
        "Alarm monitoring": (40, 140, 4), "Guard hours": (24, 46, 120), "Camera maintenance": (90, 380, 4),
        "Access card system": (120, 640, 3), "Night patrol": (30, 85, 30), "Key service": (25, 110, 6), "Safe inspection": (90, 320, 2),
        "Visitor screening": (22, 42, 80), "Fire panel inspection": (160, 620, 2), "Cash escort": (40, 120, 12),
        "Lock change": (70, 260, 6), "Intercom service": (90, 420, 3),
    },
    "printing": {
        "Business cards": (28, 95, 12), "Product flyers": (60, 340, 4), "Invoice forms": (45, 180, 5), "Annual report copies": (12, 38, 120),
        "Posters": (12, 48, 40), "Menu printing": (10, 26, 60), "Letterhead": (45, 190, 4), "Vinyl banners": (55, 260, 5),
        "Catalogs": (10, 24, 250), "Door hangers": (40, 180, 6), "Price tags": (18, 75, 12), "Patient leaflets": (25, 110, 10),
    },
    "catering": {
        "Working lunch": (14, 32, 40), "Breakfast buffet": (12, 28, 50), "Board dinner": (48, 120, 20), "Tasting table": (30, 85, 16),
        "Coffee service": (35, 140, 6), "Picnic boxes": (13, 26, 50), "Holiday party": (45, 110, 50), "Canape selection": (14, 38, 60),
        "Fruit platter": (40, 110, 6), "Donor reception": (32, 85, 70), "Pizza order": (16, 34, 20), "Dessert trays": (30, 90, 8),
    },
    "consulting": {
        "Process review": (110, 240, 40), "Pricing study": (120, 260, 40), "Network assessment": (100, 220, 30),
        "Route study": (95, 210, 40), "Systems selection": (110, 250, 50), "Risk workshop": (120, 260, 24), "Cost study": (105, 230, 40),
        "Demand forecast": (110, 240, 30), "Organization review": (120, 260, 40), "Quality audit": (95, 210, 32),
        "Site selection study": (115, 250, 40), "Carbon survey": (100, 220, 30),
    },
}  # fmt: skip

AGREED_RANGE: Final[dict[str, tuple[int, int]]] = {
    "utilities": (80, 2800), "hosting": (300, 12000), "telecom": (60, 1200), "cleaning": (150, 2200), "security": (80, 1800), "software": (40, 2600),
    "subscriptions": (20, 1200), "accounting": (250, 2400), "legal": (250, 4200), "staffing": (300, 4200),
    "consulting": (500, 4200), "marketing": (200, 4200), "freight": (60, 3200), "insurance": (200, 3600), "rent": (500, 60000),
}  # fmt: skip
"""What one monthly bill of a service comes to, lowest and highest, in whole units."""

FOR_TRADES: Final[dict[str, tuple[str, ...]]] = {
    "Forklift certification": ("wholesale", "manufacturing", "logistics"),
    "Forklift service": ("wholesale", "manufacturing", "logistics"),
    "Dock door repair": ("wholesale", "manufacturing", "logistics"),
    "Warehouse temps": ("wholesale", "manufacturing", "logistics"),
    "Assembly temps": ("manufacturing",),
    "Driver hours": ("wholesale", "logistics"),
    "Relief nurse hours": ("clinic",),
    "Help desk temps": ("software", "consultancy"),
    "Reception cover": ("software", "consultancy", "nonprofit", "clinic"),
    "Data entry hours": ("software", "wholesale", "consultancy", "nonprofit", "logistics", "clinic"),
    "Event staff": ("restaurant", "nonprofit"),
    "Seasonal crew": ("restaurant", "wholesale", "manufacturing", "nonprofit", "logistics"),
    "Help desk seats": ("software", "consultancy", "nonprofit", "logistics", "clinic"),
    "Customer portal hosting": ("software", "consultancy", "wholesale", "logistics", "clinic"),
    "Yard lease": ("wholesale", "manufacturing", "logistics"),
    "Warehouse rent": ("wholesale", "manufacturing", "logistics"),
    "Showroom rent": ("wholesale",),
    "Bubble wrap": ("wholesale", "manufacturing", "logistics"),
    "Stretch film": ("wholesale", "manufacturing", "logistics"),
    "Foam corners": ("wholesale", "manufacturing", "logistics"),
    "Void fill": ("wholesale", "manufacturing", "logistics"),
    "Packing tape": ("wholesale", "manufacturing", "logistics"),
    "Corrugated boxes": ("wholesale", "manufacturing", "logistics"),
    "Mailer pouches": ("wholesale", "manufacturing"),
    "Shrink sleeves": ("wholesale", "manufacturing"),
    "Tissue sheets": ("wholesale", "manufacturing"),
    "Wooden crates": ("wholesale", "manufacturing"),
    "Kraft bags": ("wholesale", "restaurant"),
    "Takeout boxes": ("restaurant",),
    "Paper cups": ("restaurant",),
    "Napkins": ("restaurant",),
    "Foil pans": ("restaurant",),
    "Deli containers": ("restaurant",),
    "Carryout bags": ("restaurant",),
    "Cup lids": ("restaurant",),
    "Plastic cutlery": ("restaurant",),
    "Ferry passage": ("consultancy", "nonprofit"),
    "Fixed-asset count": ("manufacturing", "wholesale", "logistics", "clinic", "restaurant"),
    "Professional indemnity": ("software", "consultancy", "clinic"),
    "Patent search": ("software", "manufacturing"),
    "Hand truck": ("wholesale", "manufacturing", "restaurant", "logistics"),
    "Barcode scanner": ("wholesale", "manufacturing", "logistics", "clinic"),
    "Food handling course": ("restaurant",),
    "Grease trap service": ("restaurant",),
    "Menu printing": ("restaurant",),
    "Recipe database": ("restaurant",),
    "Linen exchange": ("restaurant", "clinic"),
    "Infection control course": ("clinic",),
    "Patient leaflets": ("clinic",),
    "Welding class": ("manufacturing",),
    "Compressor overhaul": ("manufacturing",),
    "Ocean container": ("wholesale", "manufacturing"),
    "Drayage": ("wholesale", "manufacturing", "logistics"),
    "Cold chain haul": ("restaurant", "logistics"),
    "Cross-dock handling": ("wholesale", "logistics"),
    "Donor reception": ("nonprofit",),
    "Tariff database": ("wholesale", "manufacturing", "logistics"),
    "Cash escort": ("restaurant", "wholesale", "clinic"),
    "Code repository seats": ("software", "consultancy"),
    "Build server minutes": ("software",),
    "Route study": ("logistics",),
    "Grant report": ("nonprofit",),
    "Inventory observation": ("wholesale", "manufacturing", "restaurant"),
    "Cargo insurance": ("wholesale", "manufacturing", "logistics"),
    "Price tags": ("wholesale",),
}  # fmt: skip
"""Things that only some trades buy; whatever is not here fits any."""
