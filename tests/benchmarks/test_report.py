"""The report of the benchmarks: verdicts and page, on made-up figures. No timing here."""

from copy import deepcopy
from xml.etree import ElementTree as ET

from benchmarks.report import ledger_series, page_of, rows_of
from benchmarks.svg import log_log

LEVEL = {"cold_ms": 2.0, "cold_quiet_ms": 1.5, "warm_ms": 0.01, "grade_ms": 3.0}
PAIR = {"ratio": 2.0, "errors": 0, "ours": {"steps_per_s": 9000}, "template": {"steps_per_s": 4500}}
GOOD = {
    "tools": {"summary": {"read and post": {"median_us": 25.0}}},
    "wire": {
        "healthy_s": {"ours": 1.2},
        "small_read": {"1": PAIR, "64": {**PAIR}},
        "live": {"kb_per_session": 200, "reset_slowest_over_median": 4, "full_collection_ms": [9, 12]},
    },
    "scenario": {
        "loop_ms": [45.0, 46.0],
        "months": {"month_end_close": {"1": LEVEL, "4": {**LEVEL, "cold_ms": 20.0}}},
    },
    "ledger": {
        "targets": {"ledger": 3},
        "ratios": {"ledger": 4.0},
        "note": "They parse text.",
        "cpu_seconds": {"100": {"ours": 0.001, "ledger": 0.01}, "1000": {"ours": 0.01, "ledger": 0.1}},
    },
}


def test_every_target_within_reach_is_met() -> None:
    """Good figures give no missed target, and the page says so."""
    assert all(met for *_, met in rows_of(GOOD))
    assert "**no**" not in page_of(GOOD)


def test_a_missed_target_is_said_to_be_missed() -> None:
    """One figure beyond its target turns its row, and no other; the page shows it."""
    bad = deepcopy(GOOD)
    bad["scenario"]["months"]["month_end_close"]["4"]["cold_ms"] = 25.1
    missed = [what for what, *_, met in rows_of(bad) if not met]
    assert missed == ["cold reset, month_end_close L4, median"]
    assert page_of(bad).count("**no**") == 1


def test_a_ratio_below_its_target_is_missed() -> None:
    """Ratios count from below."""
    bad = deepcopy(GOOD)
    bad["wire"]["small_read"]["64"]["ratio"] = 1.69
    assert [what for what, *_, met in rows_of(bad) if not met] == [
        "steps/s against the template environment, 64 session(s)"
    ]


def test_the_plot_is_well_formed_and_draws_every_series() -> None:
    """One polyline per program, inside the picture."""
    plot = log_log("Title", "x", "y", ledger_series(GOOD["ledger"]))
    root = ET.fromstring(plot)
    lines = [element for element in root if element.tag.endswith("polyline")]
    assert len(lines) == 2
    for line in lines:
        for point in line.attrib["points"].split():
            x, y = map(float, point.split(","))
            assert 0 <= x <= 640 and 0 <= y <= 400
