"""Companies that could exist: a hundred true months, each price, ratio and balance within what is not absurd."""

from collections.abc import Iterator
from functools import cache

import pytest

from tieout.docgen.realism.business import Business, books_of, business_of
from tieout.documents.schedules import (
    AssetRegister,
    LoanStatement,
    PayrollRegister,
    PrepaidSchedule,
    StockCount,
    StockRollForward,
)
from tieout.documents.trade import PurchaseOrder, SalesInvoice, SupplierBill
from tieout.ledger.accounts import Kind
from tieout.ledger.money import ratio
from tieout.ledger.periods import Period
from tieout.ledger.statements import income_statement
from tieout.scenario.archetypes import ARCHETYPES
from tieout.scenario.defects.candidates import NoCandidateError
from tieout.scenario.price_list import list_price, ordered_quantity
from tieout.scenario.seeds import Rng
from tieout.scenario.sheets import SHEETS, Sheet
from tieout.scenario.simulate.schedules import PAID_AHEAD, annuity
from tieout.scenario.simulate.stock import agreed
from tieout.scenario.vocabulary.goods import GOODS
from tieout.scenario.vocabulary.prices import FOR_TRADES, PACKS, PRICES
from tieout.scenario.world import OPENING, World
from tieout.tasks.close_plans import PLANS
from tieout.tasks.month_end_close import DEFECTS, Since, company_of, simulated, true_month
from tieout.tasks.registry import make_task

LEVELS = (1, 2, 3, 4)
LARGEST_INVOICE = 20  # medians of the trade
MOST_OF_REVENUE = 350  # per mille: no overhead account takes more of a month
MARGINS = (-400, 450)  # per mille of revenue


@cache
def months() -> tuple[World, ...]:
    """Of all trades: those of test are shown nowhere else."""
    return tuple(
        true_month(make_task("month_end_close", level, split, index))
        for split, count in (("train", 17), ("test", 8))
        for level in LEVELS
        for index in range(count)
    )


@cache
def businesses() -> tuple[Business, ...]:
    return tuple(business_of(world) for world in months())


def papers(kind: type) -> Iterator[tuple[World, object]]:
    for world in months():
        for document in world.documents:
            if isinstance(document, kind):
                yield world, document


def test_nine_true_months_in_ten_lie_inside_their_sheet() -> None:
    """Payroll, rent, cost of sales and margin, after what a single month may swing."""
    outside = [(month.trade, month.outside) for month in businesses() if month.outside]
    assert len(outside) * 10 <= len(businesses()), outside


def test_no_month_is_absurd() -> None:
    """No ratio or balance of any true month is one that a controller would laugh at."""
    for world, month in zip(months(), businesses(), strict=True):
        about = f"{world.company.name} {world.period} {month}"
        assert MARGINS[0] <= month.margin <= MARGINS[1], about
        assert month.largest_overhead <= MOST_OF_REVENUE, about
        assert 100 <= month.cash <= 12_000, about
        assert 300 <= month.receivables <= 3_000, about
        assert 0 <= month.payables <= 4_000, about
        assert 2 <= month.headcount <= 150, about
        assert 100_000 <= month.wage <= 1_600_000, about
        assert -3_000 <= month.equity <= 15_000 and month.capital > 0, about
        if month.sheet.cost_of_sales.high:
            assert 2 <= month.stock <= 150 and month.cost_of_sales > 0, about
        else:
            assert month.stock == month.cost_of_sales == 0, about


def test_no_bank_account_is_ever_overdrawn() -> None:
    """Whatever the statement shows, the day ends with money on every account."""
    for world in months():
        for account in world.accounts:
            balance = account.opening
            for line in sorted(
                (movement.line for movement in world.movements if movement.account == account.code),
                key=lambda line: (line.date, line.amount),
            ):
                balance += line.amount
                assert balance > 0, (world.company.name, account.code, line)


