"""Posting tools: entries, reversals, bills, cash. Everything is checked before anything changes."""

from collections.abc import Sequence
from datetime import date as day
from typing import NotRequired, TypedDict

from tieout.documents.closing import CashItem
from tieout.documents.trade import SupplierBill
from tieout.ledger.entries import Entry, EntryError, Line
from tieout.ledger.money import MoneyError, exponent
from tieout.ledger.refusal import Refusal
from tieout.tools.arguments import quoted
from tieout.tools.calls import ToolResult
from tieout.tools.matching import matched_bank_line, matched_entry, unknown_bank_line
from tieout.tools.shown import Step, amount_of, day_of, day_text, entry_of, role_of, shown, unknown_document
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


def post_entry(desk: Workspace, date: str, memo: str, lines: Sequence[EntryLine], currency: str = "") -> Step:
    """Post a journal entry. Amounts are signed decimal strings, debit positive, credit negative, and sum to zero.

    Args:
        date: Posting date, YYYY-MM-DD, in an open period.
        memo: What the entry is for.
        lines: Two or more lines: account, amount, document (the external document or bank line that supports it), and
            party and item where the account keeps a sub-ledger.
        currency: ISO code of the amounts. Default, and the only one accepted: the books' currency.
    """
    when = _posting_day(desk, date)
    if isinstance(when, Refusal):
        return when
    if currency and (refusal := _foreign(desk, currency)) is not None:
        return refusal
    built = []
    for position, line in enumerate(lines):
        amount = amount_of(desk, line["amount"], f"lines[{position}].amount")
        if isinstance(amount, Refusal):
            return amount
        if (refusal := _unsupported(desk, line["document"])) is not None:
            return refusal
        built.append(Line(line["account"], amount, line["document"], line.get("party", ""), line.get("item", "")))
    return _posted(desk, when, memo, tuple(built), "Posted")


def reverse_entry(desk: Workspace, entry: str, date: str, memo: str = "") -> Step:
    """Reverse a posted entry: its mirror image is posted and cites the same documents.

    Args:
        entry: Id of the entry to reverse.
        date: Date of the reversal, YYYY-MM-DD, in an open period.
        memo: Why it is reversed.
    """
    when = _posting_day(desk, date)
    if isinstance(when, Refusal):
        return when
    original = entry_of(desk, entry)
    if isinstance(original, Refusal):
        return original
    for line in original.lines:
        item = CashItem(entry, line.document)
        if (line.account, item) in desk.matched:
            return matched_entry(desk, line.account, item)
    new_id = _next_id(desk)
    books = desk.books.reverse(entry, new_id, when, memo or f"Reversal of {entry}")
    if isinstance(books, Refusal):
        return books
    return desk.with_books(books), ToolResult(
        f"Reversed {entry} by {new_id}", (("entry", new_id), ("date", when.isoformat()))
    )


