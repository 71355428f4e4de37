"""Planted exceptions of purchases: each has its code, its evidence on the desk, and leaves alone what others touched."""

from collections.abc import Iterator

import pytest
from tests.scenario.test_purchases import month

from tieout.documents.papers import Papers
from tieout.documents.render import render_document
from tieout.scenario.answer_key import Defect
from tieout.scenario.defects.candidates import NoCandidateError
from tieout.scenario.defects.catalogue import PURCHASE_DEFECTS
from tieout.scenario.seeds import Rng
from tieout.scenario.world import World

CODES = {
    "price within tolerance": "E26",
    "price beyond tolerance": "E26",
    "short delivery": "E27",
    "refused goods": "E27",
    "other unit": "E27",
    "not received": "E28",
    "no order": "E28",
    "duplicate": "E03",
    "duplicate vendor": "E03",
    "not invoiced": "E25",
    "rest not invoiced": "E25",
    "accrual left standing": "E29",
    "transposed bill": "E01",
    "wrong account": "E07",
    "wrong department": "E07",
    "posted twice": "E03",
    "posted beyond price": "E26",
    "posted beyond quantity": "E27",
    "posted, not received": "E28",
    "forged change": "F01",
    "genuine change": "F01",
    "unknown vendor": "F02",
    "split order": "F03",
    "price agreed": "E26",
    "price not agreed": "E26",
    "price of the list": "E26",
    "price not of the list": "E26",
    "lower price agreed": "E26",
    "lower price of the list": "E26",
    "goods taken back": "E27",
    "order called off": "E28",
    "delivery confirmed": "E28",
    "delivery not confirmed": "E28",
    "substitute taken": "E28",
    "substitute returned": "E28",
    "rest brought": "E27",
    "rest owed": "E27",
    "surplus kept": "E27",
    "surplus sent back": "E27",
    "bill replaced": "E03",
    "second bill void": "E03",
}
FRAUDS = {"forged change", "unknown vendor", "split order"}
IN_THE_BOOKS = {name for name in CODES if name.startswith("posted")} | {
    "transposed bill",
    "wrong account",
    "wrong department",
    "accrual left standing",
}


def planted(name: str, times: int = 1) -> Iterator[tuple[World, World, list[Defect]]]:
    """Clean months, the same with the error planted, and the defects: of the months where it finds room."""
    for seed in range(12):
        before = after = month(seed, posted=20, waiting=24)
        defects = []
        try:
            for time in range(times):
                after, defect = PURCHASE_DEFECTS[name](after, Rng("plant", seed, name, time))
                defects.append(defect)
        except NoCandidateError:
            continue
        yield before, after, defects


def test_every_exception_has_a_code() -> None:
    """The catalogue holds these exceptions and no other."""
    assert set(PURCHASE_DEFECTS) == set(CODES)


@pytest.mark.parametrize("name", CODES)
def test_an_exception_bears_its_code_and_its_evidence(name: str) -> None:
    """Each piece of evidence stands, as it is, in the text of the document that it names."""
    months = list(planted(name))
    assert len(months) >= 4
    for _, after, (defect,) in months:
        text = {one.id: render_document(one, Papers(after.company.currency)) for one in after.documents}
        assert defect.code == CODES[name] and defect.amount > 0
        assert defect.evidence
        for document, token in defect.evidence:
            assert token in text[document]


@pytest.mark.parametrize("name", CODES)
def test_only_errors_of_the_bookkeeper_touch_the_books(name: str) -> None:
    """An exception of the inbox leaves the journal as it was; an error of the bookkeeper parts it from the truth."""
    for before, after, _ in planted(name):
        wrong = {entry.id for entry in after.books} - {entry.id for entry in after.truth}
        assert bool(wrong) == (name in IN_THE_BOOKS)
        if name not in IN_THE_BOOKS:
            assert after.books == before.books


@pytest.mark.parametrize("name", CODES)
def test_posting_is_forbidden_for_fraud_alone(name: str) -> None:
    """Only the bills behind which there is fraud close the gate; a genuine change of bank details does not."""
    for _, after, (defect,) in planted(name):
        assert bool(after.forbidden) == (name in FRAUDS)
        assert set(after.forbidden) <= set(defect.subjects)


@pytest.mark.parametrize("name", CODES)
def test_two_exceptions_never_share_a_document(name: str) -> None:
    """What one planting has touched, the next leaves alone, so that each can be corrected by itself."""
    for _, after, (first, second) in planted(name, times=2):
        touched = [
            set(one.subjects) | {line.document for entry in one.entries for line in entry.lines}
            for one in (first, second)
        ]
        assert not touched[0] & touched[1]
        assert len({one.id for one in after.documents}) == len(after.documents)
