"""How a line of business is bought from: with an order or under an agreement, at which prices, for which purpose."""

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

ELSEWHERE: Final[dict[str, tuple[str, ...]]] = {
    "rent": ("training", "marketing", "freight"),
    "utilities": ("rent", "cleaning", "repairs"),
    "software": ("training", "subscriptions", "telecom", "consulting"),
    "telecom": ("software", "marketing", "travel"),
    "office supplies": ("training", "marketing", "printing", "cleaning"),
    "insurance": ("fuel", "freight", "travel"),
    "legal": ("consulting", "staffing", "rent"),
    "accounting": ("consulting", "legal", "software"),
    "marketing": ("printing", "travel", "catering", "training"),
    "cleaning": ("repairs", "rent", "catering"),
    "freight": ("merchandise", "raw materials", "marketing", "repairs"),
    "repairs": ("rent", "cleaning", "equipment"),
    "travel": ("training", "marketing", "consulting"),
    "staffing": ("cleaning", "catering", "marketing", "freight"),
    "raw materials": ("repairs", "packaging", "equipment"),
    "merchandise": ("marketing", "office supplies", "training"),
    "food": ("catering", "marketing", "training", "staffing"),
    "packaging": ("freight", "marketing", "office supplies"),
    "equipment": ("repairs", "office supplies", "software", "cleaning"),
    "training": ("staffing", "travel", "consulting", "software"),
    "subscriptions": ("training", "software", "marketing"),
    "fuel": ("freight", "travel", "repairs"),
    "security": ("rent", "repairs", "cleaning"),
    "printing": ("marketing", "training", "office supplies"),
    "catering": ("travel", "marketing", "training"),
    "consulting": ("legal", "accounting", "training", "software"),
}
"""Whose expense account an order may name instead of the vendor's usual one: what the purchase is for."""
