"""Cash application: what customers paid in a month, put where it belongs.

Level 0 is five receipts that wait, one of them odd (:mod:`tieout.tasks.first_level`). Level 1 has receipts with lists of
invoices and plain errors; level 2 adds lockbox deposits, customers of nearly one name, receipts that were booked
wrongly, and the first messages. At levels 3 and 4 messages decide more than half of what is wrong: what a payment is for,
whom a parent pays for, whether a deduction was granted.
"""

from dataclasses import dataclass
from typing import Final

from tieout.grading.rubric import Rubric
from tieout.scenario.defects.bank.statement_only import timing_items
from tieout.scenario.defects.catalogue import BANK_DEFECTS, CLOSE_DEFECTS, RECEIPT_DEFECTS, plant_all
from tieout.scenario.defects.idle_letters import write_idle
from tieout.scenario.defects.receipts.innocents import KINDS
from tieout.scenario.defects.rightly import booked_rightly
from tieout.scenario.reveal import Scenario, reveal
from tieout.scenario.seeds import Rng
from tieout.scenario.short_policy import with_topics
from tieout.scenario.simulate import bank_only, cash, decoys, sales, sundries, year_to_date
from tieout.scenario.simulate.customer_groups import with_groups
from tieout.scenario.sizes import Volume
from tieout.scenario.world_builder import WorldBuilder
from tieout.tasks import first_level
from tieout.tasks.family import Size, Task, TaskFamily, draw_company
from tieout.tasks.offers import CASH_APPLICATION


@dataclass(frozen=True, slots=True)
class Plan:
    """A level. ``groups`` are of customers: with a parent, and pairs of namesakes; ``invoices`` of the month and of those
    before; ``receipts`` booked on their advice, ``waiting`` ones, and ``innocent`` ones booked from the statement, drawn from
    ``kinds``; ``payments`` are what else the account shows."""

    customers: int
    groups: tuple[int, int]
    invoices: tuple[int, int]
    receipts: int
    waiting: int
    innocent: int
    kinds: tuple[str, ...]
    payments: int
    always: tuple[str, ...]
    pool: tuple[str, ...]
    drawn: tuple[int, int]


VENDORS: Final = 6
A_PAYMENT: Final = 6  # of so many payments of the firm one goes through the account that customers pay into
_PLAIN: Final = ("in full", "in full", "discounted", "short")
_LETTERS: Final = ("claimed", "claimed", "told", "told", "told by parent")
_MIXED: Final = (
    *(*_PLAIN, *_LETTERS) * 2, "discounted", "discounted", "discounted", "short", "short", "told", "told", "told by parent", "claimed",
    "twice", "namesake", "namesake",
)  # as often as their errors, about # fmt: skip
_FORMS: Final = (
    "discount", "overpayment", "wrong invoice", "wrong customer", "double import", "credit memo", "discount misjudged",
    "shortfall misjudged", "paid again",
)  # fmt: skip
_BOOKED: Final = (
    "taken for income", "booked on namesake", "credited again", "batched deposit", "transposition", "omitted receipt",
    "unidentified receipt", "short-pay",
)  # fmt: skip
_READ: Final = (
    "deduction waiting", "deduction misread", "purpose waiting", "purpose misread", "parent waiting", "parent misread",
    "returned payment", "credit applied",
)  # fmt: skip
PLANS: Final = (
    Plan(
        customers=10,
        groups=(0, 1),
        invoices=(10, 17),
        receipts=7,
        waiting=4,
        innocent=4,
        kinds=_PLAIN,
        payments=1,
        always=("short-pay",),
        pool=_FORMS,
        drawn=(2, 3),
    ),
    Plan(
        customers=14,
        groups=(1, 2),
        invoices=(18, 30),
        receipts=11,
        waiting=6,
        innocent=7,
        kinds=(*_PLAIN, *_PLAIN, "twice", "namesake", "claimed", "told"),
        payments=2,
        always=("bank fee", "short-pay", "discount", "purpose waiting"),
        pool=(*_FORMS, *_BOOKED, "deduction waiting", "deduction misread", "purpose misread", "parent waiting"),
        drawn=(4, 6),
    ),
    Plan(
        customers=18,
        groups=(2, 2),
        invoices=(30, 52),
        receipts=12,
        waiting=7,
        innocent=12,
        kinds=_MIXED,
        payments=3,
        always=(
            "bank fee",
            "deduction waiting",
            "purpose waiting",
            "purpose misread",
            "parent waiting",
        ),
        pool=(*_FORMS, *_BOOKED, *_READ),
        drawn=(9, 11),
    ),
    Plan(
        customers=26,
        groups=(3, 3),
        invoices=(54, 92),
        receipts=18,
        waiting=12,
        innocent=20,
        kinds=_MIXED,
        payments=5,
        always=(
            "bank fee",
            "batched deposit",
            "deduction waiting",
            "deduction waiting",
            "deduction misread",
            "purpose waiting",
            "purpose waiting",
            "purpose misread",
            "parent waiting",
            "parent misread",
        ),
        pool=(*_FORMS, *_BOOKED, *_READ, *_READ),
        drawn=(14, 17),
    ),
)
TOPICS: Final = (
    "citation", "letters", "dating", "bank", "receipts", "deductions", "suspense", "workpapers",
)  # of the policy # fmt: skip
DEFECTS: Final = {**BANK_DEFECTS, **CLOSE_DEFECTS, **RECEIPT_DEFECTS}
MANDATE: Final = (
    "Apply the month's receipts and close customers' accounts. Book each receipt that the statement shows and the books "
    "lack, to the invoices that it pays or to unapplied cash; correct by its cause what was booked wrongly; treat "
    "discounts, short payments and deductions as the close policy says. Match the bank account, file its workpaper and "
    "those of receivables and unapplied cash, then close the period."
)


