"""What a closer leaves behind besides entries: matches, dispositions, workpapers."""

from dataclasses import dataclass
from typing import NamedTuple

from tieout.ledger.records import quickly_made


class CashItem(NamedTuple):
    """The ledger side of a match: what one entry moves on the bank account citing one document."""

    entry: str
    document: str


@quickly_made
@dataclass(frozen=True, slots=True)
class Match:
    """Bank lines of one account matched with the cash items that they settle; both sides sum to the same, and one of
    them may be empty. Where ``duplicate_of`` names a bank line nothing is settled: the one line of this match was
    imported twice and is set aside."""

    id: str
    account: str
    bank_lines: tuple[str, ...]
    items: tuple[CashItem, ...]
    duplicate_of: str = ""


@quickly_made
@dataclass(frozen=True, slots=True)
class Disposition:
    """What was decided on ``subject``, a document id. ``track`` is ``bill``, ``callback`` or ``escalation``; each
    track of a subject holds its latest ``outcome``: ``posted``, ``partly posted``, ``held: price``,
    ``rejected: duplicate``, the number that was called, the reason of the escalation."""

    subject: str
    track: str
    outcome: str


@quickly_made
@dataclass(frozen=True, slots=True)
class Workpaper:
    """A filed reconciliation of one balance-sheet account. Amounts: minor units. For a bank account ``balance`` is
    the statement's closing balance and ``listed`` the timing items (document or bank line id, amount), for any other
    account ``balance`` is the ledger's, ``listed`` is empty and ``composition`` (name, amount) is what it is made of;
    ``unexplained`` is what remains open."""

    account: str
    balance: int
    listed: tuple[tuple[str, int], ...]
    unexplained: int
    composition: tuple[tuple[str, int], ...] = ()
