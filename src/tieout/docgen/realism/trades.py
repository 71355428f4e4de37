"""The ratios of businesses, trade by trade and over all of them."""

from collections.abc import Callable, Sequence

from tieout.docgen.realism.business import MARGIN_SWING, SWING, Business
from tieout.docgen.realism.quantities import Quantity, median, share
from tieout.scenario.sheets import SHEETS, Span
from tieout.scenario.simulate import takings


def quantities(months: Sequence[Business]) -> list[Quantity]:
    """The ratios of each trade against its sheet, then those of all."""
    found: list[Quantity] = []
    for trade in SHEETS:
        of_trade = [month for month in months if month.trade == trade]
        if of_trade:
            found += _of_trade(trade, of_trade)
    return found + _of_all(months)


def _of_trade(trade: str, months: Sequence[Business]) -> list[Quantity]:
    sheet = SHEETS[trade]
    rows: list[tuple[str, Callable[[Business], int], Span, int]] = [
        ("payroll", lambda month: month.payroll, sheet.payroll, 0),
        ("rent", lambda month: month.rent, sheet.rent, 0),
        ("margin", lambda month: month.margin, sheet.margin, MARGIN_SWING // 2),
    ]
    if sheet.takings.high:
        cards = Span(
            sheet.takings.low * sheet.cards.low // 1000,
            sheet.takings.high * sheet.cards.high // 1000,
            sheet.cards.source,
        )
        rows.append(("sold by card", lambda month: month.card_share, cards, 0))
    if sheet.cost_of_sales.high:
        rows.append(("cost of sales", lambda month: month.cost_of_sales, sheet.cost_of_sales, 0))
    return [
        Quantity(
            f"{trade}: {name}, median",
            median([value(month) for month in months]) / 10,
            (span.low * (1000 - SWING) // 1000 - more) / 10,
            (span.high * (1000 + SWING) // 1000 + more) / 10,
            "% of revenue",
            span.source,
        )
        for name, value, span, more in rows
    ]


def _of_all(months: Sequence[Business]) -> list[Quantity]:
    loans = [month for month in months if month.loan_rate]
    carded = [month for month in months if month.card_fees]
    stocked = [month for month in months if month.sheet.cost_of_sales.high]
    return [
        Quantity("months inside their sheet", share(months, lambda month: not month.outside), 90, 100, "%", "the brief"),
        Quantity("headcount, median", median([month.headcount for month in months]), 5, 50, "people", "small firms", 0),
        Quantity(
            "wage, median", median([month.wage for month in months]) / 100, 1_500, 9_500, "a month and head", "judged", 0
        ),
        Quantity("money at the bank, median", median([month.cash for month in months]) / 1000, 0.8, 5, "months of cost", "rule: one to six"),
        Quantity(
            "least money at the bank", min(month.cash for month in months) / 1000, 0.1, 5, "months of cost", "no overdraft"
        ),
        Quantity("most money at the bank", max(month.cash for month in months) / 1000, 0.1, 12, "months of cost", "review: 12 is absurd"),
        Quantity(
            "receivables, median", median([month.receivables for month in months]) / 1000, 0.6, 2, "months of invoices",
            "rule: 30 to 60 days",
        ),
        Quantity("payables, median", median([month.payables for month in months]) / 1000, 0.3, 2, "months of purchases", "rule: 15 to 60 days"),
        Quantity("stock, median", median([month.stock for month in stocked]), 8, 90, "days", "sheets", 0),
        Quantity("least card fees", min(month.card_fees for month in carded) / 10, 2, 3.5, "% of payouts", takings.FEES.source),
        Quantity("most card fees", max(month.card_fees for month in carded) / 10, 2, 3.5, "% of payouts", takings.FEES.source),
        Quantity("least loan interest", min(month.loan_rate for month in loans) / 100, 4, 12, "% a year", "rule: prime plus 1 to 3"),
        Quantity("most loan interest", max(month.loan_rate for month in loans) / 100, 4, 12, "% a year", "rule: prime plus 1 to 3"),
        Quantity(
            "largest overhead account, median", median([month.largest_overhead for month in months]) / 10, 1, 15,
            "% of revenue", "judged",
        ),
        Quantity("worst month", min(month.margin for month in months) / 10, -40, 45, "% margin", "review: -183 % is absurd"),
        Quantity("best month", max(month.margin for month in months) / 10, -40, 45, "% margin", "review: 89 % is absurd"),
        Quantity("months with negative equity", share(months, lambda month: month.equity < 0), 0, 20, "%", "judged"),
    ]  # fmt: skip
