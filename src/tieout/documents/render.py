"""Documents as text, as a person would receive them.

Each kind has several layouts and choices of words, taken from a checksum of the document's id, so that no single
pattern reads them all. Whatever the layout, every structured fact stands in the text: ids, numbers and prose exactly,
amounts spelled as the tools spell them (``1250.00``), dates in one of the spellings of
:func:`~tieout.documents.rendering.stationery.spelled`. Only a long bank statement leaves its lines to ``list_bank_lines``.
"""

from typing import assert_never

from tieout.documents.bank import BankStatement, DepositSlip, PaymentVoucher
from tieout.documents.casefile import Document
from tieout.documents.letters import Email, Notice, Policy
from tieout.documents.rendering import bank, letters, purchases, sales, schedules
from tieout.documents.rendering.stationery import stationery
from tieout.documents.schedules import (
    AssetRegister,
    Contract,
    LoanStatement,
    PayrollRegister,
    PrepaidSchedule,
    StockRollForward,
)
from tieout.documents.trade import CreditMemo, GoodsReceipt, PurchaseOrder, Remittance, SalesInvoice, SupplierBill


def render_document(document: Document, currency: str) -> str:
    """The document's text; amounts in ``currency`` (MoneyError or KeyError where ISO 4217 has no such code)."""
    paper = stationery(document.id, currency)
    match document:
        case SupplierBill():
            return purchases.bill(document, paper)
        case SalesInvoice():
            return sales.invoice(document, paper)
        case PaymentVoucher():
            return bank.voucher(document, paper)
        case Remittance():
            return sales.remittance(document, paper)
        case PurchaseOrder():
            return purchases.order(document, paper)
        case GoodsReceipt():
            return purchases.receipt(document, paper)
        case Email():
            return letters.email(document, paper)
        case Notice():
            return letters.notice(document, paper)
        case DepositSlip():
            return bank.deposit(document, paper)
        case CreditMemo():
            return sales.credit_memo(document, paper)
        case Contract():
            return schedules.contract(document, paper)
        case PayrollRegister():
            return schedules.payroll(document, paper)
        case LoanStatement():
            return schedules.loan(document, paper)
        case StockRollForward():
            return schedules.stock(document, paper)
        case BankStatement():
            return bank.statement(document, paper)
        case AssetRegister():
            return schedules.assets(document, paper)
        case PrepaidSchedule():
            return schedules.prepaids(document, paper)
        case Policy():
            return letters.policy(document, paper)
        case _:
            assert_never(document)
