"""A scenario: the case file (what the agent may see) and the answer key (what it may not), from one world."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from operator import itemgetter
from typing import Final, Protocol, TypeVar

from tieout.documents.bank import BankStatement
from tieout.documents.casefile import CaseFile, Document
from tieout.documents.closing import Workpaper
from tieout.documents.letters import Notice, Policy
from tieout.documents.trade import SupplierBill
from tieout.ledger.books import Books
from tieout.ledger.entries import Entry
from tieout.ledger.periods import Period
from tieout.scenario.answer_key import AnswerKey, Defect
from tieout.scenario.numbering import Numbering
from tieout.scenario.seeds import Rng
from tieout.scenario.simulate import stock
from tieout.scenario.world import OPENING, World


class _Dated(Protocol):
    @property
    def date(self) -> date: ...


Record = TypeVar("Record", bound=_Dated)
_PLACE: Final = itemgetter(0)


@dataclass(frozen=True, slots=True)
class Scenario:
    """A month as it is handed out: the desk for the agent, the key for the grader."""

    case: CaseFile
    key: AnswerKey


def reveal(world: World, defects: tuple[Defect, ...], mandate: str, rng: Rng) -> Scenario:
    """Draw public ids and orders, now that everything is planted, and part the desk from the key.

    Entries are numbered by date, in random order within a day; documents are laid out by date the same way.
    """
    world = stock.agreed(world)
    company = world.company
    statements = tuple(_statement(world, account.code, rng) for account in world.accounts)
    laid_out = _shuffled_by_date((*world.documents, *statements, company.policy), rng.stream("document order"))
    numbers = Numbering(laid_out, world.period, rng.stream("numbers"))
    world, papers = _with_numbers(world, numbers), _desk(laid_out, numbers, company.policy)
    public = _numbered((*world.history, *world.books), dict(world.late), rng.stream("entry order"))
    closed = world.period.previous
    chart = company.chart
    desk_books = Books.opened(chart, company.currency, closed, public.values())
    documents = _with_figures(papers, desk_books, closed, _unsigned(world))
    true_ids = {id(entry) for entry in world.truth}
    to_post = tuple([entry for entry in world.truth if id(entry) not in public])
    journal = tuple([public.get(id(entry), entry) for entry in (*world.history, *world.truth)])
    case = CaseFile(
        company=company.name,
        period=world.period,
        mandate=mandate,
        books=desk_books,
        policy=company.policy,
        documents=documents,
        vendors=company.vendors,
        customers=company.customers,
        to_settle=_waiting(documents, world.last, desk_books),
        workpapers=tuple(sorted(world.workpapers)),
        reconciled=tuple(public[id(entry)].id for entry in world.history if entry.memo == OPENING),
        callbacks=world.callbacks,
        address=company.address,
        shelf=company.vocabulary.shelf,
    )
    key = AnswerKey(
        chart=chart,
        currency=company.currency,
        closed_through=closed,
        journal=journal,
        cleared=tuple(movement for movement in world.movements if movement.cleared),
        dispositions=world.settled,
        workpapers=_workpapers(world, journal, case.workpapers, statements),
        defects=numbers.record(defects),
        forbidden=world.forbidden,
        to_reverse=tuple([public[id(entry)].id for entry in world.books if id(entry) not in true_ids]),
        to_post=to_post,
        meanings=world.meanings,
    )
    return Scenario(case, key)


def _with_numbers(world: World, numbers: Numbering) -> World:
    """The world under final numbers, in all that leaves it."""
    return replace(
        world,
        truth=tuple(map(numbers.entry, world.truth)),
        books=tuple(map(numbers.entry, world.books)),
        history=tuple([_in_order(numbers.entry(entry)) for entry in world.history]),
        documents=(),
        movements=numbers.record(world.movements),
        settled=numbers.record(world.settled),
        timing=numbers.record(world.timing),
        callbacks=numbers.record(world.callbacks),
        forbidden=numbers.record(world.forbidden),
        meanings=numbers.record(world.meanings),
    )


def _desk(laid_out: tuple[Document, ...], numbers: Numbering, policy: Policy) -> tuple[Document, ...]:
    """The papers in their order under final numbers, with the log of numbers that none of them bears."""
    papers = [document if document is policy else numbers.record(document) for document in laid_out]
    log = numbers.log()
    if log is not None:
        place = next((place for place, paper in enumerate(papers) if paper.date > log.date), len(papers))
        papers.insert(place, log)
    return tuple(papers)


def _unsigned(world: World) -> list[Entry]:
    """The entries of closed months that were made after the last of them was signed."""
    made, signed = dict(world.late), world.period.previous.last
    return [entry for entry in world.history if made.get(entry.id, signed) > signed]


def _with_figures(
    documents: tuple[Document, ...], books: Books, closed: Period, unsigned: list[Entry]
) -> tuple[Document, ...]:
    """The documents, with the balances at which the last closed month was signed in the trial balance that brings them
    forward: those of the books, but for entries that are ``unsigned``."""
    opening = {entry.lines[0].document for entry in books.entries if entry.memo == OPENING}
    sums = dict.fromkeys([account.code for account in books.chart], 0)
    for (code, month), amount in books.balances.items():
        if month <= closed.index:
            sums[code] += amount
    for entry in unsigned:
        for line in entry.lines:
            sums[line.account] -= line.amount
    balances = tuple([(code, books.chart[code].name, amount) for code, amount in sorted(sums.items()) if amount])
    return tuple(
        [
            replace(document, balances=balances)
            if isinstance(document, Notice) and document.id in opening
            else document
            for document in documents
        ]
    )


def _waiting(documents: tuple[Document, ...], last: date, books: Books) -> tuple[str, ...]:
    """The bills of the month that are not in the books. Anybody who looks at the desk can tell which those are; which
    messages ask for a decision can be told by nobody who has not read them, so no message is among them."""
    payables = books.chart.role("payables")
    booked = {line.document for entry in books.entries for line in entry.lines if line.account == payables}
    return tuple(
        sorted(
            document.id
            for document in documents
            if isinstance(document, SupplierBill) and document.date <= last and document.id not in booked
        )
    )


def _shuffled_by_date(records: Collection[Record], rng: Rng) -> tuple[Record, ...]:
    """The records by date, and at random within a day. One number of both, the day above 60 bits of order, sorts faster
    than a pair."""
    places = rng.orders(len(records))
    placed = [(record.date.toordinal() << 60 | place, record) for record, place in zip(records, places, strict=True)]
    placed.sort(key=_PLACE)
    return tuple([record for _, record in placed])


def _in_order(entry: Entry) -> Entry:
    """The opening balance by account and item; as it was made, what was added for an error would stand last."""
    if entry.memo != OPENING:
        return entry
    return replace(entry, lines=tuple(sorted(entry.lines, key=lambda line: (line.account, line.item, line.party))))


def _numbered(entries: tuple[Entry, ...], late: Mapping[str, date], rng: Rng) -> dict[int, Entry]:
    """The entries of the desk under public ids, in their order, by the identity of the internal entry. Numbers follow the
    days on which entries were made, which is that of their date but for those that are ``late``.

    A journal that the truth shares with the books shares them here too; what stands in the truth alone keeps its
    internal key.
    """
    if len({entry.id for entry in entries}) != len(entries):
        raise ValueError("two entries of the books share a key")
    ordered = _shuffled_by_date(entries, rng)
    first = rng.between(1_000, 60_000)
    made = sorted(ordered, key=lambda entry: late.get(entry.id, entry.date)) if late else ordered
    numbers = {entry.id: f"JE-{number:05d}" for number, entry in enumerate(made, first)}
    return {
        id(entry): entry.under(numbers[entry.id], numbers[entry.reverses] if entry.reverses else "")
        for entry in ordered
    }


def _statement(world: World, code: str, rng: Rng) -> BankStatement:
    account = next(account for account in world.accounts if account.code == code)
    printed = [movement.line for movement in world.movements if movement.account == code]
    lines = _shuffled_by_date(printed, rng.stream("bank lines", code))
    closing = account.opening + sum([line.amount for line in lines])
    return BankStatement(
        id=account.statement_id(world.period),
        date=world.last,
        party="",
        account=code,
        number=account.number,
        period=world.period,
        opening=account.opening,
        closing=closing,
        lines=lines,
        bank=account.bank,
    )


def _workpapers(
    world: World, journal: tuple[Entry, ...], codes: tuple[str, ...], statements: tuple[BankStatement, ...]
) -> tuple[Workpaper, ...]:
    """Statement balance and timing items of a bank account, the true ledger balance of any other."""
    balances = dict.fromkeys(codes, 0)
    last = world.last
    for entry in journal:
        if entry.date <= last:
            for line in entry.lines:
                if line.account in balances:
                    balances[line.account] += line.amount
    listed: dict[str, list[tuple[str, int]]] = {statement.account: [] for statement in statements}
    for account, document, amount in world.timing:
        listed[account].append((document, amount))
    balances.update((statement.account, statement.closing) for statement in statements)
    return tuple([Workpaper(code, balances[code], tuple(sorted(listed.get(code, ()))), 0) for code in codes])
