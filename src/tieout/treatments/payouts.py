"""Treatments of card sales and payouts."""

from collections.abc import Callable
from dataclasses import replace

from tieout.treatments.postings import corrected, undo
from tieout.treatments.trial import Kind, Treatment
from tieout.treatments.work import Work, require


def _without_clearing(work: Work) -> None:
    """Sale and payout in one entry, in which the clearing account cancels out."""
    require(len(work.finding.right) > 1)
    undo(work)
    clearing = work.finding.role("card clearing")
    lines = [line for entry in work.finding.right for line in entry.lines if line.account != clearing]
    require(not sum(line.amount for line in lines))
    work.post(lines, work.finding.last)


def _instead(role: str, other: str) -> Callable[[Work], None]:
    """The difference, with what belongs on ``role`` put on ``other``."""

    def apply(work: Work) -> None:
        mine, instead = work.finding.role(role), work.finding.role(other)
        for day, lines in corrected(work.finding).items():
            accounts = {line.account for line in lines}
            require(mine in accounts and instead not in accounts)
            work.post([replace(line, account=instead) if line.account == mine else line for line in lines], day)
        require(work.made or work.refused)

    return apply


APART: tuple[Treatment, ...] = (
    Treatment("E13", "sale and payout in one entry, without the clearing account", Kind.FULL, _without_clearing),
    Treatment("E13", "fees taken for bank charges", Kind.NEAR, _instead("merchant fees", "bank fees")),
    Treatment("E13", "refunds taken for discounts", Kind.NEAR, _instead("returns", "sales discounts")),
    Treatment("E83", "a chargeback taken for a bad debt", Kind.NEAR, _instead("returns", "bad debt")),
    Treatment("E84", "a chargeback taken for a bad debt", Kind.NEAR, _instead("returns", "bad debt")),
    Treatment("E81", "owed by the owner, not by the holder", Kind.NEAR, _instead("holders", "owner")),
    Treatment("E82", "owed by the owner, not by the holder", Kind.NEAR, _instead("holders", "owner")),
    Treatment("E13", "tips taken for other income", Kind.NEAR, _instead("tips", "other income")),
)
