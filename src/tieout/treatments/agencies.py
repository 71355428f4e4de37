"""Treatments of lines that agencies' and the payroll office's letters explain."""

from tieout.ledger.entries import Line
from tieout.treatments.postings import undo
from tieout.treatments.trial import Kind, Treatment
from tieout.treatments.work import Work, require


def _otherwise_read(work: Work) -> None:
    """The money goes where the outcome that fell would have put it."""
    finding = work.finding
    require(finding.right)
    (entry,) = finding.right
    cash, other = entry.lines
    liabilities, prepaid, tax = (finding.role(role) for role in ("payroll liabilities", "prepaids", "payroll tax"))
    undo(work)
    fallen = tax if cash.amount > 0 else prepaid
    wrong = fallen if other.account == liabilities else liabilities
    item = cash.document if wrong == prepaid else ""
    work.post([cash, Line(wrong, other.amount, cash.document, "", item)], entry.date)


def _to_suspense(work: Work) -> None:
    """What a letter explains is parked."""
    finding = work.finding
    require(finding.right)
    (entry,) = finding.right
    cash, other = entry.lines
    undo(work)
    work.post([cash, Line(finding.role("suspense"), other.amount, cash.document, "", cash.document)], entry.date)


APART: tuple[Treatment, ...] = (
    *(Treatment(code, "read the other way", Kind.NEAR, _otherwise_read) for code in ("E71", "E72")),
    *(Treatment(code, "left in suspense", Kind.NEAR, _to_suspense) for code in ("E71", "E72")),
)
