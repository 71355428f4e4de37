"""Half entries: one side of a correction right, the other on whatever comes to hand. None of them pays."""

from collections.abc import Callable, Iterator

from tieout.ledger.entries import Line
from tieout.treatments.finding import Finding
from tieout.treatments.postings import Way, corrected, unrelated, ways
from tieout.treatments.trial import Kind, Treatment
from tieout.treatments.work import Work, require


def for_code(code: str, shapes: str) -> tuple[Treatment, ...]:
    """The ways below; they need h, two sides to correct, or i, the same in a month with invoices."""
    return ways(WAYS, code, shapes)


def _other_way_round(work: Work) -> None:
    for day, lines in corrected(work.finding).items():
        require(day <= work.finding.last)
        work.post((line.negated() for line in lines), day)
    require(work.made or work.refused)


def one_side(finding: Finding) -> Iterator[tuple[list[Line], int]]:
    """Of two sides that are to be corrected the one that the bank, or a sub-ledger, shows, and what it is out by."""
    differences = [entry.lines for entry in finding.right]
    if finding.wrong:
        require(all(day <= finding.last for day in corrected(finding)))
        differences = list(corrected(finding).values())
    for lines in differences:
        require(len(lines) == 2)
        shown = [line for line in lines if line.account in finding.banks] or [line for line in lines if line.item]
        kept = shown[:1] if not sum(line.amount for line in shown) else shown
        kept = kept or list(lines[:1])
        yield kept, sum(line.amount for line in kept)


def other_account(finding: Finding, *roles: str) -> str:
    """An account of one of these roles on which nothing is to be corrected."""
    taken = {line.account for lines in corrected(finding).values() for line in lines}
    found = next((code for role in roles if (code := finding.role(role)) not in taken), "")
    require(found)
    return found


def _one_side_to(role: str, other: str, elsewhere: bool) -> Callable[[Work], None]:
    """One side right, the rest on an account that comes to hand; citing the same document, or ``elsewhere``."""

    def apply(work: Work) -> None:
        for kept, rest in one_side(work.finding):
            document = unrelated(work.finding) if elsewhere else kept[0].document
            code = other_account(work.finding, role, other)
            item = document if work.finding.chart.demands[code][1] else ""
            work.post([*kept, Line(code, -rest, document, "", item)])
        require(work.made or work.refused)

    return apply


def _one_side_to_an_invoice(work: Work) -> None:
    """One side right, the rest on a customer's open invoice that has nothing to do with it."""
    receivables = work.finding.role("receivables")
    taken = {line.item for lines in corrected(work.finding).values() for line in lines}
    for kept, rest in one_side(work.finding):
        found = next(
            (
                key
                for key, amount in work.desk.books.residuals.items()
                if key.account == receivables and amount > abs(rest) and key.item not in taken
            ),
            None,
        )
        require(found)
        assert found is not None
        work.post([*kept, Line(receivables, -rest, kept[0].document, found.party, found.item)])
    require(work.made or work.refused)


WAYS: tuple[Way, ...] = (
    ("wrb", "the other way round", Kind.HALF, _other_way_round),
    ("h", "one side right, the rest to rounding", Kind.HALF, _one_side_to("rounding", "miscellaneous", elsewhere=False)),
    ("h", "one side right, the rest to rounding, citing something else", Kind.HALF,
     _one_side_to("rounding", "miscellaneous", elsewhere=True)),
    ("h", "one side right, the rest to suspense", Kind.HALF, _one_side_to("suspense", "suspense", elsewhere=False)),
    ("i", "one side right, the rest on a customer's open invoice", Kind.HALF, _one_side_to_an_invoice),
)  # fmt: skip
