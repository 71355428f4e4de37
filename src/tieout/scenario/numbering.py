"""Numbers of a company's own papers. Each kind counts on from where it stands, paper by paper in the order of dates.

While a month is made its papers bear provisional numbers, at random, because nobody knows yet what will be planted.
When it is complete they are numbered in one pass, and every text that names one follows. Within the month nothing is
missing but numbers that were voided, which a log on the desk explains; what came before the month leaves gaps, for
what was settled then is filed away.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Final, TypeVar

from tieout.documents.bank import BankLine, PaymentVoucher
from tieout.documents.casefile import Document
from tieout.documents.letters import Notice
from tieout.documents.schedules import PrepaidSchedule
from tieout.documents.trade import BillLine, OrderLine, ReceiptLine
from tieout.ledger.entries import Entry, Line
from tieout.ledger.periods import Period
from tieout.ledger.records import unchecked
from tieout.scenario.seeds import Rng

T = TypeVar("T")
KINDS: Final = ("INV", "CM", "PO", "GRN", "PAY", "BILL")
CHECKS: Final = "check"
VOIDED: Final = 15  # per mille of the month's numbers
_OPEN, _SHUT = "\ue000", "\ue001"  # signs of private use: no word of anybody's contains them
_NUMBER: Final = re.compile(rf"{_OPEN}([^{_SHUT}]+){_SHUT}|\b(?:{'|'.join(KINDS)})-\d{{5}}\b")
_REASONS: Final = {
    "INV": ("raised twice, voided before it was sent", "made out to the wrong customer and voided the same day"),
    "PO": ("withdrawn before it was sent", "entered twice, the second one deleted"),
    "GRN": ("counted on the wrong form and voided", "entered for another company and deleted"),
    "PAY": ("canceled before release", "entered twice, the second one voided"),
    CHECKS: ("spoiled in the printer and shredded", "torn on signing, kept in the check register"),
}  # the post room numbers bills, and credit memos are too few
_WITHOUT: Final = frozenset((Period, OrderLine, BillLine, ReceiptLine))
_PLAIN: Final = (int, bool, date, date | None, Period)
_made: Final = unchecked(Entry)


def check_number(voucher: str) -> str:
    """What stands for the number of the check that a voucher is paid by, until the month is complete."""
    return f"{_OPEN}{voucher}{_SHUT}"


@dataclass(frozen=True, slots=True)
class Voided:
    """A number that no paper bears, and why."""

    name: str
    reason: str


class Numbering:
    """The final numbers of a month whose ``documents`` lie in their order, and what else bears them."""

    def __init__(self, documents: Sequence[Document], period: Period, rng: Rng) -> None:
        self.voided: list[Voided] = []
        self._names: dict[str, str] = {}
        self._entries: dict[int, Entry] = {}
        self._lines: dict[str, BankLine] = {}
        self._period = period
        self._rng = rng
        self._older: dict[str, tuple[int, int, set[int]]] = {}
        papers: dict[str, list[tuple[date, str]]] = {kind: [] for kind in KINDS}
        checks: dict[str, list[tuple[date, str]]] = {}
        for document in documents:
            kind = document.id.partition("-")[0]
            if kind in papers:
                papers[kind].append((document.date, document.id))
            if type(document) is PaymentVoucher and document.method == "check":
                checks.setdefault(document.account, []).append((document.date, check_number(document.id)))
            elif type(document) is PrepaidSchedule:
                papers["BILL"] += [(row.start, row.item) for row in document.prepaids]
        papers["BILL"].sort(key=_date)
        for kind, dated in papers.items():
            start, most = self._counted(kind, dated, f"{kind}-")
            taken = {int(self._names[name][-5:]) for _, name in dated}
            self._older[kind] = (start, max(60, 3 * most), taken)
        for account in sorted(checks):
            self._counted(CHECKS, checks[account], "", account)

    def _counted(self, kind: str, dated: Sequence[tuple[date, str]], prefix: str, account: str = "") -> tuple[int, int]:
        """Number papers in their order. Gives the first number of the month and how many the month has."""
        rng = self._rng.stream(kind, account)
        first = self._period.first
        earlier = [paper for paper in dated if paper[0] < first]
        start = number = rng.between(20_000, 90_000)
        for day, name in dated[len(earlier) :]:
            if kind in _REASONS and day <= self._period.last and rng.chance(VOIDED):
                self.voided.append(Voided(f"{prefix or 'check '}{number}", rng.choice(_REASONS[kind])))
                number += 1
            self._names[name] = f"{prefix}{number}"
            number += 1
        most = number - start
        number, later = start, first
        for day, name in reversed(earlier):
            number -= 1 + rng.below(2 + (later - day).days * (most + 10) // 15)
            later = day
            self._names[name] = f"{prefix}{number}"
        return start, most

    def log(self) -> Notice | None:
        """What explains the numbers that no paper bears; None where none is missing."""
        if not self.voided:
            return None
        said = "; ".join(f"{one.name}, {one.reason}" for one in self.voided)
        number = self._rng.digits(4)
        return Notice(
            f"LOG-{number}", self._period.last, "", f"Numbers not used, {self._period}", f"Without a paper: {said}."
        )

    def text(self, text: str) -> str:
        """The text with every provisional number in it replaced; what bears none is given back as it is."""
        found = self._names.get(text)
        if found is None:
            bears = "-" in text or _OPEN in text
            found = self._names[text] = _NUMBER.sub(self._named, text) if bears else text
        return found

    def _named(self, found: "re.Match[str]") -> str:
        name = found.group()
        number = self._names.get(name)
        if number is None:
            number = self._names[name] = self._before(name.partition("-")[0])
        return number

    def _before(self, kind: str) -> str:
        """A number for a paper of an earlier month that is no longer on the desk: any that is free."""
        start, width, taken = self._older[kind]
        while (number := start - self._rng.between(1, width)) in taken:
            width += 1
        taken.add(number)
        return f"{kind}-{number}"

    def entry(self, entry: Entry) -> Entry:
        """The entry with final numbers: one object for one object, so that journals go on sharing entries."""
        found = self._entries.get(id(entry))
        if found is None:
            found = self._entries[id(entry)] = self._renumbered(entry)
        return found

    def _renumbered(self, entry: Entry) -> Entry:
        text = self.text
        lines = tuple(
            [
                Line(line.account, line.amount, text(line.document), line.party, text(line.item), line.department)
                for line in entry.lines
            ]
        )
        return _made(Entry, entry.id, entry.date, text(entry.memo), lines, entry.reverses)

    def record(self, value: T) -> T:
        """The same record, tuple or text with final numbers in all that it holds."""
        renamed: T = self._renamed(value)
        return renamed

    def _renamed(self, value: Any) -> Any:
        kind: Any = type(value)
        if kind is str:
            return self._names.get(value) or self.text(value)
        if kind is tuple:
            return tuple([self._renamed(part) for part in value])
        if kind is Entry:
            return self.entry(value)
        parts = _parts(kind)
        if not parts:
            return value
        if kind is not BankLine:
            return self._rebuilt(value, parts)
        found = self._lines.get(value.id)  # it stands in its statement and in its movement
        if found is None:
            found = self._lines[value.id] = self._rebuilt(value, parts)
        return found

    def _rebuilt(self, value: Any, parts: tuple[tuple[str, bool], ...]) -> Any:
        filled = [self._renamed(getattr(value, name)) if named else getattr(value, name) for name, named in parts]
        return type(value)(*filled)


def _date(paper: tuple[date, str]) -> date:
    return paper[0]


@cache
def _parts(kind: Any) -> tuple[tuple[str, bool], ...]:
    """The fields of a record of this kind in their order, each with whether a number can stand in it; nothing for a kind
    in which none can."""
    if kind in _WITHOUT or not is_dataclass(kind):
        return ()
    return tuple((field.name, field.type not in _PLAIN) for field in fields(kind))
