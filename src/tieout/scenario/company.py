"""Companies."""

from dataclasses import dataclass

from tieout.documents.casefile import Customer, Vendor
from tieout.documents.letters import Policy
from tieout.ledger.accounts import Chart


@dataclass(frozen=True, slots=True)
class Company:
    archetype: str
    name: str
    currency: str
    chart: Chart
    vendors: tuple[Vendor, ...]
    customers: tuple[Customer, ...]
    policy: Policy
