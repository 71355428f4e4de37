"""The vocabulary of a split: every name and phrase of a scenario is drawn here, purely, from an :class:`Rng`."""

import string
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from types import MappingProxyType

from tieout.documents.papers import HELD_BACK, OPEN
from tieout.scenario.letters.bank import WordingBank, Words
from tieout.scenario.letters.package_data import packaged
from tieout.scenario.letters.sheets import PRIVATE
from tieout.scenario.seeds import Rng
from tieout.scenario.vocabulary.bank_style import as_printed
from tieout.scenario.vocabulary.goods import CODED, GOODS, QUALIFIERS, SALES, SOLD_AS, TAXED_SALES, dealt
from tieout.scenario.vocabulary.names import (
    BANK_FORMS,
    BANKS,
    COMPANY_TRADES,
    DIRECTIONS,
    FORMS,
    STATES,
    STREET_KINDS,
    TEST_ARCHETYPES,
    TRADES,
    NameBank,
)
from tieout.scenario.vocabulary.numbers import account_number, bill_number, careless_copy, phone_number
from tieout.scenario.vocabulary.phrases import BANK_PHRASES, LEDGER_PHRASES
from tieout.scenario.vocabulary.prices import FOR_TRADES, PACKS, PRICES, Price

REDRAWS = 40
_one = Rng.choice
_APART = bytes.maketrans(string.punctuation.encode(), b" " * len(string.punctuation))
_FORM_WORDS = frozenset(["inc", "llc", "co", "corp", "ltd", "group", "enterprises", "partners", "llp"])
_PARTNERSHIPS = frozenset(("legal", "accounting", "consulting"))
_LETTERS = "ABCDEFGHKLMNPRSTVWX"
_LOOK_ALIKES = (("l", "1"), ("o", "0"), ("m", "rn"), ("i", "l"), ("w", "vv"), ("e", "ee"), ("r", "rr"), ("n", "m"))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one split; use :meth:`of`. Names of two splits never share a stem, a surname or a given name.
    ``wordings`` are what its letters say."""

    split: str
    names: NameBank
    goods_of: Mapping[str, tuple[str, ...]]
    sales_of: Mapping[str, tuple[str, ...]]
    wordings: Words

    @staticmethod
    def of(split: str) -> "Vocabulary":
        """The vocabulary of ``train``, ``validation`` or ``test``; KeyError for another split."""
        return _vocabulary(split)

    def saying(self, bank: WordingBank) -> "Vocabulary":
        """The same names and goods, with letters in what an operator's bank has for months of ``private``."""
        return replace(self, wordings=bank.words(PRIVATE))

    @property
    def shelf(self) -> str:
        """The shelf of layouts that papers of this split are printed from."""
        return HELD_BACK if self.split == "test" else OPEN

    def stem(self, rng: Rng) -> str:
        """An invented proper name: ``Marlbrook``."""
        return _one(rng, self.names.onsets) + _one(rng, self.names.endings)

    def company(self, rng: Rng, archetype: str) -> str:
        """A name for the company whose books are closed; KeyError where the split lacks the archetype."""
        self.sales_of[archetype]
        return f"{self.stem(rng)} {_one(rng, COMPANY_TRADES[archetype])}"

    def vendor(self, rng: Rng, line: str) -> str:
        """A vendor's name; ``line`` is its line of business."""
        stem = self.stem(rng)
        shape = rng.below(8)
        if line in _PARTNERSHIPS and shape < 4:
            return f"{stem}, {_one(rng, self.names.surnames)} & {_one(rng, self.names.surnames)} LLP"
        trade = _one(rng, TRADES[line])
        if shape < 2:
            return f"{stem} {_one(rng, DIRECTIONS)} {trade} {_one(rng, FORMS)}"
        if shape < 4:
            return f"{stem} {trade}"
        return f"{stem} {trade} {_one(rng, FORMS)}"

    def customer(self, rng: Rng, trades: tuple[str, ...]) -> str:
        """A customer's name; ``trades`` are the kinds of customers that the company has."""
        stem = self.stem(rng)
        if rng.below(4) == 0:
            return f"{stem} {_one(rng, DIRECTIONS)} {_one(rng, trades)}"
        return f"{stem} {_one(rng, trades)} {_one(rng, FORMS)}"

    def person(self, rng: Rng) -> str:
        """First and last name."""
        return f"{_one(rng, self.names.given)} {_one(rng, self.names.surnames)}"

    def bank(self, rng: Rng) -> str:
        return f"{self.stem(rng)} {_one(rng, BANK_FORMS)}"

    def address(self, rng: Rng) -> str:
        """One line, with a postal code that starts with 00 and so belongs to no town."""
        street = f"{rng.between(1, 2999)} {_one(rng, self.names.streets)} {_one(rng, STREET_KINDS)}"
        return f"{street}, {self.stem(rng)}, {_one(rng, STATES)} 00{rng.digits(3)}"

    def phone(self, rng: Rng) -> str:
        return phone_number(rng)

    def domain(self, name: str) -> str:
        """The e-mail domain of the firm called ``name``, under the top-level domain reserved for examples."""
        words = name.lower().encode().translate(_APART).decode().split()  # by bytes, a third of the time by signs
        core = [word for word in words if word not in _FORM_WORDS] or words
        return f"{''.join(core)}.example"

    def look_alike(self, rng: Rng, domain: str) -> str:
        """A domain that is easily taken for ``domain`` and is never equal to it."""
        name, _, top = domain.rpartition(".")
        shape = rng.below(4)
        if shape == 0:
            return f"{name}-{_one(rng, ('billing', 'accounts', 'payments', 'ar', 'finance'))}.{top}"
        if shape == 1:
            place = rng.below(len(name))
            return f"{name[: place + 1]}{name[place]}{name[place + 1 :]}.{top}"
        fitting = [pair for pair in _LOOK_ALIKES if pair[0] in name]
        if not fitting:
            return f"{name}s.{top}"
        true, false = rng.choice(fitting)
        return f"{name.replace(true, false, 1)}.{top}"

    def bank_account(self, rng: Rng) -> str:
        """An account number as printed; the last four signs are digits."""
        return account_number(rng)

    def goods(self, rng: Rng, line: str, archetype: str) -> str:
        """What a company of this archetype buys from a vendor of this line of business; names no month."""
        return _described(rng, _bought(self.split, line, archetype), QUALIFIERS[line])

    def article(self, rng: Rng, line: str, archetype: str) -> tuple[str, Price]:
        """As :meth:`goods`, with the price of one in minor units and how many are ordered at most. KeyError for a line
        of business that has no price list: nobody orders from it."""
        described = self.goods(rng, line, archetype)
        return described, _priced(line, described)

    def sale(self, rng: Rng, archetype: str, taxed: bool = False) -> str:
        """What a company of this archetype sells, with sales tax or without where it sells both; KeyError where the split
        lacks the archetype."""
        return _described(rng, _sold(self.split, archetype, taxed), SOLD_AS[archetype])

    def bank_text(self, rng: Rng, kind: str, counterpart: str, reference: str) -> str:
        """A statement line's description; the counterpart may be mutilated, the reference left out."""
        phrase = _one(rng, BANK_PHRASES[kind])
        printed = as_printed(rng, counterpart) if counterpart else ""
        shown = reference if kind == "check" or rng.below(4) else ""
        return _filled(phrase, printed, shown) or kind.upper()

    def memo(self, rng: Rng, kind: str, counterpart: str, reference: str) -> str:
        """A ledger memo; ``counterpart`` and ``reference`` may be empty."""
        return _filled(_one(rng, LEDGER_PHRASES[kind]), counterpart, reference) or kind.capitalize()

    def doc_number(
        self, rng: Rng, stem: str | int, day: date | None = None, taken: Collection[str] = frozenset()
    ) -> str:
        """A vendor's own bill number in the style that belongs to ``stem`` (its name or id); see :func:`bill_number`. None
        of those ``taken``, as far as the vendor's numbers of the day reach."""
        number = bill_number(rng, stem, day)
        for _ in range(REDRAWS if number in taken else 0):
            number = bill_number(rng, stem, day)
            if number not in taken:
                break
        return number

    def variant(self, rng: Rng, number: str) -> str:
        """``number`` as a careless second copy prints it; never equal to it."""
        return careless_copy(rng, number)


