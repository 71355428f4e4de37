"""Purchase and sales documents: orders, receipts, bills, invoices, remittances, credit memos. Amounts: minor units."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from tieout.ledger.records import quickly_made

Day = date  # the records have a field called date, which hides the type inside their bodies


@quickly_made
@dataclass(frozen=True, slots=True)
class OrderLine:
    """One ordered thing: ``unit_price`` in minor units; ``account`` and ``department`` are where the purchase is coded,
    the department empty where the account is on the balance sheet."""

    number: int
    description: str
    quantity: int
    unit_price: int
    account: str
    department: str = ""

    @property
    def amount(self) -> int:
        return self.quantity * self.unit_price


@quickly_made
@dataclass(frozen=True, slots=True)
class PurchaseOrder:
    """Our order to a vendor; its ``id`` is the order number, ``ship_by`` the day by which it is asked for. Its prices
    include sales tax at ``tax_rate`` thousandths of a per cent, where that is not 0."""

    kind: ClassVar[str] = "purchase order"
    id: str
    date: Day
    party: str
    lines: tuple[OrderLine, ...]
    approved_by: str
    note: str = ""
    ship_by: Day | None = None
    tax_rate: int = 0

    @property
    def amount(self) -> int:
        return sum([line.quantity * line.unit_price for line in self.lines])


@quickly_made
@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """``quantity`` received of one line of the order."""

    order_line: int
    quantity: int


@quickly_made
@dataclass(frozen=True, slots=True)
class GoodsReceipt:
    """Goods or services received against a purchase order."""

    kind: ClassVar[str] = "goods receipt"
    id: str
    date: Day
    party: str
    order: str
    lines: tuple[ReceiptLine, ...]
    received_by: str
    note: str = ""


@quickly_made
@dataclass(frozen=True, slots=True)
class BillLine:
    """``order_line`` is the line of our order that it bills, 0 where there is none; no vendor prints it. ``amount`` is
    quantity times unit price."""

    number: int
    description: str
    quantity: int
    unit_price: int
    order_line: int = 0

    @property
    def amount(self) -> int:
        return self.quantity * self.unit_price


@quickly_made
@dataclass(frozen=True, slots=True)
class SupplierBill:
    """A vendor's bill. ``number`` is the vendor's own; ``order`` our order's id or empty; ``remit_to`` the bank
    account that it asks to be paid to. ``service_from``/``service_to`` span the service where the bill states one.
    ``address`` is the vendor's, as its letterhead has it. ``tax`` is the sales tax that it adds to its lines, at
    ``tax_rate`` thousandths of a per cent; ``amount`` has it in it. A rate without ``tax`` is one that the prices
    include, as those of the order do."""

    kind: ClassVar[str] = "supplier bill"
    id: str
    date: Day
    party: str
    name: str
    number: str
    due: Day
    order: str
    lines: tuple[BillLine, ...]
    remit_to: str
    service_from: Day | None = None
    service_to: Day | None = None
    note: str = ""
    address: str = ""
    tax: int = 0
    tax_rate: int = 0

    @property
    def amount(self) -> int:
        return sum([line.quantity * line.unit_price for line in self.lines]) + self.tax


@quickly_made
@dataclass(frozen=True, slots=True)
class SalesInvoice:
    """Our invoice to a customer. ``discount_percent`` within ``discount_days`` of the date, else net ``due``. ``tax`` is
    the sales tax added at ``tax_rate`` thousandths of a per cent to the lines, less ``untaxed`` of them; ``amount`` has it
    in it."""

    kind: ClassVar[str] = "sales invoice"
    id: str
    date: Day
    party: str
    due: Day
    lines: tuple[tuple[str, int], ...]
    discount_percent: int = 0
    discount_days: int = 0
    service_from: Day | None = None
    service_to: Day | None = None
    note: str = ""
    tax: int = 0
    tax_rate: int = 0
    untaxed: int = 0

    @property
    def price(self) -> int:
        """Without tax."""
        return sum([amount for _, amount in self.lines])

    @property
    def amount(self) -> int:
        return self.price + self.tax


@quickly_made
@dataclass(frozen=True, slots=True)
class ExemptionCertificate:
    """A customer's certificate that its purchases bear no sales tax. ``number`` is the customer's permit in ``state``,
    ``ground`` why it is exempt; good for sales from ``first`` to ``last``, both included."""

    kind: ClassVar[str] = "exemption certificate"
    id: str
    date: Day
    party: str
    state: str
    number: str
    ground: str
    first: Day
    last: Day


@quickly_made
@dataclass(frozen=True, slots=True)
class Remittance:
    """A customer's word on what a payment is for: ``lines`` of (invoice id, amount paid, discount taken), or, where
    the customer writes freely, no lines and the whole message in ``text``."""

    kind: ClassVar[str] = "remittance advice"
    id: str
    date: Day
    party: str
    amount: int
    reference: str
    lines: tuple[tuple[str, int, int], ...]
    text: str = ""


@quickly_made
@dataclass(frozen=True, slots=True)
class CreditMemo:
    """A credit: ours to a customer (``issued``), or a vendor's to us. ``applies_to`` is the invoice or bill id; ``tax`` is
    the sales tax in ``amount``."""

    kind: ClassVar[str] = "credit memo"
    id: str
    date: Day
    party: str
    issued: bool
    applies_to: str
    amount: int
    reason: str
    tax: int = 0
