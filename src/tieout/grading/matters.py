"""Matters: the documents that support one and the same thing.

A bank line, what it settles (remittance, voucher, deposit slip and its receipts) are one matter; so are an order, its
receipts and its bills. Which of its papers an entry cites is a question of citation, not of the state of the books.
A bank statement belongs to all of its lines and so joins none of them.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from tieout.documents.bank import DepositSlip
from tieout.documents.casefile import CaseFile
from tieout.documents.trade import GoodsReceipt, Remittance, SupplierBill
from tieout.grading.facts import Cell, Moves, without_zeros
from tieout.scenario.answer_key import AnswerKey


class Matters:
    """Which documents belong together. ``of`` names the matter of a document; one that stands alone is its own."""

    def __init__(self, joined: Iterable[tuple[str, str]], parents: Mapping[str, str] = MappingProxyType({})) -> None:
        self._parents = dict(parents)
        for one, other in joined:
            first, second = self.of(one), self.of(other)
            if first != second:
                self._parents[max(first, second)] = min(first, second)

    def of(self, document: str) -> str:
        """The name of the document's matter: one of its documents."""
        parents = self._parents
        while document in parents:
            document = parents[document]
        return document

    def joined_by(self, pairs: Iterable[tuple[str, str]]) -> "Matters":
        """These matters, and some of them joined."""
        return Matters(pairs, self._parents)

    def gathered(self, moved: Mapping[str, Mapping[Cell, int]]) -> Moves:
        """Moves by document, added up by matter."""
        by_matter: Moves = {}
        for document, cells in moved.items():
            total = by_matter.setdefault(self.of(document), {})
            for cell, amount in cells.items():
                total[cell] = total.get(cell, 0) + amount
        return without_zeros(by_matter)


def matters_of(case: CaseFile, key: AnswerKey) -> Matters:
    """The matters of a month."""
    return Matters([*_settlements(key), *_remittances(case, key), *_deposits(case), *_purchases(case)])


def _settlements(key: AnswerKey) -> Iterable[tuple[str, str]]:
    for movement in key.cleared:
        for document, _ in movement.cleared:
            yield movement.line.id, document


def _remittances(case: CaseFile, key: AnswerKey) -> Iterable[tuple[str, str]]:
    """What a customer says about a receipt that is booked from its bank line, with the one line of that amount."""
    settled = {document for movement in key.cleared for document, _ in movement.cleared}
    outstanding = {name for paper in key.workpapers for name, _ in paper.listed}  # of another receipt, if of one amount
    lines: dict[int, list[str]] = {}
    for name, (line, _) in case.bank_lines.items():
        if name in settled:
            lines.setdefault(line.amount, []).append(name)
    for advice in case.by_kind.get(Remittance.kind, ()):
        assert isinstance(advice, Remittance)
        found = lines.get(advice.amount, [])
        if advice.id not in settled | outstanding and len(found) == 1:
            yield found[0], advice.id


def _deposits(case: CaseFile) -> Iterable[tuple[str, str]]:
    for slip in case.by_kind.get(DepositSlip.kind, ()):
        assert isinstance(slip, DepositSlip)
        for receipt, _ in slip.receipts:
            yield slip.id, receipt


def _purchases(case: CaseFile) -> Iterable[tuple[str, str]]:
    """Receipts and bills with their order, which a bill may name in its note alone."""
    for receipt in case.by_kind.get(GoodsReceipt.kind, ()):
        assert isinstance(receipt, GoodsReceipt)
        yield receipt.order, receipt.id
    for bill in case.by_kind.get(SupplierBill.kind, ()):
        assert isinstance(bill, SupplierBill)
        for word in (bill.order, *bill.note.replace(".", " ").replace(",", " ").split()):
            if word.startswith("PO-") and word in case.by_id:
                yield word, bill.id