def test_orders_keep_to_the_price_lists() -> None:
    """What is ordered costs what it costs, in quantities that somebody could want."""
    seen = 0
    for world, order in papers(PurchaseOrder):
        assert isinstance(order, PurchaseOrder)
        line = world.company.line_of(order.party)
        for ordered in order.lines:
            described = ordered.description.removesuffix(f" ({ordered.number})")
            head, _, qualifier = described.partition(", ")
            low, high, most = PRICES[line].get(head) or PRICES[line][head.rpartition(" ")[0]]
            packed = PACKS.get(qualifier, 1)
            assert low * packed * 100 <= ordered.unit_price <= high * packed * 100, ordered
            assert 1 <= ordered.quantity <= most, ordered
            assert world.company.archetype.name in FOR_TRADES.get(head, ARCHETYPES) or not useful(world, line), ordered
            seen += 1
    assert seen > 1000


def useful(world: World, line: str) -> bool:
    """Whether the words of the split have anything of this line for the trade."""
    known = world.company.vocabulary.goods_of[line]
    return any(world.company.archetype.name in FOR_TRADES.get(head, ARCHETYPES) for head in known)


def test_goods_are_not_rendered_over_a_span() -> None:
    """An invoice of a trade in goods states no span of service, and one of services no delivery."""
    spans = 0
    for world, invoice in papers(SalesInvoice):
        assert isinstance(invoice, SalesInvoice)
        services = world.company.archetype.sheet.services
        assert services or invoice.service_from is None
        spans += invoice.service_from is not None
        assert 0 < invoice.amount <= LARGEST_INVOICE * world.company.archetype.sheet.invoice.high * 100
    assert spans > 50


def test_only_what_is_still_to_come_is_prepaid() -> None:
    """Cover and access, never work that was done."""
    for world, schedule in papers(PrepaidSchedule):
        assert isinstance(schedule, PrepaidSchedule)
        assert {world.company.line_of(row.party) for row in schedule.prepaids} <= set(PAID_AHEAD)


def test_assets_are_those_of_the_trade() -> None:
    """Named in the sheet, at a cost within its range or below where the firm is small, with one of its lives."""
    for world, register in papers(AssetRegister):
        assert isinstance(register, AssetRegister)
        kinds = {kind.name: kind for kind in world.company.archetype.sheet.assets}
        for asset in register.assets:
            kind = kinds[asset.name.partition(",")[0]]
            assert asset.life_months in kind.lives
            assert kind.low * 95 <= asset.cost <= kind.high * 100


def test_loans_bear_the_interest_that_they_state() -> None:
    """Interest is the balance times the rate over twelve, and the installment repays the loan within its term."""
    seen = 0
    for world, paper in papers(LoanStatement):
        assert isinstance(paper, LoanStatement)
        sizes = world.company.sizes
        owed = paper.balance + paper.principal
        assert paper.interest == ratio(owed, sizes.loan_rate, 120_000)
        assert f"{sizes.loan_rate / 100:.2f} %" in paper.note
        assert paper.instalment == paper.principal + paper.interest
        left = owed
        for _ in range(sizes.loan_months):
            left -= paper.instalment - ratio(left, sizes.loan_rate, 120_000)
        assert abs(left) <= sizes.loan_months * 2
        seen += 1
    assert seen > 50


@pytest.mark.parametrize(
    ("owed", "rate", "months_left", "installment"),
    [(1_000_000, 600, 12, 86_066), (20_000_000, 725, 60, 398_387), (100_000, 1200, 1, 101_000)],
)
def test_known_annuities(owed: int, rate: int, months_left: int, installment: int) -> None:
    """As any loan calculator has them."""
    assert annuity(owed, rate, months_left) == installment


