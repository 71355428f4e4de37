"""Journal entries. A line has account, signed amount (debit positive), document, and party and item where kept.

An entry that does not balance, has no lines, or has a line of zero cannot be built.
"""

from dataclasses import dataclass
from datetime import date

from tieout.ledger.periods import Period


class EntryError(ValueError):
    """An entry that double entry forbids."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: ``amount`` in minor units of the books' currency, debit positive, credit negative.

    ``document`` is the external document that supports the line. ``party`` (customer or vendor id) and ``item``
    (invoice, bill, receipt, asset, …) are empty where the account keeps no sub-ledger.
    """

    account: str
    amount: int
    document: str
    party: str = ""
    item: str = ""

    def negated(self) -> "Line":
        return Line(self.account, -self.amount, self.document, self.party, self.item)


@dataclass(frozen=True, slots=True)
class Entry:
    """A balanced journal entry. ``reverses`` is the id of the entry that this one undoes, or empty."""

    id: str
    date: date
    memo: str
    lines: tuple[Line, ...]
    reverses: str = ""

    def __post_init__(self) -> None:
        if len(self.lines) < 2:
            raise EntryError(f"entry {self.id} has {len(self.lines)} line(s); double entry needs two")
        total = 0
        for line in self.lines:
            if line.amount == 0:
                raise EntryError(f"entry {self.id} has a line of zero on {line.account}")
            total += line.amount
        if total:
            raise EntryError(f"entry {self.id} is out of balance by {total} minor units")

    @property
    def period(self) -> Period:
        return Period(self.date.year, self.date.month)

    def on(self, account: str) -> int:
        """Net amount of this entry on ``account``."""
        return sum(line.amount for line in self.lines if line.account == account)
