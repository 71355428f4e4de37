"""Sales: invoices of the month, invoices of the month before that are still open, and receipts that wait on the statement.

Discount terms 2/10 on three invoices in ten, receipts within the month for what fell due (accounting reference §5).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Final

from tieout.documents.casefile import Customer
from tieout.documents.trade import Remittance, SalesInvoice
from tieout.ledger.entries import Line
from tieout.ledger.money import render
from tieout.scenario.company import Company
from tieout.scenario.letters.compose import Fact, compose
from tieout.scenario.letters.meaning import Topic
from tieout.scenario.seeds import Rng
from tieout.scenario.vocabulary.sales import SALES
from tieout.scenario.weekdays import BILLING, weekday_between, weekday_near
from tieout.scenario.world_builder import WorldBuilder, later

DISCOUNT_PER_MILLE: Final = 300
SERVICE_PER_MILLE: Final = 350
MESSAGES: Final = 250  # per mille of the receipts of a month: a message says what is paid; as many were held back
AGES: Final = (((1, 20), 50), ((21, 45), 32), ((46, 75), 10), ((76, 160), 8))
"""Days from the invoice to the month in which it is open, with weights: customers pay after some 35 days, nearly half of
them late (Xero Small Business Insights), and 5 to 15 % of what they owe is over 60 days old."""
DOUBTFUL: Final = ((90, 50), (60, 25), (30, 5), (-10_000, 0))
"""Days overdue beyond which so many per cent of an invoice are provided for."""


@dataclass(slots=True)
class OpenInvoices:
    """What customers owe, as the month is written: ``take`` hands out invoices that nobody has paid yet."""

    account: str
    invoices: list[SalesInvoice] = field(default_factory=list)

    def take(self, count: int, rng: Rng) -> tuple[SalesInvoice, ...]:
        """``count`` open invoices of one customer if it has as many, else fewer; at least one."""
        first = rng.choice(self.invoices)
        same = [invoice for invoice in self.invoices if invoice.party == first.party and invoice is not first]
        taken = (first, *rng.sample(same, min(count - 1, len(same))))
        gone = {invoice.id for invoice in taken}
        self.invoices = [invoice for invoice in self.invoices if invoice.id not in gone]
        return taken


def of_month(builder: WorldBuilder, open_invoices: OpenInvoices, count: int, rng: Rng) -> None:
    """``count`` invoices of the month, booked. Some state a span of service, all of it within the month."""
    services = builder.company.archetype.sheet.services
    receivables = builder.code("receivables")
    accounts = invoiced_accounts(builder.company)
    for _ in range(count):
        customer = rng.choice(builder.company.customers)
        day = builder.day(rng, busy=BILLING)
        service = rng.chance(SERVICE_PER_MILLE) and services
        sold, code = rng.weighted(accounts)
        invoice = _invoice(builder, customer, day, open_invoices.account, sold, rng, service, builder.amount)
        amount = invoice.amount
        builder.entry(
            day,
            builder.words.memo(rng, "sale", customer.name, invoice.id),
            Line(receivables, amount, invoice.id, customer.id, invoice.id),
            Line(code, -amount, invoice.id),
        )
        open_invoices.invoices.append(invoice)


def invoiced_accounts(company: Company) -> tuple[tuple[tuple[str, str], int], ...]:
    """Name and code of the revenue accounts of invoices, with their weights: those to which articles of the price list
    belong (:data:`~tieout.scenario.vocabulary.sales.SALES`)."""
    ranges = SALES[company.archetype.name]
    return tuple(
        [
            ((account.name, account.code), ranges[account.name].share)
            for account in company.chart
            if account.role.startswith("revenue") and ranges[account.name].share
        ]
    )


def takings(builder: WorldBuilder, account: str, rng: Rng) -> None:
    """What customers paid over the counter, banked once a week and booked from the statement."""
    company = builder.company
    month = company.sizes.takings * company.archetype.sheet.season[builder.period.month - 1] // 1000
    if not month:
        return
    revenue = builder.code("revenue")
    monday = later(builder.first, -builder.first.weekday() % 7)
    weeks = [monday.day, *[7] * ((builder.last - monday).days // 7)]  # days of the month that each deposit is for
    for number, days in enumerate(weeks):
        share = month * days // sum(weeks)
        amount = builder.unused_amount(account, partial(_about, share, rng))
        text = builder.words.bank_text(rng, "card payout", "", rng.digits(6))
        line = builder.own_line(account, later(monday, 7 * number), amount, text, "")
        memo = builder.words.memo(rng, "takings", "", line.date.isoformat())
        builder.entry(line.date, memo, Line(account, amount, line.id), Line(revenue, -amount, line.id))


def _about(amount: int, rng: Rng) -> int:
    """No week is like another."""
    return amount * rng.between(900, 1100) // 1000


def before_month(builder: WorldBuilder, open_invoices: OpenInvoices, count: int, rng: Rng) -> None:
    """``count`` invoices of the months before that are open when the month begins, some of them long overdue, and the
    allowance for what of them is doubtful."""
    doubtful, accounts = 0, invoiced_accounts(builder.company)
    for _ in range(count):
        customer = rng.choice(builder.company.customers)
        age = rng.between(*rng.weighted(AGES))
        day = weekday_near(later(builder.first, -age), latest=builder.period.previous.last)
        sold, _ = rng.weighted(accounts)
        invoice = _invoice(builder, customer, day, open_invoices.account, sold, rng, False, builder.like)
        builder.opening(builder.code("receivables"), invoice.amount, customer.id, invoice.id)
        open_invoices.invoices.append(invoice)
        overdue = (builder.first - invoice.due).days
        doubtful += invoice.amount * next(share for days, share in DOUBTFUL if overdue > days) // 100
    builder.opening(builder.code("doubtful"), -(doubtful - doubtful % 1_000))


def waiting_receipts(builder: WorldBuilder, open_invoices: OpenInvoices, count: int, rng: Rng) -> None:
    """``count`` receipts that the statement shows and the books do not, each for exactly what it settles.

    Six in ten come with a remittance advice, others with a free message or none at all: then one invoice has that
    amount and no other.
    """
    account, receivables = open_invoices.account, builder.code("receivables")
    for later_ones in reversed(range(count)):
        manner = rng.weighted((("advice", 850 - MESSAGES), ("message", MESSAGES), ("nothing", 150)))
        settled = 1 if manner == "nothing" else rng.weighted(((1, 6), (2, 3), (3, 1)))
        # one invoice is left for each receipt that is to follow
        invoices = open_invoices.take(min(settled, len(open_invoices.invoices) - later_ones), rng)
        amounts = [invoice.amount for invoice in invoices]
        if len(invoices) > 1 and not builder.claim(account, sum(amounts)):
            invoices, amounts = invoices[:1], amounts[:1]
        owed = [(invoice.id, part) for invoice, part in zip(invoices, amounts, strict=True)]
        customer = next(entry for entry in builder.company.customers if entry.id == invoices[0].party)
        earliest = max(later(builder.first, -1), *(invoice.date for invoice in invoices))
        day = weekday_near(min(later(earliest, rng.between(1, 18)), builder.last), later(earliest, 1), builder.last)
        amount = sum(amounts)
        reference = builder.words.doc_number(rng, customer.name)
        if manner != "nothing":
            paid = tuple([(name, part, 0) for name, part in owed])
            advise(builder, customer, day, amount, reference, paid, rng, free=manner == "message")
        payer = customer.name if manner != "nothing" or rng.chance(500) else ""
        text = builder.words.bank_text(rng, "transfer in" if payer else "deposit", payer, reference)
        line = builder.own_line(account, day, amount, text, reference if rng.chance(600) else "")
        builder.entry(
            day,
            builder.words.memo(rng, "receipt", customer.name, reference),
            Line(account, amount, line.id),
            *[Line(receivables, -part, line.id, customer.id, name) for name, part in owed],
            booked=False,
        )
    messages = sum(rng.chance(MESSAGES) for _ in range(count))
    held_back(builder, open_invoices, messages if open_invoices.invoices else 0, rng)


def advise(
    builder: WorldBuilder,
    customer: Customer,
    day: date,
    amount: int,
    reference: str,
    paid: tuple[tuple[str, int, int], ...],
    rng: Rng,
    free: bool,
) -> None:
    """The customer's word on a payment, as a form or as a message."""
    if free:
        names = " and ".join(f"{name} ({render(part, builder.company.currency)})" for name, part, _ in paid)
        _announced(builder, customer, day, amount, reference, names, rng, ("settles", "held"))
        return
    builder.documents.append(Remittance(builder.new_id("REM"), day, customer.id, amount, reference, paid))


