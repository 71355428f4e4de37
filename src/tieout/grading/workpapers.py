"""Workpapers as facts: balances, listed timing items, and how far a bank reconciliation is from proven."""

from collections.abc import Collection, Iterable, Mapping

from tieout.documents.closing import Workpaper
from tieout.grading.facts import FactKey, FactKind
from tieout.grading.matters import Matters
from tieout.scenario.answer_key import AnswerKey
from tieout.tools.workspace import Workspace

STATEMENT_BALANCE = "statement balance"
LEDGER_BALANCE = "ledger balance"
UNEXPLAINED = "unexplained"


def filed_facts(
    desk: Workspace, matters: Matters, linked: Matters, changing: Collection[str] = ()
) -> dict[FactKey, object]:
    """What the workpapers on a desk say. ``linked`` are the matters, joined where one was booked under another's papers:
    what is open under both is open once. ``changing`` are those on which something had to be booked."""
    facts: dict[FactKey, object] = {}
    banks = {statement.account for statement in desk.case.statements}
    for paper in desk.workpapers.values():
        proof = _distance(desk, paper, linked, frozenset(map(linked.of, changing))) if paper.account in banks else None
        _add(facts, paper, proof, matters)
    return facts


def true_facts(key: AnswerKey, banks: Iterable[str], matters: Matters) -> dict[FactKey, object]:
    """What the workpapers of the right close say."""
    facts: dict[FactKey, object] = {}
    accounts = frozenset(banks)
    for paper in key.workpapers:
        _add(facts, paper, 0 if paper.account in accounts else None, matters)
    return facts


def extra_facts(desk: Workspace, key: AnswerKey, asked: Mapping[FactKey, object]) -> dict[FactKey, object]:
    """What a right workpaper says of the accounts that the desk has one of and nobody asked for: being right it is
    worth nothing, and costs nothing."""
    last = desk.case.period.year * 12 + desk.case.period.month - 1
    facts: dict[FactKey, object] = {}
    for account in desk.workpapers:
        name = FactKey(FactKind.WORKPAPER, (account, LEDGER_BALANCE))
        if name in asked or desk.case.statement_of(account) is not None:
            continue
        balance = sum(
            amount for (code, month), amount in key.books.balances.items() if code == account and month <= last
        )
        facts[name] = (balance, 0)
    return facts


def listed_key(account: str, matter: str) -> FactKey:
    """The fact that a matter is listed as a timing item of ``account``."""
    return FactKey(FactKind.WORKPAPER, (account, f"timing {matter}"))


def _add(facts: dict[FactKey, object], paper: Workpaper, proof: int | None, matters: Matters) -> None:
    """``proof`` is None for an account without a statement: its balance is proven by the books alone, so balance and
    unexplained rest are one fact, and copying either is worth nothing without the other."""
    account = paper.account
    if proof is None:
        facts[FactKey(FactKind.WORKPAPER, (account, LEDGER_BALANCE))] = (paper.balance, paper.unexplained)
        return
    facts[FactKey(FactKind.WORKPAPER, (account, STATEMENT_BALANCE))] = paper.balance
    facts[FactKey(FactKind.WORKPAPER, (account, UNEXPLAINED))] = (paper.unexplained, proof)
    for matter, amount in _by_matter(paper.listed, matters).items():
        facts[listed_key(account, matter)] = amount


def _distance(desk: Workspace, paper: Workpaper, matters: Matters, changing: Collection[str]) -> int:
    """How far the list is from what is open on the desk, in minor units; 0 where it proves the reconciliation."""
    listed = _by_matter(paper.listed, matters)
    awaiting: list[tuple[str, int]] = []
    for item, amount in desk.open_cash_items(paper.account).items():
        entry = desk.books.entry(item.entry)
        assert entry is not None
        if entry.date <= desk.case.period.last:
            awaiting.append((item.document, amount))
    for name, (line, statement) in desk.case.bank_lines.items():
        if statement.account == paper.account and name not in desk.matched:
            awaiting.append((name, line.amount))
    awaiting += _cleared_by_themselves(desk, paper.account)
    found = _by_matter(awaiting, matters)
    apart = sum(abs(listed.get(name, 0) - found.get(name, 0)) for name in listed.keys() | found.keys())
    return apart + _hidden(awaiting, found, matters, changing)


def _hidden(
    awaiting: Iterable[tuple[str, int]], found: Mapping[str, int], matters: Matters, changing: Collection[str]
) -> int:
    """What is open on one paper of a matter and open the other way on another one. Where something had to be booked that
    is a correction under another paper; elsewhere it is a wash that hides what is open."""
    by_paper: dict[str, int] = {}
    for document, amount in awaiting:
        if matters.of(document) not in changing:
            by_paper[document] = by_paper.get(document, 0) + amount
    sums: dict[str, int] = {}
    for document, amount in by_paper.items():
        matter = matters.of(document)
        sums[matter] = sums.get(matter, 0) + abs(amount)
    return sum(total - abs(found.get(matter, 0)) for matter, total in sums.items())


def _cleared_by_themselves(desk: Workspace, account: str) -> Iterable[tuple[str, int]]:
    """What was cleared without the other side: it is open still, unless it nets to nothing on its matter."""
    for match in desk.matches:
        if match.account != account or match.duplicate_of or (match.bank_lines and match.items):
            continue
        for name in match.bank_lines:
            yield name, desk.case.bank_lines[name][0].amount
        for item in match.items:
            entry = desk.books.entry(item.entry)
            assert entry is not None
            for line in entry.lines:
                if line.account == account and line.document == item.document:
                    yield line.document, line.amount


def _by_matter(listed: Iterable[tuple[str, int]], matters: Matters) -> dict[str, int]:
    total: dict[str, int] = {}
    for document, amount in listed:
        matter = matters.of(document)
        total[matter] = total.get(matter, 0) + amount
    return {matter: amount for matter, amount in total.items() if amount}
