"""Three-way match: supplier bills against orders and receipts, under the policy's tolerances.

Level 0 has five bills (:mod:`tieout.tasks.first_level`). Level 1 has a dozen bills and three or four plain exceptions.
Each level adds bills and kinds of exception: level 2 errors that stand in the books already, level 3 payment fraud and
what only letters and notes decide, which is from there on about half of the work, level 4 units of measure.
"""

from dataclasses import dataclass
from typing import Final

from tieout.grading.rubric import Rubric
from tieout.scenario.defects.catalogue import PURCHASE_DEFECTS, plant_all
from tieout.scenario.defects.idle_letters import write_idle
from tieout.scenario.reveal import Scenario, reveal
from tieout.scenario.seeds import Rng
from tieout.scenario.short_policy import with_topics
from tieout.scenario.simulate import similar_vendors, year_to_date
from tieout.scenario.simulate.purchases import Mix, accrued_before, open_orders, open_payables, purchases
from tieout.scenario.sizes import Volume
from tieout.scenario.world_builder import WorldBuilder
from tieout.tasks import first_level
from tieout.tasks.family import Size, Task, TaskFamily, draw_company
from tieout.tasks.offers import THREE_WAY_MATCH


@dataclass(frozen=True, slots=True)
class Plan:
    """A level: bills posted and waiting, what stands open besides, decoys, the defects that are always planted, and how
    many come from the pool, and of the frauds; how many letters undo what papers agree on, as many as leave it, and how
    many make up for what papers disagree on, as many as leave that."""

    vendors: int
    posted: int
    waiting: int
    beside: int
    twins: int
    talk: int
    prose: int
    always: tuple[str, ...]
    pool: tuple[str, ...]
    drawn: tuple[int, int]
    frauds: tuple[str, ...] = ()
    suspected: tuple[int, int] = (0, 0)
    undone: tuple[int, int] = (0, 0)
    mended: tuple[int, int] = (0, 0)


_PLAIN = (
    "price within tolerance",
    "price beyond tolerance",
    "short delivery",
    "not received",
    "duplicate",
    "not invoiced",
)
_HARDER = ("duplicate vendor", "no order", "rest not invoiced", "refused goods")
_POSTED = ("transposed bill", "wrong account", "wrong department", "posted twice", "accrual left standing")
_BREACHES = ("posted beyond price", "posted beyond quantity", "posted, not received")
_FRAUDS = ("forged change", "forged change", "genuine change", "genuine change", "unknown vendor", "split order")
UNDOING: Final = (
    "lower price agreed", "lower price of the list", "goods taken back", "order called off", "refused goods",
    "lower price agreed", "lower price of the list", "goods taken back", "order called off", "refused goods",
)  # fmt: skip
MENDING: Final = (
    ("price agreed", "price not agreed"),
    ("price of the list", "price not of the list"),
    ("delivery confirmed", "delivery not confirmed"),
    ("substitute taken", "substitute returned"),
    ("rest brought", "rest owed"),
    ("surplus kept", "surplus sent back"),
    ("bill replaced", "second bill void"),
)
"""What letters decide: where papers agree, by the planted error (its twin is a letter that leaves all as it is); where
they do not, by both."""
PLANS: Final = (
    Plan(10, 6, 12, 1, 1, 0, 0, ("price beyond tolerance",), _PLAIN, (2, 3)),
    Plan(
        14, 10, 19, 2, 2, 1, 40, ("price beyond tolerance", "short delivery", "not invoiced"),
        (*_PLAIN, *_PLAIN, *_HARDER, *_POSTED), (4, 6),
    ),
    Plan(
        20, 18, 36, 3, 1, 3, 60, ("price beyond tolerance", "short delivery", "wrong department"),
        (*_PLAIN, *_HARDER, *_HARDER, *_POSTED, *_POSTED, *_BREACHES, *_BREACHES), (4, 5), _FRAUDS, (1, 2),
        (3, 4), (2, 3),
    ),
    Plan(
        26, 30, 64, 5, 2, 5, 80,
        ("price beyond tolerance", "short delivery", "wrong department", "transposed bill", "other unit"),
        (*_PLAIN, *_HARDER, *_HARDER, *_POSTED, *_POSTED, *_BREACHES, *_BREACHES, "other unit", "other unit"),
        (7, 9), _FRAUDS, (2, 3), (5, 7), (4, 5),
    ),
)  # fmt: skip
TOPICS: Final = ("citation", "dating", "purchasing", "departments", "fraud", "sales tax", "workpapers")  # of the policy
IN_LETTERS: Final = ("letters", "agreements")  # besides, on levels with letters that decide
INVOICES_A_BILL: Final = 12  # tenths: a firm with so many bills on orders writes so many invoices
ORDERED: Final = 850  # per mille of bills
MANDATE: Final = (
    "Settle every supplier bill and every request of the inbox, and close the month's purchases. Compare each bill with "
    "its order and with what was received; post it, post a part, hold it or reject it as the close policy says. Correct "
    "bills that stand wrongly in the books, accrue what was received and is not invoiced, file a workpaper for payables "
    "and one for received not invoiced, then close the period."
)


