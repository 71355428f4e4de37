"""Cards: what letters decide stands in the true books, and only there."""

from collections.abc import Iterator

import pytest

from tieout.documents.cards import CardReceipt, PayoutReport
from tieout.episode import scenario_of
from tieout.ledger.entries import Line
from tieout.scenario.letters.meaning import Stance, Topic
from tieout.scenario.reveal import Scenario
from tieout.tasks.card_and_payouts import FAMILY
from tieout.tasks.registry import make_task

MONTHS = 8
WITH_LETTERS = (3, 4)


def months(level: int) -> Iterator[Scenario]:
    for index in range(MONTHS):
        yield scenario_of(make_task(FAMILY.name, level, "test", index))


def under(scenario: Scenario, document: str) -> list[Line]:
    """The lines of the true books that cite a document."""
    return [line for entry in scenario.key.journal for line in entry.lines if line.document == document]


@pytest.mark.parametrize("level", WITH_LETTERS)
def test_a_charge_is_owed_by_its_holder_if_the_holder_says_so(level: int) -> None:
    """Private: what holders owe, without a department; else an expense of the holder's department. Both occur."""
    seen = {True: 0, False: 0}
    for scenario in months(level):
        case = scenario.case
        holders = case.books.chart.role("holders")
        receipts = {(one.merchant, one.amount): one for one in case.documents if isinstance(one, CardReceipt)}
        for _, meaning in scenario.key.meanings:
            if meaning.topic is not Topic.CHARGED or meaning.stance is Stance.SUPERSEDED:
                continue
            shop = dict(meaning.facts)["shop"]
            said = dict(meaning.facts)["amount"].replace(",", "")
            (receipt,) = [
                one for (merchant, amount), one in receipts.items()
                if merchant == shop and f"{amount // 100}.{amount % 100:02d}" in said
            ]  # fmt: skip
            charge = next(line for line in under(scenario, receipt.id) if line.amount > 0)
            assert (charge.account == holders) == meaning.changes_books
            assert bool(charge.department) != meaning.changes_books
            seen[meaning.changes_books] += 1
    assert min(seen.values()) >= MONTHS / 2


@pytest.mark.parametrize("level", WITH_LETTERS)
def test_a_chargeback_stays_on_card_clearing_if_it_was_won(level: int) -> None:
    """Won: returns take the refunds alone, and the rest of the gross stands under the report. Lost: returns take both."""
    seen = {True: 0, False: 0}
    for scenario in months(level):
        chart = scenario.case.books.chart
        for _, meaning in scenario.key.meanings:
            if meaning.topic is not Topic.DISPUTE or meaning.stance is Stance.SUPERSEDED:
                continue
            report = scenario.case.by_id[dict(meaning.facts)["report"]]
            assert isinstance(report, PayoutReport)
            returned = sum(line.amount for line in under(scenario, report.id) if line.account == chart.role("returns"))
            assert returned == report.refunds + (0 if meaning.changes_books else report.chargebacks)
            seen[meaning.changes_books] += 1
    assert min(seen.values()) >= MONTHS / 2
