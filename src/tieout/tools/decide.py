"""Deciding tools: hold, reject, call back, escalate, close."""

from typing import Final

from tieout.documents.closing import Disposition
from tieout.ledger.refusal import Refusal
from tieout.tools.calls import ToolResult
from tieout.tools.post import bill_of, is_booked
from tieout.tools.shown import Step, unknown_document
from tieout.tools.workspace import Workspace

HOLD_REASONS: Final = ("price", "quantity", "not received", "no order", "bank details", "unknown vendor", "split order")
REJECT_REASONS: Final = ("duplicate", "not ours")
ESCALATION_REASONS: Final = ("bank details", "unknown vendor", "split order", "unsupported entry", "locked period")


def hold_bill(desk: Workspace, bill: str, reason: str) -> Step:
    """Hold a bill unposted until its exception is cleared.

    Args:
        bill: The bill's document id.
        reason: One of: price, quantity, not received, no order, bank details, unknown vendor, split order.
    """
    return _set_aside(desk, bill, "held", reason, HOLD_REASONS)


def reject_bill(desk: Workspace, bill: str, reason: str) -> Step:
    """Reject a bill for good. If it stands in payables, reverse that posting first.

    Args:
        bill: The bill's document id.
        reason: One of: duplicate, not ours.
    """
    return _set_aside(desk, bill, "rejected", reason, REJECT_REASONS)


def request_callback(desk: Workspace, document: str, phone: str) -> Step:
    """Telephone about a request or bill and hear the answer.

    Args:
        document: Id of the e-mail or bill.
        phone: The number to call, exactly as printed where you found it.
    """
    refusal = unknown_document(desk, document)
    if refusal is not None:
        return refusal
    answer = next(
        (call.answer for call in desk.case.callbacks if (call.subject, call.phone) == (document, phone)),
        "Nobody there knows of the matter.",
    )
    called = desk.with_disposition(Disposition(document, "callback", phone))
    return called, ToolResult(f"Called {phone} about {document}", (("answer", answer),))


def escalate(desk: Workspace, subject: str, reason: str) -> Step:
    """Hand a matter to the controller: a document, or an entry that nothing supports.

    Args:
        subject: Id of a document, bank line or entry.
        reason: One of: bank details, unknown vendor, split order, unsupported entry, locked period.
    """
    if desk.books.entry(subject) is None and (refusal := unknown_document(desk, subject)) is not None:
        return refusal
    if (refusal := _unlisted(reason, ESCALATION_REASONS)) is not None:
        return refusal
    return desk.with_disposition(Disposition(subject, "escalation", reason)), ToolResult(
        f"Escalated {subject}", (("reason", reason),)
    )


def close_period(desk: Workspace) -> Step:
    """Close and lock the month. This ends the task; it is graded as it stands.

    Args:
    """
    books = desk.books.close(desk.case.period)
    if isinstance(books, Refusal):
        return books
    return desk.locked(books), ToolResult(f"Period {desk.case.period} is closed")


def _set_aside(desk: Workspace, bill: str, verb: str, reason: str, reasons: tuple[str, ...]) -> Step:
    found = bill_of(desk, bill)
    if isinstance(found, Refusal):
        return found
    if (refusal := _unlisted(reason, reasons)) is not None:
        return refusal
    if is_booked(desk, found):
        return Refusal(
            "bill.already_posted",
            f"Bill {bill} stands in payables.",
            f"A bill that is {verb} is not in payables.",
            "Reverse its posting first; query_ledger(document=...) shows it.",
        )
    decided = desk.with_disposition(Disposition(bill, "bill", f"{verb}: {reason}"))
    return decided, ToolResult(f"Bill {bill} {verb}", (("reason", reason),))


def _unlisted(reason: str, reasons: tuple[str, ...]) -> Refusal | None:
    if reason in reasons:
        return None
    return Refusal(
        "reason.unknown",
        f"{ascii(reason[:40])} is not a reason.",
        "Reasons are codes of the policy.",
        f"Use one of: {', '.join(reasons)}.",
    )
