"""A receipt before it is in the books: what the bank shows, what the papers say, and where the money belongs.

The same arrival makes an error or none: it waits for booking, it was booked wrongly, or it was booked as it should be.
So what is planted and what is innocent look alike.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from tieout.documents.bank import BankLine
from tieout.documents.casefile import Customer, Document
from tieout.documents.trade import Remittance, SalesInvoice
from tieout.ledger.entries import Entry, Line
from tieout.scenario.answer_key import Defect
from tieout.scenario.defects.candidates import (
    NoCandidateError,
    amount_taken,
    fresh_id,
    new_lines,
    open_invoices,
)
from tieout.scenario.seeds import Rng
from tieout.scenario.simulate.sales import SOONEST
from tieout.scenario.weekdays import weekday_between, weekday_from
from tieout.scenario.world import Movement, World
from tieout.scenario.world_builder import later

Place = tuple[str, int, str, str]
"""Role of an account, signed amount, party and item: a line that is still to cite its bank line."""
LAST_DAY: Final = 22
"""Of the month: what is sent by then reaches the bank, and a letter on it us, within the month."""
PRINTED: Final = 600  # per mille of lines have the payer's reference in its column
DAYS_TO_BANK: Final = ((0, 5), (1, 3), (2, 1))


@dataclass(frozen=True, slots=True)
class Arrival:
    """``world`` has the bank line and the papers, and no entry yet. ``right`` is where the money belongs, ``wrong`` where a
    bookkeeper who did not read put it; ``what`` says for the score what is decided, ``stake`` is its amount, ``touched``
    are the ids that no other error may touch."""

    world: World
    line: BankLine
    right: tuple[Line, ...]
    wrong: tuple[Line, ...]
    what: str
    stake: int
    evidence: tuple[tuple[str, str], ...]
    touched: tuple[str, ...]
    memo: str


Arrive = Callable[[World, Rng], Arrival]


def waiting(arrival: Arrival, code: str) -> tuple[World, Defect]:
    """The receipt is on the statement, and nobody has booked it."""
    right = _entry(arrival, arrival.right, code)
    defect = Defect(
        code,
        f"{arrival.what} ({arrival.line.id}).",
        arrival.stake,
        entries=(right,),
        bank_lines=(arrival.line.id,),
        evidence=arrival.evidence,
    )
    return _touched(arrival).with_truth(add=(right,)), defect


def misbooked(arrival: Arrival, code: str) -> tuple[World, Defect]:
    """The receipt was booked, and not as it should have been."""
    right, wrong = _entry(arrival, arrival.right, code), _entry(arrival, arrival.wrong, f"{code}w")
    defect = Defect(
        code,
        f"{arrival.what}; {arrival.line.id} was booked otherwise.",
        arrival.stake,
        entries=(wrong, right),
        evidence=arrival.evidence,
    )
    return _touched(arrival).with_truth(add=(right,)).with_books(add=(wrong,)), defect


def innocent(arrival: Arrival) -> World:
    """The receipt was booked as it should have been."""
    right = _entry(arrival, arrival.right, "ok")
    return _touched(arrival).with_truth(add=(right,)).with_books(add=(right,))


def arrived(
    world: World,
    rng: Rng,
    payer: Customer,
    day: date,
    amount: int,
    *,
    lines: tuple[tuple[str, int, int], ...] = (),
    text: str = "",
    reference: str = "",
) -> tuple[World, BankLine, Remittance, str]:
    """The world with a payment of ``payer`` on the statement and its advice, a list or a message, on the desk; the bank
    line, the advice and the memo of an entry on it. NoCandidateError where another movement has the amount."""
    account = world.accounts[0].code
    if amount <= 0 or amount_taken(world, account, amount):
        raise NoCandidateError("another movement has this amount")
    words = world.company.vocabulary
    reference = reference or words.doc_number(rng, payer.name)
    (line_id,) = new_lines(world, rng, 1)
    printed = words.bank_text(rng, "transfer in", payer.name, reference)
    line = BankLine(line_id, day, amount, printed, reference if rng.chance(PRINTED) else "")
    advice = Remittance(fresh_id(world, rng, "REM"), day, payer.id, amount, reference, lines, text)
    return shown(world, line, advice), line, advice, words.memo(rng, "receipt", payer.name, reference)


def shown(world: World, line: BankLine, *papers: Document) -> World:
    """The world with the line on the statement of the first account, settled by what cites it, and papers on the desk."""
    movement = Movement(world.accounts[0].code, line, ((line.id, line.amount),))
    return replace(world, documents=(*world.documents, *papers), movements=(*world.movements, movement))


def booked(world: World, line: BankLine, places: Sequence[Place]) -> tuple[Line, ...]:
    """The lines of an entry that books the bank line: the bank, then the places that are not zero."""
    role = world.company.chart.role
    cash = Line(world.accounts[0].code, line.amount, line.id)
    return (cash, *[Line(role(name), amount, line.id, party, item) for name, amount, party, item in places if amount])


def on_account(amount: int, line: BankLine) -> tuple[Place, ...]:
    """All of it unapplied."""
    return (("unapplied cash", -amount, "", line.id),)


def paid_on(*invoices: tuple[SalesInvoice, int]) -> tuple[Place, ...]:
    """What is paid on each invoice."""
    return tuple([("receivables", -amount, invoice.party, invoice.id) for invoice, amount in invoices])


def payable(world: World) -> list[SalesInvoice]:
    """The open invoices that no error has touched and that may be paid within the month, with room for a letter after."""
    until = later(world.last.replace(day=LAST_DAY), -SOONEST)
    return [invoice for invoice in open_invoices(world) if invoice.date <= until]


def payable_by(world: World) -> dict[str, list[SalesInvoice]]:
    """The same by customer."""
    found: dict[str, list[SalesInvoice]] = {}
    for invoice in payable(world):
        found.setdefault(invoice.party, []).append(invoice)
    return found


def day_of_receipt(world: World, invoices: Sequence[SalesInvoice], rng: Rng) -> date:
    """A day on which the bank shows money that was sent on or after the invoices, which are payable."""
    first = max(world.period.first, *[later(invoice.date, SOONEST) for invoice in invoices])
    sent = weekday_between(first, world.last.replace(day=LAST_DAY), rng)
    return weekday_from(later(sent, rng.weighted(DAYS_TO_BANK)))


def _entry(arrival: Arrival, lines: tuple[Line, ...], suffix: str) -> Entry:
    return Entry(f"{arrival.line.id}~{suffix}", arrival.line.date, arrival.memo, lines)


def _touched(arrival: Arrival) -> World:
    return arrival.world.using(arrival.line.id, *arrival.touched)
