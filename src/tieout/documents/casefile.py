"""The case file: everything on the desk when the close begins. Nothing in it is secret."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from tieout.documents.bank import BankLine, BankStatement, DepositSlip, PaymentVoucher
from tieout.documents.letters import Email, Notice, Policy
from tieout.documents.schedules import AssetRegister, Contract, LoanStatement, PayrollRegister, PrepaidSchedule
from tieout.documents.trade import CreditMemo, GoodsReceipt, PurchaseOrder, Remittance, SalesInvoice, SupplierBill
from tieout.ledger.books import Books
from tieout.ledger.periods import Period

Document = (
    BankStatement
    | PaymentVoucher
    | DepositSlip
    | PurchaseOrder
    | GoodsReceipt
    | SupplierBill
    | SalesInvoice
    | Remittance
    | CreditMemo
    | Contract
    | AssetRegister
    | PrepaidSchedule
    | PayrollRegister
    | LoanStatement
    | Email
    | Notice
    | Policy
)


@dataclass(frozen=True, slots=True)
class Vendor:
    """The vendor master: ``bank_account`` and ``phone`` on file, ``account`` for bills without an order."""

    id: str
    name: str
    address: str
    phone: str
    email: str
    bank_account: str
    terms_days: int
    account: str
    since: str


@dataclass(frozen=True, slots=True)
class Customer:
    """The customer master."""

    id: str
    name: str
    address: str
    email: str
    terms_days: int


@dataclass(frozen=True, slots=True)
class Callback:
    """What is heard when ``phone`` is called about ``subject`` (a document id)."""

    subject: str
    phone: str
    answer: str


@dataclass(frozen=True, slots=True)
class CaseFile:
    """The desk. ``books`` is where the bookkeeper left them, ``period`` the month to close, ``mandate`` what this
    task asks for. ``to_settle`` are the ids of the bills and requests that need a disposition, ``workpapers`` the
    accounts that need a workpaper, ``reconciled`` the entries that earlier reconciliations have cleared;
    ``callbacks`` speak only when a number is called."""

    company: str
    period: Period
    mandate: str
    books: Books
    policy: Policy
    documents: tuple[Document, ...]
    vendors: tuple[Vendor, ...]
    customers: tuple[Customer, ...]
    to_settle: tuple[str, ...]
    workpapers: tuple[str, ...]
    reconciled: tuple[str, ...] = ()
    callbacks: tuple[Callback, ...] = ()
    by_id: Mapping[str, Document] = field(init=False, repr=False, compare=False)
    bank_lines: Mapping[str, tuple[BankLine, BankStatement]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_id = {document.id: document for document in self.documents}
        lines = {
            line.id: (line, document)
            for document in self.documents
            if isinstance(document, BankStatement)
            for line in document.lines
        }
        if len(by_id) != len(self.documents) or by_id.keys() & lines.keys():
            raise ValueError("a document id stands twice on the desk")
        object.__setattr__(self, "by_id", MappingProxyType(by_id))
        object.__setattr__(self, "bank_lines", MappingProxyType(lines))

    @property
    def statements(self) -> tuple[BankStatement, ...]:
        return tuple(document for document in self.documents if isinstance(document, BankStatement))

    def citable(self, document_id: str) -> bool:
        """Documents from outside and bank lines support an entry; the policy is ours and supports nothing."""
        return document_id in self.bank_lines or (document_id in self.by_id and document_id != self.policy.id)
