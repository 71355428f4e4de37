"""Income statement and balance sheet. Figures stand on their natural side: income, liabilities and equity are
positive when credit, assets and expenses when debit; a result is positive when it is a profit."""

from dataclasses import dataclass
from typing import NamedTuple

from tieout.ledger.accounts import Account, Kind
from tieout.ledger.balances import result_brought_forward, totals
from tieout.ledger.books import Books
from tieout.ledger.periods import Period, month_of


class StatementLine(NamedTuple):
    """An account's figure, in minor units on the account's natural side (a contra account's is negative)."""

    account: Account
    amount: int


@dataclass(frozen=True, slots=True)
class IncomeStatement:
    """Income and expense of the months ``first`` to ``last``; accounts that did not move are left out."""

    first: Period
    last: Period
    income: tuple[StatementLine, ...]
    expenses: tuple[StatementLine, ...]

    @property
    def result(self) -> int:
        """Profit, or a loss as a negative figure."""
        return _total(self.income) - _total(self.expenses)


@dataclass(frozen=True, slots=True)
class BalanceSheet:
    """What the company has and owes at the end of ``period``; accounts at zero are left out.

    ``earlier_years`` is the result of past years that no closing entry has carried to an equity account, ``year``
    the result of the current year to date. Both belong to equity; with them assets equal liabilities and equity.
    """

    period: Period
    assets: tuple[StatementLine, ...]
    liabilities: tuple[StatementLine, ...]
    equity: tuple[StatementLine, ...]
    earlier_years: int
    year: int

    @property
    def total_assets(self) -> int:
        return _total(self.assets)

    @property
    def total_liabilities(self) -> int:
        return _total(self.liabilities)

    @property
    def total_equity(self) -> int:
        return _total(self.equity) + self.earlier_years + self.year

    @property
    def difference(self) -> int:
        """What the two sides are out by: zero."""
        return self.total_assets - self.total_liabilities - self.total_equity


def income_statement(books: Books, first: Period, last: Period, department: str = "") -> IncomeStatement:
    """Income and expense from the beginning of ``first`` to the end of ``last``, across years if so asked; of one
    ``department`` alone where that is named."""
    months = range(first.index, last.index + 1)
    sums = _of_department(books, months, department) if department else {}
    if not department:
        for (code, month), amount in books.balances.items():
            if month in months:
                sums[code] = sums.get(code, 0) + amount
    return IncomeStatement(first, last, _section(books, sums, Kind.INCOME), _section(books, sums, Kind.EXPENSE))


def balance_sheet(books: Books, period: Period) -> BalanceSheet:
    """The balance sheet at the end of ``period``."""
    sums = totals(books, period)
    return BalanceSheet(
        period,
        _section(books, sums, Kind.ASSET),
        _section(books, sums, Kind.LIABILITY),
        _section(books, sums, Kind.EQUITY),
        -result_brought_forward(books, period.year),
        income_statement(books, Period(period.year, 1), period).result,
    )


def _of_department(books: Books, months: range, department: str) -> dict[str, int]:
    """Account code to what the lines of a department put on it; departments move no balance, so the lines are read."""
    sums: dict[str, int] = {}
    for entry in books.entries:
        if month_of(entry.date) in months:
            for line in entry.lines:
                if line.department == department:
                    sums[line.account] = sums.get(line.account, 0) + line.amount
    return sums


def _section(books: Books, sums: dict[str, int], kind: Kind) -> tuple[StatementLine, ...]:
    side = 1 if kind.debit_normal else -1
    return tuple(
        StatementLine(account, side * sums[account.code])
        for account in books.chart
        if account.kind is kind and sums.get(account.code)
    )


def _total(lines: tuple[StatementLine, ...]) -> int:
    return sum(line.amount for line in lines)
