"""Facts: atomic statements about the books at close, keyed so that *how* the work was done leaves no trace.

``source``      (document, account, period) -> net amount posted citing it
``item``        (account, party, open item) -> residual
``cleared``     (bank line,) -> what the bank line, with its group, settles: ((bank lines), ((document, amount), …))
``disposition`` (subject, track) -> outcome; that a bill is posted shows in its source and item, whichever tool did it
``workpaper``   (account, field) -> value

A fact that is zero, open or undecided is absent, so the same state has the same facts.
"""

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import NamedTuple

from tieout.documents.closing import Disposition, Workpaper
from tieout.ledger.books import Books
from tieout.scenario.answer_key import AnswerKey, Defect
from tieout.tools.workspace import Workspace


class FactKind(Enum):
    """The kinds of facts; see the module."""

    SOURCE = "source"
    ITEM = "item"
    CLEARED = "cleared"
    DISPOSITION = "disposition"
    WORKPAPER = "workpaper"


class FactKey(NamedTuple):
    """``name`` identifies the fact within its kind; see the module for the parts."""

    kind: FactKind
    name: tuple[str, ...]


Facts = Mapping[FactKey, object]


def facts_of(desk: Workspace) -> dict[FactKey, object]:
    """The facts of a desk as it stands."""
    facts = _ledger_facts(desk.books)
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
            facts[FactKey(FactKind.CLEARED, (bank_line,))] = value
    _add_decisions(facts, desk.dispositions.values())
    statements = {statement.account for statement in desk.case.statements}
    for workpaper in desk.workpapers.values():
        _add_workpaper(facts, workpaper, _proof(desk, workpaper) if workpaper.account in statements else None)
    return facts


def true_facts(key: AnswerKey) -> dict[FactKey, object]:
    """The facts of the right close."""
    facts = _ledger_facts(key.books)
    groups: dict[str, list[str]] = {}
    for movement in key.cleared:
        groups.setdefault(movement.group or movement.line.id, []).append(movement.line.id)
    for movement in key.cleared:
        bank_lines = tuple(sorted(groups[movement.group or movement.line.id]))
        value = (bank_lines, _sorted_nonzero(dict(movement.cleared)))
        facts[FactKey(FactKind.CLEARED, (movement.line.id,))] = value
    _add_decisions(facts, key.dispositions)
    banks = {movement.account for movement in key.cleared}
    for workpaper in key.workpapers:
        _add_workpaper(facts, workpaper, 0 if workpaper.account in banks else None)
    return facts


def keys_of(defect: Defect) -> set[FactKey]:
    """The facts that a defect can make wrong."""
    keys: set[FactKey] = set()
    for entry in defect.entries:
        period = str(entry.period)
        for line in entry.lines:
            keys.add(FactKey(FactKind.SOURCE, (line.document, line.account, period)))
            if line.item:
                keys.add(FactKey(FactKind.ITEM, (line.account, line.party, line.item)))
    keys |= {FactKey(FactKind.CLEARED, (bank_line,)) for bank_line in defect.bank_lines}
    keys |= {
        FactKey(FactKind.DISPOSITION, (subject, track))
        for subject in defect.subjects
        for track in ("bill", "callback", "escalation")
    }
    return keys


def listed_key(account: str, document: str) -> FactKey:
    """The fact that ``document`` is listed as a timing item of ``account``."""
    return FactKey(FactKind.WORKPAPER, (account, f"timing {document}"))


def _ledger_facts(books: Books) -> dict[FactKey, object]:
    sources: dict[tuple[str, str, int], int] = {}
    for entry in books.entries:
        month = entry.date.year * 12 + entry.date.month - 1
        for line in entry.lines:
            key = (line.document, line.account, month)
            sources[key] = sources.get(key, 0) + line.amount
    facts: dict[FactKey, object] = {
        FactKey(FactKind.SOURCE, (document, account, f"{month // 12:04d}-{month % 12 + 1:02d}")): amount
        for (document, account, month), amount in sources.items()
        if amount
    }
    for item, residual in books.residuals.items():
        if residual:
            facts[FactKey(FactKind.ITEM, tuple(item))] = residual
    return facts


def _sorted_nonzero(amounts: dict[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted((document, amount) for document, amount in amounts.items() if amount))


def _add_decisions(facts: dict[FactKey, object], dispositions: Iterable[Disposition]) -> None:
    for decided in dispositions:
        if decided.outcome not in ("posted", "partly posted"):
            facts[FactKey(FactKind.DISPOSITION, (decided.subject, decided.track))] = decided.outcome


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
        facts[FactKey(FactKind.WORKPAPER, (account, "ledger balance"))] = (workpaper.balance, workpaper.unexplained)
    else:
        facts[FactKey(FactKind.WORKPAPER, (account, "statement balance"))] = workpaper.balance
        facts[FactKey(FactKind.WORKPAPER, (account, "unexplained"))] = (workpaper.unexplained, proof)
    for document, amount in workpaper.listed:
        facts[listed_key(account, document)] = amount
