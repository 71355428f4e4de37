"""Nothing that should say nothing tells what is planted: the form of ids, the order of lines, weekdays, mere existence.

What shows an error to whoever compares (an amount, a date, a wording) is evidence, not a leak, and is left out.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

import pytest

from tieout.episode import scenario_of
from tieout.ledger.entries import Entry
from tieout.scenario.reveal import Scenario
from tieout.tasks.family import LEVELS
from tieout.tasks.registry import FAMILIES, make_task

MONTHS = 20
# Documents that cannot be right by themselves: nothing is ever booked against a whole statement but a plug.
ALWAYS_WRONG = {"STMT"}
# Kinds of document that a month has one of, or that only one family's work is about.
SINGLE = {
    "bank statement",
    "fixed-asset register",
    "prepaid schedule",
    "loan statement",
    "stock roll-forward",
    "close policy",
}


@pytest.fixture(params=[family.name for family in FAMILIES], scope="module")
def scenarios(request: pytest.FixtureRequest) -> list[Scenario]:
    """Months of all levels of one family."""
    return [scenario_of(make_task(request.param, level, "train", index)) for level in LEVELS for index in range(MONTHS)]


def month_entries(scenario: Scenario) -> Iterator[tuple[bool, Entry]]:
    """The entries of the month and after, each with whether it is planted."""
    wrong = set(scenario.key.to_reverse)
    for entry in scenario.case.books.entries:
        if entry.date >= scenario.case.period.first:
            yield entry.id in wrong, entry


def touched(scenario: Scenario) -> set[str]:
    """Documents that a planted error names, timing items aside."""
    return {
        name
        for defect in scenario.key.defects
        if defect.code != "E17"
        for name in (*defect.subjects, *(document for document, _ in defect.evidence))
    }


def test_ids_of_a_kind_have_one_form(scenarios: list[Scenario]) -> None:
    """Prefix and number of digits follow from the kind, whether or not an error brought the document."""
    forms: dict[tuple[str, bool], set[str]] = defaultdict(set)
    for scenario in scenarios:
        named = touched(scenario)
        for document in scenario.case.documents:
            forms[document.kind, document.id in named].add(re.sub(r"\d", "0", document.id))
    for (kind, planted), shapes in forms.items():
        if planted and kind not in SINGLE:
            assert shapes <= forms[kind, False], kind


def test_every_kind_of_document_and_entry_has_innocent_likes(scenarios: list[Scenario]) -> None:
    """That a document of a kind lies there, or that an entry cites such a document, says nothing by itself."""
    kinds: dict[bool, set[str]] = {True: set(), False: set()}
    cited: dict[bool, set[str]] = {True: set(), False: set()}
    for scenario in scenarios:
        named = touched(scenario)
        for document in scenario.case.documents:
            kinds[document.id in named].add(document.kind)
        for planted, entry in month_entries(scenario):
            cited[planted].add(entry.lines[0].document.split("-")[0])
    assert kinds[True] - SINGLE <= kinds[False]
    assert cited[True] - ALWAYS_WRONG <= cited[False]


def test_lines_of_wrong_entries_stand_in_the_order_of_right_ones(scenarios: list[Scenario]) -> None:
    """Which account comes first follows from what an entry does: where right entries of a document's kind that move the
    bank put it second without exception, wrong ones do too."""
    first: dict[bool, dict[str, set[bool]]] = {True: defaultdict(set), False: defaultdict(set)}
    for scenario in scenarios:
        banks = {statement.account for statement in scenario.case.statements}
        payables = scenario.case.books.chart.find_role("payables")
        for planted, entry in month_entries(scenario):
            accounts = [line.account for line in entry.lines]
            kind = entry.lines[0].document.split("-")[0]
            if banks.intersection(accounts):
                first[planted][f"{kind} bank"].add(accounts[0] in banks)
            if payables in accounts and kind == "BILL":
                first[planted]["bill payables"].add(accounts[-1] == payables)
    for kind, places in first[True].items():
        if kind.split()[0] not in ALWAYS_WRONG:
            assert places <= first[False][kind], kind


def test_nobody_works_at_weekends(scenarios: list[Scenario]) -> None:
    """Bills, messages, vouchers and receipts of a weekend are as rare among what errors brought as among the rest."""
    shares: dict[bool, list[bool]] = {True: [], False: []}
    for scenario in scenarios:
        named = touched(scenario)
        for document in scenario.case.documents:
            if document.kind in ("supplier bill", "e-mail", "payment voucher", "remittance advice"):
                shares[document.id in named].append(document.date.weekday() >= 5)
    for planted in (True, False):
        assert sum(shares[planted]) <= 0.03 * len(shares[planted]), planted
