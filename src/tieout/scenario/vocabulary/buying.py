"""How a line of business is bought from: with an order or under an agreement, for which purpose."""

from typing import Final

AGREED: Final = frozenset(("rent", "utilities", "telecom", "insurance", "legal", "accounting"))
"""Bought under agreements and engagements: nobody writes an order for them, and nothing is received at a dock."""

GOODS: Final = frozenset(
    (
        "office supplies",
        "raw materials",
        "merchandise",
        "food",
        "packaging",
        "equipment",
        "printing",
        "fuel",
        "medical supplies",
    )
)
"""What arrives as things, which can be counted, left at a dock and sent back; the rest is work."""

OVERHEADS: Final[dict[str, int]] = {
    "rent": 0, "utilities": 9, "software": 10, "telecom": 5, "office supplies": 4, "insurance": 10, "legal": 9, "accounting": 9,
    "marketing": 18, "cleaning": 7, "freight": 16, "repairs": 9, "travel": 12, "staffing": 18, "raw materials": 9,
    "merchandise": 9, "food": 9, "packaging": 6, "equipment": 8, "training": 6, "subscriptions": 5, "fuel": 9, "security": 5,
    "printing": 4, "catering": 6, "consulting": 16, "medical supplies": 9,
}  # fmt: skip
"""How overheads divide over lines of business, as weights; rent is counted by itself."""

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
    "medical supplies": ("office supplies", "training", "equipment"),
}
"""Whose expense account an order may name instead of the vendor's usual one: what the purchase is for."""
