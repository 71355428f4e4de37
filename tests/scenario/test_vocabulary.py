"""The vocabulary: names and wording of three splits that have nothing in common."""

import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations, product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tieout.scenario.seeds import Rng
from tieout.scenario.sheets import SHEETS
from tieout.scenario.vocabulary import Vocabulary
from tieout.scenario.vocabulary.goods import GOODS, QUALIFIERS
from tieout.scenario.vocabulary.names import BANKS, COMPANY_TRADES, FORMS, TEST_ARCHETYPES, TRADES
from tieout.scenario.vocabulary.phrases import BANK_PHRASES, LEDGER_PHRASES
from tieout.scenario.vocabulary.sales import AHEAD_ON, SALES

Sales = Mapping[str, Mapping[str, tuple[str, ...]]]
SPLITS = ("train", "validation", "test")
PAIRS = tuple(combinations(SPLITS, 2))
LINES = tuple(GOODS)

splits = st.sampled_from(SPLITS)
lines = st.sampled_from(LINES)
seeds = st.integers(0, 10**9)


def stems(split: str) -> set[str]:
    return {onset + ending for onset, ending in product(BANKS[split].onsets, BANKS[split].endings)}


def every_kind_of_text(vocabulary: Vocabulary, rng: Rng) -> list[str]:
    archetype = rng.choice(tuple(vocabulary.sales_of))
    vendor = vocabulary.vendor(rng, rng.choice(LINES))
    number = vocabulary.doc_number(rng, vendor, date(2024, 3, 15))
    domain = vocabulary.domain(vendor)
    return [
        vendor,
        number,
        domain,
        vocabulary.company(rng, archetype),
        *(vocabulary.sale(rng, archetype, account) for account in vocabulary.invoiced(archetype)),
        vocabulary.customer(rng, SHEETS[archetype].customers),
        vocabulary.person(rng),
        vocabulary.bank(rng),
        vocabulary.address(rng),
        vocabulary.phone(rng),
        vocabulary.look_alike(rng, domain),
        vocabulary.bank_account(rng),
        vocabulary.variant(rng, number),
        *(vocabulary.goods(rng, line, archetype) for line in LINES),
        *(vocabulary.bank_text(rng, kind, vendor, number) for kind in BANK_PHRASES),
        *(vocabulary.memo(rng, kind, vendor, number) for kind in LEDGER_PHRASES),
    ]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_no_name_material_stands_in_two_splits(one: str, other: str) -> None:
    """Stems, given names, surnames and streets of two splits are disjoint, also across the kinds of name."""

    def proper(split: str) -> set[str]:
        bank = BANKS[split]
        return stems(split) | set(bank.given) | set(bank.surnames)

    assert not proper(one) & proper(other)
    assert not set(BANKS[one].streets) & set(BANKS[other].streets)


def both(mine: Sales, theirs: Sales) -> Iterator[tuple[Mapping[str, tuple[str, ...]], Mapping[str, tuple[str, ...]]]]:
    """What two splits sell, trade by trade."""
    for trade in mine.keys() & theirs.keys():
        yield mine[trade], theirs[trade]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_no_thing_is_traded_in_two_splits(one: str, other: str) -> None:
    """What is bought and sold is dealt out to the splits, and every line of business gets something in each."""
    first, second = Vocabulary.of(one), Vocabulary.of(other)
    for mine, theirs in ((first.goods_of, second.goods_of), *both(first.sales_of, second.sales_of)):
        for name in mine.keys() & theirs.keys():
            assert mine[name] and theirs[name]
            assert not set(mine[name]) & set(theirs[name]), name


@pytest.mark.parametrize("split", SPLITS)
def test_vendor_names_cannot_be_memorised(split: str) -> None:
    """Stem, trade and legal form alone make over 100,000 vendor names in every split; a sample hardly repeats."""
    assert len(stems(split)) * sum(len(set(trades)) for trades in TRADES.values()) * len(set(FORMS)) > 100_000
    vocabulary, rng = Vocabulary.of(split), Rng("names", split)
    drawn = [vocabulary.vendor(rng, rng.choice(LINES)) for _ in range(3000)]
    assert len(set(drawn)) > 2900


def test_tables_speak_of_the_same_lines_and_archetypes() -> None:
    """Every line of business has trades, goods and qualifiers; every archetype sells something under a name."""
    assert TRADES.keys() == GOODS.keys() == QUALIFIERS.keys()
    assert COMPANY_TRADES.keys() == SALES.keys() == AHEAD_ON.keys()


@pytest.mark.parametrize("trade", SALES)
def test_an_article_belongs_to_one_revenue_account(trade: str) -> None:
    """No article stands in two ranges, every split that has the trade can invoice each account that is invoiced, and what
    is paid ahead goes to one of the accounts."""
    ranges = SALES[trade]
    articles = [article for sold in ranges.values() for article in sold.articles]
    assert len(articles) == len(set(articles))
    assert AHEAD_ON[trade] in ranges
    for split in ("test",) if trade in TEST_ARCHETYPES else SPLITS:
        invoiced = Vocabulary.of(split).invoiced(trade)
        assert invoiced and all(invoiced.values())


