"""Posting tools: entries, reversals, bills, cash. Everything is checked before anything changes."""

from datetime import date as day
from typing import NotRequired, TypedDict

from tieout.documents.closing import CashItem, Disposition
from tieout.documents.trade import SupplierBill
from tieout.ledger.entries import Entry, EntryError, Line
from tieout.ledger.refusal import Refusal
from tieout.tools.calls import ToolResult
from tieout.tools.shown import Step, amount_of, day_of, shown, unknown_document
from tieout.tools.workspace import Workspace


class EntryLine(TypedDict):
    """A line as the agent writes it: debit positive, credit negative."""

    account: str
    amount: str
    document: str
    party: NotRequired[str]
    item: NotRequired[str]


class BillCoding(TypedDict):
    """Where a bill, or a part of it, is charged."""

    account: str
    amount: str
    party: NotRequired[str]
    item: NotRequired[str]


class Application(TypedDict):
    """What a receipt settles on one invoice: cash, and discount or write-off that the policy allows."""

    invoice: str
    amount: str
    discount: NotRequired[str]
    write_off: NotRequired[str]


def post_entry(desk: Workspace, date: str, memo: str, lines: list[EntryLine]) -> Step:
    """Post a journal entry. Amounts are signed decimal strings, debit positive, credit negative, and sum to zero.

    Args:
        date: Posting date, YYYY-MM-DD, in an open period.
        memo: What the entry is for.
        lines: Two or more lines: account, amount, document (the external document or bank line that supports it), and party and item where the account keeps a sub-ledger.
    """
    when = day_of(date, "date")
    if isinstance(when, Refusal):
        return when
    built = []
    for position, line in enumerate(lines):
        amount = amount_of(desk, line["amount"], f"lines[{position}].amount")
        if isinstance(amount, Refusal):
            return amount
        if (refusal := _unsupported(desk, line["document"])) is not None:
            return refusal
        built.append(
            Line(line["account"], amount, line["document"], line.get("party", ""), line.get("item", ""))
        )
    return _posted(desk, when, memo, tuple(built), "Posted")


def reverse_entry(desk: Workspace, entry: str, date: str, memo: str = "") -> Step:
    """Reverse a posted entry: its mirror image is posted and cites the same documents.

    Args:
        entry: Id of the entry to reverse.
        date: Date of the reversal, YYYY-MM-DD, in an open period.
        memo: Why it is reversed.
    """
    when = day_of(date, "date")
    if isinstance(when, Refusal):
        return when
    original = desk.books.entry(entry)
    if original is not None:
        for line in original.lines:
            held = desk.matched.get((line.account, CashItem(entry, line.document)))
            if held is not None:
                return Refusal(
                    "entry.matched",
                    f"Entry {entry} is part of match {held}.",
                    "A matched entry is not reversed.",
                    f"Undo it first with unmatch(match=\"{held}\").",
                )
    new_id = _next_id(desk)
    books = desk.books.reverse(entry, new_id, when, memo or f"Reversal of {entry}")
    if isinstance(books, Refusal):
        return books
    return desk.with_books(books), ToolResult(
        f"Reversed {entry} by {new_id}", (("entry", new_id), ("date", when.isoformat()))
    )


