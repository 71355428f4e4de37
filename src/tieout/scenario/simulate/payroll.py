"""Payroll: pay runs of two weeks, one of them worked across the start of the month and one across its end, and the
taxes of the month before, which are remitted on the fifteenth (the deposit day of monthly depositors)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from tieout.documents.bank import BankLine
from tieout.documents.letters import Notice
from tieout.documents.schedules import PayrollRegister
from tieout.ledger.entries import Line
from tieout.ledger.money import ratio, render
from tieout.scenario.company import Company
from tieout.scenario.seeds import Rng
from tieout.scenario.vocabulary.states import WAGE_TAX
from tieout.scenario.vocabulary.sundries import said
from tieout.scenario.weekdays import weekday_near
from tieout.scenario.world_builder import WorldBuilder, later

SOCIAL_SECURITY: Final = (765, 10_000)
"""Social security and Medicare, employee's and employer's share each: 6.2 and 1.45 per cent of gross wages."""
REMITTED_ON: Final = 15
OFF_BY_CENTS: Final = 550
"""Per mille of deposits differ from the sum of the registers by a few cents, because returns round per employee (fractions
of cents, Form 941)."""
CENTS: Final = 9
GROSS: Final = "Gross pay"
EMPLOYER: Final = "Employer taxes"
NET: Final = "Net pay"
SOCIAL: Final = "Social security and Medicare withheld"
STATE: Final = "State income tax withheld"
MADE: Final = 300  # per mille: the bookkeeper has accrued the wages already, and rightly


@dataclass(frozen=True, slots=True)
class Withholding:
    """What is taken from wages besides social security: income taxes, and what unemployment insurance costs the employer;
    per mille of gross wages."""

    federal: int
    state: int
    unemployment: int

    @classmethod
    def draw(cls, rng: Rng, state: str) -> "Withholding":
        """That of a company in ``state``."""
        return cls(rng.between(70, 125), rng.between(*WAGE_TAX[state]), rng.between(3, 16))

    def rows(self, gross: int) -> tuple[tuple[str, int], ...]:
        """The register of a pay run, in minor units."""
        social = ratio(gross, *SOCIAL_SECURITY)
        federal, state = ratio(gross, self.federal, 1000), ratio(gross, self.state, 1000)
        withheld = [
            ("Federal income tax withheld", federal), (SOCIAL, social), (STATE, state),
        ]  # fmt: skip
        employer = social + ratio(gross, self.unemployment, 1000)
        return (
            (GROSS, gross),
            *[row for row in withheld if row[1]],
            (NET, gross - federal - social - state),
            (EMPLOYER, employer),
        )


def pay_runs(builder: WorldBuilder, account: str, terms: Withholding, rng: Rng, groups: int = 1) -> None:
    """The runs paid in the month from bank ``account`` on ``terms``, the accrual of the month before and its reversal
    (booked), and the accrual at the end of the month, which the bookkeeper has mostly not made yet; as many times as there
    are ``groups`` of people, each with paydays of its own. What was withheld and owed for the runs of the month before is
    open when the month begins and remitted in it."""
    period = builder.period
    whole = biweekly(builder.company)
    for group in range(groups):
        gross = whole // groups
        ends = period.first + timedelta(days=rng.between(3, 8))
        opening = _run(builder, ends, _distinct(builder, account, _changed(gross, rng), terms), terms, rng, groups)
        share = worked_share(opening, period.previous.last)
        if share[0]:
            charged = accrual(builder, opening, share)
            builder.earlier(period.previous.last, builder.words.memo(rng, "accrual", "wages", opening.id), *charged)
            builder.entry(
                period.first,
                builder.words.memo(rng, "accrual", "wages reversed", opening.id),
                *(line.negated() for line in charged),
            )
        if not group:
            remitted(builder, account, whole, terms, rng)
        _paid(builder, account, opening, rng)
        again = _distinct(builder, account, _changed(gross, rng), terms)
        middle = _run(builder, later(ends, 14), again, terms, rng, groups)
        _paid(builder, account, middle, rng)
        closing = _run(builder, later(ends, 28), _changed(gross, rng), terms, rng, groups)
        builder.entry(
            period.last,
            builder.words.memo(rng, "accrual", "wages", closing.id),
            *accrual(builder, closing, worked_share(closing, period.last)),
            booked=rng.chance(MADE),
        )


def whole_runs(builder: WorldBuilder, account: str, terms: Withholding, rng: Rng) -> None:
    """Two runs worked and paid within the month, and the taxes of the month before: nothing is accrued."""
    gross = biweekly(builder.company)
    remitted(builder, account, gross, terms, rng)
    for ends in (builder.period.first + timedelta(days=13), builder.period.first + timedelta(days=24)):
        paid = _distinct(builder, account, _changed(gross, rng), terms)
        _paid(builder, account, _run(builder, ends, paid, terms, rng), rng)


def biweekly(company: Company) -> int:
    """Gross wages of a usual pay run of everybody, minor units."""
    return company.sizes.gross_wages * 12 // 26


def owed(rows: tuple[tuple[str, int], ...]) -> tuple[int, int]:
    """What a pay run leaves to be remitted, to the Internal Revenue Service and to the state: withholdings and employer
    taxes, of which unemployment insurance goes with what is withheld for the state."""
    of = dict(rows)
    state = of.get(STATE, 0) + of[EMPLOYER] - of[SOCIAL]
    return of[GROSS] - of[NET] + of[EMPLOYER] - state, state


def remitted(builder: WorldBuilder, account: str, gross: int, terms: Withholding, rng: Rng) -> None:
    """The deposits of what two runs of about ``gross`` of the month before left to be paid, booked from the statement."""
    runs = [owed(terms.rows(_changed(gross, rng))) for _ in range(2)]
    cents = rng.between(-CENTS, CENTS) if rng.chance(OFF_BY_CENTS) else 0
    _deposited(builder, account, sum([federal for federal, _ in runs]), cents, ("tax deposit", ""), rng)
    kind = "state tax" if terms.state else "state unemployment"
    _deposited(builder, account, sum([state for _, state in runs]), 0, (kind, builder.company.state), rng)


def _deposited(builder: WorldBuilder, account: str, due: int, cents: int, paid_as: tuple[str, str], rng: Rng) -> None:
    """One deposit of what is ``due``, ``cents`` more or less, ``paid_as`` the bank's kind of line and the name in it."""
    amount = due + cents
    while not builder.claim(account, amount):
        due, amount = due + 1, amount + 1
    liabilities = builder.code("payroll liabilities")
    builder.opening(liabilities, -due)
    day = builder.first.replace(day=REMITTED_ON)
    kind, name = paid_as
    number = rng.digits(8)
    line = builder.own_line(account, day, -amount, builder.words.bank_text(rng, kind, name, number), number)
    lines = [Line(liabilities, due, line.id), Line(account, -amount, line.id)]
    if due != amount:
        lines.insert(1, Line(builder.code("rounding"), amount - due, line.id))
        _explained(builder, line, due, rng)
    memo = builder.words.memo(rng, "tax deposit", str(builder.period.previous), number)
    builder.entry(line.date, memo, *lines)


