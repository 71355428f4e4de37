"""The workspace: the desk plus everything the agent has done. Immutable; each tool returns a new one."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any, Final

from tieout.documents.casefile import CaseFile, cash_items
from tieout.documents.closing import CashItem, Disposition, Match, Workpaper
from tieout.documents.trade import SupplierBill
from tieout.ledger.books import Books
from tieout.ledger.lookup import Lookup, Posting, postings_of
from tieout.ledger.refusal import Refusal
from tieout.tools.messages import Progress, ToolResult

POSTED: Final = "posted"
TRACKS: Final = ("bill", "callback", "escalation")
SAID: Final = {"bill": "", "callback": "called ", "escalation": "escalated: "}
Cash = MappingProxyType[str, MappingProxyType[CashItem, int]]
_NOTHING: Final[MappingProxyType[Any, Any]] = MappingProxyType({})
_UNREAD: Final = Lookup(())


@dataclass(frozen=True, slots=True)
class Workspace:
    """``dispositions`` maps (subject, track), ``workpapers`` the account; ``matched`` maps bank line ids and (account,
    cash item) to the id of their match, set-asides among them. ``numbered`` counts matches ever made, so that ids are
    never used twice. ``warned`` says that a closing was answered with what is still open.

    That a supplier bill is posted follows from what payables hold on it: whichever tool puts it there, or reverses it,
    decides the same.

    The fields below ``warned`` follow from those above and are kept in step by the methods, so that no tool has to
    scan the ledger: ``lookup`` and ``posted`` are the lines of the books (those on the desk at the start, those posted
    since), ``cash`` the cash items that lay on the desk at the start, ``open_cash`` those of today that await matching,
    both per bank account and in the order of posting, ``decisions`` each subject's dispositions in words, ``lines_matched`` and ``settled`` what :meth:`progress` counts. Construct with case and books alone;
    change by the methods.
    """

    case: CaseFile
    books: Books
    matches: tuple[Match, ...] = ()
    dispositions: MappingProxyType[tuple[str, str], Disposition] = field(default_factory=lambda: _NOTHING)
    workpapers: MappingProxyType[str, Workpaper] = field(default_factory=lambda: _NOTHING)
    matched: MappingProxyType[object, str] = field(default_factory=lambda: _NOTHING)
    numbered: int = 0
    closed: bool = False
    warned: bool = False
    lookup: Lookup = field(default=_UNREAD, repr=False, compare=False)
    posted: tuple[Posting, ...] = field(default=(), repr=False, compare=False)
    cash: Cash = field(default_factory=lambda: _NOTHING, repr=False, compare=False)
    open_cash: Cash = field(default_factory=lambda: _NOTHING, repr=False, compare=False)
    decisions: MappingProxyType[str, str] = field(default_factory=lambda: _NOTHING, repr=False, compare=False)
    lines_matched: int = field(default=0, repr=False, compare=False)
    settled: int = field(default=0, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.lookup is not _UNREAD:
            return
        case = self.case
        lookup = case.lookup if self.books is case.books else Lookup(self.books.entries)
        cash = case.cash
        if lookup is not case.lookup:
            cash = MappingProxyType({account: cash_items(lookup, account, case.reconciled) for account in case.cash})
        payable: dict[str, int] = {}
        for _, _, line in lookup.by_account.get(self.books.chart.find_role("payables"), ()):
            payable[line.document] = payable.get(line.document, 0) - line.amount
        posted = {bill: amount for bill, amount in payable.items() if self._is_bill(bill)}
        dispositions, decisions, settled = self._after(self._posted(posted))
        derived = (
            ("lookup", lookup),
            ("cash", cash),
            ("open_cash", cash),
            ("dispositions", dispositions),
            ("decisions", decisions),
            ("settled", settled),
        )
        for name, value in derived:
            object.__setattr__(self, name, value)

    @classmethod
    def opened(cls, case: CaseFile) -> "Workspace":
        """The desk as it lies there."""
        return cls(case, case.books)

    def with_books(self, books: Books) -> "Workspace":
        """The desk after something was posted: ``books`` continue those of this desk."""
        posted = postings_of(books.entries[len(self.books.entries) :])
        payables = books.chart.find_role("payables")
        added: dict[str, dict[CashItem, int]] = {}
        payable: dict[str, int] = {}
        for _, entry, line in posted:
            account, document = line.account, line.document
            if account in self.open_cash:
                items = added.setdefault(account, {})
                item = CashItem(entry.id, document)
                items[item] = items.get(item, 0) + line.amount
            elif account == payables and self._is_bill(document):
                payable[document] = payable.get(document, self.payable(document)) - line.amount
        dispositions, decisions, settled = self.dispositions, self.decisions, self.settled
        if payable:
            dispositions, decisions, settled = self._after(self._posted(payable))
        return self._changed(
            books=books,
            posted=self.posted + posted,
            open_cash=_with_items(self.open_cash, added) if added else self.open_cash,
            dispositions=dispositions,
            decisions=decisions,
            settled=settled,
        )

    def locked(self, books: Books) -> "Workspace":
        """The desk with its period closed."""
        return self._changed(books=books, closed=True)

    def after_warning(self) -> "Workspace":
        """The desk once somebody who wanted to close it has been told what is open."""
        return self._changed(warned=True)

    def with_match(self, account: str, bank_lines: tuple[str, ...], items: tuple[CashItem, ...]) -> "Workspace":
        """Bank lines and cash items of one account, none of them matched so far, matched with each other."""
        return self._with(Match(f"M-{self.numbered + 1:04d}", account, bank_lines, items))

    def with_set_aside(self, account: str, bank_line: str, duplicate_of: str) -> "Workspace":
        """An open bank line set aside as imported twice; undone like a match."""
        return self._with(Match(f"S-{self.numbered + 1:04d}", account, (bank_line,), (), duplicate_of))

    def without_match(self, match_id: str) -> "Workspace":
        """The desk with a standing match undone; what it held awaits matching again, in its old place."""
        undone = next(match for match in self.matches if match.id == match_id)
        account = undone.account
        matched = {key: value for key, value in self.matched.items() if value != match_id}
        awaiting = {item: amount for item, amount in self.cash_items(account).items() if (account, item) not in matched}
        return self._changed(
            matches=tuple(match for match in self.matches if match.id != match_id),
            matched=MappingProxyType(matched),
            open_cash=MappingProxyType(self.open_cash | {account: MappingProxyType(awaiting)}),
            lines_matched=self.lines_matched - len(undone.bank_lines),
        )

    def with_disposition(self, disposition: Disposition) -> "Workspace":
        """The desk with a decision taken; it replaces an earlier one on the same track of the same subject."""
        dispositions, decisions, settled = self._after({(disposition.subject, disposition.track): disposition})
        return self._changed(dispositions=dispositions, decisions=decisions, settled=settled)

    def with_workpaper(self, workpaper: Workpaper) -> "Workspace":
        """The desk with a workpaper filed in place of an earlier one of the same account."""
        return self._changed(workpapers=MappingProxyType(self.workpapers | {workpaper.account: workpaper}))

    def cash_items(self, account: str) -> dict[CashItem, int]:
        """Every cash item of a bank account that no earlier month reconciled, with its net amount, matched or not."""
        items = self.cash[account].copy()
        for _, entry, line in self.posted:
            if line.account == account:
                item = CashItem(entry.id, line.document)
                items[item] = items.get(item, 0) + line.amount
        return items

    def open_cash_items(self, account: str) -> Mapping[CashItem, int]:
        """The cash items that are not matched, in the order of posting; none where there is no statement."""
        return self.open_cash[account] if account in self.open_cash else MappingProxyType({})

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

    def _with(self, match: Match) -> "Workspace":
        account = match.account
        matched = self.matched.copy()
        for bank_line in match.bank_lines:
            matched[bank_line] = match.id
        awaiting = self.open_cash[account].copy()
        for item in match.items:
            matched[account, item] = match.id
            del awaiting[item]
        return self._changed(
            matches=(*self.matches, match),
            matched=MappingProxyType(matched),
            numbered=self.numbered + 1,
            open_cash=MappingProxyType(self.open_cash | {account: MappingProxyType(awaiting)}),
            lines_matched=self.lines_matched + len(match.bank_lines),
        )

    def _changed(self, **changes: object) -> "Workspace":
        """A copy with other values in some fields: what ``dataclasses.replace`` does, in half its time."""
        after = object.__new__(Workspace)
        for name, read, write in _SLOTS:
            write(after, changes[name] if name in changes else read(self))
        return after

    def _is_bill(self, document: str) -> bool:
        return isinstance(self.case.by_id.get(document), SupplierBill)

    def _posted(self, payable: dict[str, int]) -> dict[tuple[str, str], Disposition | None]:
        """The decisions that follow from what payables hold on these bills; None where one falls away."""
        changed: dict[tuple[str, str], Disposition | None] = {}
        for bill, amount in payable.items():
            decided = self.dispositions.get((bill, "bill"))
            if amount:
                changed[bill, "bill"] = Disposition(bill, "bill", POSTED)
            elif decided is not None and decided.outcome == POSTED:
                changed[bill, "bill"] = None
        return changed

    def _after(
        self, changed: Mapping[tuple[str, str], Disposition | None]
    ) -> tuple[MappingProxyType[tuple[str, str], Disposition], MappingProxyType[str, str], int]:
        """Dispositions, decisions in words, and the count of decided bills once ``changed`` is decided. A call or an
        escalation decides no bill."""
        dispositions = self.dispositions.copy()
        decisions = self.decisions.copy()
        settled = self.settled
        for (subject, track), disposition in changed.items():
            if disposition is None:
                del dispositions[subject, track]
            else:
                dispositions[subject, track] = disposition
            before = (subject, "bill") in self.dispositions
            after = (subject, "bill") in dispositions
            found = [
                SAID[track] + dispositions[subject, track].outcome
                for track in TRACKS
                if (subject, track) in dispositions
            ]
            if found:
                decisions[subject] = "; ".join(found)
            else:
                decisions.pop(subject, None)
            if before is not after and subject in self.case.to_settle:
                settled += 1 if after else -1
        return MappingProxyType(dispositions), MappingProxyType(decisions), settled


def _with_items(cash: Cash, added: dict[str, dict[CashItem, int]]) -> Cash:
    merged = cash.copy()
    for account, items in added.items():
        merged[account] = MappingProxyType(cash[account] | items)
    return MappingProxyType(merged)


_SLOTS: Final = tuple(
    (slot.name, Workspace.__dict__[slot.name].__get__, Workspace.__dict__[slot.name].__set__)
    for slot in fields(Workspace)
)


Step = tuple[Workspace, ToolResult] | Refusal
