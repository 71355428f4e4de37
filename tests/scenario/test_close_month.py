"""The month of a close before anything is planted: schedules, payroll, receipts and bills, read a second time."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tieout.documents.schedules import AssetRegister, Contract, PayrollRegister, PrepaidSchedule, StandingAgreement
from tieout.documents.trade import Remittance, SupplierBill
from tieout.ledger.entries import Entry
from tieout.ledger.money import parse
from tieout.scenario.simulate.payroll import working_days
from tieout.scenario.simulate.schedules import amortisation_of, depreciation_of, share_of, taken_before
from tieout.scenario.world import World
from tieout.tasks.family import LEVELS, Task
from tieout.tasks.month_end_close import true_month
from tieout.tasks.registry import make_task

SEEDS = range(6)


@cache
def month(level: int, index: int) -> World:
    return true_month(make_task("month_end_close", level, "train", index))


def months(level: int) -> list[World]:
    return [month(level, index) for index in SEEDS]


def half_up(amount: int, numerator: int, denominator: int) -> int:
    return int((Decimal(amount) * numerator / denominator).quantize(Decimal(1), ROUND_HALF_UP))


def citing(world: World, document: str, journal: tuple[Entry, ...]) -> list[Entry]:
    return [entry for entry in journal if any(line.document == document for line in entry.lines)]


def due(world: World) -> list[Entry]:
    """True entries that nobody has made yet."""
    made = {id(entry) for entry in world.books}
    return [entry for entry in world.truth if id(entry) not in made]


@given(st.integers(1, 10**9), st.integers(1, 120))
def test_shares_add_up_to_the_whole_and_differ_only_at_the_end(total: int, months: int) -> None:
    """Equal shares rounded half up, the last takes what rounding left, nothing before the first or after the last."""
    shares = [share_of(total, months, number) for number in range(-1, months + 2)]
    assert sum(shares) == total
    assert shares[0] == shares[-1] == 0
    assert set(shares[1:months]) <= {half_up(total, 1, months)}
    assert [taken_before(total, months, number) for number in (0, months, months + 3)] == [0, total, total]


@given(st.dates(date(2021, 1, 1), date(2025, 12, 31)), st.integers(0, 40))
def test_working_days_are_mondays_to_fridays(first: date, length: int) -> None:
    """Both ends count."""
    days = [first + timedelta(days=number) for number in range(length)]
    assert working_days(first, first + timedelta(days=length - 1)) == sum(day.isoweekday() < 6 for day in days)


@pytest.mark.parametrize("level", LEVELS[1:])
def test_a_month_has_sixty_to_four_hundred_transactions(level: int) -> None:
    """As the brief says; more at each level."""
    sizes = [len(world.truth) for world in months(level)]
    assert min(sizes) >= 60 and max(sizes) <= 400
    assert len({len(world.accounts) for world in months(level)}) == 1
    assert len(month(level, 0).accounts) == {1: 1, 2: 1, 3: 2, 4: 3}[level]


@pytest.mark.parametrize("level", LEVELS[1:])
def test_nothing_is_wrong_in_the_books_of_a_true_month(level: int) -> None:
    """What the bookkeeper has posted is right; he has only not finished."""
    for world in months(level):
        true = {id(entry) for entry in world.truth}
        assert all(id(entry) in true for entry in world.books)


@pytest.mark.parametrize("level", LEVELS[1:])
def test_depreciation_and_prepaids_follow_the_schedules(level: int) -> None:
    """Every asset and every prepaid takes its share of the month, no more than is left, and none that has ended."""
    for world in months(level):
        for kind, role in ((AssetRegister, "accumulated"), (PrepaidSchedule, "prepaids")):
            (paper,) = (document for document in world.documents if isinstance(document, kind))
            account = world.company.chart.role(role)
            booked = {
                line.item: -line.amount
                for entry in citing(world, paper.id, world.truth)
                for line in entry.lines
                if line.account == account
            }
            expected: dict[str, int] = {}
            if isinstance(paper, AssetRegister):
                for asset in paper.assets:
                    left = asset.cost - asset.salvage - asset.accumulated
                    expected[asset.id] = depreciation_of(asset, world.period)
                    assert 0 <= expected[asset.id] <= left and (expected[asset.id] > 0) == (left > 0)
            else:
                for row in paper.prepaids:
                    left = row.total - row.amortised
                    expected[row.item] = amortisation_of(row, world.period)
                    assert 0 <= expected[row.item] <= left and (expected[row.item] > 0) == (left > 0)
            assert booked == {item: amount for item, amount in expected.items() if amount}


def test_copying_last_month_does_not_work() -> None:
    """A fifth to two fifths of the rows of schedules take another amount than the month before."""
    same = other = 0
    for world in (*months(3), *months(4)):
        before = world.period.previous
        for document in world.documents:
            if isinstance(document, AssetRegister):
                pairs = [(depreciation_of(row, before), depreciation_of(row, world.period)) for row in document.assets]
            elif isinstance(document, PrepaidSchedule):
                pairs = [
                    (amortisation_of(row, before), amortisation_of(row, world.period)) for row in document.prepaids
                ]
            else:
                continue
            other += sum(a != b for a, b in pairs)
            same += sum(a == b for a, b in pairs)
    assert 0.2 <= other / (same + other) <= 0.4


@pytest.mark.parametrize("level", LEVELS[1:])
def test_wages_are_accrued_by_the_days_worked(level: int) -> None:
    """The pay run that crosses month-end: gross and employer taxes by working days, on the register."""
    for world in months(level):
        chart = world.company.chart
        runs = [run for run in world.documents if isinstance(run, PayrollRegister) and run.pay_to > world.last]
        (run,) = runs
        (entry,) = citing(world, run.id, world.truth)
        days = [run.pay_from + timedelta(days=number) for number in range((run.pay_to - run.pay_from).days + 1)]
        working = [day for day in days if day.isoweekday() < 6]
        share = sum(day <= world.last for day in working), len(working)
        rows = dict(run.rows)
        assert entry.on(chart.role("wages")) == half_up(rows["Gross pay"], *share)
        assert entry.on(chart.role("payroll tax")) == half_up(rows["Employer taxes"], *share)
        assert entry.date == world.last


@pytest.mark.parametrize("level", (2, 3, 4))
def test_contracts_release_their_share(level: int) -> None:
    """Fee, start and term stand in the contract; the release of the month follows from them."""
    for world in months(level):
        deferred = world.company.chart.role("deferred revenue")
        contracts = [paper for paper in world.documents if isinstance(paper, Contract) and "Fee" in dict(paper.terms)]
        assert contracts
        for paper in contracts:
            terms = dict(paper.terms)
            fee, term = parse(terms["Fee"], world.company.currency), int(terms["Term in months"])
            begins = date.fromisoformat(terms["Begins"])
            number = (world.period.year - begins.year) * 12 + world.period.month - begins.month
            (entry,) = citing(world, paper.id, world.truth)
            equal = half_up(fee, 1, term)
            assert entry.on(deferred) == (fee - equal * (term - 1) if number == term - 1 else equal)


@pytest.mark.parametrize("level", LEVELS[1:])
def test_a_receipt_without_papers_has_one_home(level: int) -> None:
    """What waits on the statement is explained by a remittance, or is the open amount of exactly one invoice."""
    for world in months(level):
        receivables = world.company.chart.role("receivables")
        owed: dict[str, int] = {}
        for entry in (*world.history, *world.books):
            for line in entry.lines:
                if line.account == receivables:
                    owed[line.item] = owed.get(line.item, 0) + line.amount
        advised = {(paper.party, paper.amount) for paper in world.documents if isinstance(paper, Remittance)}
        waiting = [entry for entry in due(world) if entry.lines[-1].account == receivables]
        assert waiting
        for entry in waiting:
            amount = entry.lines[0].amount
            if (entry.lines[-1].party, amount) not in advised:
                assert [item for item, left in owed.items() if left == amount] == [entry.lines[1].item]


@pytest.mark.parametrize("level", LEVELS[1:])
def test_no_honest_vendor_looks_like_a_fraud(level: int) -> None:
    """Bills of one vendor without an order, each below the approval limit, stay below it within any week."""
    for world in months(level):
        limit = world.company.limits.approval
        bills = [
            paper
            for paper in world.documents
            if isinstance(paper, SupplierBill) and not paper.order and paper.amount < limit
        ]
        for one in bills:
            near = [
                other.amount for other in bills if other.party == one.party and 0 <= (other.date - one.date).days <= 7
            ]
            assert len(near) == 1 or sum(near) < limit


def test_large_bills_without_an_order_have_an_agreement() -> None:
    """Above the approval limit a bill needs an order, or a standing agreement with its vendor that names the charge."""
    seen = 0
    for world in (*months(1), *months(4)):
        agreements = [paper for paper in world.documents if isinstance(paper, StandingAgreement)]
        for bill in world.documents:
            if isinstance(bill, SupplierBill) and not bill.order and bill.amount >= world.company.limits.approval:
                seen += 1
                stated = f"{bill.amount // 100:,}.{bill.amount % 100:02d}"
                said = [
                    " ".join(value for _, value in paper.terms) for paper in agreements if paper.party == bill.party
                ]
                assert any(stated in text or stated.replace(",", "") in text for text in said)
    assert seen > len(SEEDS)


def test_a_task_is_enough_to_make_its_month_again() -> None:
    """Same task, same world."""
    task: Task = make_task("month_end_close", 2, "test", 3)
    assert repr(true_month(task)) == repr(true_month(task))
