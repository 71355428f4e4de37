"""Right is never worse than wrong: every accepted correction of every code, and the near misses (DESIGN section 5)."""

from pathlib import Path

import pytest
from conftest import EPISODES

from tieout.docgen.treatments import codes, section
from tieout.episode import scenario_of
from tieout.tasks.family import LEVELS
from tieout.tasks.registry import FAMILIES, make_task
from tieout.treatments.catalogue import TREATMENTS
from tieout.treatments.finding import findings
from tieout.treatments.measure import MONTHS, measure
from tieout.treatments.trial import Trial

WANTED = max(1, EPISODES // 5)  # ten months of each treatment, 200 in the soak
PAGE = Path(__file__).parents[2] / "docs" / "treatments.md"


@pytest.mark.parametrize("code", list(codes()))
def test_what_a_treatment_earns(code: str) -> None:
    """Each treatment of a code fits some month, and earns what it deserves in every month that it fits; the page says
    what that is."""
    measured = measure(code, WANTED)
    assert [fault for one in measured for fault in one.faults] == []
    assert WANTED < MONTHS or [one.treatment.name for one in measured if not one.tried] == []
    if WANTED == MONTHS:
        assert section(code, measured) in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("level", LEVELS[1:])
def test_accruals_reversed_in_the_month_after_leave_a_perfect_close_perfect(level: int) -> None:
    """Every accrual of the month, reversed on the first of the next one, as is good practice: 1.0 as before."""
    reversed_ahead = 0
    for index in range(max(4, WANTED // 5)):
        finding = next(findings(make_task("month_end_close", level, "train", index)), None)
        if finding is None:
            continue
        trial = Trial(finding)
        work = trial.perfect()
        accrued = finding.role("accrued")
        for entry in work.desk.books.entries[len(finding.scenario.case.books.entries) :]:
            if entry.date == finding.last and any(line.account == accrued and line.amount < 0 for line in entry.lines):
                assert work.reverse(entry.id, finding.period.next.first), work.refused
                reversed_ahead += 1
        assert trial.outcome(work).score == 1.0, finding.task.id
    assert reversed_ahead


def test_no_code_and_no_treatment_is_left_out() -> None:
    """Every code that the first months plant has treatments of both kinds, accepted and not; 150 there are in all."""
    planted = {
        defect.code
        for family in FAMILIES
        for level in (2, 3, 4)
        for index in range(4)
        for defect in scenario_of(make_task(family.name, level, "train", index)).key.defects
    }
    assert planted <= set(codes())
    for code in codes():
        assert {treatment.accepted for treatment in TREATMENTS if treatment.code == code} == {True, False}, code
    names = [(treatment.code, treatment.name) for treatment in TREATMENTS]
    assert len(set(names)) == len(names) >= 150
