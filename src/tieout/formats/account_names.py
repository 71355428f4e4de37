"""Account names as plain-text ledgers write them: ``Assets:1010-Operating-Checking``."""

from collections.abc import Callable
from typing import Final

from tieout.ledger.accounts import Account, Chart, Kind

ROOTS: Final = {
    Kind.ASSET: "Assets",
    Kind.LIABILITY: "Liabilities",
    Kind.EQUITY: "Equity",
    Kind.INCOME: "Income",
    Kind.EXPENSE: "Expenses",
}


def account_names(chart: Chart, spell: Callable[[Account], str]) -> dict[str, str]:
    """Account code to full name. ``spell`` writes the part below the root in the format's own alphabet; where two
    accounts come out alike, the later one in the chart gets a number, so that no two accounts share that part."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for account in chart:
        plain = part = spell(account)
        copies = 1
        while part in taken:
            copies += 1
            part = f"{plain}-{copies}"
        taken.add(part)
        names[account.code] = f"{ROOTS[account.kind]}:{part}"
    return names
