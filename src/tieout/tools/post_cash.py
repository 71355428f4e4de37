"""Posting cash: receipts applied to customers' invoices, and what is paid back to customers."""

from collections.abc import Sequence
from typing import NotRequired, TypedDict

from tieout.documents.closing import CashItem
from tieout.ledger.entries import Line
from tieout.ledger.refusal import Refusal
from tieout.tools.lookups import amount_of, role_of
from tieout.tools.matching import matched_bank_line, unknown_bank_line
from tieout.tools.messages import ToolResult
from tieout.tools.posting import posted
from tieout.tools.rendering import shown
from tieout.tools.settling import Part, not_settled
from tieout.tools.workspace import Step, Workspace


class Application(TypedDict):
    """What a receipt settles on one invoice: cash, and discount or write-off that the policy allows."""

    invoice: str
    amount: str
    discount: NotRequired[str]
    write_off: NotRequired[str]
    customer: NotRequired[str]


def apply_cash(
    desk: Workspace,
    bank_line: str,
    customer: str,
    applications: Sequence[Application],
    unapplied: str = "0.00",
    fee: str = "0.00",
) -> Step:
    """Book a receipt from its bank line and match the two, or pay back a customer's credit from a bank line of money out.

    Args:
        bank_line: Id of the bank line with the receipt.
        customer: Customer id; empty for a receipt that nobody can identify.
        applications: Per invoice: invoice, amount in cash, discount and write_off if allowed, customer if not the
            receipt's. Paid back: a negative amount per invoice, or bank line, that holds the credit.
        unapplied: What goes to unapplied cash; cash applied plus unapplied is the bank line's amount plus the fee.
        fee: What bank or processor kept of the receipt; booked to bank fees.
    """
    if bank_line not in desk.case.bank_lines:
        return unknown_bank_line(bank_line)
    line, statement = desk.case.bank_lines[bank_line]
    if bank_line in desk.matched:
        return matched_bank_line(desk, bank_line)
    kept = []
    for name, text in (("unapplied", unapplied), ("fee", fee)):
        amount = amount_of(desk, text, name)
        if isinstance(amount, Refusal):
            return amount
        kept.append(amount)
    rest, charge = kept
    parts = []
    for position, application in enumerate(applications):
        part = _part(desk, application, customer, f"applications[{position}]")
        if isinstance(part, Refusal):
            return part
        parts.append(part)
    refund = line.amount < 0
    applied = rest + sum([part.cash for part in parts])
    if applied != line.amount + charge or rest < 0 or charge < 0 or (refund and (rest or charge)):
        return Refusal(
            "cash.total",
            f"Applied plus unapplied ({shown(desk, rest)}) is {shown(desk, applied)}, the bank line "
            f"{shown(desk, line.amount)} plus a fee of {shown(desk, charge)}.",
            "A receipt is applied in full, what is left over to unapplied cash; money paid back comes off an item alone.",
            "Set unapplied to the difference, not below zero; book anything else with post_entry.",
        )
    if (refusal := not_settled(desk, line, parts)) is not None:
        return refusal
    lines = _lines(desk, statement.account, bank_line, line.amount, rest, charge, parts)
    if isinstance(lines, Refusal):
        return lines
    when = max(line.date, desk.books.closed_through.next.first)
    memo = f"{'Refund' if refund else 'Receipt'} {line.description}"
    step = posted(desk, when, memo, lines, f"Cash of {bank_line} applied")
    if isinstance(step, Refusal):
        return step
    booked, result = step
    item = CashItem(booked.books.entries[-1].id, bank_line)
    matched = booked.with_match(statement.account, (bank_line,), (item,))
    return matched, ToolResult(result.title, (*result.fields, ("match", matched.matches[-1].id)))


def _part(desk: Workspace, application: Application, customer: str, where: str) -> Part | Refusal:
    """The amounts of one application; only what pays back is negative, and that is cash."""
    amounts = []
    asked = (
        ("amount", application["amount"]),
        ("discount", application.get("discount", "0")),
        ("write_off", application.get("write_off", "0")),
    )
    for name, text in asked:
        amount = amount_of(desk, text, f"{where}.{name}")
        if isinstance(amount, Refusal):
            return amount
        amounts.append(amount)
    return Part(where, application["invoice"], application.get("customer") or customer, *amounts)


def _lines(
    desk: Workspace, bank: str, bank_line: str, amount: int, rest: int, charge: int, parts: Sequence[Part]
) -> tuple[Line, ...] | Refusal:
    """The entry's lines: bank and fee, then per application discount, write-off and the item, then what stays unapplied."""
    asked: list[tuple[str, int, str, str]] = [("bank fees", charge, "", "")]
    for part in parts:
        asked += (("sales discounts", part.discount, "", ""), ("small balances", part.write_off, "", ""))
        if part.invoice in desk.case.bank_lines:
            asked.append(("unapplied cash", -part.settled, "", part.invoice))
        else:
            asked.append(("receivables", -part.settled, part.customer, part.invoice))
    asked.append(("unapplied cash", -rest, "", bank_line))
    lines = [Line(bank, amount, bank_line)]
    for role, moved, party, item in asked:
        if moved or role == "receivables":
            account = role_of(desk, role)
            if isinstance(account, Refusal):
                return account
            lines.append(Line(account, moved, bank_line, party, item))
    return tuple(lines)
