"""Summaries of evaluation records, as data and as tables."""

from collections.abc import Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.table import Table

from tieout.cli.evaluation import Record
from tieout.cli.statistics import bootstrap_interval, mean

_AGENTS_ABREAST = 5


def summary_of(records: Sequence[Record]) -> dict[str, Any]:
    """By agent: overall, by family and level, and per error code the share of its weight that was earned, where the
    records tell it."""
    summary: dict[str, Any] = {}
    for agent in dict.fromkeys(record["agent"] for record in records):
        mine = [record for record in records if record["agent"] == agent]
        groups: dict[str, list[float]] = {}
        codes: dict[str, dict[str, float]] = {}
        for record in mine:
            groups.setdefault(f"{record['family']} L{record['level']}", []).append(record["score"])
            for code, entry in record.get("by_code", {}).items():
                total = codes.setdefault(code, {"planted": 0, "found": 0, "corrected": 0, "share": 0.0, "earned": 0.0})
                for name in total:
                    total[name] += entry[name]
        summary[agent] = {
            **_described([record["score"] for record in mine]),
            "by_family_and_level": {name: _described(scores) for name, scores in sorted(groups.items())},
            "by_code": {
                code: {
                    "planted": int(total["planted"]),
                    "found": total["found"] / total["planted"],
                    "corrected": total["corrected"] / total["planted"],
                    "earned": total["earned"] / total["share"] if total["share"] else 0.0,
                }
                for code, total in sorted(codes.items())
            },
        }
    return summary


def _described(scores: Sequence[float]) -> dict[str, float]:
    low, high = bootstrap_interval(scores)
    return {
        "episodes": len(scores),
        "mean": mean(scores),
        "low": low,
        "high": high,
        "min": min(scores),
        "max": max(scores),
    }


def score_tables(summary: dict[str, Any]) -> list[Table]:
    """A table per family with a row per agent and a column per level: mean and 95 % interval; last, all together."""
    groups = dict.fromkeys(name for entry in summary.values() for name in entry["by_family_and_level"])
    families: dict[str, list[str]] = {}
    for group in groups:
        family, _, level = group.rpartition(" ")
        families.setdefault(family, []).append(level)
    tables = []
    for family, levels in families.items():
        table = Table(title=f"{family}: mean score, 95 % interval", title_justify="left", box=SIMPLE_HEAD)
        table.add_column("agent")
        for level in levels:
            table.add_column(level, justify="right")
        for agent, entry in summary.items():
            cells = [_cell(entry["by_family_and_level"].get(f"{family} {level}")) for level in levels]
            table.add_row(agent, *cells)
        tables.append(table)
    overall = Table(title="All: mean score, 95 % interval", title_justify="left", box=SIMPLE_HEAD)
    for name in ("agent", "episodes", "score"):
        overall.add_column(name, justify="left" if name == "agent" else "right")
    for agent, entry in summary.items():
        overall.add_row(agent, str(entry["episodes"]), _cell(entry))
    return [*tables, overall]


def code_tables(summary: dict[str, Any]) -> list[Table]:
    """A row per error code, a column per agent: how much of the code's weight was earned. As many tables as keep every
    figure whole on a terminal of 80 columns; none where the split keeps its answers."""
    agents = [name for name, entry in summary.items() if entry["by_code"]]
    return [
        _codes({name: summary[name] for name in agents[at : at + _AGENTS_ABREAST]})
        for at in range(0, len(agents), _AGENTS_ABREAST)
    ]


def _codes(summary: dict[str, Any]) -> Table:
    table = Table(title="Earned by error code (share of the code's weight)", title_justify="left", box=SIMPLE_HEAD)
    table.add_column("code")
    table.add_column("planted", justify="right")
    for agent in summary:
        table.add_column(agent, justify="right")
    for code in sorted({code for entry in summary.values() for code in entry["by_code"]}):
        found = [entry["by_code"].get(code) for entry in summary.values()]
        planted = max(entry["planted"] for entry in found if entry)
        table.add_row(code, str(planted), *(f"{entry['earned']:.2f}" if entry else "" for entry in found))
    return table


def _cell(entry: dict[str, float] | None) -> str:
    return "" if entry is None else f"{entry['mean']:.3f} {entry['low']:.2f}-{entry['high']:.2f}"
