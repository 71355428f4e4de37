"""The catalogue: every treatment of every code that occurs in a family."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from tieout.treatments import cash, decisions, payables, postings, receivables, schedules, support
from tieout.treatments.trial import Treatment

SHAPES: Final[Mapping[str, str]] = MappingProxyType({
    "E01": "b", "E02": "b", "E03": "w", "E04": "w", "E05": "r", "E06": "wb", "E07": "br", "E08": "b", "E09": "b",
    "E14": "r", "E15": "rs", "E16": "r", "E19": "r", "E20": "rm", "E21": "rm", "E22": "rm", "E23": "r", "E24": "b",
    "E25": "rsm", "E26": "bwrm", "E27": "brm", "E28": "w", "E29": "brm", "E30": "rb", "E31": "b", "E32": "brm", "E33": "bwm",
    "E36": "bm", "E37": "bm", "E38": "rbs", "E40": "b", "E41": "w", "E42": "r", "F01": "rm",
})  # fmt: skip
"""The shapes in which the findings of a code occur: see :func:`postings.for_code`."""
_APART: Final = (*cash.APART, *receivables.APART, *payables.APART, *schedules.APART, *decisions.APART)
TREATMENTS: Final[tuple[Treatment, ...]] = tuple(
    sorted(
        (
            *(treatment for code, shapes in SHAPES.items() for treatment in postings.for_code(code, shapes)),
            *(treatment for code in SHAPES for treatment in support.for_code(code)),
            *_APART,
        ),
        key=lambda treatment: treatment.code,
    )
)
