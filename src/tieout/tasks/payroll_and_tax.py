"""Payroll and tax: pay runs, what is withheld and owed, deposits, sales tax and its remittance, tied from register to bank.

Level 0 is two pay runs and two deposits, one thing odd (:mod:`tieout.tasks.first_level`). Level 1 has registers, deposits
and sales tax with errors that papers show; level 2 adds people paid in two groups and the first letters. At levels 3 and
4 letters decide about half of what is wrong: what an agency did with a payment or sent money back for, what a paycheck
outside the runs was, whether an invoice is exempt.
"""

from dataclasses import dataclass, replace
from typing import Final

from tieout.grading.rubric import Rubric
from tieout.scenario.company import Company
from tieout.scenario.defects.agencies import by_letter
from tieout.scenario.defects.bank.statement_only import timing_items
from tieout.scenario.defects.catalogue import BANK_DEFECTS, CLOSE_DEFECTS, TAX_DEFECTS, plant_all
from tieout.scenario.defects.idle_letters import write_idle
from tieout.scenario.defects.rightly import booked_rightly
from tieout.scenario.policy import with_agencies
from tieout.scenario.reveal import Scenario, reveal
from tieout.scenario.seeds import Rng
from tieout.scenario.short_policy import with_topics
from tieout.scenario.simulate import (
    bank_only,
    cash,
    exemptions,
    payroll,
    remittance,
    sales,
    sundries,
    takings,
    year_to_date,
)
from tieout.scenario.sizes import Volume
from tieout.scenario.world_builder import WorldBuilder
from tieout.tasks import first_level
from tieout.tasks.family import Size, Task, TaskFamily, draw_company
from tieout.tasks.offers import PAYROLL_AND_TAX


@dataclass(frozen=True, slots=True)
class Plan:
    """A level. ``groups`` of people are paid on days of their own; ``invoices`` are of the month and of those before;
    ``innocent`` lines are booked as the letters on them say."""

    customers: int
    groups: int
    invoices: tuple[int, int]
    receipts: int
    payments: int
    innocent: int
    always: tuple[str, ...]
    pool: tuple[str, ...]
    drawn: tuple[int, int]


VENDORS: Final = 8
COMPANIES: Final = 4  # how many are drawn, at most, until one collects sales tax
_RUNS: Final = (
    "employer share left out", "net pay as wages", "deposit expensed", "run booked twice", "wages by calendar days",
    "accrual not reversed",
)  # fmt: skip
_TAX: Final = (
    "tax in revenue", "tax at another rate", "takings with tax", "sold untaxed", "remittance expensed",
    "remittance on payroll", "deposit on sales tax",
)  # fmt: skip
_CASH: Final = ("transposition", "double import", "omitted payment")
_WAITING: Final = ("tax payment waiting", "tax refund waiting", "paycheck waiting")
_MISREAD: Final = ("tax payment misread", "tax refund misread", "paycheck misread", "exemption misread")
PLANS: Final = (
    Plan(
        customers=9,
        groups=1,
        invoices=(12, 6),
        receipts=4,
        payments=4,
        innocent=0,
        always=("bank fee",),
        pool=(*_RUNS, *_TAX, *_CASH),
        drawn=(3, 4),
    ),
    Plan(
        customers=12,
        groups=2,
        invoices=(20, 10),
        receipts=6,
        payments=6,
        innocent=3,
        always=("bank fee", "tax payment waiting", "exemption misread"),
        pool=(*_RUNS, *_TAX, *_CASH, *_WAITING, *_MISREAD),
        drawn=(4, 6),
    ),
    Plan(
        customers=16,
        groups=3,
        invoices=(32, 16),
        receipts=9,
        payments=9,
        innocent=7,
        always=("bank fee", *_WAITING, "exemption misread", "paycheck misread"),
        pool=(*_RUNS, *_RUNS, *_TAX, *_TAX, *_CASH, *_WAITING, *_MISREAD),
        drawn=(7, 9),
    ),
    Plan(
        customers=22,
        groups=4,
        invoices=(54, 26),
        receipts=14,
        payments=14,
        innocent=12,
        always=("bank fee", *_WAITING, *_WAITING, *_MISREAD),
        pool=(*_RUNS, *_RUNS, *_RUNS, *_TAX, *_TAX, *_CASH, *_CASH, *_WAITING, *_MISREAD, *_MISREAD),
        drawn=(12, 15),
    ),
)
TOPICS: Final = (
    "citation", "letters", "dating", "bank", "receipts", "agencies", "accruals", "takings", "payroll", "sales tax", "suspense",
    "workpapers",
)  # of the policy # fmt: skip
DEFECTS: Final = {**BANK_DEFECTS, **CLOSE_DEFECTS, **TAX_DEFECTS}
MANDATE: Final = (
    "Tie payroll and sales tax from registers and invoices to the bank. Compare each pay run, accrual and deposit with its "
    "papers, and the tax on each sale with its invoice and the policy; book what the statement shows and the books lack, "
    "and what wages are earned and unpaid; correct by its cause what was booked wrongly. Match the bank account, file its "
    "workpaper and those of payroll liabilities and sales tax, then close the period."
)


