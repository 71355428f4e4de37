"""Pay runs and deposits of taxes that are in the books otherwise than their papers say: E36; and a remittance of sales tax
that was taken for a cost or for another tax: E10."""

from tieout.documents.schedules import PayrollRegister
from tieout.ledger.entries import Entry, Line
from tieout.scenario.answer_key import Defect
from tieout.scenario.defects.candidates import (
    NoCandidateError,
    documents_of,
    made_wrongly,
    one_of,
    rebooked,
    right_entries,
)
from tieout.scenario.seeds import Rng
from tieout.scenario.simulate.payroll import NET
from tieout.scenario.world import World

Run = tuple[PayrollRegister, Entry]


def employer_share_left_out(world: World, rng: Rng) -> tuple[World, Defect]:
    """E36: a pay run was booked with what was withheld and without the employer's taxes."""
    register, entry = one_of(_runs(world), rng)
    wages, employer, owed, paid = entry.lines
    booked = rebooked(entry, f"{entry.id}~E36", (wages, owed.of(owed.amount + employer.amount), paid))
    what = f"Employer taxes of {world.money(employer.amount)} on {register.id} were not booked."
    return _spoiled(world, register, entry, booked, what, employer.amount)


def net_pay_as_wages(world: World, rng: Rng) -> tuple[World, Defect]:
    """E36: what left the bank on a pay run was booked as its wages, and nothing as withheld or owed."""
    register, entry = one_of(_runs(world), rng)
    wages, _, owed, paid = entry.lines
    booked = rebooked(entry, f"{entry.id}~E36", (wages.of(-paid.amount), paid))
    what = f"The net pay of {world.money(-paid.amount)} was booked as the wages of {register.id}."
    return _spoiled(world, register, entry, booked, what, -owed.amount)


def deposit_expensed(world: World, rng: Rng) -> tuple[World, Defect]:
    """E36: a deposit of payroll taxes was charged to expense, not to what was owed since the month before."""
    chart = world.company.chart
    return _paid_as_cost(world, rng, chart.role("payroll liabilities"), chart.role("payroll tax"), "E36")


def run_booked_twice(world: World, rng: Rng) -> tuple[World, Defect]:
    """E36: a pay run stands in the books two times; its net pay left the bank once."""
    register, entry = one_of(_runs(world), rng)
    copy = rebooked(entry, f"{entry.id}~E36", entry.lines)
    net = -entry.lines[-1].amount
    (line,) = [one.line for one in world.movements if (register.id, -net) in one.cleared]
    defect = Defect(
        "E36",
        f"The pay run {register.id} of {world.money(net)} net was booked twice.",
        net,
        entries=(copy,),
        bank_lines=(line.id,),
        evidence=((register.id, world.money(net)),),
    )
    return world.with_books(add=(copy,)).using(register.id), defect


def deposit_on_sales_tax(world: World, rng: Rng) -> tuple[World, Defect]:
    """E36: a deposit of payroll taxes was taken for one of sales tax."""
    chart = _collecting(world).company.chart
    return _paid_as_cost(world, rng, chart.role("payroll liabilities"), chart.role("sales tax"), "E36")


def remittance_on_payroll(world: World, rng: Rng) -> tuple[World, Defect]:
    """E10: the sales tax of the month before was taken for a deposit of payroll taxes when it was remitted."""
    chart = _collecting(world).company.chart
    return _paid_as_cost(world, rng, chart.role("sales tax"), chart.role("payroll liabilities"), "E10")


def _collecting(world: World) -> World:
    if not world.company.taxed_accounts:
        raise NoCandidateError("the company collects no sales tax")
    return world


def remittance_expensed(world: World, rng: Rng) -> tuple[World, Defect]:
    """E10: the sales tax of the month before was charged to expense when it was remitted."""
    chart = world.company.chart
    return _paid_as_cost(world, rng, chart.role("sales tax"), chart.role("miscellaneous"), "E10")


def _paid_as_cost(world: World, rng: Rng, owed: str, cost: str, code: str) -> tuple[World, Defect]:
    """A payment of what was ``owed`` since the month before, booked from the statement to a ``cost``."""
    lines = {movement.line.id: movement.line for movement in world.movements if movement.line.id not in world.used}
    found = [
        entry for entry in right_entries(world) if entry.lines[0].account == owed and entry.lines[0].document in lines
    ]
    entry = one_of(found, rng)
    first, *rest = entry.lines
    booked = rebooked(entry, f"{entry.id}~{code}", (Line(cost, first.amount, first.document), *rest))
    line = lines[first.document]
    what = f"The payment {line.id} of {world.money(first.amount)} owed since the month before was charged to {cost}."
    return made_wrongly(world, code, what, first.amount, entry, booked, ((line.id, line.reference),))


def _runs(world: World) -> list[Run]:
    """Pay runs of the month that are in the books as their registers say."""
    registers = {register.id: register for register in documents_of(world, PayrollRegister)}
    bank = {account.code for account in world.accounts}
    return [
        (registers[entry.lines[-1].document], entry)
        for entry in right_entries(world)
        if len(entry.lines) == 4 and entry.lines[-1].account in bank and entry.lines[-1].document in registers
    ]


def _spoiled(
    world: World, register: PayrollRegister, right: Entry, wrong: Entry, what: str, stake: int
) -> tuple[World, Defect]:
    net = dict(register.rows)[NET]
    return made_wrongly(world, "E36", what, stake, right, wrong, ((register.id, world.money(net)),))
