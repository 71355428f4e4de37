"""Treatments of departments: the account is right, and the department is not."""

from collections.abc import Callable
from dataclasses import replace

from tieout.ledger.entries import Line
from tieout.treatments.finding import Finding
from tieout.treatments.postings import undo
from tieout.treatments.trial import Kind, Treatment
from tieout.treatments.work import Work, require

Change = Callable[[Finding, Line], str]


def _rebooked(department_of: Change) -> Callable[[Work], None]:
    """Everything as it should be, but for the departments, which are as ``department_of`` says."""

    def apply(work: Work) -> None:
        finding = work.finding
        changed = [
            (entry, [replace(line, department=department_of(finding, line)) for line in entry.lines])
            for entry in finding.right
        ]
        require(any(tuple(lines) != entry.lines for entry, lines in changed))
        undo(work)
        for entry, lines in changed:
            work.post(lines, entry.date)

    return apply


def _another(finding: Finding, line: Line) -> str:
    """A department that is neither right nor the one that the wrong entry names."""
    if not line.department:
        return ""
    taken = {line.department} | {each.department for entry in finding.wrong for each in entry.lines}
    return next((one.code for one in finding.chart.departments if one.code not in taken), "")


def _none(finding: Finding, line: Line) -> str:
    del finding, line
    return ""


CODES = ("E07", "E25", "E26", "E27", "E30", "E42", "F01")
APART: tuple[Treatment, ...] = tuple(
    Treatment(code, name, Kind.NEAR, _rebooked(change))
    for code in CODES
    for name, change in (
        ("right account, another department", _another),
        ("right account, no department", _none),
    )
)
