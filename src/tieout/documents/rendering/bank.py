"""Bank statements, payment vouchers and deposit slips."""

from tieout.documents.bank import BankStatement, DepositSlip, PaymentVoucher
from tieout.documents.rendering.stationery import Stationery, barred, page, ruled

SHOWN_LINES = 12
"""A statement with more lines shows its totals only; the lines are listed by the tool made for them."""


def statement(document: BankStatement, paper: Stationery) -> str:
    """A bank statement: balances, totals, and the lines where they are few."""
    paid_in = [line.amount for line in document.lines if line.amount > 0]
    paid_out = [line.amount for line in document.lines if line.amount <= 0]
    opening, closing = paper.money(document.opening), paper.money(document.closing)
    credit, debit = paper.money(sum(paid_in)), paper.money(sum(paid_out))
    if paper.layout((True, False)):
        heading = f"STATEMENT OF ACCOUNT {document.number}, {document.period}"
        summary = page(
            f"Opening balance {opening}",
            f"Paid in  {credit} ({len(paid_in)})",
            f"Paid out {debit} ({len(paid_out)})",
            f"Closing balance {closing} {paper.currency}",
        )
    else:
        heading = f"Account no. {document.number} | statement period {document.period}"
        summary = page(
            barred(("Brought forward", "Credits", "Debits", "Carried forward"), [(opening, credit, debit, closing)]),
            f"Number of credits {len(paid_in)}, of debits {len(paid_out)}. Currency {paper.currency}.",
        )
    lines = f"{len(document.lines)} lines; list_bank_lines shows them."
    if len(document.lines) <= SHOWN_LINES:
        rows = [
            (line.id, paper.day(line.date), paper.money(line.amount), line.description, line.reference)
            for line in document.lines
        ]
        lines = ruled(("Line", "Date", "Amount", "Description", "Reference"), rows)
    return page(
        heading,
        f"Date of statement {paper.day(document.date)}; in our books account {document.account}",
        summary,
        lines,
        paper.stamp(document.id, document.party),
    )


def voucher(document: PaymentVoucher, paper: Stationery) -> str:
    """Our copy of a payment that we made."""
    return paper.layout((_voucher_form, _voucher_stub, _voucher_table))(document, paper)


def _voucher_form(document: PaymentVoucher, paper: Stationery) -> str:
    return page(
        f"{paper.word('PAYMENT VOUCHER', 'DISBURSEMENT', 'PAYMENT RECORD')} {document.id}",
        f"Pay to: {document.payee}" + (f" ({document.party})" if document.party else ""),
        f"{document.method} {document.number}".rstrip()
        + f", {paper.day(document.date)}, from account {document.account}",
        f"Amount: {paper.sum(document.amount)}",
        *(f"  {item}  {paper.money(amount)}" for item, amount in document.pays),
        document.note,
    )


def _voucher_stub(document: PaymentVoucher, paper: Stationery) -> str:
    settled = ", ".join(f"{item} with {paper.money(amount)}" for item, amount in document.pays)
    return page(
        paper.stamp(document.id, document.party),
        f"{paper.day(document.date)}: {document.method} {document.number} to {document.payee} over {paper.sum(document.amount)},"
        f" drawn on {document.account}.",
        f"{paper.word('Settles', 'Pays', 'In payment of')} {settled}." if settled else "",
        document.note,
    )


def _voucher_table(document: PaymentVoucher, paper: Stationery) -> str:
    return page(
        f"Voucher {document.id} | {document.method} {document.number} | account {document.account}",
        f"{paper.word('Payee', 'Beneficiary', 'Paid to')} {document.payee} {document.party}".rstrip(),
        barred(("Document", "Amount"), [(item, paper.money(amount)) for item, amount in document.pays])
        if document.pays
        else "",
        f"Paid {paper.day(document.date)}: {paper.sum(document.amount)}",
        document.note,
    )


def deposit(document: DepositSlip, paper: Stationery) -> str:
    """What was paid in at the bank in one deposit."""
    return paper.layout((_deposit_form, _deposit_table))(document, paper)


def _deposit_form(document: DepositSlip, paper: Stationery) -> str:
    return page(
        f"{paper.word('DEPOSIT SLIP', 'PAYING-IN SLIP', 'BANK DEPOSIT')} {document.id}",
        f"Into account {document.account} on {paper.day(document.date)}"
        + (f", {document.party}" if document.party else ""),
        *(f"  {paper.money(amount):>12}  {receipt}" for receipt, amount in document.receipts),
        f"  {paper.money(document.amount):>12}  {paper.currency} deposited",
        document.note,
    )


def _deposit_table(document: DepositSlip, paper: Stationery) -> str:
    return page(
        f"{paper.day(document.date)}  account {document.account}  {paper.word('deposit', 'banked', 'takings')}"
        f" {paper.sum(document.amount)}",
        ruled(("Receipt", "Amount"), [(receipt, paper.money(amount)) for receipt, amount in document.receipts])
        if document.receipts
        else "",
        document.note,
        paper.stamp(document.id, document.party),
    )
