"""Receipts on the statement that are not what the invoice says: E19 unidentified, E20 short-pay, E21 discount, E22
overpayment; E23 a credit memo that nobody booked."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from tieout.documents.bank import BankLine
from tieout.documents.trade import CreditMemo, Remittance, SalesInvoice
from tieout.ledger.entries import Entry, Line
from tieout.ledger.money import ratio
from tieout.scenario.answer_key import Defect
from tieout.scenario.correspondence import with_letter
from tieout.scenario.defects.candidates import (
    NoCandidateError,
    amount_taken,
    free_amount,
    fresh_id,
    new_lines,
    one_of,
    open_invoices,
    with_documents,
)
from tieout.scenario.letters.compose import Fact, Letter, compose
from tieout.scenario.letters.meaning import Topic
from tieout.scenario.seeds import Rng
from tieout.scenario.simulate.decoys import CREDIT_REASONS
from tieout.scenario.simulate.sales import SOONEST, paid_on, payable_by
from tieout.scenario.weekdays import weekday_between, works_between
from tieout.scenario.world import Movement, World
from tieout.scenario.world_builder import later

WRITTEN: Final = 500  # per mille of short payments and overpayments: a message explains them, not a form


@dataclass(frozen=True, slots=True)
class Settled:
    """What a receipt of ``cash`` does: settles ``applied`` of the invoice with it, the rest stays unapplied."""

    cash: int
    discount: int = 0
    write_off: int = 0
    unapplied: int = 0
    claimed: int = 0


def short_pay(world: World, rng: Rng) -> tuple[World, Defect]:
    """E20: the customer pays too little. Up to the write-off limit it is written off, beyond it stays open."""
    invoice, short, small = shorted(world, rng)
    day = paid_on(world.period, (invoice,), rng)
    settled = Settled(invoice.amount - short, write_off=short if small else 0)
    how = "written off" if small else "left open"
    return _received(
        world, rng, invoice, day, settled, "E20", f"{world.money(short)} short on {invoice.id}, to be {how}", short,
        "short",
    )  # fmt: skip


def shorted(world: World, rng: Rng) -> tuple[SalesInvoice, int, bool]:
    """An invoice that a customer pays short, by how much, and whether that is small enough to be written off."""
    limit = world.company.limits.write_off
    invoice = one_of([found for found in payable(world) if found.amount > 10 * limit], rng)
    if rng.chance(500):
        return invoice, rng.between(limit * 3 // 10, limit), True
    return invoice, rng.between(limit + 100, limit + invoice.amount // 12), False


def discount(world: World, rng: Rng) -> tuple[World, Defect]:
    """E21: the customer takes the discount, in time or too late; late, it stays open (it is above the write-off limit)."""
    limit = world.company.limits.write_off
    late = rng.chance(500)
    found = []
    for invoice in open_invoices(world):
        if not invoice.discount_percent:
            continue
        taken = ratio(invoice.amount, invoice.discount_percent, 100)
        last = invoice.date + timedelta(days=invoice.discount_days)
        first = max(last + timedelta(days=1) if late else later(invoice.date, SOONEST), world.period.first)
        until = min(world.last, first + timedelta(days=6) if late else last)
        if taken > limit and works_between(first, until):
            found.append((invoice, taken, first, until))
    invoice, taken, first, until = one_of(found, rng)
    day = weekday_between(first, until, rng)
    settled = Settled(invoice.amount - taken, discount=0 if late else taken, claimed=taken)
    how = "too late" if late else "in time"
    return _received(
        world,
        rng,
        invoice,
        day,
        settled,
        "E21",
        f"Discount of {world.money(taken)} on {invoice.id} taken {how}",
        taken,
    )


def overpayment(world: World, rng: Rng) -> tuple[World, Defect]:
    """E22: the customer pays too much; the excess is unapplied cash."""
    invoice, excess = overpaid(world, rng)
    settled = Settled(invoice.amount + excess, unapplied=excess)
    what = f"{world.money(excess)} too much on {invoice.id}"
    return _received(world, rng, invoice, paid_on(world.period, (invoice,), rng), settled, "E22", what, excess, "ahead")


def overpaid(world: World, rng: Rng) -> tuple[SalesInvoice, int]:
    """An invoice of which a customer pays too much, and by how much."""
    return one_of(payable(world), rng), rng.between(1_000, 30_000)


def unidentified_receipt(world: World, rng: Rng) -> tuple[World, Defect]:
    """E19: nobody knows whose money it is. It is no one's open amount, and no paper speaks of it."""
    account = world.accounts[0].code
    amounts = {
        line.amount
        for journal in (world.history, world.truth)
        for entry in journal
        for line in entry.lines
        if line.item
    }
    amount = free_amount(world, rng, 8_000, 250_000)
    while amount in amounts:
        amount = free_amount(world, rng, 8_000, 250_000)
    (line_id,) = new_lines(world, rng, 1)
    number = rng.digits(6)
    day = weekday_between(world.period.first, world.last, rng)
    words = world.company.vocabulary
    line = BankLine(line_id, day, amount, words.bank_text(rng, "deposit", "", number), number)
    unapplied = world.company.chart.role("unapplied cash")
    booked = Entry(
        f"{line_id}~E19",
        day,
        words.memo(rng, "receipt", "", number),
        (Line(account, amount, line_id), Line(unapplied, -amount, line_id, "", line_id)),
    )
    defect = Defect(
        "E19",
        f"Receipt {line_id} of {world.money(amount)} cannot be identified: unapplied cash.",
        amount,
        entries=(booked,),
        bank_lines=(line_id,),
        evidence=((line_id, world.money(amount)), (line_id, number)),
    )
    return _seen(world, account, line, booked, line_id), defect


