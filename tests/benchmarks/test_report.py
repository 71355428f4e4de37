"""The report of the benchmarks: verdicts and page, on made-up figures. No timing here."""

from copy import deepcopy
from xml.etree import ElementTree as ET

from benchmarks.report import ledger_series, page_of, rows_of, wire_bars
from benchmarks.svg import bars, log_log

LEVEL = {"cold_ms": 2.0, "cold_slowest_ms": 4.5, "warm_ms": 0.01, "grade_ms": 3.0, "grade_slowest_ms": 5.0}
PAIR = {
    "ratio": 2.0,
    "cpu_ratio": 2.1,
    "errors": 0,
    "ours": {"steps_per_s": 9000, "bytes": 600},
    "template": {"steps_per_s": 4500, "bytes": 200},
}
GOOD = {
    "tools": {"summary": {"read and post": {"median_us": 25.0, "p5_us": 24.0}}},
    "wire": {
        "healthy_s": {"ours": 1.2},
        "small_read": {"1": PAIR, "64": {**PAIR}},
        "page": {"64": {**PAIR, "ratio": 1.5}},
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
        "cpu_seconds": {"1000": {"ours": 0.01, "ledger": 0.1}, "100000": {"ours": 1.2, "ledger": 10.0}},
        "tieout_us_per_entry": {"1000": 10.0, "100000": 12.0},
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


def test_growth_that_is_not_linear_is_missed() -> None:
    """A transaction may not cost much more for being one of many."""
    bad = deepcopy(GOOD)
    bad["ledger"]["tieout_us_per_entry"]["100000"] = 15.1
    assert [what for what, *_, met in rows_of(bad) if not met] == [
        "a transaction among 100,000 against one among 1,000"
    ]


def test_a_bar_below_the_target_is_red() -> None:
    """One bar a figure, as high as its figure; the one that misses the target has another colour."""
    root = ET.fromstring(bars("Title", wire_bars(GOOD["wire"]), 1.7))
    found = [element.attrib for element in root if element.tag.endswith("rect")]
    assert [round(float(bar["height"]) / float(found[0]["height"]) * 2.0, 1) for bar in found] == [2.0, 2.0, 1.5]
    assert found[0]["fill"] == found[1]["fill"] != found[2]["fill"]
    assert all(0 <= float(bar["y"]) <= 400 for bar in found)
