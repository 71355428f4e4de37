"""Posting journal entries and reversals. Everything is checked before anything changes."""

from collections.abc import Sequence
from typing import NotRequired, TypedDict

from tieout.documents.closing import CashItem
from tieout.ledger.entries import Line
from tieout.ledger.money import MoneyError, exponent
from tieout.ledger.refusal import Refusal
from tieout.tools.arguments import quoted
from tieout.tools.lookups import amount_of, entry_of, unknown_document
from tieout.tools.matching import matched_entry
from tieout.tools.messages import ToolResult
from tieout.tools.posting import next_id, posted, posting_day
from tieout.tools.posting_dates import out_of_month
from tieout.tools.sub_ledger import memo_overdrawn
from tieout.tools.workspace import Step, Workspace


class EntryLine(TypedDict):
    """A line as the agent writes it: debit positive, credit negative."""

    account: str
    amount: str
    document: str
    party: NotRequired[str]
    item: NotRequired[str]
    department: NotRequired[str]


def post_entry(desk: Workspace, date: str, memo: str, lines: Sequence[EntryLine], currency: str = "") -> Step:
    """Post a journal entry. Amounts are decimal strings, debits positive, credits negative, and sum to zero.

    Args:
        date: YYYY-MM-DD in the month to close; the month after takes only mirror images of what stands there or of
            accruals.
        memo: What it is for.
        lines: Two or more; document (or bank line) supports the line; party and item where the account keeps them (one
            that stands there, or the paper that opens it).
        currency: ISO code of the amounts. Default, and the only one accepted: the books' currency.
    """
    when = posting_day(desk, date)
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
        kept = line.get("party", ""), line.get("item", ""), line.get("department", "")
        built.append(Line(line["account"], amount, line["document"], *kept))
    return posted(desk, when, memo, tuple(built), "Posted")


def reverse_entry(desk: Workspace, entry: str, date: str, memo: str = "") -> Step:
    """Reverse an entry: post its mirror image, which cites the same documents.

    Args:
        entry: Entry id.
        date: YYYY-MM-DD in the month to close; the month after is for what stands there and for accruals.
        memo: Why it is reversed.
    """
    when = posting_day(desk, date)
    if isinstance(when, Refusal):
        return when
    original = entry_of(desk, entry)
    if isinstance(original, Refusal):
        return original
    for line in original.lines:
        item = CashItem(entry, line.document)
        if (line.account, item) in desk.matched:
            return matched_entry(desk, line.account, item)
    if entry in desk.case.reconciled:
        return Refusal(
            "entry.opening",
            f"Entry {entry} was signed off with an earlier month.",
            "Opening balances and what an earlier reconciliation has cleared are not reversed.",
            "Correct the one item that is wrong with post_entry, dated in the month to close.",
        )
    lines = tuple(line.negated() for line in original.lines)
    if not desk.books.reversed_by(entry):
        refusal = memo_overdrawn(desk, lines) or out_of_month(desk, when, lines)
        if refusal is not None:
            return refusal
    new_id = next_id(desk)
    books = desk.books.reverse(entry, new_id, when, memo or f"Reversal of {entry}")
    if isinstance(books, Refusal):
        return books
    return desk.with_books(books), ToolResult(
        f"Reversed {entry} by {new_id}", (("entry", new_id), ("date", when.isoformat()))
    )


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