@cache
def _vocabulary(split: str) -> Vocabulary:
    goods = {line: dealt(values, split) for line, values in GOODS.items()}
    sales = {
        archetype: values if archetype in TEST_ARCHETYPES else dealt(values, split)
        for archetype, values in SALES.items()
        if split == "test" or archetype not in TEST_ARCHETYPES
    }
    return Vocabulary(split, BANKS[split], MappingProxyType(goods), MappingProxyType(sales), packaged().words(split))


@cache
def _sold(split: str, archetype: str, taxed: bool) -> tuple[str, ...]:
    known = _vocabulary(split).sales_of[archetype]
    of_tax = TAXED_SALES.get(archetype)
    return known if of_tax is None else tuple([head for head in known if (head in of_tax) is taxed])


@cache
def _bought(split: str, line: str, archetype: str) -> tuple[str, ...]:
    """What the split knows of a line of business and a company of the archetype has a use for; all of it where that is
    nothing."""
    known = _vocabulary(split).goods_of[line]
    useful = tuple([head for head in known if archetype in FOR_TRADES.get(head, (archetype,))])
    return useful or known


@cache
def _priced(line: str, described: str) -> Price:
    head, _, qualifier = described.partition(", ")
    price = PRICES[line].get(head) or PRICES[line][head.rpartition(" ")[0]]  # a code instead of a qualifier
    packed = PACKS.get(qualifier, 1)
    low, high, most = price
    return low * packed * 100, high * packed * 100, max(1, most // packed)


def _described(rng: Rng, heads: tuple[str, ...], qualifiers: tuple[str, ...]) -> str:
    head = _one(rng, heads)
    if rng.below(3) == 0 and qualifiers in CODED:
        return f"{head} {_one(rng, _LETTERS)}{_one(rng, _LETTERS)}-{rng.digits(3)}"
    return f"{head}, {_one(rng, qualifiers)}"


def _filled(phrase: str, counterpart: str, reference: str) -> str:
    """The phrase with both names in it, and without the loose ends that an empty one leaves."""
    text = phrase.replace("{c}", counterpart).replace("{r}", reference)
    if counterpart and reference:
        return text
    return " ".join(text.split()).strip(" -,#").replace(" ,", ",")
