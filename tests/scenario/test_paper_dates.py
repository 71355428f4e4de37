"""A paper is known from its date on, to those who write letters and to those who make entries."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from tests.contracts.conftest import EPISODES

from tieout.documents.letters import Email
from tieout.documents.schedules import Contract, PrepaidSchedule
from tieout.documents.trade import Remittance
from tieout.episode import scenario_of
from tieout.scenario.reveal import Scenario
from tieout.scenario.weekdays import weekday_near
from tieout.scenario.world import OPENING
from tieout.tasks.registry import FAMILIES, make_task

ID = re.compile(r"\b[A-Z]{2,4}-\d{4,6}\b")
CELLS = [(family.name, level) for family in FAMILIES for level in (1, 2, 3, 4)]


def months(family: str, level: int) -> Iterator[Scenario]:
    """Some months of train."""
    for index in range(min(EPISODES, 6)):
        yield scenario_of(make_task(family, level, "train", index))


def written(scenario: Scenario) -> dict[str, date]:
    """The day of each paper; what a schedule lists is older than the schedule."""
    days = {paper.id: paper.date for paper in scenario.case.documents}
    for paper in scenario.case.documents:
        if isinstance(paper, PrepaidSchedule):
            days |= {row.item: row.start for row in paper.prepaids}
    return days


def named_too_early(scenario: Scenario) -> list[tuple[str, str]]:
    """(letter, paper) where the letter names, or describes by two numbers, a paper that is not there yet."""
    days = written(scenario)
    found = []
    for letter in scenario.case.documents:
        if isinstance(letter, Email | Contract | Remittance):
            text = letter.body if isinstance(letter, Email) else letter.text
            found += [(letter.id, name) for name in ID.findall(text) if days.get(name, date.min) > letter.date]
    return found


def cited_too_early(scenario: Scenario) -> list[tuple[str, str]]:
    """(entry, paper) where an entry of the month cites a paper that is not there yet. Entries of the last day of
    business and after it are made when the papers of month-end have come: schedules, statements, and early bills. An
    accrual that is reversed cites, by rule, the bill that proved it when the month before was closed."""
    days, period = written(scenario), scenario.case.period
    accrued = scenario.case.books.chart.find_role("accrued")
    closing = weekday_near(period.last, latest=period.last)
    return [
        (entry.id, line.document)
        for entry in scenario.case.books.entries
        if period.first <= entry.date < closing and accrued not in {line.account for line in entry.lines}
        for line in entry.lines
        if days.get(line.document, date.min) > entry.date
        or (line.amount < 0 and days.get(line.item, date.min) > entry.date)
    ]


@pytest.mark.parametrize(("family", "level"), CELLS)
def test_no_letter_names_a_paper_that_is_not_there_yet(family: str, level: int) -> None:
    """Whatever a letter names is dated on its day or before."""
    for scenario in months(family, level):
        assert named_too_early(scenario) == []


@pytest.mark.parametrize(("family", "level"), CELLS)
def test_no_entry_cites_a_paper_that_is_not_there_yet(family: str, level: int) -> None:
    """Nor does a bookkeeper foresee an invoice, be it by mistake."""
    for scenario in months(family, level):
        assert cited_too_early(scenario) == []


def test_what_is_named_or_cited_too_early_shows() -> None:
    """Planted violations: all papers but the letters are dated after them, and after every entry."""
    scenario = scenario_of(make_task("month_end_close", 3, "train", 0))
    case, after = scenario.case, scenario.case.period.next.last
    documents = tuple(
        paper if isinstance(paper, Email | Contract | Remittance) else replace(paper, date=after)
        for paper in case.documents
    )
    late = replace(scenario, case=replace(case, documents=documents))
    assert named_too_early(late)
    assert cited_too_early(late)


@pytest.mark.parametrize(("family", "level"), CELLS)
def test_an_open_item_is_brought_forward_in_one_line(family: str, level: int) -> None:
    """Two lines of one invoice would tell, without a letter, what a payment to come is for."""
    for scenario in months(family, level):
        for entry in scenario.case.books.entries:
            if entry.memo == OPENING:
                items = [(line.account, line.party, line.item) for line in entry.lines if line.item]
                assert len(items) == len(set(items))
                assert items == sorted(items, key=lambda item: (item[0], item[2], item[1])), (
                    "what was added stands last"
                )
