"""Income statement and balance sheet of books that were worked out by hand."""

from hypothesis import given, settings
from tests.ledger.sample import sample_books
from tests.properties.strategies import books

from tieout.ledger.balances import totals
from tieout.ledger.books import Books
from tieout.ledger.periods import Period
from tieout.ledger.statements import balance_sheet, income_statement


def test_the_income_statement_shows_income_and_expense_as_positive() -> None:
    """2024 to February: sales of 200.00, rent of 310.00, a loss of 110.00."""
    statement = income_statement(sample_books(), Period(2024, 1), Period(2024, 2))
    assert [(line.account.code, line.amount) for line in statement.income] == [("4000", 20_000)]
    assert [(line.account.code, line.amount) for line in statement.expenses] == [("6100", 31_000)]
    assert statement.result == -11_000


def test_the_balance_sheet_holds_the_results_in_equity() -> None:
    """Assets of 6,260.00 face payables of 670.00, capital, 2023's profit of 700.00 and this year's loss."""
    sheet = balance_sheet(sample_books(), Period(2024, 2))
    assert [(line.account.code, line.amount) for line in sheet.assets] == [
        ("1010", 530_000),
        ("1200", 60_000),
        ("1400", 36_000),
    ]
    assert [(line.account.code, line.amount) for line in sheet.liabilities] == [("2000", 67_000)]
    assert [(line.account.code, line.amount) for line in sheet.equity] == [("3000", 500_000)]
    assert (sheet.earlier_years, sheet.year) == (70_000, -11_000)
    assert (sheet.total_assets, sheet.total_liabilities + sheet.total_equity) == (626_000, 626_000)


@settings(max_examples=40, deadline=None)
@given(books())
def test_the_balance_sheet_balances_and_the_results_agree(some: Books) -> None:
    """In every month both sides are equal, and the years' results add up to all income less all expense."""
    for month in sorted({month for _, month in some.balances}):
        period = Period.at(month)
        sheet = balance_sheet(some, period)
        assert sheet.difference == 0
        every_month = income_statement(some, Period.at(min(index for _, index in some.balances)), period)
        assert sheet.earlier_years + sheet.year == every_month.result
        sums = totals(some, period)
        assert every_month.result == -sum(
            sums.get(account.code, 0) for account in some.chart if not account.kind.permanent
        )
