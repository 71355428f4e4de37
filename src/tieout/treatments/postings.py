"""Treatments that fit any finding with entries: how the right entries come into the books, and how they do not."""

from collections.abc import Callable, Iterable
from datetime import date

from tieout.ledger.accounts import Kind as Side
from tieout.ledger.entries import Entry, Line
from tieout.treatments.finding import Finding, net
from tieout.treatments.trial import Kind, Treatment
from tieout.treatments.work import Work, require

Way = tuple[str, str, Kind, Callable[[Work], None]]


def for_code(code: str, shapes: str) -> tuple[Treatment, ...]:
    """The ways below that need one of the ``shapes`` in which the code occurs: w, a wrong entry to undo; r, a right one to
    book; b, both; c, several entries of the month; m, a right entry of more than two lines; h and i are those of
    :mod:`~tieout.treatments.halves`."""
    return ways(WAYS, code, shapes)


def ways(which: Iterable[Way], code: str, shapes: str) -> tuple[Treatment, ...]:
    """Those of ``which`` that need one of the shapes."""
    return tuple(Treatment(code, name, kind, apply) for needs, name, kind, apply in which if set(needs) & set(shapes))


def undo(work: Work) -> None:
    """Reverse every wrong entry."""
    for entry in work.finding.wrong:
        work.reverse(entry.id)


def corrected(finding: Finding) -> dict[date, tuple[Line, ...]]:
    """The net of wrong entries undone and right ones posted, by the last day of the month that it falls in."""
    by_day: dict[date, list[Line]] = {}
    for entry in finding.wrong:
        day = max(entry.period, finding.period).last
        by_day.setdefault(day, []).extend(line.negated() for line in entry.lines)
    for entry in finding.right:
        by_day.setdefault(finding.last, []).extend(entry.lines)
    return {day: found for day, lines in by_day.items() if (found := net(iter(lines)))}


def _reverse_and_rebook(work: Work) -> None:
    require(work.finding.wrong or work.finding.right)
    undo(work)
    for entry in work.finding.right:
        work.repost(entry)


def _by_hand(work: Work) -> None:
    """The mirror image of the wrong entry, posted on its own day, without reverse_entry."""
    require(work.finding.wrong)
    for entry in work.finding.wrong:
        work.post((line.negated() for line in entry.lines), max(entry.date, work.finding.period.first))
    for entry in work.finding.right:
        work.repost(entry)


def _difference(work: Work) -> None:
    require(work.finding.wrong and work.finding.right)
    for day, lines in corrected(work.finding).items():
        _mirror_or_post(work, day, lines)


def _mirror_or_post(work: Work, day: date, lines: tuple[Line, ...]) -> None:
    """Post; what is undone in the month after is undone where it stands."""
    ahead = [entry for entry in work.finding.wrong if entry.date > work.finding.last]
    if day > work.finding.last and ahead:
        for entry in ahead:
            work.reverse(entry.id)
    else:
        work.post(lines, day)


def _compound(work: Work) -> None:
    """Everything in one entry, mirror image and right lines, nothing netted."""
    require(len(work.finding.wrong) + len(work.finding.right) > 1)
    require(all(entry.date <= work.finding.last for entry in work.finding.wrong))
    lines = [line.negated() for entry in work.finding.wrong for line in entry.lines]
    work.post([*lines, *(line for entry in work.finding.right for line in entry.lines)])


def _halves(work: Work) -> None:
    require(work.finding.right)
    undo(work)
    for entry in work.finding.right:
        first = _half(entry.lines)
        work.post(first, entry.date)
        work.post([x.of(x.amount - y.amount) for x, y in zip(entry.lines, first, strict=True)], entry.date)


def _leg_by_leg(work: Work) -> None:
    """An entry of more than two lines as several of two, each against its first line."""
    require(any(len(entry.lines) > 2 for entry in work.finding.right))
    undo(work)
    for entry in work.finding.right:
        head, *rest = entry.lines
        for line in rest:
            work.post([head.of(-line.amount), line], entry.date)


def _on(day: Callable[[Finding], date]) -> Callable[[Work], None]:
    def apply(work: Work) -> None:
        require(work.finding.right)
        undo(work)
        for entry in work.finding.right:
            work.post(entry.lines, day(work.finding), entry.memo)

    return apply


