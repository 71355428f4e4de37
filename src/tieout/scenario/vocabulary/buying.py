"""How a line of business is bought from: with an order or under an agreement, and what it is confused with."""

from typing import Final

AGREED: Final = frozenset(("rent", "utilities", "hosting", "telecom", "insurance", "legal", "accounting"))
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
    "rent": 0, "utilities": 9, "hosting": 30, "software": 10, "telecom": 5, "office supplies": 4, "insurance": 10, "legal": 9, "accounting": 9,
    "marketing": 18, "cleaning": 7, "freight": 16, "repairs": 9, "travel": 12, "staffing": 18, "raw materials": 9,
    "merchandise": 9, "food": 9, "packaging": 6, "equipment": 8, "training": 6, "subscriptions": 5, "fuel": 9, "security": 5,
    "printing": 4, "catering": 6, "consulting": 16, "medical supplies": 9,
}  # fmt: skip
"""How overheads divide over lines of business, as weights; rent is counted by itself."""

CONFUSED: Final[dict[str, tuple[str, ...]]] = {
    "rent": ("utilities", "cleaning"),
    "utilities": ("telecom", "rent"),
    "software": ("subscriptions", "telecom", "consulting"),
    "hosting": ("software", "telecom"),
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
    "medical supplies": ("merchandise", "office supplies"),
}
"""With which lines of business a hurried bookkeeper confuses one: things that look alike on a bill."""

RECEIPT_NOTES: Final = (
    "Complete.",
    "Checked against the order.",
    "In order.",
    "Confirmed with the person who ordered.",
)
GOODS_NOTES: Final = (
    "Complete.", "Checked against the order.", "Left at dock 2.", "Seal intact.", "Signed for by the desk.",
    "Nothing refused.", "Carton dented, contents accepted.", "Driver waited while all was counted; none sent back.",
)  # fmt: skip
BILL_NOTES: Final = (
    "Thank you for your business.",
    "Terms as agreed.",
    "Please quote the number when paying.",
    "All prices in U.S. dollars.",
)
"""What people write on receipts of work and of goods, and vendors under their bills; it says nothing."""
