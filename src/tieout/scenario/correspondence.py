"""Letters on the desk of a world: who writes to whom, about what, and when.

A letter that changes the books and its twin that changes nothing come from the same function here and differ in which
outcome stands: same senders, same days, same kinds of fact.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from tieout.documents.cards import CardReceipt, PayoutReport
from tieout.documents.casefile import Customer, Document, Vendor
from tieout.documents.letters import Email, Notice
from tieout.documents.schedules import Asset, AssetRegister, Contract, CountRow, Prepaid, StockCount
from tieout.documents.trade import SalesInvoice, SupplierBill
from tieout.scenario.defects.candidates import fresh_id
from tieout.scenario.letters.compose import (
    SHARES,
    Fact,
    Letter,
    compose,
    either,
    replacing,
    reserving,
    share_of_it,
    superseded,
    thing,
)
from tieout.scenario.letters.meaning import Meaning, Topic
from tieout.scenario.seeds import Rng
from tieout.scenario.weekdays import weekday_between, weekday_from, weekday_near
from tieout.scenario.world import World

Billed = SalesInvoice | SupplierBill
Ends = tuple[str, str]
"""The outcome that stands and the one that falls."""

PUT_OFF: Final = 3  # months at most by which a service begins later
TWICE: Final = 120  # per mille of the mails: the second on a matter, which takes back the first
RESERVED: Final = 400  # per mille of the others: they announce that a second may come, and none does


@dataclass(frozen=True, slots=True)
class Mail:
    """The message that decides a matter, what it says, and any messages ``before`` it that it takes back."""

    email: Email
    said: Letter
    before: tuple[tuple[Email, Meaning], ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """How a letter names a paper, and the day ``since`` which everything that it names is there."""

    text: str
    since: date


def with_mail(world: World, mail: Mail) -> World:
    """The world with all messages of a matter on the desk."""
    for email, meaning in (*mail.before, (mail.email, mail.said.meaning)):
        world = with_letter(world, email, meaning)
    return world


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
) -> Mail:
    """Our own people on an asset: by name and number, or as one of two by age or cost. ``facts`` has its ``day``."""
    day = facts["day"]
    assert isinstance(day, date)

    def write(sides: Ends) -> Letter:
        return _composed(world, rng, Topic.ASSET, sides, {"unit": _unit(world, rng, register, asset), **facts})

    return _mailed(world, rng, write, ends, ("", f"facilities@{domain_of(world)}"), day)


def about_prepaid(world: World, rng: Rng, row: Prepaid, ends: Ends) -> Mail:
    """A vendor on an agreement that was paid ahead."""
    item = thing(world.company.vocabulary.wordings, rng, row.description, row.item)
    vendor = world.company.vendor(row.party)
    return mail_on(world, rng, Topic.PREPAID, {"item": item, "day": world.last}, ends, (vendor.id, vendor.email))


def about_suspense(
    world: World, rng: Rng, customer: Customer, invoice: Named, amount: int, reference: str, ends: Ends
) -> Mail:
    """A customer on money that nobody could place."""
    facts: dict[str, Fact] = {"invoice": invoice.text, "amount": amount, "reference": reference}
    return mail_on(world, rng, Topic.SUSPENSE, facts, ends, (customer.id, customer.email), invoice.since)


def about_receipt(world: World, rng: Rng, customer: Customer, invoice: str, amount: int, day: date, ends: Ends) -> Mail:
    """A customer on money that reached us without a name; ``invoice`` is how the letter names what it is meant for."""
    facts: dict[str, Fact] = {"invoice": invoice, "amount": amount, "day": day}
    return mail_on(world, rng, Topic.RECEIPT, facts, ends, (customer.id, customer.email), day)


def about_advices(world: World, rng: Rng, customer: Customer, amount: int, day: date, ends: Ends) -> Mail:
    """A customer on the second of two advices over one amount, which came on that ``day``."""
    return mail_on(world, rng, Topic.ADVICE, {"amount": amount}, ends, (customer.id, customer.email), day)


def about_check(world: World, rng: Rng, vendor: Vendor, named: Callable[[], str], ends: Ends) -> Mail:
    """A vendor on a check that the bank has not seen; ``named`` says which, each time in other words."""

    def write(sides: Ends) -> Letter:
        return _composed(world, rng, Topic.CHECK, sides, {"check": named()})

    return _mailed(world, rng, write, ends, (vendor.id, vendor.email))


def about_refund(world: World, rng: Rng, vendor: Vendor, amount: int, reference: str, ends: Ends) -> Mail:
    """A vendor on money that nobody could place."""
    facts: dict[str, Fact] = {"amount": amount, "reference": reference}
    return mail_on(world, rng, Topic.REFUND, facts, ends, (vendor.id, vendor.email))


def about_credit(
    world: World, rng: Rng, customer: Customer, invoice: str, amount: int, other: Named, ends: Ends
) -> Mail:
    """A customer on a credit that stands on ``invoice``; ``other`` is the one to set it off against."""
    facts: dict[str, Fact] = {"amount": amount, "invoice": invoice, "other": other.text}
    return mail_on(world, rng, Topic.CREDIT, facts, ends, (customer.id, customer.email), other.since)


def about_deduction(
    world: World, rng: Rng, customer: Customer, invoice: str, amount: int, claim: str, earliest: date, ends: Ends
) -> Mail:
    """Our credit desk on what a customer took off; ``invoice`` is how the letter names it. Filed under the customer."""
    facts: dict[str, Fact] = {"invoice": invoice, "amount": amount, "claim": claim}
    return mail_on(world, rng, Topic.DEDUCTION, facts, ends, (customer.id, f"credit@{domain_of(world)}"), earliest)


def about_money(
    world: World, rng: Rng, topic: Topic, amount: int, reference: str, sender: str, earliest: date, ends: Ends
) -> Mail:
    """A tax agency, or our payroll office, on a line of the statement, by what it came to and its number."""
    return mail_on(world, rng, topic, {"amount": amount, "reference": reference}, ends, ("", sender), earliest)


def about_exemption(world: World, rng: Rng, customer: Customer, invoice: str, earliest: date, ends: Ends) -> Mail:
    """A customer on an invoice without sales tax; ``invoice`` is how the letter names it."""
    return mail_on(world, rng, Topic.EXEMPTION, {"invoice": invoice}, ends, (customer.id, customer.email), earliest)


def about_coding(
    world: World, rng: Rng, paper: SupplierBill | CardReceipt, amount: Fact, account: str, ends: Ends
) -> Mail:
    """The controller on the account of part of a bill, filed under its vendor, or of what was bought by card."""
    if isinstance(paper, SupplierBill):
        named = _bill(world, rng, paper)
    else:
        named = Named(f"card receipt {paper.id}", paper.date)
    facts: dict[str, Fact] = {"bill": named.text, "amount": amount, "account": account}
    return mail_on(world, rng, Topic.CODING, facts, ends, (paper.party, f"controller@{domain_of(world)}"), named.since)


def about_charge(world: World, rng: Rng, receipt: CardReceipt, ends: Ends) -> Mail:
    """The holder of the company card on something bought by it, by its price and where it was bought."""
    facts: dict[str, Fact] = {"amount": receipt.amount, "shop": receipt.merchant}
    name = "".join([one for one in receipt.holder.casefold().replace(" ", ".") if one.isalpha() or one == "."])
    return mail_on(world, rng, Topic.CHARGED, facts, ends, ("", f"{name}@{domain_of(world)}"), receipt.date)


def about_dispute(world: World, rng: Rng, report: PayoutReport, ends: Ends) -> Mail:
    """A processor on the chargeback in one of its reports."""
    facts: dict[str, Fact] = {"amount": report.chargebacks, "report": report.id}
    writer = "", f"disputes@{world.company.vocabulary.domain(report.processor)}"
    return mail_on(world, rng, Topic.DISPUTE, facts, ends, writer, max(report.date, weekday_from(world.period.first)))


def about_count(world: World, rng: Rng, sheet: StockCount, row: CountRow, ends: Ends) -> Mail:
    """The warehouse on an item that a count found short: by name and number, or as one of two by what one costs."""
    words = world.company.vocabulary.wordings
    others = [other for other in sheet.rows if other.unit_cost != row.unit_cost]
    item = thing(words, rng, row.description, row.item)
    if others and rng.chance(500):
        other = rng.choice(others)
        relation = "dearer" if row.unit_cost > other.unit_cost else "cheaper"
        item = either(words, rng, relation, row.item, other.item)
    facts: dict[str, Fact] = {"item": item}
    return mail_on(
        world, rng, Topic.COUNT, facts, ends, ("", f"warehouse@{domain_of(world)}"), sheet.date + timedelta(days=1)
    )


def service_contract(world: World, rng: Rng, vendor: Vendor, fee: int, ends: Ends) -> tuple[Contract, Letter]:
    """An agreement, made shortly before the month, on a service for a monthly fee."""
    period = world.period
    later = period.shift(rng.between(1, PUT_OFF)).first
    facts: dict[str, Fact] = {"fee": fee, "start": period.first, "later": later}
    letter = _composed(world, rng, Topic.SERVICE, ends, facts)
    made = weekday_near(period.first - timedelta(days=rng.between(4, 30)))
    number = fresh_id(world, rng, "CON")
    contract = Contract(number, made, vendor.id, letter.subject, (("Vendor", vendor.name),), letter.text)
    return contract, letter


def bank_advice(
    world: World, rng: Rng, topic: Topic, day: date, party: str, ends: Ends, facts: dict[str, Fact]
) -> tuple[Notice, Letter]:
    """The bank's notice of that day."""
    letter = _composed(world, rng, topic, ends, facts)
    return Notice(fresh_id(world, rng, "ADV"), day, party, letter.subject, letter.text), letter


