"""The company card: its statement agrees with the books, and each charge with a receipt."""

from functools import cache

import pytest

from tieout.documents.cards import CardLine, CardReceipt, CardStatement
from tieout.scenario.simulate.company_card import holders_of
from tieout.scenario.world import World
from tieout.tasks.month_end_close import true_month
from tieout.tasks.registry import make_task


@cache
def worlds() -> tuple[World, ...]:
    return tuple(
        true_month(make_task("month_end_close", level, split, index))
        for split in ("train", "test")
        for level in (1, 3)
        for index in range(8)
    )


def test_the_statement_closes_with_what_the_books_owe() -> None:
    """Opening, payment and charges are those of the card's account."""
    for world in worlds():
        card = world.company.chart.role("card")
        (statement,) = (paper for paper in world.documents if isinstance(paper, CardStatement))
        lines = [line for entry in (*world.history, *world.truth) for line in entry.lines if line.account == card]
        assert statement.closing == -sum(line.amount for line in lines) > 0
        (payment,) = (line for line in statement.lines if line.amount < 0)
        assert payment.amount == -statement.opening


def test_each_charge_has_its_receipt_and_its_entry() -> None:
    """Of the same day, merchant, holder and amount; with the department that the policy gives to the holder."""
    for world in worlds():
        (statement,) = (paper for paper in world.documents if isinstance(paper, CardStatement))
        receipts = [paper for paper in world.documents if isinstance(paper, CardReceipt)]
        charged = [line for line in statement.lines if line.amount > 0]
        assert sorted((line.date, line.merchant, line.holder, line.amount) for line in charged) == sorted(
            (paper.date, paper.merchant, paper.holder, paper.amount) for paper in receipts
        )
        departments = dict(holders_of(world.company))
        booked = {entry.lines[0].document: entry for entry in world.truth}
        for receipt in receipts:
            expense, owed = booked[receipt.id].lines
            assert expense.amount == receipt.amount == -owed.amount
            assert expense.department == departments[receipt.holder]


def test_a_statement_that_does_not_foot_cannot_be_built() -> None:
    """Lines of 84.15 do not lead from 0 to 84.14."""
    (world, *_) = worlds()
    line = CardLine("CL-1", world.last, 8_415, "Halford Fuel Stop", "Rita Vance")
    with pytest.raises(ValueError, match="does not foot"):
        CardStatement("CCS-1", world.last, "", "Ormdale Bank", "7741", "2050", 0, 8_414, (line,))
