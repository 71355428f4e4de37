"""Bank reconciliation: match the statement with the ledger, correct what the comparison shows, prove the rest.

Level 0 is six lines with one plain error (:mod:`tieout.tasks.first_level`). Level 1 is one account with fees and one
plain error; each level adds lines, kinds of error and, from level 3, a second account. Sizes follow the lower end of a small firm's month, so that an expert needs 30 to 150 calls.
"""

from dataclasses import dataclass
from typing import Final

from tieout.grading.rubric import Rubric
from tieout.scenario.defects.bank.statement_only import timing_items
from tieout.scenario.defects.catalogue import BANK_DEFECTS, plant_all
from tieout.scenario.defects.idle_letters import write_idle
from tieout.scenario.reveal import Scenario, reveal
from tieout.scenario.seeds import Rng
from tieout.scenario.short_policy import with_topics
from tieout.scenario.simulate import bank_only, cash, year_to_date
from tieout.scenario.sizes import Volume, bank_shares
from tieout.scenario.world_builder import WorldBuilder
from tieout.tasks import first_level
from tieout.tasks.family import Size, Task, TaskFamily, draw_company
from tieout.tasks.offers import BANK_RECONCILIATION


@dataclass(frozen=True, slots=True)
class Plan:
    """A level: sizes per bank account, the defects that are always planted, and how many come from the pool; from
    ``read`` come those that letters decide."""

    vendors: int
    customers: int
    accounts: tuple[str, ...]
    receipts: int
    payments: int
    outstanding: int
    always: tuple[str, ...]
    pool: tuple[str, ...]
    drawn: tuple[int, int]
    read: tuple[str, ...] = ()
    read_drawn: tuple[int, int] = (0, 0)


_SIMPLE = ("transposition", "double import", "omitted payment", "omitted receipt")
_GROUPS = ("batched deposit", "instalments")
_HARD = ("slide", "sign flip", "stale check", "own transfer")
_READ = ("check given up", "repeated advice", "unnamed receipt", "returned of two", "bank error", "explained charge")
PLANS: Final = (
    Plan(12, 10, ("bank",), 9, 9, 1, ("bank fee", "transposition"), (*_SIMPLE, "bank interest"), (1, 1)),
    Plan(
        16,
        14,
        ("bank",),
        17,
        17,
        2,
        ("bank fee", "batched deposit", "transposition"),
        (*_SIMPLE, *_SIMPLE, *_GROUPS, "slide", "slide"),
        (3, 4),
    ),
    Plan(
        20,
        20,
        ("bank", "second bank"),
        16,
        16,
        2,
        ("bank fee", *_READ),
        (*_SIMPLE, *_SIMPLE, *_GROUPS, *_HARD),
        (6, 8),
        _READ,
        (0, 1),
    ),
    Plan(
        26,
        26,
        ("bank", "second bank"),
        30,
        30,
        3,
        ("bank fee", *_READ),
        (*_SIMPLE, *_SIMPLE, *_GROUPS, *_GROUPS, *_HARD, *_HARD),
        (10, 12),
        _READ,
        (4, 6),
    ),
)
TOPICS: Final = ("citation", "letters", "dating", "bank", "receipts", "suspense", "workpapers")  # of the policy
MANDATE: Final = (
    "Reconcile every bank account of the month and close it. Match each statement line with the ledger entries that "
    "it settles, book what the books lack, correct what they have wrong by its cause, and leave timing items open. "
    "File a workpaper for each bank account, then close the period. The close policy settles doubtful choices."
)


def build(task: Task) -> Scenario:
    """The scenario of a task: same task, same bytes."""
    if task.level == 0:
        return first_level.bank(task)
    rng = Rng(*task.labels)
    plan = PLANS[task.level - 1]
    banks = len(plan.accounts)
    volume = Volume(plan.receipts * banks, receipts=plan.receipts * banks, payments=plan.payments * banks)
    company = draw_company(task, task.period, rng.stream("company"), plan.vendors, plan.customers, volume)
    builder = WorldBuilder(with_topics(company, TOPICS), task.period, rng)
    for role, share in zip(plan.accounts, bank_shares(banks), strict=True):
        stream = rng.stream("cash", role)
        account = builder.bank_account(role, company.sizes.cash * share // 1000, stream)
        cash.receipts(builder, account, plan.receipts, stream.stream("receipts"))
        cash.payments(builder, account, plan.payments, stream.stream("payments"))
        cash.outstanding(builder, account, plan.outstanding, stream.stream("outstanding"))
        bank_only.charges(builder, account, 1, stream.stream("charges"))
    bank_only.innocent(builder, rng.stream("innocent"), plain=task.level == 1)
    year_to_date.year_to_date(builder, rng.stream("year to date"))
    world = write_idle(builder.freeze(), _drawn(plan, rng.stream("idle")), rng)
    names = [] if task.clean else _drawn(plan, rng.stream("plan"))
    world, defects = plant_all(world, names, BANK_DEFECTS, rng)
    return reveal(world, (*defects, *timing_items(world)), MANDATE, rng.stream("reveal"))


def _size(plan: Plan) -> Size:
    """What a month of this plan holds, about."""
    cash = len(plan.accounts) * (plan.receipts + plan.payments + plan.outstanding)
    return Size(cash, cash + len(plan.accounts), len(plan.always) + plan.read_drawn[1] + plan.drawn[1])


def _drawn(plan: Plan, rng: Rng) -> list[str]:
    """What a month of the level may have wrong."""
    read = rng.sample(plan.read, rng.between(*plan.read_drawn)) if plan.read else []
    return [*plan.always, *read, *rng.sample(plan.pool, rng.between(*plan.drawn))]


FAMILY: Final = TaskFamily(
    name="bank_reconciliation",
    version=2,
    summary="Match statement and ledger, correct by cause, leave timing items open, file the workpaper.",
    build=build,
    rubric=Rubric(
        routine=200,
        difficulty={
            "E01": 3, "E02": 3, "E04": 4, "E05": 4, "E09": 3, "E11": 2, "E12": 3, "E14": 2,
            "E15": 5, "E16": 4, "E17": 1, "E18": 3, "E38": 3,
        },
        damage=2000,
    ),
    budgets=(40, 120, 200, 320, 520),
    tools=BANK_RECONCILIATION,
    sizes=(first_level.BANK_SIZE, *map(_size, PLANS)),
)  # fmt: skip
