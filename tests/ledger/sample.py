"""A small company's books, worked out by hand. All amounts in minor units (cents)."""

from datetime import date

from tieout.ledger.accounts import Account, Chart, Kind, Tracking
from tieout.ledger.books import Books
from tieout.ledger.entries import Entry, Line
from tieout.ledger.periods import Period

CHART = Chart.of(
    [
        Account("1010", "Checking", Kind.ASSET, role="bank"),
        Account("1200", "Receivables", Kind.ASSET, Tracking.PARTY_ITEM, "receivables"),
        Account("1400", "Prepaid expenses", Kind.ASSET, Tracking.ITEM, "prepaids"),
        Account("2000", "Payables", Kind.LIABILITY, Tracking.PARTY_ITEM, "payables"),
        Account("3000", "Capital", Kind.EQUITY),
        Account("4000", "Sales", Kind.INCOME),
        Account("6100", "Rent", Kind.EXPENSE),
        Account("6990", "Rounding", Kind.EXPENSE),
    ]
)


def entry(identifier: str, day: str, *lines: tuple[object, ...], memo: str = "") -> Entry:
    """An entry; each line is (account, amount, document, and party and item where kept)."""
    return Entry(identifier, date.fromisoformat(day), memo, tuple(Line(*line) for line in lines))


ENTRIES = (
    entry("JE-1", "2023-12-01", ("1010", 500_000, "CAP"), ("3000", -500_000, "CAP"), memo="Capital paid in"),
    entry("JE-2", "2023-12-20", ("1200", 100_000, "INV-1", "C-1", "INV-1"), ("4000", -100_000, "INV-1")),
    entry("JE-3", "2023-12-31", ("6100", 30_000, "B-1"), ("2000", -30_000, "B-1", "V-1", "B-1")),
    entry("JE-4", "2024-01-15", ("1010", 60_000, "REM-1"), ("1200", -60_000, "REM-1", "C-1", "INV-1")),
    entry("JE-5", "2024-01-31", ("1200", 20_000, "INV-2", "C-2", "INV-2"), ("4000", -20_000, "INV-2")),
    entry("JE-6", "2024-01-10", ("2000", 30_000, "PAY-1", "V-1", "B-1"), ("1010", -30_000, "PAY-1")),
    entry("JE-7", "2024-02-01", ("1400", 36_000, "B-2", "", "insurance"), ("2000", -36_000, "B-2", "V-2", "B-2")),
    entry("JE-8", "2024-02-29", ("6100", 31_000, "B-3"), ("2000", -31_000, "B-3", "V-1", "B-3")),
)


def sample_books() -> Books:
    """Capital of 5,000.00; sales of 1,000.00 in 2023 and 200.00 in 2024; rent of 300.00 and 310.00."""
    return Books.opened(CHART, "USD", Period(2023, 12), ENTRIES)
