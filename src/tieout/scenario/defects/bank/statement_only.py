"""What only the bank shows: E14 fees and interest, E15 returned payments, E18 the bank's own errors; and E17 timing
items, which only the books show."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from tieout.documents.bank import BankLine
from tieout.documents.letters import Notice
from tieout.ledger.entries import Entry, Line
from tieout.scenario.answer_key import Defect
from tieout.scenario.correspondence import bank_advice, with_letter
from tieout.scenario.defects.candidates import CashEntry, cash_entries, free_amount, new_lines, pick
from tieout.scenario.letters.compose import Fact, Letter
from tieout.scenario.letters.meaning import Topic
from tieout.scenario.seeds import Rng
from tieout.scenario.weekdays import weekday_between, weekday_near
from tieout.scenario.world import Movement, World

CHARGE: Final = (1_200, 4_500)  # what a bank takes for a returned item


def bank_fee(world: World, rng: Rng) -> tuple[World, Defect]:
    """E14: a fee on the statement that nobody booked."""
    amount = free_amount(world, rng, 800, 9_500)
    return _statement_only(world, rng, "E14", "fee", -amount, "bank fees", "Bank fee")


def bank_interest(world: World, rng: Rng) -> tuple[World, Defect]:
    """E14: interest on the statement that nobody booked."""
    amount = free_amount(world, rng, 150, 12_000)
    return _statement_only(world, rng, "E14", "interest", amount, "interest income", "Interest")


def returned_payment(world: World, rng: Rng) -> tuple[World, Defect]:
    """E15: a customer's payment comes back unpaid, and the bank charges for it. The receivable is open again."""
    return sent_back(world, rng, pick(depositable(world), rng), free_amount(world, rng, *CHARGE))


def depositable(world: World) -> list[CashEntry]:
    """Booked receipts of one invoice that have not come back, and of which the bank has not written."""
    came_back = {line.item for entry in world.truth for line in entry.lines if line.item and line.amount > 0}
    receipts = [found for found in cash_entries(world, payments=False) if found.other.item and found.other.party]
    return [found for found in receipts if found.other.item not in came_back]


def sent_back(world: World, rng: Rng, found: CashEntry, charge: int) -> tuple[World, Defect]:
    """The world in which the bank returns a receipt and charges for it, and the finding."""
    chart = world.company.chart
    account, document = found.cash.account, found.cash.document
    amount = found.cash.amount
    came = found.movement.line
    day = day_back(world, rng, came)
    number = rng.digits(6)
    words = world.company.vocabulary
    customer = world.company.customer(found.other.party)
    ids = new_lines(world, rng, 2)
    back = BankLine(ids[0], day, -amount, words.bank_text(rng, "returned payment", "", number), number)
    fee = BankLine(ids[1], day, -charge, words.bank_text(rng, "return fee", "", number), number)
    paid_in = replace(came, description=words.bank_text(rng, "deposit", "", came.reference))  # a transfer cannot bounce
    advice, said = on_item(world, rng, found, day, charge, ("returned", "paid"))
    restored = Entry(
        f"{found.entry.id}~E15",
        day,
        f"Returned payment {customer.name}",
        (
            Line(found.other.account, amount, back.id, found.other.party, found.other.item),
            Line(account, -amount, back.id),
        ),
    )
    charged = Entry(
        f"{found.entry.id}~E15c",
        day,
        "Charge for a returned payment",
        (Line(chart.role("bank fees"), charge, fee.id), Line(account, -charge, fee.id)),
    )
    spoiled = replace(
        with_letter(world, advice, said.meaning).with_truth(add=(restored, charged)),
        movements=(
            *(replace(one, line=paid_in) if one is found.movement else one for one in world.movements),
            Movement(account, back, ((back.id, -amount),)),
            Movement(account, fee, ((fee.id, -charge),)),
        ),
    ).using(document, back.id, fee.id)
    defect = Defect(
        "E15",
        f"The payment of {customer.name} for {found.other.item} was returned.",
        amount,
        entries=(restored, charged),
        bank_lines=(back.id, fee.id),
        evidence=((advice.id, said.said["customer"]), (advice.id, said.point), (document, found.other.item)),
    )
    return spoiled, defect


def day_back(world: World, rng: Rng, came: BankLine) -> date:
    """The day on which the bank writes of an item that it has credited."""
    return weekday_near(min(world.last, came.date + timedelta(days=rng.between(1, 6))), came.date, world.last)


def on_item(
    world: World, rng: Rng, found: CashEntry, day: date, charge: int, ends: tuple[str, str]
) -> tuple[Notice, Letter]:
    """The bank's advice on a check that a customer paid with: who drew it, for how much, and when it was paid in."""
    customer = world.company.customer(found.other.party)
    facts: dict[str, Fact] = {
        "amount": found.cash.amount, "customer": customer.name, "day": found.movement.line.date, "charge": charge,
    }  # fmt: skip
    return bank_advice(world, rng, Topic.RETURNED, day, customer.id, ends, facts)


