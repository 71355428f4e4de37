"""E41 the predecessor's plug; suspense items to clear (E07 what a letter explains, E19 a customer's receipt) or to hand
on (E41 what nothing explains)."""

from dataclasses import replace
from datetime import date, timedelta

from tieout.documents.casefile import Customer, Vendor
from tieout.documents.closing import Disposition
from tieout.documents.letters import Email, Notice
from tieout.ledger.entries import Entry, Line
from tieout.ledger.money import render
from tieout.scenario.answer_key import Defect
from tieout.scenario.defects.candidates import (
    brought_forward,
    customer_of,
    free_amount,
    fresh_id,
    one_of,
    open_invoices,
    with_documents,
)
from tieout.scenario.seeds import Rng
from tieout.scenario.vocabulary.prose import prose
from tieout.scenario.weekdays import weekday_between, weekday_near
from tieout.scenario.world import World

UNSUPPORTED = "unsupported entry"


def plug(world: World, rng: Rng) -> tuple[World, Defect]:
    """E41: an entry that makes the bank agree by force. It is reversed; a true cause, if any, is another finding."""
    chart = world.company.chart
    made = {id(entry) for entry in world.books}
    codes = {account.code: account for account in world.accounts}
    unbooked = [line for entry in world.truth if id(entry) not in made for line in entry.lines if line.account in codes]
    if unbooked and rng.chance(600):
        cause = rng.choice(unbooked)
        account, amount = codes[cause.account], cause.amount
    else:
        account = rng.choice(world.accounts)
        amount = free_amount(world, rng, 1_200, 60_000) * (1 if rng.chance(500) else -1)
    contra = chart.role(rng.choice(("rounding", "miscellaneous", "other income", "retained earnings")))
    support = account.statement_id(world.period)
    memo = world.company.vocabulary.memo(rng, "adjustment", "", str(world.period))
    forced = Entry(
        f"plug~{rng.digits(8)}",
        weekday_between(world.period.first.replace(day=2), world.last, rng),
        memo,
        (Line(account.code, amount, support), Line(contra, -amount, support)),
    )
    defect = Defect(
        "E41",
        f"{_money(world, abs(amount))} was forced into {contra} to make {account.code} agree.",
        abs(amount),
        entries=(forced,),
        evidence=((support, account.number),),
    )
    return world.with_books(add=(forced,)), defect


def suspense_explained(world: World, rng: Rng) -> tuple[World, Defect]:
    """An item that stands in suspense since the month before, and a letter of this month that says what it is:
    a customer's receipt (E19), or a refund of a vendor (E07)."""
    words, chart = world.company.vocabulary, world.company.chart
    by_customer = rng.chance(550)
    facts: dict[str, str] = {}
    sender: Customer | Vendor
    if by_customer:
        invoices = [found for found in open_invoices(world) if found.date < world.period.first - timedelta(days=3)]
        invoice = one_of(invoices, rng)
        amount = invoice.amount
        sender = customer_of(world, invoice.party)
        home = Line(chart.role("receivables"), -amount, "", invoice.party, invoice.id)
        facts["invoice"] = invoice.id
    else:
        sender = vendor = rng.choice(world.company.vendors)
        amount = free_amount(world, rng, 5_000, 120_000)
        home = vendor.charge(-amount, "")
    spoiled, advice, number = _in_suspense(world, rng, amount)
    kind = "customer explains" if by_customer else "vendor explains"
    body = prose(rng, words.split, kind, amount=_money(world, amount), reference=number, **facts)
    letter = Email(
        fresh_id(spoiled, rng, "EM"),
        _day(world, rng),
        sender.id,
        sender.email,
        f"books@{words.domain(world.company.name)}",
        number,
        body,
    )
    cleared = Entry(
        f"{letter.id}~cleared",
        world.last,
        words.memo(rng, "adjustment", sender.name, number),
        (
            Line(chart.role("suspense"), amount, letter.id, "", advice.id),
            replace(home, document=letter.id),
        ),
    )
    touched = (letter.id, home.item) if by_customer else (letter.id,)
    defect = Defect(
        "E19" if by_customer else "E07",
        f"Suspense item {advice.id} of {_money(world, amount)} is explained by {letter.id} and was not cleared.",
        amount,
        entries=(cleared,),
        evidence=((letter.id, number), (letter.id, _money(world, amount)), (advice.id, number)),
    )
    return with_documents(spoiled, letter).with_truth(add=(cleared,)).using(*touched), defect


def suspense_unexplained(world: World, rng: Rng) -> tuple[World, Defect]:
    """E41: an item in suspense that nothing explains stays there and is escalated."""
    amount = free_amount(world, rng, 3_000, 90_000)
    spoiled, advice, number = _in_suspense(world, rng, amount)
    handed = Disposition(advice.id, "escalation", UNSUPPORTED)
    defect = Defect(
        "E41",
        f"Suspense item {advice.id} of {_money(world, amount)} has no explanation: escalated, not booked.",
        amount,
        subjects=(advice.id,),
        evidence=((advice.id, number), (advice.id, _money(world, amount))),
    )
    return replace(spoiled, settled=(*spoiled.settled, handed)), defect


def _in_suspense(world: World, rng: Rng, amount: int) -> tuple[World, Notice, str]:
    """The world with a credit of the month before that went to suspense, the bank's advice of it, its reference."""
    chart, words = world.company.chart, world.company.vocabulary
    day = weekday_near(world.period.first - timedelta(days=rng.between(2, 25)), latest=world.period.previous.last)
    number = rng.digits(7)
    text = prose(rng, words.split, "credit advice", amount=_money(world, amount), reference=number)
    advice = Notice(fresh_id(world, rng, "ADV"), day, "", "Credit advice", text)
    spoiled = brought_forward(with_documents(world, advice), chart.role("suspense"), -amount, "", advice.id)
    return spoiled.using(advice.id), advice, number


def _day(world: World, rng: Rng) -> date:
    return weekday_between(world.period.first.replace(day=3), world.last - timedelta(days=1), rng)


def _money(world: World, amount: int) -> str:
    return render(amount, world.company.currency)
