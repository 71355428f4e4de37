"""Letters on the desk of a world: who writes to whom, about what, and when.

A letter that changes the books and its twin that changes nothing come from the same function here and differ in which
outcome stands: same senders, same days, same kinds of fact.
"""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from tieout.documents.casefile import Customer, Document, Vendor
from tieout.documents.letters import Email, Notice
from tieout.documents.schedules import Asset, AssetRegister, Contract, Prepaid
from tieout.documents.trade import SalesInvoice, SupplierBill
from tieout.scenario.defects.candidates import fresh_id
from tieout.scenario.letters.compose import Fact, Letter, compose, either, share_of_it, thing
from tieout.scenario.letters.meaning import Meaning, Topic
from tieout.scenario.seeds import Rng
from tieout.scenario.weekdays import weekday_between, weekday_near
from tieout.scenario.world import World

Ends = tuple[str, str]
"""The outcome that stands and the one that falls."""

PUT_OFF: Final = 3  # months at most by which a service begins later


def with_letter(world: World, document: Document, meaning: Meaning) -> World:
    """The world with the letter on the desk; where a document of that id lies there, in its place."""
    kept = tuple([known for known in world.meanings if known[0] != document.id])
    others = tuple([known for known in world.documents if known.id != document.id])
    return replace(world, documents=(*others, document), meanings=(*kept, (document.id, meaning)))


def day_of(world: World, rng: Rng) -> date:
    """A working day on which something may have happened."""
    return weekday_between(world.period.first.replace(day=3), world.last - timedelta(days=1), rng)


def about_asset(
    world: World, rng: Rng, register: AssetRegister, asset: Asset, ends: Ends, facts: dict[str, Fact]
) -> tuple[Email, Letter]:
    """Our own people on an asset: by name and number, or as one of two by age or cost. ``facts`` has its ``day``."""
    words = world.company.vocabulary
    letter = compose(words.wordings, rng, Topic.ASSET, *ends, {"unit": _unit(world, rng, register, asset), **facts})
    day = facts["day"]
    assert isinstance(day, date)
    return _email(world, rng, letter, "", f"workshop@{words.domain(world.company.name)}", day), letter


def about_prepaid(world: World, rng: Rng, row: Prepaid, ends: Ends) -> tuple[Email, Letter]:
    """A vendor on an agreement that was paid ahead."""
    words = world.company.vocabulary.wordings
    facts: dict[str, Fact] = {"item": thing(words, rng, row.description, row.item), "day": world.last}
    letter = compose(words, rng, Topic.PREPAID, *ends, facts)
    vendor = world.company.vendor(row.party)
    return _email(world, rng, letter, vendor.id, vendor.email), letter


def about_suspense(
    world: World, rng: Rng, customer: Customer, invoice: str, amount: int, reference: str, ends: Ends
) -> tuple[Email, Letter]:
    """A customer on money that nobody could place; ``invoice`` is how the letter names it."""
    facts: dict[str, Fact] = {"invoice": invoice, "amount": amount, "reference": reference}
    letter = compose(world.company.vocabulary.wordings, rng, Topic.SUSPENSE, *ends, facts)
    return _email(world, rng, letter, customer.id, customer.email), letter


def about_refund(
    world: World, rng: Rng, vendor: Vendor, amount: int, reference: str, ends: Ends
) -> tuple[Email, Letter]:
    """A vendor on money that nobody could place."""
    facts: dict[str, Fact] = {"amount": amount, "reference": reference}
    letter = compose(world.company.vocabulary.wordings, rng, Topic.REFUND, *ends, facts)
    return _email(world, rng, letter, vendor.id, vendor.email), letter


def about_credit(
    world: World, rng: Rng, customer: Customer, invoice: str, amount: int, other: str, ends: Ends
) -> tuple[Email, Letter]:
    """A customer on a credit that stands on ``invoice``; ``other`` is how the letter names the invoice to set it off."""
    facts: dict[str, Fact] = {"amount": amount, "invoice": invoice, "other": other}
    letter = compose(world.company.vocabulary.wordings, rng, Topic.CREDIT, *ends, facts)
    return _email(world, rng, letter, customer.id, customer.email), letter


