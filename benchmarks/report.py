"""The report of a run: every figure beside its target, met or not."""

from typing import Any

Row = tuple[str, str, str, bool]

CLOSE = "month_end_close"


def rows_of(figures: dict[str, Any]) -> list[Row]:
    """(what, measured, target, met) for every target of the run; ``figures`` as the four benchmarks print them."""
    tools, wire, ledger, scenario = (figures[name] for name in ("tools", "wire", "ledger", "scenario"))
    both = tools["summary"]["read and post"]
    rows = [_at_most("tool call in process, reads and posts, median", both["median_us"], 40, "µs")]
    for count, pair in wire["small_read"].items():
        rows.append(_at_least(f"steps/s against the template environment, {count} session(s)", pair["ratio"], 1.7, "×"))
        rows.append(_at_most(f"errors, {count} session(s)", pair["errors"], 0, ""))
    live = wire["live"]
    rows += [
        _at_most("memory of a session, 1,000 months of their own", live["kb_per_session"], 1024, "KB"),
        _at_most("slowest reset over the median, 1,000 sessions", live["reset_slowest_over_median"], 10, "×"),
        _at_most("full garbage collection, 1,000 sessions", max(live["full_collection_ms"]), 50, "ms"),
        _at_most("server healthy after", wire["healthy_s"]["ours"], 2, "s"),
    ]
    for family, levels in scenario["months"].items():
        rows.append(_at_most(f"cold reset, {family} L1, median", levels["1"]["cold_ms"], 3, "ms"))
    rows.append(_at_most(f"cold reset, {CLOSE} L4, median", scenario["months"][CLOSE]["4"]["cold_ms"], 25, "ms"))
    slowest = max(level["grade_ms"] for levels in scenario["months"].values() for level in levels.values())
    rows.append(_at_most("grading, slowest family and level, median", slowest, 10, "ms"))
    for name, target in ledger["targets"].items():
        rows.append(_at_least(f"posting and trial balance per transaction against {name}", ledger["ratios"][name], target, "×"))
    return rows


def page_of(figures: dict[str, Any]) -> str:
    """The page as Markdown."""
    lines = [
        "# Benchmarks",
        "",
        "Written by `make bench`: all figures are from one run on one machine of two cores, which other work may have",
        "shared. Compare ratios, which were measured in turn; absolute figures move with the machine. A plain loop of a",
        f"million additions took {figures['scenario']['loop_ms'][0]} ms before and {figures['scenario']['loop_ms'][1]} ms",
        "after the months were measured; on a quiet machine of this kind it takes about 45 ms.",
        "",
        "| what | measured | target | met |",
        "| --- | ---: | ---: | --- |",
    ]
    lines += [f"| {what} | {value} | {target} | {'yes' if met else '**no**'} |" for what, value, target, met in rows_of(figures)]
    lines += [
        "",
        figures["ledger"]["note"],
        "",
        "![Posting and trial balance by number of transactions](benchmarks-ledger.svg)",
        "",
        "## Months",
        "",
        "Milliseconds of processor time, median of 40 months; *quiet* is the 5th percentile.",
        "",
        "| family | level | cold reset | quiet | warm reset | grading |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {family} | {level} | {row['cold_ms']} | {row['cold_quiet_ms']} | {row['warm_ms']} | {row['grade_ms']} |"
        for family, levels in figures["scenario"]["months"].items()
        for level, row in levels.items()
    ]
    lines += [
        "",
        "## Over the wire",
        "",
        "| sessions | ours, steps/s | template, steps/s | ratio |",
        "| ---: | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {count} | {pair['ours']['steps_per_s']:.0f} | {pair['template']['steps_per_s']:.0f} | {pair['ratio']} |"
        for count, pair in figures["wire"]["small_read"].items()
    ]
    return "\n".join([*lines, ""])


def ledger_series(ledger: dict[str, Any]) -> dict[str, list[tuple[float, float]]]:
    """Seconds by number of transactions, per program."""
    names = dict.fromkeys(name for row in ledger["cpu_seconds"].values() for name in row)
    return {
        name: [(float(size), row[name]) for size, row in ledger["cpu_seconds"].items() if name in row] for name in names
    }


def _at_most(what: str, value: float, target: float, unit: str) -> Row:
    return what, f"{value:g} {unit}".strip(), f"≤ {target:g} {unit}".strip(), value <= target


def _at_least(what: str, value: float, target: float, unit: str) -> Row:
    return what, f"{value:g} {unit}".strip(), f"≥ {target:g} {unit}".strip(), value >= target
