"""Lines of the statement that agencies and our payroll office explain: E71 where they wait, E72 where they are booked.

What the bank shows is the same whichever outcome stands: an agency took a payment for taxes due or keeps it for later
periods, sent money back because it is due again or because the rate was lowered, and a paycheck outside the runs takes
the place of a voided one or is an advance. The taxes and the pay that may be owed are owed in either case.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from tieout.documents.bank import BankLine
from tieout.scenario.answer_key import Defect
from tieout.scenario.correspondence import Ends, about_money, domain_of, with_mail
from tieout.scenario.defects.candidates import brought_forward, free_amount, new_lines
from tieout.scenario.defects.receipts.arrivals import (
    LAST_DAY,
    Arrival,
    Place,
    booked,
    misbooked,
    shown,
    waiting,
)
from tieout.scenario.defects.receipts.innocents import either_way
from tieout.scenario.defects.rightly import Settle
from tieout.scenario.letters.meaning import Topic
from tieout.scenario.seeds import Rng
from tieout.scenario.simulate.payroll import biweekly
from tieout.scenario.vocabulary.states import WAGE_TAX
from tieout.scenario.weekdays import weekday_between
from tieout.scenario.world import World

FEDERAL: Final = "Internal Revenue Service"
OF_GROSS: Final = (20, 160)
"""Per mille of a pay run's gross wages that a payment to an agency, or from it, comes to."""
OF_ONE: Final = (550, 900)
"""Per mille of what one person earns gross in a pay run that a paycheck comes to."""


@dataclass(frozen=True, slots=True)
class Matter:
    """A kind of line: what the letter is about, the outcome that changes the books and the other one, the role of the
    account where each puts the money, and the verbs of the summary. ``comes`` is money that we get."""

    topic: Topic
    ends: Ends
    roles: tuple[str, str]
    said: tuple[str, str]
    comes: bool = False

    @property
    def of_payroll(self) -> bool:
        return self.topic is Topic.PAYCHECK


MATTERS: Final[Mapping[str, Matter]] = MappingProxyType(
    {
        "tax payment": Matter(
            Topic.TAX_PAYMENT,
            ("credited", "held"),
            ("payroll liabilities", "prepaids"),
            ("was taken for taxes due", "is kept for later periods"),
        ),
        "tax refund": Matter(
            Topic.TAX_REFUND,
            ("lowered", "due again"),
            ("payroll tax", "payroll liabilities"),
            ("was refunded because the rate was lowered", "came back and is due again"),
            comes=True,
        ),
        "paycheck": Matter(
            Topic.PAYCHECK,
            ("replaces", "advance"),
            ("payroll liabilities", "prepaids"),
            ("took the place of a voided paycheck", "was an advance on later pay"),
        ),
    }
)


def money_waiting(name: str) -> Callable[[World, Rng], tuple[World, Defect]]:
    """A line waits of which a letter says where it belongs, as often one way as the other."""
    return lambda world, rng: left_waiting(MATTERS[name], world, rng)


def money_misread(name: str) -> Callable[[World, Rng], tuple[World, Defect]]:
    """The same, booked against what the letter says."""
    return lambda world, rng: read_wrongly(MATTERS[name], world, rng)


def left_waiting(matter: Matter, world: World, rng: Rng) -> tuple[World, Defect]:
    """E71: a payment to a tax agency, a refund or a paycheck waits, and only a letter says what it is."""
    return waiting(explained(matter, world, rng, rng.chance(500)), "E71")


def read_wrongly(matter: Matter, world: World, rng: Rng) -> tuple[World, Defect]:
    """E72: a payment to a tax agency, a refund or a paycheck was booked against what the letter on it says."""
    return misbooked(explained(matter, world, rng, rng.chance(500)), "E72")


def _settling(matter: Matter) -> Settle:
    return either_way(lambda world, rng, first: explained(matter, world, rng, first))


def explained(matter: Matter, world: World, rng: Rng, first: bool) -> Arrival:
    """A line of the statement and the letter on it, in which the ``first`` outcome of the matter stands, or the other."""
    amount = _amount(matter, world, rng)
    signed = amount if matter.comes else -amount
    line, sender = _line(matter, world, rng, signed)
    ends = matter.ends if first else matter.ends[::-1]
    mail = about_money(world, rng, matter.topic, amount, line.reference, sender, line.date, ends)
    owed = world.company.chart.role("payroll liabilities")
    seen = with_mail(shown(world, line), mail)
    if not matter.comes:
        seen = brought_forward(seen, owed, -amount, "", "")
    places = [_place(role, -signed, line) for role in matter.roles]
    right, wrong = places if first else places[::-1]
    kind = "payroll" if matter.of_payroll else "tax deposit"
    return Arrival(
        seen,
        line,
        booked(seen, line, (right,)),
        booked(seen, line, (wrong,)),
        f"{world.money(amount)} {matter.said[0 if first else 1]}",
        amount,
        ((mail.email.id, mail.said.point), (line.id, world.money(line.amount))),
        (mail.email.id,),
        world.company.vocabulary.memo(rng, kind, str(world.period), line.reference),
    )


def _amount(matter: Matter, world: World, rng: Rng) -> int:
    gross = biweekly(world.company)
    if matter.of_payroll:
        one = gross // max(1, world.company.sizes.headcount)
        return free_amount(world, rng, one * OF_ONE[0] // 1000, one * OF_ONE[1] // 1000)
    return free_amount(world, rng, gross * OF_GROSS[0] // 1000, gross * OF_GROSS[1] // 1000)


def _line(matter: Matter, world: World, rng: Rng, signed: int) -> tuple[BankLine, str]:
    """The line as the bank prints it, and the address of who writes on it."""
    words, state = world.company.vocabulary, world.company.state
    number = rng.digits(8)
    (name,) = new_lines(world, rng, 1)
    day = weekday_between(world.period.first, world.last.replace(day=LAST_DAY), rng)
    if matter.of_payroll:
        return BankLine(name, day, signed, words.bank_text(rng, "payroll", "", number), number), (
            f"payroll@{domain_of(world)}"
        )
    federal = not matter.comes and rng.chance(500)
    withheld = WAGE_TAX[state][1] and not matter.comes  # of unemployment insurance alone there are rates to be lowered
    kind = "tax deposit" if federal else "state tax" if withheld else "state unemployment"
    agency = FEDERAL if federal else f"{state} Employer Taxes"
    text = words.bank_text(rng, kind, "" if federal else state, number)
    return BankLine(name, day, signed, text, number), f"employers@{words.domain(agency)}"


def _place(role: str, amount: int, line: BankLine) -> Place:
    """Prepaid expenses are kept by item: the bank line."""
    return role, amount, "", line.id if role == "prepaids" else ""


KINDS: Final[Mapping[str, Settle]] = MappingProxyType({name: _settling(matter) for name, matter in MATTERS.items()})
"""The same lines for months in which they are booked rightly."""
