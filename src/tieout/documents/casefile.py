"""The case file: everything on the desk when the close begins. Nothing in it is secret."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from tieout.documents.bank import BankLine, BankStatement, DepositSlip, PaymentVoucher
from tieout.documents.cards import CardReceipt, CardStatement, PayoutReport
from tieout.documents.closing import CashItem
from tieout.documents.letters import Email, Notice, Policy
from tieout.documents.papers import OPEN, Firm, Papers
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
from tieout.ledger.books import Books
from tieout.ledger.entries import Line
from tieout.ledger.lookup import Lookup
from tieout.ledger.periods import Period
from tieout.ledger.records import quickly_made

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
    | StandingAgreement
    | AssetRegister
    | PrepaidSchedule
    | PayrollRegister
    | LoanStatement
    | StockRollForward
    | PayoutReport
    | CardStatement
    | CardReceipt
    | StockCount
    | ExemptionCertificate
    | Email
    | Notice
    | Policy
)
_STATING_AMOUNTS = (
    PaymentVoucher,
    DepositSlip,
    PurchaseOrder,
    SupplierBill,
    SalesInvoice,
    Remittance,
    CreditMemo,
    CardReceipt,
)


@quickly_made
@dataclass(frozen=True, slots=True)
class Vendor:
    """The vendor master: ``bank_account`` and ``phone`` on file, ``account`` and ``department`` for what comes without an
    order. Where the account is on the balance sheet, there is no department."""

    id: str
    name: str
    address: str
    phone: str
    email: str
    bank_account: str
    terms_days: int
    account: str
    since: str
    department: str = ""

    def charge(self, amount: int, document: str) -> Line:
        """The line that takes ``amount`` to the vendor's usual account and department."""
        return Line(self.account, amount, document, "", "", self.department)


@quickly_made
@dataclass(frozen=True, slots=True)
class Customer:
    """The customer master."""

    id: str
    name: str
    address: str
    email: str
    terms_days: int


@quickly_made
@dataclass(frozen=True, slots=True)
class Callback:
    """What is heard when ``phone`` is called about ``subject`` (a document id)."""

    subject: str
    phone: str
    answer: str


@dataclass(frozen=True)
class CaseFile:
    """The desk. ``books`` is where the bookkeeper left them, ``period`` the month to close, ``mandate`` what this
    task asks for. ``to_settle`` are the ids of the month's bills that are not in the books, ``workpapers`` the
    accounts that need a workpaper, ``reconciled`` the entries that earlier reconciliations have cleared;
    ``callbacks`` speak only when a number is called. ``address`` is the company's; ``shelf`` names the layouts that its
    papers are printed from.

    What follows from these is worked out once, when it is first asked for: a month is opened far more often than each
    of its look-ups is used."""

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
    address: str = ""
    shelf: str = OPEN

    def __post_init__(self) -> None:
        if len(self.by_id) != len(self.documents) or not self.by_id.keys().isdisjoint(self.bank_lines):
            raise ValueError("a document id stands twice on the desk")

    @cached_property
    def by_id(self) -> Mapping[str, Document]:
        return MappingProxyType({document.id: document for document in self.documents})

    @cached_property
    def by_kind(self) -> Mapping[str, tuple[Document, ...]]:
        found: dict[str, list[Document]] = {}
        for document in self.documents:
            found.setdefault(document.kind, []).append(document)
        return MappingProxyType({kind: tuple(documents) for kind, documents in found.items()})

    @cached_property
    def amounts(self) -> Mapping[str, int]:
        """What the documents state that state an amount."""
        return MappingProxyType(
            {document.id: document.amount for document in self.documents if isinstance(document, _STATING_AMOUNTS)}
        )

    @cached_property
    def statements(self) -> tuple[BankStatement, ...]:
        return tuple([document for document in self.documents if isinstance(document, BankStatement)])

    @cached_property
    def bank_lines(self) -> Mapping[str, tuple[BankLine, BankStatement]]:
        """The lines of all statements, each with its statement."""
        return MappingProxyType(
            {line.id: (line, statement) for statement in self.statements for line in statement.lines}
        )

    @cached_property
    def masters(self) -> Mapping[str, Vendor | Customer]:
        """Vendors and customers by id."""
        return MappingProxyType({record.id: record for records in (self.vendors, self.customers) for record in records})

    @cached_property
    def papers(self) -> Papers:
        """What the papers of the desk have in common."""
        return Papers(
            self.books.currency,
            self.shelf,
            self.company,
            self.address,
            {name: Firm(record.name, record.address) for name, record in self.masters.items()},
            {document.id: document for document in self.documents if isinstance(document, PurchaseOrder)},
        )

    @cached_property
    def texts(self) -> dict[str, str]:
        """The texts of the documents that were read so far, by id: each is printed once."""
        return {}

    @cached_property
    def vendor_ids(self) -> frozenset[str]:
        return frozenset([vendor.id for vendor in self.vendors])

    @cached_property
    def customer_ids(self) -> frozenset[str]:
        return frozenset([customer.id for customer in self.customers])

    @cached_property
    def listed_items(self) -> frozenset[str]:
        """The assets and prepaid expenses that registers and schedules list."""
        found = [
            prepaid.item for document in self.documents if isinstance(document, PrepaidSchedule)
            for prepaid in document.prepaids
        ]  # fmt: skip
        found += [
            asset.id for document in self.documents if isinstance(document, AssetRegister) for asset in document.assets
        ]
        return frozenset(found)

    @cached_property
    def lookup(self) -> Lookup:
        """Over the lines of the books as the bookkeeper left them."""
        return Lookup(self.books.entries)

    @cached_property
    def cash(self) -> MappingProxyType[str, MappingProxyType[CashItem, int]]:
        """The cash items that await reconciliation, per bank account."""
        return MappingProxyType(
            {one.account: cash_items(self.lookup, one.account, self.reconciled) for one in self.statements}
        )

    def __hash__(self) -> int:
        """Cheap, so that what is derived from a desk can be kept by desk."""
        return hash(self.company)

    def statement_of(self, account: str) -> BankStatement | None:
        """The statement of a bank account; None where ``account`` has none."""
        return next((statement for statement in self.statements if statement.account == account), None)

    def citable(self, document_id: str) -> bool:
        """Documents from outside and bank lines support an entry; the policy is ours and supports nothing."""
        return document_id in self.bank_lines or (document_id in self.by_id and document_id != self.policy.id)


def cash_items(lookup: Lookup, account: str, reconciled: tuple[str, ...]) -> MappingProxyType[CashItem, int]:
    """What each entry moves on ``account`` for each document, in the order of posting; ``reconciled`` entries not."""
    items: dict[CashItem, int] = {}
    cleared = frozenset(reconciled)
    for _, entry, line in lookup.by_account.get(account, ()):
        if entry.id not in cleared:
            item = CashItem(entry.id, line.document)
            items[item] = items.get(item, 0) + line.amount
    return MappingProxyType(items)
