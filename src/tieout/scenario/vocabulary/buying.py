"""How a line of business is bought from: with an order or under an agreement, at which prices."""

from typing import Final

AGREED: Final = frozenset(("rent", "utilities", "telecom", "insurance", "legal", "accounting"))
"""Bought under agreements and engagements: nobody writes an order for them, and nothing is received at a dock."""

GOODS: Final = frozenset(
    ("office supplies", "raw materials", "merchandise", "food", "packaging", "equipment", "printing", "fuel")
)
"""What arrives as things, which can be counted, left at a dock and sent back; the rest is work."""

PRICES: Final[dict[str, tuple[int, int]]] = {
    "software": (1_000, 40_000), "office supplies": (1_000, 15_000), "marketing": (15_000, 900_000),
    "cleaning": (4_000, 150_000), "freight": (8_000, 400_000), "repairs": (10_000, 500_000), "travel": (9_000, 120_000),
    "staffing": (2_500, 90_000), "raw materials": (1_000, 90_000), "merchandise": (1_000, 25_000),
    "food": (1_000, 30_000), "packaging": (1_000, 20_000), "equipment": (12_000, 900_000), "training": (9_000, 250_000),
    "subscriptions": (1_500, 120_000), "fuel": (4_000, 150_000), "security": (4_000, 200_000),
    "printing": (1_000, 40_000), "catering": (1_500, 60_000), "consulting": (12_000, 300_000),
}  # fmt: skip
"""Lowest and highest price of one unit, in minor units. None is below 10.00, so that two per cent are whole cents."""
ANY_PRICE: Final = (1_000, 500_000)

CONFUSED: Final[dict[str, tuple[str, ...]]] = {
    "rent": ("utilities", "cleaning"),
    "utilities": ("telecom", "rent"),
    "software": ("subscriptions", "telecom", "consulting"),
    "telecom": ("software", "utilities"),
    "office supplies": ("printing", "equipment", "cleaning"),
    "insurance": ("rent", "legal"),
    "legal": ("accounting", "consulting"),
    "accounting": ("legal", "consulting", "software"),
    "marketing": ("printing", "subscriptions", "travel"),
    "cleaning": ("repairs", "security", "utilities"),
    "freight": ("fuel", "packaging", "staffing"),
    "repairs": ("cleaning", "equipment"),
    "travel": ("training", "catering"),
    "staffing": ("consulting", "cleaning", "training"),
    "raw materials": ("packaging", "repairs"),
    "merchandise": ("packaging", "office supplies"),
    "food": ("catering", "packaging"),
    "packaging": ("freight", "office supplies"),
    "equipment": ("repairs", "office supplies", "software"),
    "training": ("consulting", "travel", "subscriptions"),
    "subscriptions": ("software", "training", "marketing"),
    "fuel": ("freight", "repairs", "travel"),
    "security": ("cleaning", "repairs"),
    "printing": ("marketing", "office supplies"),
    "catering": ("food", "travel"),
    "consulting": ("legal", "accounting", "training"),
}
"""With which lines of business a hurried bookkeeper confuses one: things that look alike on a bill."""