def _undone_on_its_day(work: Work) -> None:
    require(work.finding.wrong)
    for entry in work.finding.wrong:
        work.reverse(entry.id, max(entry.date, work.finding.period.first))
    for entry in work.finding.right:
        work.repost(entry)


def _again(work: Work) -> None:
    """Posted, reversed, posted again."""
    require(work.finding.right)
    undo(work)
    for entry in work.finding.right:
        posted = work.repost(entry)
        if posted:
            work.reverse(posted)
        work.repost(entry)


def _rebooked_first(work: Work) -> None:
    require(work.finding.wrong and work.finding.right)
    for entry in work.finding.right:
        work.repost(entry)
    undo(work)


def _only_undone(work: Work) -> None:
    require(work.finding.wrong and work.finding.right)
    undo(work)


def _only_rebooked(work: Work) -> None:
    require(work.finding.wrong and work.finding.right)
    for entry in work.finding.right:
        work.repost(entry)


def _twice(work: Work) -> None:
    require(work.finding.right)
    _reverse_and_rebook(work)
    for entry in work.finding.right:
        work.repost(entry)


def _undone_twice(work: Work) -> None:
    require(work.finding.wrong)
    _reverse_and_rebook(work)
    for entry in work.finding.wrong:
        work.post((line.negated() for line in entry.lines), max(entry.date, work.finding.period.first))


def _half_of_it(work: Work) -> None:
    for day, lines in corrected(work.finding).items():
        require(day <= work.finding.last)
        work.post(_half(lines), day)
    require(work.made)


def _next_month(work: Work) -> None:
    require(work.finding.right)
    undo(work)
    for entry in work.finding.right:
        work.post(entry.lines, work.finding.period.next.first, entry.memo)


def unrelated(finding: Finding) -> str:
    """A document that has to do with none of the finding's."""
    taken = {line.document for entry in (*finding.wrong, *finding.right) for line in entry.lines}
    taken |= {line.item for entry in (*finding.wrong, *finding.right) for line in entry.lines}
    taken |= set(finding.defect.subjects)
    case = finding.scenario.case
    for kind in ("payroll register", "contract", "notice", "purchase order", "bank statement", "payment voucher"):
        for document in case.by_kind.get(kind, ()):
            if document.id not in taken and case.citable(document.id):
                return document.id
    return ""


def _half(lines: tuple[Line, ...]) -> list[Line]:
    """Half of each line; what does not divide is in the first."""
    head, *rest = (line.of(line.amount // 2) for line in lines)
    return [head.of(-sum(line.amount for line in rest)), *rest]


def is_expense(finding: Finding, account: str) -> bool:
    """True for an account of the income statement's cost side."""
    return finding.chart[account].kind is Side.EXPENSE


def entries_of(finding: Finding) -> tuple[Entry, ...]:
    """All entries of the finding."""
    return (*finding.wrong, *finding.right)


WAYS: tuple[Way, ...] = (
    ("wrb", "reversed and rebooked, entry by entry", Kind.FULL, _reverse_and_rebook),
    ("wb", "undone by a mirrored entry on its own day", Kind.FULL, _by_hand),
    ("b", "one entry for the difference", Kind.FULL, _difference),
    ("c", "one compound entry, nothing netted", Kind.FULL, _compound),
    ("rb", "booked in two halves", Kind.FULL, _halves),
    ("m", "booked leg by leg", Kind.FULL, _leg_by_leg),
    ("rb", "booked on the first of the month", Kind.FULL, _on(lambda finding: finding.period.first)),
    ("rb", "booked in the middle of the month", Kind.FULL, _on(lambda finding: finding.period.first.replace(day=15))),
    ("rb", "booked at month-end", Kind.FULL, _on(lambda finding: finding.last)),
    ("wb", "reversed on the day of the wrong entry", Kind.FULL, _undone_on_its_day),
    ("rb", "booked, reversed, booked again", Kind.FULL, _again),
    ("b", "rebooked first, reversed afterwards", Kind.FULL, _rebooked_first),
    ("b", "undone and not rebooked", Kind.NEAR, _only_undone),
    ("b", "booked beside the wrong entry", Kind.NEAR, _only_rebooked),
    ("rb", "booked twice", Kind.NEAR, _twice),
    ("wb", "undone twice", Kind.NEAR, _undone_twice),
    ("wrb", "half of the amount", Kind.NEAR, _half_of_it),
    ("rb", "booked in the month after", Kind.NEAR, _next_month),
)  # fmt: skip
