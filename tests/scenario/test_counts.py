"""Stock that is counted: small differences stand, larger ones are looked at again, and the letter decides."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from tieout.documents.letters import Email
from tieout.documents.schedules import CountRow, StockCount
from tieout.ledger.entries import Entry
from tieout.ledger.periods import Period
from tieout.scenario.defects.candidates import NoCandidateError
from tieout.scenario.defects.catalogue import CLOSE_DEFECTS
from tieout.scenario.defects.idle_letters import IDLE
from tieout.scenario.letters.meaning import Topic
from tieout.scenario.seeds import Rng
from tieout.scenario.world import World
from tieout.tasks.month_end_close import company_of, true_month
from tieout.tasks.registry import make_task


@cache
def months() -> tuple[World, ...]:
    """Level-4 months of companies that keep stock."""
    tasks = [make_task("month_end_close", 4, "train", index) for index in range(16)]
    kept = [task for task in tasks if company_of(task, Period(2024, 3)).archetype.stock]
    return tuple([true_month(task) for task in kept[:4]])


def rows_of(world: World) -> list[tuple[StockCount, CountRow]]:
    return [(paper, row) for paper in world.documents if isinstance(paper, StockCount) for row in paper.rows]


def written_off(entries: Iterable[Entry], sheet: StockCount, world: World) -> list[int]:
    """What each of the entries that cite the sheet takes out of inventory."""
    inventory = world.company.chart.role("inventory")
    return [
        -line.amount
        for entry in entries
        for line in entry.lines
        if line.document == sheet.id and line.account == inventory
    ]


def beyond(world: World) -> list[CountRow]:
    return [row for _, row in rows_of(world) if abs(row.difference) > world.company.limits.count]


def verdicts(world: World) -> list[bool]:
    """Of each letter on a count, whether the item is short."""
    return [said.changes_books for _, said in world.meanings if said.topic is Topic.COUNT]


def planted(name: str) -> Iterator[tuple[World, World]]:
    """The error, and the letter that is its twin, in months of several companies."""
    for number in range(12):
        before = months()[number % len(months())]
        try:
            yield before, CLOSE_DEFECTS[name](before, Rng("count", number))[0]
        except NoCandidateError:
            continue


def test_a_count_differs_now_and_then_and_by_little() -> None:
    """What the true month has counted beyond the tolerance, a letter speaks of."""
    small = 0
    for world in months():
        assert len(rows_of(world)) >= 6
        assert len(beyond(world)) <= len(verdicts(world)) <= 2 * len(beyond(world))  # some are taken back by a second
        small += sum(0 < abs(row.difference) <= world.company.limits.count for _, row in rows_of(world))
    assert small >= 4


def test_what_is_confirmed_short_is_written_off_at_the_cost_of_the_sheet() -> None:
    """In the truth the sheet's shortage is booked if, and only if, the letter confirms it; in the books it is the other
    way around."""
    seen: Counter[bool] = Counter()
    for before, after in planted("count difference"):
        (sheet,) = {sheet.id: sheet for sheet, _ in rows_of(after)}.values()
        short = [row for row in beyond(after) if row not in beyond(before)]
        assert len(short) == 1 and short[0].difference < 0
        loss = -short[0].difference
        confirmed = verdicts(after)[-1]
        true, made = (written_off(journal, sheet, after) for journal in (after.truth, after.books))
        assert true.count(loss) == confirmed and made.count(loss) == (not confirmed)
        letters = [paper for paper in after.documents if isinstance(paper, Email) and paper not in before.documents]
        assert letters and all(letter.date > sheet.date for letter in letters)
        seen[confirmed] += 1
    assert set(seen) == {True, False}


def journals(before: World, after: World) -> tuple[tuple[Sequence[Entry], Sequence[Entry]], ...]:
    """The true entries and the books, each before and after."""
    return (before.truth, after.truth), (before.books, after.books)


def test_a_letter_on_a_count_may_ask_for_nothing() -> None:
    """The twins, of which both occur: the shortage is confirmed and written off already, or all of it is there."""
    seen: Counter[bool] = Counter()
    for number in range(12):
        before = months()[number % len(months())]
        after = IDLE["count difference"](before, Rng("twin", number))
        true, made = ([entry for entry in now if entry not in was] for was, now in journals(before, after))
        assert true == made and len(true) == verdicts(after)[-1]
        seen[verdicts(after)[-1]] += 1
    assert set(seen) == {True, False}
