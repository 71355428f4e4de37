"""Letters put into words: a meaning and its text, made together."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from tieout.scenario.letters.bank import Words
from tieout.scenario.letters.meaning import Meaning, Stance, Topic, Voice
from tieout.scenario.letters.template import capitalised
from tieout.scenario.letters.turns import stance_of
from tieout.scenario.seeds import Rng

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
COUNTS: Final = (
    "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
SHARES: Final = {2: "half", 3: "a third", 4: "a quarter", 5: "a fifth"}
_DAY: Final = timedelta(days=1)

Fact = str | int | date
"""A fact: a text as it is, a sum in minor units, or a day."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter before it is sent. ``said`` are its facts as they stand in ``text``, ``point`` the clause that stands."""

    subject: str
    text: str
    meaning: Meaning
    said: Mapping[str, str]
    point: str


def compose(words: Words, rng: Rng, topic: Topic, stands: str, falls: str, facts: Mapping[str, Fact]) -> Letter:
    """A letter on ``topic`` in which the outcome ``stands`` holds and ``falls`` does not; one of them changes the books.

    ``facts`` are those of the opening and of both outcomes; KeyError where one is missing.
    """
    sheet = words.topics[topic]
    voice = rng.choice(sheet.voices)
    right, wrong = sheet.outcomes[stands], sheet.outcomes[falls]
    if right.changes == wrong.changes:
        raise ValueError(f"{stands!r} and {falls!r} do the same to the books")
    said = {name: put(words, rng, facts[name]) for name in (*sheet.facts, *right.facts, *wrong.facts)}
    turn, texts = rng.choice(sheet.turns)
    values = {"this": "", "that": "", "junior": "", "senior": ""}
    if sheet.this:
        values |= {"this": rng.choice(sheet.this), "that": rng.choice(sheet.that)}
    if voice in words.roles:
        junior, senior = words.roles[voice]
        values |= {"junior": rng.choice(junior), "senior": rng.choice(senior)}
    template = rng.choice(texts)
    point = ""
    for side, outcome in (("stands", right), ("falls", wrong)):
        wording = rng.choice(outcome.wordings)
        slot = next(slot for slot in template.slots if slot.startswith(side))
        form = wording.form(slot.partition(".")[2])
        if form is None:
            raise ValueError(f"{outcome.name!r} has no form for {slot!r}")
        values[slot] = form.filled(said)
        if side == "stands":
            point = values[slot]
    body = template.filled(values)
    opening = rng.choice(sheet.openings).filled(said)
    greeting, closing = rng.choice(sheet.greetings), rng.choice(sheet.closings)
    text = _page(greeting, opening, body, closing)
    said = {name: value if value in text else capitalised(value) for name, value in said.items()}
    meaning = Meaning(topic, stance_of(turn, right.changes), Voice(voice), tuple(said.items()))
    point = point if point in text else capitalised(point)
    return Letter(rng.choice(sheet.subjects), text, meaning, said, point)


def put(words: Words, rng: Rng, fact: Fact) -> str:
    """A fact in words of the split."""
    if isinstance(fact, date):
        return rng.choice(words.days).filled(_parts_of(fact))
    if isinstance(fact, int):
        return rng.choice(words.money).filled(_sum(fact))
    return fact


def share_of_it(words: Words, rng: Rng, parts: int) -> str:
    """One of so many equal parts of a sum: ``a third of its total``; KeyError where it has no name."""
    return rng.choice(words.shares).filled({"share": SHARES[parts]})


def count(number: int) -> str:
    """A number as people write it: in words up to twenty."""
    return COUNTS[number] if number < len(COUNTS) else str(number)


def thing(words: Words, rng: Rng, name: str, number: str) -> str:
    """A thing by name and number."""
    return rng.choice(words.things).filled({"name": name, "id": number})


def either(words: Words, rng: Rng, relation: str, first: str, second: str) -> str:
    """One of two by what tells them apart: ``the older of FA-1 and FA-2``; the order of the two says nothing."""
    if rng.chance(500):
        first, second = second, first
    return rng.choice(words.choices[relation]).filled({"first": first, "second": second})


def supply(words: Words, rng: Rng, relation: str, **facts: Fact) -> str:
    """An order, or a thing on it, by what tells it apart: ``the order of May 3``, ``Pine boards on order PO-1``. The
    facts are those of the relation (``id``, ``day``, ``goods``)."""
    return rng.choice(words.supplies[relation]).filled({name: put(words, rng, fact) for name, fact in facts.items()})


def rate(words: Words, rng: Rng, relation: str, value: Fact) -> str:
    """A price: ``each`` a sum for one, or so many per cent ``above`` or ``below`` what was ordered."""
    return rng.choice(words.rates[relation]).filled({"value": put(words, rng, value)})


def one_check(words: Words, rng: Rng, relation: str) -> str:
    """One of the two checks that a vendor has: ``the larger of the two checks that we have from you``; KeyError where there
    is no such relation."""
    return rng.choice(words.named[relation])


def check_of(words: Words, rng: Rng, day: date) -> str:
    """A check by its day: ``your check of May 3rd``."""
    return rng.choice(words.dated).filled({"day": put(words, rng, day)})


def reserving(words: Words, rng: Rng, letter: Letter) -> Letter:
    """The letter with a word on a second one, which may come and undo it."""
    return replace(letter, text=_ended(letter.text, rng.choice(words.reservations)))


def superseded(words: Words, rng: Rng, letter: Letter) -> Letter:
    """The letter as one that announces a second, which does come: whatever it says, it changes nothing."""
    meaning = replace(letter.meaning, stance=Stance.SUPERSEDED)
    return replace(reserving(words, rng, letter), meaning=meaning)


def replacing(words: Words, rng: Rng, letter: Letter) -> Letter:
    """The letter as the second one."""
    return replace(letter, text=f"{rng.choice(words.replacing)}\n\n{letter.text}")


def _ended(text: str, sentence: str) -> str:
    return f"{text}\n\n{sentence}" if "\n" in text else f"{text} {sentence}"


def _page(greeting: str, opening: str, body: str, closing: str) -> str:
    """Short letters stand in one paragraph, threads keep theirs."""
    gap = "\n\n" if "\n" in body else " "
    text = gap.join(part for part in (opening, body, closing) if part)
    return f"{greeting}\n\n{text}" if greeting else text


def _parts_of(day: date) -> dict[str, str]:
    after = day + _DAY
    return {
        "iso": day.isoformat(),
        "month": MONTHS[day.month - 1],
        "number": str(day.day),
        "ordinal": ordinal(day.day),
        "weekday": WEEKDAYS[day.weekday()],
        "anchor": f"{MONTHS[after.month - 1]} {ordinal(after.day)}",
    }


def ordinal(number: int) -> str:
    """``1st``, ``2nd``, ``23rd``: for days of a month."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number not in {11, 12, 13} else "th"
    return f"{number}{ending}"


def _sum(minor: int) -> dict[str, str]:
    whole, cents = divmod(minor, 100)
    return {"plain": f"{whole}.{cents:02d}", "grouped": f"{whole:,}.{cents:02d}"}
