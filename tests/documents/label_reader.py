"""A parser such as somebody writes who has seen papers of train: for each kind and field the words that stood around it.

It is fitted on papers whose records are known, and remembers of every place where a field's value stood what stood
before it on its line, or above it in its column. On a new paper a field is read where one of those words stands; of
several the one that was right most often wins. :func:`share_read` is what docs and tests report.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from time import strptime

from tieout.documents.bank import BankStatement, DepositSlip, PaymentVoucher
from tieout.documents.casefile import CaseFile, Document
from tieout.documents.render import render_document
from tieout.documents.schedules import LoanStatement
from tieout.documents.trade import GoodsReceipt, PurchaseOrder, Remittance, SalesInvoice, SupplierBill
from tieout.ledger.money import render

Fields = Mapping[str, frozenset[str]]
"""Field of a paper to the values that it has there: one, or several where it has rows."""

_SPELLINGS = (
    "%Y-%m-%d", "%B %d, %Y", "%d %b %Y", "%b. %d, %Y", "%d-%b-%Y", "%a %B %d %Y",
)  # fmt: skip
_YEAR = re.compile(r"\b20\d\d\b")
_LONGEST_DATE = 24
_ID = re.compile(r"\b[A-Z]{1,4}-[\w-]*\d\b")
_CELLS = re.compile(r" {2,}| ?\| ?|; |, (?=[A-Z#][^,:]*: )| > ")


def fields_of(document: Document, currency: str) -> Fields:
    """What a bookkeeper keys in from a paper; nothing for kinds that are prose or tables throughout."""

    def money(*amounts: int) -> frozenset[str]:
        return frozenset(render(amount, currency) for amount in amounts)

    def text(*values: object) -> frozenset[str]:
        return frozenset(str(value) for value in values if value)

    match document:
        case SupplierBill():
            found = {
                "number": text(document.number),
                "date": text(document.date),
                "due": text(document.due),
                "order": text(document.order),
                "total": money(document.amount),
                "account": text(document.remit_to),
                "quantity": text(*(line.quantity for line in document.lines)),
                "price": money(*(line.unit_price for line in document.lines)),
                "party": text(document.party),
            }
        case PurchaseOrder():
            found = {
                "number": text(document.id),
                "date": text(document.date),
                "ship": text(document.ship_by),
                "total": money(document.amount),
                "quantity": text(*(line.quantity for line in document.lines)),
                "price": money(*(line.unit_price for line in document.lines)),
                "account": text(*(line.account for line in document.lines)),
                "approved": text(document.approved_by),
                "party": text(document.party),
            }
        case GoodsReceipt():
            found = {
                "order": text(document.order),
                "date": text(document.date),
                "received": text(document.received_by),
                "quantity": text(*(line.quantity for line in document.lines)),
                "party": text(document.party),
            }
        case SalesInvoice():
            found = {
                "number": text(document.id),
                "date": text(document.date),
                "due": text(document.due),
                "total": money(document.amount),
                "party": text(document.party),
            }
        case Remittance() if document.lines:
            found = {
                "date": text(document.date),
                "reference": text(document.reference),
                "total": money(document.amount),
                "invoice": text(*(name for name, _, _ in document.lines)),
                "party": text(document.party),
            }
        case PaymentVoucher():
            found = {
                "payee": text(document.payee),
                "date": text(document.date),
                "account": text(document.account),
                "total": money(document.amount),
                "pays": text(*(name for name, _ in document.pays)),
                "party": text(document.party),
            }
        case DepositSlip():
            found = {
                "date": text(document.date),
                "account": text(document.account),
                "total": money(document.amount),
            }
        case BankStatement():
            found = {
                "number": text(document.number),
                "opening": money(document.opening),
                "closing": money(document.closing),
                "date": text(document.date),
            }
        case LoanStatement():
            found = {
                "date": text(document.date),
                "principal": money(document.principal),
                "interest": money(document.interest),
                "balance": money(document.balance),
            }
        case _:
            return {}
    return {field: values for field, values in found.items() if values}


def _places(text: str) -> Iterator[tuple[str, str]]:
    """(words, value) for everything in the text that could be a value: the label before it or after it on its line, the
    line above it, the head of its column, or for ids the shape of the whole line."""
    header: list[str] = []
    above = ""
    for line in text.split("\n"):
        if not any(map(str.isalnum, line)):
            continue
        shape = _ID.sub("#", line).casefold()
        for place, value in enumerate(_ID.findall(line)):
            yield f"{place} in {shape}", value
        cells = [cell.strip("|+*[]<> ") for cell in _CELLS.split(line)]
        named = [name for name in cells if name]
        for place, cell in enumerate(cells):
            yield from {(words.strip(" ."), value.strip(" .")) for words, value in _split(cell)}
            if len(header) == len(cells) > 1:
                yield f"column {header[place].casefold()}", cell
            if place:
                yield f"after {cells[0].casefold()}", cell
        if above and len(named) == 1:
            yield f"below {above.casefold()}", named[0]
        if len(cells) > 1 and not any(map(str.isdigit, line)):
            header = cells
        above = line.strip()


def _split(cell: str) -> Iterator[tuple[str, str]]:
    """The ways to part a cell into a label and a value: at a colon, dots, a bracket, or between two words."""
    bracketed = re.fullmatch(r"(.*) [\[(](.*)[\])]", cell)
    if bracketed:
        yield f"before {bracketed[2].casefold()}", bracketed[1]
    parted = re.fullmatch(r"(.*?)(?::| \.{2,})\s+(.*)", cell)
    if parted:
        yield parted[1].casefold(), parted[2]
    words = cell.strip("*. ").split(" ")
    for place in range(1, min(len(words), 7)):
        yield " ".join(words[:place]).casefold().rstrip(":,"), " ".join(words[place:]).strip(",.")


@lru_cache(maxsize=1 << 18)
def spoken(value: str) -> str:
    """A value as it is compared: dates in one spelling, amounts without their currency."""
    for spelling in _SPELLINGS if _YEAR.search(value) and len(value) < _LONGEST_DATE else ():
        try:
            return date(*strptime(value, spelling)[:3]).isoformat()
        except ValueError:
            continue
    amount = re.fullmatch(r"(?:USD |\$)?(-?\d+\.\d\d)(?: USD| U\.S\. dollars \(USD\))?", value)
    return amount[1] if amount else value


class LabelReader:
    """Labels learned per (kind, field), with how often each led to the field's value and how often elsewhere."""

    def __init__(self, papers: Iterable[tuple[Document, str, str]]) -> None:
        """``papers`` are records with their currency and text."""
        right: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        seen: dict[str, Counter[str]] = defaultdict(Counter)
        for document, currency, text in papers:
            fields = fields_of(document, currency)
            for words, value in _places(text):
                seen[document.kind][words] += 1
                for field, values in fields.items():
                    right[document.kind, field][words] += spoken(value) in values
        self._labels = {
            (kind, field): sorted(
                [words for words in found if found[words]],
                key=lambda words, kind=kind, found=found: (-found[words] / (seen[kind][words] + 1), words),
            )
            for (kind, field), found in right.items()
        }

    def read(self, kind: str, field: str, text: str) -> frozenset[str]:
        """The values under the best label of the field that the text has; nothing where it has none."""
        places: dict[str, list[str]] = defaultdict(list)
        for words, value in _places(text):
            places[words].append(spoken(value))
        for words in self._labels.get((kind, field), ()):
            if words in places:
                return frozenset(places[words])
        return frozenset()


def printed_papers(cases: Sequence[CaseFile]) -> list[tuple[Document, str, str]]:
    """The papers of desks as a :class:`LabelReader` takes them."""
    return [
        (document, case.books.currency, render_document(document, case.papers))
        for case in cases
        for document in case.documents
    ]


def share_read(reader: LabelReader, papers: Iterable[tuple[Document, str, str]]) -> Mapping[str, float]:
    """Per kind, and under ``all``, the share of fields whose values were read, all of them and nothing else."""
    read: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for document, currency, text in papers:
        for field, values in fields_of(document, currency).items():
            hit = reader.read(document.kind, field, text) == values
            for name in (document.kind, "all"):
                asked[name] += 1
                read[name] += hit
    return {name: read[name] / asked[name] for name in asked}
