"""Card sales and what the processor paid out for them: E13. The processor's report says what was charged, kept and paid."""

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
    found = one_of([one for one in settled(world) if one.sale and one.payout], rng)
    assert found.sale is not None
    assert found.payout is not None
    wrong = rebooked(found.payout, f"{found.payout.id}~E13", _to_revenue(world, found))
    what = f"The payout of {found.report.id} was booked to revenue, net."
    return _spoiled(world, found, (found.sale, found.payout), wrong, what)


def earlier_sales_again(world: World, rng: Rng) -> tuple[World, Defect]:
    """E13: the payout for sales of the month before was booked to revenue instead of clearing what was brought forward."""
    found = one_of([one for one in settled(world) if one.payout and not one.sale], rng)
    assert found.payout is not None
    wrong = rebooked(found.payout, f"{found.payout.id}~E13", _to_revenue(world, found))
    what = f"The payout of {found.report.id}, for sales of {world.period.previous}, was booked to revenue."
    return _spoiled(world, found, (found.payout,), wrong, what)


def fees_left_open(world: World, rng: Rng) -> tuple[World, Defect]:
    """E13: of a payout only the net was cleared; fees, refunds and chargebacks still stand on the clearing account."""
    found = one_of([one for one in settled(world) if one.payout and _kept(one.report) > 0], rng)
    assert found.payout is not None
    report, kept = found.report, _kept(found.report)
    cash, *others = found.payout.lines
    cleared = [line for line in others if line.item]
    lines = (cash, *[line.of(line.amount + kept) if line.item == report.id else line for line in cleared])
    wrong = rebooked(found.payout, f"{found.payout.id}~E13", lines)
    what = f"{world.money(kept)} that the processor kept of {report.id} was never booked."
    return _spoiled(world, found, (found.payout,), wrong, what)


def refunds_as_fees(world: World, rng: Rng) -> tuple[World, Defect]:
    """E13: all that the processor took from a payout was booked as its fee, refunds and chargebacks included."""
    found = one_of([one for one in settled(world) if one.payout and _given_back(one.report) > 0], rng)
    assert found.payout is not None
    fees = world.company.chart.role("merchant fees")
    returns = world.company.chart.role("returns")
    given_back = _given_back(found.report)
    lines = tuple(
        [
            line.of(line.amount + given_back) if line.account == fees else line
            for line in found.payout.lines
            if line.account != returns
        ]
    )
    wrong = rebooked(found.payout, f"{found.payout.id}~E13", lines)
    what = f"{world.money(given_back)} of refunds and chargebacks of {found.report.id} was booked as a fee."
    return _spoiled(world, found, (found.payout,), wrong, what)


def sales_under_way(world: World, rng: Rng) -> tuple[World, Defect]:
    """E13: sales by card whose money comes after month-end were not booked."""
    found = one_of([one for one in settled(world) if one.sale and one.report.paid > world.last], rng)
    assert found.sale is not None
    what = f"Card sales of {found.report.id}, paid on {found.report.paid.isoformat()}, were not booked."
    return _spoiled(world, found, (found.sale,), None, what)


def payout_waiting(world: World, rng: Rng) -> tuple[World, Defect]:
    """E13: a payout is on the statement, and nobody has booked it."""
    found = one_of([one for one in settled(world) if one.payout], rng)
    assert found.payout is not None
    what = f"What the processor paid out under {found.report.id} was not booked."
    return _spoiled(world, found, (found.payout,), None, what)


def tips_as_revenue(world: World, rng: Rng) -> tuple[World, Defect]:
    """E13: the tips in a report were taken for income."""
    found = one_of([one for one in settled(world) if one.sale and one.report.tips], rng)
    assert found.sale is not None
    clearing, sold, *taxed, tips = found.sale.lines
    wrong = rebooked(found.sale, f"{found.sale.id}~E13", (clearing, sold.of(sold.amount + tips.amount), *taxed))
    what = f"Tips of {world.money(found.report.tips)} in {found.report.id} were booked as revenue."
    return _spoiled(world, found, (found.sale,), wrong, what)


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


def _to_revenue(world: World, found: Settled) -> tuple[Line, ...]:
    assert found.payout is not None
    cash = found.payout.lines[0]
    return cash, Line(world.company.chart.role("revenue"), -cash.amount, cash.document)


def _given_back(report: PayoutReport) -> int:
    return report.refunds + report.chargebacks


def _kept(report: PayoutReport) -> int:
    return report.fees + _given_back(report)


def _spoiled(
    world: World, found: Settled, right: tuple[Entry, ...], wrong: Entry | None, what: str
) -> tuple[World, Defect]:
    report = found.report
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
