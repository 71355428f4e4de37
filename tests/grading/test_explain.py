"""A score made up by hand of halves and quarters, taken apart as data and as text.

Four findings of 1/2, 1/8, 1/8 and 1/8 and routine work of 1/8. Earned: 7/8 of the first, all of the second, nothing of
the others, 3/4 of the routine: credit 21/32. Damage of 1/16 and 20 times 1/512: 13/128. Gate 1/2. Score 71/256.
"""

from dataclasses import replace
from fractions import Fraction

from tieout.grading.credit import Part
from tieout.grading.damage import Damage
from tieout.grading.explain import explain, explain_text
from tieout.grading.facts import FactKey, FactKind
from tieout.grading.score import FindingCredit, Score

F = Fraction
HALF, QUARTER, EIGHTH, NOTHING, ALL = F(1, 2), F(1, 4), F(1, 8), F(0), F(1)
FEE = (
    Part("booked", "BL-1", HALF, HALF),
    Part("cited", "BL-1", QUARTER, EIGHTH),
    Part("matched", "BL-1", QUARTER, QUARTER),
)
SCORE = Score(
    findings=(
        FindingCredit("E14", "A fee.", 4096, HALF, FEE, touched=True),
        FindingCredit("E14", "Another fee.", 50, EIGHTH, (Part("booked", "BL-3", ALL, ALL),), touched=False),
        FindingCredit("E21", "A bill.", 50, EIGHTH, (Part("booked", "B-1", ALL, NOTHING),), touched=False),
        FindingCredit("E21", "Another bill.", 50, EIGHTH, (Part("booked", "B-2", ALL, NOTHING),), touched=True),
    ),
    routine_share=EIGHTH,
    routine=(Part("matched", "BL-2", HALF, HALF), Part("filed", "bank", HALF, QUARTER)),
    damages=(
        Damage(FactKey(FactKind.BOOKED, ("INV-1", "1200", "C-1", "INV-1", "")), 100, F(1, 16)),
        *(Damage(FactKey(FactKind.CLEARED, (f"BL-{number}",)), 10_000, F(1, 512)) for number in range(10, 30)),
    ),
    gate=HALF,
    breaches=("BILL-1",),
    attempts=2,
)


def test_the_score_is_credit_less_damage_times_gate() -> None:
    """21/32 - 13/128 = 71/128, and half of it; where damage is more than credit, nothing."""
    assert (SCORE.credit, SCORE.damage, SCORE.exact, SCORE.value) == (F(21, 32), F(13, 128), F(71, 256), 71 / 256)
    assert replace(SCORE, damages=(replace(SCORE.damages[0], cost=ALL),)).exact == 0


def test_a_verdict_says_how_far_an_error_was_resolved() -> None:
    """All of it, part of it, seen at least, or nothing."""
    assert [finding.verdict for finding in SCORE.findings] == [
        "partly corrected",
        "corrected",
        "missed",
        "found, not corrected",
    ]


def test_the_figures_as_data() -> None:
    """Each figure of the sum, and by code how many were planted, found and corrected, and what they earned."""
    told = explain(SCORE)
    assert {
        name: told[name] for name in ("score", "credit", "damage", "gate", "breaches", "forbidden_attempts", "routine")
    } == {
        "score": 0.27734375,
        "credit": 0.65625,
        "damage": 0.1015625,
        "gate": 0.5,
        "breaches": ["BILL-1"],
        "forbidden_attempts": 2,
        "routine": {"share": 0.125, "earned": 0.09375},
    }
    assert told["by_code"] == {
        "E14": {"planted": 2, "found": 2, "corrected": 1, "share": 0.625, "earned": 0.5625},
        "E21": {"planted": 2, "found": 1, "corrected": 0, "share": 0.25, "earned": 0.0},
    }


def test_each_finding_as_data_tells_what_was_lost() -> None:
    """Lost is a part's due less what it earned, of the whole score; what lost nothing is not listed."""
    findings = explain(SCORE)["findings"]
    assert findings[0] == {
        "code": "E14",
        "summary": "A fee.",
        "share": 0.5,
        "earned": 0.4375,
        "verdict": "partly corrected",
        "lost": [{"kind": "cited", "subject": "BL-1", "lost": 0.0625}],
    }
    assert [finding["lost"] for finding in findings[1:]] == [
        [],
        [{"kind": "booked", "subject": "B-1", "lost": 0.125}],
        [{"kind": "booked", "subject": "B-2", "lost": 0.125}],
    ]


def test_the_twenty_dearest_damages_are_listed() -> None:
    """Of 21; all of them count."""
    assert explain(SCORE)["damages"] == [
        {"fact": "booked INV-1 / 1200 / C-1 / INV-1", "cost": 0.0625},
        *({"fact": f"cleared BL-{number}", "cost": 1 / 512} for number in range(10, 29)),
    ]


def test_the_score_for_reading() -> None:
    """The same, line by line."""
    assert explain_text(SCORE).splitlines() == [
        "Score 0.2773 = max(0, credit 0.6562 - damage 0.1016) x gate 0.50",
        "Routine work: 0.0938 of 0.1250",
        "  not filed: bank: 0.0312",
        "E14 partly corrected: 0.4375 of 0.5000. A fee.",
        "  not cited as the policy says: BL-1: 0.0625",
        "E14 corrected: 0.1250 of 0.1250. Another fee.",
        "E21 missed: 0.0000 of 0.1250. A bill.",
        "  not booked: B-1: 0.1250",
        "E21 found, not corrected: 0.0000 of 0.1250. Another bill.",
        "  not booked: B-2: 0.1250",
        "Damage 0.0625: booked INV-1 / 1200 / C-1 / INV-1",
        *(f"Damage 0.0020: cleared BL-{number}" for number in range(10, 29)),
        "Integrity breach: BILL-1 was posted, and reversed before the close",
        "Forbidden attempts on posted entries: 2",
    ]


def test_what_there_is_nothing_to_say_of_has_no_line() -> None:
    """No attempts, no line; a bill that still stands was posted and no more."""
    told = explain_text(replace(SCORE, gate=NOTHING, attempts=0, damages=())).splitlines()
    assert told[-1] == "Integrity breach: BILL-1 was posted"
    assert not any(line.startswith(("Damage", "Forbidden")) for line in told)


def test_nobody_attempted_anything_unless_told() -> None:
    """A score without findings, all of it routine work, of which nothing was done."""
    empty = Score((), ALL, (), (), ALL, ())
    assert (empty.attempts, empty.value) == (0, 0.0)
    assert explain_text(empty).splitlines()[1:] == ["Routine work: 0.0000 of 1.0000"]
