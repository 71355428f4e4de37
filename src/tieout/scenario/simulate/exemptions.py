"""Exemption certificates: which customers buy without sales tax, and until when. Some certificates have run out, and
some of those were renewed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Final

from tieout.documents.trade import ExemptionCertificate
from tieout.scenario.company import Company
from tieout.scenario.sales_tax import SalesTax
from tieout.scenario.seeds import Rng
from tieout.scenario.weekdays import weekday_near
from tieout.scenario.world_builder import WorldBuilder, later

GROUNDS: Final = MappingProxyType(
    {
        "wholesale": ("Resale in the regular course of business", "Purchase for resale", "Exempt organization"),
        "manufacturing": ("Resale", "Component of goods for sale", "Use in manufacturing", "Direct payment permit"),
        "restaurant": ("Resale as catered meals",),
        "clinic": ("Exempt organization", "Resale"),
    }
)
"""Why customers of a trade are exempt whose names say nothing of it."""
BY_NAME: Final = (
    ("School", "Public or nonprofit school"), ("University", "Public or nonprofit school"),
    ("Foundation", "Exempt organization"), ("Theater", "Exempt organization"), ("Medical", "Exempt organization"),
    ("County", "Government body"), ("Transit", "Government body"),
)  # fmt: skip
LAPSED: Final = 150  # per mille of the customers without a certificate that is in force have an old one
IN_FORCE: Final = (("in force", 70), ("renewed", 17), ("running out", 13))


@dataclass(frozen=True, slots=True)
class Exemptions:
    """Certificates by customer id, and the income accounts and the tax that they have to do with."""

    taxed: tuple[str, ...] = ()
    tax: SalesTax | None = None
    certificates: Mapping[str, tuple[ExemptionCertificate, ...]] = field(default_factory=lambda: MappingProxyType({}))

    def tax_on(self, income: str, customer: str, day: date) -> SalesTax | None:
        """The tax that a sale under an ``income`` account bears; None where it bears none."""
        if income not in self.taxed or any(one.first <= day <= one.last for one in self.certificates.get(customer, ())):
            return None
        return self.tax


def exemptions(builder: WorldBuilder, rng: Rng) -> Exemptions:
    """The certificates that customers have sent, laid on the desk, where the company sells anything with tax."""
    company = builder.company
    taxed = company.taxed_accounts
    if not taxed:
        return Exemptions()
    held = {}
    for customer in company.customers:
        spans = _spans(builder, rng.chance(company.archetype.certified), rng)
        held[customer.id] = tuple([_certificate(builder, customer.id, first, last, rng) for first, last in spans])
    return Exemptions(taxed, company.sales_tax, held)


def _spans(builder: WorldBuilder, exempt: bool, rng: Rng) -> list[tuple[date, date]]:
    """From when to when a customer's certificates are good."""
    if not exempt:
        if not rng.chance(LAPSED):
            return []
        last = later(builder.first, -rng.between(20, 500))
        return [(later(last, -rng.between(360, 1_000)), last)]
    manner = rng.weighted(IN_FORCE)
    if manner == "in force":
        return [(later(builder.first, -rng.between(200, 900)), later(builder.last, rng.between(15, 700)))]
    last = later(builder.last, -rng.between(2, 120))
    old = (later(last, -rng.between(700, 1_100)), last)
    if manner == "running out":
        return [old]
    return [old, (later(last, 1), later(last, rng.between(364, 1_000)))]


def _certificate(builder: WorldBuilder, customer: str, first: date, last: date, rng: Rng) -> ExemptionCertificate:
    """A certificate on the desk."""
    paper = certificate(builder.company, builder.new_id("EXC"), customer, first, last, rng)
    builder.documents.append(paper)
    return paper


def certificate(company: Company, name: str, customer: str, first: date, last: date, rng: Rng) -> ExemptionCertificate:
    """A customer's certificate, valid from ``first`` to ``last``; ValueError where the company's state has no sales tax."""
    if company.sales_tax is None:
        raise ValueError(f"{company.name} is in a state without sales tax")
    known = company.customer(customer).name
    grounds = [ground for word, ground in BY_NAME if word in known] or GROUNDS[company.archetype.name]
    return ExemptionCertificate(
        id=name,
        date=weekday_near(first),
        party=customer,
        state=company.sales_tax.state,
        number=f"{rng.digits(2)}-{rng.digits(7)}",
        ground=rng.choice(grounds),
        first=first,
        last=last,
    )
