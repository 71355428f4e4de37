"""Tools that show the month's statements with their comparatives."""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from tieout.ledger import statements
from tieout.ledger.accounts import Kind
from tieout.ledger.periods import Period
from tieout.ledger.refusal import Refusal
from tieout.ledger.statements import StatementLine
from tieout.tools.lookups import unknown_department
from tieout.tools.rendering import amount_text, day_text, paged, table
from tieout.tools.workspace import Step, Workspace

STATEMENT_ROWS: Final = 80
_Section = tuple[StatementLine, ...]


class _Row(NamedTuple):
    """An account or, with an empty ``code``, a total; ``amounts`` in minor units, one for each column."""

    code: str
    name: str
    amounts: tuple[int, ...]


def income_statement(desk: Workspace, department: str = "", page: int = 1) -> Step:
    """Income statement: month to close, month before, year to date. Income and expenses positive, losses negative.

    Args:
        department: Only this department. Default: everything.
        page: Page, from 1.
    """
    if department and department not in desk.books.chart.department_codes:
        return unknown_department(desk, department)
    period = desk.case.period
    year = Period(period.year, 1)
    months = ((period, period), (period.previous, period.previous), (year, period))
    compared = [statements.income_statement(desk.books, first, last, department) for first, last in months]
    rows = (
        *_section("total income", [one.income for one in compared]),
        *_section("total expenses", [one.expenses for one in compared]),
        _Row("", "result", tuple([one.result for one in compared])),
    )
    begin = _beginning(desk)
    notes = []
    before = str(period.previous)
    if begin is not None and begin > period.previous.first:
        notes.append(f"they do not hold all of {period.previous}")
        if period.month > 1:
            before = f"{year} to {period.previous}"  # in one sum, as the opening balance brings it
    if begin is not None and begin > year.first:
        notes.append("the year to date counts from there")
    columns = (str(period), before, "year to date")
    title = f"Income statement{f' of {department}' if department else ''}, {period}"
    return _answer(desk, title, columns, rows, _note(begin, notes), page)


def balance_sheet(desk: Workspace, page: int = 1) -> Step:
    """Balance sheet at the end of the month to close, of the month before and of last year. Both sides positive.

    Args:
        page: Page, from 1.
    """
    period = desk.case.period
    begin = _beginning(desk)
    wanted = dict.fromkeys((period, period.previous, Period(period.year - 1, 12)))
    ends = [period, *(end for end in wanted if end < period and (begin is None or begin <= end.last))]
    compared = [statements.balance_sheet(desk.books, end) for end in ends]
    rows = (
        *_section("total assets", [one.assets for one in compared]),
        *_section("total liabilities", [one.liabilities for one in compared]),
        *_section("", [one.equity for one in compared]),
        _Row("", "results of earlier years", tuple([one.earlier_years for one in compared])),
        _Row("", "result of the year to date", tuple([one.year for one in compared])),
        _Row("", "total equity", tuple([one.total_equity for one in compared])),
        _Row("", "total liabilities and equity", tuple([one.total_liabilities + one.total_equity for one in compared])),
    )
    notes = [f"they do not hold the end of {end}" for end in wanted if end not in ends]
    return _answer(desk, f"Balance sheet, {period}", tuple(map(str, ends)), rows, _note(begin, notes), page)


def _section(total: str, columns: Sequence[_Section]) -> list[_Row]:
    """The accounts that stand in any of the columns, in the order of their codes in the chart, and their ``total``."""
    named = {line.account.code: line.account for column in columns for line in column}
    amounts = [{line.account.code: line.amount for line in column} for column in columns]
    rows = [_Row(code, named[code].name, tuple([column.get(code, 0) for column in amounts])) for code in sorted(named)]
    if total:
        rows.append(_Row("", total, tuple([sum(column.values()) for column in amounts])))
    return rows


def _beginning(desk: Workspace) -> date | None:
    """When the books begin: at their opening balance, the first entry on an equity account. The few earlier entries
    there are explain what it brings forward; they are no month's books. None where nothing is on equity."""
    lines = desk.lookup.by_account
    equity = [account.code for account in desk.books.chart if account.kind is Kind.EQUITY]
    return min((entry.date for code in equity for _, entry, _ in lines.get(code, ())), default=None)


def _note(begin: date | None, notes: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """What is missing in the comparatives, in words; nothing where they are whole."""
    return (("books begin", f"{day_text(begin)}; {'; '.join(notes)}"),) if begin is not None and notes else ()


def _answer(
    desk: Workspace,
    title: str,
    columns: tuple[str, ...],
    rows: tuple[_Row, ...],
    fields: tuple[tuple[str, str], ...],
    page: int,
) -> Step:
    pages = paged(page, len(rows), STATEMENT_ROWS)
    if isinstance(pages, Refusal):
        return pages
    described, part = pages
    currency = desk.books.currency
    cells = tuple(
        [(row.code, row.name, *[amount_text(amount, currency) for amount in row.amounts]) for row in rows[part]]
    )
    return desk, table(f"{title}, {currency}", fields, ("account", "name", *columns), cells, described)
