"""States of the United States in which the simulated firms sit, and what each withholds from wages."""

from typing import Final

WAGE_TAX: Final[dict[str, tuple[int, int]]] = {
    "AK": (0, 0), "AZ": (20, 25), "CO": (40, 44), "CT": (40, 50), "FL": (0, 0), "GA": (43, 52), "IA": (38, 50), "IL": (45, 49),
    "IN": (30, 32), "KS": (38, 50), "KY": (38, 45), "MA": (48, 50), "MD": (42, 50), "MI": (39, 42), "MN": (50, 64), "MO": (35, 46),
    "NC": (42, 48), "NE": (38, 52), "NH": (0, 0), "NJ": (22, 42), "NV": (0, 0), "NY": (42, 56), "OH": (18, 30), "OR": (68, 86),
    "PA": (30, 31), "SC": (38, 55), "SD": (0, 0), "TN": (0, 0), "TX": (0, 0), "UT": (44, 48), "VA": (42, 53), "VT": (32, 52),
    "WA": (0, 0), "WI": (38, 52), "WY": (0, 0),
}  # fmt: skip
"""Per mille of gross wages that a state's income tax takes from people of ordinary pay, lowest and highest, by the
withholding tables of the state's revenue department, 2021 to 2025; nine states tax no wages."""
