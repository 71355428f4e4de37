"""A true month read as a business: its ratios, from the statements that the ledger makes."""

from dataclasses import dataclass
from typing import Final

from tieout.documents.cards import PayoutReport
from tieout.documents.schedules import LoanStatement
from tieout.ledger.accounts import Kind
from tieout.ledger.books import Books
from tieout.ledger.statements import BalanceSheet, IncomeStatement, balance_sheet, income_statement
from tieout.scenario.sheets import Sheet, Span
from tieout.scenario.world import World

BANKS: Final = ("bank", "second bank", "third bank")
SWING: Final = 120
"""Per mille of a share by which one month may differ from the year that a sheet speaks of."""
MARGIN_SWING: Final = 110
"""Per mille of revenue by which the margin of one month may lie outside the sheet's span: some dozen bills decide it."""


@dataclass(frozen=True, slots=True)
class Business:
    """Shares are in per mille of the month's revenue, ``steady`` ones of what revenue would be without its season.
    ``cash``, ``receivables`` and ``payables`` are in per mille of a month's cost, revenue and purchases; ``stock`` is in
    days of cost of sales; ``loan_rate`` what the lender's statement implies, in hundredths of a per cent a year;
    ``card_share`` is what customers pay by card, in per mille of revenue, ``card_fees`` what processors keep, in per mille of
    what they report."""

    trade: str
    sheet: Sheet
    headcount: int
    revenue: int
    margin: int
    payroll: int
    rent: int
    cost_of_sales: int
    largest_overhead: int
    stock: int
    cash: int
    receivables: int
    payables: int
    loan_rate: int
    capital: int
    equity: int
    wage: int
    card_share: int
    card_fees: int

    @property
    def outside(self) -> tuple[str, ...]:
        """The ratios that lie outside the sheet, after what a single month may swing."""
        checked = (
            ("payroll", self.payroll, _about(self.sheet.payroll)),
            ("rent", self.rent, _about(self.sheet.rent)),
            ("cost of sales", self.cost_of_sales, _about(self.sheet.cost_of_sales)),
            ("margin", self.margin, (self.sheet.margin.low - MARGIN_SWING, self.sheet.margin.high + MARGIN_SWING)),
        )
        return tuple([name for name, value, (low, high) in checked if not low <= value <= high])


def _about(span: Span) -> tuple[int, int]:
    return span.low * (1000 - SWING) // 1000, span.high * (1000 + SWING) // 1000


def books_of(world: World) -> Books:
    """The true books of a month."""
    company = world.company
    return Books.opened(company.chart, company.currency, world.period.previous, (*world.history, *world.truth))


def statements_of(world: World) -> tuple[IncomeStatement, BalanceSheet]:
    """Income of the month, and where the company stands at its end."""
    books = books_of(world)
    return income_statement(books, world.period, world.period), balance_sheet(books, world.period)


def business_of(world: World) -> Business:
    """The ratios of a true month."""
    income, balance = statements_of(world)
    company, sizes = world.company, world.company.sizes
    moved = {line.account.role: line.amount for line in (*income.income, *income.expenses) if line.account.role}
    stands = {line.account.role: line.amount for line in (*balance.assets, *balance.liabilities, *balance.equity)}
    revenue = sum([line.amount for line in income.income])
    sheet = company.archetype.sheet
    plain = revenue * 1000 // sheet.season[world.period.month - 1]
    wages = moved.get("wages", 0)
    reports = [paper for paper in world.documents if isinstance(paper, PayoutReport)]
    own = [
        line.amount
        for line in income.expenses
        if line.account.kind is Kind.EXPENSE and line.account.role not in ("wages", "cost of sales", "line rent")
    ]
    return Business(
        trade=company.archetype.name,
        sheet=sheet,
        headcount=sizes.headcount,
        revenue=plain,
        margin=1000 * income.result // revenue,
        payroll=1000 * (wages + moved.get("payroll tax", 0)) // plain,
        rent=1000 * moved.get("line rent", 0) // plain,
        cost_of_sales=1000 * moved.get("cost of sales", 0) // revenue,
        largest_overhead=1000 * max(own) // plain,
        stock=30 * stands.get("inventory", 0) // (sizes.cost_of_sales or 1),
        cash=1000 * sum([stands.get(role, 0) for role in BANKS]) // sizes.cost,
        receivables=1000 * stands.get("receivables", 0) // max(1, plain - sizes.takings),
        payables=1000 * stands.get("payables", 0) // max(1, sizes.overheads + sizes.cost_of_sales + sizes.rent),
        loan_rate=_rate(world),
        capital=1000 * stands.get("capital", 0) // plain,
        equity=1000 * (balance.total_assets - balance.total_liabilities) // plain,
        wage=wages // sizes.headcount,
        card_share=1000 * sum([report.sales for report in reports if report.last >= world.period.first]) // revenue,
        card_fees=1000 * sum([report.fees for report in reports]) // (sum([report.gross for report in reports]) or 1),
    )


def _rate(world: World) -> int:
    """Hundredths of a per cent a year; 0 where there is no loan."""
    for paper in world.documents:
        if isinstance(paper, LoanStatement):
            return paper.interest * 120_000 // (paper.balance + paper.principal)
    return 0
