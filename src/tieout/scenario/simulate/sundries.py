"""Right entries on miscellaneous expense and other income: small, seen by the bank, and explained by the other side's
paper. That such an account was touched says nothing about whether something is wrong."""

from functools import partial
from typing import Final

from tieout.documents.letters import Notice
from tieout.ledger.entries import Line
from tieout.ledger.money import render
from tieout.scenario.seeds import Rng
from tieout.scenario.vocabulary.sundries import AUTHORITIES, PAYERS, said, thing
from tieout.scenario.world_builder import WorldBuilder

OFTEN: Final = 600  # per mille of months have one, and as many the other
_RECEIVED: Final = (2_000, 60_000)
_SPENT: Final = (1_200, 30_000)


def sundries(builder: WorldBuilder, account: str, rng: Rng) -> None:
    """Other income and a miscellaneous expense, each in most months, booked from the statement."""
    if rng.chance(OFTEN):
        _sundry(builder, account, rng, "received", "other income", _RECEIVED)
    if rng.chance(OFTEN):
        _sundry(builder, account, rng, "spent", "miscellaneous", _SPENT)


def _sundry(builder: WorldBuilder, account: str, rng: Rng, kind: str, role: str, size: tuple[int, int]) -> None:
    words, received = builder.words, kind == "received"
    amount = builder.unused_amount(account, partial(rng.between, *size))
    signed = amount if received else -amount
    other = f"{words.stem(rng)} {rng.choice(PAYERS if received else AUTHORITIES)}"
    number = rng.digits(6)
    text = words.bank_text(rng, "transfer in" if received else "direct debit", other, number)
    line = builder.own_line(account, builder.day(rng, 2), signed, text, number)
    what = thing(rng, words.split, kind)
    builder.entry(
        line.date,
        words.memo(rng, "adjustment", other, number),
        Line(account, signed, line.id),
        Line(builder.code(role), -signed, line.id),
    )
    told = said(rng, words.split, kind, amount=render(amount, builder.company.currency), reference=number, what=what)
    builder.documents.append(
        Notice(builder.new_id("NT"), line.date, "", f"{other}: {what}", f"{told[0].upper()}{told[1:]}")
    )
