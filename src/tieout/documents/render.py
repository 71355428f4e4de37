"""Documents as text, as a person would receive them.

Each kind has two dozen layouts on each shelf (:mod:`tieout.documents.rendering.layout`), taken by who sends the paper,
so that no single pattern reads them all. Whatever the layout, every structured fact stands in the text: ids, numbers
and prose exactly, amounts spelled as the tools spell them (``1250.00``), dates in one of the spellings of
:func:`~tieout.documents.rendering.stationery.spelled`. Only a long bank statement leaves its lines to
``list_bank_lines``, and a vendor's bill has no line numbers of our order.
"""

from collections.abc import Callable
from typing import Any, Final

from tieout.documents.bank import BankStatement, DepositSlip, PaymentVoucher
from tieout.documents.cards import CardReceipt, CardStatement, PayoutReport
from tieout.documents.casefile import Document
from tieout.documents.letters import Email, Notice, Policy
from tieout.documents.papers import Papers
from tieout.documents.rendering import bank, cards, letters, purchases, sales, schedules
from tieout.documents.rendering.layout import Layout, layout_of
from tieout.documents.rendering.setting import printed
from tieout.documents.rendering.sheet import Sheet
from tieout.documents.rendering.stationery import Stationery
from tieout.documents.schedules import (
    AssetRegister,
    Contract,
    LoanStatement,
    PayrollRegister,
    PrepaidSchedule,
    StandingAgreement,
    StockCount,
    StockRollForward,
)
from tieout.documents.trade import (
    CreditMemo,
    ExemptionCertificate,
    GoodsReceipt,
    PurchaseOrder,
    Remittance,
    SalesInvoice,
    SupplierBill,
)

# What a function takes is said by its key, which mypy cannot see; tests render every kind.
_SHEETS: Final[dict[type, Callable[[Any, Stationery, Papers], Sheet]]] = {
    AssetRegister: schedules.assets,
    BankStatement: bank.statement,
    CardReceipt: cards.receipt,
    CardStatement: cards.statement,
    Contract: schedules.contract,
    CreditMemo: sales.credit_memo,
    DepositSlip: bank.deposit,
    Email: letters.email,
    ExemptionCertificate: sales.certificate,
    GoodsReceipt: purchases.receipt,
    LoanStatement: schedules.loan,
    Notice: letters.notice,
    PaymentVoucher: bank.voucher,
    PayoutReport: cards.payout,
    PayrollRegister: schedules.payroll,
    PrepaidSchedule: schedules.prepaids,
    PurchaseOrder: purchases.order,
    Remittance: sales.remittance,
    SalesInvoice: sales.invoice,
    StandingAgreement: schedules.contract,
    StockCount: schedules.count,
    StockRollForward: schedules.stock,
    SupplierBill: purchases.bill,
}
_OURS: Final = (GoodsReceipt, PaymentVoucher, DepositSlip, PurchaseOrder, SalesInvoice)
"""Papers that the company makes itself, whoever they concern: they all come out of one printer."""


def render_document(document: Document, papers: Papers) -> str:
    """The document's text; amounts in the currency of ``papers`` (KeyError where ISO 4217 has no such code)."""
    if isinstance(document, Policy):
        return letters.policy(document, document.date.isoformat())
    return laid_out(document, papers, layout_of(document.kind, papers.shelf, papers.company, sender_of(document)))


def laid_out(document: Document, papers: Papers, layout: Layout) -> str:
    """The text in one layout of its kind; KeyError for the close policy, which has none."""
    paper = Stationery(layout, papers.currency)
    return printed(_SHEETS[type(document)](document, paper, papers), paper)


def sender_of(document: Document) -> str:
    """Whose paper it is, as far as the layout goes: empty for the company's own. A vendor's bills look alike under
    whichever record of the vendor they are filed."""
    if isinstance(document, _OURS) or (isinstance(document, CreditMemo) and document.issued):
        return ""
    if isinstance(document, SupplierBill):
        return document.address or document.party
    if isinstance(document, Email):
        return document.party or document.sender
    if isinstance(document, (BankStatement, CardStatement)):
        return document.number
    if isinstance(document, PayoutReport):
        return document.processor
    if isinstance(document, CardReceipt):
        return document.merchant
    return document.party
