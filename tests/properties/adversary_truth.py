"""The adversary's own idea of what is true: balances, matches, decisions and workpapers, compared with the answer key's
books. It shares nothing with `tieout.grading`, so that a hole there is not one here."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from tieout.documents.casefile import CaseFile
from tieout.ledger.entries import Entry
from tieout.scenario.answer_key import AnswerKey
from tieout.tools.workspace import Workspace

Seen = Mapping[tuple, object]
"""("cell" or "after", account, party, item) to its balance at month-end, or what is dated later; ("paper" or "paper
after", document) to what its lines come to per account; ("source", document, account); ("match", bank line) to the
lines and amounts that it is matched with; ("decision", subject, track); ("filed", account, part); ("proof", account)."""


def of_books(entries: Iterable[Entry], case: CaseFile) -> dict[tuple, object]:
    """What a journal says; what is zero is left out."""
    sums: defaultdict[tuple, int] = defaultdict(int)
    for entry in entries:
        late = entry.date > case.period.last
        for line in entry.lines:
            sums["after" if late else "cell", line.account, line.party, line.item] += line.amount
            if line.department:
                sums["department after" if late else "department", line.account, line.department] += line.amount
            sums["source after" if late else "source", line.document, line.account] += line.amount
    found: dict[tuple, object] = {key: amount for key, amount in sums.items() if amount}
    papers: defaultdict[tuple, dict[str, object]] = defaultdict(dict)
    for key, amount in found.items():
        if key[0].startswith("source"):
            papers[key[0].replace("source", "paper"), key[1]][key[2]] = amount
    return found | {key: tuple(sorted(parts.items())) for key, parts in papers.items()}


def of_desk(desk: Workspace, key: AnswerKey) -> dict[tuple, object]:
    """What a desk says."""
    found = of_books(desk.books.entries, desk.case)
    for match in desk.matches:
        sums: Counter[str] = Counter()
        for item in match.items:
            entry = desk.books.entry(item.entry)
            assert entry is not None
            for line in entry.lines:
                if line.account == match.account and line.document == item.document:
                    sums[line.document] += line.amount
        for name in match.bank_lines:
            found["match", name] = (tuple(sorted(match.bank_lines)), tuple(sorted(filter(None, sums.values()))))
    for decided in desk.dispositions.values():
        if not decided.outcome.startswith(("posted", "partly")):
            found["decision", decided.subject, decided.track] = decided.outcome
    _add_papers(found, desk.workpapers.values(), desk.case)
    true = of_key(key, desk.case)
    for statement in desk.case.statements:
        account = statement.account
        names = [("match", line.id) for line in statement.lines]
        lists = {name for name in (*found, *true) if name[0] == "listed" and name[1] == account}
        if account in desk.workpapers and all(found.get(name) == true.get(name) for name in (*names, *lists)):
            found["proof", account] = desk.workpapers[account].unexplained == 0
    return found


def of_key(key: AnswerKey, case: CaseFile) -> dict[tuple, object]:
    """What the right close says."""
    found = of_books(key.books.entries, case)
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for movement in key.cleared:
        groups[movement.group or movement.line.id].append(movement.line.id)
    for movement in key.cleared:
        lines = tuple(sorted(groups[movement.group or movement.line.id]))
        found["match", movement.line.id] = (lines, tuple(sorted(amount for _, amount in movement.cleared)))
    for decided in key.dispositions:
        if not decided.outcome.startswith(("posted", "partly")):
            found["decision", decided.subject, decided.track] = decided.outcome
    _add_papers(found, key.workpapers, case)
    for statement in case.statements:
        found["proof", statement.account] = True
    return found


def _add_papers(found: dict[tuple, object], workpapers: Iterable, case: CaseFile) -> None:
    for filed in workpapers:
        if case.statement_of(filed.account) is None:
            found["filed", filed.account] = (filed.balance, filed.unexplained)
        else:
            found["filed", filed.account] = filed.balance
        for document, amount in filed.listed:
            found["listed", filed.account, document] = amount


def made_true(start: Seen, before: Seen, after: Seen, true: Seen) -> set[tuple]:
    """What is right after and was not before."""
    return {name for name in before.keys() | after.keys() if after.get(name) == true.get(name) != before.get(name)}


def mended(start: Seen, before: Seen, after: Seen, true: Seen) -> set[tuple]:
    """What had been spoiled since the start, and is again as it was or less far from the truth: damage that is undone."""
    found = set()
    for name in before.keys() | after.keys():
        was, now, right, first = before.get(name), after.get(name), true.get(name), start.get(name)
        if was in (now, first):
            continue
        if now == first:
            found.add(name)
        elif name[0] in {"cell", "after", "source", "source after"}:
            far, near, began = (abs((amount or 0) - (right or 0)) for amount in (was, now, first))  # type: ignore[operator]
            if near < far and far > began:
                found.add(name)
    return found