def build(task: Task) -> Scenario:
    """The scenario of a task: same task, same bytes."""
    if task.level == 0:
        return first_level.receipts(task)
    rng = Rng(*task.labels)
    plan = PLANS[task.level - 1]
    volume = Volume(plan.invoices[0], receipts=plan.receipts, waiting=plan.waiting, payments=plan.payments * A_PAYMENT)
    company = draw_company(task, task.period, rng.stream("company"), VENDORS, plan.customers, volume)
    company = with_groups(company, *plan.groups, rng.stream("groups"))
    builder = WorldBuilder(with_topics(company, TOPICS), task.period, rng)
    _write(builder, plan, rng)
    world = write_idle(builder.freeze(), _drawn(plan, rng.stream("idle")), rng)
    kinds = rng.stream("kinds")
    world = booked_rightly(world, [kinds.choice(plan.kinds) for _ in range(plan.innocent)], rng, KINDS)
    names = [] if task.clean else _drawn(plan, rng.stream("plan"))
    world, defects = plant_all(world, names, DEFECTS, rng)
    return reveal(world, (*defects, *timing_items(world)), MANDATE, rng.stream("reveal"))


def _write(builder: WorldBuilder, plan: Plan, rng: Rng) -> None:
    """The month as it truly was, less the receipts that are booked from the statement."""
    stream = rng.stream("cash")
    account = builder.bank_account("bank", builder.company.sizes.cash, stream)
    builder.workpapers += [builder.code("receivables"), builder.code("unapplied cash")]
    cash.receipts(builder, account, plan.receipts, stream.stream("receipts"))
    cash.payments(builder, account, plan.payments, stream.stream("payments"))
    cash.outstanding(builder, account, 1, stream.stream("outstanding"))
    bank_only.charges(builder, account, 1, stream.stream("charges"))
    bank_only.innocent(builder, rng.stream("innocent"), plain=plan.payments < 2)
    stream = rng.stream("sales")
    owed = sales.OpenInvoices(account, payable=sales.payable_by(builder.period))
    sales.before_month(builder, owed, plan.invoices[1], stream)
    sales.of_month(builder, owed, plan.invoices[0], stream)
    sales.waiting_receipts(builder, owed, plan.waiting, stream)
    decoys.credit_booked(builder, rng.stream("credit memo"))
    sundries.sundries(builder, account, rng.stream("sundries"))
    year_to_date.year_to_date(builder, rng.stream("year to date"))


def _size(plan: Plan) -> Size:
    """What a month of this plan holds, about."""
    lines = plan.receipts + plan.waiting + plan.innocent + plan.payments + len(plan.always) + plan.drawn[1]
    return Size(sum(plan.invoices) + lines, lines, len(plan.always) + plan.drawn[1])


def _drawn(plan: Plan, rng: Rng) -> list[str]:
    """What a month of the level may have wrong."""
    return [*plan.always, *rng.sample(plan.pool, rng.between(*plan.drawn))]


FAMILY: Final = TaskFamily(
    name="cash_application",
    version=1,
    summary="Apply customers' receipts: advices and messages, discounts, deductions, parents, unapplied cash.",
    build=build,
    rubric=Rubric(
        routine=180,
        difficulty={
            "E01": 3, "E04": 3, "E05": 2, "E08": 3, "E11": 2, "E14": 1, "E15": 5, "E17": 1, "E19": 2, "E20": 3, "E21": 3,
            "E22": 3, "E23": 3, "E24": 4, "E61": 6, "E62": 6, "E63": 6, "E64": 6, "E65": 3, "E66": 4, "E67": 4,
        },
    ),
    budgets=(40, 140, 240, 360, 600),
    tools=CASH_APPLICATION,
    sizes=(first_level.RECEIPTS_SIZE, *map(_size, PLANS)),
)  # fmt: skip
