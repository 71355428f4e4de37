"""Numbers of a company's own papers. Each kind counts on from where it stands, paper by paper in the order of dates.

While a month is made its papers bear provisional numbers, at random, because nobody knows yet what will be planted.
When it is complete they are numbered in one pass, and every text that names one follows. Within the month nothing is
missing but numbers that were voided, which a log on the desk explains; what came before the month leaves gaps, for
what was settled then is filed away.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cache
from operator import attrgetter
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
_WITHOUT: Final = (Period, OrderLine, BillLine, ReceiptLine)
_PLAIN: Final = frozenset(
    (int, bool, date, date | None, Period, tuple[OrderLine, ...], tuple[BillLine, ...], tuple[ReceiptLine, ...])
)
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
        self._final = _Final(self._named)
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
            taken = {int(self._final[name][-5:]) for _, name in dated}
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
            self._final[name] = f"{prefix}{number}"
            number += 1
        most = number - start
        number, later = start, first
        for day, name in reversed(earlier):
            number -= 1 + rng.below(2 + (later - day).days * (most + 10) // 15)
            later = day
            self._final[name] = f"{prefix}{number}"
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

    def _named(self, found: "re.Match[str]") -> str:
        name = found.group()
        number = self._final.get(name)
        if number is None:
            number = self._final[name] = self._before(name.partition("-")[0])
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
        final = self._final
        lines = []
        for line in entry.lines:
            document, item = final[line.document], final[line.item]
            if document != line.document or item != line.item:
                line = Line(line.account, line.amount, document, line.party, item, line.department)  # noqa: PLW2901
            lines.append(line)
        return _made(Entry, entry.id, entry.date, final[entry.memo], tuple(lines), entry.reverses)

    def record(self, value: T) -> T:
        """The same record, tuple or text with final numbers in all that it holds."""
        renamed: T = self._renamed(value)
        return renamed

    def _renamed(self, value: Any) -> Any:
        kind = type(value)
        if kind is tuple:
            return tuple([self._renamed(part) for part in value])
        if kind is str:
            return self._final[value]
        if kind is Entry:
            return self.entry(value)
        if kind is not BankLine:
            return self._rebuilt(value)
        found = self._lines.get(value.id)  # it stands in its statement and in its movement
        if found is None:
            found = self._lines[value.id] = self._rebuilt(value)
        return found

    def _rebuilt(self, value: Any) -> Any:
        kind: Any = type(value)
        values_of, bearing = _fields_of(kind)
        if not bearing:
            return value
        values, final = list(values_of(value)), self._final
        for place, is_text in bearing:
            values[place] = final[values[place]] if is_text else self._renamed(values[place])
        return kind(*values)


class _Final(dict[str, str]):
    """What becomes of each text, provisional numbers replaced; one is looked through the first time that it is asked for."""

    def __init__(self, named: Callable[["re.Match[str]"], str]) -> None:
        super().__init__()
        self._named = named

    def __missing__(self, text: str) -> str:
        bears = "-" in text or _OPEN in text
        found = self[text] = _NUMBER.sub(self._named, text) if bears else text
        return found


def _date(paper: tuple[date, str]) -> date:
    return paper[0]


@cache
def _fields_of(kind: Any) -> tuple[Callable[[Any], tuple[Any, ...]], tuple[tuple[int, bool], ...]]:
    """What gives the values of a record of this kind, and those of them that a number can stand in, in their order: their
    places, each with whether a text is there. None for a kind that bears none."""
    if kind in _WITHOUT or not is_dataclass(kind):
        return tuple, ()
    bearing = [(place, field.type is str) for place, field in enumerate(fields(kind)) if field.type not in _PLAIN]
    return attrgetter(*[field.name for field in fields(kind)]), tuple(bearing)
