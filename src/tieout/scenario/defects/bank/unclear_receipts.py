"""Receipts that letters decide: whose money it is (E05), whether an advice stands for money at all (E04), and which of
two deposits alike the bank has returned (E15)."""

from dataclasses import replace
from datetime import date
from typing import Final

from tieout.documents.bank import BankLine, DepositSlip
from tieout.documents.casefile import Customer
from tieout.documents.trade import Remittance
from tieout.ledger.entries import Entry, Line
from tieout.scenario.answer_key import Defect
from tieout.scenario.correspondence import Mail, about_advices, about_receipt, with_letter, with_mail
from tieout.scenario.defects.bank.statement_only import CHARGE, day_back, depositable, on_item, sent_back
from tieout.scenario.defects.candidates import (
    CashEntry,
    brought_forward,
    free_amount,
    fresh_id,
    new_lines,
    one_of,
    pick,
)
from tieout.scenario.letters.compose import either
from tieout.scenario.seeds import Rng
from tieout.scenario.weekdays import weekday_between, weekday_near
from tieout.scenario.world import Movement, World
from tieout.scenario.world_builder import later

FIRST_DAY: Final = 4  # of the month on which a second advice may come: the first one has to be paid before


# ----------------------------------------------------------------------------------------------------- an advice twice
def repeated_advice(world: World, rng: Rng) -> tuple[World, Defect]:
    """E04: an advice that only repeats another was booked as a payment of its own; a letter tells that it is a copy."""
    announced, advice, entry, mail = _announced_again(world, rng, ("copy", "own"))
    spoiled = with_mail(announced, mail).with_books(add=(entry,)).using(mail.email.id, advice.id)
    defect = Defect(
        "E04",
        f"{advice.id} of {world.money(advice.amount)} repeats another advice and was booked too.",
        advice.amount,
        entries=(entry,),
        evidence=((advice.id, advice.reference), (mail.email.id, mail.said.point)),
    )
    return spoiled, defect


def advice_of_its_own(world: World, rng: Rng) -> World:
    """A second payment of one amount that is under way at month-end: a deposit in transit like any other."""
    announced, advice, entry, mail = _announced_again(world, rng, ("own", "copy"))
    booked = with_mail(announced, mail).with_books(add=(entry,)).with_truth(add=(entry,))
    under_way = (*booked.timing, (entry.lines[0].account, advice.id, advice.amount))
    return replace(booked, timing=under_way).using(mail.email.id, advice.id)


def _announced_again(world: World, rng: Rng, ends: tuple[str, str]) -> tuple[World, Remittance, Entry, Mail]:
    """The world with a second advice over the amount of one that the bank has credited by then, on the same invoice, which
    is open for both; the entry that books it; and the customer's letter. It comes on any day, as receipts do."""
    day = weekday_between(world.period.first.replace(day=FIRST_DAY), world.last, rng)
    found = pick([one for one in depositable(world) if one.movement.line.date < day], rng)
    customer, amount = world.company.customer(found.other.party), found.cash.amount
    owed = brought_forward(world, found.other.account, amount, customer.id, found.other.item)
    advice, entry = _advised(owed, rng, found, customer, found.other.item, day)
    mail = about_advices(owed, rng, customer, amount, day, ends)
    announced = replace(owed, documents=(*owed.documents, advice)).using(found.cash.document)
    return announced, advice, entry, mail


# ------------------------------------------------------------------------------------------------------- whose money
def unnamed_receipt(world: World, rng: Rng) -> tuple[World, Defect]:
    """E05: a receipt that nobody could place was never booked. Of two customers who were asked one owns up to it, and says
    for which of two invoices it is; the other does not."""
    found = pick(_without_slip(world), rng)
    line = found.movement.line
    payer = world.company.customer(found.other.party)
    other = one_of([one for one in world.company.customers if one.id != payer.id], rng)
    owed = brought_forward(world, found.other.account, _more(rng, line.amount), payer.id, found.other.item)
    owed, mine = _one_of_two_invoices(owed, rng, found, payer, found.other.item)
    invoice = fresh_id(owed, rng, "INV")
    owed = brought_forward(owed, found.other.account, line.amount + _more(rng, line.amount), other.id, invoice)
    owed, theirs = _one_of_two_invoices(owed, rng, found, other, invoice)
    owns_up = about_receipt(owed, rng, payer, mine, line.amount, line.date, ("ours", "not ours"))
    disowns = about_receipt(owed, rng, other, theirs, line.amount, line.date, ("not ours", "ours"))
    asked = (owns_up, disowns) if rng.chance(500) else (disowns, owns_up)
    for mail in asked:
        owed = with_mail(owed, mail).using(mail.email.id)
    booked = Entry(
        f"{found.entry.id}~E05",
        line.date,
        f"Receipt {payer.name}",
        (
            Line(found.cash.account, line.amount, line.id),
            Line(found.other.account, -line.amount, line.id, payer.id, found.other.item),
        ),
    )
    bare = replace(line, description=world.company.vocabulary.bank_text(rng, "deposit", "", ""), reference="")
    moved = Movement(found.movement.account, bare, ((line.id, line.amount),))
    spoiled = replace(
        owed.with_books(drop=(found.entry,)).with_truth(drop=(found.entry,), add=(booked,)),
        movements=tuple(moved if one is found.movement else one for one in owed.movements),
        documents=tuple(one for one in owed.documents if one.id != found.cash.document),
    ).using(line.id, found.cash.document)
    defect = Defect(
        "E05",
        f"Receipt {line.id} of {world.money(line.amount)}, which {payer.name} owned up to, was never booked.",
        line.amount,
        entries=(booked,),
        bank_lines=(line.id,),
        evidence=(
            (owns_up.email.id, owns_up.said.said["invoice"]),
            (owns_up.email.id, owns_up.said.point),
            (disowns.email.id, disowns.said.point),
            (line.id, world.money(line.amount)),
        ),
    )
    return spoiled, defect


