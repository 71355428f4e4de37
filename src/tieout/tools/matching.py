"""Matching tools: match, unmatch, set aside."""

from collections.abc import Sequence, Sized
from typing import Final, NamedTuple, NotRequired, TypedDict

from tieout.documents.closing import CashItem
from tieout.ledger.refusal import Refusal
from tieout.tools.arguments import quoted
from tieout.tools.lookups import entry_of, statement_of
from tieout.tools.messages import ToolResult
from tieout.tools.mixing import separable
from tieout.tools.rendering import PAGE_BYTES, day_text, shown
from tieout.tools.workspace import Step, Workspace

_COLUMNS: Final = ("pair", "match", "amount", "warning", "refusal")


class _Accepted(NamedTuple):
    """A pair that can be matched; ``mixed`` says which part of it balances by itself, if any."""

    account: str
    bank_lines: tuple[str, ...]
    items: tuple[CashItem, ...]
    amount: int
    mixed: str


class Pair(TypedDict):
    """Bank lines and the entries that they settle. Entry names as in :func:`match`."""

    bank_lines: Sequence[str]
    entries: Sequence[str]
    account: NotRequired[str]


def match(desk: Workspace, pairs: Sequence[Pair]) -> Step:
    """Match bank lines with the entries that they settle: many pairs in a call, each answered by itself, both sides equal.

    Args:
        pairs: By id; "JE-00012:PAY-1042" is one document of an entry. What cancels out needs no other side; entries
            alone name the account if in doubt.
    """
    if not pairs:
        return Refusal(
            "match.no_pair",
            "No pair was named.",
            "A call matches one pair or more.",
            'Send for instance pairs=[{"bank_lines": ["BL-1"], "entries": ["JE-00012"]}].',
        )
    after = desk
    answers: list[_Accepted | Refusal] = []
    for pair in pairs:
        answer = _checked(after, pair)
        if isinstance(answer, _Accepted):
            after = after.with_match(answer.account, answer.bank_lines, answer.items)
        answers.append(answer)
    refused = [answer for answer in answers if isinstance(answer, Refusal)]
    if len(refused) == len(answers):
        return refused[0] if len(refused) == 1 else _none_accepted(refused)
    names = [made.id for made in after.matches[len(desk.matches) :]]
    title = f"Matched {len(names)} of {len(pairs)} pair(s)"
    result = ToolResult(title, (), _COLUMNS, _rows(desk, answers, names, brief=False))
    if len(result.text.encode()) > PAGE_BYTES:
        result = ToolResult(title, (), _COLUMNS, _rows(desk, answers, names, brief=True))
    return after, result


def unmatch(desk: Workspace, match: str) -> Step:
    """Undo a match, or take back that a bank line was set aside.

    Args:
        match: The id that match or set_aside answered with.
    """
    if all(made.id != match for made in desk.matches):
        return Refusal(
            "match.unknown",
            f"There is no match {quoted(match)}.",
            "Only a standing match can be undone.",
            "See the match column of list_bank_lines and query_ledger.",
        )
    return desk.without_match(match), ToolResult(f"Undone {match}")


def set_aside(desk: Workspace, bank_line: str, duplicate_of: str) -> Step:
    """Set aside a bank line that was imported twice: it needs no entry and is open no more. unmatch undoes it.

    Args:
        bank_line: The later of the two lines.
        duplicate_of: The line that it repeats: same account, date, amount, description and reference.
    """
    for name in (bank_line, duplicate_of):
        if name not in desk.case.bank_lines:
            return unknown_bank_line(name)
    if bank_line in desk.matched:
        return matched_bank_line(desk, bank_line)
    line, statement = desk.case.bank_lines[bank_line]
    other, its_statement = desk.case.bank_lines[duplicate_of]
    compared = (
        ("account", statement.account, its_statement.account),
        ("date", day_text(line.date), day_text(other.date)),
        ("amount", shown(desk, line.amount), shown(desk, other.amount)),
        ("description", quoted(line.description), quoted(other.description)),
        ("reference", quoted(line.reference), quoted(other.reference)),
    )
    for field, value, its_value in compared:
        if value != its_value:
            return Refusal(
                "set_aside.differs",
                f"The {field} of {bank_line} is {value}, that of {duplicate_of} is {its_value}.",
                "A line is set aside only where it repeats another in account, date, amount, description and reference.",
                "Match it with what it settles, or leave it open.",
            )
    if statement.lines.index(line) <= statement.lines.index(other):
        return Refusal(
            "set_aside.order",
            f"{bank_line} does not come after {duplicate_of}.",
            "Of two lines that are alike the later one is the repetition.",
            f'Use set_aside(bank_line="{duplicate_of}", duplicate_of="{bank_line}").'
            if bank_line != duplicate_of
            else "Name the two lines.",
        )
    after = desk.with_set_aside(statement.account, bank_line, duplicate_of)
    fields = (("set aside", after.matches[-1].id), ("amount", shown(desk, line.amount)))
    return after, ToolResult(f"Bank line {bank_line} counts no more: it repeats {duplicate_of}", fields)