def one_of_two(world: World, rng: Rng, paper: Billed, others: Iterable[Billed]) -> Named:
    """A bill or an invoice by its number, or as the larger or smaller of two with the same firm, both of which are there
    before the month is out."""
    differing = [
        one
        for one in others
        if one.party == paper.party and one.amount != paper.amount and one.date <= max(paper.date, _late(world))
    ]
    if not differing or rng.chance(400):
        return Named(paper.id, paper.date)
    other = rng.choice(differing)
    relation = "larger" if paper.amount > other.amount else "smaller"
    text = either(world.company.vocabulary.wordings, rng, relation, paper.id, other.id)
    return Named(text, max(paper.date, other.date))


def _late(world: World) -> date:
    """The day before the last: letters of the month are written by then."""
    return world.last - timedelta(days=1)


def part_of(world: World, rng: Rng, total: int) -> tuple[int, Fact]:
    """Part of a sum, and how a letter puts it: a share where it divides evenly, else a figure."""
    even = [parts for parts in SHARES if total % parts == 0]
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


def _bill(world: World, rng: Rng, bill: SupplierBill) -> Named:
    return one_of_two(world, rng, bill, [one for one in world.documents if isinstance(one, SupplierBill)])


def domain_of(world: World) -> str:
    """The domain of the company's own mailboxes."""
    return world.company.vocabulary.domain(world.company.name)