def _one_of_two_invoices(
    world: World, rng: Rng, found: CashEntry, customer: Customer, invoice: str
) -> tuple[World, str]:
    """The world in which the customer owes another invoice besides, and how a letter tells ``invoice`` from it."""
    owed = _owed(world, found.other.account, invoice)
    beside = found.movement.line.amount + _more(rng, found.movement.line.amount)
    beside += beside == owed
    name = fresh_id(world, rng, "INV")
    relation = "larger" if owed > beside else "smaller"
    words = world.company.vocabulary.wordings
    return brought_forward(world, found.other.account, beside, customer.id, name), either(
        words, rng, relation, invoice, name
    )


def _owed(world: World, account: str, invoice: str) -> int:
    return sum(
        line.amount
        for entry in world.history
        for line in entry.lines
        if line.item == invoice and line.account == account
    )


def _more(rng: Rng, amount: int) -> int:
    """By how much an invoice exceeds what was paid toward it."""
    return rng.between(amount // 4, amount) + 1


# ---------------------------------------------------------------------------------------------------- which came back
def returned_of_two(world: World, rng: Rng) -> tuple[World, Defect]:
    """E15: of two checks alike that were paid in one came back; the statement does not say which, the bank's advices do."""
    world, first, second = _paid_in_alike(world, rng, pick(_without_slip(world), rng))
    back, stays = (first, second) if rng.chance(500) else (second, first)
    charge = free_amount(world, rng, *CHARGE)
    day = max(day_back(world, rng, back.movement.line), stays.movement.line.date)
    notice, said = on_item(world, rng, stays, day, charge, ("paid", "returned"))
    world = with_letter(world, notice, said.meaning).using(notice.id, stays.cash.document)
    spoiled, defect = sent_back(world, rng, back, charge)
    evidence = (*defect.evidence, (notice.id, said.point))
    return spoiled, replace(defect, evidence=evidence)


def _paid_in_alike(world: World, rng: Rng, first: CashEntry) -> tuple[World, CashEntry, CashEntry]:
    """The world in which ``first`` was a check and another customer's check over its amount was paid in, booked and
    credited too; both as they are then."""
    account, amount = first.cash.account, first.cash.amount
    customer = one_of([one for one in world.company.customers if one.id != first.other.party], rng)
    invoice = fresh_id(world, rng, "INV")
    owed = brought_forward(world, first.other.account, amount, customer.id, invoice)
    near = later(first.entry.date, rng.between(-3, 3))
    day = weekday_near(min(max(near, world.period.first), world.last), world.period.first, world.last)
    advice, entry = _advised(owed, rng, first, customer, invoice, day)
    arrives = weekday_near(min(later(day, rng.below(2)), world.last), day, world.last)
    (line_id,) = new_lines(owed, rng, 1)
    words = world.company.vocabulary
    line = BankLine(line_id, arrives, amount, words.bank_text(rng, "deposit", "", advice.reference), advice.reference)
    movement = Movement(account, line, ((advice.id, amount),))
    paper = next(one for one in owed.documents if one.id == first.cash.document)
    assert isinstance(paper, Remittance)
    marked = replace(
        first.movement,
        line=replace(
            first.movement.line,
            description=words.bank_text(rng, "deposit", "", paper.reference),
            reference=paper.reference,
        ),
    )
    moved = tuple(marked if one is first.movement else one for one in owed.movements)
    booked = replace(
        owed.with_books(add=(entry,)).with_truth(add=(entry,)),
        movements=(*moved, movement),
        documents=(*owed.documents, advice),
    )
    return booked, replace(first, movement=marked), CashEntry(entry, entry.lines[0], entry.lines[1], movement)


def _without_slip(world: World) -> list[CashEntry]:
    """Receipts that no deposit slip names."""
    named = {name for slip in world.documents if isinstance(slip, DepositSlip) for name, _ in slip.receipts}
    return [found for found in depositable(world) if found.cash.document not in named]


def _advised(
    world: World, rng: Rng, like: CashEntry, customer: Customer, invoice: str, day: date
) -> tuple[Remittance, Entry]:
    """A customer's advice over the amount of another receipt, and the entry that books it on the same accounts."""
    words, amount = world.company.vocabulary, like.cash.amount
    reference = words.doc_number(rng, customer.name)
    advice = Remittance(fresh_id(world, rng, "REM"), day, customer.id, amount, reference, ((invoice, amount, 0),))
    entry = Entry(
        f"{advice.id}~got",
        day,
        words.memo(rng, "receipt", customer.name, reference),
        (
            Line(like.cash.account, amount, advice.id),
            Line(like.other.account, -amount, advice.id, customer.id, invoice),
        ),
    )
    return advice, entry
