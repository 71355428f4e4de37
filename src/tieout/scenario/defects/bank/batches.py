"""Matches that are not one to one: E11 batched deposit, E12 payment in installments."""

from dataclasses import replace
from datetime import timedelta

from tieout.documents.bank import BankLine, DepositSlip, PaymentVoucher
from tieout.scenario.answer_key import Defect
from tieout.scenario.correspondence import with_letter
from tieout.scenario.defects.candidates import (
    CashEntry,
    NoCandidateError,
    amount_taken,
    cash_entries,
    fresh_id,
    new_lines,
    pick,
)
from tieout.scenario.letters.compose import Fact, Letter, compose
from tieout.scenario.letters.meaning import Topic
from tieout.scenario.seeds import Rng
from tieout.scenario.weekdays import weekday_near
from tieout.scenario.world import Movement, World


def batched_deposit(world: World, rng: Rng) -> tuple[World, Defect]:
    """E11: two to five receipts reach the bank as one deposit; the deposit slip names them, so the split is unique."""
    alone = {name for slip in world.documents if isinstance(slip, DepositSlip) for name, _ in slip.receipts}
    by_account: dict[str, list[CashEntry]] = {}
    for found in cash_entries(world, payments=False):
        if found.cash.document in alone:
            continue
        by_account.setdefault(found.cash.account, []).append(found)
    groups = [group for group in by_account.values() if len(group) >= 4]
    if not groups:
        raise NoCandidateError("too few receipts to batch")
    group = sorted(rng.choice(groups), key=lambda found: (found.movement.line.date, found.entry.id))
    size = rng.between(2, min(5, len(group) - 1))
    start = rng.below(len(group) - size + 1)
    members = group[start : start + size]
    account = members[0].cash.account
    day = max(member.movement.line.date for member in members)
    total = sum(member.cash.amount for member in members)
    if amount_taken(world, account, total):
        raise NoCandidateError("the batch would have the amount of another line")
    receipts = tuple((member.cash.document, member.cash.amount) for member in members)
    slip = DepositSlip(fresh_id(world, rng, "DEP", 6), day, "", account, total, receipts)
    number = slip.id.removeprefix("DEP-")
    text = world.company.vocabulary.bank_text(rng, "deposit", "", number)
    line = BankLine(members[0].movement.line.id, day, total, text, number)
    gone = {id(member.movement) for member in members}
    kept = tuple(movement for movement in world.movements if id(movement) not in gone)
    spoiled = replace(
        world, movements=(*kept, Movement(account, line, receipts)), documents=(*world.documents, slip)
    ).using(slip.id, *(document for document, _ in receipts))
    defect = Defect(
        "E11",
        f"{size} receipts reached the bank as one deposit of {world.money(total)}.",
        total,
        bank_lines=(line.id,),
        evidence=tuple((slip.id, document) for document, _ in receipts),
    )
    return spoiled, defect


def instalments(world: World, rng: Rng) -> tuple[World, Defect]:
    """E12: a transfer that was booked once left the bank in two or three parts; the voucher says so in prose."""
    found, parts = divided(world, rng)
    return _split(world, found.movement, found.cash.document, parts, rng)


def divided(world: World, rng: Rng) -> tuple[CashEntry, list[int]]:
    """A booked transfer, and two or three parts of it that no other movement equals."""
    transfers = {
        document.id
        for document in world.documents
        if isinstance(document, PaymentVoucher) and document.method == "transfer"
    }
    payments = [found for found in cash_entries(world, receipts=False) if found.cash.document in transfers]
    for _ in range(20):
        found = pick(payments, rng)
        amount = -found.cash.amount
        count = rng.between(2, 3)
        if amount < 30_000:
            continue
        cuts = sorted(rng.between(amount // 5, amount - amount // 5) for _ in range(count - 1))
        parts = [high - low for low, high in zip([0, *cuts], [*cuts, amount], strict=True)]
        account = found.cash.account
        if min(parts) < 2_000 or len(set(parts)) < count or any(amount_taken(world, account, part) for part in parts):
            continue
        return found, parts
    raise NoCandidateError("no payment is large enough to split")


def noted(world: World, rng: Rng, document: str, parts: list[int], ends: tuple[str, str]) -> tuple[World, Letter]:
    """The world with a note on a voucher: it was sent in these parts, or in one sum."""
    *others, last = (world.money(part) for part in parts)
    facts: dict[str, Fact] = {"parts": f"{', '.join(others)} and {last}"}
    said = compose(world.company.vocabulary.wordings, rng, Topic.PARTS, *ends, facts)
    voucher = next(one for one in world.documents if one.id == document)
    assert isinstance(voucher, PaymentVoucher)
    return with_letter(world, replace(voucher, note=f"{voucher.note}. {said.text}"), said.meaning), said


def _split(world: World, movement: Movement, document: str, parts: list[int], rng: Rng) -> tuple[World, Defect]:
    world, said = noted(world, rng, document, parts, ("parts", "whole"))
    line = movement.line
    days = [line.date] + [
        weekday_near(min(world.last, line.date + timedelta(days=rng.between(0, 4))), line.date, world.last)
        for _ in parts[1:]
    ]
    ids = (line.id, *new_lines(world, rng, len(parts) - 1))
    lines = [
        BankLine(line_id, day, -part, line.description, line.reference)
        for line_id, day, part in zip(ids, days, parts, strict=True)
    ]
    split = tuple(Movement(movement.account, part, movement.cleared, group=document) for part in lines)
    kept = tuple(other for other in world.movements if other is not movement)
    spoiled = replace(world, movements=(*kept, *split)).using(document)
    defect = Defect(
        "E12",
        f"Payment {document} left the bank in {len(parts)} parts.",
        sum(parts),
        bank_lines=tuple(part.id for part in lines),
        evidence=((document, said.point), *((document, world.money(part)) for part in parts)),
    )
    return spoiled, defect
