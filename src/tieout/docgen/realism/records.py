"""What an auditor's program would count: digits, sizes, dates, matches and exceptions, over months of every family."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from tieout.docgen.realism.quantities import Quantity, benford, share
from tieout.documents.trade import SalesInvoice, SupplierBill
from tieout.ledger.accounts import Kind
from tieout.ledger.entries import Entry
from tieout.scenario.reveal import Scenario
from tieout.scenario.weekdays import is_business_day

MONDAY: Final = 0
MISUSED: Final = ("rounding", "miscellaneous", "other income")
BILL_EXCEPTIONS: Final = frozenset(("E26", "E27", "E28"))


def quantities(months: dict[str, list[Scenario]]) -> list[Quantity]:
    """Over the months of each family by its name."""
    every = [month for some in months.values() for month in some]
    close = months["month_end_close"]
    return [*_digits(every), *_entries(close), *_charts(close), *_bank(months), *_exceptions(months)]


def _bills(months: Iterable[Scenario]) -> list[int]:
    return [paper.amount for month in months for paper in month.case.documents if isinstance(paper, SupplierBill)]


def _true_entries(month: Scenario) -> list[Entry]:
    first = month.case.period.first
    return [entry for entry in month.key.journal if first <= entry.date <= month.case.period.last]


def _digits(months: Sequence[Scenario]) -> list[Quantity]:
    bills = _bills(months)
    invoices = [paper.amount for month in months for paper in month.case.documents if isinstance(paper, SalesInvoice)]
    bank = [line.amount for month in months for paper in month.case.statements for line in paper.lines]
    ledger = [line.amount for month in months for entry in _true_entries(month) for line in entry.lines]
    source = "Nigrini: below 0.006 close, 0.012 acceptable, 0.015 marginal"
    rows = [
        Quantity(f"Benford, first digit: {name}", benford(amounts), 0, 0.012, "mean deviation", source, 4)
        for name, amounts in (("bills", bills), ("invoices", invoices), ("bank lines", bank), ("ledger lines", ledger))
    ]
    round_to = "DataSynth: about 15 %"
    rows.append(Quantity("bills of whole units", share(bills, _whole), 8, 30, "%", round_to))
    rows.append(Quantity("bank lines of whole units", share(bank, _whole), 5, 25, "%", round_to))
    return rows


def _whole(amount: int) -> bool:
    return amount % 100 == 0


def _entries(months: Sequence[Scenario]) -> list[Quantity]:
    entries = [entry for month in months for entry in _true_entries(month)]
    per_month = sorted(len(_true_entries(month)) for month in months)
    return [
        Quantity("entries of two lines", share(entries, lambda one: len(one.lines) == 2), 55, 95, "%", "155 ledgers: 61 %"),
        Quantity("entries of four lines and more", share(entries, lambda one: len(one.lines) > 3), 2, 40, "%", "155 ledgers: 33 %"),
        Quantity("smallest close", per_month[0], 40, 400, "entries", "firm of ten: 150 to 350", 0),
        Quantity("largest close", per_month[-1], 40, 450, "entries", "firm of ten: 150 to 350", 0),
        Quantity(
            "entries on Mondays", share(entries, lambda one: one.date.weekday() == MONDAY), 14, 27, "%",
            "a fifth of working days",
        ),
    ]  # fmt: skip


def _charts(months: Sequence[Scenario]) -> list[Quantity]:
    sizes = [len(month.case.books.chart) for month in months]
    used = [len({line.account for entry in _true_entries(month) for line in entry.lines}) for month in months]
    chart_of = "small firms: 50 to 120"
    misused: Counter[bool] = Counter()
    for month in months:
        wrong = set(month.key.to_reverse)
        roles = {account.code for account in month.case.books.chart if account.role in MISUSED}
        for entry in month.case.books.entries:
            if entry.date >= month.case.period.first and any(line.account in roles for line in entry.lines):
                misused[entry.id in wrong] += 1
    return [
        Quantity("smallest chart", min(sizes), 50, 120, "accounts", chart_of, 0),
        Quantity("largest chart", max(sizes), 50, 120, "accounts", chart_of, 0),
        Quantity("accounts that a month uses, least", min(used), 18, 70, "accounts", "judged", 0),
        Quantity("accounts that a month uses, most", max(used), 18, 70, "accounts", "judged", 0),
        Quantity(
            "right entries among those on rounding, miscellaneous and other income",
            100 * misused[False] / max(1, sum(misused.values())), 40, 95, "%", "no account is wrong by itself",
        ),
    ]  # fmt: skip


def _bank(months: dict[str, list[Scenario]]) -> list[Quantity]:
    lines = unique = holidays = mondays = timing = 0
    for month in [*months["bank_reconciliation"], *months["month_end_close"]]:
        timing += sum([len(paper.listed) for paper in month.key.workpapers])
        for statement in month.case.statements:
            booked = Counter(
                line.amount
                for entry in month.case.books.entries
                for line in entry.lines
                if line.account == statement.account
            )
            shown = Counter(line.amount for line in statement.lines)
            for line in statement.lines:
                lines += 1
                unique += booked[line.amount] == shown[line.amount] == 1
                holidays += not is_business_day(line.date)
                mondays += line.date.weekday() == MONDAY
    return [
        Quantity(
            "bank lines that match one entry by amount alone",
            100 * unique / lines,
            60,
            88,
            "%",
            "rules match 70 to 88 %",
        ),
        Quantity("bank lines on days when banks are closed", 100 * holidays / lines, 0, 0.5, "%", "none"),
        Quantity("bank lines on Mondays", 100 * mondays / lines, 14, 27, "%", "judged: 22 to 25 %"),
        Quantity("timing items per bank line", 100 * timing / lines, 2, 10, "%", "2 to 6 %"),
    ]


def _exceptions(months: dict[str, list[Scenario]]) -> list[Quantity]:
    match = months["three_way_match"]
    bills = len(_bills(match))
    codes = Counter(defect.code for month in match for defect in month.key.defects)
    excepted = sum(count for code, count in codes.items() if code in BILL_EXCEPTIONS)
    fraud = sum(count for code, count in codes.items() if code.startswith("F"))
    close = months["month_end_close"]
    entries = sum(len(_true_entries(month)) for month in close)
    wrong = sum(len(month.key.to_reverse) for month in close)
    goods = [
        line.amount
        for month in close
        for entry in _true_entries(month)
        for line in entry.lines
        if month.key.chart[line.account].kind is Kind.EXPENSE and line.amount > 0
    ]
    return [
        Quantity("bills with an exception of price, quantity or receipt", 100 * excepted / bills, 8, 25, "per 100", "Ardent: 10 to 23 %"),
        Quantity("fraud findings", 100 * fraud / bills, 0, 6, "per 100 bills", "0.3 in life; here enough to learn from"),
        Quantity("wrong entries in the books to close", 100 * wrong / entries, 1, 12, "per 100", "1 to 4 in life; here enough to learn from"),
        Quantity("smallest charge to an expense account", min(goods) / 100, 0.01, 50, "units", "judged", 2),
        Quantity("largest charge to an expense account", max(goods) / 100, 1_000, 900_000, "units", "judged", 0),
    ]  # fmt: skip
