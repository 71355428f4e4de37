"""The catalogue: every treatment of every code that occurs in a family."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from tieout.treatments import (
    agencies,
    cash,
    closed_months,
    decisions,
    departments,
    halves,
    payables,
    payouts,
    postings,
    receipts,
    receivables,
    requests,
    schedules,
    support,
    timing,
)
from tieout.treatments.trial import Treatment

SHAPES: Final[Mapping[str, str]] = MappingProxyType({
    "E01": "bchi", "E02": "bchi", "E03": "whi", "E04": "whi", "E05": "rhi", "E06": "wbhi", "E07": "bcrhi", "E08": "bchi",
    "E09": "bchi", "E10": "bcmhi", "E13": "brcwmhi", "E14": "rhi", "E15": "rchi", "E16": "rhi", "E19": "rhi", "E20": "rmhi", "E21": "rmhi", "E22": "rm",
    "E23": "rhi", "E24": "bchi", "E25": "rcmhi", "E26": "bcwrm", "E27": "bcrmhi", "E28": "wh", "E29": "bcrmhi",
    "E30": "rbchi", "E31": "bchi", "E32": "bcrm", "E33": "bcwmhi", "E36": "bcwm", "E37": "bcmhi", "E38": "rbc",
    "E40": "bchi", "E41": "whi", "E42": "rhi", "E43": "wrhi", "E44": "rhi", "F01": "rcmh",
    "E61": "rmhi", "E62": "bcmhi", "E63": "rmhi", "E64": "bcmhi", "E65": "bcmhi", "E66": "bcmhi", "E67": "rbcm",
    "E71": "rhi", "E72": "bchi", "E73": "bcm",
    "E81": "rh", "E82": "bch", "E83": "r", "E84": "bch",
})  # fmt: skip
"""The shapes in which the findings of a code occur: see :func:`postings.for_code` and :func:`halves.for_code`."""
_APART: Final = (
    *cash.APART,
    *closed_months.APART,
    *timing.APART,
    *receivables.APART,
    *receipts.APART,
    *payables.APART,
    *payouts.APART,
    *agencies.APART,
    *departments.APART,
    *schedules.APART,
    *decisions.APART,
    *requests.APART,
)
TREATMENTS: Final[tuple[Treatment, ...]] = tuple(
    sorted(
        (
            *(treatment for code, shapes in SHAPES.items() for treatment in postings.for_code(code, shapes)),
            *(treatment for code, shapes in SHAPES.items() for treatment in halves.for_code(code, shapes)),
            *(treatment for code in SHAPES for treatment in support.for_code(code)),
            *_APART,
        ),
        key=lambda treatment: treatment.code,
    )
)