def about_coding(
    world: World, rng: Rng, bill: SupplierBill, amount: Fact, account: str, ends: Ends
) -> tuple[Email, Letter]:
    """The controller on the account of part of a bill."""
    words = world.company.vocabulary
    facts: dict[str, Fact] = {"bill": _bill(world, rng, bill), "amount": amount, "account": account}
    letter = compose(words.wordings, rng, Topic.CODING, *ends, facts)
    return _email(world, rng, letter, "", f"controller@{words.domain(world.company.name)}", bill.date), letter


def service_contract(world: World, rng: Rng, vendor: Vendor, fee: int, ends: Ends) -> tuple[Contract, Letter]:
    """An agreement, made shortly before the month, on a service for a monthly fee."""
    period = world.period
    later = period.shift(rng.between(1, PUT_OFF)).first
    facts: dict[str, Fact] = {"fee": fee, "start": period.first, "later": later}
    letter = compose(world.company.vocabulary.wordings, rng, Topic.SERVICE, *ends, facts)
    made = weekday_near(period.first - timedelta(days=rng.between(4, 30)))
    number = fresh_id(world, rng, "CON")
    contract = Contract(number, made, vendor.id, letter.subject, (("Vendor", vendor.name),), letter.text)
    return contract, letter


def bank_advice(
    world: World, rng: Rng, topic: Topic, day: date, party: str, ends: Ends, facts: dict[str, Fact]
) -> tuple[Notice, Letter]:
    """The bank's notice of that day."""
    letter = compose(world.company.vocabulary.wordings, rng, topic, *ends, facts)
    return Notice(fresh_id(world, rng, "ADV"), day, party, letter.subject, letter.text), letter


def one_of_two(world: World, rng: Rng, invoice: SalesInvoice, others: list[SalesInvoice]) -> str:
    """An invoice by its number, or as the larger or smaller of two of the customer's."""
    differing = [one for one in others if one.party == invoice.party and one.amount != invoice.amount]
    if not differing or rng.chance(400):
        return invoice.id
    other = rng.choice(differing)
    relation = "larger" if invoice.amount > other.amount else "smaller"
    return either(world.company.vocabulary.wordings, rng, relation, invoice.id, other.id)


def part_of(world: World, rng: Rng, total: int) -> tuple[int, Fact]:
    """Part of a sum, and how a letter puts it: a share where it divides evenly, else a figure."""
    even = [parts for parts in (2, 3, 4, 5) if total % parts == 0]
    if even and rng.chance(700):
        parts = rng.choice(even)
        return total // parts, share_of_it(world.company.vocabulary.wordings, rng, parts)
    amount = rng.between(total // 5, total * 4 // 5)
    return amount, amount


def _unit(world: World, rng: Rng, register: AssetRegister, asset: Asset) -> str:
    words = world.company.vocabulary.wordings
    pairs = []
    for other in register.assets:
        if (other.acquired.year, other.acquired.month) != (asset.acquired.year, asset.acquired.month):
            pairs.append((other.id, "older" if asset.acquired < other.acquired else "newer"))
        if other.cost != asset.cost:
            pairs.append((other.id, "dearer" if asset.cost > other.cost else "cheaper"))
    if not pairs or rng.chance(500):
        return thing(words, rng, asset.name, asset.id)
    other_id, relation = rng.choice(pairs)
    return either(words, rng, relation, asset.id, other_id)


def _bill(world: World, rng: Rng, bill: SupplierBill) -> str:
    others = [
        one
        for one in world.documents
        if isinstance(one, SupplierBill) and one.party == bill.party and one.amount != bill.amount
    ]
    if not others or rng.chance(400):
        return bill.id
    other = rng.choice(others)
    relation = "larger" if bill.amount > other.amount else "smaller"
    return either(world.company.vocabulary.wordings, rng, relation, bill.id, other.id)


def _email(world: World, rng: Rng, letter: Letter, party: str, sender: str, earliest: date = date.min) -> Email:
    """A message to the books' mailbox, sent on a working day of the month, not before ``earliest``."""
    mailbox = f"books@{world.company.vocabulary.domain(world.company.name)}"
    sent = max(day_of(world, rng), earliest)
    return Email(fresh_id(world, rng, "EM"), sent, party, sender, mailbox, letter.subject, letter.text)
