"""The page itself."""

from functools import cache
from typing import Final

from tieout.docgen.markdown import GENERATED, table
from tieout.docgen.realism import records, trades
from tieout.docgen.realism.business import Business, business_of
from tieout.docgen.realism.quantities import Quantity
from tieout.episode import scenario_of
from tieout.scenario.reveal import Scenario
from tieout.scenario.sheets import SHEETS
from tieout.tasks.month_end_close import true_month
from tieout.tasks.registry import FAMILIES, make_task

LEVELS: Final = (1, 2, 3, 4)
MONTHS: Final = 8
"""Months of the train split, of each family and level."""
TRUE_MONTHS: Final = (("train", 16), ("test", 8))
"""True months of the close at each level; the trades of test are shown nowhere else."""

INTRODUCTION = f"""# Realism

What the generated months come to, against what books of small firms come to. Ratios of a trade are medians over true months
of the close ({", ".join(f"{months} of {split}" for split, months in TRUE_MONTHS)} at each level), measured with the ledger's own statements; payroll and rent as shares of
revenue without its season. Records are counted over {MONTHS} train months of each family and level, planted errors included.
"Plausible" is the range that the source named beside it supports: *review* is the accountants' review of an earlier version,
*rule* a rule of thumb of the trade, *judged* our own. `tests/docs/test_realism.py` holds every row, and bounds on each price,
ratio and balance beyond which a month would be absurd.
"""


def page() -> str:
    """The page."""
    sections = [("Trades", trades.quantities(businesses())), ("Records", records.quantities(scenarios()))]
    return (
        GENERATED
        + INTRODUCTION
        + "".join(f"\n## {title}\n\n{_rows(quantities)}" for title, quantities in sections)
        + f"\n## Sheets\n\n{_sheets()}"
    )


@cache
def businesses() -> tuple[Business, ...]:
    """The true months that the page measures."""
    return tuple(
        business_of(true_month(make_task("month_end_close", level, split, index)))
        for split, months in TRUE_MONTHS
        for level in LEVELS
        for index in range(months)
    )


def scenarios() -> dict[str, list[Scenario]]:
    """The months that the page counts, by family."""
    return {
        family.name: [
            scenario_of(make_task(family.name, level, "train", index)) for level in LEVELS for index in range(MONTHS)
        ]
        for family in FAMILIES
    }


def _rows(quantities: list[Quantity]) -> str:
    return table(
        ("quantity", "ours", "plausible", "unit", "source", ""),
        [
            (
                one.name,
                f"{one.ours:,.{one.digits}f}",
                f"{one.low:,g} to {one.high:,g}",
                one.unit,
                one.source,
                "" if one.inside else "outside",
            )
            for one in quantities
        ],
    )


def _sheets() -> str:
    """What each trade's sheet says, with its sources."""
    rows = []
    for trade, sheet in SHEETS.items():
        for name in (
            "revenue_per_head",
            "invoice",
            "takings",
            "cards",
            "tips",
            "cost_of_sales",
            "stock_days",
            "cash_tenths",
            "loan_rate",
        ):
            span = getattr(sheet, name)
            rows.append((trade, name.replace("_", " "), f"{span.low:,} to {span.high:,}", span.source))
    return table(("trade", "figure", "range", "source"), rows)
