"""Letters in months: every one has its meaning in the key, and those that change the books have twins that do not."""

from collections import Counter
from functools import cache

import pytest

from tieout.documents.bank import PaymentVoucher
from tieout.documents.casefile import Document
from tieout.documents.letters import Email, Notice
from tieout.documents.schedules import Contract
from tieout.documents.trade import GoodsReceipt, Remittance, SalesInvoice, SupplierBill
from tieout.episode import scenario_of
from tieout.scenario.letters.meaning import PLAIN, Meaning, Stance, Topic
from tieout.scenario.letters.package_data import packaged
from tieout.tasks.registry import FAMILIES, make_task

MONTHS = 60
OF_ORDERS = frozenset(
    {
        Topic.REFUSED,
        Topic.PRICE,
        Topic.PRICE_LIST,
        Topic.TAKEN_BACK,
        Topic.CALLED_OFF,
        Topic.CONFIRMED,
        Topic.SUBSTITUTE,
        Topic.TWO_BILLS,
        Topic.REST,
        Topic.EXCESS,
    }
)
OF_THE_BANK = frozenset((Topic.CHECK, Topic.ADVICE, Topic.RECEIPT, Topic.RETURNED, Topic.CHARGE, Topic.PARTS))
"""What letters of bank_reconciliation are about, in about as many that change the books as do not."""
ALONE = frozenset((Topic.CHECK, Topic.ADVICE, Topic.RECEIPT))
"""Those of them that no other family's letters are about."""
Found = tuple[tuple[Document, Meaning], ...]


@cache
def letters(family: str, level: int) -> Found:
    """The letters of some months with their meanings."""
    found: list[tuple[Document, Meaning]] = []
    for index in range(MONTHS):
        scenario = scenario_of(make_task(family, level, "train", index))
        found += [(scenario.case.by_id[name], meaning) for name, meaning in scenario.key.meanings]
    return tuple(found)


def is_letter(document: Document) -> bool:
    """Whether somebody weighs something in it; other notices state figures."""
    if isinstance(document, Notice):
        return document.id.startswith("ADV-") and document.title != "Credit advice"
    return isinstance(document, Email) or (isinstance(document, Contract | Remittance) and bool(document.text))


def text_of(document: Document) -> str:
    """What somebody wrote in free words: the body of a letter, a clause, a note."""
    match document:
        case Email() | Notice():
            return document.body
        case Contract() | Remittance():
            return document.text
        case SupplierBill() | GoodsReceipt() | SalesInvoice() | PaymentVoucher():
            return document.note
    raise AssertionError(document)


@pytest.mark.parametrize("family", [family.name for family in FAMILIES])
def test_every_letter_has_one_meaning(family: str) -> None:
    """E-mails, notices and clauses alike; the facts of each stand in it."""
    for index in range(12):
        scenario = scenario_of(make_task(family, 4, "test", index))
        named = [name for name, _ in scenario.key.meanings]
        assert len(named) == len(set(named))
        for document in scenario.case.documents:
            if is_letter(document):
                assert document.id in named, document
        for name, meaning in scenario.key.meanings:
            assert all(value in text_of(scenario.case.by_id[name]) for _, value in meaning.facts)


OF_RECEIPTS = frozenset((Topic.PURPOSE, Topic.DEDUCTION))
OF_CARDS = frozenset((Topic.CHARGED, Topic.DISPUTE))
OF_TAXES = frozenset((Topic.TAX_PAYMENT, Topic.TAX_REFUND, Topic.PAYCHECK, Topic.EXEMPTION))
ABOUT = {
    "month_end_close": frozenset(Topic) - PLAIN - OF_RECEIPTS - OF_TAXES - OF_CARDS - OF_ORDERS - ALONE,
    "bank_reconciliation": OF_THE_BANK,
    "three_way_match": OF_ORDERS,
    "cash_application": OF_RECEIPTS | {Topic.PAYMENT, Topic.CREDIT, Topic.RETURNED},
    "payroll_and_tax": OF_TAXES | {Topic.RETURNED},
    "card_and_payouts": OF_CARDS | {Topic.CODING},
}
"""What the letters of a family are about."""


@pytest.mark.parametrize("level", [3, 4])
@pytest.mark.parametrize("family", ABOUT)
def test_what_changes_the_books_has_a_twin_as_often_as_not(family: str, level: int) -> None:
    """Over some months, for each topic: letters that change the books are between a fifth and four fifths."""
    seen: Counter[tuple[Topic, bool]] = Counter(
        (meaning.topic, meaning.changes_books) for _, meaning in letters(family, level)
    )
    assert {topic for topic, _ in seen} - PLAIN == ABOUT[family]
    for topic in ABOUT[family]:
        effective, idle = seen[topic, True], seen[topic, False]
        assert 0.2 < effective / (effective + idle) < 0.8, (topic, effective, idle)


@pytest.mark.parametrize("level", [3, 4])
def test_every_letter_of_a_bank_month_has_a_twin_as_often_as_not(level: int) -> None:
    """Over some months, for each topic of the bank: neither doing all that letters say nor doing nothing would pay."""
    seen: Counter[tuple[Topic, bool]] = Counter(
        (meaning.topic, meaning.changes_books) for _, meaning in letters("bank_reconciliation", level)
    )
    for topic in OF_THE_BANK:
        effective, idle = seen[topic, True], seen[topic, False]
        assert 0.4 < effective / (effective + idle) < 0.6, (topic, effective, idle)


def test_a_message_that_is_taken_back_is_followed_by_another_on_the_matter() -> None:
    """Two papers decide together: the first says what the second revokes, and only the second counts. Most messages
    that announce a second are the last word all the same: none came."""
    words = packaged().words("train")
    announcing = taken_back = 0
    for index in range(MONTHS):
        scenario = scenario_of(make_task("month_end_close", 4, "train", index))
        mails = [(scenario.case.by_id[name], meaning) for name, meaning in scenario.key.meanings]
        second = [(mail, said) for mail, said in mails if text_of(mail).startswith(words.replacing)]
        first = [mail for mail, _ in mails if text_of(mail).endswith(words.reservations)]
        announcing += len(first)
        taken_back += len(second)
        for mail, said in second:
            before = [
                (one, meaning)
                for one, meaning in mails
                if one in first and meaning.topic is said.topic and one.date < mail.date and one.party == mail.party
            ]
            assert any(meaning.stance is Stance.SUPERSEDED for _, meaning in before), mail
    assert 5 < taken_back < announcing / 2


@pytest.mark.parametrize("level", [3, 4])
@pytest.mark.parametrize("family", ABOUT)
def test_twins_look_alike(family: str, level: int) -> None:
    """The mean length of a topic's letters does not depend on what they change, and both sides state the same facts."""
    for topic in sorted(ABOUT[family] - {Topic.DELIVERY}):
        length: dict[bool, list[int]] = {True: [], False: []}
        kinds: dict[bool, set[tuple[str, ...]]] = {True: set(), False: set()}
        for document, meaning in letters(family, level):
            if meaning.topic is topic:
                length[meaning.changes_books].append(len(text_of(document)))
                kinds[meaning.changes_books].add(tuple(sorted(name for name, _ in meaning.facts)))
        means = {side: sum(values) / len(values) for side, values in length.items()}
        assert abs(means[True] - means[False]) < 0.25 * means[False], (topic, means)
        assert kinds[True] & kinds[False], topic
