"""Look-ups of what an argument names, which refuse what is not there."""

from datetime import date

from tieout.documents.bank import BankStatement
from tieout.ledger.accounts import Account
from tieout.ledger.entries import Entry
from tieout.ledger.money import MoneyError, parse, render
from tieout.ledger.refusal import Refusal
from tieout.tools.arguments import quoted
from tieout.tools.workspace import Workspace


def amount_of(desk: Workspace, text: str, where: str) -> int | Refusal:
    """Minor units of an amount argument, or why it is not money."""
    currency = desk.books.currency
    try:
        return parse(text, currency)
    except MoneyError:
        return Refusal(
            "amount.malformed",
            f"{where} is {quoted(text)}.",
            f'Amounts are plain decimal strings in {currency}, such as "{render(125_000, currency)}".',
            "Write at most twelve digits, a decimal point and the currency's decimals; no sign but a leading minus.",
        )


def day_of(text: str, where: str) -> date | Refusal:
    """The date of a date argument, or why it is none. Books begin in 1900."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is not None and found.year >= 1900 and found.isoformat() == text:
        return found
    return Refusal(
        "date.malformed",
        f"{where} is {quoted(text)}.",
        "Dates are written YYYY-MM-DD.",
        'Write for instance "2024-03-31".',
    )


def account_of(desk: Workspace, code: str) -> Account | Refusal:
    """The account of the chart with this code."""
    return desk.books.chart.get(code) or Refusal(
        "account.unknown",
        f"Account {quoted(code)} is not in the chart.",
        "Accounts are named by their code in the chart.",
        "List the accounts with trial_balance.",
    )


def role_of(desk: Workspace, role: str) -> str | Refusal:
    """Code of the account that the chart keeps for a purpose."""
    return desk.books.chart.find_role(role) or Refusal(
        "account.no_role",
        f"The chart has no account for {role}.",
        "This tool books to that account.",
        "Book with post_entry to the accounts that the policy names.",
    )


def statement_of(desk: Workspace, code: str) -> BankStatement | Refusal:
    """The statement of a bank account."""
    found = desk.case.statement_of(code)
    if found is not None:
        return found
    accounts = [statement.account for statement in desk.case.statements]
    return Refusal(
        "bank.unknown",
        f"Account {quoted(code)} has no bank statement.",
        "Only bank accounts with a statement are reconciled.",
        f"Use {' or '.join(accounts)}." if accounts else "This desk has no bank statement.",
    )


def entry_of(desk: Workspace, entry_id: str) -> Entry | Refusal:
    """The posted entry with this id."""
    return desk.books.entry(entry_id) or Refusal(
        "entry.unknown",
        f"There is no entry {quoted(entry_id)}.",
        "Entries are named by the id under which they were posted.",
        "Find the id with query_ledger.",
    )


def unknown_document(desk: Workspace, document_id: str) -> Refusal | None:
    """None for a document on the desk or a bank line."""
    if document_id in desk.case.by_id or document_id in desk.case.bank_lines:
        return None
    return Refusal(
        "document.unknown",
        f"There is no document {quoted(document_id)}.",
        "Documents are named by the id under which they arrived.",
        "List them with list_documents, bank lines with list_bank_lines.",
    )


def unknown_department(desk: Workspace, code: str) -> Refusal:
    """The refusal of a department that the company does not have."""
    known = ", ".join(f"{one.code} {one.name}" for one in desk.books.chart.departments)
    return Refusal(
        "department.unknown",
        f"There is no department {quoted(code)}.",
        "Lines name departments of the company by their code.",
        f"Use one of: {known}." if known else "Leave the department empty: this company keeps none.",
    )
