"""Treatments that book what is right and cite another paper: the members of the support group, and papers outside it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from tieout.documents.bank import BankStatement, DepositSlip
from tieout.documents.schedules import AssetRegister, PrepaidSchedule
from tieout.documents.trade import GoodsReceipt, SupplierBill
from tieout.ledger.entries import Line
from tieout.treatments.finding import Finding
from tieout.treatments.postings import corrected, entries_of, undo, unrelated
from tieout.treatments.trial import Kind, Treatment
from tieout.treatments.work import Work, require

LINE: Final = "bank line"
UNRELATED: Final = "unrelated"
_CASH: Final = (LINE, "bank statement")
_RECEIPT: Final = ("bank statement", "remittance advice", "sales invoice")
_ORDER: Final = ("purchase order", "goods receipt")

SUPPORT: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({
    "E01": (*_CASH, *_ORDER),
    "E02": _CASH,
    "E03": (*_ORDER, "supplier bill"),
    "E04": _CASH,
    "E05": (*_CASH, "remittance advice"),
    "E07": (*_ORDER, "notice"),
    "E08": (*_CASH, "sales invoice"),
    "E09": _CASH,
    "E13": _CASH,
    "E14": ("bank statement",),
    "E15": ("bank statement", "remittance advice", "notice"),
    "E16": ("bank statement",),
    "E19": ("bank statement", "notice"),
    "E20": _RECEIPT,
    "E21": _RECEIPT,
    "E22": _RECEIPT,
    "E23": ("sales invoice",),
    "E24": (*_CASH, "sales invoice"),
    "E25": ("purchase order", "supplier bill"),
    "E26": _ORDER,
    "E27": _ORDER,
    "E29": _ORDER,
    "E30": ("prepaid schedule",),
    "E32": ("fixed-asset register",),
    "E37": _CASH,
    "E38": ("bank statement",),
    "E61": _RECEIPT,
    "E62": _RECEIPT,
    "E63": _RECEIPT,
    "E64": _RECEIPT,
    "E65": _RECEIPT,
    "E66": _RECEIPT,
    "E67": _RECEIPT,
    "E71": ("bank statement",),
    "E72": ("bank statement",),
    "E83": _CASH,
    "E84": _CASH,
})  # fmt: skip
ANY: Final = (
    "E01", "E02", "E03", "E04", "E05", "E06", "E07", "E08", "E09", "E13", "E14", "E15", "E16", "E19", "E20", "E21", "E22", "E23",
    "E24", "E25", "E27", "E29", "E30", "E31", "E32", "E33", "E36", "E37", "E38", "E40", "E41", "E42",
    "E61", "E62", "E63", "E64", "E65", "E66", "E67", "E71", "E72", "E73", "E81", "E82", "E83", "E84",
)  # fmt: skip


def for_code(code: str) -> tuple[Treatment, ...]:
    """What is right, citing each paper that fits the code."""
    kinds = (*SUPPORT.get(code, ()), *((UNRELATED,) if code in ANY else ()))
    made = [Treatment(code, f"booked citing {_a(kind)}", Kind.CITED, citing(kind)) for kind in kinds]
    if code in ("E01", "E02", "E07", "E09", "E29", "E37"):
        made += [
            Treatment(code, f"one entry for the difference, citing {_a(kind)}", Kind.CITED, _difference(kind))
            for kind in kinds
            if kind != "notice"  # explains what stands in suspense, where nothing is wrong yet
        ]
    return tuple(made)


def citing(kind: str) -> Callable[[Work], None]:
    """Undo what is wrong as it stands, book what is right citing a paper of that kind. Where nothing is to be booked the
    undoing cites it."""

    def apply(work: Work) -> None:
        finding = work.finding
        paper = _paper(finding, kind)
        if finding.right:
            undo(work)
        else:
            for entry in finding.wrong:
                mirror = (line.negated() for line in entry.lines)
                work.post(_cited(finding, mirror, paper), max(entry.date, finding.period.first))
        for entry in finding.right:
            work.post(_cited(finding, entry.lines, paper), entry.date, entry.memo)
        require(work.made or work.refused)

    return apply


def _difference(kind: str) -> Callable[[Work], None]:
    def apply(work: Work) -> None:
        paper = _paper(work.finding, kind)
        require(work.finding.wrong and work.finding.right)
        for day, lines in corrected(work.finding).items():
            work.post(_cited(work.finding, lines, paper), day)

    return apply


def _paper(finding: Finding, kind: str) -> str:
    papers = (unrelated(finding),) if kind == UNRELATED else papers_of(finding, kind)
    cited = {line.document for entry in entries_of(finding) for line in entry.lines}
    paper = next((name for name in papers if name and name not in cited), "")
    require(paper)
    return paper


def _cited(finding: Finding, lines: Iterable[Line], paper: str) -> list[Line]:
    """The lines, citing ``paper``. That a bill is posted shows in what payables hold under its own id, so that leg
    keeps its citation."""
    payables = finding.role("payables")
    bills = finding.scenario.case.by_kind.get(SupplierBill.kind, ())
    posted = {bill.id for bill in bills}
    return [
        line if line.account == payables and line.document in posted else replace(line, document=paper)
        for line in lines
    ]


def papers_of(finding: Finding, kind: str) -> tuple[str, ...]:
    """The papers of a kind that have to do with the finding, and with no other: what another finding stands under, a plug
    under its statement say, cannot support this one as well."""
    case = finding.scenario.case
    taken = {
        line.document
        for defect in finding.scenario.key.defects
        if defect is not finding.defect
        for entry in defect.entries
        for line in entry.lines
    }
    lines = [line for group in finding.groups for line in group.lines] or list(finding.defect.bank_lines)
    if kind == LINE:
        return tuple(lines)
    related = {line.document for entry in entries_of(finding) for line in entry.lines}
    related |= {line.item for entry in entries_of(finding) for line in entry.lines}
    related |= {document for document, _ in finding.defect.evidence}
    related |= {document for group in finding.groups for document in group.documents}
    related |= {document for group in groups_through(finding) for document in group}
    accounts = _accounts(finding)
    for document in case.documents:
        match document:
            case SupplierBill(order=order) if order and (document.id in related or order in related):
                related |= {document.id, order}
            case DepositSlip(receipts=receipts) if any(name in related for name, _ in receipts):
                related.add(document.id)
            case BankStatement() if document.account in accounts or any(line.id in lines for line in document.lines):
                related.add(document.id)
            case AssetRegister() | PrepaidSchedule():
                related.add(document.id)
            case _:
                pass
    delivered = {one.id for one in case.documents if isinstance(one, GoodsReceipt) and one.order in related}
    return tuple(one.id for one in case.by_kind.get(kind, ()) if one.id in (related | delivered) - taken)


def groups_through(finding: Finding) -> tuple[tuple[str, ...], ...]:
    """The order behind each receipt that the finding names."""
    named = {line.document for entry in entries_of(finding) for line in entry.lines}
    receipts = finding.scenario.case.by_kind.get("goods receipt", ())
    return tuple((one.order,) for one in receipts if isinstance(one, GoodsReceipt) and one.id in named)


def _accounts(finding: Finding) -> set[str]:
    return {line.account for entry in entries_of(finding) for line in entry.lines}


def _a(kind: str) -> str:
    if kind == UNRELATED:
        return "a paper that has nothing to do with it"
    return f"its {kind}"
