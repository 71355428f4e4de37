"""Print twelve months of one company as an income statement and a balance sheet: ``python scripts/print_year.py [INDEX] [LEVEL] [SPLIT]``.

Every month is drawn by itself, with the company of the task, its assets, loan and retained earnings, and another period;
the books are the true ones.
"""

import sys
from collections.abc import Sequence

from tieout.docgen.realism.business import books_of, statements_of
from tieout.ledger.periods import Period
from tieout.ledger.statements import StatementLine, income_statement
from tieout.scenario.company import Company
from tieout.scenario.seeds import Rng
from tieout.scenario.world import World
from tieout.tasks.close_plans import PLANS
from tieout.tasks.month_end_close import Since, company_of, simulated
from tieout.tasks.registry import make_task

YEAR = 2024
WIDTH = 10


def main(index: int, level: int, split: str) -> None:
    """Both statements of each month of the year, in whole units of currency."""
    task = make_task("month_end_close", level, split, index)
    plan = PLANS[level - 1]
    company = company_of(task, Period(YEAR, 1))
    lasting = Rng(*task.labels, "lasting")
    january = simulated(company, Period(YEAR, 1), plan, Rng(*task.labels, "year", 1), Since(lasting.stream("year"), 0))
    retained = retained_of(january) + company.sizes.cost // 3  # room for the months that need most cash
    so_far: dict[str, int] = {}
    statements = []
    for month in range(1, 13):
        since = Since(lasting.stream("year"), month - 1, retained, so_far)
        world = simulated(company, Period(YEAR, month), plan, Rng(*task.labels, "year", month), since)
        statements.append(statements_of(world))
        so_far = moved(world)
    print(f"{company.name}: {company.archetype.name}, {company.sizes.headcount} people, {company.currency}, {YEAR}\n")
    print(_row("", [f"{YEAR}-{month:02d}" for month in range(1, 13)]))
    _section(company, "Income", [income.income for income, _ in statements])
    _section(company, "Expenses", [income.expenses for income, _ in statements])
    print(_row("Result", [_whole(income.result) for income, _ in statements]))
    _section(company, "Assets", [balance.assets for _, balance in statements])
    _section(company, "Liabilities", [balance.liabilities for _, balance in statements])
    _section(company, "Equity", [balance.equity for _, balance in statements])
    print(_row("Result of the year to date", [_whole(balance.year) for _, balance in statements]))


def retained_of(world: World) -> int:
    """What earlier years have left, in minor units."""
    balance = statements_of(world)[1]
    return sum(line.amount for line in balance.equity if line.account.role == "retained earnings")


def moved(world: World) -> dict[str, int]:
    """What each income and expense account has moved from January on, debits positive."""
    year = income_statement(books_of(world), Period(YEAR, 1), world.period)
    return {line.account.code: -line.amount for line in year.income} | {
        line.account.code: line.amount for line in year.expenses
    }


def _section(company: Company, title: str, columns: Sequence[Sequence[StatementLine]]) -> None:
    found = [{line.account.code: line.amount for line in column} for column in columns]
    print(f"\n{title}")
    for account in company.chart:
        if any(account.code in column for column in found):
            print(_row(f"  {account.name}", [_whole(column.get(account.code, 0)) for column in found]))
    print(_row(f"  Total {title.lower()}", [_whole(sum(column.values())) for column in found]))


def _row(name: str, cells: Sequence[str]) -> str:
    return f"{name:36.36}" + "".join(f"{cell:>{WIDTH}}" for cell in cells)


def _whole(amount: int) -> str:
    return f"{round(amount / 100):,}" if amount else "-"


if __name__ == "__main__":
    given = sys.argv[1:]
    main(int(given[0]) if given else 1, int(given[1]) if len(given) > 1 else 2, given[2] if len(given) > 2 else "train")
