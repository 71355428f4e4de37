"""Payroll: pay runs of two weeks, one of them worked across the start of the month and one across its end."""

from datetime import date, timedelta
from typing import Final

from tieout.documents.schedules import PayrollRegister
from tieout.ledger.entries import Line
from tieout.ledger.money import ratio
from tieout.scenario.seeds import Rng
from tieout.scenario.weekdays import weekday_near
from tieout.scenario.world_builder import WorldBuilder, later

EMPLOYER_TAX_PER_MILLE: Final = 77
GROSS: Final = "Gross pay"
EMPLOYER: Final = "Employer taxes"
MADE: Final = 300  # per mille: the bookkeeper has accrued the wages already, and rightly


def pay_runs(builder: WorldBuilder, account: str, rng: Rng) -> None:
    """The runs paid in the month from bank ``account``, the accrual of the month before and its reversal (booked),
    and the accrual at the end of the month, which nobody has made yet."""
    period = builder.period
    ends = period.first + timedelta(days=rng.between(3, 8))
    gross = rng.between(300_000, 900_000) * (1 if account == builder.code("bank") else 2)
    opening = _run(builder, ends, gross, rng)
    share = worked_share(opening, period.previous.last)
    if share[0]:
        charged = accrual(builder, opening, share)
        builder.earlier(period.previous.last, builder.words.memo(rng, "accrual", "wages", opening.id), *charged)
        builder.entry(
            period.first,
            builder.words.memo(rng, "accrual", "wages reversed", opening.id),
            *(line.negated() for line in charged),
        )
    _paid(builder, account, opening, rng)
    middle = _run(builder, later(ends, 14), _changed(gross, rng), rng)
    _paid(builder, account, middle, rng)
    closing = _run(builder, later(ends, 28), _changed(gross, rng), rng)
    builder.entry(
        period.last,
        builder.words.memo(rng, "accrual", "wages", closing.id),
        *accrual(builder, closing, worked_share(closing, period.last)),
        booked=rng.chance(MADE),
    )


def accrual(builder: WorldBuilder, register: PayrollRegister, share: tuple[int, int]) -> tuple[Line, Line, Line]:
    """Wages and employer taxes of the days worked by month-end, each rounded half up; item the register."""
    rows = dict(register.rows)
    wages, tax = ratio(rows[GROSS], *share), ratio(rows[EMPLOYER], *share)
    return (
        Line(builder.code("wages"), wages, register.id),
        Line(builder.code("payroll tax"), tax, register.id),
        Line(builder.code("accrued"), -wages - tax, register.id, "", register.id),
    )


def worked_share(register: PayrollRegister, until: date) -> tuple[int, int]:
    """Working days (Monday to Friday) of the span up to ``until``, and of the whole span."""
    return working_days(register.pay_from, until), working_days(register.pay_from, register.pay_to)


def working_days(first: date, last: date) -> int:
    """Mondays to Fridays from ``first`` to ``last``, both included."""
    days = (last - first).days + 1
    return sum((first.weekday() + number) % 7 < 5 for number in range(days))


def _changed(gross: int, rng: Rng) -> int:
    """Hours differ from run to run by a few per cent."""
    return gross + gross * rng.between(-60, 90) // 1000


def _run(builder: WorldBuilder, ends: date, gross: int, rng: Rng) -> PayrollRegister:
    employer = ratio(gross, EMPLOYER_TAX_PER_MILLE, 1000)
    withheld = gross * rng.between(190, 240) // 1000
    register = PayrollRegister(
        builder.new_id("PR"),
        weekday_near(
            later(ends, rng.between(2, 4)), later(ends, 1), builder.last if ends < builder.last else later(ends, 6)
        ),
        "",
        later(ends, -13),
        ends,
        ((GROSS, gross), ("Withheld from employees", withheld), ("Net pay", gross - withheld), (EMPLOYER, employer)),
    )
    builder.documents.append(register)
    return register


def _paid(builder: WorldBuilder, account: str, register: PayrollRegister, rng: Rng) -> None:
    rows = dict(register.rows)
    gross, employer, net = rows[GROSS], rows[EMPLOYER], rows["Net pay"]
    builder.claim(account, net)
    builder.entry(
        register.date,
        builder.words.memo(rng, "payroll", "", register.id),
        Line(builder.code("wages"), gross, register.id),
        Line(builder.code("payroll tax"), employer, register.id),
        Line(builder.code("payroll liabilities"), net - gross - employer, register.id),
        Line(account, -net, register.id),
    )
    text = builder.words.bank_text(rng, "payroll", "", register.id)
    builder.bank_line(account, register.date, -net, text, register.id, ((register.id, -net),))