def held_back(builder: WorldBuilder, open_invoices: OpenInvoices, count: int, rng: Rng) -> None:
    """``count`` messages of customers on payments that never went out: no money comes under these references."""
    for _ in range(count):
        first = rng.choice(open_invoices.invoices)
        same = [one for one in open_invoices.invoices if one.party == first.party and one is not first]
        more = min(rng.weighted(((0, 6), (1, 3), (2, 1))), len(same))
        invoices = [first, *rng.sample(same, more)]
        customer = next(entry for entry in builder.company.customers if entry.id == first.party)
        day = weekday_between(max(builder.first, *(one.date for one in invoices)), builder.last, rng)
        names = " and ".join(f"{one.id} ({render(one.amount, builder.company.currency)})" for one in invoices)
        reference = builder.words.doc_number(rng, customer.name)
        amount = sum(one.amount for one in invoices)
        _announced(builder, customer, day, amount, reference, names, rng, ("held", "settles"))


def _announced(
    builder: WorldBuilder,
    customer: Customer,
    day: date,
    amount: int,
    reference: str,
    invoices: str,
    rng: Rng,
    ends: tuple[str, str],
) -> None:
    """A customer's message on a payment."""
    facts: dict[str, Fact] = {"amount": amount, "reference": reference, "invoices": invoices}
    said = compose(builder.words.wordings, rng, Topic.PAYMENT, *ends, facts)
    advice = Remittance(builder.new_id("REM"), day, customer.id, amount, reference, (), said.text)
    builder.documents.append(advice)
    builder.meanings.append((advice.id, said.meaning))


def _invoice(
    builder: WorldBuilder,
    customer: Customer,
    day: date,
    account: str,
    sold: str,
    rng: Rng,
    service: bool,
    size: Callable[[str, Rng], int],
) -> SalesInvoice:
    """An invoice over articles of one revenue account, that ``sold`` names; ``account`` is the bank account on which its
    amount is to be the only one."""
    amount = builder.unused_amount(account, lambda: size("invoice", rng))
    archetype = builder.company.archetype.name
    parts = [amount]
    if amount > 20_000 and rng.chance(300):
        first = rng.between(amount // 4, amount // 2)
        parts = [first, amount - first]
    percent, days = (2, 10) if rng.chance(DISCOUNT_PER_MILLE) else (0, 0)
    invoice = SalesInvoice(
        builder.new_id("INV"),
        day,
        customer.id,
        later(day, customer.terms_days),
        tuple([(builder.words.sale(rng, archetype, sold), part) for part in parts]),
        percent,
        days,
        builder.first if service else None,
        builder.last if service else None,
    )
    builder.documents.append(invoice)
    return invoice
