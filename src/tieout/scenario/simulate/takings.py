"""What customers pay over the counter: cash, banked once a week, and cards, whose processor pays out after some days.

A processor closes its books once a week and at the end of a month. For the days since it reports what was charged, keeps
its fees, what customers got back and what is in dispute, and pays the rest two or three business days later. Sales by card
are income of the days on which they were made; until the money comes they stand on the clearing account under the report.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Final

from tieout.documents.cards import PayoutReport
from tieout.ledger.entries import Line
from tieout.ledger.periods import Period
from tieout.scenario.sales_tax import SalesTax
from tieout.scenario.seeds import Rng
from tieout.scenario.sheets import Span
from tieout.scenario.vocabulary import Vocabulary
from tieout.scenario.weekdays import weekday_from
from tieout.scenario.world_builder import WorldBuilder, later

FEES: Final = Span(225, 310, "rule: interchange, assessments and markup come to 2 to 3.5 per cent of what is charged")
"""What a processor keeps of the gross, in hundredths of a per cent; it differs from company to company."""
FEES_VARY: Final = 12  # hundredths of a per cent, up or down, with the week's mix of cards
RESERVED: Final = (200, 50)  # per mille of processors hold a reserve; per mille of the gross that they hold
REFUNDED: Final = (550, (2, 16))  # per mille of reports have refunds, of so many per mille of the gross
DISPUTED: Final = (330, (2_500, 24_000))  # per mille of reports have a chargeback, of so much
WON: Final = 120  # per mille of chargebacks come back, because the dispute was won
DISPUTE_FEE: Final = 1_500
LARGEST_DISPUTE: Final = 20  # a chargeback takes a twentieth of a payout at most
CLOSES_ON: Final = (0, 1, 2, 3)  # weekdays on which a processor's week ends: Monday to Thursday
TIPS_AFTER: Final = (3, 6)  # days after the report on which the staff gets its tips
_FORMS: Final = ("Card Services", "Merchant Services", "Payments", "Bankcard", "Pay")


@dataclass(frozen=True, slots=True)
class Processor:
    """The terms of a company's processor: ``rate`` in hundredths of a per cent, ``closes_on`` the weekday on which its week
    ends (Monday is 0), ``lag`` the business days until the money comes, ``reserve`` in per mille of the gross, ``disputed``
    how many per mille of its reports have a chargeback."""

    name: str
    rate: int
    closes_on: int
    lag: int
    reserve: int
    disputed: int = DISPUTED[0]

    @classmethod
    def draw(cls, words: Vocabulary, rng: Rng) -> "Processor":
        return cls(
            f"{words.stem(rng)} {rng.choice(_FORMS)}",
            rng.between(FEES.low, FEES.high),
            rng.choice(CLOSES_ON),
            rng.between(2, 3),
            RESERVED[1] if rng.chance(RESERVED[0]) else 0,
        )

    def paid_on(self, last: date) -> date:
        """The business day on which the money for sales up to ``last`` comes."""
        day = last
        for _ in range(self.lag):
            day = weekday_from(later(day, 1))
        return day


def takings(builder: WorldBuilder, account: str, lasting: Rng, rng: Rng) -> None:
    """The month's takings, banked on ``account`` and booked; nothing where every sale is invoiced. ``lasting`` gives the
    processor's terms, the same in every month of a company."""
    sizes, season = builder.company.sizes, builder.company.archetype.sheet.season[builder.period.month - 1]
    if not sizes.takings:
        return
    by_card = sizes.card_takings * season // 1000
    _cash(builder, account, sizes.takings * season // 1000 - by_card, rng)
    by_processor(builder, account, by_card, Processor.draw(builder.words, lasting), rng)


def _cash(builder: WorldBuilder, account: str, month: int, rng: Rng) -> None:
    """What was paid in cash, with its sales tax, banked once a week and booked from the statement."""
    if not month:
        return
    revenue, tax = builder.code("revenue"), _tax(builder)
    monday = later(builder.first, -builder.first.weekday() % 7)
    weeks = [monday.day, *[7] * ((builder.last - monday).days // 7)]  # days of the month that each deposit is for
    for number, days in enumerate(weeks):
        share = month * days // sum(weeks)
        if tax is not None:
            share += tax.on(share)
        amount = builder.unused_amount(account, partial(_about, share, rng))
        text = builder.words.bank_text(rng, "deposit", "", rng.digits(6))
        line = builder.own_line(account, later(monday, 7 * number), amount, text, "")
        memo = builder.words.memo(rng, "takings", "", line.date.isoformat())
        owed = tax.within(amount) if tax is not None else 0
        lines = [Line(account, amount, line.id), Line(revenue, owed - amount, line.id)]
        if owed:
            lines.append(Line(builder.code("sales tax"), -owed, line.id))
        builder.entry(line.date, memo, *lines)


def _tax(builder: WorldBuilder) -> SalesTax | None:
    """The tax in what is paid over the counter; None where it bears none."""
    company = builder.company
    return company.sales_tax if builder.code("revenue") in company.taxed_accounts else None


def by_processor(builder: WorldBuilder, account: str, month: int, terms: Processor, rng: Rng) -> None:
    """What a processor pays out where customers pay ``month`` by card through it, sales tax and tips aside: the payouts
    that are under way when the month begins, and those for the sales of the month, booked."""
    before = builder.period.previous
    for first, last in spans(before, terms.closes_on):
        if terms.paid_on(last) >= builder.first:
            report = _report(builder, first, last, month, before, terms, rng)
            _brought_forward(builder, report)
            _paid_out(builder, account, report, rng)
    for first, last in spans(builder.period, terms.closes_on):
        report = _report(builder, first, last, month, builder.period, terms, rng)
        _sold(builder, report, rng)
        _paid_out(builder, account, report, rng)


def spans(month: Period, closes_on: int) -> list[tuple[date, date]]:
    """The days that each report of a month covers: up to the weekday on which the processor closes, and up to the end of
    the month."""
    found = []
    first = month.first
    while first <= month.last:
        last = min(later(first, (closes_on - first.weekday()) % 7), month.last)
        found.append((first, last))
        first = later(last, 1)
    return found


def _report(
    builder: WorldBuilder, first: date, last: date, month: int, of: Period, terms: Processor, rng: Rng
) -> PayoutReport:
    """What the processor reports for these days of a month in which ``month`` is sold by card."""
    days = (last - first).days + 1
    sales = _about(month * days // of.last.day, rng)
    sheet = builder.company.archetype.sheet
    tips = sales * rng.between(sheet.tips.low, sheet.tips.high) // 1000 if sheet.tips.high else 0
    tax = _tax(builder)
    added = tax.on(sales) if tax is not None else 0
    gross = sales + added + tips
    fees = gross * (terms.rate + rng.between(-FEES_VARY, FEES_VARY)) // 10_000
    refunds = sales * rng.between(*REFUNDED[1]) // 1000 if rng.chance(REFUNDED[0]) else 0
    chargebacks = 0
    if rng.chance(terms.disputed):
        chargebacks = min(rng.between(*DISPUTED[1]), gross // LARGEST_DISPUTE)
        fees += DISPUTE_FEE
        if rng.chance(WON):
            chargebacks = -chargebacks
    return PayoutReport(
        builder.new_id("SET"),
        min(weekday_from(last), of.last),
        "",
        terms.name,
        first,
        last,
        terms.paid_on(last),
        gross,
        tips,
        added,
        fees,
        refunds,
        chargebacks,
        gross * terms.reserve // 1000,
        _released(builder, gross, terms, rng),
    )


def _released(builder: WorldBuilder, gross: int, terms: Processor, rng: Rng) -> tuple[tuple[str, int], ...]:
    """The reserve of a report of some weeks ago, which stood on the clearing account until now."""
    if not terms.reserve:
        return ()
    report, amount = builder.new_id("SET"), _about(gross * terms.reserve // 1000, rng)
    builder.opening(builder.code("card clearing"), amount, "", report)
    return ((report, amount),)


def _brought_forward(builder: WorldBuilder, report: PayoutReport) -> None:
    """What stands in the books of the month before of a payout that is under way."""
    builder.opening(builder.code("card clearing"), report.gross, "", report.id)
    builder.opening(builder.code("tips"), -report.tips)


def _sold(builder: WorldBuilder, report: PayoutReport, rng: Rng) -> None:
    """The sales of a report as income, the tax as the state's, and the tips as the staff's."""
    builder.entry(
        report.date, builder.words.memo(rng, "card sales", report.processor, report.id), *sold_lines(builder, report)
    )


def sold_lines(builder: WorldBuilder, report: PayoutReport) -> list[Line]:
    """The lines that take the sales of a report to income."""
    lines = [
        Line(builder.code("card clearing"), report.gross, report.id, "", report.id),
        Line(builder.code("revenue"), -report.sales, report.id),
    ]
    if report.tax:
        lines.append(Line(builder.code("sales tax"), -report.tax, report.id))
    if report.tips:
        lines.append(Line(builder.code("tips"), -report.tips, report.id))
    return lines


def _paid_out(builder: WorldBuilder, account: str, report: PayoutReport, rng: Rng) -> None:
    """The report on the desk and, where they come in the month, the money at the bank and the tips paid to the staff."""
    if report.paid <= builder.last:
        report = _unlike_others(builder, account, report)
        number = rng.digits(6)
        text = builder.words.bank_text(rng, "card payout", report.processor, number)
        builder.bank_line(account, report.paid, report.net, text, number, ((report.id, report.net),))
        memo = builder.words.memo(rng, "payout", report.processor, report.id)
        builder.entry(report.paid, memo, *_payout_lines(builder, account, report))
    builder.documents.append(report)
    _tips_paid(builder, account, report, rng)


def _unlike_others(builder: WorldBuilder, account: str, report: PayoutReport) -> PayoutReport:
    """The report with fees such that no other movement of the account has its net."""
    while not builder.claim(account, report.net):
        report = replace(report, fees=report.fees + 1)
    return report


def _payout_lines(builder: WorldBuilder, account: str, report: PayoutReport) -> list[Line]:
    """The lines that clear what a report has paid out; a reserve stays on the clearing account."""
    clearing = builder.code("card clearing")
    lines = [Line(account, report.net, report.id), Line(builder.code("merchant fees"), report.fees, report.id)]
    if given_back := report.refunds + report.chargebacks:
        lines.append(Line(builder.code("returns"), given_back, report.id))
    lines.append(Line(clearing, report.reserve - report.gross, report.id, "", report.id))
    lines += [Line(clearing, -amount, report.id, "", earlier) for earlier, amount in report.released]
    return lines


def _tips_paid(builder: WorldBuilder, account: str, report: PayoutReport, rng: Rng) -> None:
    """The tips of a report, paid to the staff in one transfer and booked from the statement."""
    day = weekday_from(later(report.last, rng.between(*TIPS_AFTER)))
    if not report.tips or day > builder.last:
        return
    if day < builder.first:
        day = weekday_from(builder.first)
    number = rng.digits(6)
    line = builder.own_line(account, day, -report.tips, builder.words.bank_text(rng, "payroll", "TIPS", number), number)
    memo = builder.words.memo(rng, "tips", "", report.id)
    builder.entry(
        line.date, memo, Line(builder.code("tips"), report.tips, line.id), Line(account, -report.tips, line.id)
    )


def _about(amount: int, rng: Rng) -> int:
    """No week is like another."""
    return amount * rng.between(900, 1100) // 1000