def build(task: Task) -> Scenario:
    """The scenario of a task: same task, same bytes."""
    if task.level == 0:
        return first_level.pay(task)
    rng = Rng(*task.labels)
    plan = PLANS[task.level - 1]
    company = _company(task, plan, rng)
    company = replace(company, policy=with_agencies(company.policy, company.chart))
    builder = WorldBuilder(with_topics(company, TOPICS), task.period, rng)
    _write(builder, plan, rng)
    world = write_idle(builder.freeze(), _drawn(plan, rng.stream("idle")), rng)
    kinds = rng.stream("kinds")
    names = [kinds.choice(tuple(by_letter.KINDS)) for _ in range(plan.innocent)]
    world = booked_rightly(world, names, rng, by_letter.KINDS)
    names = [] if task.clean else _drawn(plan, rng.stream("plan"))
    world, defects = plant_all(world, names, DEFECTS, rng)
    return reveal(world, (*defects, *timing_items(world)), MANDATE, rng.stream("reveal"))


def _company(task: Task, plan: Plan, rng: Rng) -> Company:
    """Mostly one that collects sales tax; where only payroll has taxes, that is a month like any other."""
    volume = Volume(plan.invoices[0], receipts=plan.receipts, payments=plan.payments)

    def drawn(attempt: int) -> Company:
        return draw_company(task, task.period, rng.stream("company", attempt), VENDORS, plan.customers, volume)

    company = drawn(0)
    for attempt in range(1, COMPANIES):
        if company.taxed_accounts:
            break
        company = drawn(attempt)
    return company


def _write(builder: WorldBuilder, plan: Plan, rng: Rng) -> None:
    """The month as it truly was."""
    stream = rng.stream("cash")
    account = builder.bank_account("bank", builder.company.sizes.cash, stream)
    builder.workpapers.append(builder.code("payroll liabilities"))
    if builder.company.taxed_accounts:
        builder.workpapers.append(builder.code("sales tax"))
    cash.receipts(builder, account, plan.receipts, stream.stream("receipts"))
    cash.payments(builder, account, plan.payments, stream.stream("payments"))
    cash.outstanding(builder, account, 1, stream.stream("outstanding"))
    bank_only.charges(builder, account, 1, stream.stream("charges"))
    bank_only.innocent(builder, rng.stream("innocent"), plain=plan.groups < 2)
    stream = rng.stream("sales")
    owed = sales.OpenInvoices.at(builder, exemptions.exemptions(builder, rng.stream("exemptions")))
    sales.before_month(builder, owed, plan.invoices[1], stream)
    sales.of_month(builder, owed, plan.invoices[0], stream)
    takings.takings(builder, account, rng.stream("lasting takings"), rng.stream("takings"))
    remittance.sales_tax(builder, account, rng.stream("sales tax"))
    stream = rng.stream("payroll")
    payroll.pay_runs(builder, account, payroll.Withholding.draw(stream, builder.company.state), stream, plan.groups)
    sundries.sundries(builder, account, rng.stream("sundries"))
    year_to_date.year_to_date(builder, rng.stream("year to date"))


def _size(plan: Plan) -> Size:
    """What a month of this plan holds, about."""
    lines = plan.receipts + plan.payments + plan.innocent + 2 * plan.groups + 4 + plan.drawn[1]
    letters = plan.innocent + len(plan.always) + plan.drawn[1]
    return Size(sum(plan.invoices) + lines + letters, lines, len(plan.always) + plan.drawn[1])


def _drawn(plan: Plan, rng: Rng) -> list[str]:
    """What a month of the level may have wrong."""
    return [*plan.always, *rng.sample(plan.pool, rng.between(*plan.drawn))]


FAMILY: Final = TaskFamily(
    name="payroll_and_tax",
    version=1,
    summary="Tie payroll and sales tax to the bank: registers, withholdings, deposits, remittances, agencies' letters.",
    build=build,
    rubric=Rubric(
        routine=180,
        difficulty={
            "E01": 3, "E03": 2, "E04": 3, "E10": 4, "E14": 1, "E17": 1, "E29": 3, "E36": 4, "E71": 6, "E72": 6, "E73": 6,
        },
    ),
    budgets=(40, 150, 240, 350, 520),
    tools=PAYROLL_AND_TAX,
    sizes=(first_level.PAYROLL_SIZE, *map(_size, PLANS)),
)  # fmt: skip
