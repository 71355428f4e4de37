"""E38: money moved between own accounts was booked as income, or not at all."""

from dataclasses import replace
from datetime import timedelta

from tieout.documents.bank import BankLine
from tieout.ledger.entries import Entry, Line
from tieout.scenario.answer_key import Defect
from tieout.scenario.defects.candidates import NoCandidateError, free_amount, new_lines
from tieout.scenario.seeds import Rng
from tieout.scenario.weekdays import weekday_between, weekday_from
from tieout.scenario.world import Movement, World


def own_transfer(world: World, rng: Rng) -> tuple[World, Defect]:
    """E38: truly, both sides go through cash in transit. The bookkeeper booked the arrival as other income, or nothing."""
    if len(world.accounts) < 2:
        raise NoCandidateError("a transfer needs two bank accounts")
    source, target = rng.sample(world.accounts, 2)
    chart = world.company.chart
    amount = free_amount(world, rng, 100_000, 900_000)
    first = world.period.first
    sent = weekday_between(first.replace(day=3), world.last - timedelta(days=5), rng)
    came = weekday_from(sent + timedelta(days=rng.below(2)))
    number = rng.digits(7)
    out_id, in_id = new_lines(world, rng, 2)
    words = world.company.vocabulary
    out_line = BankLine(out_id, sent, -amount, words.bank_text(rng, "own transfer", target.number, number), number)
    in_line = BankLine(in_id, came, amount, words.bank_text(rng, "own transfer", source.number, number), number)
    transit = chart.role("cash in transit")
    leaves = Entry(
        f"{out_id}~E38",
        sent,
        words.memo(rng, "transfer", target.bank, number),
        (Line(transit, amount, out_id), Line(source.code, -amount, out_id)),
    )
    arrives = Entry(
        f"{in_id}~E38",
        came,
        words.memo(rng, "transfer", source.bank, number),
        (Line(target.code, amount, in_id), Line(transit, -amount, in_id)),
    )
    misbooked = Entry(
        f"{in_id}~E38w",
        came,
        arrives.memo,
        (Line(target.code, amount, in_id), Line(chart.role("other income"), -amount, in_id)),
    )
    booked = (misbooked,) if rng.chance(600) else ()
    spoiled = replace(
        world.with_truth(add=(leaves, arrives)).with_books(add=booked),
        movements=(
            *world.movements,
            Movement(source.code, out_line, ((out_id, -amount),)),
            Movement(target.code, in_line, ((in_id, amount),)),
        ),
    ).using(out_id, in_id)
    how = "booked as income" if booked else "not booked"
    defect = Defect(
        "E38",
        f"The transfer {number} of {world.money(amount)} between own accounts was {how}.",
        amount,
        entries=(leaves, arrives, *booked),
        bank_lines=(out_id, in_id),
        evidence=((out_id, number), (in_id, number)),
    )
    return spoiled, defect
