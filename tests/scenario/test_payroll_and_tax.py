"""Payroll and tax: registers, deposits and sales tax tie to the bank, and letters decide what they are about."""

from collections.abc import Iterator
from functools import cache

import pytest
from tests.scenario.arrivals import only_the_books_differ
from tests.scenario.months import weight_of_reading

from tieout.documents.bank import BankLine
from tieout.documents.schedules import PayrollRegister
from tieout.documents.trade import SalesInvoice
from tieout.episode import scenario_of
from tieout.ledger.entries import Entry
from tieout.scenario.defects.agencies.by_letter import MATTERS, explained
from tieout.scenario.letters.meaning import Meaning, Stance, Topic
from tieout.scenario.reveal import Scenario
from tieout.scenario.seeds import Rng
from tieout.scenario.simulate.payroll import EMPLOYER, GROSS, NET
from tieout.tasks.month_end_close import true_month
from tieout.tasks.payroll_and_tax import FAMILY, PLANS
from tieout.tasks.registry import make_task

MONTHS = 12
WITH_LETTERS = (3, 4)
OF_TOPIC = {matter.topic: matter for matter in MATTERS.values()}


@cache
def months(level: int, split: str = "test") -> tuple[Scenario, ...]:
    return tuple(scenario_of(make_task(FAMILY.name, level, split, index)) for index in range(MONTHS))


def explained_lines(scenario: Scenario) -> Iterator[tuple[Meaning, BankLine, Entry]]:
    """The lines of the statement that a letter explains, with the meaning that counts and the true entry."""
    entries = {entry.lines[0].document: entry for entry in scenario.key.journal}
    lines = {line.reference: line for line, _ in scenario.case.bank_lines.values() if line.reference}
    for _, meaning in scenario.key.meanings:
        if meaning.topic in OF_TOPIC and meaning.stance is not Stance.SUPERSEDED:
            line = lines[dict(meaning.facts)["reference"]]
            yield meaning, line, entries[line.id]


@pytest.mark.parametrize("level", WITH_LETTERS)
def test_money_goes_where_the_letter_says(level: int) -> None:
    """All of it, to the account of the outcome that stands, and to prepaid expenses under the bank line."""
    seen: dict[tuple[Topic, bool], int] = {}
    for scenario in months(level):
        chart = scenario.case.books.chart
        for meaning, line, entry in explained_lines(scenario):
            role = OF_TOPIC[meaning.topic].roles[0 if meaning.changes_books else 1]
            cash, other = entry.lines
            assert (cash.amount, other.account, other.amount) == (line.amount, chart.role(role), -line.amount)
            assert other.item == (line.id if role == "prepaids" else "")
            seen[meaning.topic, meaning.changes_books] = seen.get((meaning.topic, meaning.changes_books), 0) + 1
    assert len(seen) == 2 * len(OF_TOPIC) and min(seen.values()) >= 5, seen


@pytest.mark.parametrize("level", WITH_LETTERS)
def test_an_invoice_without_tax_bears_it_if_the_customer_says_so(level: int) -> None:
    """Out of its own revenue, and never charged to the customer."""
    seen = {True: 0, False: 0}
    for scenario in months(level, "train"):
        tax = scenario.case.books.chart.role("sales tax")
        entries = {entry.lines[0].item: entry for entry in scenario.key.journal if entry.lines[0].item}
        for _, meaning in scenario.key.meanings:
            invoice = scenario.case.by_id.get(dict(meaning.facts).get("invoice", ""))
            if meaning.topic is Topic.EXEMPTION and meaning.stance is not Stance.SUPERSEDED and invoice is not None:
                assert isinstance(invoice, SalesInvoice) and not invoice.tax
                entry = entries[invoice.id]
                assert entry.lines[0].amount == invoice.amount
                assert bool(entry.on(tax)) == meaning.changes_books
                seen[meaning.changes_books] += 1
    assert min(seen.values()) >= 3, seen


@pytest.mark.parametrize("level", [0, 1, 2, 3, 4])
def test_registers_tie_to_journal_and_bank(level: int) -> None:
    """Each run that is paid within the month is booked as its register says, once, and its net pay leaves the bank."""
    for scenario in months(level):
        case, chart = scenario.case, scenario.case.books.chart
        banks = {statement.account for statement in case.statements}
        paid = [one for one in case.documents if isinstance(one, PayrollRegister) and one.date <= case.period.last]
        assert len(paid) == (2 if not level else 2 * PLANS[level - 1].groups)
        for register in paid:
            rows = dict(register.rows)
            (entry,) = [
                entry
                for entry in scenario.key.journal
                if entry.lines[-1].document == register.id and entry.lines[-1].account in banks
            ]
            assert entry.lines[-1].amount == -rows[NET]
            assert entry.on(chart.role("wages")) == rows[GROSS]
            assert entry.on(chart.role("payroll tax")) == rows[EMPLOYER]
            assert sum(line.amount == -rows[NET] for line, _ in case.bank_lines.values()) == 1


@pytest.mark.parametrize("level", WITH_LETTERS)
def test_two_fifths_of_what_is_wrong_hang_on_letters(level: int) -> None:
    """By the weight of findings, over some months: those whose evidence is a letter that somebody has to read."""
    assert weight_of_reading(FAMILY, months(level, "train")) > 0.4


def test_most_months_have_sales_tax() -> None:
    """A company that collects none has payroll taxes all the same."""
    assert sum(map(has_sales_tax, months(2))) > MONTHS / 2


def has_sales_tax(scenario: Scenario) -> bool:
    return any(name == "taxed accounts" for topic in scenario.case.policy.topics for name, _ in topic.values)


@pytest.mark.parametrize("name", sorted(MATTERS))
def test_the_same_line_waits_is_misbooked_or_is_right(name: str) -> None:
    """Whichever it is, line, letters and true entry are the same; what differs is what the bookkeeper did."""
    world = true_month(make_task("month_end_close", 2, "train", 1))
    arrival = explained(MATTERS[name], world, Rng("line", name), True)
    only_the_books_differ(world, arrival, "E71", "E72")


@pytest.mark.parametrize("name", [name for name, matter in MATTERS.items() if not matter.comes])
def test_what_may_be_owed_is_owed_in_either_case(name: str) -> None:
    """The opening balance of payroll liabilities does not tell which outcome stands."""
    world = true_month(make_task("month_end_close", 2, "train", 1))
    owed = world.company.chart.role("payroll liabilities")
    for first in (True, False):
        arrival = explained(MATTERS[name], world, Rng("line", name), first)
        brought = [
            sum(line.amount for entry in one.history for line in entry.lines if line.account == owed)
            for one in (world, arrival.world)
        ]
        assert brought[0] - brought[1] == arrival.stake
