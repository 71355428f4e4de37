"""Departments: a dimension of income and expense that moves no balance."""

import pytest
from hypothesis import given, settings
from tests.ledger.sample import CHART, ENTRIES, entry
from tests.properties.strategies import books

from tieout.ledger.accounts import Chart, Department, Kind
from tieout.ledger.books import Books
from tieout.ledger.checks import check_books
from tieout.ledger.entries import Entry, Line
from tieout.ledger.periods import Period
from tieout.ledger.refusal import Refusal
from tieout.ledger.statements import income_statement

KITCHEN, BAR = Department("D10", "Kitchen"), Department("D20", "Bar")
DIVIDED = Chart.of(CHART.accounts, (KITCHEN, BAR))
FEBRUARY = Period(2024, 2)


def rent(department: str, account: str = "6100", amount: int = 500) -> Entry:
    legs = (account, amount, "B-9", "", "", department), ("1010", -amount, "B-9")
    return entry(f"JE-{department or 'none'}", "2024-02-10", *legs)


def test_an_expense_may_name_a_department_of_the_company() -> None:
    """Named or not, the account has the same balance, and a reversal takes the department along."""
    opened = Books.opened(DIVIDED, "USD", Period(2023, 12), ENTRIES)
    plain, named = opened.post(rent("")), opened.post(rent("D20"))
    assert isinstance(plain, Books) and isinstance(named, Books)
    assert plain.balances == named.balances and plain.residuals == named.residuals
    undone = named.reverse("JE-D20", "JE-10", FEBRUARY.last, "")
    assert isinstance(undone, Books)
    assert [line.department for line in undone.entries[-1].lines] == ["D20", ""]
    assert check_books(undone) == ()


@pytest.mark.parametrize(
    ("chart", "account", "department", "code"),
    [
        (DIVIDED, "6100", "D30", "department.unknown"),
        (CHART, "6100", "D10", "department.unknown"),
        (DIVIDED, "3000", "D10", "line.department_unexpected"),
        (DIVIDED, "3000", "D30", "line.department_unexpected"),
    ],
)
def test_a_department_that_cannot_be_is_refused(chart: Chart, account: str, department: str, code: str) -> None:
    """One that the company does not have, and any on the balance sheet; the remedy names those that there are."""
    refusal = Books.opened(chart, "USD", Period(2023, 12), ENTRIES).post(rent(department, account))
    assert isinstance(refusal, Refusal)
    assert refusal.code == code and repr(department) in refusal.value
    if code == "department.unknown" and chart is DIVIDED:
        assert refusal.remedy == "Use one of: D10 Kitchen, D20 Bar."


def test_books_from_elsewhere_are_checked_for_departments() -> None:
    """A department of nobody, and one on the bank account."""
    books_ = Books.opened(DIVIDED, "USD", Period(2023, 12), ENTRIES)
    bad = entry("JE-9", "2024-02-10", ("6100", 5, "B-9", "", "", "D30"), ("1010", -5, "B-9", "", "", "D10"))
    spoiled = Books(DIVIDED, "USD", books_.closed_through, (*ENTRIES, bad))
    found = [(one.subject, one.text) for one in check_books(spoiled) if "department" in one.text]
    assert found == [
        ("JE-9 line 1", "Account 6100 keeps no department D30."),
        ("JE-9 line 2", "Account 1010 keeps no department D10."),
    ]


def test_a_department_has_one_code_and_a_code_one_department() -> None:
    for departments in ((KITCHEN, Department("D10", "Bar")), (Department("", "Kitchen"),)):
        with pytest.raises(ValueError, match="department"):
            Chart.of(CHART.accounts, departments)


def test_the_income_statement_of_a_department() -> None:
    """Of 310.00 of rent and 8.00 more, the bar has 5.00 and the kitchen 3.00."""
    found = Books.opened(DIVIDED, "USD", Period(2023, 12), ENTRIES).post(rent("D20"), rent("D10", amount=300))
    assert isinstance(found, Books)
    shown = {
        name: [(line.account.code, line.amount) for line in income_statement(found, FEBRUARY, FEBRUARY, name).expenses]
        for name in ("", "D10", "D20")
    }
    assert shown == {"": [("6100", 31_800)], "D10": [("6100", 300)], "D20": [("6100", 500)]}


@settings(max_examples=40, deadline=None)
@given(books())
def test_departments_add_up_to_no_more_than_the_accounts(some: Books) -> None:
    """What the departments have of each month's result, and what names none, is the result."""
    for month in sorted({month for _, month in some.balances}):
        period = Period.at(month)
        named = sum(income_statement(some, period, period, one.code).result for one in some.chart.departments)
        unnamed = sum(
            -line.amount
            for posted in some.entries
            if posted.period == period
            for line in posted.lines
            if not line.department and some.chart[line.account].kind in (Kind.INCOME, Kind.EXPENSE)
        )
        assert named + unnamed == income_statement(some, period, period).result


def test_a_line_keeps_its_department_under_another_amount() -> None:
    line = Line("6100", 500, "B-9", "", "", "D20")
    assert line.of(7) == Line("6100", 7, "B-9", "", "", "D20")
    assert line.negated() == line.of(-500)