def _checked(desk: Workspace, pair: Pair) -> _Accepted | Refusal:
    """What a pair comes to on this desk, or why it cannot be matched."""
    bank_lines, entries = pair["bank_lines"], pair["entries"]
    account = pair.get("account", "")
    lines: dict[str, int] = {}
    for name in bank_lines:
        if name not in desk.case.bank_lines:
            return unknown_bank_line(name)
        line, statement = desk.case.bank_lines[name]
        if name in desk.matched or name in lines:
            return matched_bank_line(desk, name)
        if account not in ("", statement.account):
            return Refusal(
                "match.accounts",
                f"{name} belongs to {statement.account}, {'the others' if lines else 'the pair'} to {quoted(account)}.",
                "A match stays within one bank account.",
                "Match each account by itself.",
            )
        account = statement.account
        lines[name] = line.amount
    if not lines:
        found = _bank_of(desk, entries, account)
        if isinstance(found, Refusal):
            return found
        account = found
    items = _items(desk, account, entries)
    if isinstance(items, Refusal):
        return items
    bank, ledger = sum(lines.values()), sum(items.values())
    if bank != ledger:
        return _unequal(desk, lines, items, bank, ledger)
    if not lines and (left := _left_by_document(items)):
        document, amount = left
        return Refusal(
            "match.documents",
            f"Of {document} the entries leave {shown(desk, amount)}.",
            "Without a bank line entries clear each other document by document, as an entry and its reversal do.",
            "Reverse what is wrong with reverse_entry, and match it with its reversal.",
        )
    mixed = separable(lines, dict(zip(entries, items.values(), strict=True)))
    return _Accepted(account, tuple(lines), tuple(items), bank, _equation(*mixed) if mixed else "")


def _left_by_document(items: dict[CashItem, int]) -> tuple[str, int] | None:
    """A document on which the items do not cancel out, with what is left. An entry that makes a difference vanish cannot
    be cleared against the entry that caused it unless both rest on one document."""
    sums: dict[str, int] = {}
    for item, amount in items.items():
        sums[item.document] = sums.get(item.document, 0) + amount
    return next(((document, amount) for document, amount in sums.items() if amount), None)


def _unequal(desk: Workspace, lines: Sized, items: Sized, bank: int, ledger: int) -> Refusal:
    if not lines or not items:
        named = f"{len(lines)} bank line(s)" if lines else f"{len(items)} item(s) of the ledger"
        return Refusal(
            "match.empty",
            f"{named} of {shown(desk, bank or ledger)} stand alone.",
            f"Only what adds up to {shown(desk, 0)} is matched without the other side.",
            "Name the bank lines and the entries that belong together.",
        )
    return Refusal(
        "match.difference",
        f"The bank lines add up to {shown(desk, bank)}, the entries to {shown(desk, ledger)}.",
        "Both sides of a match are equal.",
        "Match what belongs together, or correct the books first.",
    )


def _bank_of(desk: Workspace, entries: Sequence[str], account: str) -> str | Refusal:
    """The bank account of a pair without bank lines: the one it names, else the only one that its first entry moves
    cash on."""
    if not entries:
        return Refusal(
            "match.empty",
            "A pair names neither bank lines nor entries.",
            "A match holds something.",
            "Name the bank lines and the entries that belong together.",
        )
    if account:
        statement = statement_of(desk, account)
        return statement if isinstance(statement, Refusal) else account
    name, _, document = entries[0].partition(":")
    entry = entry_of(desk, name)
    if isinstance(entry, Refusal):
        return entry
    banks = sorted(
        {line.account for line in entry.lines if line.account in desk.open_cash and document in ("", line.document)}
    )
    if len(banks) == 1:
        return banks[0]
    return Refusal(
        "match.account",
        f"Entry {quoted(entries[0])} moves cash on {' and '.join(banks) or 'no bank account with a statement'}.",
        "A match stays within one bank account, and this pair names no bank line that would tell which.",
        f'Add "account": "{banks[0]}" to the pair.' if banks else "Match only cash of a bank account with a statement.",
    )