def build(task: Task) -> Scenario:
    """The scenario of a task: same task, same bytes."""
    if task.level == 0:
        return first_level.bills(task)
    rng = Rng(*task.labels)
    plan = PLANS[task.level - 1]
    bills = plan.posted + plan.waiting
    volume = Volume(bills * INVOICES_A_BILL // 10, payments=4 * plan.beside, orders=bills * ORDERED // 1000)
    company = draw_company(task, task.period, rng.stream("company"), plan.vendors, 4, volume)
    company = similar_vendors.namesakes(company, 1 + task.level // 2, rng.stream("namesakes"))
    topics = (*TOPICS, *IN_LETTERS) if plan.undone[1] else TOPICS
    builder = WorldBuilder(with_topics(company, topics), task.period, rng)
    mix = Mix(prose=plan.prose)
    purchases(builder, plan.posted, plan.waiting, rng.stream("purchases"), mix)
    similar_vendors.twins(builder, plan.twins, rng.stream("twins"), mix)
    similar_vendors.same_number(builder, rng.stream("numbers"))
    similar_vendors.talk(builder, plan.talk, rng.stream("talk"))
    open_orders(builder, plan.beside, rng.stream("open orders"))
    accrued_before(builder, plan.beside, rng.stream("accrued before"))
    open_payables(builder, 4 * plan.beside, rng.stream("open payables"))
    builder.workpapers += [builder.code("payables"), builder.code("grni")]
    year_to_date.year_to_date(builder, rng.stream("year to date"))
    world = write_idle(builder.freeze(), _told(plan, rng.stream("idle")), rng)
    names = [] if task.clean else _drawn(plan, rng.stream("plan"))
    world, defects = plant_all(world, names, PURCHASE_DEFECTS, rng)
    return reveal(world, defects, MANDATE, rng.stream("reveal"))


def _size(plan: Plan) -> Size:
    """What a month of this plan holds, about."""
    bills = plan.posted + plan.waiting + 2 * plan.twins
    papers = 3 * bills + 2 * (plan.beside + plan.undone[1] + plan.mended[1]) + plan.talk
    errors = len(plan.always) + plan.drawn[1] + plan.suspected[1] + plan.undone[1] + 2 * plan.mended[1]
    return Size(papers, bills, errors)


def _drawn(plan: Plan, rng: Rng) -> list[str]:
    """What a month of the level may have wrong."""
    decided = [*_told(plan, rng), *_paired(plan, rng)]
    names = [*plan.always, *rng.sample(plan.pool, rng.between(*plan.drawn))]
    return rng.shuffled([*decided, *names]) + rng.sample(plan.frauds, rng.between(*plan.suspected))


def _told(plan: Plan, rng: Rng) -> list[str]:
    """Of the errors that a letter alone tells, some."""
    return rng.sample(UNDOING, rng.between(*plan.undone))


def _paired(plan: Plan, rng: Rng) -> list[str]:
    """Of what a letter makes up for or leaves, some of either."""
    kinds = rng.sample(MENDING, rng.between(*plan.mended))
    others = rng.sample(MENDING, rng.between(*plan.mended))
    return [name for name, _ in kinds] + [name for _, name in others]


FAMILY: Final = TaskFamily(
    name="three_way_match",
    version=2,
    summary="Match bills with orders and receipts: post, part-post, hold, reject, accrue; catch payment fraud.",
    build=build,
    rubric=Rubric(
        routine=150,
        difficulty={
            "E01": 5, "E03": 3, "E07": 5, "E25": 2, "E26": 4, "E27": 4, "E28": 4, "E29": 5,
            "F01": 6, "F02": 4, "F03": 6,
        },
    ),
    budgets=(40, 140, 240, 400, 680),
    tools=THREE_WAY_MATCH,
    sizes=(first_level.BILLS_SIZE, *map(_size, PLANS)),
)  # fmt: skip
