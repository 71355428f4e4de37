"""Stock counts: E43 an item that is short, or that only the first count did not find."""

from dataclasses import replace
from typing import Final

from tieout.documents.schedules import CountRow, StockCount
from tieout.ledger.entries import Entry, Line
from tieout.scenario.answer_key import Defect
from tieout.scenario.correspondence import Mail, about_count, with_mail
from tieout.scenario.defects.candidates import documents_of, exchanged, one_of
from tieout.scenario.seeds import Rng
from tieout.scenario.world import World

MOST: Final = 4  # times the count tolerance, about: what an item is short of


def count_difference(world: World, rng: Rng) -> tuple[World, Defect]:
    """E43: an item that the warehouse confirms is short was not written off, or one that turned up again was."""
    lost = rng.chance(500)
    spoiled, row, mail, entry = looked_at(world, rng, ("lost", "found") if lost else ("found", "lost"))
    evidence = (entry.lines[0].document, row.item), (mail.email.id, row.item), (mail.email.id, mail.said.point)
    amount = world.money(-row.difference)
    if lost:
        summary, spoiled = (
            f"{row.item} is short by {amount} at cost, which was not booked.",
            spoiled.with_truth(add=(entry,)),
        )
    else:
        summary, spoiled = f"{row.item} was written off by {amount} and is there.", spoiled.with_books(add=(entry,))
    return spoiled, Defect("E43", summary, -row.difference, entries=(entry,), evidence=evidence)


def looked_at(world: World, rng: Rng, ends: tuple[str, str]) -> tuple[World, CountRow, Mail, Entry]:
    """The world in which a count finds an item short beyond the tolerance and the warehouse has looked again; the entry
    that takes what is short out of inventory, made by nobody yet."""
    sheet, row, least = one_of(countable(world), rng)
    short = rng.between(least, min(row.recorded // 2, max(least, MOST * least)))
    missing = replace(row, counted=row.recorded - short)
    counted = replace(sheet, rows=tuple([missing if one is row else one for one in sheet.rows]))
    mail = about_count(world, rng, counted, missing, ends)
    chart = world.company.chart
    entry = Entry(
        f"{row.item}~E43",
        world.last,
        world.company.vocabulary.memo(rng, "adjustment", row.description, row.item),
        (
            Line(chart.role("shrinkage"), -missing.difference, sheet.id),
            Line(chart.role("inventory"), missing.difference, sheet.id),
        ),
    )
    return with_mail(exchanged(world, (sheet, counted)), mail).using(mail.email.id, row.item), missing, mail, entry


def countable(world: World) -> list[tuple[StockCount, CountRow, int]]:
    """Untouched items of a count that agree with the records and of which half is worth more than the tolerance, with the
    least number that is."""
    found = []
    for sheet in documents_of(world, StockCount):
        for row in sheet.rows:
            least = world.company.limits.count // row.unit_cost + 1
            if row.counted == row.recorded and row.item not in world.used and least <= row.recorded // 2:
                found.append((sheet, row, least))
    return found
