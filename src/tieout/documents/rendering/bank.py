"""Bank statements, payment vouchers and deposit slips."""

from typing import Final

from tieout.documents.bank import BankStatement, DepositSlip, PaymentVoucher
from tieout.documents.papers import Papers
from tieout.documents.rendering.sheet import Grid, Sheet
from tieout.documents.rendering.stationery import Stationery, routing_number

SHOWN_LINES: Final = 12
"""A statement with more lines shows its totals only; the lines are listed by the tool made for them."""
_COLUMNS: Final = ("line", "when", "text", "amount", "reference", "balance")


def statement(document: BankStatement, paper: Stationery, papers: Papers) -> Sheet:
    """A bank statement: balances, totals, and the lines where they are few; some banks print the balance after each."""
    paid_in = [line.amount for line in document.lines if line.amount > 0]
    paid_out = [line.amount for line in document.lines if line.amount <= 0]
    few = len(document.lines) <= SHOWN_LINES
    return Sheet(
        id=document.id,
        party=document.party,
        number=document.number,
        head=(document.bank, f"Routing number {routing_number(document.bank)}" if document.bank else ""),
        to=papers.letterhead,
        facts=(
            ("period", str(document.period)),
            ("date", paper.day(document.date)),
            ("account", document.account),
            ("opening", paper.money(document.opening)),
            ("credits", f"{paper.money(sum(paid_in))} ({len(paid_in)})"),
            ("debits", f"{paper.money(sum(paid_out))} ({len(paid_out)})"),
        ),
        grid=Grid(_COLUMNS, _lines(document, paper)) if few else None,
        totals=(("closing", paper.sum(document.closing)),),
        body=("" if few else f"{len(document.lines)} lines; list_bank_lines shows them.",),
    )


def _lines(document: BankStatement, paper: Stationery) -> tuple[tuple[str, ...], ...]:
    rows, balance = [], document.opening
    for line in document.lines:
        balance += line.amount
        rows.append(
            (
                line.id,
                paper.day(line.date),
                line.description,
                paper.money(line.amount),
                line.reference,
                paper.money(balance) if paper.shows("balance") else "",
            )
        )
    return tuple(rows)


def voucher(document: PaymentVoucher, paper: Stationery, papers: Papers) -> Sheet:
    """Our copy of a payment that we made."""
    return Sheet(
        id=document.id,
        party=document.party,
        number=document.id,
        head=papers.letterhead,
        facts=(
            ("payee", document.payee),
            ("how", f"{document.method} {document.number}".rstrip()),
            ("date", paper.day(document.date)),
            ("account", document.account),
        ),
        grid=Grid(("document", "paid"), tuple([(name, paper.money(amount)) for name, amount in document.pays])),
        totals=(("total", paper.sum(document.amount)),),
        body=(document.note,),
    )


def deposit(document: DepositSlip, paper: Stationery, papers: Papers) -> Sheet:
    """What was taken to the bank in one deposit."""
    return Sheet(
        id=document.id,
        party=document.party,
        number=document.id,
        head=(papers.company,),
        facts=(("date", paper.day(document.date)), ("account", document.account)),
        grid=Grid(("receipt", "paid"), tuple([(name, paper.money(amount)) for name, amount in document.receipts])),
        totals=(("total", paper.sum(document.amount)),),
        body=(document.note,),
    )
