"""What the company collected as sales tax in the month before: open when the month begins, and remitted in it."""

from typing import Final

from tieout.ledger.entries import Line
from tieout.scenario.seeds import Rng
from tieout.scenario.world_builder import WorldBuilder

DUE_ON: Final = 20
"""The day of the month on which most states ask monthly filers for the return and the money."""
DIFFERS: Final = (850, 1150)
"""Per mille of a month's tax that the month before brought."""


def sales_tax(builder: WorldBuilder, account: str, rng: Rng) -> None:
    """The remittance to the state, booked from the statement of bank ``account``, where sales bear tax."""
    tax, control = builder.company.sales_tax, builder.code("sales tax")
    collected = -sum([line.amount for entry in builder.truth for line in entry.lines if line.account == control])
    if tax is None or not collected:
        return
    due = builder.unused_amount(account, lambda: collected * rng.between(*DIFFERS) // 1000)
    builder.opening(control, -due)
    number = rng.digits(8)
    text = builder.words.bank_text(rng, "sales tax", tax.collector, number)
    line = builder.own_line(account, builder.first.replace(day=DUE_ON), -due, text, number)
    memo = builder.words.memo(rng, "sales tax", tax.collector, number)
    builder.entry(line.date, memo, Line(control, due, line.id), Line(account, -due, line.id))
