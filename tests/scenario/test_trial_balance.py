"""The signed trial balance: figures that are the books' own, to the cent."""

import pytest

from tieout.documents.casefile import CaseFile
from tieout.documents.letters import Notice
from tieout.documents.render import render_document
from tieout.episode import scenario_of
from tieout.ledger.money import render
from tieout.tasks.registry import FAMILIES, LEVELS, make_task

MONTHS = [(family.name, level, split) for family in FAMILIES for level in LEVELS for split in ("train", "test")]


def signed(case: CaseFile) -> Notice:
    """The trial balance that the opening entry cites."""
    found = [document for document in case.documents if isinstance(document, Notice) and document.balances]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(("family", "level", "split"), MONTHS)
def test_the_trial_balance_is_that_of_the_books(family: str, level: int, split: str) -> None:
    """Each account has the balance that the books have at the end of the month before, but for what was entered into it
    later, none is missing, and both sides are equal."""
    case = scenario_of(make_task(family, level, split, 1)).case
    notice, books = signed(case), case.books
    first = min(entry.id for entry in books.entries if entry.period == case.period)
    closed = [entry for entry in books.entries if entry.date <= notice.date and entry.id < first]
    for account in books.chart:
        lines = [line for entry in closed for line in entry.lines]
        balance = sum(line.amount for line in lines if line.account == account.code)
        listed = [(name, amount) for code, name, amount in notice.balances if code == account.code]
        assert listed == ([(account.name, balance)] if balance else [])
    assert sum(amount for _, _, amount in notice.balances) == 0
    assert notice.date == case.period.previous.last


def test_the_trial_balance_shows_equal_totals_and_a_signature() -> None:
    """What an agent reads has both totals, and says who signed."""
    case = scenario_of(make_task("month_end_close", 2, "train", 0)).case
    notice = signed(case)
    text = render_document(notice, case.papers)
    total = render(sum(amount for _, _, amount in notice.balances if amount > 0), case.books.currency)
    assert text.count(total) >= 2
    assert "signed by the controller" in text
