"""Journal entries. A line has account, signed amount (debit positive), document, and party, item and department where kept.

An entry that does not balance, has fewer than two lines, or has a line of zero cannot be built.
"""

import datetime as dt
from dataclasses import dataclass

from tieout.ledger.periods import Period
from tieout.ledger.records import quickly_made, unchecked


class EntryError(ValueError):
    """An entry that double entry forbids."""


@quickly_made
@dataclass(frozen=True, slots=True)
class Line:
    """One line: ``amount`` in minor units of the books' currency, debit positive, credit negative.

    ``document`` is the external document that supports the line. ``party`` (customer or vendor id) and ``item``
    (invoice, bill, receipt, asset, …) are empty where the account keeps no sub-ledger. ``department`` is the code of the
    department that an income or expense line belongs to, or empty; it splits what is on the account and moves no balance.
    """

    account: str
    amount: int
    document: str
    party: str = ""
    item: str = ""
    department: str = ""

    def negated(self) -> "Line":
        return Line(self.account, -self.amount, self.document, self.party, self.item, self.department)

    def of(self, amount: int) -> "Line":
        """The same line with another amount."""
        return Line(self.account, amount, self.document, self.party, self.item, self.department)


@quickly_made
@dataclass(frozen=True, slots=True)
class Entry:
    """A balanced journal entry. ``reverses`` is the id of the entry that this one undoes, or empty."""

    id: str
    date: dt.date
    memo: str
    lines: tuple[Line, ...]
    reverses: str = ""

    def __post_init__(self) -> None:
        lines = self.lines
        if type(lines) is not tuple:
            raise EntryError(
                f"entry {self.id} keeps its lines in a {type(lines).__name__}; a tuple cannot change later"
            )
        total = 0
        for line in lines:
            amount = line.amount
            if type(amount) is not int:
                raise EntryError(f"entry {self.id} has {amount!r} on {line.account}; amounts are whole minor units")
            if not amount:
                raise EntryError(f"entry {self.id} has a line of zero on {line.account}")
            total += amount
        if len(lines) < 2:
            raise EntryError(f"entry {self.id} has {len(lines)} line(s); double entry needs two")
        if total:
            raise EntryError(f"entry {self.id} is out of balance by {total} minor units")

    def under(self, id: str, reverses: str = "") -> "Entry":  # noqa: A002 - the field's own name
        """The same entry under another id, without checking again what was checked when it was built."""
        return _unchecked(Entry, id, self.date, self.memo, self.lines, reverses)

    @property
    def period(self) -> Period:
        return Period(self.date.year, self.date.month)

    def on(self, account: str) -> int:
        """Net amount of this entry on ``account``."""
        return sum(line.amount for line in self.lines if line.account == account)


_unchecked = unchecked(Entry)
