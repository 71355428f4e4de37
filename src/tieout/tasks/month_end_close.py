"""Month-end close: the whole month of a small company, from the bank to the lock.

Bank reconciliation, payables, cash application, payroll, accruals, schedules, cut-off and suspense, with an unknown
number of planted errors. Level 0 is one bank account and the prepaid schedule
(:mod:`tieout.tasks.first_level`). An expert needs about 40 calls at level 1 and 250 at level 4; a month has 60 to 400
transactions (a firm of ten people: 150 to 350, accounting reference §5).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from tieout.grading.rubric import Rubric
from tieout.ledger.periods import Period
from tieout.scenario.company import Company
from tieout.scenario.defects.bank.statement_only import timing_items
from tieout.scenario.defects.catalogue import BANK_DEFECTS, CLOSE_DEFECTS, PURCHASE_DEFECTS, plant_all
from tieout.scenario.defects.idle_letters import AT_ONCE, DONE, EQUIPMENT, write_idle
from tieout.scenario.reveal import Scenario, reveal
from tieout.scenario.seeds import Rng
from tieout.scenario.simulate import (
    bank_only,
    cash,
    company_card,
    decoys,
    exemptions,
    late,
    overheads,
    payment_runs,
    payroll,
    purchases,
    remittance,
    sales,
    schedules,
    stock,
    sundries,
    takings,
    year_to_date,
)
from tieout.scenario.sizes import Volume, bank_shares
from tieout.scenario.world import World
from tieout.scenario.world_builder import WorldBuilder
from tieout.tasks import first_level
from tieout.tasks.close_plans import CARDS, PACKAGE, PLANS, Plan
from tieout.tasks.family import Size, Task, TaskFamily, draw_company
from tieout.tasks.offers import MONTH_END_CLOSE


@dataclass(frozen=True, slots=True)
class Since:
    """What a company carries from month to month: the stream of its assets, loan and tax rates, how many months ``aged``
    they are, what it had ``retained`` when the year began (0: whatever balances), and what income and expense accounts
    have moved ``so_far`` this year (empty: what such a company would have moved)."""

    lasting: Rng
    aged: int
    retained: int = 0
    so_far: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))


RECODED: Final = 240  # per mille of months for each oddity: the books have a reclassification that a letter asked for
DEFECTS: Final = {**BANK_DEFECTS, **PURCHASE_DEFECTS, **CLOSE_DEFECTS}
WITH_ORDERS: Final = purchases.Mix(no_order=0)
MANDATE: Final = (
    "Close the month. Reconcile every bank account, apply the receipts that are not booked, post or set aside the bills "
    "that wait, make the recurring entries of the month, and correct what the books have wrong by its cause; nobody "
    "knows how much that is. File the workpapers, then close the period. The close policy settles doubtful choices."
)


def build(task: Task) -> Scenario:
    """The scenario of a task: same task, same bytes."""
    if task.level == 0:
        return first_level.close(task)
    rng = Rng(*task.labels)
    plan = PLANS[task.level - 1]
    world = true_month(task)
    names = [] if task.clean else _drawn(plan, world.company, rng.stream("plan"))
    world, defects = plant_all(world, names, DEFECTS, rng)
    return reveal(world, (*defects, *timing_items(world)), MANDATE, rng.stream("reveal"))


def _drawn(plan: Plan, company: Company, rng: Rng) -> list[str]:
    """What a month of the level may have wrong; cards are only where customers pay by card."""
    pool = plan.pool if company.sizes.card_takings else [name for name in plan.pool if name not in CARDS]
    return [*plan.always, *rng.sample(pool, rng.between(*plan.drawn))]


def true_month(task: Task) -> World:
    """The month of a task before anything is planted in it."""
    rng = Rng(*task.labels)
    plan = PLANS[task.level - 1]
    return simulated(company_of(task, task.period), task.period, plan, rng)


def company_of(task: Task, period: Period) -> Company:
    """The company of a task; ``period`` dates its policy and nothing else, so that any month of it can be drawn."""
    plan = PLANS[task.level - 1]
    stream = Rng(*task.labels).stream("company")
    company = draw_company(task, period, stream, plan.vendors, plan.customers, volume_of(plan))
    return company_card.with_card(company, stream.stream("company card"))


def simulated(company: Company, period: Period, plan: Plan, rng: Rng, since: Since | None = None) -> World:
    """A true month of a company; ``since`` where it is to follow on another of its months."""
    builder = WorldBuilder(company, period, rng)
    _write(builder, plan, rng, since or Since(rng.stream("lasting"), 0))
    world = builder.freeze(since.retained if since else 0)
    stream = rng.stream("idle")
    names = _drawn(plan, company, stream)
    if stream.chance(RECODED * plan.oddities):
        names += (DONE, "bill recoded")  # and the twin that changes nothing
    if plan.loan:
        names += (EQUIPMENT, AT_ONCE)
    return write_idle(world, names, rng)


def volume_of(plan: Plan) -> Volume:
    """The papers over which the money of a month is spread."""
    return Volume(
        invoices=plan.invoices[0],
        receipts=sum([receipts for _, receipts, _, _ in plan.accounts]),
        waiting=plan.waiting[0],
        payments=sum([payments for _, _, payments, _ in plan.accounts]),
        orders=plan.orders + plan.waiting[1],
        services=plan.services + plan.waiting[2],
    )


def _write(builder: WorldBuilder, plan: Plan, rng: Rng, since: Since) -> None:
    """The month as it truly was."""
    shares = bank_shares(len(plan.accounts))
    for (role, receipts, payments, outstanding), share in zip(plan.accounts, shares, strict=True):
        stream = rng.stream("cash", role)
        account = builder.bank_account(role, builder.company.sizes.cash * share // 1000, stream)
        cash.receipts(builder, account, receipts, stream)
        cash.payments(builder, account, payments // 4, stream)
        cash.outstanding(builder, account, outstanding, stream)
        bank_only.charges(builder, account, 1, stream.stream("charges"))
    bank_only.innocent(builder, rng.stream("innocent"), plain=len(plan.workpapers) < len(PACKAGE))
    builder.workpapers += [builder.code(role) for role in plan.workpapers]
    stream = rng.stream("sales")
    owed = sales.OpenInvoices.at(builder, exemptions.exemptions(builder, rng.stream("exemptions")))
    sales.before_month(builder, owed, plan.invoices[1], stream)
    sales.of_month(builder, owed, plan.invoices[0], stream)
    sales.waiting_receipts(builder, owed, plan.waiting[0], stream)
    takings.takings(builder, builder.code("bank"), since.lasting.stream("takings"), rng.stream("takings"))
    remittance.sales_tax(builder, builder.code("bank"), rng.stream("sales tax"))
    stream = rng.stream("payables")
    purchases.purchases(builder, plan.orders, plan.waiting[1], stream, WITH_ORDERS)
    unordered = overheads.Unordered.of(builder.company)
    overheads.rent(builder, stream)
    overheads.services(builder, unordered, plan.services, plan.waiting[2], stream)
    overheads.accrued_before(builder, unordered, plan.accruals, stream)
    overheads.bills_of_next_month(builder, unordered, plan.early_bills, stream)
    stream = rng.stream("payment runs")
    paid = sum(payments for _, _, payments, _ in plan.accounts)
    payment_runs.bills_of_month_before(builder, unordered, paid // 2, stream)
    payment_runs.runs(builder, builder.code("bank"), stream)
    stream = rng.stream("schedules")
    terms = payroll.Withholding.draw(since.lasting, builder.company.state)
    payroll.pay_runs(builder, builder.code(plan.payroll), terms, stream)
    schedules.assets(builder, plan.schedules[0], since.lasting.stream("assets"), since.aged)
    schedules.prepaids(builder, plan.schedules[1], stream)
    schedules.deferred_revenue(builder, plan.schedules[2], stream)
    if plan.loan:
        schedules.loan_instalment(builder, builder.code("bank"), since.lasting.stream("loan"), since.aged)
    decoys.legitimate(builder, plan.oddities, rng.stream("oddities"))
    company_card.month(builder, builder.code("bank"), since.lasting.stream("company card"), rng.stream("company card"))
    sundries.sundries(builder, builder.code("bank"), rng.stream("sundries"))
    stock.month(builder, rng.stream("stock"))
    stock.count(builder, plan.counted, rng.stream("count"))
    year_to_date.year_to_date(builder, rng.stream("year to date"), since.so_far)
    late.entries(builder, plan.late, rng.stream("late"))


def _size(plan: Plan) -> Size:
    """What a month of this plan holds, about."""
    cash = sum(receipts + payments + outstanding for _, receipts, payments, outstanding in plan.accounts)
    bills = 3 * plan.orders + plan.services + plan.accruals + plan.early_bills
    papers = cash + bills + sum(plan.invoices) + sum(plan.waiting) + sum(plan.schedules)
    return Size(papers, cash + sum(plan.waiting), len(plan.always) + plan.drawn[1])


FAMILY: Final = TaskFamily(
    name="month_end_close",
    version=2,
    summary="Close a whole month: bank, receivables, payables, accruals, schedules, cut-off, suspense, workpapers, lock.",
    build=build,
    rubric=Rubric(
        routine=160,
        difficulty={
            "E01": 3, "E02": 3, "E03": 2, "E04": 3, "E05": 2, "E06": 4, "E07": 3, "E08": 4, "E09": 4, "E10": 4, "E11": 2,
            "E12": 3, "E13": 4, "E14": 1, "E15": 4, "E16": 4, "E17": 1, "E18": 4, "E19": 2, "E20": 3, "E21": 3, "E22": 3,
            "E23": 3, "E24": 4, "E25": 3, "E26": 3, "E27": 3, "E28": 2, "E29": 4, "E30": 4, "E31": 4, "E32": 4, "E33": 5, "E36": 4, "E37": 3, "E38": 4,
            "E40": 4, "E41": 5, "E42": 4, "E43": 4, "E44": 3,
        },
    ),
    budgets=(40, 250, 430, 660, 1080),
    tools=MONTH_END_CLOSE,
    sizes=(first_level.CLOSE_SIZE, *map(_size, PLANS)),
)  # fmt: skip
