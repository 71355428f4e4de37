"""The catalogue: every treatment of every code that occurs in a family."""

from typing import Final

from tieout.treatments import cash, decisions, payables, postings, receivables, schedules, support
from tieout.treatments.trial import Treatment

WITH_ENTRIES: Final = (
    "E01", "E02", "E03", "E04", "E05", "E06", "E07", "E08", "E09", "E14", "E15", "E16", "E19", "E20", "E21", "E22", "E23",
    "E24", "E25", "E26", "E27", "E28", "E29", "E30", "E31", "E32", "E33", "E36", "E37", "E38", "E40", "E41", "E42", "F01",
)  # fmt: skip
_APART: Final = (*cash.APART, *receivables.APART, *payables.APART, *schedules.APART, *decisions.APART)
TREATMENTS: Final[tuple[Treatment, ...]] = tuple(
    sorted(
        (
            *(treatment for code in WITH_ENTRIES for treatment in postings.for_code(code)),
            *(treatment for code in WITH_ENTRIES for treatment in support.for_code(code)),
            *_APART,
        ),
        key=lambda treatment: treatment.code,
    )
)
