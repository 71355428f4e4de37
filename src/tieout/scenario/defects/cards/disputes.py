"""Chargebacks that the processor's letter decides: E83 where the payout is not booked, E84 where it was booked otherwise.

What is lost went back to the customer for good; what is won comes back with a later report and stands on the clearing
account until then.
"""

from tieout.ledger.entries import Entry, Line
from tieout.scenario.answer_key import Defect
from tieout.scenario.correspondence import about_dispute
from tieout.scenario.defects.candidates import one_of, rebooked
from tieout.scenario.defects.cards.decision import Decision, misread, waiting
from tieout.scenario.defects.close.payouts import Settled, bank_lines_of, settled
from tieout.scenario.seeds import Rng
from tieout.scenario.world import World


def dispute_waiting(world: World, rng: Rng) -> tuple[World, Defect]:
    """E83: a payout with a chargeback is not booked, and a letter says whether the dispute was won."""
    return waiting(dispute(world, rng), "E83")


def dispute_misread(world: World, rng: Rng) -> tuple[World, Defect]:
    """E84: a chargeback that was won was booked to returns, or one that was lost left on the clearing account."""
    return misread(dispute(world, rng), "E84")


def dispute(world: World, rng: Rng) -> Decision:
    """A payout with a chargeback, and the processor's word on it: won, or lost."""
    found = one_of([one for one in settled(world) if one.payout and one.report.chargebacks > 0], rng)
    assert found.payout is not None
    report, entry = found.report, found.payout
    won = rng.chance(500)
    other = _won(world, found, entry)
    amount = world.money(report.chargebacks)
    return Decision(
        world,
        about_dispute(world, rng, report, ("won", "lost") if won else ("lost", "won")),
        entry,
        other if won else entry,
        entry if won else other,
        f"The chargeback of {amount} in {report.id} was {'won' if won else 'lost'}",
        report.chargebacks,
        report.id,
        bank_lines_of(world, report),
    )


def _won(world: World, found: Settled, entry: Entry) -> Entry:
    """The payout whose chargeback stays on the clearing account instead of going to returns."""
    report, returns = found.report, world.company.chart.role("returns")
    lines: list[Line] = []
    for line in entry.lines:
        if line.account == returns:
            if report.refunds:
                lines.append(line.of(report.refunds))
        elif line.item == report.id:
            lines.append(line.of(line.amount + report.chargebacks))
        else:
            lines.append(line)
    return rebooked(entry, f"{entry.id}~won", tuple(lines))
