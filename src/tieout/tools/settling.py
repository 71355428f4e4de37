"""What cash may settle: an invoice's open amount, the discount of its terms, the policy's write-off, a customer's credit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from tieout.documents.bank import BankLine
from tieout.documents.trade import SalesInvoice
from tieout.ledger.books import ItemKey
from tieout.ledger.money import parse, ratio
from tieout.ledger.records import quickly_made
from tieout.ledger.refusal import Refusal
from tieout.tools.arguments import quoted
from tieout.tools.rendering import shown
from tieout.tools.sub_ledger import item_owner
from tieout.tools.workspace import Workspace


@quickly_made
@dataclass(frozen=True, slots=True)
class Part:
    """One application, in minor units: ``where`` it stands in the call, what of ``invoice`` it settles, and how."""

    where: str
    invoice: str
    customer: str
    cash: int
    discount: int
    write_off: int

    @property
    def settled(self) -> int:
        return self.cash + self.discount + self.write_off


def not_settled(desk: Workspace, line: BankLine, parts: Sequence[Part]) -> Refusal | None:
    """Why this bank line cannot settle what ``parts`` say; applications to the same invoice count together."""
    for part in parts:
        if min(part.cash, part.discount, part.write_off) < 0 and (
            line.amount > 0 or part.cash > 0 or part.discount or part.write_off
        ):
            return _negative(desk, part)
    together: dict[tuple[str, str], Part] = {}
    for part in parts:
        key = (part.customer, part.invoice)
        if (before := together.get(key)) is not None:
            part = Part(  # noqa: PLW2901 - the sum stands for both
                part.where,
                part.invoice,
                part.customer,
                before.cash + part.cash,
                before.discount + part.discount,
                before.write_off + part.write_off,
            )
        together[key] = part
    for part in together.values():
        refusal = (
            (_not_owed(desk, line, part) if line.amount < 0 else _above_open(desk, part))
            or (_discount(desk, line, part) if part.discount else None)
            or (_write_off(desk, part) if part.write_off else None)
        )
        if refusal is not None:
            return refusal
    return None


def _negative(desk: Workspace, part: Part) -> Refusal:
    return Refusal(
        "cash.amount",
        f"{part.where} has amount {shown(desk, part.cash)}, discount {shown(desk, part.discount)} and write_off "
        f"{shown(desk, part.write_off)}.",
        "What a receipt applies is not negative; what a bank line of money out pays back is negative, and cash alone.",
        "Book other movements with post_entry.",
    )


def _residual(desk: Workspace, part: Part) -> int | None:
    """What stands on the item; None where the sub-ledger itself has more to say (unknown party or item)."""
    receivables = desk.books.chart.find_role("receivables")
    if receivables and item_owner(desk, receivables, part.invoice) == part.customer != "":
        return desk.books.residuals.get(ItemKey(receivables, part.customer, part.invoice), 0)
    return None


def _above_open(desk: Workspace, part: Part) -> Refusal | None:
    left = _residual(desk, part)
    if part.invoice in desk.case.bank_lines or (left is not None and part.settled > max(left, 0)):
        return Refusal(
            "cash.open",
            f"{part.where} settles {shown(desk, part.settled)} of {quoted(part.invoice)}; "
            f"{shown(desk, left or 0)} of it is open.",
            "No more is applied to an invoice than is open on it.",
            "Apply what open_items shows and leave the rest unapplied, or correct first what the invoice stands at.",
        )
    return None


def _not_owed(desk: Workspace, line: BankLine, part: Part) -> Refusal | None:
    if part.invoice in desk.case.bank_lines:
        account = desk.books.chart.find_role("unapplied cash")
        left: int | None = desk.books.residuals.get(ItemKey(account, "", part.invoice), 0)
    else:
        left = _residual(desk, part)
    if left is None or left <= part.settled < 0:
        return None
    return Refusal(
        "cash.refund",
        f"{line.id} is to pay back {shown(desk, -part.settled)} on {quoted(part.invoice)}, which stands at "
        f"{shown(desk, left)}.",
        "Only what a customer has to the good is paid back: a credit on an invoice, or unapplied cash.",
        "Name the item that holds the credit. A customer's payment that came back is booked with post_entry.",
    )


def _discount(desk: Workspace, line: BankLine, part: Part) -> Refusal | None:
    invoice = desk.case.by_id.get(part.invoice)
    if not isinstance(invoice, SalesInvoice) or not invoice.discount_percent:
        return Refusal(
            "discount.terms",
            f"A discount of {shown(desk, part.discount)} is to be taken on {quoted(part.invoice)}.",
            "A discount needs terms on the invoice; none on the desk grants one here.",
            "Leave the discount out: what was not paid stays open on the invoice.",
        )
    most = ratio(invoice.amount, invoice.discount_percent, 100)
    if part.discount > most:
        return Refusal(
            "discount.percent",
            f"A discount of {shown(desk, part.discount)} is to be taken on {invoice.id}.",
            f"Its terms grant {invoice.discount_percent} % of {shown(desk, invoice.amount)}: {shown(desk, most)}.",
            "Take at most that; what is short of the invoice beyond it stays open.",
        )
    last = invoice.date + timedelta(days=invoice.discount_days)
    if line.date > last:
        return Refusal(
            "discount.late",
            f"The money for {invoice.id} arrived on {line.date.isoformat()}.",
            f"Its discount counts for money that arrives by {last.isoformat()}.",
            "Leave the discount out: what was not paid stays open on the invoice.",
        )
    return None


def _write_off(desk: Workspace, part: Part) -> Refusal | None:
    limit = _limit(desk)
    if part.write_off <= limit:
        return None
    return Refusal(
        "cash.write_off",
        f"{shown(desk, part.write_off)} of {quoted(part.invoice)} is to be written off.",
        f"The policy's limit is {shown(desk, limit)} per invoice.",
        "Leave it out: a larger shortfall stays open on the invoice.",
    )


def _limit(desk: Workspace) -> int:
    """The policy's write-off limit; nothing is written off where the policy is silent."""
    try:
        return parse(desk.case.policy.value("receipts", "write-off limit"), desk.books.currency)
    except KeyError:
        return 0
