"""Departments: what the parts of a company in each trade are called, and the codes they are kept under."""

from typing import Final

from tieout.ledger.accounts import Department
from tieout.scenario.seeds import Rng
from tieout.scenario.vocabulary.fitting import HEAD_OFFICE

_CORE: Final[dict[str, tuple[str, ...]]] = {
    "software": ("Engineering", "Customer support", "Sales", "Marketing", "Administration"),
    "wholesale": ("Warehouse", "Sales", "Purchasing", "Delivery", "Administration"),
    "restaurant": ("Kitchen", "Front of house", "Bar", "Events", "Administration"),
    "consultancy": ("Advisory", "Projects", "Training", "Business development", "Administration"),
    "manufacturing": ("Production", "Maintenance", "Warehouse", "Sales", "Administration"),
    "nonprofit": ("Programs", "Outreach", "Fundraising", "Volunteers", "Administration"),
    "logistics": ("Fleet", "Warehouse", "Dispatch", "Sales", "Administration"),
    "clinic": ("Consultations", "Treatment", "Laboratory", "Front desk", "Administration"),
}
_ANY: Final = ("Operations", "Sales", "Service", "Administration")
_STYLES: Final = ("D{number}0", "D{number}", "DEP-{number}", "CC{number}00")


def departments_of(trade: str, rng: Rng) -> tuple[Department, ...]:
    """Two to five departments of a company of this trade, administration always among them, numbered in the company's own
    way."""
    names = _CORE.get(trade, _ANY)
    others = [place for place, name in enumerate(names) if name != HEAD_OFFICE]
    places = sorted([*rng.sample(others, rng.between(1, len(others))), names.index(HEAD_OFFICE)])
    style = rng.choice(_STYLES)
    return tuple(Department(style.format(number=number), names[place]) for number, place in enumerate(places, 1))
