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
from tieout.scenario.vocabulary.fitting import SOLD_BY, VARIANTS, costs, departments_for
from tieout.scenario.vocabulary.goods import CODED, GOODS, QUALIFIERS, dealt
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
from tieout.scenario.vocabulary.sales import SALES

REDRAWS = 40
_one = Rng.choice
_APART = bytes.maketrans(string.punctuation.encode(), b" " * len(string.punctuation))
_FORM_WORDS = frozenset(["inc", "llc", "co", "corp", "ltd", "group", "enterprises", "partners", "llp"])
_PARTNERSHIPS = frozenset(("legal", "accounting", "consulting"))
CODE_LENGTH = 6  # of an article code, AB-123
_LETTERS = "ABCDEFGHKLMNPRSTVWX"
_LOOK_ALIKES = (("l", "1"), ("o", "0"), ("m", "rn"), ("i", "l"), ("w", "vv"), ("e", "ee"), ("r", "rr"), ("n", "m"))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one split; use :meth:`of`. Names of two splits never share a stem, a surname or a given name.
    ``sales_of`` has the articles that each trade sells, by the name of their revenue account; ``wordings`` are what its
    letters say."""

    split: str
    names: NameBank
    goods_of: Mapping[str, tuple[str, ...]]
    sales_of: Mapping[str, Mapping[str, tuple[str, ...]]]
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

    def trade(self, rng: Rng, line: str, archetype: str) -> str:
        """The word in the name of a vendor of this line of business who sells something that a company of the archetype
        has a use for."""
        return _one(rng, _trades(self.split, line, archetype))

    def vendor(self, rng: Rng, line: str, trade: str = "") -> str:
        """A vendor's name; ``line`` is its line of business, ``trade`` the word of it in the name."""
        stem = self.stem(rng)
        shape = rng.below(8)
        if line in _PARTNERSHIPS and shape < 4:
            return f"{stem}, {_one(rng, self.names.surnames)} & {_one(rng, self.names.surnames)} LLP"
        trade = trade or _one(rng, TRADES[line])
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

    def address(self, rng: Rng, state: str = "") -> str:
        """One line, in ``state`` or any, with a postal code that starts with 00 and so belongs to no town."""
        street = f"{rng.between(1, 2999)} {_one(rng, self.names.streets)} {_one(rng, STREET_KINDS)}"
        return f"{street}, {self.stem(rng)}, {state or _one(rng, STATES)} 00{rng.digits(3)}"

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

    def goods(self, rng: Rng, line: str, archetype: str, trade: str = "", department: str = "", amount: int = 0) -> str:
        """What a company of this archetype buys from a vendor of this line of business; names no month. As far as there
        is such a thing, one that a vendor of the ``trade`` sells, that the ``department`` of this name has a use for and
        that, as a service, costs ``amount`` minor units."""
        heads = _bought(self.split, line, archetype, trade, department)
        if amount:
            heads = tuple([head for head in heads if costs(head, amount)]) or heads
        return _described(rng, heads, QUALIFIERS[line])

    def article(self, rng: Rng, line: str, archetype: str, trade: str = "") -> tuple[str, Price]:
        """As :meth:`goods`, with the price of one in minor units and how many are ordered at most. KeyError for a line
        of business that has no price list: nobody orders from it."""
        described = self.goods(rng, line, archetype, trade)
        return described, _priced(line, described)

    def sale(self, rng: Rng, archetype: str, account: str) -> str:
        """What a company of this archetype sells under the revenue ``account`` of this name; KeyError where the split
        lacks the archetype or the archetype the account."""
        return _described(rng, self.sales_of[archetype][account], SALES[archetype][account].variants)

    def invoiced(self, archetype: str) -> Mapping[str, tuple[str, ...]]:
        """The articles that a company of this archetype writes invoices for, by the name of their revenue account."""
        return {name: sold for name, sold in self.sales_of[archetype].items() if SALES[archetype][name].share}

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
        archetype: MappingProxyType({name: _sold(archetype, sold.articles, split) for name, sold in ranges.items()})
        for archetype, ranges in SALES.items()
        if split == "test" or archetype not in TEST_ARCHETYPES
    }
    return Vocabulary(split, BANKS[split], MappingProxyType(goods), MappingProxyType(sales), packaged().words(split))


def _sold(archetype: str, articles: tuple[str, ...], split: str) -> tuple[str, ...]:
    """What the split knows of articles that a trade sells; those of a trade that one split alone has are not dealt out."""
    return articles if archetype in TEST_ARCHETYPES else dealt(articles, split)


@cache
def _bought(split: str, line: str, archetype: str, trade: str, department: str) -> tuple[str, ...]:
    """What the split knows of a line of business, a company of the archetype and its department have a use for, and a
    vendor of the trade sells; less strictly where that is nothing."""
    known = _vocabulary(split).goods_of[line]
    useful = tuple([head for head in known if archetype in FOR_TRADES.get(head, (archetype,))]) or known
    sold = SOLD_BY.get(line, {}).get(trade, useful)
    offered = tuple([head for head in useful if head in sold]) or useful
    wanted = [head for head in offered if not department or department in departments_for(line, head)]
    return tuple(wanted) or offered


@cache
def _trades(split: str, line: str, archetype: str) -> tuple[str, ...]:
    """The trades of a line of business in which a vendor has something to sell to a company of the archetype."""
    useful = _bought(split, line, archetype, "", "")
    sold_by = SOLD_BY.get(line, {})
    return tuple([trade for trade in TRADES[line] if set(sold_by.get(trade, useful)) & set(useful)])


def article_of(described: str) -> str:
    """The article in a description, without what it adds: ``Copy paper`` of ``Copy paper, box of 100`` and of
    ``Copy paper AB-123``."""
    head = described.partition(", ")[0]
    first, _, last = head.rpartition(" ")
    coded = len(last) == CODE_LENGTH and last[2] == "-" and last[3:].isdecimal()
    return first if coded else head


@cache
def _priced(line: str, described: str) -> Price:
    head, _, qualifier = described.partition(", ")
    price = PRICES[line].get(head) or PRICES[line][head.rpartition(" ")[0]]  # a code instead of a qualifier
    packed = PACKS.get(qualifier, 1)
    low, high, most = price
    return low * packed * 100, high * packed * 100, max(1, most // packed)


def _described(rng: Rng, heads: tuple[str, ...], usual: tuple[str, ...]) -> str:
    head = _one(rng, heads)
    qualifiers = VARIANTS.get(head, usual)
    if rng.below(3) == 0 and qualifiers in CODED:
        return f"{head} {_one(rng, _LETTERS)}{_one(rng, _LETTERS)}-{rng.digits(3)}"
    return f"{head}, {_one(rng, qualifiers)}"


def _filled(phrase: str, counterpart: str, reference: str) -> str:
    """The phrase with both names in it, and without the loose ends that an empty one leaves."""
    text = phrase.replace("{c}", counterpart).replace("{r}", reference)
    if counterpart and reference:
        return text
    return " ".join(text.split()).strip(" -,#").replace(" ,", ",")
