"""What papers of a desk have in common, besides what each records: the firms that they name, and the layouts in use."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from tieout.documents.trade import PurchaseOrder

OPEN: Final = "open"
HELD_BACK: Final = "held back"
SHELVES: Final = (OPEN, HELD_BACK)
"""Shelves of layouts: months of train and validation are printed from the first, those of test and private from the
second. No layout stands on both."""


@dataclass(frozen=True, slots=True)
class Firm:
    """A vendor or customer as a letterhead has it."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Papers:
    """``shelf`` is one of :data:`SHELVES`; ``company`` and ``address`` are those of the desk, ``firms`` its vendors and
    customers by id, ``orders`` its purchase orders by id: a receipt names the things that its order names."""

    currency: str
    shelf: str = OPEN
    company: str = ""
    address: str = ""
    firms: Mapping[str, Firm] = field(default_factory=lambda: MappingProxyType({}))
    orders: Mapping[str, PurchaseOrder] = field(default_factory=lambda: MappingProxyType({}))

    def firm(self, party: str) -> Firm:
        """The vendor or customer with this id; nameless where the masters have none."""
        return self.firms.get(party, _NAMELESS)

    @property
    def letterhead(self) -> tuple[str, str]:
        """The company's own name and address."""
        return self.company, self.address


_NAMELESS: Final = Firm("", "")