def credit_memo(world: World, rng: Rng) -> tuple[World, Defect]:
    """E23: a credit memo to a customer was issued and not booked: returns, and the sales tax that it states, against
    the invoice."""
    invoice = one_of([found for found in payable(world) if found.amount > 10_000], rng)
    chart, bears = world.company.chart, world.company.sales_tax
    price = rng.between(invoice.price // 20, invoice.price // 4)
    tax = bears.on(price) if bears is not None and invoice.tax else 0
    amount = price + tax
    day = _day(world, invoice, rng)
    reason = rng.choice(CREDIT_REASONS)
    memo = CreditMemo(fresh_id(world, rng, "CM"), day, invoice.party, True, invoice.id, amount, reason, tax)
    control = (Line(chart.role("sales tax"), tax, memo.id),) if tax else ()
    booked = Entry(
        f"{memo.id}~E23",
        day,
        world.company.vocabulary.memo(rng, "adjustment", world.company.customer(invoice.party).name, memo.id),
        (
            Line(chart.role("returns"), price, memo.id),
            *control,
            Line(chart.role("receivables"), -amount, memo.id, invoice.party, invoice.id),
        ),
    )
    defect = Defect(
        "E23",
        f"Credit memo {memo.id} of {world.money(amount)} on {invoice.id} was not booked.",
        amount,
        entries=(booked,),
        evidence=((memo.id, world.money(amount)), (memo.id, invoice.id)),
    )
    return with_documents(world, memo).with_truth(add=(booked,)).using(memo.id, invoice.id), defect


def _received(
    world: World,
    rng: Rng,
    invoice: SalesInvoice,
    day: date,
    settled: Settled,
    code: str,
    what: str,
    stake: int,
    wording: str = "",
) -> tuple[World, Defect]:
    account = world.accounts[0].code
    if amount_taken(world, account, settled.cash):
        raise NoCandidateError("another movement has this amount")
    company, chart = world.company, world.company.chart
    customer = world.company.customer(invoice.party)
    (line_id,) = new_lines(world, rng, 1)
    reference = company.vocabulary.doc_number(rng, customer.name)
    if wording and rng.chance(WRITTEN):
        advice, said = message(world, rng, invoice, day, settled.cash, reference, (wording, "held"))
        world = with_letter(world, advice, said.meaning)
    else:
        paid = settled.cash if wording == "ahead" else settled.cash - settled.unapplied
        lines = ((invoice.id, paid, settled.claimed),)
        advice = Remittance(fresh_id(world, rng, "REM"), day, customer.id, settled.cash, reference, lines)
        world = with_documents(world, advice)
    line = BankLine(
        line_id,
        day,
        settled.cash,
        company.vocabulary.bank_text(rng, "transfer in", customer.name, reference),
        reference if rng.chance(600) else "",
    )
    parts = (
        (account, settled.cash, "", ""),
        (chart.role("sales discounts"), settled.discount, "", ""),
        (chart.role("small balances"), settled.write_off, "", ""),
        (
            chart.role("receivables"),
            settled.unapplied - settled.cash - settled.discount - settled.write_off,
            customer.id,
            invoice.id,
        ),
        (chart.role("unapplied cash"), -settled.unapplied, "", line_id),
    )
    booked = Entry(
        f"{line_id}~{code}",
        day,
        company.vocabulary.memo(rng, "receipt", customer.name, reference),
        tuple(Line(code, amount, line_id, party, item) for code, amount, party, item in parts if amount),
    )
    evidence = ((advice.id, invoice.id), (line_id, world.money(settled.cash)), (invoice.id, invoice.id))
    defect = Defect(code, f"{what} ({line_id}).", stake, entries=(booked,), bank_lines=(line_id,), evidence=evidence)
    return _seen(world, account, line, booked, advice.id, invoice.id), defect


def message(
    world: World, rng: Rng, invoice: SalesInvoice, day: date, cash: int, reference: str, ends: tuple[str, str]
) -> tuple[Remittance, Letter]:
    """A customer's own words on a payment of ``cash`` toward an invoice."""
    facts: dict[str, Fact] = {
        "amount": cash,
        "invoices": f"{invoice.id} ({world.money(invoice.amount)})",
        "reference": reference,
        "short": invoice.amount - cash,
    }
    said = compose(world.company.vocabulary.wordings, rng, Topic.PAYMENT, *ends, facts)
    return Remittance(fresh_id(world, rng, "REM"), day, invoice.party, cash, reference, (), said.text), said


def _seen(world: World, account: str, line: BankLine, booked: Entry, *touched: str) -> World:
    """The bank shows the line, the truth books it, the bookkeeper has not."""
    movement = Movement(account, line, ((line.id, line.amount),))
    return replace(world.with_truth(add=(booked,)), movements=(*world.movements, movement)).using(line.id, *touched)


def payable(world: World) -> list[SalesInvoice]:
    """Untouched open invoices that a payment can still reach within the month."""
    until = payable_by(world.period)
    return [invoice for invoice in open_invoices(world) if invoice.date <= until]


def _day(world: World, invoice: SalesInvoice, rng: Rng) -> date:
    """A day of the month on which the customer may have answered the invoice."""
    return weekday_between(max(later(invoice.date, SOONEST), world.period.first), world.last, rng)
