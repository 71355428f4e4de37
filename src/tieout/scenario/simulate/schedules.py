"""Schedules: depreciation by the register, prepaids, revenue deferred under contracts, the loan.

The month before stands in the history; about a third of the rows differ from it, because a life ended, a cover began,
or the last share takes what rounding left. This month's entries are still to be made: the work of a close.
"""

from operator import attrgetter
from typing import Final

from tieout.documents.casefile import Vendor
from tieout.documents.schedules import Asset, AssetRegister, Contract, LoanStatement, Prepaid, PrepaidSchedule
from tieout.ledger.entries import Line
from tieout.ledger.money import ratio, render
from tieout.ledger.periods import Period, month_of
from tieout.scenario.chart import revenue_role
from tieout.scenario.letters.bank import Words
from tieout.scenario.letters.compose import Fact, Letter, compose
from tieout.scenario.letters.meaning import Topic
from tieout.scenario.seeds import Rng
from tieout.scenario.vocabulary.goods import ITEM
from tieout.scenario.vocabulary.sales import AHEAD_ON
from tieout.scenario.weekdays import weekday_between, weekday_near
from tieout.scenario.world_builder import WorldBuilder, later

PAID_AHEAD: Final = ("insurance", "software", "subscriptions")
"""Lines of business that charge for cover or access still to come; work that was done is never a prepaid."""
STEADY, ENDED, BEGUN, LAST = "steady", "ended", "begun", "last"
DEPRECIATION_PER_MILLE: Final = 45
"""Of revenue: no asset takes more than its part of it a month, so that the firm can carry what it owns."""
PREPAID_PER_MILLE: Final = 55  # of a month's revenue: the dearest annual premium
RATE_UNIT: Final = 120_000  # hundredths of a per cent a year to a fraction a month
_LOW: Final = attrgetter("low")
MADE: Final = 300  # per mille of the month's recurring entries: the bookkeeper has made them already, and rightly
COURSES: Final = ((STEADY, 66), (ENDED, 12), (BEGUN, 11), (LAST, 11))
"""How a row stands in the month: a third of them differ from the month before."""


def share_of(total: int, months: int, number: int) -> int:
    """The share of month ``number`` (from 0): equal and rounded half up, the last takes the rest, then nothing."""
    if not 0 <= number < months:
        return 0
    equal = ratio(total, 1, months)
    return total - equal * (months - 1) if number == months - 1 else equal


def taken_before(total: int, months: int, number: int) -> int:
    """What months 0 to ``number`` - 1 have taken."""
    return total if number >= months else ratio(total, 1, months) * max(0, number)


def depreciation_of(asset: Asset, period: Period) -> int:
    """Straight-line, from the month after acquisition."""
    number = period.index - month_of(asset.acquired) - 1
    return share_of(asset.cost - asset.salvage, asset.life_months, number)


def amortisation_of(prepaid: Prepaid, period: Period) -> int:
    """What the month takes of a prepaid expense."""
    return share_of(prepaid.total, prepaid.months, period.index - month_of(prepaid.start))


def assets(builder: WorldBuilder, count: int, rng: Rng, aged: int = 0) -> AssetRegister:
    """The register with ``count`` assets, last month's depreciation, and this month's, not booked yet. With the same ``rng``
    and ``aged`` months more it is the same register so many months later."""
    fixed, accumulated = builder.code("fixed assets"), builder.code("accumulated")
    allowance = builder.company.sizes.revenue * DEPRECIATION_PER_MILLE // (1000 * max(count, 4))
    held = tuple(_asset(builder, allowance, rng, aged) for _ in range(count))
    register = AssetRegister(builder.new_id("FAR", 4), builder.last, "", held)
    builder.documents.append(register)
    before = builder.period.previous
    for asset in held:
        builder.opening(fixed, asset.cost, "", asset.id)
        builder.opening(accumulated, depreciation_of(asset, before) - asset.accumulated, "", asset.id)
    lines = depreciation_lines(builder.code("depreciation"), accumulated, register, before)
    if lines:
        builder.earlier(before.last, builder.words.memo(rng, "depreciation", "", str(before)), *lines)
    lines = depreciation_lines(builder.code("depreciation"), accumulated, register, builder.period)
    if lines:
        builder.entry(
            builder.last,
            builder.words.memo(rng, "depreciation", "", str(builder.period)),
            *lines,
            booked=rng.chance(MADE),
        )
    return register


