"""What all posting tools share: the date, the entry, and every check of it before the books take it."""

from datetime import date as day

from tieout.ledger.entries import Entry, EntryError, Line
from tieout.ledger.refusal import Refusal
from tieout.tools.lookups import day_of
from tieout.tools.messages import ToolResult
from tieout.tools.posting_dates import out_of_month
from tieout.tools.rendering import day_text, shown
from tieout.tools.sub_ledger import memo_overdrawn, unfounded
from tieout.tools.workspace import Step, Workspace


def posted(desk: Workspace, when: day, memo: str, lines: tuple[Line, ...], title: str) -> Step:
    """The desk with an entry of these lines, once entry, sub-ledgers, date and books all take it."""
    new_id = next_id(desk)
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
    refusal = unfounded(desk, lines) or memo_overdrawn(desk, lines) or out_of_month(desk, when, lines)
    if refusal is not None:
        return refusal
    books = desk.books.post(entry)
    if isinstance(books, Refusal):
        return books
    debits = sum([line.amount for line in lines if line.amount > 0])
    fields = (("entry", new_id), ("date", day_text(when)), ("debits", shown(desk, debits)))
    return desk.with_books(books), ToolResult(f"{title}: {new_id}", fields)


def next_id(desk: Workspace) -> str:
    """The id of the next entry: entries are numbered on from where the books stand."""
    return f"JE-{int(desk.books.entries[-1].id.rpartition('-')[2]) + 1:05d}"


def posting_day(desk: Workspace, text: str) -> day | Refusal:
    """The date of a posting: at most in the month after the one to close, where :func:`out_of_month` has the last word.
    Closed periods are the ledger's to refuse."""
    when = day_of(text, "date")
    if isinstance(when, Refusal) or when.year * 12 + when.month - 1 <= desk.case.period.index + 1:
        return when
    return Refusal(
        "date.far",
        f"Date {when.isoformat()} is far ahead.",
        f"The month to close is {desk.case.period}; postings reach at most into the month after.",
        f"Date the entry in {desk.case.period} or {desk.case.period.next}.",
    )
