"""Letters put into words: each says its facts and nothing else, and no word tells a letter from its twin."""

import re
from collections import Counter
from datetime import date
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tieout.scenario.letters.bank import Words
from tieout.scenario.letters.compose import Fact, Letter, compose, either, ordinal, put, share_of_it
from tieout.scenario.letters.meaning import PLAIN, Topic
from tieout.scenario.letters.package_data import packaged
from tieout.scenario.letters.sheets import SPLITS
from tieout.scenario.seeds import Rng

FACTS: Final[dict[str, Fact]] = {
    "unit": "Oven, type II (FA-1234)",
    "day": date(2024, 5, 3),
    "amount": 451_200,
    "reference": "777123",
    "item": "Insurance, plus plan (BILL-10001)",
    "fee": 120_050,
    "start": date(2024, 5, 1),
    "later": date(2024, 7, 1),
    "end": date(2024, 6, 30),
    "invoice": "INV-20002",
    "other": "INV-30003",
    "bill": "BILL-40004",
    "account": "6120",
    "customer": "Marlbrook Foods",
    "charge": 2_575,
    "check": "the larger of the two checks that we have from you",
    "invoices": "INV-60006",
    "short": 33_330,
    "count": "17",
    "line": "3",
    "matter": '"Drop cloths, 9 ft" on order PO-40128',
    "order": "order PO-40128",
    "goods": '"Drop cloths, 9 ft"',
    "price": "14.50 each",
    "parts": "412.00 and 388.50",
    "claim": "shortage",
    "shop": "Halford Fuel Stop",
    "report": "SET-40817",
}
TOPICS = [topic for topic in Topic if topic not in PLAIN]
# The outcomes that letters weigh against each other: the one that changes the books first.
PAIRS: Final = {
    Topic.ASSET: [("scrapped", "stays"), ("sold", "kept")],
    Topic.PREPAID: [("ended", "runs on")],
    Topic.SERVICE: [("begins", "begins later"), ("quarterly", "monthly")],
    Topic.SUSPENSION: [("rests", "runs on")],
    Topic.SUSPENSE: [("ours", "not ours")],
    Topic.REFUND: [("refund", "not ours")],
    Topic.CREDIT: [("applied", "stands")],
    Topic.COUNT: [("lost", "found")],
    Topic.CODING: [("moved", "stays")],
    Topic.RETURNED: [("returned", "paid")],
    Topic.CHARGE: [("charge", "error"), ("interest", "error")],
    Topic.CHECK: [("given up", "kept")],
    Topic.ADVICE: [("copy", "own")],
    Topic.RECEIPT: [("ours", "not ours")],
    Topic.PAYMENT: [("settles", "held"), ("short", "held"), ("ahead", "held")],
    Topic.PURPOSE: [("toward", "account"), ("toward", "sister")],
    Topic.DEDUCTION: [("granted", "refused")],
    Topic.TAX_PAYMENT: [("credited", "held")],
    Topic.TAX_REFUND: [("lowered", "due again")],
    Topic.PAYCHECK: [("replaces", "advance")],
    Topic.EXEMPTION: [("taxable", "exempt")],
    Topic.PRIVATE: [("owner", "business")],
    Topic.CHARGED: [("private", "business")],
    Topic.DISPUTE: [("won", "lost")],
    Topic.DELIVERY: [("next month", "this month")],
    Topic.REFUSED: [("refused", "kept")],
    Topic.PARTS: [("parts", "whole")],
    Topic.PRICE: [("agreed", "kept")],
    Topic.PRICE_LIST: [("from", "before")],
    Topic.TAKEN_BACK: [("gone", "stayed")],
    Topic.CALLED_OFF: [("off", "on")],
    Topic.CONFIRMED: [("came", "waits")],
    Topic.SUBSTITUTE: [("taken", "returned")],
    Topic.TWO_BILLS: [("later", "earlier")],
    Topic.REST: [("brought", "owed")],
    Topic.EXCESS: [("stays", "leaves")],
}
ENDS = [(topic, pair) for topic in TOPICS for pair in PAIRS[topic]]


def letter(words: Words, seed: int, topic: Topic, ends: tuple[str, str]) -> Letter:
    return compose(words, Rng("letter", seed, topic, *ends), topic, *ends, FACTS)


