"""The company card: what its holders bought, by receipt, the statement of the month, and the payment of the one before."""

from dataclasses import replace
from functools import partial
from typing import Final

from tieout.documents.cards import CardLine, CardReceipt, CardStatement
from tieout.documents.letters import PolicyTopic
from tieout.ledger.entries import Line
from tieout.scenario.chart import line_role
from tieout.scenario.company import Company
from tieout.scenario.policy import with_topic
from tieout.scenario.seeds import Rng
from tieout.scenario.sizes import COMPANY_CARD
from tieout.scenario.world_builder import WorldBuilder

BOUGHT: Final = (
    "travel", "fuel", "office supplies", "printing", "catering", "subscriptions", "software", "training", "repairs",
    "cleaning", "packaging",
)  # fmt: skip
"""Lines of business whose goods people pay for by card, so far as the trade buys them and keeps no stock of them."""
HOLDERS: Final = (2, 3)
CHARGES: Final = (3, 6)  # a month
VARIES: Final = (400, 1_600)  # per mille of what a receipt comes to on average
LEAST: Final = 900  # minor units
TWO_THINGS: Final = 300  # per mille of receipts have two lines
PAID_ON: Final = (10, 24)  # days of the month on which the statement before is collected
_TOPIC: Final = "company card"
_HOLDER: Final = "card of "


def with_card(company: Company, rng: Rng) -> Company:
    """The company with holders of its card, each of a department, as its policy names them."""
    count = min(rng.between(*HOLDERS), len(company.chart.departments))
    departments = rng.sample(company.chart.departments, count)
    names: list[str] = []
    while len(names) < count:
        name = company.vocabulary.person(rng)
        if name not in names:
            names.append(name)
    holders = tuple([(f"{_HOLDER}{name}", one.code) for name, one in zip(names, departments, strict=True)])
    topic = PolicyTopic(
        _TOPIC,
        "What is paid by the company card is booked on the day of the charge, citing its receipt: to the expense account "
        "that fits what was bought, with the department of the card's holder, against the card's account. When the bank "
        "pays a statement of the card, the card's account is debited, citing the bank line.",
        (("card", company.chart.role("card")), *holders),
    )
    return replace(company, policy=with_topic(company.policy, topic))


def holders_of(company: Company) -> tuple[tuple[str, str], ...]:
    """Who carries the company card, and the code of each holder's department."""
    values = next((topic.values for topic in company.policy.topics if topic.topic == _TOPIC), ())
    return tuple([(name.removeprefix(_HOLDER), code) for name, code in values if name.startswith(_HOLDER)])


def month(builder: WorldBuilder, account: str, lasting: Rng, rng: Rng, often: int = 0) -> None:
    """The card's month, booked: the statement before is paid from bank ``account``. ``lasting`` gives issuer and number,
    the same in every month of a company. ``often`` is how many charges there are where the card is used more than that
    of other companies."""
    words, card = builder.words, builder.code("card")
    issuer, number = words.bank(lasting), words.bank_account(lasting)
    month, count = builder.company.sizes.revenue * COMPANY_CARD // 1000, rng.between(*CHARGES)
    count = often or count
    owed = builder.unused_amount(account, partial(_about, month, rng))
    builder.opening(card, -owed)
    reference = rng.digits(6)
    text = words.bank_text(rng, "direct debit", issuer, reference)
    paid = builder.own_line(account, builder.day(rng, *PAID_ON), -owed, text, reference)
    builder.entry(
        paid.date,
        words.memo(rng, "payment", issuer, reference),
        Line(card, owed, paid.id),
        Line(account, -owed, paid.id),
    )
    lines = [CardLine(builder.new_id("CL"), paid.date, -owed, "Payment received", "")]
    lines += [_charge(builder, card, month // count, rng) for _ in range(count)]
    lines.sort(key=lambda line: (line.date, line.id))
    closing = owed + sum([line.amount for line in lines])
    builder.documents.append(
        CardStatement(builder.new_id("CCS"), builder.last, "", issuer, number, card, owed, closing, tuple(lines))
    )


def _charge(builder: WorldBuilder, card: str, typical: int, rng: Rng) -> CardLine:
    """Something bought by card: the receipt on the desk, the entry, and the line of the statement."""
    company = builder.company
    bought = rng.choice(
        [line for line in company.archetype.lines if line in BOUGHT and line not in company.archetype.stock]
    )
    holder, department = rng.choice(holders_of(company))
    amount = _about(typical, rng)
    parts = [amount]
    if rng.chance(TWO_THINGS):
        first = rng.between(amount // 4, amount // 2)
        parts = [first, amount - first]
    receipt = CardReceipt(
        builder.new_id("RCT"),
        builder.day(rng),
        "",
        builder.words.vendor(rng, bought),
        holder,
        tuple([(company.vocabulary.goods(rng, bought, company.archetype.name), part) for part in parts]),
    )
    builder.documents.append(receipt)
    builder.entry(
        receipt.date,
        builder.words.memo(rng, "purchase", receipt.merchant, receipt.id),
        Line(builder.code(line_role(bought)), amount, receipt.id, "", "", department),
        Line(card, -amount, receipt.id),
    )
    return CardLine(builder.new_id("CL"), receipt.date, amount, receipt.merchant, holder)


def _about(amount: int, rng: Rng) -> int:
    return max(amount * rng.between(*VARIES) // 1000, LEAST) + rng.below(100)
