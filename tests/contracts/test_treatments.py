"""Right is never worse than wrong: every accepted correction of every code, and the near misses (DESIGN section 5)."""

from pathlib import Path

import pytest
from conftest import EPISODES

from tieout.docs.treatments import codes, section
from tieout.episode import scenario_of
from tieout.tasks.registry import FAMILIES, make_task
from tieout.treatments.catalogue import TREATMENTS
from tieout.treatments.measure import MONTHS, measure

WANTED = max(1, EPISODES // 5)  # ten months of each treatment, 200 in the soak
PAGE = Path(__file__).parents[2] / "docs" / "treatments.md"


@pytest.mark.parametrize("code", codes())
def test_what_a_treatment_earns(code: str) -> None:
    """Each treatment of a code fits some month, and earns what it deserves in every month that it fits; the page says
    what that is."""
    measured = measure(code, WANTED)
    assert [fault for one in measured for fault in one.faults] == []
    assert [one.treatment.name for one in measured if not one.tried] == []
    if WANTED == MONTHS:
        assert section(code, measured) in PAGE.read_text(encoding="utf-8")


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
