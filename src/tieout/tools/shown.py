"""What several tools share: paging, amounts and dates in arguments, look-ups that refuse what is not there."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from tieout.documents.bank import BankStatement
from tieout.documents.casefile import CaseFile
from tieout.documents.render import render_document
from tieout.ledger.accounts import Account
from tieout.ledger.entries import Entry
from tieout.ledger.money import MoneyError, parse, render
from tieout.ledger.refusal import Refusal
from tieout.tools.arguments import quoted
from tieout.tools.calls import Page, ToolResult
from tieout.tools.workspace import Workspace

PAGE_ROWS: Final = 25
PAGE_BYTES: Final = 10_000
BODY_CHARACTERS: Final = 6_000
LONGEST_WORD: Final = 30

Step = tuple[Workspace, ToolResult] | Refusal

# The same few thousand amounts and dates are shown again and again while a month is worked on.
amount_text = lru_cache(maxsize=1 << 14)(render)
day_text = lru_cache(maxsize=1 << 11)(date.isoformat)


@lru_cache(maxsize=1 << 6)
def searched_texts(case: CaseFile) -> Mapping[str, str]:
    """Document id to the text that a search looks at. Kept for a few desks: sessions on the same month share it."""
    currency = case.books.currency
    return MappingProxyType({document.id: render_document(document, currency).casefold() for document in case.documents})


def paged(page: int, total: int, rows: int = PAGE_ROWS) -> tuple[Page, slice] | Refusal:
    """The page's description and the slice of rows that it shows; pages count from 1."""
    pages = max(1, -(-total // rows))
    if not 1 <= page <= pages:
        return Refusal(
            "page.out_of_range",
            f"Page {page} was asked for.",
            f"There are {pages} page(s) of {rows} rows.",
            f"Ask for page 1 to {pages}." if pages > 1 else "Ask for page 1.",
        )
    start = (page - 1) * rows
    stop = min(start + rows, total)
    return Page(start + 1 if total else 0, stop, total, page + 1 if page < pages else 0), slice(start, stop)


def table(
    title: str,
    fields: tuple[tuple[str, str], ...],
    columns: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
    page: Page,
) -> ToolResult:
    """A page of a table, at most PAGE_BYTES of text: where long memos or items would make it more, cells are cut, each
    after a whole word."""
    result = ToolResult(title, fields, columns, rows, page)
    for width in (60, 30, 15):
        if len(result.text if result.text.isascii() else result.text.encode()) <= PAGE_BYTES:
            break
        cut = tuple([tuple([_cut(cell, width) for cell in row]) for row in rows])
        result = ToolResult(title, fields, columns, cut, page)
    return result


def _cut(cell: str, width: int) -> str:
    """The cell's first words, as many as fit ``width`` with an ellipsis; the first stands there even if it is longer.
    What runs on for more than LONGEST_WORD is nobody's word: it ends there."""
    if len(cell) <= width:
        return cell
    end = cell.rfind(" ", 0, width)
    if end <= 0:
        end = min(len(cell.split(" ", 1)[0]), LONGEST_WORD)
    return cell if end == len(cell) else f"{cell[:end]}…"


def paged_body(title: str, body: str, page: int) -> ToolResult | Refusal:
    """A document in pages of whole lines, as many as fit BODY_CHARACTERS (a longer single line stands alone)."""
    if len(body) <= BODY_CHARACTERS and page == 1:
        return ToolResult(title, body=body)
    lines = body.split("\n")
    starts = [0]
    size = 0
    for number, line in enumerate(lines):
        size += len(line) + 1
        if size > BODY_CHARACTERS and number > starts[-1]:
            starts.append(number)
            size = len(line) + 1
    if page > len(starts):
        return Refusal(
            "page.out_of_range",
            f"Page {page} was asked for.",
            f"{title} has {len(starts)} page(s).",
            f"Ask for page 1 to {len(starts)}." if len(starts) > 1 else "Ask for page 1.",
        )
    start, stop = starts[page - 1], (*starts, len(lines))[page]
    described = Page(start + 1, stop, len(lines), page + 1 if page < len(starts) else 0)
    return ToolResult(title, page=described, body="\n".join(lines[start:stop]))


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


def shown(desk: Workspace, minor: int) -> str:
    """An amount as the agent reads and writes it."""
    return amount_text(minor, desk.books.currency)


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
