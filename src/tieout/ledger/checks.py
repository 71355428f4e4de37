"""Checks of whole books. Each takes books and returns findings, all of them, never an exception.

Books that came about through :class:`Books` have none. The checks read the journal afresh and trust no running
total, so that they also judge books that were put together by hand or brought from elsewhere.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from tieout.ledger.accounts import Tracking
from tieout.ledger.balances import trial_balance
from tieout.ledger.books import Books, ItemKey
from tieout.ledger.entries import Line
from tieout.ledger.periods import Period
from tieout.ledger.statements import balance_sheet


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with the books: which ``check`` says so, about what, and the figures in a sentence."""

    check: str
    subject: str
    text: str


def net_to_zero(books: Books) -> Iterator[Finding]:
    """In every month debits equal credits, and the trial balance and the balance sheet tie."""
    months: dict[int, int] = {}
    for (_, month), amount in books.balances.items():
        months[month] = months.get(month, 0) + amount
    for month, net in sorted(months.items()):
        period = Period.at(month)
        if net:
            yield Finding("net to zero", str(period), f"The movements of {period} are out by {net}.")
        if difference := trial_balance(books, period).difference:
            yield Finding("net to zero", str(period), f"The trial balance of {period} is out by {difference}.")
        if difference := balance_sheet(books, period).difference:
            yield Finding("net to zero", str(period), f"The balance sheet of {period} is out by {difference}.")


def balances_are_sums(books: Books) -> Iterator[Finding]:
    """Each account's balance of each month is the sum of the lines posted."""
    sums: dict[tuple[str, int], int] = {}
    for entry in books.entries:
        for line in entry.lines:
            key = (line.account, entry.date.year * 12 + entry.date.month - 1)
            sums[key] = sums.get(key, 0) + line.amount
    for code, month in sorted(sums.keys() | books.balances.keys()):
        posted, shown = sums.get((code, month), 0), books.balances.get((code, month), 0)
        if posted != shown:
            yield Finding(
                "balances are sums", code, f"{Period.at(month)}: the balance moves by {shown}, the lines by {posted}."
            )


def items_are_sums(books: Books) -> Iterator[Finding]:
    """What is left of each open item is the sum of the lines that name it."""
    sums: dict[ItemKey, int] = {}
    for entry in books.entries:
        for line in entry.lines:
            account = books.chart.get(line.account)
            if account is not None and account.tracking is not Tracking.NONE:
                key = ItemKey(line.account, line.party, line.item)
                sums[key] = sums.get(key, 0) + line.amount
    for key in sorted(sums.keys() | books.residuals.keys()):
        posted, shown = sums.get(key, 0), books.residuals.get(key, 0)
        if posted != shown:
            yield Finding("items are sums", " ".join(key), f"The item stands at {shown}, its lines at {posted}.")


def sub_ledgers_equal_control(books: Books) -> Iterator[Finding]:
    """The open items of an account add up to the account."""
    for account in books.chart:
        if account.tracking is Tracking.NONE:
            continue
        control = sum(amount for (code, _), amount in books.balances.items() if code == account.code)
        items = sum(left for key, left in books.residuals.items() if key.account == account.code)
        if items != control:
            yield Finding("sub-ledger equals control", account.code, f"Items are {items}, the account is {control}.")


def lines_are_supported(books: Books) -> Iterator[Finding]:
    """Each line is on an account of the chart, cites a document, and names party and item where the account asks,
    and no department but one of the company's, on income or expense."""
    for entry in books.entries:
        for number, line in enumerate(entry.lines, 1):
            subject = f"{entry.id} line {number}"
            demand = books.chart.demands.get(line.account)
            if demand is None:
                yield Finding("lines are supported", subject, f"Account {line.account} is not in the chart.")
            elif (bool(line.party), bool(line.item)) != demand:
                kept = books.chart[line.account].tracking.value
                yield Finding("lines are supported", subject, f"Account {line.account} is kept by {kept}.")
            if line.department and not books.chart.keeps(line.account, line.department):
                text = f"Account {line.account} keeps no department {line.department}."
                yield Finding("lines are supported", subject, text)
            if not line.document:
                yield Finding("lines are supported", subject, f"The line on {line.account} cites no document.")


def ids_are_unique(books: Books) -> Iterator[Finding]:
    """No two entries have the same id."""
    seen: set[str] = set()
    for entry in books.entries:
        if entry.id in seen:
            yield Finding("ids are unique", entry.id, f"Entry id {entry.id} stands twice in the journal.")
        seen.add(entry.id)


def reversals_mirror(books: Books) -> Iterator[Finding]:
    """A reversal undoes an earlier entry, once, line by line, citing the same documents."""
    before: dict[str, list[Line]] = {}
    undone: set[str] = set()
    for entry in books.entries:
        if entry.reverses:
            mirrored = _in_order(line.negated() for line in entry.lines)
            if entry.reverses not in before:
                yield Finding("reversals mirror", entry.id, f"Entry {entry.reverses} was not posted before it.")
            elif mirrored != before[entry.reverses]:
                yield Finding("reversals mirror", entry.id, f"It is not the mirror image of {entry.reverses}.")
            if entry.reverses in undone:
                yield Finding("reversals mirror", entry.id, f"Entry {entry.reverses} is reversed a second time.")
            undone.add(entry.reverses)
        before[entry.id] = _in_order(entry.lines)


def _in_order(lines: Iterable[Line]) -> list[Line]:
    return sorted(
        lines, key=lambda line: (line.account, line.party, line.item, line.document, line.department, line.amount)
    )


CHECKS: Final[tuple[Callable[[Books], Iterator[Finding]], ...]] = (
    net_to_zero,
    balances_are_sums,
    items_are_sums,
    sub_ledgers_equal_control,
    lines_are_supported,
    ids_are_unique,
    reversals_mirror,
)


def check_books(books: Books) -> tuple[Finding, ...]:
    """Every finding of every check."""
    return tuple(finding for check in CHECKS for finding in check(books))


def check_succession(before: Books, after: Books) -> tuple[Finding, ...]:
    """What ``after`` may not have done to ``before``: change or drop a posted entry, reopen a period, or post into a
    period that ``before`` had closed."""
    findings = []
    for position, entry in enumerate(before.entries):
        if position >= len(after.entries):
            findings.append(Finding("journal only grows", entry.id, f"Entry {entry.id} is gone."))
        elif after.entries[position] != entry:
            findings.append(Finding("journal only grows", entry.id, f"Entry {entry.id} was changed."))
    if after.closed_through < before.closed_through:
        text = f"Closed through {before.closed_through} before, through {after.closed_through} after."
        findings.append(Finding("closed stays closed", str(before.closed_through), text))
    for entry in after.entries[len(before.entries) :]:
        if entry.period <= before.closed_through:
            text = f"Dated {entry.date.isoformat()}, but {before.closed_through} was closed."
            findings.append(Finding("nothing posted after lock", entry.id, text))
    return tuple(findings)
