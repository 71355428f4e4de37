"""Contracts, registers and schedules."""

from typing import Final

from tieout.documents.papers import Papers
from tieout.documents.rendering.sheet import Grid, Sheet
from tieout.documents.rendering.stationery import Stationery
from tieout.documents.schedules import (
    Asset,
    AssetRegister,
    Contract,
    LoanStatement,
    PayrollRegister,
    PrepaidSchedule,
    StandingAgreement,
    StockCount,
    StockRollForward,
)

STRAIGHT_LINE: Final = "Straight line; accumulated depreciation is as booked up to the start of the month."
_ASSETS: Final = ("asset", "name", "acquired", "cost", "salvage", "life", "accumulated", "disposal")
_COUNTED: Final = ("item", "name", "cost", "recorded", "counted")
_PREPAIDS: Final = ("item", "party", "text", "account", "department", "total", "start", "months", "amortized")


def contract(document: Contract | StandingAgreement, paper: Stationery, papers: Papers) -> Sheet:
    """An agreement: its terms as printed, and its prose, if any, word for word."""
    return Sheet(
        id=document.id,
        party=document.party,
        title=document.title,
        number=document.id,
        head=(papers.company,),
        facts=(("date", paper.day(document.date)), ("with", papers.firm(document.party).name)),
        grid=Grid(("term", "says"), document.terms, fixed=True),
        body=(document.text,) if isinstance(document, Contract) else (),
    )


def assets(document: AssetRegister, paper: Stationery, papers: Papers) -> Sheet:
    """The fixed-asset register."""
    rows = [
        (
            asset.id,
            asset.name,
            paper.day(asset.acquired),
            paper.money(asset.cost),
            paper.money(asset.salvage),
            f"{asset.life_months} months",
            paper.money(asset.accumulated),
            _disposal(asset, paper),
        )
        for asset in document.assets
    ]
    return Sheet(
        id=document.id,
        party=document.party,
        head=(papers.company,),
        facts=(("date", paper.day(document.date)), ("currency", paper.currency)),
        grid=Grid(_ASSETS, tuple(rows)),
        body=(STRAIGHT_LINE, document.note),
    )


def _disposal(asset: Asset, paper: Stationery) -> str:
    return f"{paper.day(asset.disposed)} for {paper.money(asset.proceeds)}" if asset.disposed else ""


def prepaids(document: PrepaidSchedule, paper: Stationery, papers: Papers) -> Sheet:
    """The prepaid schedule."""
    rows = [
        (
            prepaid.item,
            prepaid.party,
            prepaid.description,
            prepaid.account,
            prepaid.department,
            paper.money(prepaid.total),
            paper.day(prepaid.start),
            str(prepaid.months),
            paper.money(prepaid.amortised),
        )
        for prepaid in document.prepaids
    ]
    return Sheet(
        id=document.id,
        party=document.party,
        head=(papers.company,),
        facts=(("date", paper.day(document.date)), ("currency", paper.currency)),
        grid=Grid(_PREPAIDS, tuple(rows)),
        body=(document.note,),
    )


def payroll(document: PayrollRegister, paper: Stationery, papers: Papers) -> Sheet:
    """A pay run."""
    return Sheet(
        id=document.id,
        party=document.party,
        number=document.id,
        head=(papers.company,),
        facts=(
            ("worked", paper.span(document.pay_from, document.pay_to)),
            ("date", paper.day(document.date)),
            ("by", document.party),
            ("currency", paper.currency),
        ),
        grid=Grid(
            ("name", "amount"), tuple([(name, paper.money(amount)) for name, amount in document.rows]), fixed=True
        ),
        body=(document.note,),
    )


def loan(document: LoanStatement, paper: Stationery, papers: Papers) -> Sheet:
    """A lender's statement of one installment; the balance is what remains after it."""
    lender = papers.firm(document.party)
    return Sheet(
        id=document.id,
        party=document.party,
        head=(lender.name, lender.address),
        facts=(
            ("date", paper.day(document.date)),
            ("installment", paper.sum(document.instalment)),
            ("principal", paper.money(document.principal)),
            ("interest", paper.money(document.interest)),
        ),
        totals=(("balance", paper.sum(document.balance)),),
        body=(document.note,),
    )


def stock(document: StockRollForward, paper: Stationery, papers: Papers) -> Sheet:
    """The stock records' month at cost."""
    return Sheet(
        id=document.id,
        party=document.party,
        number=document.id,
        head=(papers.company,),
        facts=(
            ("date", paper.day(document.date)),
            ("opening", paper.sum(document.opening)),
            ("purchases", paper.money(document.purchases)),
            ("cost", paper.money(document.cost_of_sales)),
        ),
        totals=(("closing", paper.sum(document.closing)),),
        body=(document.note,),
    )


def count(document: StockCount, paper: Stationery, papers: Papers) -> Sheet:
    """A count of stock: what the records say, and what was found."""
    rows = [
        (row.item, row.description, paper.money(row.unit_cost), str(row.recorded), str(row.counted))
        for row in document.rows
    ]
    return Sheet(
        id=document.id,
        party=document.party,
        number=document.id,
        head=(papers.company,),
        facts=(("date", paper.day(document.date)), ("currency", paper.currency)),
        grid=Grid(_COUNTED, tuple(rows)),
        body=(document.note,),
    )