def test_payroll_liabilities_roll() -> None:
    """They open with what the last month's runs left, are remitted in the month, and close with this month's."""
    for world in months():
        liabilities = world.company.chart.role("payroll liabilities")
        opening = sum(line.amount for entry in world.history for line in entry.lines if line.account == liabilities)
        moved = [line for entry in world.truth for line in entry.lines if line.account == liabilities]
        remitted = [line.amount for line in moved if line.amount > 0]
        runs = {
            paper.id: dict(paper.rows)
            for paper in world.documents
            if isinstance(paper, PayrollRegister) and paper.date <= world.last and paper.pay_to <= world.last
        }
        assert sum(remitted) == -opening and len(remitted) == 2, world.company.name
        for line in moved:
            if line.amount < 0:
                rows = runs[line.document]
                assert -line.amount == rows["Gross pay"] - rows["Net pay"] + rows["Employer taxes"]
        for rows in runs.values():
            withheld = sum(amount for name, amount in rows.items() if name.endswith("withheld"))
            assert rows["Gross pay"] - withheld == rows["Net pay"]


def counts_of(world: World) -> set[str]:
    """The ids of stock counts: what they find is not in the stock records."""
    return {paper.id for paper in world.documents if isinstance(paper, StockCount)}


def test_cost_of_sales_is_what_the_stock_records_show() -> None:
    """The roll-forward foots, agrees with inventory in the true books, and its cost of sales is booked."""
    seen = 0
    for world, paper in papers(StockRollForward):
        assert isinstance(paper, StockRollForward)
        books = books_of(world)
        inventory, cost = (world.company.chart.role(role) for role in ("inventory", "cost of sales"))
        closing = sum(
            amount
            for (code, month), amount in books.balances.items()
            if code == inventory and month <= world.period.index
        )
        lost = sum(
            line.amount
            for entry in world.truth
            for line in entry.lines
            if line.account == inventory and line.document in counts_of(world)
        )
        assert closing - lost == paper.closing == paper.opening + paper.purchases - paper.cost_of_sales > 0
        (entry,) = [entry for entry in world.books if entry.lines[0].document == paper.id]
        assert [(line.account, line.amount) for line in entry.lines] == [
            (cost, paper.cost_of_sales),
            (inventory, -paper.cost_of_sales),
        ]
        seen += 1
    assert seen > 20


def test_stock_records_follow_what_truly_came() -> None:
    """Where a planted error changes what the month has truly bought, the roll-forward shows the truth."""
    moved = 0
    for place, world in enumerate(months()):
        before = [paper for paper in world.documents if isinstance(paper, StockRollForward)]
        if not before:
            continue
        try:
            spoiled, _ = DEFECTS["short delivery"](world, Rng("stock", place))
        except NoCandidateError:
            continue
        (after,) = [paper for paper in agreed(spoiled).documents if isinstance(paper, StockRollForward)]
        inventory = world.company.chart.role("inventory")
        lines = [line for entry in spoiled.truth if entry.date <= world.last for line in entry.lines]
        apart = {after.id, *counts_of(world)}
        bought = sum(line.amount for line in lines if line.account == inventory and line.document not in apart)
        assert after.purchases == bought
        moved += after.purchases != before[0].purchases
    assert moved


def test_the_year_to_date_is_the_year_to_date() -> None:
    """January brings no income forward; later months bring about as many months of revenue and wages as have passed, and
    the balance of what is brought forward is equity as at the start of the year."""
    januaries = 0
    for world in months():
        company, period = world.company, world.period
        books = books_of(world)
        january = Period(period.year, 1)
        if period.month == 1:
            opening = [entry for entry in world.history if entry.date.year < period.year]
            kinds = {company.chart[line.account].kind for entry in opening[-1:] for line in entry.lines}
            assert Kind.INCOME not in kinds and Kind.EXPENSE not in kinds
            januaries += 1
            continue
        before = income_statement(books, january, period.previous)
        revenue = sum(line.amount for line in before.income if line.account.role.startswith("revenue"))
        season = sum(company.archetype.sheet.season[: period.month - 1])
        assert 0.9 < revenue / (company.sizes.revenue * season / 1000) < 1.1
        wages = next(line.amount for line in before.expenses if line.account.role == "wages")
        assert 0.9 < wages / (company.sizes.gross_wages * (period.month - 1)) < 1.1
        margin = before.result * 1000 // revenue
        assert -150 <= margin <= 300, (company.name, margin)
    assert januaries