def mail_on(
    world: World,
    rng: Rng,
    topic: Topic,
    facts: Mapping[str, Fact],
    ends: Ends,
    writer: tuple[str, str],
    earliest: date = date.min,
) -> Mail:
    """As :func:`_mailed`, on facts that are put alike however often the writer writes."""
    return _mailed(world, rng, lambda sides: _composed(world, rng, topic, sides, facts), ends, writer, earliest)


def _mailed(
    world: World,
    rng: Rng,
    write: Callable[[Ends], Letter],
    ends: Ends,
    writer: tuple[str, str],
    earliest: date = date.min,
) -> Mail:
    """A message to the books' mailbox by ``writer`` (party, address), sent on a working day of the month, not before
    ``earliest``. Some reserve the right to write again, and of those some are the second message, which decides."""
    words = world.company.vocabulary.wordings
    letter = write(ends)
    last = max(earliest, world.last)
    first = weekday_near(max(world.period.first, earliest), earliest, last)
    begin = weekday_near(max(world.period.first.replace(day=3), first), first, last)
    sent = weekday_between(begin, max(begin, _late(world)), rng)
    if rng.chance(TWICE) and first < sent:
        before = weekday_between(first, sent - timedelta(days=1), rng)
        taken_back = superseded(words, rng, write((ends[1], ends[0])))
        one, other = _sent(world, rng, taken_back, writer, before), _sent(world, rng, letter, writer, sent)
        if before < sent and one.id != other.id:
            letter = replacing(words, rng, letter)
            return Mail(replace(other, body=letter.text), letter, ((one, taken_back.meaning),))
    if rng.chance(RESERVED):
        letter = reserving(words, rng, letter)
    return Mail(_sent(world, rng, letter, writer, sent), letter)


def _sent(world: World, rng: Rng, letter: Letter, writer: tuple[str, str], day: date) -> Email:
    party, sender = writer
    return Email(
        fresh_id(world, rng, "EM"), day, party, sender, f"books@{domain_of(world)}", letter.subject, letter.text
    )


def _composed(world: World, rng: Rng, topic: Topic, ends: Ends, facts: Mapping[str, Fact]) -> Letter:
    return compose(world.company.vocabulary.wordings, rng, topic, *ends, facts)
