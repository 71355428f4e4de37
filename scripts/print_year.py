"""Print twelve months of one company as an income statement and a balance sheet: ``python scripts/print_year.py [INDEX] [LEVEL] [SPLIT]``.

Every month is drawn by itself, with the company of the task and another period; the books are the true ones.
"""

import sys
from collections.abc import Sequence

from tieout.docgen.realism.business import statements_of
from tieout.ledger.periods import Period
from tieout.ledger.statements import StatementLine
from tieout.scenario.company import Company
from tieout.scenario.seeds import Rng
from tieout.tasks.month_end_close import PLANS, company_of, simulated
from tieout.tasks.registry import make_task

YEAR = 2024
WIDTH = 10


def main(index: int, level: int, split: str) -> None:
    """Both statements of each month of the year, in whole units of currency."""
    task = make_task("month_end_close", level, split, index)
    plan = PLANS[level - 1]
    company = company_of(task, Period(YEAR, 1))
    worlds = [simulated(company, Period(YEAR, month), plan, Rng(*task.labels, "year", month)) for month in range(1, 13)]
    statements = [statements_of(world) for world in worlds]
    print(f"{company.name}: {company.archetype.name}, {company.sizes.headcount} people, {company.currency}, {YEAR}\n")
    print(_row("", [f"{YEAR}-{month:02d}" for month in range(1, 13)]))
    _section(company, "Income", [income.income for income, _ in statements])
    _section(company, "Expenses", [income.expenses for income, _ in statements])
    print(_row("Result", [_whole(income.result) for income, _ in statements]))
    _section(company, "Assets", [balance.assets for _, balance in statements])
    _section(company, "Liabilities", [balance.liabilities for _, balance in statements])
    _section(company, "Equity", [balance.equity for _, balance in statements])
    print(_row("Result of the year to date", [_whole(balance.year) for _, balance in statements]))


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
