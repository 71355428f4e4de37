"""Papers on cards, those of customers and our own: a processor's report of a payout, a company card's statement, a
receipt. Amounts: minor units."""

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from tieout.ledger.records import quickly_made


@quickly_made
@dataclass(frozen=True, slots=True)
class PayoutReport:
    """What a card processor reports of the sales of some days and pays out for them on one day after.

    ``first`` to ``last`` are the days of the sales. ``gross`` is what customers paid on them, ``tips`` and sales ``tax``
    included. ``fees``, ``refunds`` and ``chargebacks`` are taken from it (a dispute that was won makes chargebacks
    negative), ``reserve`` is held back; ``released`` are (report, amount) of what was held back before and is paid now.
    ``net`` is what the bank shows on ``paid``."""

    kind: ClassVar[str] = "payout report"
    id: str
    date: dt.date
    party: str
    processor: str
    first: dt.date
    last: dt.date
    paid: dt.date
    gross: int
    tips: int
    tax: int
    fees: int
    refunds: int
    chargebacks: int
    reserve: int = 0
    released: tuple[tuple[str, int], ...] = ()
    note: str = ""

    @property
    def net(self) -> int:
        given_back = sum([amount for _, amount in self.released])
        return self.gross - self.fees - self.refunds - self.chargebacks - self.reserve + given_back

    @property
    def sales(self) -> int:
        """What was sold: the gross less what of it is the staff's and the state's."""
        return self.gross - self.tips - self.tax


@quickly_made
@dataclass(frozen=True, slots=True)
class CardLine:
    """One line of a card's statement: charges are positive, payments and credits negative. ``holder`` is who carries the
    card, empty for payments."""

    id: str
    date: dt.date
    amount: int
    merchant: str
    holder: str


@quickly_made
@dataclass(frozen=True, slots=True)
class CardStatement:
    """A month of the company card: ``opening``, what was owed, plus the lines gives ``closing``, or the record cannot be
    built. ``number`` is the account as printed, ``issuer`` the bank that lends."""

    kind: ClassVar[str] = "card statement"
    id: str
    date: dt.date
    party: str
    issuer: str
    number: str
    account: str
    opening: int
    closing: int
    lines: tuple[CardLine, ...]

    def __post_init__(self) -> None:
        if self.opening + sum([line.amount for line in self.lines]) != self.closing:
            raise ValueError(f"card statement {self.id} does not foot")


@quickly_made
@dataclass(frozen=True, slots=True)
class CardReceipt:
    """A slip for something paid by the company card: what was bought, line by line; ``note`` is what the holder wrote
    on it."""

    kind: ClassVar[str] = "card receipt"
    id: str
    date: dt.date
    party: str
    merchant: str
    holder: str
    lines: tuple[tuple[str, int], ...]
    note: str = ""

    @property
    def amount(self) -> int:
        return sum([amount for _, amount in self.lines])
