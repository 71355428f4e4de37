"""The case file: everything on the desk when the close begins. Nothing in it is secret."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from tieout.documents.bank import BankLine, BankStatement, DepositSlip, PaymentVoucher
from tieout.documents.closing import CashItem
from tieout.documents.letters import Email, Notice, Policy
from tieout.documents.schedules import AssetRegister, Contract, LoanStatement, PayrollRegister, PrepaidSchedule
from tieout.documents.trade import CreditMemo, GoodsReceipt, PurchaseOrder, Remittance, SalesInvoice, SupplierBill
from tieout.ledger.books import Books
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
    | AssetRegister
    | PrepaidSchedule
    | PayrollRegister
    | LoanStatement
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
)


@quickly_made
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


@dataclass(frozen=True, slots=True)
class CaseFile:
    """The desk. ``books`` is where the bookkeeper left them, ``period`` the month to close, ``mandate`` what this
    task asks for. ``to_settle`` are the ids of the bills and requests that need a disposition, ``workpapers`` the
    accounts that need a workpaper, ``reconciled`` the entries that earlier reconciliations have cleared;
    ``callbacks`` speak only when a number is called.

    What follows from these is worked out once: documents ``by_id`` and ``by_kind`` with the ``amounts`` that they state, ``statements`` with their
    ``bank_lines``, the ``lookup`` over the books, and per bank account the ``cash`` items that await reconciliation."""

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
    by_kind: Mapping[str, tuple[Document, ...]] = field(init=False, repr=False, compare=False)
    amounts: Mapping[str, int] = field(init=False, repr=False, compare=False)
    statements: tuple[BankStatement, ...] = field(init=False, repr=False, compare=False)
    bank_lines: Mapping[str, tuple[BankLine, BankStatement]] = field(init=False, repr=False, compare=False)
    lookup: Lookup = field(init=False, repr=False, compare=False)
    cash: MappingProxyType[str, MappingProxyType[CashItem, int]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_id = {document.id: document for document in self.documents}
        by_kind: dict[str, list[Document]] = {}
        for document in self.documents:
            by_kind.setdefault(document.kind, []).append(document)
        amounts = {document.id: document.amount for document in self.documents if isinstance(document, _STATING_AMOUNTS)}
        statements = tuple(document for document in self.documents if isinstance(document, BankStatement))
        lines = {line.id: (line, statement) for statement in statements for line in statement.lines}
        if len(by_id) != len(self.documents) or by_id.keys() & lines.keys():
            raise ValueError("a document id stands twice on the desk")
        lookup = Lookup.of(self.books.entries)
        cash = {statement.account: cash_items(lookup, statement.account, self.reconciled) for statement in statements}
        derived = (
            ("by_id", MappingProxyType(by_id)),
            ("by_kind", MappingProxyType({kind: tuple(found) for kind, found in by_kind.items()})),
            ("amounts", MappingProxyType(amounts)),
            ("statements", statements),
            ("bank_lines", MappingProxyType(lines)),
            ("lookup", lookup),
            ("cash", MappingProxyType(cash)),
        )
        for name, value in derived:
            object.__setattr__(self, name, value)

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