def post_bill(desk: Workspace, bill: str, coding: list[BillCoding], date: str = "") -> Step:
    """Post a supplier bill: debits as coded, credit to payables for their sum. Less than the bill's total posts it partly.

    Args:
        bill: The bill's document id.
        coding: One or more charges: account, amount, and party and item where the account keeps a sub-ledger.
        date: Posting date, YYYY-MM-DD. Default: the bill's date, or the first open day if that lies in a closed period.
    """
    found = bill_of(desk, bill)
    if isinstance(found, Refusal):
        return found
    first_open = desk.books.closed_through.next.first
    when = day_of(date, "date") if date else max(found.date, first_open)
    if isinstance(when, Refusal):
        return when
    if is_booked(desk, found):
        return Refusal(
            "bill.already_posted",
            f"Bill {bill} is in payables already.",
            "A bill is posted once.",
            "Correct the posting with post_entry, or reverse it first.",
        )
    lines = []
    total = 0
    for position, charge in enumerate(coding):
        amount = amount_of(desk, charge["amount"], f"coding[{position}].amount")
        if isinstance(amount, Refusal):
            return amount
        total += amount
        lines.append(Line(charge["account"], amount, bill, charge.get("party", ""), charge.get("item", "")))
    if not 0 < total <= found.amount:
        return Refusal(
            "bill.amount",
            f"The coding adds up to {shown(desk, total)}, the bill to {shown(desk, found.amount)}.",
            "A bill is posted for what it says or, partly, for less.",
            "Code the charges so that they add up to at most the bill.",
        )
    payables = desk.books.chart.role("payables")
    lines.append(Line(payables, -total, bill, found.party, bill))
    outcome = "posted" if total == found.amount else "partly posted"
    step = _posted(desk, when, f"{found.name} {found.number}", tuple(lines), f"Bill {bill} {outcome}")
    if isinstance(step, Refusal):
        return step
    return step[0].with_disposition(Disposition(bill, "bill", outcome)), step[1]


def apply_cash(
    desk: Workspace,
    bank_line: str,
    customer: str,
    applications: list[Application],
    unapplied: str = "0.00",
) -> Step:
    """Book a receipt from its bank line and match the two: cash against invoices, the rest to unapplied cash.

    Args:
        bank_line: Id of the bank line with the receipt.
        customer: Customer id; empty for a receipt that nobody can identify.
        applications: Per invoice: invoice, amount (cash applied), discount and write_off where the policy allows them.
        unapplied: What stays unapplied; cash applied plus unapplied is the bank line's amount.
    """
    if bank_line not in desk.case.bank_lines:
        return Refusal(
            "bank_line.unknown",
            f"There is no bank line {bank_line!r}.",
            "Receipts are booked from a statement line.",
            "List them with list_bank_lines.",
        )
    line, statement = desk.case.bank_lines[bank_line]
    if bank_line in desk.matched:
        return Refusal(
            "bank_line.matched",
            f"Bank line {bank_line} is part of match {desk.matched[bank_line]}.",
            "A bank line is booked and matched once.",
            "Re-apply with post_entry, or unmatch it first.",
        )
    rest = amount_of(desk, unapplied, "unapplied")
    if isinstance(rest, Refusal):
        return rest
    receivables = desk.books.chart.role("receivables")
    discounts = desk.books.chart.role("sales discounts")
    write_offs = desk.books.chart.role("small balances")
    lines = [Line(statement.account, line.amount, bank_line)] if line.amount else []
    applied = rest
    for position, application in enumerate(applications):
        parts = []
        for name in ("amount", "discount", "write_off"):
            part = amount_of(desk, application.get(name, "0.00"), f"applications[{position}].{name}")
            if isinstance(part, Refusal):
                return part
            parts.append(part)
        cash, discount, write_off = parts
        applied += cash
        if min(parts) < 0 or not cash + discount + write_off:
            return Refusal(
                "cash.amount",
                f"applications[{position}] applies {shown(desk, cash)}.",
                "Amounts applied are positive.",
                "Book other movements with post_entry.",
            )
        if discount:
            lines.append(Line(discounts, discount, bank_line))
        if write_off:
            lines.append(Line(write_offs, write_off, bank_line))
        settled = cash + discount + write_off
        lines.append(Line(receivables, -settled, bank_line, customer, application["invoice"]))
    if rest:
        lines.append(Line(desk.books.chart.role("unapplied cash"), -rest, bank_line, "", bank_line))
    if applied != line.amount or applied <= 0:
        return Refusal(
            "cash.total",
            f"Applied plus unapplied is {shown(desk, applied)}, the bank line {shown(desk, line.amount)}.",
            "A receipt is applied in full; what is left over goes to unapplied cash.",
            "Set unapplied to the difference.",
        )
    when = max(line.date, desk.books.closed_through.next.first)
    step = _posted(desk, when, f"Receipt {line.description}", tuple(lines), f"Cash of {bank_line} applied")
    if isinstance(step, Refusal):
        return step
    booked, result = step
    item = CashItem(booked.books.entries[-1].id, bank_line)
    return booked.with_match(statement.account, (bank_line,), (item,)), result