def _explained(builder: WorldBuilder, line: BankLine, due: int, rng: Rng) -> None:
    """The payroll service's word on the cents by which a deposit differs from the registers."""
    currency = builder.company.currency
    told = said(
        rng,
        builder.words.split,
        "cents",
        reference=line.reference,
        amount=render(-line.amount, currency),
        owed=render(due, currency),
        cents=render(abs(line.amount + due), currency),
    )
    builder.documents.append(Notice(builder.new_id("NT"), line.date, "", "Tax deposit confirmation", told))


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


def _distinct(builder: WorldBuilder, account: str, gross: int, terms: Withholding) -> int:
    """``gross``, or a little more where the bank account has a movement of its net pay already."""
    while not builder.claim(account, dict(terms.rows(gross))[NET]):
        gross += 1
    return gross


def _run(
    builder: WorldBuilder, ends: date, gross: int, terms: Withholding, rng: Rng, groups: int = 1
) -> PayrollRegister:
    register = PayrollRegister(
        builder.new_id("PR"),
        weekday_near(
            later(ends, rng.between(2, 4)), later(ends, 1), builder.last if ends < builder.last else later(ends, 6)
        ),
        "",
        later(ends, -13),
        ends,
        terms.rows(gross),
        f"{max(1, builder.company.sizes.headcount // groups)} people",
    )
    builder.documents.append(register)
    return register


def _paid(builder: WorldBuilder, account: str, register: PayrollRegister, rng: Rng) -> None:
    rows = dict(register.rows)
    gross, employer, net = rows[GROSS], rows[EMPLOYER], rows[NET]
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
