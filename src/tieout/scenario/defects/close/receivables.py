"""Receipts on the statement that are not what the invoice says: E19 unidentified, E20 short-pay, E21 discount, E22
overpayment; E23 a credit memo that nobody booked."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from tieout.documents.bank import BankLine
from tieout.documents.trade import CreditMemo, Remittance, SalesInvoice
from tieout.ledger.entries import Entry, Line
from tieout.ledger.money import ratio, render
from tieout.scenario.answer_key import Defect
from tieout.scenario.defects.candidates import (
    NoCandidateError,
    amount_taken,
    customer_of,
    free_amount,
    fresh_id,
    new_lines,
    one_of,
    open_invoices,
    with_documents,
)
from tieout.scenario.letters.compose import Fact, compose
from tieout.scenario.letters.meaning import Topic
from tieout.scenario.seeds import Rng
from tieout.scenario.simulate.decoys import CREDIT_REASONS
from tieout.scenario.weekdays import weekday_between, works_between
from tieout.scenario.world import Movement, World


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
    limit = world.company.limits.write_off
    invoice = one_of([found for found in open_invoices(world) if found.amount > 10 * limit], rng)
    small = rng.chance(500)
    short = rng.between(limit * 3 // 10, limit) if small else rng.between(limit + 100, limit + invoice.amount // 12)
    day = _day(world, invoice, rng)
    settled = Settled(invoice.amount - short, write_off=short if small else 0)
    how = "written off" if small else "left open"
    return _received(
        world, rng, invoice, day, settled, "E20", f"{_money(world, short)} short on {invoice.id}, to be {how}", short,
        "short",
    )  # fmt: skip


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
        first = max(last + timedelta(days=1) if late else invoice.date, world.period.first)
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
        f"Discount of {_money(world, taken)} on {invoice.id} taken {how}",
        taken,
    )


def overpayment(world: World, rng: Rng) -> tuple[World, Defect]:
    """E22: the customer pays too much; the excess is unapplied cash."""
    invoice = one_of(open_invoices(world), rng)
    excess = 100_000 - invoice.amount % 100_000 if rng.chance(300) else rng.between(1_000, 30_000)
    settled = Settled(invoice.amount + excess, unapplied=excess)
    what = f"{_money(world, excess)} too much on {invoice.id}"
    return _received(world, rng, invoice, _day(world, invoice, rng), settled, "E22", what, excess, "ahead")


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
        f"Receipt {line_id} of {_money(world, amount)} cannot be identified: unapplied cash.",
        amount,
        entries=(booked,),
        bank_lines=(line_id,),
        evidence=((line_id, _money(world, amount)), (line_id, number)),
    )
    return _seen(world, account, line, booked, line_id), defect


def credit_memo(world: World, rng: Rng) -> tuple[World, Defect]:
    """E23: a credit memo to a customer was issued and not booked: returns against the invoice."""
    invoice = one_of([found for found in open_invoices(world) if found.amount > 10_000 and not found.tax], rng)
    chart = world.company.chart
    amount = rng.between(invoice.amount // 20, invoice.amount // 4)
    day = _day(world, invoice, rng)
    reason = rng.choice(CREDIT_REASONS)
    memo = CreditMemo(fresh_id(world, rng, "CM"), day, invoice.party, True, invoice.id, amount, reason)
    booked = Entry(
        f"{memo.id}~E23",
        day,
        world.company.vocabulary.memo(rng, "adjustment", customer_of(world, invoice.party).name, memo.id),
        (
            Line(chart.role("returns"), amount, memo.id),
            Line(chart.role("receivables"), -amount, memo.id, invoice.party, invoice.id),
        ),
    )
    defect = Defect(
        "E23",
        f"Credit memo {memo.id} of {_money(world, amount)} on {invoice.id} was not booked.",
        amount,
        entries=(booked,),
        evidence=((memo.id, _money(world, amount)), (memo.id, invoice.id)),
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
    customer = customer_of(world, invoice.party)
    (line_id,) = new_lines(world, rng, 1)
    reference = company.vocabulary.doc_number(rng, customer.name)
    free = bool(wording) and rng.chance(500)
    paid = settled.cash if wording == "ahead" and not free else settled.cash - settled.unapplied
    text, meanings, number = "", world.meanings, fresh_id(world, rng, "REM")
    if free:
        facts: dict[str, Fact] = {
            "amount": settled.cash,
            "invoices": f"{invoice.id} ({_money(world, invoice.amount)})",
            "reference": reference,
            "short": invoice.amount - paid,
        }
        said = compose(company.vocabulary.wordings, rng, Topic.PAYMENT, wording, "held", facts)
        text, meanings = said.text, (*meanings, (number, said.meaning))
    advice = Remittance(
        number,
        day,
        customer.id,
        settled.cash,
        reference,
        () if free else ((invoice.id, paid, settled.claimed),),
        text,
    )
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
    evidence = ((advice.id, invoice.id), (line_id, _money(world, settled.cash)), (invoice.id, invoice.id))
    defect = Defect(code, f"{what} ({line_id}).", stake, entries=(booked,), bank_lines=(line_id,), evidence=evidence)
    world = replace(with_documents(world, advice), meanings=meanings)
    return _seen(world, account, line, booked, advice.id, invoice.id), defect


def _seen(world: World, account: str, line: BankLine, booked: Entry, *touched: str) -> World:
    """The bank shows the line, the truth books it, the bookkeeper has not."""
    movement = Movement(account, line, ((line.id, line.amount),))
    return replace(world.with_truth(add=(booked,)), movements=(*world.movements, movement)).using(line.id, *touched)


def _day(world: World, invoice: SalesInvoice, rng: Rng) -> date:
    """A day of the month on or after the invoice."""
    return weekday_between(max(invoice.date, world.period.first), world.last, rng)


def _money(world: World, amount: int) -> str:
    return render(amount, world.company.currency)