def depreciation_lines(
    expense: str, accumulated: str, register: AssetRegister, period: Period, without: str = ""
) -> tuple[Line, ...]:
    """A month's depreciation of every asset but ``without``; no lines where nothing is left to depreciate."""
    rows = tuple(
        Line(accumulated, -amount, register.id, "", asset.id)
        for asset in register.assets
        if asset.id != without and (amount := depreciation_of(asset, period))
    )
    total = -sum(line.amount for line in rows)
    return (Line(expense, total, register.id), *rows) if total else ()


def prepaids(builder: WorldBuilder, count: int, rng: Rng) -> PrepaidSchedule:
    """The schedule with ``count`` rows, last month's charges, and this month's, not booked yet."""
    company, account = builder.company, builder.code("prepaids")
    vendors = company.vendors_of(*PAID_AHEAD)
    rows = tuple(_prepaid(builder, rng.choice(vendors or company.vendors), rng) for _ in range(count))
    schedule = PrepaidSchedule(builder.new_id("PPS", 4), builder.last, "", rows)
    builder.documents.append(schedule)
    before = builder.period.previous
    for row in rows:
        builder.opening(account, row.total - row.amortised + amortisation_of(row, before), "", row.item)
    memo = builder.words.memo(rng, "prepaid", "", str(before))
    lines = amortisation_lines(account, schedule, before)
    if lines:
        builder.earlier(before.last, memo, *lines)
    lines = amortisation_lines(account, schedule, builder.period)
    if lines:
        memo = builder.words.memo(rng, "prepaid", "", str(builder.period))
        builder.entry(builder.last, memo, *lines, booked=False)
    return schedule


def amortisation_lines(account: str, schedule: PrepaidSchedule, period: Period) -> tuple[Line, ...]:
    """A month's charges of the schedule, row by row."""
    lines: list[Line] = []
    for row in schedule.prepaids:
        amount = amortisation_of(row, period)
        if amount:
            lines.append(Line(row.account, amount, schedule.id, "", "", row.department))
            lines.append(Line(account, -amount, schedule.id, "", row.item))
    return tuple(lines)


def deferred_revenue(builder: WorldBuilder, count: int, rng: Rng) -> None:
    """``count`` customers who paid ahead; each contract releases its share of the month, not booked yet."""
    company, period = builder.company, builder.period
    deferred, revenue = builder.code("deferred revenue"), _service_revenue(builder)
    typical = company.sizes.budgets["invoice"].typical
    for _ in range(count):
        customer = rng.choice(company.customers)
        months = rng.choice((6, 12, 12, 24))
        number = rng.weighted(((rng.between(1, months - 2), 70), (0, 15), (months - 1, 15)))
        start = period.shift(-number)
        total = typical * rng.between(40, 220) // 100 + rng.below(500)
        contract = Contract(
            builder.new_id("CON"),
            weekday_near(later(start.first, -rng.between(3, 20)), latest=start.previous.last),
            customer.id,
            "Service agreement",
            (
                ("Customer", customer.name),
                ("Fee", render(total, company.currency)),
                ("Begins", start.first.isoformat()),
                ("Term in months", str(months)),
                ("Revenue account", revenue),
            ),
            "",
        )
        builder.documents.append(contract)
        before = share_of(total, months, number - 1)
        builder.opening(deferred, taken_before(total, months, number) - before - total, "", contract.id)
        for month, amount in ((period.previous, before), (period, share_of(total, months, number))):
            memo = builder.words.memo(rng, "adjustment", customer.name, contract.id)
            lines = (Line(deferred, amount, contract.id, "", contract.id), Line(revenue, -amount, contract.id))
            if month is period:
                builder.entry(month.last, memo, *lines, booked=rng.chance(MADE))
            elif amount:
                builder.earlier(month.last, memo, *lines)


def course_of_service(words: Words, rng: Rng, period: Period, ends: tuple[str, str]) -> Letter:
    """A contract's clause on a service that runs on or rests for a time from this month on."""
    facts: dict[str, Fact] = {"start": period.first, "end": period.shift(rng.between(0, 2)).last}
    return compose(words, rng, Topic.SUSPENSION, *ends, facts)


def _service_revenue(builder: WorldBuilder) -> str:
    """The account of what customers pay ahead for."""
    archetype = builder.company.archetype
    return builder.code(revenue_role(archetype.revenue.index(AHEAD_ON[archetype.name])))


