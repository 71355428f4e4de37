"""Card and payouts: what customers pay by card and what comes of it, and what the company itself pays by card.

Level 0 is a month of payouts, one of them odd (:mod:`tieout.tasks.first_level`). Level 1 has one processor and a company card
with plain errors; level 2 adds a second processor and the first letters. At levels 3 and 4 letters decide a large part: what
the holder of the card bought privately, whether a chargeback was won, which account the controller wants charged.
"""

from dataclasses import dataclass, replace
from typing import Final

from tieout.grading.rubric import Rubric
from tieout.scenario.archetypes import sells_by_card
from tieout.scenario.chart import with_holders
from tieout.scenario.company import Company
from tieout.scenario.defects.bank.statement_only import timing_items
from tieout.scenario.defects.cards.innocents import KINDS
from tieout.scenario.defects.catalogue import BANK_DEFECTS, CARD_DEFECTS, CLOSE_DEFECTS, plant_all
from tieout.scenario.defects.rightly import booked_rightly
from tieout.scenario.policy import with_card_letters
from tieout.scenario.reveal import Scenario, reveal
from tieout.scenario.seeds import Rng
from tieout.scenario.short_policy import with_topics
from tieout.scenario.simulate import bank_only, cash, company_card, sundries, takings, year_to_date
from tieout.scenario.sizes import Volume
from tieout.scenario.world_builder import WorldBuilder
from tieout.tasks import first_level
from tieout.tasks.family import Size, Task, TaskFamily, draw_company
from tieout.tasks.offers import CARD_AND_PAYOUTS


@dataclass(frozen=True, slots=True)
class Plan:
    """A level. ``processors`` pay out once a week each; ``charges`` are on the company card; ``payments`` are what else goes
    through the account; ``innocent`` matters are booked as the letters on them say."""

    processors: int
    charges: int
    payments: int
    innocent: int
    always: tuple[str, ...]
    pool: tuple[str, ...]
    drawn: tuple[int, int]


VENDORS, CUSTOMERS = 6, 8
INVOICES: Final = 40  # of a company as large as one processor makes it
WEEKS: Final = 6  # reports of a processor in a month, about
DISPUTED: Final = 750  # per mille of reports have a chargeback here
_PAYOUTS: Final = (
    "payout waiting", "payout as revenue", "earlier payout as revenue", "fees left open", "refunds as fees",
    "card sales under way",
)  # fmt: skip
_CHARGES: Final = ("charge miscoded", "charge transposed", "charge booked twice", "card charge unbooked")
_CASH: Final = ("transposition", "omitted payment", "double import")
_READ: Final = ("purchase waiting", "purchase misread", "dispute waiting", "dispute misread", "charge recoded")
PLANS: Final = (
    Plan(
        processors=1,
        charges=8,
        payments=4,
        innocent=0,
        always=("bank fee", "payout waiting", "card charge unbooked"),
        pool=(*_PAYOUTS, *_CHARGES, *_CASH),
        drawn=(2, 3),
    ),
    Plan(
        processors=2,
        charges=16,
        payments=7,
        innocent=3,
        always=("bank fee", "payout waiting", "purchase misread", "dispute waiting"),
        pool=(*_PAYOUTS, *_CHARGES, *_CASH, *_READ),
        drawn=(4, 6),
    ),
    Plan(
        processors=3,
        charges=30,
        payments=10,
        innocent=9,
        always=(
            "bank fee",
            "purchase waiting",
            "purchase misread",
            "dispute waiting",
            "dispute misread",
            "charge recoded",
        ),
        pool=(*_PAYOUTS, *_PAYOUTS, *_CHARGES, *_CHARGES, *_CASH, *_READ),
        drawn=(7, 9),
    ),
    Plan(
        processors=4,
        charges=52,
        payments=14,
        innocent=16,
        always=("bank fee", *_READ, *_READ),
        pool=(*_PAYOUTS, *_PAYOUTS, *_CHARGES, *_CHARGES, *_CASH, *_READ, *_READ),
        drawn=(12, 15),
    ),
)
TOPICS: Final = (
    "citation", "letters", "dating", "bank", "departments", "takings", "sales tax", "suspense", "company card", "card letters",
    "workpapers",
)  # of the policy # fmt: skip
DEFECTS: Final = {**BANK_DEFECTS, **CLOSE_DEFECTS, **CARD_DEFECTS}
MANDATE: Final = (
    "Close the month's cards. Compare each payout with the processor's report: gross, fees, refunds, chargebacks, reserve, "
    "and what is under way at month-end; compare each charge of the company card with its receipt and the card's statement. "
    "Book what the books lack, correct by its cause what they have wrong, and follow what letters decide. Match the bank "
    "account, file its workpaper and those of card clearing and of the company card, then close the period."
)


