"""Sales: invoices of the month, invoices of the month before that are still open, and receipts that wait on the statement.

Discount terms 2/10 on three invoices in ten, receipts within the month for what fell due (accounting reference §5).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from tieout.documents.casefile import Customer
from tieout.documents.trade import Remittance, SalesInvoice
from tieout.ledger.entries import Line
from tieout.ledger.money import render
from tieout.ledger.periods import Period
from tieout.scenario.company import Company
from tieout.scenario.letters.compose import Fact, compose
from tieout.scenario.letters.meaning import Topic
from tieout.scenario.seeds import Rng
from tieout.scenario.simulate.exemptions import Exemptions
from tieout.scenario.vocabulary.sales import SALES
from tieout.scenario.weekdays import BILLING, weekday_between, weekday_near
from tieout.scenario.world_builder import WorldBuilder, later

DISCOUNT_PER_MILLE: Final = 300
SERVICE_PER_MILLE: Final = 350
MESSAGES: Final = 250  # per mille of the receipts of a month: a message says what is paid; as many were held back
AGES: Final = (((1, 20), 44), ((21, 45), 38), ((46, 75), 10), ((76, 160), 8))
"""Days from the invoice to the month in which it is open, with weights: customers pay after some 35 days, nearly half of
them late (Xero Small Business Insights), and 5 to 15 % of what they owe is over 60 days old."""
SOONEST: Final = 3  # days from an invoice to the first payment of it
AMPLE: Final = 9  # days more, on some of which banks work: most pay only after that
UNTAXED_LINES: Final = 300  # per mille of taxed invoices have an untaxed line: delivery or labor
UNTAXED: Final = (4, 12)  # per cent of the price
UNTAXED_SERVICES: Final = ("Delivery", "Delivery and setup labor", "Installation labor", "Labor")
DOUBTFUL: Final = ((90, 50), (60, 25), (30, 5), (-10_000, 0))
"""Days overdue beyond which so many per cent of an invoice are provided for."""


@dataclass(slots=True)
class OpenInvoices:
    """What customers owe, as the month is written: ``take`` hands out invoices that nobody has paid yet and that came
    out by ``payable``, so that a payment of them can still arrive; ``exempt`` says what bears sales tax."""

    account: str
    exempt: Exemptions = field(default_factory=Exemptions)
    payable: date = date.max
    invoices: list[SalesInvoice] = field(default_factory=list)

    @classmethod
    def at(cls, builder: WorldBuilder, exempt: Exemptions) -> "OpenInvoices":
        """Nothing owed yet, to the main bank account."""
        return cls(builder.code("bank"), exempt, payable_by(builder.period))

    def take(self, count: int, rng: Rng) -> tuple[SalesInvoice, ...]:
        """``count`` open invoices of one customer if it has as many, else fewer; at least one."""
        ready = self.ready()
        first = rng.choice(ready)
        same = [invoice for invoice in ready if invoice.party == first.party and invoice is not first]
        taken = (first, *rng.sample(same, min(count - 1, len(same))))
        gone = {invoice.id for invoice in taken}
        self.invoices = [invoice for invoice in self.invoices if invoice.id not in gone]
        return taken

    def ready(self) -> list[SalesInvoice]:
        """The invoices that a payment can still reach."""
        return [invoice for invoice in self.invoices if invoice.date <= self.payable]


def of_month(builder: WorldBuilder, open_invoices: OpenInvoices, count: int, rng: Rng) -> None:
    """``count`` invoices of the month, booked. Some state a span of service, all of it within the month."""
    services = builder.company.archetype.sheet.services
    receivables = builder.code("receivables")
    accounts = invoiced_accounts(builder.company)
    for _ in range(count):
        customer = rng.choice(builder.company.customers)
        day = builder.day(rng, busy=BILLING)
        income = rng.weighted(accounts)
        service = rng.chance(SERVICE_PER_MILLE) and services
        invoice = _invoice(builder, open_invoices, customer, day, income, rng, service, builder.amount)
        lines = [Line(income[1], -invoice.price, invoice.id)]
        if invoice.tax:
            lines.append(Line(builder.code("sales tax"), -invoice.tax, invoice.id))
        builder.entry(
            day,
            builder.words.memo(rng, "sale", customer.name, invoice.id),
            Line(receivables, invoice.amount, invoice.id, customer.id, invoice.id),
            *lines,
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


def before_month(builder: WorldBuilder, open_invoices: OpenInvoices, count: int, rng: Rng) -> None:
    """``count`` invoices of the months before that are open when the month begins, some of them long overdue, and the
    allowance for what of them is doubtful."""
    doubtful, accounts = 0, invoiced_accounts(builder.company)
    for _ in range(count):
        customer = rng.choice(builder.company.customers)
        age = rng.between(*rng.weighted(AGES))
        day = weekday_near(later(builder.first, -age), latest=builder.period.previous.last)
        income = rng.weighted(accounts)
        invoice = _invoice(builder, open_invoices, customer, day, income, rng, False, builder.like)
        builder.opening(builder.code("receivables"), invoice.amount, customer.id, invoice.id)
        open_invoices.invoices.append(invoice)
        overdue = (builder.first - invoice.due).days
        doubtful += invoice.amount * next(share for days, share in DOUBTFUL if overdue > days) // 100
    builder.opening(builder.code("doubtful"), -(doubtful - doubtful % 1_000))


def waiting_receipts(
    builder: WorldBuilder, open_invoices: OpenInvoices, count: int, rng: Rng, messages: int = MESSAGES
) -> None:
    """``count`` receipts that the statement shows and the books do not, each for exactly what it settles.

    Six in ten come with a remittance advice, others with a free message (``messages`` per mille) or none at all: then
    one invoice has that amount and no other.
    """
    account, receivables = open_invoices.account, builder.code("receivables")
    for later_ones in reversed(range(count)):
        manner = rng.weighted((("advice", 850 - messages), ("message", messages), ("nothing", 150)))
        settled = 1 if manner == "nothing" else rng.weighted(((1, 6), (2, 3), (3, 1)))
        # one invoice is left for each receipt that is to follow
        invoices = open_invoices.take(min(settled, len(open_invoices.ready()) - later_ones), rng)
        amounts = [invoice.amount for invoice in invoices]
        if len(invoices) > 1 and not builder.claim(account, sum(amounts)):
            invoices, amounts = invoices[:1], amounts[:1]
        owed = [(invoice.id, part) for invoice, part in zip(invoices, amounts, strict=True)]
        customer = builder.company.customer(invoices[0].party)
        day = paid_on(builder.period, invoices, rng)
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
    silent = sum(rng.chance(messages) for _ in range(count))
    held_back(builder, open_invoices, silent if open_invoices.ready() else 0, rng)


def paid_on(period: Period, invoices: Sequence[SalesInvoice], rng: Rng) -> date:
    """A business day of the month on which a payment of the invoices may arrive: nobody pays on the day of writing."""
    written = max(invoice.date for invoice in invoices)
    return weekday_between(max(period.first, later(written, SOONEST)), period.last, rng)


def payable_by(period: Period) -> date:
    """Until when an invoice must be written for a payment of it to arrive within the month."""
    return later(period.last, -SOONEST - AMPLE)


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
        ready = open_invoices.ready()
        first = rng.choice(ready)
        same = [one for one in ready if one.party == first.party and one is not first]
        more = min(rng.weighted(((0, 6), (1, 3), (2, 1))), len(same))
        invoices = [first, *rng.sample(same, more)]
        customer = builder.company.customer(first.party)
        day = paid_on(builder.period, invoices, rng)
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
    open_invoices: OpenInvoices,
    customer: Customer,
    day: date,
    income: tuple[str, str],
    rng: Rng,
    service: bool,
    size: Callable[[str, Rng], int],
) -> SalesInvoice:
    """An invoice on the desk over articles of one ``income`` account, by name and code. What bears tax has no discount for
    early payment and no span of service."""
    archetype = builder.company.archetype.name
    sold, code = income
    tax = open_invoices.exempt.tax_on(code, customer.id, day)
    apart = rng.between(*UNTAXED) if tax is not None and rng.chance(UNTAXED_LINES) else 0

    def sized() -> tuple[int, int, int]:
        """Price, what of it is untaxed, and tax."""
        price = size("invoice", rng)
        untaxed = price * apart // 100
        return price, untaxed, tax.on(price - untaxed) if tax is not None else 0

    price, untaxed, added = sized()
    while not builder.claim(open_invoices.account, price + added):
        price, untaxed, added = sized()
    parts = [price - untaxed]
    if price > 20_000 and rng.chance(300):
        first = rng.between(price // 4, price // 2)
        parts = [first, price - untaxed - first]
    lines = [(builder.words.sale(rng, archetype, sold), part) for part in parts]
    if untaxed:
        lines.append((rng.choice(UNTAXED_SERVICES), untaxed))
    percent, days = (2, 10) if rng.chance(DISCOUNT_PER_MILLE) and tax is None else (0, 0)
    stated = service and tax is None
    invoice = SalesInvoice(
        builder.new_id("INV"),
        day,
        customer.id,
        later(day, customer.terms_days),
        tuple(lines),
        percent,
        days,
        builder.first if stated else None,
        builder.last if stated else None,
        "",
        added,
        tax.rate if tax is not None else 0,
        untaxed,
    )
    builder.documents.append(invoice)
    return invoice
