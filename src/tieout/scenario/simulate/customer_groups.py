"""Customers of nearly the same name: some belong to a group whose parent pays for them, others have nothing to do with
each other."""

from dataclasses import replace
from typing import Final

from tieout.documents.casefile import Customer
from tieout.scenario.company import Company
from tieout.scenario.seeds import Rng

PARENT: Final = "Group Holdings"
"""What the name of a parent company ends in."""


def with_groups(company: Company, groups: int, namesakes: int, rng: Rng) -> Company:
    """The company with ``groups`` of customers, two and their parent each, and ``namesakes`` pairs beside them."""
    customers = list(company.customers)
    places = rng.sample(range(len(customers)), 3 * groups + 2 * namesakes)
    for number in range(groups):
        first, second, parent = places[3 * number : 3 * number + 3]
        _renamed(company, customers, second, f"{stem_of(customers[first])} {_rest(customers[second])}")
        _renamed(company, customers, parent, f"{stem_of(customers[first])} {PARENT}")
    for first, second in zip(places[3 * groups :: 2], places[3 * groups + 1 :: 2], strict=True):
        _renamed(company, customers, second, f"{stem_of(customers[first])} {_rest(customers[second])}")
    return replace(company, customers=tuple(customers))


def stem_of(customer: Customer) -> str:
    """The first word of a name, which those of a group share."""
    return customer.name.partition(" ")[0]


def _rest(customer: Customer) -> str:
    return customer.name.partition(" ")[2]


def _renamed(company: Company, customers: list[Customer], place: int, name: str) -> None:
    """Give the name to a customer, unless another has it."""
    if all(customer.name != name for customer in customers):
        email = f"payables@{company.vocabulary.domain(name)}"
        customers[place] = replace(customers[place], name=name, email=email)