def build(task: Task) -> Scenario:
    """The scenario of a task: same task, same bytes."""
    if task.level == 0:
        return first_level.cards(task)
    rng = Rng(*task.labels)
    plan = PLANS[task.level - 1]
    builder = WorldBuilder(_company(task, plan, rng.stream("company")), task.period, rng)
    _write(builder, plan, rng)
    kinds = rng.stream("kinds")
    names = [kinds.choice(tuple(KINDS)) for _ in range(plan.innocent)]
    world = booked_rightly(builder.freeze(), names, rng, KINDS)
    names = [] if task.clean else _drawn(plan, rng.stream("plan"))
    world, defects = plant_all(world, names, DEFECTS, rng)
    return reveal(world, (*defects, *timing_items(world)), MANDATE, rng.stream("reveal"))


def _company(task: Task, plan: Plan, rng: Rng) -> Company:
    """A company whose customers pay by card and whose people carry one."""
    volume = Volume(INVOICES * plan.processors, receipts=plan.payments, payments=plan.payments)
    company = draw_company(task, task.period, rng, VENDORS, CUSTOMERS, volume, sells_by_card)
    company = replace(company, chart=with_holders(company.chart))
    company = company_card.with_card(company, rng.stream("company card"))
    company = replace(company, policy=with_card_letters(company.policy, company.chart))
    return with_topics(company, TOPICS)


def _write(builder: WorldBuilder, plan: Plan, rng: Rng) -> None:
    """The month as it truly was."""
    stream, sizes = rng.stream("cash"), builder.company.sizes
    account = builder.bank_account("bank", sizes.cash, stream)
    builder.workpapers += [builder.code("card clearing"), builder.code("card")]
    cash.payments(builder, account, plan.payments, stream.stream("payments"))
    cash.outstanding(builder, account, 1, stream.stream("outstanding"))
    bank_only.charges(builder, account, 1, stream.stream("charges"))
    for number in range(plan.processors):
        stream = rng.stream("processor", number)
        terms = replace(takings.Processor.draw(builder.words, stream), disputed=DISPUTED)
        takings.by_processor(builder, account, sizes.card_takings // plan.processors, terms, stream)
    company_card.month(builder, account, rng.stream("issuer"), rng.stream("company card"), plan.charges)
    sundries.sundries(builder, account, rng.stream("sundries"))
    year_to_date.year_to_date(builder, rng.stream("year to date"))


def _size(plan: Plan) -> Size:
    """What a month of this plan holds, about."""
    lines = plan.processors * WEEKS + plan.charges + plan.payments
    letters = plan.innocent + len(plan.always) + plan.drawn[1]
    return Size(lines + letters, lines, len(plan.always) + plan.drawn[1])


def _drawn(plan: Plan, rng: Rng) -> list[str]:
    """What a month of the level may have wrong."""
    return [*plan.always, *rng.sample(plan.pool, rng.between(*plan.drawn))]


FAMILY: Final = TaskFamily(
    name="card_and_payouts",
    version=1,
    summary="Clear card payouts and code the company card: reports, receipts, chargebacks, private charges, letters.",
    build=build,
    rubric=Rubric(
        routine=180,
        difficulty={
            "E01": 3, "E03": 2, "E04": 3, "E05": 2, "E07": 4, "E13": 4, "E14": 1, "E17": 1, "E42": 3, "E81": 6, "E82": 6, "E83": 6,
            "E84": 6,
        },
    ),
    budgets=(40, 160, 280, 460, 740),
    tools=CARD_AND_PAYOUTS,
    sizes=(first_level.CARDS_SIZE, *map(_size, PLANS)),
)  # fmt: skip
