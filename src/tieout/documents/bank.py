"""Bank statements, payment vouchers and deposit slips. Amounts: minor units; on statements money in is positive."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from tieout.ledger.periods import Period
from tieout.ledger.records import quickly_made


@quickly_made
@dataclass(frozen=True, slots=True)
class BankLine:
    """One line of a statement; its id can be cited as a document by entries that only the statement supports."""

    id: str
    date: date
    amount: int
    description: str
    reference: str


@quickly_made
@dataclass(frozen=True, slots=True)
class BankStatement:
    """A month of one bank account: ``opening`` plus the lines gives ``closing``, or the record cannot be built.

    ``account`` is the ledger account; ``number`` the bank's account number as printed; ``bank`` its name.
    """

    kind: ClassVar[str] = "bank statement"
    id: str
    date: date
    party: str
    account: str
    number: str
    period: Period
    opening: int
    closing: int
    lines: tuple[BankLine, ...]
    bank: str = ""

    def __post_init__(self) -> None:
        if self.opening + sum(line.amount for line in self.lines) != self.closing:
            raise ValueError(f"statement {self.id} does not foot")


@quickly_made
@dataclass(frozen=True, slots=True)
class PaymentVoucher:
    """Our copy of a payment made: check or transfer. ``amount`` is positive; ``pays`` lists (bill id, amount)."""

    kind: ClassVar[str] = "payment voucher"
    id: str
    date: date
    party: str
    payee: str
    method: str
    number: str
    account: str
    amount: int
    pays: tuple[tuple[str, int], ...]
    note: str = ""


@quickly_made
@dataclass(frozen=True, slots=True)
class DepositSlip:
    """What was paid in at the bank in one deposit; ``receipts`` lists (customer's receipt document id, amount)."""

    kind: ClassVar[str] = "deposit slip"
    id: str
    date: date
    party: str
    account: str
    amount: int
    receipts: tuple[tuple[str, int], ...]
    note: str = ""
