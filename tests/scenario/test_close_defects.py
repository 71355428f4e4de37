"""What goes wrong in a close: each error is a pure planting that owns what it spoils, and its truth is the policy's."""

from datetime import timedelta
from functools import cache

import pytest
from tests.states import places_of, wrong_in_world

from tieout.documents.render import render_document
from tieout.documents.trade import Remittance, SalesInvoice, SupplierBill
from tieout.scenario.answer_key import Defect
from tieout.scenario.defects.candidates import NoCandidateError
from tieout.scenario.defects.catalogue import CLOSE_DEFECTS
from tieout.scenario.reveal import Scenario, reveal
from tieout.scenario.seeds import Rng
from tieout.scenario.world import World
from tieout.tasks.close_plans import PLANS
from tieout.tasks.family import LEVELS
from tieout.tasks.month_end_close import FAMILY, build, true_month
from tieout.tasks.registry import make_task

NAMES = tuple(CLOSE_DEFECTS)
TIMES = 3
OF_CARD_TAKINGS = frozenset(
    {
        "payout as revenue",
        "earlier payout as revenue",
        "fees left open",
        "refunds as fees",
        "card sales under way",
        "tips as revenue",
        "takings with tax",
    }
)
"""Errors that want a trade whose customers pay at the counter: not one of the first four months has it."""


@cache
def month(index: int) -> World:
    return true_month(make_task("month_end_close", 4, "validation", index))


@cache
def planted(name: str) -> tuple[tuple[World, World, Defect], ...]:
    """The error planted in different months: before, after, the defect."""
    found: list[tuple[World, World, Defect]] = []
    for number in range(30 if name in OF_CARD_TAKINGS else 12):
        before = month(number % 4 if number < 12 else number % 16 + 4)
        try:
            after, defect = CLOSE_DEFECTS[name](before, Rng("planted", name, number))
        except NoCandidateError:
            continue
        found.append((before, after, defect))
        if len(found) == TIMES:
            break
    return tuple(found)


def shown(world: World, defect: Defect) -> Scenario:
    return reveal(world, (defect,), "", Rng("shown"))


@pytest.mark.parametrize("name", NAMES)
def test_every_error_finds_something_to_spoil(name: str) -> None:
    """At level 4 no error of the catalogue is a dead letter."""
    assert len(planted(name)) == TIMES


@pytest.mark.parametrize("name", NAMES)
def test_an_error_owns_exactly_what_it_spoils(name: str) -> None:
    """Whatever has to change because of the error belongs to it, and some of that was right before."""
    for before, after, defect in planted(name):
        added = wrong_in_world(after) - wrong_in_world(before)
        assert added <= places_of(defect)
        assert places_of(defect) & wrong_in_world(after)
        made_wrongly = ("wages by calendar days", "copied depreciation", "release while suspended")
        assert added or name in made_wrongly, "an entry that was due stands in the books, and is wrong"


@pytest.mark.parametrize("name", NAMES)
def test_an_error_is_a_pure_planting(name: str) -> None:
    """The world that it was planted in is as before; planting again gives the same."""
    for number, (before, _, _) in enumerate(planted(name)[:1]):
        was = repr(before)
        first = CLOSE_DEFECTS[name](before, Rng("again", number))
        second = CLOSE_DEFECTS[name](before, Rng("again", number))
        assert repr(before) == was
        assert repr(first) == repr(second)


@pytest.mark.parametrize("name", NAMES)
def test_the_facts_of_a_correction_are_on_the_desk(name: str) -> None:
    """Each token of evidence stands in the document that it names; nothing on the desk tells of the error itself."""
    for _, after, defect in planted(name):
        scenario = shown(after, defect)
        case, (revealed,) = scenario.case, scenario.key.defects
        assert revealed.evidence and revealed.amount > 0 and revealed.code[0] == "E"
        for document, token in revealed.evidence:
            if document in case.by_id:
                assert token and token in render_document(case.by_id[document], case.papers)
            else:
                line, _ = case.bank_lines[document]
                assert (
                    token
                    in f"{line.id} {line.amount // 100}.{line.amount % 100:02d} {line.reference} {line.description}"
                )