def _rows(
    desk: Workspace, answers: Sequence[_Accepted | Refusal], names: Sequence[str], brief: bool
) -> tuple[tuple[str, ...], ...]:
    """A row per pair; ``brief`` leaves of a refusal its code and of a warning what it rests on."""
    left = iter(names)
    rows = []
    for number, answer in enumerate(answers, 1):
        if isinstance(answer, _Accepted):
            warning = answer.mixed
            if warning and not brief:
                warning += ": this pair may mix settlements; match them separately"
            rows.append((str(number), next(left), shown(desk, answer.amount), warning, ""))
        else:
            rows.append((str(number), "", "", "", answer.code if brief else answer.text))
    return tuple(rows)


def _none_accepted(refused: Sequence[Refusal]) -> Refusal:
    first = refused[0]
    codes = ", ".join(dict.fromkeys(refusal.code for refusal in refused))
    return Refusal(
        "match.none",
        f"None of {len(refused)} pairs can be matched ({codes}). The first: {first.value}",
        "Each pair keeps the rules of a match by itself.",
        f"Mend the first: {first.remedy}",
    )


def _equation(lines: Sequence[str], items: Sequence[str]) -> str:
    if len(lines) == len(items) == 1:
        return f"{lines[0]} alone equals {items[0]}"
    return f"{' + '.join(lines)} equals {' + '.join(items)}"


def _items(desk: Workspace, account: str, names: Sequence[str]) -> dict[CashItem, int] | Refusal:
    """The open cash items on ``account`` that ``names`` mean, with their amounts."""
    awaiting = desk.open_cash_items(account)
    items: dict[CashItem, int] = {}
    for name in names:
        entry_id, _, document = name.partition(":")
        entry = entry_of(desk, entry_id)
        if isinstance(entry, Refusal):
            return entry
        documents = {line.document for line in entry.lines if line.account == account}
        if (document and document not in documents) or not documents or entry_id in desk.case.reconciled:
            return Refusal(
                "match.no_cash",
                f"Entry {quoted(name)} has no open cash on {account}.",
                "Only cash that awaits reconciliation is matched.",
                f'List it with query_ledger(account="{account}", unmatched=true).',
            )
        if not document and len(documents) > 1:
            return Refusal(
                "match.ambiguous",
                f"Entry {entry_id} moves cash for {len(documents)} documents.",
                "A match names what one entry moves for one document.",
                f'Write for instance "{entry_id}:{min(documents)}".',
            )
        item = CashItem(entry_id, document or min(documents))
        if item not in awaiting or item in items:
            return matched_entry(desk, account, item)
        items[item] = awaiting[item]
    return items


def unknown_bank_line(name: str) -> Refusal:
    """There is no such bank line."""
    return Refusal(
        "bank_line.unknown",
        f"There is no bank line {quoted(name)}.",
        "Bank lines are named by their id.",
        "List them with list_bank_lines.",
    )


def matched_bank_line(desk: Workspace, name: str) -> Refusal:
    """The bank line is part of a match, is set aside, or was named before in this pair."""
    held = desk.matched.get(name)
    if held and held.startswith("S-"):
        return Refusal(
            "bank_line.set_aside",
            f"Bank line {name} is set aside as {held}.",
            "A line that repeats another counts for nothing.",
            f'Undo it first with unmatch(match="{held}").',
        )
    return Refusal(
        "bank_line.matched",
        f"Bank line {name} is part of match {held}." if held else f"Bank line {name} is named twice.",
        "A bank line is matched once.",
        f'Undo it first with unmatch(match="{held}").' if held else "Name it once.",
    )


def matched_entry(desk: Workspace, account: str, item: CashItem) -> Refusal:
    """What the entry moves is part of a match, or was named before in this one."""
    held = desk.matched.get((account, item))
    return Refusal(
        "entry.matched",
        f"Entry {item.entry} is part of match {held}." if held else f"Entry {item.entry} is named twice.",
        "Cash is matched once, and a matched entry is not reversed.",
        f'Undo it first with unmatch(match="{held}").' if held else "Name it once.",
    )