def loan_instalment(builder: WorldBuilder, account: str, rng: Rng, aged: int = 0) -> None:
    """The installment of the month with the lender's statement, booked and split: a loan that finances a part of
    what the register lists, at the company's rate, repaid by an annuity of which ``aged`` installments more are paid."""
    sizes = builder.company.sizes
    listed = sum([
        asset.cost for paper in builder.documents if isinstance(paper, AssetRegister) for asset in paper.assets
    ])  # fmt: skip
    owed = max(listed * rng.between(20, 45) // 100, sizes.revenue * rng.between(80, 160) // 1000)
    lender = builder.words.bank(rng)
    while not builder.claim(account, annuity(owed, sizes.loan_rate, sizes.loan_months)):
        owed += 1_000
    total = annuity(owed, sizes.loan_rate, sizes.loan_months)
    for _ in range(min(aged, sizes.loan_months - 1)):
        owed -= total - ratio(owed, sizes.loan_rate, RATE_UNIT)
    interest = ratio(owed, sizes.loan_rate, RATE_UNIT)
    principal = total - interest
    left = owed - principal
    day = builder.day(rng, 3, 28)
    note = f"{lender}. Rate {sizes.loan_rate // 100}.{sizes.loan_rate % 100:02d} % a year."
    statement = LoanStatement(builder.new_id("LN"), day, "", total, principal, interest, left, note)
    builder.documents.append(statement)
    builder.opening(builder.code("loan"), -owed)
    builder.entry(
        day,
        builder.words.memo(rng, "loan", lender, statement.id),
        Line(builder.code("loan"), principal, statement.id),
        Line(builder.code("interest expense"), interest, statement.id),
        Line(account, -total, statement.id),
    )
    text = builder.words.bank_text(rng, "loan", lender, statement.id)
    builder.bank_line(account, day, -total, text, statement.id, ((statement.id, -total),))


def annuity(owed: int, rate: int, months: int) -> int:
    """The monthly installment that repays ``owed`` in ``months`` at ``rate`` hundredths of a per cent a year, rounded
    half up; all integers, so that it is the same everywhere."""
    grown, plain = (RATE_UNIT + rate) ** months, RATE_UNIT**months
    return ratio(owed, rate * grown, RATE_UNIT * (grown - plain))


def _asset(builder: WorldBuilder, allowance: int, rng: Rng, aged: int) -> Asset:
    """A thing of the trade whose depreciation does not pass ``allowance`` a month; the cheapest where none is so cheap."""
    kinds = builder.company.archetype.sheet.assets
    fitting = [kind for kind in kinds if kind.low * 100 <= allowance * max(kind.lives)]
    kind = rng.choice(fitting) if fitting else min(kinds, key=_LOW)
    life = rng.choice(kind.lives) if fitting else max(kind.lives)
    number = _number(life, rng) + aged
    month = builder.period.shift(-number - 1)
    low = kind.low
    high = max(low, min(kind.high, allowance * life // 100))
    cost = rng.between(low, high) * 100 // 500 * 500
    salvage = cost // 1000 * 100 if rng.chance(250) else 0
    return Asset(
        id=builder.new_id("FA", 4),
        name=f"{kind.name}, {rng.choice(ITEM)}",
        acquired=weekday_between(month.first, month.last, rng),
        cost=cost,
        salvage=salvage,
        life_months=life,
        accumulated=taken_before(cost - salvage, life, number),
    )


def _prepaid(builder: WorldBuilder, vendor: Vendor, rng: Rng) -> Prepaid:
    company = builder.company
    line = company.line_of(vendor.id)
    months = rng.choice((6, 12, 12) if line == "insurance" else (6, 12, 12, 12, 24))
    number = _number(months, rng)
    least = max(company.limits.prepaid, 70_000)
    total = rng.between(least, max(2 * least, company.sizes.revenue * PREPAID_PER_MILLE // 1000))
    return Prepaid(
        item=builder.new_id("BILL"),
        party=vendor.id,
        description=company.goods(rng, vendor),
        account=vendor.account,
        total=total,
        start=builder.period.shift(-number).first,
        months=months,
        amortised=taken_before(total, months, number),
        department=vendor.department,
    )


def _number(months: int, rng: Rng) -> int:
    """Which month of its life the row is in, from 0; ``months`` for one that ended with the month before."""
    course = rng.weighted(COURSES)
    if course == STEADY:
        return rng.between(1, months - 2)
    return {ENDED: months, BEGUN: 0, LAST: months - 1}[course]
