"""A scenario: the case file (what the agent may see) and the answer key (what it may not), from one world."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from tieout.documents.bank import BankStatement
from tieout.documents.casefile import CaseFile
from tieout.documents.closing import Workpaper
from tieout.ledger.books import Books
from tieout.ledger.entries import Entry
from tieout.scenario.answer_key import AnswerKey, Defect
from tieout.scenario.seeds import Rng
from tieout.scenario.world import OPENING, World


@dataclass(frozen=True, slots=True)
class Scenario:
    case: CaseFile
    key: AnswerKey


def reveal(world: World, defects: tuple[Defect, ...], mandate: str, rng: Rng) -> Scenario:
    """Draw public ids and orders, now that everything is planted, and part the desk from the key.

    Entries are numbered by date, in random order within a day; documents are laid out by date the same way.
    """
    books, ids = _numbered(world.history, world.books, rng.stream("entry order"))
    statements = tuple(_statement(world, account.code, rng) for account in world.accounts)
    documents = sorted(
        (*world.documents, *statements, world.company.policy),
        key=_shuffled_by_date(rng.stream("document order")),
    )
    company = world.company
    closed = world.period.previous
    chart = company.chart
    desk_books = Books.opened(chart, company.currency, closed, books)
    true_ids = {id(entry) for entry in world.truth}
    book_ids = {id(entry) for entry in world.books}
    to_post = tuple(entry for entry in world.truth if id(entry) not in book_ids)
    true_books = Books.opened(
        chart, company.currency, closed, (*_renamed(world.history, ids), *_renamed(world.truth, ids))
    )
    case = CaseFile(
        company=company.name,
        period=world.period,
        mandate=mandate,
        books=desk_books,
        policy=company.policy,
        documents=tuple(documents),
        vendors=company.vendors,
        customers=company.customers,
        to_settle=tuple(sorted(world.to_settle)),
        workpapers=tuple(sorted(world.workpapers)),
        reconciled=tuple(ids[entry.id] for entry in world.history if entry.memo == OPENING),
        callbacks=world.callbacks,
    )
    key = AnswerKey(
        books=true_books,
        cleared=tuple(movement for movement in world.movements if movement.cleared),
        dispositions=world.settled,
        workpapers=tuple(_workpaper(world, true_books, code, statements) for code in case.workpapers),
        defects=defects,
        forbidden=world.forbidden,
        to_reverse=tuple(ids[entry.id] for entry in world.books if id(entry) not in true_ids),
        to_post=to_post,
    )
    return Scenario(case, key)


def _shuffled_by_date(rng: Rng):
    return lambda record: (record.date, rng.below(1 << 40), record.id)


def _numbered(history: tuple[Entry, ...], books: tuple[Entry, ...], rng: Rng) -> tuple[tuple[Entry, ...], dict[str, str]]:
    ordered = sorted((*history, *books), key=_shuffled_by_date(rng))
    ids = {entry.id: f"JE-{number:05d}" for number, entry in enumerate(ordered, 1)}
    if len(ids) != len(ordered):
        raise ValueError("two entries of the books share a key")
    return _renamed(ordered, ids), ids


def _renamed(entries: Iterable[Entry], ids: dict[str, str]) -> tuple[Entry, ...]:
    """Entries that stand on the desk under their public ids; those of the truth alone keep their internal keys."""
    return tuple(
        replace(entry, id=ids.get(entry.id, entry.id), reverses=ids.get(entry.reverses, entry.reverses))
        for entry in entries
    )


def _statement(world: World, code: str, rng: Rng) -> BankStatement:
    account = next(account for account in world.accounts if account.code == code)
    order = _shuffled_by_date(rng.stream("bank lines", code))
    lines = tuple(sorted((movement.line for movement in world.movements if movement.account == code), key=order))
    closing = account.opening + sum(line.amount for line in lines)
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
    )


def _workpaper(world: World, books: Books, code: str, statements: tuple[BankStatement, ...]) -> Workpaper:
    for statement in statements:
        if statement.account == code:
            listed = tuple(sorted((document, amount) for account, document, amount in world.timing if account == code))
            return Workpaper(code, statement.closing, listed, 0)
    last = world.period.year * 12 + world.period.month - 1
    balance = sum(amount for (account, month), amount in books.balances.items() if account == code and month <= last)
    return Workpaper(code, balance, (), 0)
