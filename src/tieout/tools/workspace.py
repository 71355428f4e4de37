"""The workspace: the desk plus everything the agent has done. Immutable; each tool returns a new one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from tieout.documents.casefile import CaseFile
from tieout.documents.closing import CashItem, Disposition, Match, Workpaper
from tieout.ledger.books import Books
from tieout.tools.calls import Progress

_NOTHING: Mapping = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Workspace:
    """``dispositions`` maps (subject, track), ``workpapers`` the account; ``matched`` maps bank line ids and cash
    items to the id of their match. ``numbered`` counts matches ever made, so that ids are never used twice."""

    case: CaseFile
    books: Books
    matches: tuple[Match, ...] = ()
    dispositions: Mapping[tuple[str, str], Disposition] = field(default_factory=lambda: _NOTHING)
    workpapers: Mapping[str, Workpaper] = field(default_factory=lambda: _NOTHING)
    matched: Mapping[object, str] = field(default_factory=lambda: _NOTHING)
    numbered: int = 0
    closed: bool = False

    @classmethod
    def opened(cls, case: CaseFile) -> "Workspace":
        return cls(case, case.books)

    def with_books(self, books: Books) -> "Workspace":
        return replace(self, books=books)

    def locked(self, books: Books) -> "Workspace":
        return replace(self, books=books, closed=True)

    def with_match(self, account: str, bank_lines: tuple[str, ...], items: tuple[CashItem, ...]) -> "Workspace":
        number = self.numbered + 1
        match = Match(f"M-{number:04d}", account, bank_lines, items)
        keys: tuple[object, ...] = (*bank_lines, *((account, item) for item in items))
        matched = {**self.matched, **dict.fromkeys(keys, match.id)}
        return replace(self, matches=(*self.matches, match), matched=MappingProxyType(matched), numbered=number)

    def without_match(self, match_id: str) -> "Workspace":
        kept = tuple(match for match in self.matches if match.id != match_id)
        matched = {key: value for key, value in self.matched.items() if value != match_id}
        return replace(self, matches=kept, matched=MappingProxyType(matched))

    def with_disposition(self, *dispositions: Disposition) -> "Workspace":
        merged = {**self.dispositions, **{(entry.subject, entry.track): entry for entry in dispositions}}
        return replace(self, dispositions=MappingProxyType(merged))

    def with_workpaper(self, workpaper: Workpaper) -> "Workspace":
        return replace(self, workpapers=MappingProxyType({**self.workpapers, workpaper.account: workpaper}))

    def cash_items(self, account: str) -> dict[CashItem, int]:
        """Every cash item on ``account`` that no earlier reconciliation cleared, with its net amount."""
        items: dict[CashItem, int] = {}
        cleared = set(self.case.reconciled)
        for entry in self.books.entries:
            for line in entry.lines:
                if line.account == account and entry.id not in cleared:
                    item = CashItem(entry.id, line.document)
                    items[item] = items.get(item, 0) + line.amount
        return items

    def open_cash_items(self, account: str) -> dict[CashItem, int]:
        """The cash items that are not matched."""
        return {item: amount for item, amount in self.cash_items(account).items() if (account, item) not in self.matched}

    def unexplained(self, account: str, listed: Iterable[tuple[str, int]]) -> int:
        """Statement balance plus listed ledger-side timing items minus the ledger balance: zero when it ties out.

        A listed item is a document outstanding in the ledger (its amount joins the statement) or a bank line that
        the books rightly do not have (its amount leaves the statement).
        """
        statement = next(entry for entry in self.case.statements if entry.account == account)
        adjusted = statement.closing
        for document, amount in listed:
            adjusted += -amount if document in self.case.bank_lines else amount
        ledger = sum(amount for (code, _), amount in self.books.balances.items() if code == account)
        return adjusted - ledger

    def progress(self, steps_left: int) -> Progress:
        case = self.case
        settled = {subject for subject, _ in self.dispositions}
        return Progress(
            bank_lines_matched=sum(len(match.bank_lines) for match in self.matches),
            bank_lines=len(case.bank_lines),
            settled=sum(subject in settled for subject in case.to_settle),
            to_settle=len(case.to_settle),
            workpapers_filed=sum(account in self.workpapers for account in case.workpapers),
            workpapers=len(case.workpapers),
            steps_left=steps_left,
        )
