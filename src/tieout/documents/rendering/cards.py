"""Papers of cards: payout reports, the company card's statement, receipts."""

from typing import Final

from tieout.documents.cards import CardReceipt, CardStatement, PayoutReport
from tieout.documents.papers import Papers
from tieout.documents.rendering.sheet import Grid, Sheet
from tieout.documents.rendering.stationery import Stationery

_COLUMNS: Final = ("line", "when", "merchant", "holder", "amount")


def payout(document: PayoutReport, paper: Stationery, papers: Papers) -> Sheet:
    """A processor's report of one payout; what is nothing is not printed."""
    figures = (
        ("gross", document.gross),
        ("tips", document.tips),
        ("tax", document.tax),
        ("fees", document.fees),
        ("refunds", document.refunds),
        ("chargebacks", document.chargebacks),
        ("reserve", document.reserve),
    )
    return Sheet(
        id=document.id,
        party=document.party,
        number=document.id,
        head=(document.processor,),
        to=papers.letterhead,
        facts=(
            ("date", paper.day(document.date)),
            ("sold", paper.span(document.first, document.last)),
            ("paid", paper.day(document.paid)),
            *[(name, paper.money(amount)) for name, amount in figures if amount],
        ),
        grid=Grid(
            ("report", "released"),
            tuple([(name, paper.money(amount)) for name, amount in document.released]),
        ),
        totals=(("net", paper.sum(document.net)),),
        body=(document.note,),
    )


def statement(document: CardStatement, paper: Stationery, papers: Papers) -> Sheet:
    """A company card's month; charges are positive, payments and credits negative."""
    return Sheet(
        id=document.id,
        party=document.party,
        number=document.number,
        head=(document.issuer,),
        to=papers.letterhead,
        facts=(
            ("date", paper.day(document.date)),
            ("account", document.account),
            ("opening", paper.money(document.opening)),
        ),
        grid=Grid(
            _COLUMNS,
            tuple(
                [
                    (line.id, paper.day(line.date), line.merchant, line.holder, paper.money(line.amount))
                    for line in document.lines
                ]
            ),
        ),
        totals=(("closing", paper.sum(document.closing)),),
    )


def receipt(document: CardReceipt, paper: Stationery, _: Papers) -> Sheet:
    """A slip from a till, with what the holder of the card wrote on it."""
    return Sheet(
        id=document.id,
        party=document.party,
        number=document.id,
        head=(document.merchant,),
        facts=(("date", paper.day(document.date)), ("holder", document.holder)),
        grid=Grid(("what", "price"), tuple([(what, paper.money(price)) for what, price in document.lines])),
        totals=(("total", paper.sum(document.amount)),),
        body=(document.note,),
    )
