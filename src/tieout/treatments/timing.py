"""Treatments of what stays open at month-end: payments under way, and the bank's own errors."""

from collections.abc import Callable

from tieout.ledger.entries import Line
from tieout.treatments.cash import cash_entries
from tieout.treatments.finding import Finding
from tieout.treatments.trial import Kind, Treatment
from tieout.treatments.work import Work, require


def _outstanding(finding: Finding) -> tuple[str, str, int]:
    """Account, document and amount of the timing item that the finding is."""
    for paper in finding.scenario.key.workpapers:
        for name, amount in paper.listed:
            if name in finding.defect.listed:
                return paper.account, name, amount
    raise AssertionError(finding.name)


def _rebooked_and_listed(work: Work) -> None:
    account, name, _ = _outstanding(work.finding)
    entries = cash_entries(work, account, (name,))
    require(len(entries) == 1 and entries[0].date >= work.finding.period.first)
    work.reverse(entries[0].id)
    work.repost(entries[0])


def _other_sign_listed(work: Work) -> None:
    _, name, amount = _outstanding(work.finding)
    work.listed[name] = -amount


def _other_amount_listed(work: Work) -> None:
    _, name, amount = _outstanding(work.finding)
    work.listed[name] = amount + 900


def _booked_away(work: Work) -> None:
    """What the bank has not seen is taken back, so that nothing is left to list."""
    account, name, _ = _outstanding(work.finding)
    entries = cash_entries(work, account, (name,))
    require(entries)
    for entry in entries:
        work.reverse(entry.id)
    work.listed[name] = 0


def _error_booked(role: str) -> Callable[[Work], None]:
    """The bank's error booked as if it were ours, and matched."""

    def apply(work: Work) -> None:
        account, name, amount = _outstanding(work.finding)
        code = work.finding.role(role)
        item = name if work.finding.chart.demands[code][1] else ""
        posted = work.post([Line(account, amount, name), Line(code, -amount, name, "", item)])
        work.listed[name] = 0
        if posted:
            work.match([name], [one for one in work.desk.open_cash_items(account) if one.entry == posted])

    return apply


def _error_booked_and_reversed(work: Work) -> None:
    account, name, amount = _outstanding(work.finding)
    posted = work.post([Line(account, amount, name), Line(work.finding.role("miscellaneous"), -amount, name)])
    work.reverse(posted)


APART: tuple[Treatment, ...] = (
    Treatment("E17", "listed", Kind.FULL, lambda work: None),
    Treatment("E17", "reversed, booked again, listed", Kind.FULL, _rebooked_and_listed),
    Treatment("E17", "listed with the other sign", Kind.NEAR, _other_sign_listed),
    Treatment("E17", "listed with another amount", Kind.NEAR, _other_amount_listed),
    Treatment("E17", "taken back, not listed", Kind.HALF, _booked_away),
    Treatment("E18", "listed", Kind.FULL, lambda work: None),
    Treatment("E18", "booked, reversed, listed", Kind.FULL, _error_booked_and_reversed),
    Treatment("E18", "listed with the other sign", Kind.NEAR, _other_sign_listed),
    Treatment("E18", "booked to suspense and matched", Kind.HALF, _error_booked("suspense")),
    Treatment("E18", "booked to miscellaneous and matched", Kind.HALF, _error_booked("miscellaneous")),
)
