"""Closed months: what was entered into one after it was signed, what never was, and what is merely late."""

from collections import Counter
from functools import cache

from tieout.documents.letters import Notice
from tieout.documents.trade import SupplierBill
from tieout.ledger.entries import Entry
from tieout.scenario.defects.candidates import NoCandidateError
from tieout.scenario.defects.catalogue import CLOSE_DEFECTS
from tieout.scenario.reveal import Scenario, reveal
from tieout.scenario.seeds import Rng
from tieout.scenario.world import World
from tieout.tasks.month_end_close import true_month
from tieout.tasks.registry import make_task


@cache
def month(index: int) -> World:
    return true_month(make_task("month_end_close", 4, "validation", index))


def planted(name: str) -> list[tuple[World, World]]:
    """The error in six months: before and after."""
    found = []
    for number in range(6):
        before = month(number % 3)
        try:
            found.append((before, CLOSE_DEFECTS[name](before, Rng("late", number))[0]))
        except NoCandidateError:
            continue
    return found


def shown(world: World) -> Scenario:
    return reveal(world, (), "", Rng("shown"))


def signed(scenario: Scenario) -> dict[str, int]:
    """The balances of the signed trial balance, by account."""
    (paper,) = [paper for paper in scenario.case.documents if isinstance(paper, Notice) and paper.balances]
    return {code: amount for code, _, amount in paper.balances}


def standing(scenario: Scenario) -> dict[str, int]:
    """What the ledger has at the end of the month before, by account."""
    case = scenario.case
    sums: Counter[str] = Counter()
    for (code, index), amount in case.books.balances.items():
        if index <= case.period.previous.index:
            sums[code] += amount
    return {code: amount for code, amount in sums.items() if amount}


def out_of_order(scenario: Scenario) -> list[Entry]:
    """The entries whose number is higher than that of an entry with a later date."""
    found, least = [], "JE-99999"
    for entry in reversed(scenario.case.books.entries):
        if entry.id > least:
            found.append(entry)
        least = min(least, entry.id)
    return found


def test_a_backdated_entry_is_what_the_signed_figures_lack() -> None:
    """The ledger opens with the balances that were signed and with the entry; it is numbered among those of the month, and
    the truth takes it back in the month, line by line."""
    cases = planted("backdated entry")
    assert len(cases) >= 4
    for before, after in cases:
        (added,) = [entry for entry in after.history if entry not in before.history]
        (undone,) = [entry for entry in after.truth if entry not in before.truth]
        assert undone.lines == tuple([line.negated() for line in added.lines])
        assert added.period == after.period.previous and undone.period == after.period
        scenario = shown(after)
        ledger = standing(scenario)
        for line in added.lines:
            ledger[line.account] -= line.amount
        assert {code: amount for code, amount in ledger.items() if amount} == signed(scenario)
        numbers = [entry.id for entry in scenario.case.books.entries if entry.period == after.period]
        late = [entry.id for entry in out_of_order(scenario) if entry.period == after.period.previous]
        assert sum(min(numbers) < name for name in late) == 1


def test_what_is_merely_late_stands_in_the_signed_figures() -> None:
    """Every true month has entries that were made late, of the month and of the one before, and opens as it was signed."""
    for index in range(3):
        scenario = shown(month(index))
        assert standing(scenario) == signed(scenario)
        periods = {entry.period for entry in out_of_order(scenario)}
        assert periods == {scenario.case.period, scenario.case.period.previous}
        assert scenario.case.books.entries[-1].id == max(entry.id for entry in scenario.case.books.entries)


def test_a_late_bill_belongs_to_the_month_to_close() -> None:
    """It is dated in the closed month and nowhere in the books; the truth posts it, and the inbox asks for it."""
    cases = planted("late bill")
    assert len(cases) >= 4
    for before, after in cases:
        (bill,) = [paper for paper in after.documents if paper not in before.documents]
        assert isinstance(bill, SupplierBill) and bill.date <= after.period.previous.last
        assert not [entry for entry in (*after.history, *after.books) if entry.lines[0].document == bill.id]
        (entry,) = [entry for entry in after.truth if entry.lines[0].document == bill.id]
        assert entry.period == after.period
        scenario = shown(after)
        names = {paper.id for paper in scenario.case.documents if isinstance(paper, SupplierBill)}
        assert set(scenario.case.to_settle) <= names and len(scenario.case.to_settle) == 1 + len(
            shown(before).case.to_settle
        )