def test_a_year_of_one_company() -> None:
    """Twelve months of one company, drawn one by one, make a year: the same firm, its season, no month absurd."""
    task = make_task("month_end_close", 2, "train", 1)
    plan = PLANS[task.level - 1]
    company = company_of(task, Period(2024, 1))
    year, assets = [], set()
    for month in range(1, 13):
        since = Since(Rng("lasting", task.id), month - 1, retained=50_000_000)
        world = simulated(company, Period(2024, month), plan, Rng(*task.labels, "year", month), since)
        year.append(business_of(world))
        (register,) = [paper for paper in world.documents if isinstance(paper, AssetRegister)]
        assets.add(tuple((asset.name, asset.cost, asset.acquired.replace(day=1)) for asset in register.assets))
        (opening,) = [entry for entry in world.history if entry.memo == OPENING]
        assert opening.lines[-1].account == company.chart.role("retained earnings")
        assert opening.lines[-1].amount == -50_000_000
    assert len(assets) == 1
    assert {month.headcount for month in year} == {company.sizes.headcount}
    assert all(MARGINS[0] <= month.margin <= MARGINS[1] for month in year)
    whole = sum(month.revenue * month.margin for month in year) / sum(month.revenue for month in year)
    assert company.archetype.sheet.margin.low - 60 <= whole <= company.archetype.sheet.margin.high + 110


@pytest.mark.parametrize("trade", SHEETS)
def test_a_sheet_is_complete(trade: str) -> None:
    """Twelve months about an average year, spans the right way round with a source each, assets, customers, and shares
    that leave something for everything else."""
    sheet = SHEETS[trade]
    assert len(sheet.season) == 12 and abs(sum(sheet.season) - 12_000) <= 120
    for name in Sheet.__dataclass_fields__:
        span = getattr(sheet, name)
        if hasattr(span, "source"):
            assert span.low <= span.high and span.source
    least = sheet.cost_of_sales.low + sheet.payroll.low + sheet.rent.low + sheet.margin.low
    assert least < 1000
    assert len(sheet.assets) >= 10 and len(sheet.customers) >= 10
    assert set(sheet.main_lines) <= set(ARCHETYPES[trade].lines)
    assert bool(sheet.cost_of_sales.high) == bool(ARCHETYPES[trade].stock)


def test_price_lists_name_what_is_traded() -> None:
    """Every thing that an order can name has a price of 10 or more, and nothing else has."""
    for line, prices in PRICES.items():
        assert not prices or prices.keys() == set(GOODS[line]), line
        for low, high, most in prices.values():
            assert 10 <= low < high and most >= 1
    assert FOR_TRADES.keys() <= {head for heads in GOODS.values() for head in heads}


def test_prices_and_quantities_are_drawn_within_their_bounds() -> None:
    """Whatever is wanted."""
    rng = Rng("prices")
    for _ in range(2000):
        low = rng.between(1_000, 5_000)
        high = low + rng.between(1, 90_000)
        assert low <= list_price(low, high, rng) <= high
        most = rng.between(1, 1500)
        assert 1 <= ordered_quantity(rng.between(0, 5000), most) <= most


def test_service_bills_cost_what_a_month_of_the_service_costs() -> None:
    """No bill of a service vendor without an agreement lies outside the range of its line of business."""
    for world, bill in papers(SupplierBill):
        assert isinstance(bill, SupplierBill)
        plain = bill.service_from and not bill.order and bill.amount < world.company.limits.approval
        if plain and world.company.line_of(bill.party) != "rent":
            low, high = world.company.monthly_charges()[bill.party]
            assert low <= bill.amount <= high, bill