@pytest.mark.parametrize("name", ("short-pay", "discount", "overpayment"))
def test_receipts_are_applied_as_the_policy_says(name: str) -> None:
    """A second reading: discount if claimed and in time, small rest written off, large rest open, excess unapplied."""
    outcomes = set()
    for number in range(40):
        before = month(number % 4)
        try:
            after, defect = CLOSE_DEFECTS[name](before, Rng("policy", name, number))
        except NoCandidateError:
            continue
        chart, limit = after.company.chart, after.company.limits.write_off
        (entry,) = defect.entries
        movement = after.movements[-1]
        advice = after.documents[-1]
        assert isinstance(advice, Remittance)
        invoice = next(
            one
            for one in after.documents
            if isinstance(one, SalesInvoice) and one.id in (advice.text or advice.lines[0][0])
        )
        claimed = advice.lines[0][2] if advice.lines else 0
        in_time = movement.line.date <= invoice.date + timedelta(days=invoice.discount_days)
        discount = claimed if in_time else 0
        rest = invoice.amount - movement.line.amount - discount
        write_off = rest if 0 < rest <= limit else 0
        unapplied = max(0, -rest)
        settled = movement.line.amount + discount + write_off - unapplied
        assert entry.on(chart.role("sales discounts")) == discount
        assert entry.on(chart.role("small balances")) == write_off
        assert entry.on(chart.role("unapplied cash")) == -unapplied
        assert entry.on(chart.role("receivables")) == -settled
        outcomes.add((discount > 0, write_off > 0, unapplied > 0))
    assert len(outcomes) == (1 if name == "overpayment" else 2), "both sides of the rule occur"


def test_an_unidentified_receipt_is_nobody_s_open_amount() -> None:
    """No open item of any customer has its amount."""
    for _, after, defect in planted("unidentified receipt"):
        receivables = after.company.chart.role("receivables")
        amounts = {
            line.amount
            for entry in (*after.history, *after.truth)
            for line in entry.lines
            if line.account == receivables
        }
        assert defect.amount not in amounts


def test_services_of_the_month_are_accrued_by_days_from_the_threshold_on() -> None:
    """A bill dated after month-end: the days of the month over all days of its span, rounded half up."""
    for _, after, defect in planted("bill of next month"):
        bill = after.documents[-1]
        assert isinstance(bill, SupplierBill) and bill.date > after.last
        assert bill.service_from is not None and bill.service_to is not None
        days = (min(bill.service_to, after.last) - bill.service_from).days + 1
        span = (bill.service_to - bill.service_from).days + 1
        assert defect.amount == (2 * bill.amount * days + span) // (2 * span)
        assert defect.amount >= after.company.limits.accrual


def test_at_least_twenty_codes_beyond_the_bank() -> None:
    """The catalogue of the close is wide."""
    assert len({defect.code for name in NAMES for _, _, defect in planted(name)}) >= 20


@pytest.mark.parametrize("level", LEVELS[1:])
def test_more_goes_wrong_at_each_level_and_nobody_knows_how_much(level: int) -> None:
    """The number of errors varies within a level and grows with it; each code that occurs has a difficulty."""
    counts = []
    for index in range(12):
        task = make_task("month_end_close", level, "validation", index)
        found = [defect for defect in build(task).key.defects if defect.code != "E17"]
        assert {defect.code for defect in found} <= FAMILY.rubric.difficulty.keys()
        if not task.clean:
            counts.append(len(found))
    plan = PLANS[level - 1]
    assert len(set(counts)) > 1
    assert len(plan.always) + plan.drawn[0] >= {1: 4, 2: 9, 3: 18, 4: 30}[level]
    assert min(counts) >= {1: 3, 2: 7, 3: 12, 4: 20}[level]
