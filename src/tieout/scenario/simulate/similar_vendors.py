"""What looks wrong and is right: near-equal bills, vendors of nearly one name, numbers alike, talk in the mail."""

from collections import Counter
from dataclasses import replace
from typing import Final

from tieout.documents.letters import Email
from tieout.documents.trade import SupplierBill
from tieout.scenario.company import Company
from tieout.scenario.letters.meaning import Meaning, Stance, Topic, Voice
from tieout.scenario.seeds import Rng
from tieout.scenario.simulate.purchases import Buyers, Mix, bill_for, settle, supplied
from tieout.scenario.weekdays import weekday_near
from tieout.scenario.world_builder import WorldBuilder, later

_TALK: Final = (
    ("Our office hours", "We are closed from the 24th to the 26th. For urgent matters call {phone}."),
    (
        "Price list",
        "Our prices go up by {percent} per cent from the first of next month. Orders placed before keep theirs.",
    ),
    ("Statement of account", "Could you let us know when we may expect payment of what is open? Thank you."),
    ("New contact", "From now on {person} looks after your orders. You reach the desk at {phone}."),
    ("Your order", "The goods left us today and should reach you within {percent} days."),
    ("Thank you", "Thank you for the good cooperation. Nothing to do on your side."),
)


def namesakes(company: Company, count: int, rng: Rng) -> Company:
    """``count`` vendors take the proper name of another vendor in another trade: two firms, nearly one name."""
    vendors = list(company.vendors)
    places = rng.sample(range(len(vendors)), 2 * count)
    for first, second in zip(places[::2], places[1::2], strict=True):
        stem = vendors[first].name.split(" ")[0].rstrip(",")
        _, _, trade = vendors[second].name.partition(" ")
        name = f"{stem} {trade}"
        if all(vendor.name != name for vendor in vendors):
            email = f"accounts@{company.vocabulary.domain(name)}"
            vendors[second] = replace(vendors[second], name=name, email=email)
    return replace(company, vendors=tuple(vendors))


def twins(builder: WorldBuilder, count: int, rng: Rng, mix: Mix) -> None:
    """``count`` pairs of bills of one vendor for two like orders, each received on its own: no duplicates."""
    buyers = Buyers.of(builder, rng)
    for _ in range(count):
        vendor = buyers.vendor(rng)
        day = builder.day(rng, 6, 18)
        first = supplied(builder, buyers, vendor, day, rng, mix)
        again = weekday_near(later(day, rng.between(1, 8)), later(day, 1))
        second = supplied(builder, buyers, vendor, again, rng, mix, like=first.order)
        for supply, billed in ((first, day), (second, again)):
            settle(
                builder,
                bill_for(builder, supply, billed, rng, mix),
                supply,
                rng,
                booked=supply is first and rng.chance(500),
            )


def same_number(builder: WorldBuilder, rng: Rng) -> None:
    """Two vendors whose bills of the inbox happen to bear one number: the second has no other bill, so that the numbers
    of each go on ascending."""
    inbox = set(builder.to_settle)
    bills = [bill for bill in builder.documents if isinstance(bill, SupplierBill)]
    count = Counter(bill.party for bill in bills)
    single = [bill for bill in bills if bill.id in inbox and count[bill.party] == 1]
    if not single:
        return
    other = rng.choice(single)
    others = [bill for bill in bills if bill.id in inbox and bill is not other]
    if others:
        place = builder.documents.index(other)
        builder.documents[place] = replace(other, number=rng.choice(others).number)


def talk(builder: WorldBuilder, count: int, rng: Rng) -> None:
    """``count`` messages of vendors that ask for nothing."""
    words = builder.words
    for _ in range(count):
        vendor = rng.choice(builder.company.vendors)
        subject, body = rng.choice(_TALK)
        text = body.format(phone=vendor.phone, percent=rng.between(2, 9), person=words.person(rng))
        message = Email(
            builder.new_id("MSG"),
            builder.day(rng),
            vendor.id,
            vendor.email,
            f"payables@{words.domain(builder.company.name)}",
            subject,
            f"{text}\n{words.person(rng)}, {vendor.name}",
        )
        builder.documents.append(message)
        builder.meanings.append((message.id, Meaning(Topic.TALK, Stance.ASKS_NOTHING, Voice.VENDOR)))
