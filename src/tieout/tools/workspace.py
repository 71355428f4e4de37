"""The workspace: the desk plus everything the agent has done. Immutable; each tool returns a new one."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final

from tieout.documents.casefile import CaseFile, cash_items
from tieout.documents.closing import CashItem, Disposition, Match, Workpaper
from tieout.documents.trade import SupplierBill
from tieout.ledger.books import Books
from tieout.ledger.lookup import Lookup, Posting, postings_of
from tieout.tools.calls import Progress

POSTED: Final = ("posted", "partly posted")
_NOTHING: Final[Mapping[Any, Any]] = MappingProxyType({})
_UNREAD: Final = Lookup.of(())


@dataclass(frozen=True, slots=True)
class Workspace:
    """``dispositions`` maps (subject, track), ``workpapers`` the account; ``matched`` maps bank line ids and (account,
    cash item) to the id of their match. ``numbered`` counts matches ever made, so that ids are never used twice.

    That a bill which asks for a decision is posted, wholly or partly, follows from what payables hold on it: whoever
    posts it by hand, or reverses it, has decided the same.

    The fields below ``closed`` follow from those above and are kept in step by the methods, so that no tool has to
    scan the ledger: ``lookup`` and ``posted`` are the lines of the books (those on the desk at the start, those posted
    since), ``open_cash`` the cash items that await matching per bank account, ``lines_matched`` and ``settled`` what
    :meth:`progress` counts. Construct with case and books alone; change by the methods.
    """

    case: CaseFile
    books: Books
    matches: tuple[Match, ...] = ()
    dispositions: Mapping[tuple[str, str], Disposition] = field(default_factory=lambda: _NOTHING)
    workpapers: Mapping[str, Workpaper] = field(default_factory=lambda: _NOTHING)
    matched: Mapping[object, str] = field(default_factory=lambda: _NOTHING)
    numbered: int = 0
    closed: bool = False
    lookup: Lookup = field(default=_UNREAD, repr=False, compare=False)
    posted: tuple[Posting, ...] = field(default=(), repr=False, compare=False)
    open_cash: Mapping[str, Mapping[CashItem, int]] = field(default_factory=lambda: _NOTHING, repr=False, compare=False)
    lines_matched: int = field(default=0, repr=False, compare=False)
    settled: int = field(default=0, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.lookup is not _UNREAD:
            return
        case = self.case
        lookup = case.lookup if self.books is case.books else Lookup.of(self.books.entries)
        cash = case.cash
        if lookup is not case.lookup:
            cash = MappingProxyType({account: cash_items(lookup, account, case.reconciled) for account in case.cash})
        object.__setattr__(self, "lookup", lookup)
        object.__setattr__(self, "open_cash", cash)
        dispositions = self._with_posted(case.to_settle)
        object.__setattr__(self, "dispositions", dispositions)
        object.__setattr__(self, "settled", self._settled(dispositions))

    @classmethod
    def opened(cls, case: CaseFile) -> "Workspace":
        """The desk as it lies there."""
        return cls(case, case.books)

    def with_books(self, books: Books) -> "Workspace":
        """The desk after something was posted: ``books`` continue those of this desk."""
        posted = postings_of(books.entries[len(self.books.entries) :])
        open_cash = self.open_cash
        added: dict[str, dict[CashItem, int]] = {}
        bills = []
        payables = books.chart.find_role("payables")
        for _, entry, line in posted:
            if line.account in open_cash:
                items = added.setdefault(line.account, dict(open_cash[line.account]))
                item = CashItem(entry.id, line.document)
                items[item] = items.get(item, 0) + line.amount
            elif line.account == payables and line.document in self.case.to_settle:
                bills.append(line.document)
        if added:
            open_cash = MappingProxyType(
                {**open_cash, **{account: MappingProxyType(items) for account, items in added.items()}}
            )
        after = replace(self, books=books, posted=self.posted + posted, open_cash=open_cash)
        return after.with_payables_of(tuple(bills)) if bills else after

    def locked(self, books: Books) -> "Workspace":
        """The desk with its period closed."""
        return replace(self, books=books, closed=True)

    def with_match(self, account: str, bank_lines: tuple[str, ...], items: tuple[CashItem, ...]) -> "Workspace":
        """Bank lines and cash items of one account, none of them matched so far, matched with each other."""
        number = self.numbered + 1
        match = Match(f"M-{number:04d}", account, bank_lines, items)
        matched = dict(self.matched)
        for bank_line in bank_lines:
            matched[bank_line] = match.id
        awaiting = dict(self.open_cash[account])
        for item in items:
            matched[account, item] = match.id
            del awaiting[item]
        return replace(
            self,
            matches=(*self.matches, match),
            matched=MappingProxyType(matched),
            numbered=number,
            open_cash=self._awaiting(account, awaiting),
            lines_matched=self.lines_matched + len(bank_lines),
        )

    def without_match(self, match_id: str) -> "Workspace":
        """The desk with a standing match undone; what it held awaits matching again, in its old place."""
        undone = next(match for match in self.matches if match.id == match_id)
        account = undone.account
        matched = {key: value for key, value in self.matched.items() if value != match_id}
        awaiting = {item: amount for item, amount in self.cash_items(account).items() if (account, item) not in matched}
        return replace(
            self,
            matches=tuple(match for match in self.matches if match.id != match_id),
            matched=MappingProxyType(matched),
            open_cash=self._awaiting(account, awaiting),
            lines_matched=self.lines_matched - len(undone.bank_lines),
        )

    def with_disposition(self, *dispositions: Disposition) -> "Workspace":
        """The desk with decisions taken; each replaces an earlier one on the same track of the same subject."""
        decided = {(decision.subject, decision.track): decision for decision in dispositions}
        return self._deciding({**self.dispositions, **decided})

    def with_payables_of(self, bills: tuple[str, ...]) -> "Workspace":
        """The desk with these bills decided as payables now have them."""
        return self._deciding(self._with_posted(bills))

    def with_workpaper(self, workpaper: Workpaper) -> "Workspace":
        """The desk with a workpaper filed in place of an earlier one of the same account."""
        return replace(self, workpapers=MappingProxyType({**self.workpapers, workpaper.account: workpaper}))

    def cash_items(self, account: str) -> dict[CashItem, int]:
        """Every cash item on ``account`` that no earlier reconciliation cleared, with its net amount."""
        items = dict(cash_items(self.lookup, account, self.case.reconciled))
        for _, entry, line in self.posted:
            if line.account == account:
                item = CashItem(entry.id, line.document)
                items[item] = items.get(item, 0) + line.amount
        return items

    def open_cash_items(self, account: str) -> Mapping[CashItem, int]:
        """The cash items that are not matched, in the order of posting; none where there is no statement."""
        return self.open_cash.get(account, _NOTHING)

    def payable(self, bill: str) -> int:
        """What postings that cite ``bill`` have put into payables, net of reversals; payments cite something else."""
        payables = self.books.chart.find_role("payables")
        cited = self.lookup.by_document.get(bill, ())
        return -sum(
            line.amount
            for postings in (cited, self.posted)
            for _, _, line in postings
            if line.document == bill and line.account == payables
        )

    def progress(self, steps_left: int) -> Progress:
        """How much of what lies on the desk is handled."""
        case = self.case
        return Progress(
            bank_lines_matched=self.lines_matched,
            bank_lines=len(case.bank_lines),
            settled=self.settled,
            to_settle=len(case.to_settle),
            workpapers_filed=sum(account in self.workpapers for account in case.workpapers),
            workpapers=len(case.workpapers),
            steps_left=steps_left,
        )

    def _awaiting(self, account: str, items: dict[CashItem, int]) -> Mapping[str, Mapping[CashItem, int]]:
        return MappingProxyType({**self.open_cash, account: MappingProxyType(items)})

    def _deciding(self, dispositions: Mapping[tuple[str, str], Disposition]) -> "Workspace":
        return replace(self, dispositions=MappingProxyType(dict(dispositions)), settled=self._settled(dispositions))

    def _settled(self, dispositions: Mapping[tuple[str, str], Disposition]) -> int:
        subjects = {subject for subject, _ in dispositions}
        return sum(subject in subjects for subject in self.case.to_settle)

    def _with_posted(self, subjects: tuple[str, ...]) -> Mapping[tuple[str, str], Disposition]:
        """The decisions, with those of the bills among ``subjects`` as payables have them."""
        dispositions = dict(self.dispositions)
        for subject in subjects:
            bill = self.case.by_id.get(subject)
            if not isinstance(bill, SupplierBill):
                continue
            payable = self.payable(subject)
            decided = dispositions.get((subject, "bill"))
            if payable > 0:
                outcome = "posted" if payable >= bill.amount else "partly posted"
                dispositions[subject, "bill"] = Disposition(subject, "bill", outcome)
            elif decided is not None and decided.outcome in POSTED:
                del dispositions[subject, "bill"]
        return MappingProxyType(dispositions)