def bank_error(world: World, rng: Rng) -> tuple[World, Defect]:
    """E18: the bank's own error. No entry: the line stays open and is listed until the bank mends it."""
    account, line, notice, said = _questioned(world, rng, ours=False)
    spoiled = with_letter(world, notice, said.meaning)
    spoiled = replace(
        spoiled,
        movements=(*world.movements, Movement(account, line, ())),
        timing=(*world.timing, (account, line.id, line.amount)),
    ).using(line.id)
    defect = Defect(
        "E18",
        f"Bank line {line.id} of {world.money(line.amount)} is the bank's own error: listed, never booked.",
        abs(line.amount),
        listed=(line.id,),
        evidence=((notice.id, line.reference), (notice.id, said.point), (line.id, line.reference)),
    )
    return spoiled, defect


def explained_charge(world: World, rng: Rng) -> tuple[World, Defect]:
    """E14: a line that only the statement shows, of which a notice says that it is a charge, or interest."""
    account, line, notice, said = _questioned(world, rng, ours=True)
    role, memo = ("interest income", "Interest") if line.amount > 0 else ("bank fees", "Bank fee")
    booked = Entry(
        f"{line.id}~E14",
        line.date,
        memo,
        (Line(account, line.amount, line.id), Line(world.company.chart.role(role), -line.amount, line.id)),
    )
    spoiled = with_letter(world, notice, said.meaning).with_truth(add=(booked,))
    movement = Movement(account, line, ((line.id, line.amount),))
    defect = Defect(
        "E14",
        f"{memo} of {world.money(abs(line.amount))} ({line.id}) was not booked.",
        abs(line.amount),
        entries=(booked,),
        bank_lines=(line.id,),
        evidence=((notice.id, said.point), (line.id, line.reference)),
    )
    return replace(spoiled, movements=(*spoiled.movements, movement)).using(line.id), defect


def _questioned(world: World, rng: Rng, *, ours: bool) -> tuple[str, BankLine, Notice, Letter]:
    """A line that nothing in the books explains, its account, and the bank's notice on whose it is."""
    account = rng.choice(world.accounts).code
    amount = free_amount(world, rng, 5_000, 200_000) * (1 if rng.chance(400) else -1)
    first = world.period.first
    day = weekday_between(first.replace(day=8), world.last, rng)
    (line_id,) = new_lines(world, rng, 1)
    number = rng.digits(6)
    mine, phrase = ("interest", "interest") if amount > 0 else ("charge", "fee")
    text = world.company.vocabulary.bank_text(rng, rng.choice(("bank error", phrase)), "", number)
    line = BankLine(line_id, day, amount, text, number)
    ends = (mine, "error") if ours else ("error", mine)
    sent = weekday_between(day, world.last, rng)
    facts: dict[str, Fact] = {"reference": number, "amount": abs(amount)}
    notice, said = bank_advice(world, rng, Topic.CHARGE, sent, "", ends, facts)
    return account, line, notice, said


def timing_items(world: World) -> tuple[Defect, ...]:
    """E17: each outstanding payment and deposit in transit: no entry, to be listed in the workpaper."""
    bank_lines = {movement.line.id for movement in world.movements}
    return tuple(
        Defect(
            "E17",
            f"{document} of {world.money(amount)} is outstanding at month-end.",
            abs(amount),
            listed=(document,),
            evidence=((document, world.money(abs(amount))),),
        )
        for _, document, amount in world.timing
        if document not in bank_lines
    )


def _statement_only(
    world: World, rng: Rng, code: str, kind: str, amount: int, role: str, memo: str
) -> tuple[World, Defect]:
    account = rng.choice(world.accounts).code
    first = world.period.first
    closing = weekday_near(world.last, first, world.last)
    day = closing if rng.chance(600) else weekday_between(first.replace(day=2), world.last, rng)
    (line_id,) = new_lines(world, rng, 1)
    line = BankLine(line_id, day, amount, world.company.vocabulary.bank_text(rng, kind, "", ""), "")
    booked = Entry(
        f"{line_id}~{code}",
        day,
        memo,
        (Line(account, amount, line.id), Line(world.company.chart.role(role), -amount, line.id)),
    )
    spoiled = replace(
        world.with_truth(add=(booked,)),
        movements=(*world.movements, Movement(account, line, ((line.id, amount),))),
    ).using(line.id)
    defect = Defect(
        code,
        f"{memo} of {world.money(abs(amount))} ({line.id}) was not booked.",
        abs(amount),
        entries=(booked,),
        bank_lines=(line.id,),
        evidence=((line.id, world.money(amount)),),
    )
    return spoiled, defect