def post_bill(desk: Workspace, bill: str, coding: Sequence[BillCoding], date: str = "") -> Step:
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
    when = _posting_day(desk, date or max(found.date, first_open).isoformat())
    if isinstance(when, Refusal):
        return when
    if desk.payable(bill):
        return Refusal(
            "bill.already_posted",
            f"Bill {bill} is in payables with {shown(desk, desk.payable(bill))}.",
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
    payables = role_of(desk, "payables")
    if isinstance(payables, Refusal):
        return payables
    lines.append(Line(payables, -total, bill, found.party, bill))
    outcome = "posted" if total == found.amount else "partly posted"
    return _posted(desk, when, f"{found.name} {found.number}", tuple(lines), f"Bill {bill} {outcome}")


def apply_cash(
    desk: Workspace,
    bank_line: str,
    customer: str,
    applications: Sequence[Application],
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
        return unknown_bank_line(bank_line)
    line, statement = desk.case.bank_lines[bank_line]
    if bank_line in desk.matched:
        return matched_bank_line(desk, bank_line)
    rest = amount_of(desk, unapplied, "unapplied")
    if isinstance(rest, Refusal):
        return rest
    lines = [Line(statement.account, line.amount, bank_line)]
    applied = rest
    for position, application in enumerate(applications):
        built = _application(desk, bank_line, customer, application, f"applications[{position}]")
        if isinstance(built, Refusal):
            return built
        cash, parts = built
        applied += cash
        lines += parts
    if applied != line.amount or line.amount <= 0 or rest < 0:
        return Refusal(
            "cash.total",
            f"Applied plus unapplied ({shown(desk, rest)}) is {shown(desk, applied)}, the bank line "
            f"{shown(desk, line.amount)}.",
            "A receipt is money in and is applied in full; what is left over goes to unapplied cash.",
            "Set unapplied to the difference, not below zero; book anything else with post_entry.",
        )
    if rest:
        unapplied_cash = role_of(desk, "unapplied cash")
        if isinstance(unapplied_cash, Refusal):
            return unapplied_cash
        lines.append(Line(unapplied_cash, -rest, bank_line, "", bank_line))
    when = max(line.date, desk.books.closed_through.next.first)
    step = _posted(desk, when, f"Receipt {line.description}", tuple(lines), f"Cash of {bank_line} applied")
    if isinstance(step, Refusal):
        return step
    booked, result = step
    item = CashItem(booked.books.entries[-1].id, bank_line)
    matched = booked.with_match(statement.account, (bank_line,), (item,))
    return matched, ToolResult(result.title, (*result.fields, ("match", matched.matches[-1].id)))


def _application(
    desk: Workspace, bank_line: str, customer: str, application: Application, where: str
) -> tuple[int, list[Line]] | Refusal:
    """The cash that settles an invoice, and the lines that settle it: discount, write-off, receivables."""
    settled = cash = 0
    lines = []
    asked = (
        ("amount", application["amount"], ""),
        ("discount", application.get("discount", "0"), "sales discounts"),
        ("write_off", application.get("write_off", "0"), "small balances"),
    )
    for name, text, role in asked:
        part = amount_of(desk, text, f"{where}.{name}")
        if isinstance(part, Refusal):
            return part
        if part < 0:
            return Refusal(
                "cash.amount",
                f"{where}.{name} is {shown(desk, part)}.",
                "What is applied to an invoice is not negative.",
                "Book other movements with post_entry.",
            )
        settled += part
        if not role:
            cash = part
        elif part:
            account = role_of(desk, role)
            if isinstance(account, Refusal):
                return account
            lines.append(Line(account, part, bank_line))
    receivables = role_of(desk, "receivables")
    if isinstance(receivables, Refusal):
        return receivables
    lines.append(Line(receivables, -settled, bank_line, customer, application["invoice"]))
    return cash, lines


def update_entry(desk: Workspace, entry: str, lines: Sequence[EntryLine]) -> Step:
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
        f"Entry {quoted(entry)} was to be {verb}.",
        "Posted entries are never changed or deleted; the attempt is recorded.",
        "Correct with reverse_entry and post_entry.",
    )


def _posted(desk: Workspace, when: day, memo: str, lines: tuple[Line, ...], title: str) -> Step:
    new_id = _next_id(desk)
    try:
        entry = Entry(new_id, when, memo, lines)
    except EntryError:
        total = sum(line.amount for line in lines)
        if total:
            return Refusal(
                "entry.unbalanced",
                f"The lines add up to {shown(desk, total)}.",
                "Debits equal credits: signed amounts add up to zero.",
                "Mend the amounts, or add the line that is missing.",
            )
        zeros = sum(not line.amount for line in lines)
        return Refusal(
            "entry.malformed",
            f"The entry has {len(lines)} line(s), {zeros} of them of zero.",
            "An entry has at least two lines and none of zero.",
            "Give each line an amount, or leave it out.",
        )
    books = desk.books.post(entry)
    if isinstance(books, Refusal):
        return books
    debits = sum([line.amount for line in lines if line.amount > 0])
    fields = (("entry", new_id), ("date", day_text(when)), ("debits", shown(desk, debits)))
    return desk.with_books(books), ToolResult(f"{title}: {new_id}", fields)


def _next_id(desk: Workspace) -> str:
    return f"JE-{len(desk.books.entries) + 1:05d}"


def _posting_day(desk: Workspace, text: str) -> day | Refusal:
    """The date of a posting: at most in the month after the one to close. Closed periods are the ledger's to refuse."""
    when = day_of(text, "date")
    if isinstance(when, Refusal) or when.year * 12 + when.month - 1 <= desk.case.period.index + 1:
        return when
    return Refusal(
        "date.far",
        f"Date {when.isoformat()} is far ahead.",
        f"The month to close is {desk.case.period}; postings reach at most into the month after.",
        f"Date the entry in {desk.case.period} or {desk.case.period.next}.",
    )


def _foreign(desk: Workspace, currency: str) -> Refusal | None:
    own = desk.books.currency
    if currency == own:
        return None
    try:
        exponent(currency)
    except MoneyError:
        return Refusal(
            "currency.unknown",
            f"{quoted(currency)} is not a currency.",
            "Currencies are ISO 4217 codes.",
            f"Leave currency out; the books are in {own}.",
        )
    return Refusal(
        "currency.foreign",
        f"The amounts are said to be in {currency}.",
        f"These books are kept in {own} alone.",
        f"Translate the amounts at the rate that a document states, and post them in {own}.",
    )


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
    """The supplier bill with this id."""
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
        'List them with list_documents(kind="supplier bill").',
    )
