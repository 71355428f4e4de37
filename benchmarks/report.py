"""The report of a run: every figure beside its target, met or not."""

from typing import Any

Row = tuple[str, str, str, bool]

CLOSE = "month_end_close"
TEMPLATE = 1.7  # steps a second against the environment that `openenv init` writes
LINEAR = 1.5  # how much dearer a transaction may be among a hundred times as many, for growth to count as linear
QUIET_LOOP_MS = 45  # the plain loop on the machine of the reference figures when nothing else runs


def rows_of(figures: dict[str, Any]) -> list[Row]:
    """(what, measured, target, met) for every target of the run; ``figures`` as the four benchmarks print them."""
    tools, wire, ledger, scenario = (figures[name] for name in ("tools", "wire", "ledger", "scenario"))
    both = tools["summary"]["read and post"]
    rows = [_at_most("tool call in process, reads and posts, median", both["median_us"], 40, "µs")]
    for count, pair in wire["small_read"].items():
        rows.append(
            _at_least(f"steps/s against the template environment, {count} session(s)", pair["ratio"], TEMPLATE, "×")
        )
        rows.append(_at_most(f"errors, {count} session(s)", pair["errors"], 0, ""))
    rows += [
        _at_most("observation of a small read", wire["small_read"]["64"]["ours"]["bytes"] / 1024, 4, "KB"),
        _at_most("observation of a full page", wire["page"]["64"]["ours"]["bytes"] / 1024, 10, "KB"),
    ]
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
        rows.append(
            _at_least(f"posting and trial balance per transaction against {name}", ledger["ratios"][name], target, "×")
        )
    each = ledger["tieout_us_per_entry"]
    rows.append(
        _at_most("a transaction among 100,000 against one among 1,000", each["100000"] / each["1000"], LINEAR, "×")
    )
    return rows


def page_of(figures: dict[str, Any]) -> str:
    """The page as Markdown."""
    programs = list(ledger_series(figures["ledger"]))
    lines = [
        "# Benchmarks",
        "",
        "Written by `make bench`: all figures are from one run on one machine of two cores, which other work may have",
        "shared. Ratios were measured in turn; absolute figures are processor time and move with the machine. A plain loop",
        f"of a million additions took {figures['scenario']['loop_ms'][0]} ms before and",
        f"{figures['scenario']['loop_ms'][1]} ms after the months were measured; on a quiet machine of this kind it takes",
        f"{QUIET_LOOP_MS} ms. Verdicts are on the figures as measured.",
        "",
        "| what | measured | target | met |",
        "| --- | ---: | ---: | --- |",
    ]
    lines += [
        f"| {what} | {value} | {target} | {'yes' if met else '**no**'} |"
        for what, value, target, met in rows_of(figures)
    ]
    lines += [
        "",
        figures["ledger"]["note"],
        "",
        "![Posting and trial balance by number of transactions](benchmarks-ledger.svg)",
        "",
        "| transactions | " + " | ".join(programs) + " |",
        "| ---: |" + " ---: |" * len(programs),
        *(
            f"| {int(size):,} | "
            + " | ".join(f"{row[name] * 1e6 / int(size):.2f}" if name in row else "" for name in programs)
            + " |"
            for size, row in figures["ledger"]["cpu_seconds"].items()
        ),
        "",
        "Microseconds of processor time a transaction.",
        "",
        "## Months",
        "",
        "Milliseconds of processor time, each month at its quickest of five times; median over 40 months for resets, over",
        "ten perfect closes for grading. A cold reset makes the month, a warm one opens a month that is made already.",
        "",
        "| family | level | cold reset | slowest | warm reset | grading | slowest |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {family} | {level} | {row['cold_ms']} | {row['cold_slowest_ms']} | {row['warm_ms']} | {row['grade_ms']} | {row['grade_slowest_ms']} |"
        for family, levels in figures["scenario"]["months"].items()
        for level, row in levels.items()
    ]
    lines += [
        "",
        "## Over the wire",
        "",
        "Against the environment that `openenv init` writes and that does nothing at all, window by window in turn. The",
        "template answers with some 200 bytes whatever is asked.",
        "",
        "| what | sessions | bytes | ours, steps/s | template, steps/s | ratio | ratio of processor time |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {what} | {count} | {pair['ours']['bytes']:.0f} | {pair['ours']['steps_per_s']:.0f} | {pair['template']['steps_per_s']:.0f} "
        f"| {pair['ratio']} | {pair['cpu_ratio']} |"
        for what, count, pair in _pairs(figures["wire"])
    ]
    lines += ["", "![Steps a second against the template](benchmarks-wire.svg)"]
    lines += [
        "",
        "## Tool calls in process",
        "",
        "Microseconds of processor time, median over the calls of a kind on a month of level 2.",
        "",
        "| kind | median | 5th percentile |",
        "| --- | ---: | ---: |",
    ]
    lines += [f"| {kind} | {row['median_us']} | {row['p5_us']} |" for kind, row in figures["tools"]["summary"].items()]
    return "\n".join([*lines, ""])


def _pairs(wire: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [(what, count, pair) for what in ("small_read", "page") for count, pair in wire[what].items()]


def wire_bars(wire: dict[str, Any]) -> list[tuple[str, float]]:
    """The ratio to the template by what is asked and by how many sessions."""
    return [(f"{what.replace('_', ' ')}, {int(count):,}", pair["ratio"]) for what, count, pair in _pairs(wire)]


def ledger_series(ledger: dict[str, Any]) -> dict[str, list[tuple[float, float]]]:
    """Seconds by number of transactions, per program."""
    names = dict.fromkeys(name for row in ledger["cpu_seconds"].values() for name in row)
    return {
        name: [(float(size), row[name]) for size, row in ledger["cpu_seconds"].items() if name in row] for name in names
    }


def _at_most(what: str, value: float, target: float, unit: str) -> Row:
    return what, f"{value:.4g} {unit}".strip(), f"≤ {target:g} {unit}".strip(), value <= target


def _at_least(what: str, value: float, target: float, unit: str) -> Row:
    return what, f"{value:.4g} {unit}".strip(), f"≥ {target:g} {unit}".strip(), value >= target
