"""Deciding tools: hold, reject, call back, escalate, close."""

from typing import Final, Literal, get_args

from tieout.documents.closing import Disposition
from tieout.documents.trade import SupplierBill
from tieout.ledger.refusal import Refusal
from tieout.tools.arguments import quoted
from tieout.tools.lookups import unknown_document
from tieout.tools.messages import ToolResult
from tieout.tools.post_bill import bill_of
from tieout.tools.sub_ledger import of_next_month
from tieout.tools.workspace import Step, Workspace

HoldReason = Literal["price", "quantity", "not received", "no order", "bank details", "unknown vendor", "split order"]
RejectReason = Literal["duplicate", "not ours"]
EscalationReason = Literal["bank details", "unknown vendor", "split order", "unsupported entry", "locked period"]
HOLD_REASONS: Final[tuple[str, ...]] = get_args(HoldReason)
REJECT_REASONS: Final[tuple[str, ...]] = get_args(RejectReason)
ESCALATION_REASONS: Final[tuple[str, ...]] = get_args(EscalationReason)
NOT_CLOSED: Final = "Not closed: work is open"
EXAMPLES: Final = 5


def hold_bill(desk: Workspace, bill: str, reason: HoldReason) -> Step:
    """Hold a bill unposted until its exception is cleared.

    Args:
        bill: Bill id.
        reason: By the policy.
    """
    return _set_aside(desk, bill, "held", reason)


def reject_bill(desk: Workspace, bill: str, reason: RejectReason) -> Step:
    """Reject a bill for good. If it stands in payables, reverse that posting first.

    Args:
        bill: Bill id.
        reason: By the policy.
    """
    return _set_aside(desk, bill, "rejected", reason)


def request_callback(desk: Workspace, document: str, phone: str) -> Step:
    """Telephone about a request or bill and hear the answer.

    Args:
        document: Id of the e-mail or bill.
        phone: The number to call, as printed where you found it.
    """
    refusal = unknown_document(desk, document)
    if refusal is not None:
        return refusal
    number = _digits(phone)
    if not number:
        return Refusal(
            "phone.malformed",
            f"{quoted(phone)} is not a telephone number.",
            "A callback needs a number to call.",
            "Write the number as it is printed, for instance in the vendor master.",
        )
    answer = "Nobody there knows of the matter."
    for call in desk.case.callbacks:
        if call.subject == document and _digits(call.phone) == number:
            phone, answer = call.phone, call.answer
    called = desk.with_disposition(Disposition(document, "callback", phone))
    return called, ToolResult(f"Called {phone} about {document}", (("answer", answer),))


def escalate(desk: Workspace, subject: str, reason: EscalationReason) -> Step:
    """Hand a matter to the controller: a document, or an entry that nothing supports.

    Args:
        subject: Id of a document, bank line or entry.
        reason: By the policy.
    """
    if desk.books.entry(subject) is None and (refusal := unknown_document(desk, subject)) is not None:
        return refusal
    escalated = desk.with_disposition(Disposition(subject, "escalation", reason))
    return escalated, ToolResult(f"Escalated {subject}", (("reason", reason),))


def close_period(desk: Workspace, confirm: bool = False) -> Step:
    """Close the month; it is graded as it stands. Where work is open the first call only says so, the second closes.

    Args:
        confirm: Close at once, whatever is open.
    """
    books = desk.books.close(desk.case.period)
    if isinstance(books, Refusal):
        return books
    if not confirm and not desk.warned and (rows := open_work(desk)):
        remedy = ("to close all the same", "call close_period again")
        return desk.after_warning(), ToolResult(NOT_CLOSED, (remedy,), ("open", "count", "for instance"), rows)
    return desk.locked(books), ToolResult(f"Period {desk.case.period} is closed")


def open_work(desk: Workspace) -> tuple[tuple[str, str, str], ...]:
    """What plainly waits on the desk, with its count and the first few: bank lines that are neither matched nor listed on
    a workpaper, bills without a decision, workpapers asked for and not filed. Never whether what is done is right."""
    case = desk.case
    listed = {name for workpaper in desk.workpapers.values() for name, _ in workpaper.listed}
    kinds = (
        ("bank lines unmatched", [name for name in case.bank_lines if name not in desk.matched and name not in listed]),
        (
            "bills undecided",
            [
                name
                for name in case.to_settle
                if (name, "bill") not in desk.dispositions and isinstance(case.by_id.get(name), SupplierBill)
            ],
        ),
        ("workpapers missing", [account for account in case.workpapers if account not in desk.workpapers]),
    )
    return tuple([(kind, str(len(names)), ", ".join(names[:EXAMPLES])) for kind, names in kinds if names])


def _set_aside(desk: Workspace, bill: str, verb: str, reason: str) -> Step:
    found = bill_of(desk, bill)
    if isinstance(found, Refusal):
        return found
    early = of_next_month(desk, found)
    if early is not None:
        return early
    if desk.payable(bill):
        return Refusal(
            "bill.in_payables",
            f"Bill {bill} stands in payables.",
            f"A bill that is {verb} is not in payables.",
            f'Reverse its posting first; query_ledger(document="{bill}") shows it.',
        )
    decided = desk.with_disposition(Disposition(bill, "bill", f"{verb}: {reason}"))
    return decided, ToolResult(f"Bill {bill} {verb}", (("reason", reason),))


def _digits(phone: str) -> str:
    """Two ways to print a telephone number are the same number if their digits are."""
    return "".join(letter for letter in phone if letter in "0123456789")
