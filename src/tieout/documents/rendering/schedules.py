"""Contracts, registers and schedules."""

from tieout.documents.rendering.stationery import Stationery, barred, page, ruled
from tieout.documents.schedules import (
    Asset,
    AssetRegister,
    Contract,
    LoanStatement,
    PayrollRegister,
    Prepaid,
    PrepaidSchedule,
)


def contract(document: Contract, paper: Stationery) -> str:
    """An agreement: its terms as printed, and its prose word for word."""
    made = paper.word("Made", "Dated", "Signed")
    dated = f"{made} {paper.day(document.date)}" + (f" with {document.party}" if document.party else "")
    if paper.layout((True, False)):
        terms = [f"  {number}. {name}: {value}" for number, (name, value) in enumerate(document.terms, 1)]
        return page(document.title, f"{document.id}. {dated}", *terms, document.text)
    terms = [f"{name} - {value}" for name, value in document.terms]
    return page(
        document.title, f"{dated}.", document.text, "Particulars:" if terms else "", *terms, f"Contract {document.id}"
    )


def assets(document: AssetRegister, paper: Stationery) -> str:
    """The fixed-asset register."""
    header = ("Asset", "Name", "Acquired", "Cost", "Salvage", "Life", "Accumulated", "Disposal")
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
    return page(
        f"{paper.word('FIXED-ASSET REGISTER', 'ASSET LIST', 'PLANT REGISTER')} at {paper.day(document.date)}, {paper.currency}",
        paper.layout((ruled, barred))(header, rows),
        "Straight line; accumulated depreciation is as booked up to the start of the month.",
        document.note,
        paper.stamp(document.id, document.party),
    )


def _disposal(asset: Asset, paper: Stationery) -> str:
    if asset.disposed is None:
        return "-"
    return f"{paper.day(asset.disposed)} for {paper.money(asset.proceeds)}"


def prepaids(document: PrepaidSchedule, paper: Stationery) -> str:
    """The prepaid schedule, as a table or as a list."""
    if paper.layout((True, False)):
        header = ("Item", "Party", "Description", "Account", "Department", "Total", "Start", "Months", "Amortized")
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
        listed = [ruled(header, rows)]
    else:
        listed = [_prepaid_entry(prepaid, paper) for prepaid in document.prepaids]
    return page(
        f"{paper.word('PREPAID EXPENSES', 'PREPAYMENT SCHEDULE', 'Schedule of prepaids')}, {paper.day(document.date)}, {paper.currency}",
        *listed,
        document.note,
        paper.stamp(document.id, document.party),
    )


def _prepaid_entry(prepaid: Prepaid, paper: Stationery) -> str:
    return (
        f"- {prepaid.item} ({prepaid.party}) {prepaid.description}: {paper.money(prepaid.total)} over {prepaid.months} months"
        f" from {paper.day(prepaid.start)}, expense to {prepaid.account}{f', department {prepaid.department}' if prepaid.department else ''}, {paper.money(prepaid.amortised)} amortized so far"
    )


def payroll(document: PayrollRegister, paper: Stationery) -> str:
    """A pay run."""
    rows = [(name, paper.money(amount)) for name, amount in document.rows]
    span = f"{paper.day(document.pay_from)} to {paper.day(document.pay_to)}"
    heading = paper.layout(
        (
            f"{paper.word('PAYROLL REGISTER', 'PAY RUN', 'Payroll summary')} {document.id}\nWorked: {span}",
            f"Pay period {span}\n{paper.word('Register', 'Run', 'Payroll')} {document.id}",
        )
    )
    return page(
        heading,
        f"Pay date {paper.day(document.date)}" + (f", provider {document.party}" if document.party else ""),
        paper.layout((ruled, barred))(("Payroll", paper.currency), rows),
        document.note,
    )


def loan(document: LoanStatement, paper: Stationery) -> str:
    """A lender's statement of one installment; the balance is what remains after it."""
    return paper.layout((_loan_form, _loan_letter))(document, paper)


def _loan_form(document: LoanStatement, paper: Stationery) -> str:
    rows = [
        ("Installment", paper.money(document.instalment)),
        (paper.word("Principal", "Of it repayment", "Applied to principal"), paper.money(document.principal)),
        (paper.word("Interest", "Of it interest", "Applied to interest"), paper.money(document.interest)),
        (paper.word("Balance outstanding", "Remaining principal", "Loan balance"), paper.money(document.balance)),
    ]
    return page(
        f"LOAN STATEMENT {document.id}",
        f"{document.party} {paper.day(document.date)}".strip(),
        ruled(("Loan account", paper.currency), rows),
        document.note,
    )


def _loan_letter(document: LoanStatement, paper: Stationery) -> str:
    return page(
        paper.stamp(document.id, document.party),
        f"On {paper.day(document.date)} your loan installment of {paper.sum(document.instalment)} "
        f"{paper.word('fell due', 'was collected', 'was charged')}:"
        f" {paper.money(document.principal)} principal and {paper.money(document.interest)} interest."
        f" {paper.money(document.balance)} remain outstanding.",
        document.note,
    )