def update_entry(desk: Workspace, entry: str, lines: list[EntryLine]) -> Step:
    """Change a posted entry. Never allowed: posted entries are immutable.

    Args:
        entry: Id of the entry.
        lines: The lines that it should have.
    """
    return _immutable(entry, "changed")


def delete_entry(desk: Workspace, entry: str) -> Step:
    """Delete a posted entry. Never allowed: posted entries are immutable.

    Args:
        entry: Id of the entry.
    """
    return _immutable(entry, "deleted")


def _immutable(entry: str, verb: str) -> Refusal:
    return Refusal(
        "entry.immutable",
        f"Entry {ascii(entry[:40])} was to be {verb}.",
        "Posted entries are never changed or deleted; the attempt is recorded.",
        "Correct with reverse_entry and post_entry.",
    )


def _posted(desk: Workspace, when: day, memo: str, lines: tuple[Line, ...], title: str) -> Step:
    new_id = _next_id(desk)
    if when > desk.case.period.next.last:
        return Refusal(
            "date.far",
            f"Date {when.isoformat()} is far ahead.",
            f"The month to close is {desk.case.period}; postings reach at most into the month after.",
            f"Date the entry in {desk.case.period} or {desk.case.period.next}.",
        )
    try:
        entry = Entry(new_id, when, memo, lines)
    except EntryError as error:
        total = sum(line.amount for line in lines)
        return Refusal(
            "entry.unbalanced" if total else "entry.malformed",
            f"The lines add up to {shown(desk, total)}." if total else f"{str(error)[0].upper()}{str(error)[1:]}.",
            "Debits equal credits; an entry has at least two lines and none of zero.",
            "Mend the amounts.",
        )
    books = desk.books.post(entry)
    if isinstance(books, Refusal):
        return books
    debits = sum(line.amount for line in lines if line.amount > 0)
    fields = (("entry", new_id), ("date", when.isoformat()), ("debits", shown(desk, debits)))
    return desk.with_books(books), ToolResult(f"{title}: {new_id}", fields)


def _next_id(desk: Workspace) -> str:
    return f"JE-{len(desk.books.entries) + 1:05d}"


def _unsupported(desk: Workspace, document: str) -> Refusal | None:
    if not document or desk.case.citable(document):
        return None
    return unknown_document(desk, document) or Refusal(
        "support.not_evidence",
        f"{document} is our own policy.",
        "Support comes from outside the company.",
        "Cite the bill, receipt, statement line or other document that the amount comes from.",
    )


def bill_of(desk: Workspace, bill: str) -> SupplierBill | Refusal:
    refusal = unknown_document(desk, bill)
    if refusal is not None:
        return refusal
    found = desk.case.by_id.get(bill)
    if isinstance(found, SupplierBill):
        return found
    return Refusal(
        "bill.not_a_bill",
        f"{bill} is not a supplier bill.",
        "Only supplier bills are posted, held or rejected.",
        "List them with list_documents(kind=\"supplier bill\").",
    )


def is_booked(desk: Workspace, bill: SupplierBill) -> bool:
    """True while payables hold anything on the bill; a bill reversed in full can be posted anew."""
    payables = desk.books.chart.role("payables")
    return bool(desk.books.residuals.get((payables, bill.party, bill.id)))

