"""``docs/treatments.md``: the accepted corrections of every code and the near misses, with what each earns."""

from collections.abc import Iterator

from tieout.docgen.markdown import GENERATED, table
from tieout.treatments.catalogue import TREATMENTS
from tieout.treatments.measure import MONTHS, Measured, measure

INTRODUCTION = f"""# Treatments

Every accepted way to correct each error ([what the codes mean](error-codes.md)), and the near misses, played on {MONTHS} months of the train split each (fewer
where fewer were found that it fits). All else on the desk is done as it should be. What a treatment earns is a share of its
finding: 1 as much as the right correction, 0 as much as leaving the error in, with papers that say so; below 0 it costs more
than that. What is called *accepted* earns everything; *other support* cites another paper than the policy asks for, and earns
three quarters at least; *matched otherwise* earns no less than nothing; a *near miss* earns less than the right
correction, and a *plug or half entry* nothing beyond what matching alone is worth. *Refused* counts the months in which a tool refused
some of it. `tests/contracts/test_treatments.py` holds all of this.
"""


def page() -> str:
    """The page."""
    return GENERATED + INTRODUCTION + "".join(section(code, measure(code)) for code in codes())


def codes() -> Iterator[str]:
    """The codes that have treatments."""
    yield from sorted({treatment.code for treatment in TREATMENTS})


def section(code: str, measured: list[Measured]) -> str:
    """The table of one code."""
    rows = [
        (
            one.treatment.name,
            one.treatment.kind.value,
            str(one.tried),
            str(one.refused or ""),
            f"{one.least:.2f}".replace("-0.00", "0.00"),
            f"{one.mean:.2f}".replace("-0.00", "0.00"),
        )
        for one in measured
    ]
    return f"\n## {code}\n\n" + table(("treatment", "kind", "months", "refused", "least", "mean"), rows)
