"""What the statement shows first and the bookkeeper has booked aright.

They are the innocent likes of planted errors: that a line of the ledger cites a bank line, that a payment came back, or
that money moved between own accounts, says nothing about whether something is wrong.
"""

from datetime import date
from functools import partial
from typing import Final

from tieout.documents.letters import Notice
from tieout.documents.trade import Remittance
from tieout.ledger.entries import Line
from tieout.scenario.letters.compose import Fact, compose
from tieout.scenario.letters.meaning import Topic
from tieout.scenario.seeds import Rng
from tieout.scenario.simulate import cash
from tieout.scenario.weekdays import weekday_near
from tieout.scenario.world_builder import FEW, WorldBuilder, later

TWICE: Final = 350  # per mille of fees


def innocent(builder: WorldBuilder, rng: Rng, *, plain: bool) -> None:
    """What looks like a planted error of the bank and is right; a ``plain`` month has nothing of the kind."""
    if plain:
        return
    if rng.chance(600):
        returned(builder, builder.code("bank"), rng)
    if rng.chance(500):
        cash.ageing(builder, builder.code("bank"), rng)
    if len(builder.accounts) > 1 and rng.chance(600):
        transfer(builder, rng)


def charges(builder: WorldBuilder, account: str, count: int, rng: Rng) -> None:
    """``count`` fees and credits of interest, booked. Some fees are charged twice on one day, for two wires: lines alike in
    all but their ids, each with an entry that cites it."""
    for _ in range(count):
        interest = rng.chance(300)
        low, high = (150, 12_000) if interest else (800, 9_500)
        amount = builder.unused_amount(account, partial(rng.between, low, high))
        day = builder.last if rng.chance(300) else builder.day(rng, 2)
        kind, role, signed = ("interest", "interest income", amount) if interest else ("fee", "bank fees", -amount)
        text = builder.words.bank_text(rng, kind, "", "")
        for _ in range(2 if kind == "fee" and len(builder.movements) > FEW and rng.chance(TWICE) else 1):
            _booked(builder, account, day, signed, role, kind, text, "")


def returned(builder: WorldBuilder, account: str, rng: Rng) -> None:
    """A customer's payment that came back with a charge: receipt, return and charge are booked, the bank's advice is there."""
    receivables, words = builder.code("receivables"), builder.words
    customer = rng.choice(builder.company.customers)
    amount = builder.unused_amount(account, lambda: builder.like("invoice", rng))
    invoice = builder.new_id("INV")
    builder.opening(receivables, amount, customer.id, invoice)
    day = builder.day(rng, 1, 16)
    reference = words.doc_number(rng, customer.name)
    advice = Remittance(builder.new_id("REM"), day, customer.id, amount, reference, ((invoice, amount, 0),))
    builder.documents.append(advice)
    builder.entry(
        day,
        words.memo(rng, "receipt", customer.name, reference),
        Line(account, amount, advice.id),
        Line(receivables, -amount, advice.id, customer.id, invoice),
    )
    text = words.bank_text(rng, "deposit", "", reference)
    came = builder.bank_line(account, day, amount, text, reference, ((advice.id, amount),)).date
    back = weekday_near(later(came, rng.between(1, 6)), came, builder.last)
    charge = builder.unused_amount(account, lambda: rng.between(1_200, 4_500))
    number = rng.digits(6)
    text = words.bank_text(rng, "returned payment", "", number)
    line = builder.own_line(account, back, -amount, text, number)
    builder.entry(
        back,
        f"Returned payment {customer.name}",
        Line(receivables, amount, line.id, customer.id, invoice),
        Line(account, -amount, line.id),
    )
    _booked(builder, account, back, -charge, "bank fees", "fee", words.bank_text(rng, "return fee", "", number), number)
    facts: dict[str, Fact] = {"amount": amount, "customer": customer.name, "day": came, "charge": charge}
    letter = compose(words.wordings, rng, Topic.RETURNED, "returned", "paid", facts)
    notice = Notice(builder.new_id("ADV"), line.date, customer.id, letter.subject, letter.text)
    builder.documents.append(notice)
    builder.meanings.append((notice.id, letter.meaning))


def transfer(builder: WorldBuilder, rng: Rng) -> None:
    """Money moved between two own accounts, booked on both sides through cash in transit."""
    source, target = rng.sample(builder.accounts, 2)
    amount = builder.unused_amount(source.code, lambda: rng.between(100_000, 900_000))
    while not builder.claim(target.code, amount):
        amount = builder.unused_amount(source.code, lambda: rng.between(100_000, 900_000))
    sent = builder.day(rng, 3, 26)
    number, words, transit = rng.digits(7), builder.words, builder.code("cash in transit")
    out = builder.own_line(
        source.code, sent, -amount, words.bank_text(rng, "own transfer", target.number, number), number
    )
    came = later(out.date, rng.below(2))
    into = builder.own_line(
        target.code, came, amount, words.bank_text(rng, "own transfer", source.number, number), number
    )
    builder.entry(
        out.date,
        words.memo(rng, "transfer", target.bank, number),
        Line(transit, amount, out.id),
        Line(source.code, -amount, out.id),
    )
    builder.entry(
        into.date,
        words.memo(rng, "transfer", source.bank, number),
        Line(target.code, amount, into.id),
        Line(transit, -amount, into.id),
    )


def _booked(
    builder: WorldBuilder, account: str, day: date, amount: int, role: str, kind: str, text: str, reference: str
) -> None:
    line = builder.own_line(account, day, amount, text, reference)
    builder.entry(
        line.date,
        {"fee": "Bank fee", "interest": "Interest"}[kind],
        Line(account, amount, line.id),
        Line(builder.code(role), -amount, line.id),
    )