@pytest.mark.parametrize("split", ("train", "validation"))
def test_test_archetypes_are_unknown_elsewhere(split: str) -> None:
    """A company of an archetype that is kept for the test split cannot be named or supplied in another split."""
    vocabulary = Vocabulary.of(split)
    for archetype in TEST_ARCHETYPES:
        with pytest.raises(KeyError):
            vocabulary.company(Rng(1), archetype)
        with pytest.raises(KeyError):
            vocabulary.sale(Rng(1), archetype, next(iter(SALES[archetype])))


@given(splits, seeds)
def test_every_text_is_clean(split: str, seed: int) -> None:
    """No placeholder, no loose blank, nothing but ASCII, nothing empty, and a draw can be repeated."""
    vocabulary = Vocabulary.of(split)
    drawn = every_kind_of_text(vocabulary, Rng(seed))
    assert drawn == every_kind_of_text(vocabulary, Rng(seed))
    for text in drawn:
        assert text and text.isascii() and text == " ".join(text.split()) and not set(text) & set("{}"), text


@given(splits, seeds, st.sampled_from(("", "Marlbrook Freight Co.")), st.sampled_from(("", "INV-9")))
def test_missing_counterpart_or_reference_leaves_no_loose_end(
    split: str, seed: int, party: str, reference: str
) -> None:
    """Bank texts and memos read well whatever is known of the movement."""
    vocabulary, rng = Vocabulary.of(split), Rng(seed)
    texts = [vocabulary.bank_text(rng, kind, party, reference) for kind in BANK_PHRASES]
    texts += [vocabulary.memo(rng, kind, party, reference) for kind in LEDGER_PHRASES]
    for text in texts:
        assert text and text == text.strip(" -,#") and "  " not in text and " ," not in text, text


@given(splits, lines, seeds)
def test_a_look_alike_differs_and_stays_fictitious(split: str, line: str, seed: int) -> None:
    """A fraudster's domain is another domain, under the same reserved top-level domain."""
    vocabulary, rng = Vocabulary.of(split), Rng(seed)
    domain = vocabulary.domain(vocabulary.vendor(rng, line))
    fake = vocabulary.look_alike(rng, domain)
    assert fake != domain
    assert re.fullmatch(r"[a-z0-9-]+\.example", domain) and re.fullmatch(r"[a-z0-9-]+\.example", fake)


@given(st.text(alphabet="0123456789ABINV-/ #", min_size=1, max_size=14).map(str.strip).filter(bool), seeds)
def test_a_careless_copy_never_equals_the_original(number: str, seed: int) -> None:
    """Whatever a bill number looks like, its variant is another string."""
    assert Vocabulary.of("train").variant(Rng(seed), number) != number


@given(splits, lines, seeds, st.lists(st.dates(date(2018, 1, 1), date(2026, 12, 31)), min_size=2, unique=True))
def test_a_vendor_numbers_its_bills_in_one_style_day_by_day(split: str, line: str, seed: int, days: list[date]) -> None:
    """Numbers of one vendor differ in their digits only, and those of a later day are higher."""
    vocabulary, rng = Vocabulary.of(split), Rng(seed)
    vendor = vocabulary.vendor(rng, line)
    numbers = [vocabulary.doc_number(rng, vendor, day) for day in sorted(days)]
    assert len({re.sub(r"\d", "9", number) for number in numbers}) == 1
    assert numbers == sorted(numbers) and len(set(numbers)) == len(numbers)


@given(splits, lines, seeds)
def test_a_number_without_a_day_has_a_style_too(split: str, line: str, seed: int) -> None:
    """As of a customer's own reference."""
    vocabulary, rng = Vocabulary.of(split), Rng(seed)
    vendor = vocabulary.vendor(rng, line)
    assert len({re.sub(r"\d", "9", vocabulary.doc_number(rng, vendor)) for _ in range(6)}) == 1


def test_known_careless_copies() -> None:
    """The copies that auditors meet: leading zeros lost, a prefix gained, a suffix gained."""
    drawn = {Vocabulary.of("train").variant(Rng(seed), "0891") for seed in range(200)}
    assert {"891", "INV0891", "891-A"} <= drawn


def test_banks_print_names_in_several_ways() -> None:
    """The same counterpart appears whole, without its legal form, cut off and abbreviated."""
    vocabulary = Vocabulary.of("train")
    texts = [vocabulary.bank_text(Rng(seed), "transfer in", "Marlbrook Freight Co.", "INV-17") for seed in range(400)]
    for form in ("Marlbrook Freight Co.", "MARLBROOK FREIGHT CO", "MARLBROOK FREIGHT", "MARLBROOK FRGHT"):
        assert any(form in text for text in texts), form
    assert 0 < sum("INV-17" in text for text in texts) < len(texts)


@given(splits, seeds)
def test_bank_accounts_end_in_four_digits(split: str, seed: int) -> None:
    """Statements are named by the last four digits of the account."""
    assert Vocabulary.of(split).bank_account(Rng(seed))[-4:].isdecimal()


def test_the_same_words_under_every_hash_seed() -> None:
    """Another process with another hash seed draws the same words."""
    script = (
        "from tieout.scenario.seeds import Rng; from tieout.scenario.vocabulary import Vocabulary; "
        "v = Vocabulary.of('test'); r = Rng('x'); "
        "print([f'{v.vendor(r, line)} {v.goods(r, line, str())} {v.doc_number(r, line)}' for line in v.goods_of])"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2] / "src")},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "424242")
    }
    assert len(seen) == 1 and seen != {""}
