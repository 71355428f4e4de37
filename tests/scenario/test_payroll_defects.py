"""Pay runs and deposits that are booked otherwise than their papers say, and what sets them right."""

from functools import cache

import pytest

from tieout.documents.schedules import PayrollRegister
from tieout.scenario.answer_key import Defect
from tieout.scenario.defects.candidates import NoCandidateError
from tieout.scenario.defects.close import payroll
from tieout.scenario.seeds import Rng
from tieout.scenario.simulate.payroll import EMPLOYER, GROSS, NET
from tieout.scenario.world import World
from tieout.tasks.month_end_close import true_month
from tieout.tasks.registry import make_task

MONTHS = range(6)


@cache
def month(index: int) -> World:
    return true_month(make_task("month_end_close", 2, "train", index))


def changed(defect: Defect) -> dict[str, int]:
    """By account, what leads from the wrong entry to the right one."""
    right, wrong = defect.entries
    moved: dict[str, int] = {}
    for sign, entry in ((1, right), (-1, wrong)):
        for line in entry.lines:
            moved[line.account] = moved.get(line.account, 0) + sign * line.amount
    return {account: amount for account, amount in moved.items() if amount}


@pytest.mark.parametrize("index", MONTHS)
def test_the_employers_share_comes_from_the_register(index: int) -> None:
    """Its taxes are charged and owed; wages and what was paid stay."""
    world = month(index)
    chart = world.company.chart
    _, defect = payroll.employer_share_left_out(world, Rng(index))
    employer = dict(_register(world, defect).rows)[EMPLOYER]
    assert changed(defect) == {chart.role("payroll tax"): employer, chart.role("payroll liabilities"): -employer}


@pytest.mark.parametrize("index", MONTHS)
def test_wages_are_gross(index: int) -> None:
    """From the net pay to the gross, with the employer's taxes and all that is owed."""
    world = month(index)
    chart = world.company.chart
    _, defect = payroll.net_pay_as_wages(world, Rng(index))
    rows = dict(_register(world, defect).rows)
    assert changed(defect) == {
        chart.role("wages"): rows[GROSS] - rows[NET],
        chart.role("payroll tax"): rows[EMPLOYER],
        chart.role("payroll liabilities"): rows[NET] - rows[GROSS] - rows[EMPLOYER],
    }


@pytest.mark.parametrize("index", MONTHS)
def test_a_deposit_settles_what_was_owed(index: int) -> None:
    """It is no cost of the month: the liability that the month began with is gone when it is set right."""
    world = month(index)
    chart = world.company.chart
    spoiled, defect = payroll.deposit_expensed(world, Rng(index))
    amount = defect.amount
    assert changed(defect) == {chart.role("payroll tax"): -amount, chart.role("payroll liabilities"): amount}
    assert defect.entries[0].lines[-1] in defect.entries[1].lines and defect.entries[0] not in spoiled.books


def test_a_remittance_needs_a_trade_that_collects() -> None:
    """Where nothing was sold with tax there is nothing to remit."""
    codes = set()
    for index in range(12):
        world = month(index)
        try:
            _, defect = payroll.remittance_expensed(world, Rng(index))
        except NoCandidateError:
            assert not _brought(world)
            continue
        codes.add(defect.code)
        control, brought = world.company.chart.role("sales tax"), _brought(world)
        assert changed(defect)[control] == defect.amount == -brought
    assert codes == {"E10"}


def _brought(world: World) -> int:
    """What the month begins with on sales tax payable."""
    control = world.company.chart.role("sales tax")
    return sum(line.amount for entry in world.history for line in entry.lines if line.account == control)


def _register(world: World, defect: Defect) -> PayrollRegister:
    name = defect.entries[0].lines[0].document
    return next(one for one in world.documents if isinstance(one, PayrollRegister) and one.id == name)
