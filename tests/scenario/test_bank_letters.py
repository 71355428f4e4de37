"""What the bank's letters are about can be told from the desk: one thing on it, or one of two that differ as the letter says."""

from collections.abc import Iterator
from functools import cache

import pytest

from tieout.documents.bank import PaymentVoucher
from tieout.documents.letters import Email, Notice
from tieout.documents.trade import Remittance
from tieout.episode import scenario_of
from tieout.ledger.money import render
from tieout.scenario.letters.meaning import Meaning, Stance, Topic
from tieout.scenario.letters.package_data import packaged
from tieout.scenario.reveal import Scenario
from tieout.tasks.registry import make_task

MONTHS = 12
SPLITS = ("train", "test")
REPLACING = tuple(text for split in SPLITS for text in packaged().words(split).replacing)


@cache
def months(split: str) -> tuple[Scenario, ...]:
    return tuple(
        scenario_of(make_task("bank_reconciliation", level, split, index))
        for level in (3, 4)
        for index in range(MONTHS)
    )


def letters(scenario: Scenario, topic: Topic) -> Iterator[tuple[Email | Notice, Meaning]]:
    """The letters on a topic, without those that a later one takes the place of."""
    replaced = {
        (document.party, meaning.topic)
        for name, meaning in scenario.key.meanings
        if isinstance(document := scenario.case.by_id[name], Email) and document.body.startswith(REPLACING)
    }
    for name, meaning in scenario.key.meanings:
        document = scenario.case.by_id[name]
        if meaning.topic is not topic:
            continue
        assert isinstance(document, Email | Notice)
        again = (document.party, topic) in replaced and not document.body.startswith(REPLACING)
        if not (again and meaning.stance is Stance.SUPERSEDED):
            yield document, meaning


def digits(text: str) -> str:
    """An amount as a letter has it, without signs: minor units."""
    return "".join(filter(str.isdigit, text))


def total_of(scenario: Scenario, item: str) -> int:
    """What an item comes to when the month begins."""
    return sum(
        line.amount
        for entry in scenario.case.books.entries
        for line in entry.lines
        if line.item == item and entry.date < scenario.case.period.first
    )


@pytest.mark.parametrize("split", SPLITS)
def test_a_letter_on_a_check_means_one_that_is_out(split: str) -> None:
    """Its writer has one check of ours that the bank has not seen, or two, which differ in what the letter goes by."""
    seen = one_of_two = 0
    for scenario in months(split):
        named = packaged().words(split).named
        cleared = {document for movement in scenario.key.cleared for document, _ in movement.cleared}
        for mail, meaning in letters(scenario, Topic.CHECK):
            out = [
                paper
                for paper in scenario.case.by_kind["payment voucher"]
                if isinstance(paper, PaymentVoucher) and paper.party == mail.party and paper.id not in cleared
            ]
            seen += 1
            how = [name for name, texts in named.items() if dict(meaning.facts)["check"] in texts]
            if not how:
                assert len(out) == 1, mail
                continue
            one_of_two += 1
            assert len(out) == 2, mail
            if how[0] in ("larger check", "smaller check"):
                assert out[0].amount != out[1].amount
            else:
                assert out[0].date != out[1].date
    assert seen > 40 and seen * 0.25 < one_of_two < seen * 0.75


@pytest.mark.parametrize("split", SPLITS)
def test_of_those_asked_whose_money_it_was_one_owns_up(split: str) -> None:
    """To each line without a name there are two customers' last words, one of them for and one against; the two invoices
    that either speaks of are his, and differ in size."""
    seen = 0
    for scenario in months(split):
        answers: dict[str, list[bool]] = {}
        for mail, meaning in letters(scenario, Topic.RECEIPT):
            facts = dict(meaning.facts)
            amount = digits(facts["amount"])
            answers.setdefault(amount, []).append(meaning.changes_books)
            invoices = [word.strip(".,()") for word in facts["invoice"].split() if word.startswith("INV-")]
            sizes = {total_of(scenario, item) for item in invoices}
            owners = {
                line.party for entry in scenario.case.books.entries for line in entry.lines if line.item in invoices
            }
            assert len(invoices) == len(sizes) == 2 and owners == {mail.party}
        for amount, said in answers.items():
            lines = [
                movement.line
                for movement in scenario.key.cleared
                if str(movement.line.amount) == amount and movement.cleared[0][0] == movement.line.id
            ]
            assert len(lines) == 1 and sorted(said) == [False, True], amount
            seen += 1
    assert seen > 30


@pytest.mark.parametrize("split", SPLITS)
def test_a_second_advice_has_one_first(split: str) -> None:
    """The writer has two advices over the amount, on one invoice, and the bank had credited the first before the second."""
    seen = 0
    for scenario in months(split):
        for mail, meaning in letters(scenario, Topic.ADVICE):
            amount = digits(dict(meaning.facts)["amount"])
            pair = [
                paper
                for paper in scenario.case.by_kind["remittance advice"]
                if isinstance(paper, Remittance) and paper.party == mail.party and str(paper.amount) == amount
            ]
            assert len(pair) == 2 and len({paper.lines for paper in pair}) == 1, mail
            first, second = sorted(pair, key=lambda paper: paper.date)
            credited = [movement.line.date for movement in scenario.key.cleared if movement.cleared[0][0] == first.id]
            assert len(credited) == 1 and credited[0] < second.date
            seen += 1
    assert seen > 30


@pytest.mark.parametrize("split", SPLITS)
def test_of_two_deposits_alike_the_advices_say_which_came_back(split: str) -> None:
    """Every returned item that waits to be booked is the check of a customer of whom the bank's advice says so; where
    another's deposit is of that amount, the advice on it says that it stayed, and both state one charge."""
    pairs = 0
    for scenario in months(split):
        currency = scenario.case.books.currency
        notices = list(letters(scenario, Topic.RETURNED))
        for defect in scenario.key.defects:
            if defect.code != "E15":
                continue
            amounts = {render(defect.amount, currency), f"{defect.amount / 100:,.2f}"}
            mine = [(one, said) for one, said in notices if any(shown in one.body for shown in amounts)]
            assert [said.changes_books for _, said in mine].count(True) == 1
            assert len({one.party for one, _ in mine}) == len(mine)
            charges = {digits(dict(said.facts)["charge"]) for _, said in mine}
            assert len(charges) == 1
            pairs += len(mine) == 2
    assert pairs > 30