@pytest.mark.parametrize("split", SPLITS)
@pytest.mark.parametrize(("topic", "pair"), ENDS, ids=[f"{topic.name}-{pair[0]}" for topic, pair in ENDS])
def test_a_meaning_has_at_least_sixty_wordings(split: str, topic: Topic, pair: tuple[str, str]) -> None:
    """For and against, in each split: sixty different texts of the same facts, however days and sums are put."""
    words = packaged().words(split)
    for ends in (pair, pair[::-1]):
        told = set()
        for seed in range(400):
            made = letter(words, seed, topic, ends)
            text = made.text
            for value in made.said.values():
                text = text.replace(value, "*")
            told.add(text)
        assert len(told) >= 60, ends


@given(st.sampled_from(ENDS), st.sampled_from(SPLITS), st.booleans(), st.integers(0, 10**6))
def test_a_letter_says_exactly_the_facts_of_its_meaning(
    ends: tuple[Topic, tuple[str, str]], split: str, against: bool, seed: int
) -> None:
    """Each fact stands in the text once as the meaning has it, and no other number, id or sum does."""
    topic, pair = ends
    made = letter(packaged().words(split), seed, topic, pair[::-1] if against else pair)
    assert made.meaning.changes_books is not against
    assert made.meaning.topic is topic
    assert dict(made.meaning.facts) == dict(made.said)
    rest = made.text
    for value in made.said.values():
        assert rest.count(value) == 1, (value, made.text)
        rest = rest.replace(value, " ")
    assert not re.search(r"\d", rest), made.text
    assert "{" not in made.text and "}" not in made.text
    assert made.point in made.text


@given(st.sampled_from(ENDS), st.sampled_from(SPLITS), st.integers(0, 10**6))
def test_a_letter_and_its_twin_have_the_same_kinds_of_fact(
    ends: tuple[Topic, tuple[str, str]], split: str, seed: int
) -> None:
    """A minimal pair: the same facts by name, for the outcome that stands and for the one that falls."""
    topic, pair = ends
    words = packaged().words(split)
    names = [sorted(letter(words, seed, topic, ends).said) for ends in (pair, pair[::-1])]
    assert names[0] == names[1]


@pytest.mark.parametrize("split", SPLITS)
def test_no_word_is_on_one_side_only(split: str) -> None:
    """Over many letters, length and every frequent word are as frequent in letters that change the books as in those
    that do not: within a fifth of each other."""
    words = packaged().words(split)
    seen: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    length = {True: 0, False: 0}
    for topic, pair in ENDS:
        for against in (False, True):
            for seed in range(300):
                made = letter(words, seed * 2 + against, topic, pair[::-1] if against else pair)
                seen[not against].update(set(re.findall(r"[a-z']+", made.text.lower())))
                length[not against] += len(made.text)
    assert abs(length[True] - length[False]) < 0.03 * length[True]
    for word, count in seen[True].items():
        if count > 200:
            assert 0.75 < count / max(1, seen[False][word]) < 1.33, word


def test_both_outcomes_of_a_letter_may_not_do_the_same() -> None:
    """A letter weighs an outcome that changes the books against one that does not."""
    with pytest.raises(ValueError, match="do the same to the books"):
        compose(packaged().words("train"), Rng("x"), Topic.ASSET, "sold", "scrapped", FACTS)


def test_a_fact_that_is_missing_is_an_error() -> None:
    """The caller's fault, not a letter with a hole."""
    with pytest.raises(KeyError):
        compose(packaged().words("train"), Rng("x"), Topic.ASSET, "sold", "kept", {"unit": "the oven"})


def test_days_and_shares_in_words() -> None:
    """Hand-checked: the 3rd of May 2024 was a Friday."""
    words = packaged().words("train")
    told = {put(words, Rng("day", seed), date(2024, 5, 3)) for seed in range(60)}
    assert told == {"2024-05-03", "May 3", "May 3rd", "Friday, May 3"}
    told = {put(packaged().words("test"), Rng("day", seed), date(2024, 5, 31)) for seed in range(60)}
    assert told == {"2024-05-31", "the 31st of May", "31 May", "the day before June 1st"}
    assert {put(words, Rng("sum", seed), 1_234_550) for seed in range(60)} == {"12345.50", "$12,345.50"}
    assert share_of_it(words, Rng("share"), 3) == "a third of its total"
    assert [ordinal(day) for day in (1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 31)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "23rd", "31st",
    ]  # fmt: skip


def test_one_of_two_is_named_in_either_order() -> None:
    """Which of two ids comes first says nothing about which of the two is meant."""
    words = packaged().words("test")
    told = [either(words, Rng("two", seed), "older", "FA-1", "FA-2") for seed in range(200)]
    first = sum(text.index("FA-1") < text.index("FA-2") for text in told)
    assert 70 < first < 130
