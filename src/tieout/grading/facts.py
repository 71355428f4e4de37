"""Facts: atomic statements about the books at close, keyed so that *how* the work was done leaves no trace.

``source``      (document, account, period) -> net amount posted citing it
``item``        (account, party, open item) -> residual
``cleared``     (bank line,) -> what the bank line, with its group, settles: ((bank lines), ((document, amount), …))
``disposition`` (subject, track) -> outcome; that a bill is posted shows in its source and item, whichever tool did it
``workpaper``   (account, field) -> value

A fact that is zero, open or undecided is absent, so the same state has the same facts.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from enum import Enum
from typing import NamedTuple, TypeVar

from tieout.documents.closing import Disposition, Workpaper
from tieout.ledger.books import Books, ItemKey
from tieout.ledger.entries import Entry
from tieout.scenario.answer_key import AnswerKey, Defect
from tieout.tools.workspace import Workspace


class FactKind(Enum):
    """The kinds of facts; see the module."""

    SOURCE = "source"
    ITEM = "item"
    CLEARED = "cleared"
    DISPOSITION = "disposition"
    WORKPAPER = "workpaper"

    __hash__ = object.__hash__  # an enumeration's own hashes the name, in Python


SOURCE, ITEM, CLEARED, DISPOSITION, WORKPAPER = FactKind  # for loops: to name a member of an enumeration is a call


class FactKey(NamedTuple):
    """``name`` identifies the fact within its kind; see the module for the parts."""

    kind: FactKind
    name: tuple[str, ...]


Facts = Mapping[FactKey, object]
_Source = tuple[str, str, int]  # document, account, and month as in Books.balances
_Key = TypeVar("_Key", bound=Hashable)


class States(NamedTuple):
    """The facts at the start, now, and of the right close, less ledger facts on which all three agree."""

    start: Facts
    now: Facts
    true: Facts


def facts_of(desk: Workspace) -> dict[FactKey, object]:
    """The facts of a desk as it stands."""
    facts = _ledger_facts(_sources(desk.books.entries), desk.books.residuals)
    _add_desk(facts, desk)
    return facts


def true_facts(key: AnswerKey) -> dict[FactKey, object]:
    """The facts of the right close."""
    facts = _ledger_facts(_sources(key.journal), key.books.residuals)
    _add_right_close(facts, key)
    return facts


def states_of(opened: Workspace, closed: Workspace, key: AnswerKey) -> States:
    """What :func:`facts_of` and :func:`true_facts` say, as far as grading compares it.

    The three journals share nearly every entry. Where they differ in a source or an item, an entry that one of them
    lacks moves it; the rest need not be made into facts.
    """
    journal = opened.books.entries
    shared = set(map(id, journal))
    moves = [_moves(journal, shared, other) for other in (closed.books.entries, key.journal)]
    sources, residuals = _sources(journal), opened.books.residuals
    start_sources = {source: sources.get(source, 0) for moved, _ in moves for source in moved}
    start_items = {item: residuals.get(item, 0) for _, moved in moves for item in moved}
    start = _ledger_facts(start_sources, start_items)
    now, true = (_ledger_facts(_sums(start_sources, moved), _sums(start_items, items)) for moved, items in moves)
    _add_desk(start, opened)
    _add_desk(now, closed)
    _add_right_close(true, key)
    return States(start, now, true)


def booked(books: Books, subjects: Iterable[str]) -> frozenset[str]:
    """Those of ``subjects`` (ids of bills) that the ledger facts of the books name, as document or as item."""
    wanted = frozenset(subjects)
    if not wanted:
        return wanted
    citing = [entry for entry in books.entries if any(line.document in wanted for line in entry.lines)]
    cited = {document for (document, _, _), amount in _sources(citing).items() if amount}
    return wanted & cited.union([item.item for item, residual in books.residuals.items() if residual])


def _add_desk(facts: dict[FactKey, object], desk: Workspace) -> None:
    """What the matches, decisions and workpapers of a desk say."""
    for match in desk.matches:
        settled: dict[str, int] = {}
        for item in match.items:
            entry = desk.books.entry(item.entry)
            assert entry is not None
            for line in entry.lines:
                if line.account == match.account and line.document == item.document:
                    settled[line.document] = settled.get(line.document, 0) + line.amount
        value = (tuple(sorted(match.bank_lines)), _sorted_nonzero(settled))
        for bank_line in match.bank_lines:
            facts[FactKey(CLEARED, (bank_line,))] = value
    _add_decisions(facts, desk.dispositions.values())
    statements = {statement.account for statement in desk.case.statements}
    for workpaper in desk.workpapers.values():
        _add_workpaper(facts, workpaper, _proof(desk, workpaper) if workpaper.account in statements else None)


def _add_right_close(facts: dict[FactKey, object], key: AnswerKey) -> None:
    """What the right matches, decisions and workpapers say."""
    groups: dict[str, list[str]] = {}
    for movement in key.cleared:
        groups.setdefault(movement.group or movement.line.id, []).append(movement.line.id)
    for movement in key.cleared:
        bank_lines = tuple(sorted(groups[movement.group or movement.line.id]))
        value = (bank_lines, _sorted_nonzero(dict(movement.cleared)))
        facts[FactKey(CLEARED, (movement.line.id,))] = value
    _add_decisions(facts, key.dispositions)
    banks = {movement.account for movement in key.cleared}
    for workpaper in key.workpapers:
        _add_workpaper(facts, workpaper, 0 if workpaper.account in banks else None)


def keys_of(defect: Defect) -> set[FactKey]:
    """The facts that a defect can make wrong."""
    keys: set[FactKey] = set()
    for entry in defect.entries:
        period = str(entry.period)
        for line in entry.lines:
            keys.add(FactKey(SOURCE, (line.document, line.account, period)))
            if line.item:
                keys.add(FactKey(ITEM, (line.account, line.party, line.item)))
    keys |= {FactKey(CLEARED, (bank_line,)) for bank_line in defect.bank_lines}
    keys |= {
        FactKey(DISPOSITION, (subject, track))
        for subject in defect.subjects
        for track in ("bill", "callback", "escalation")
    }
    return keys


def listed_key(account: str, document: str) -> FactKey:
    """The fact that ``document`` is listed as a timing item of ``account``."""
    return FactKey(WORKPAPER, (account, f"timing {document}"))


def _sources(entries: Iterable[Entry]) -> dict[_Source, int]:
    """What the entries post for each document, account and month."""
    sources: defaultdict[_Source, int] = defaultdict(int)
    for entry in entries:
        day = entry.date
        month = day.year * 12 + day.month - 1
        for line in entry.lines:
            sources[line.document, line.account, month] += line.amount
    return sources


def _moves(
    start: tuple[Entry, ...], shared: set[int], journal: tuple[Entry, ...]
) -> tuple[dict[_Source, int], dict[ItemKey, int]]:
    """By source and by item, what leads from the journal ``start``, of entries with the identities ``shared``, to
    ``journal``; zero where entries that come and go cancel out."""
    kept = set(map(id, journal))
    gone = [entry for entry in start if id(entry) not in kept]
    come = [entry for entry in journal if id(entry) not in shared]
    sources = _sources(come)
    for source, amount in _sources(gone).items():
        sources[source] = sources.get(source, 0) - amount
    items: defaultdict[ItemKey, int] = defaultdict(int)
    for sign, entries in ((1, come), (-1, gone)):
        for entry in entries:
            for line in entry.lines:
                if line.item:
                    items[ItemKey(line.account, line.party, line.item)] += sign * line.amount
    return sources, items


def _sums(start: Mapping[_Key, int], moves: Mapping[_Key, int]) -> dict[_Key, int]:
    return {key: amount + moves.get(key, 0) for key, amount in start.items()}


def _ledger_facts(sources: Mapping[_Source, int], residuals: Mapping[ItemKey, int]) -> dict[FactKey, object]:
    facts: dict[FactKey, object] = {
        FactKey(SOURCE, (document, account, f"{month // 12:04d}-{month % 12 + 1:02d}")): amount
        for (document, account, month), amount in sources.items()
        if amount
    }
    for item, residual in residuals.items():
        if residual:
            facts[FactKey(ITEM, tuple(item))] = residual
    return facts


def _sorted_nonzero(amounts: dict[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted((document, amount) for document, amount in amounts.items() if amount))


def _add_decisions(facts: dict[FactKey, object], dispositions: Iterable[Disposition]) -> None:
    for decided in dispositions:
        if decided.outcome not in ("posted", "partly posted"):
            facts[FactKey(DISPOSITION, (decided.subject, decided.track))] = decided.outcome


def _proof(desk: Workspace, workpaper: Workpaper) -> int:
    """How far the reconciliation is from proven: the difference that remains plus everything open and not listed."""
    listed = dict(workpaper.listed)
    open_items: dict[str, int] = {}
    for item, amount in desk.open_cash_items(workpaper.account).items():
        if desk.books.entry(item.entry).date <= desk.case.period.last:  # type: ignore[union-attr]
            open_items[item.document] = open_items.get(item.document, 0) + amount
    for bank_line, (line, statement) in desk.case.bank_lines.items():
        if statement.account == workpaper.account and bank_line not in desk.matched:
            open_items[bank_line] = open_items.get(bank_line, 0) + line.amount
    names = listed.keys() | open_items.keys()
    return sum(abs(listed.get(name, 0) - open_items.get(name, 0)) for name in names)


def _add_workpaper(facts: dict[FactKey, object], workpaper: Workpaper, proof: int | None) -> None:
    """``proof`` is None for an account without a statement: its balance is proven by the books alone, so balance and
    unexplained rest are one fact, and copying either is worth nothing without the other."""
    account = workpaper.account
    if proof is None:
        facts[FactKey(WORKPAPER, (account, "ledger balance"))] = (workpaper.balance, workpaper.unexplained)
    else:
        facts[FactKey(WORKPAPER, (account, "statement balance"))] = workpaper.balance
        facts[FactKey(WORKPAPER, (account, "unexplained"))] = (workpaper.unexplained, proof)
    for document, amount in workpaper.listed:
        facts[listed_key(account, document)] = amount
