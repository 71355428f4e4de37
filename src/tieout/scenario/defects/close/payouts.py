"""Card sales and what the processor paid out for them: E13. The processor's report says what was charged, kept and paid."""

from collections.abc import Callable
from dataclasses import dataclass

from tieout.documents.cards import PayoutReport
from tieout.ledger.entries import Entry, Line
from tieout.scenario.answer_key import Defect
from tieout.scenario.defects.candidates import documents_of, one_of, rebooked, right_entries
from tieout.scenario.seeds import Rng
from tieout.scenario.world import World


@dataclass(frozen=True, slots=True)
class Settled:
    """A report that no defect has touched, with the month's right entries for its sales and for its payout; none of either
    where it belongs to another month."""

    report: PayoutReport
    sale: Entry | None
    payout: Entry | None


def net_as_revenue(world: World, rng: Rng) -> tuple[World, Defect]:
    """E13: what the processor paid was booked as the income, net of fees and refunds, and nothing else was."""
    both = [(one.report, one.sale, one.payout) for one in settled(world) if one.sale and one.payout]
    report, sale, payout = one_of(both, rng)
    wrong = _to_revenue(world, payout)
    what = f"The payout of {report.id} was booked to revenue, net."
    return _spoiled(world, report, (sale, payout), wrong, what)


def earlier_sales_again(world: World, rng: Rng) -> tuple[World, Defect]:
    """E13: the payout for sales of the month before was booked to revenue instead of clearing what was brought forward."""
    report, payout = one_of(paid_out(world, lambda one: not one.sale), rng)
    what = f"The payout of {report.id}, for sales of {world.period.previous}, was booked to revenue."
    return _spoiled(world, report, (payout,), _to_revenue(world, payout), what)


def fees_left_open(world: World, rng: Rng) -> tuple[World, Defect]:
    """E13: of a payout only the net was cleared; fees, refunds and chargebacks still stand on the clearing account."""
    report, payout = one_of(paid_out(world, lambda one: _kept(one.report) > 0), rng)
    kept = _kept(report)
    cash, *others = payout.lines
    cleared = [line for line in others if line.item]
    lines = (cash, *[line.of(line.amount + kept) if line.item == report.id else line for line in cleared])
    wrong = rebooked(payout, f"{payout.id}~E13", lines)
    what = f"{world.money(kept)} that the processor kept of {report.id} was never booked."
    return _spoiled(world, report, (payout,), wrong, what)


def refunds_as_fees(world: World, rng: Rng) -> tuple[World, Defect]:
    """E13: all that the processor took from a payout was booked as its fee, refunds and chargebacks included."""
    report, payout = one_of(paid_out(world, lambda one: _given_back(one.report) > 0), rng)
    fees = world.company.chart.role("merchant fees")
    returns = world.company.chart.role("returns")
    given_back = _given_back(report)
    others = [line for line in payout.lines if line.account != returns]
    lines = tuple([line.of(line.amount + given_back) if line.account == fees else line for line in others])
    wrong = rebooked(payout, f"{payout.id}~E13", lines)
    what = f"{world.money(given_back)} of refunds and chargebacks of {report.id} was booked as a fee."
    return _spoiled(world, report, (payout,), wrong, what)


def sales_under_way(world: World, rng: Rng) -> tuple[World, Defect]:
    """E13: sales by card whose money comes after month-end were not booked."""
    report, sale = one_of(_sold(world, lambda one: one.report.paid > world.last), rng)
    what = f"Card sales of {report.id}, paid on {report.paid.isoformat()}, were not booked."
    return _spoiled(world, report, (sale,), None, what)


def payout_waiting(world: World, rng: Rng) -> tuple[World, Defect]:
    """E13: a payout is on the statement, and nobody has booked it."""
    report, payout = one_of(paid_out(world), rng)
    what = f"What the processor paid out under {report.id} was not booked."
    return _spoiled(world, report, (payout,), None, what)


def tips_as_revenue(world: World, rng: Rng) -> tuple[World, Defect]:
    """E13: the tips in a report were taken for income."""
    report, sale = one_of(_sold(world, lambda one: one.report.tips > 0), rng)
    clearing, sold, *taxed, tips = sale.lines
    wrong = rebooked(sale, f"{sale.id}~E13", (clearing, sold.of(sold.amount + tips.amount), *taxed))
    what = f"Tips of {world.money(report.tips)} in {report.id} were booked as revenue."
    return _spoiled(world, report, (sale,), wrong, what)


def paid_out(world: World, fits: Callable[[Settled], bool] = lambda _: True) -> list[tuple[PayoutReport, Entry]]:
    """The reports, among those that ``fits`` lets pass, whose payouts are rightly booked in the month, with that entry."""
    return [(one.report, one.payout) for one in settled(world) if one.payout and fits(one)]


def _sold(world: World, fits: Callable[[Settled], bool]) -> list[tuple[PayoutReport, Entry]]:
    """The same for sales."""
    return [(one.report, one.sale) for one in settled(world) if one.sale and fits(one)]


def settled(world: World) -> list[Settled]:
    """The reports whose entries of the month are right."""
    clearing = world.company.chart.find_role("card clearing")
    reports = {report.id: report for report in documents_of(world, PayoutReport)}
    if not reports:
        return []
    sales: dict[str, Entry] = {}
    payouts: dict[str, Entry] = {}
    for entry in right_entries(world):
        first = entry.lines[0]
        if first.document in reports:
            (sales if first.account == clearing else payouts)[first.document] = entry
    return [Settled(report, sales.get(name), payouts.get(name)) for name, report in reports.items()]


def bank_lines_of(world: World, report: PayoutReport) -> tuple[str, ...]:
    """The line of the statement that shows a payout; none where the money comes after the month."""
    return tuple([one.line.id for one in world.movements if one.cleared[:1] == ((report.id, report.net),)])


def _to_revenue(world: World, payout: Entry) -> Entry:
    cash = payout.lines[0]
    revenue = Line(world.company.chart.role("revenue"), -cash.amount, cash.document)
    return rebooked(payout, f"{payout.id}~E13", (cash, revenue))


def _given_back(report: PayoutReport) -> int:
    return report.refunds + report.chargebacks


def _kept(report: PayoutReport) -> int:
    return report.fees + _given_back(report)


def _spoiled(
    world: World, report: PayoutReport, right: tuple[Entry, ...], wrong: Entry | None, what: str
) -> tuple[World, Defect]:
    figures = (report.gross, report.fees, report.net)
    defect = Defect(
        "E13",
        what,
        report.gross,
        entries=(*right, *((wrong,) if wrong else ())),
        bank_lines=bank_lines_of(world, report),
        evidence=tuple([(report.id, world.money(figure)) for figure in figures]),
    )
    spoiled = world.with_books(drop=right, add=(wrong,) if wrong else ())
    return spoiled.using(report.id), defect
