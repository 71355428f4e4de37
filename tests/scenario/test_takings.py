"""Card sales: a processor's week, what it keeps and pays, and what stands on the clearing account at the end of the month."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tieout.documents.cards import PayoutReport
from tieout.ledger.periods import Period
from tieout.scenario.simulate.takings import spans
from tieout.scenario.weekdays import is_business_day
from tieout.scenario.world import World
from tieout.scenario.world_builder import later
from tieout.tasks.month_end_close import true_month
from tieout.tasks.registry import make_task

PERIODS = st.builds(Period, st.integers(2021, 2025), st.integers(1, 12))


@cache
def worlds() -> tuple[World, ...]:
    """Months of companies whose customers pay by card."""
    found = []
    for split in ("train", "test"):
        for level in (1, 2, 3):
            for index in range(14):
                world = true_month(make_task("month_end_close", level, split, index))
                if world.company.sizes.card_takings:
                    found.append(world)
    return tuple(found)


def reports(world: World) -> Iterator[PayoutReport]:
    return (paper for paper in world.documents if isinstance(paper, PayoutReport))


@given(PERIODS, st.integers(0, 3))
def test_reports_cover_each_day_of_a_month_once(period: Period, closes_on: int) -> None:
    """One after the other, none longer than a week, each closed on the processor's weekday or at the end of the month."""
    found = spans(period, closes_on)
    assert found[0][0] == period.first and found[-1][1] == period.last
    for (_, last), (first, _) in pairwise(found):
        assert first == later(last, 1)
    for first, last in found:
        assert 0 <= (last - first).days < 7
        assert last.weekday() == closes_on or last == period.last


def test_what_a_payout_is_made_of_adds_up_to_what_the_bank_shows() -> None:
    """Each report that is paid in the month has one line of its net, on a business day after the sales; others have none."""
    seen = 0
    for world in worlds():
        lines = {one.cleared[0][0]: one.line for one in world.movements if one.cleared}
        for report in reports(world):
            if report.paid > world.last:
                assert report.id not in lines
                continue
            line = lines[report.id]
            kept = report.fees + report.refunds + report.chargebacks + report.reserve
            assert line.amount == report.gross - kept + sum(amount for _, amount in report.released)
            assert line.date == report.paid > report.last and is_business_day(line.date)
            seen += 1
    assert seen > 60


def test_the_clearing_account_holds_what_is_under_way_and_what_is_held_back() -> None:
    """At month-end each report's item is its gross where the money is still to come, else its reserve."""
    under_way = held = 0
    for world in worlds():
        clearing = world.company.chart.role("card clearing")
        left: dict[str, int] = {}
        for entry in (*world.history, *world.truth):
            for line in entry.lines:
                if line.account == clearing:
                    left[line.item] = left.get(line.item, 0) + line.amount
        for report in reports(world):
            due = report.gross if report.paid > world.last else report.reserve
            assert left.pop(report.id) == due
            under_way += report.paid > world.last
            held += report.paid <= world.last and report.reserve > 0
        released = [one for report in reports(world) if report.paid > world.last for one in report.released]
        assert {item: amount for item, amount in left.items() if amount} == dict(released)
    assert under_way >= len(worlds()) and held


def test_processors_keep_two_to_three_and_a_half_per_cent() -> None:
    """Of what was charged, over a month and but for the fees of disputes."""
    for world in worlds():
        found = list(reports(world))
        gross = sum(report.gross for report in found)
        disputes = 1_500 * sum(report.chargebacks != 0 for report in found)
        assert 20 <= 1000 * (sum(report.fees for report in found) - disputes) // gross <= 35


def test_tips_are_owed_until_the_staff_has_them() -> None:
    """Tips payable at month-end are those of the last reports, and income contains none."""
    tipped = 0
    for world in worlds():
        tips, revenue = world.company.chart.role("tips"), world.company.chart.role("revenue")
        entries = (*world.history, *world.truth)
        owed = -sum(line.amount for entry in entries for line in entry.lines if line.account == tips)
        latest = sorted(reports(world), key=lambda report: report.last, reverse=True)
        unpaid = [report.tips for report in latest]
        assert owed in {sum(unpaid[:count]) for count in range(4)}
        sold = {line.document: -line.amount for entry in world.truth for line in entry.lines if line.account == revenue}
        for report in reports(world):
            assert sold.get(report.id, report.sales) == report.gross - report.tips - report.tax
            tipped += report.tips > 0
    assert tipped
