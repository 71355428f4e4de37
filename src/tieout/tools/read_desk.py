"""Tools that read what lies on the desk: documents, bank lines, masters, policy. They never change it."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, Literal

from tieout.documents.casefile import Customer, Vendor
from tieout.documents.letters import PolicyTopic
from tieout.ledger.refusal import Refusal
from tieout.tools.arguments import quoted
from tieout.tools.lookups import amount_of, statement_of, unknown_document
from tieout.tools.messages import Page, ToolResult
from tieout.tools.rendering import (
    amount_text,
    day_text,
    document_text,
    no_such_page,
    paged,
    paged_body,
    searched_texts,
    shown,
    table,
)
from tieout.tools.workspace import Step, Workspace

POLICY_BYTES: Final = 8_000  # of a page of the policy; a call that lists documents may come to as much
DocumentKind = Literal[
    "",
    "bank statement",
    "card receipt",
    "card statement",
    "close policy",
    "contract",
    "credit memo",
    "deposit slip",
    "e-mail",
    "exemption certificate",
    "fixed-asset register",
    "goods receipt",
    "loan statement",
    "stock count",
    "stock roll-forward",
    "notice",
    "payment voucher",
    "payout report",
    "payroll register",
    "prepaid schedule",
    "purchase order",
    "remittance advice",
    "sales invoice",
    "standing agreement",
    "supplier bill",
]


def list_documents(desk: Workspace, kind: DocumentKind = "", party: str = "", text: str = "", page: int = 1) -> Step:
    """List the documents: id, date, kind, party, amount, decision so far. Filters combine.

    Args:
        kind: As the list names it.
        party: Vendor or customer id.
        text: Contained in the document, ignoring case.
        page: Page, from 1.
    """
    case = desk.case
    found = case.by_kind.get(kind, ()) if kind else case.documents
    if party:
        found = tuple([document for document in found if document.party == party])
    if text:
        needle, texts = text.casefold(), searched_texts(case)
        found = tuple([document for document in found if needle in texts[document.id]])
    pages = paged(page, len(found))
    if isinstance(pages, Refusal):
        return pages
    described, part = pages
    currency = desk.books.currency
    amounts, decisions = case.amounts, desk.decisions
    rows = tuple(
        [
            (
                document.id,
                day_text(document.date),
                document.kind,
                document.party,
                amount_text(amounts[document.id], currency) if document.id in amounts else "",
                decisions.get(document.id, ""),
            )
            for document in found[part]
        ]
    )
    columns = ("document", "date", "kind", "party", "amount", "decision")
    return desk, table(f"{len(found)} document(s)", (), columns, rows, described)


def read_document(desk: Workspace, documents: Sequence[str], page: int = 1) -> Step:
    """Read one or several documents as received.

    Args:
        documents: Ids; that of a bank line shows the line.
        page: Of a long answer, from 1.
    """
    read = [_read(desk, name) for name in documents]
    readable = [answer for answer in read if not isinstance(answer, Refusal)]
    if not readable:
        return next((answer for answer in read if isinstance(answer, Refusal)), _nothing_to_read())
    if len(read) == 1:
        title, fields, body = readable[0]
        result = paged_body(title, body, page) if body else ToolResult(title, fields)
    else:
        result = paged_body(f"{len(read)} documents", "\n\n".join(map(_part, read)), page)
    return result if isinstance(result, Refusal) else (desk, result)


_Read = tuple[str, tuple[tuple[str, str], ...], str]  # title, fields, body


def _read(desk: Workspace, document: str) -> _Read | Refusal:
    refusal = unknown_document(desk, document)
    if refusal is not None:
        return refusal
    if document not in desk.case.bank_lines:
        found = desk.case.by_id[document]
        return f"{found.kind} {document}", (), document_text(desk.case, document)
    line, statement = desk.case.bank_lines[document]
    fields = (
        ("statement", statement.id),
        ("account", statement.account),
        ("date", day_text(line.date)),
        ("amount", shown(desk, line.amount)),
        ("description", line.description),
        ("reference", line.reference),
        ("match", desk.matched.get(document, "none")),
    )
    return f"Bank line {line.id}", fields, ""


def _part(read: _Read | Refusal) -> str:
    """A document's part of an answer about several: headed by its title, or why it could not be read."""
    if isinstance(read, Refusal):
        return f"== {read.text}"
    title, fields, body = read
    return "\n".join([f"== {title}", *(f"{name}: {value}" for name, value in fields), *([body] if body else [])])


def _nothing_to_read() -> Refusal:
    return Refusal(
        "document.none",
        "No document was named.",
        "A call reads one document or more.",
        'Name them, for instance documents=["BILL-12345"]; list_documents shows their ids.',
    )


def list_bank_lines(
    desk: Workspace,
    account: str,
    status: Literal["open", "matched", "all"] = "open",
    text: str = "",
    amount: str = "",
    page: int = 1,
) -> Step:
    """List the statement lines of a bank account, with opening and closing balance. Money in is positive.

    Args:
        account: Ledger code.
        status: Open lines await matching.
        text: In description or reference, ignoring case.
        amount: Such as "-12.50".
        page: Page, from 1.
    """
    statement = statement_of(desk, account)
    if isinstance(statement, Refusal):
        return statement
    wanted = amount_of(desk, amount, "amount") if amount else None
    if isinstance(wanted, Refusal):
        return wanted
    matched = desk.matched
    found = statement.lines
    if status != "all":
        asked = status == "matched"
        found = tuple([line for line in found if (line.id in matched) is asked])
    if wanted is not None:
        found = tuple(line for line in found if line.amount == wanted)
    if text:
        needle = text.casefold()
        found = tuple(line for line in found if needle in f"{line.description}\n{line.reference}".casefold())
    pages = paged(page, len(found))
    if isinstance(pages, Refusal):
        return pages
    described, part = pages
    currency = desk.books.currency
    rows = tuple(
        [
            (
                line.id,
                day_text(line.date),
                amount_text(line.amount, currency),
                line.description,
                line.reference,
                matched.get(line.id, ""),
            )
            for line in found[part]
        ]
    )
    fields = (
        ("statement", statement.id),
        ("opening balance", shown(desk, statement.opening)),
        ("closing balance", shown(desk, statement.closing)),
        ("lines found", str(len(found))),
        ("total", shown(desk, sum([line.amount for line in found]))),
    )
    columns = ("bank line", "date", "amount", "description", "reference", "match")
    return desk, table(f"Bank lines of {account}, {status}", fields, columns, rows, described)


def vendor(desk: Workspace, name: str = "", page: int = 1) -> Step:
    """Vendor master: contact, bank account and phone on file, terms, usual account and department. Without a name, all.

    Args:
        name: Id, or part of the name.
        page: Page, from 1.
    """
    return _master(desk, "Vendor", desk.case.vendors, name, page)


def customer(desk: Workspace, name: str = "", page: int = 1) -> Step:
    """Customer master: contact and terms. Without a name, all.

    Args:
        name: Id, or part of the name.
        page: Page, from 1.
    """
    return _master(desk, "Customer", desk.case.customers, name, page)


def _master(
    desk: Workspace,
    kind: str,
    records: tuple[Vendor, ...] | tuple[Customer, ...],
    name: str,
    page: int,
) -> Step:
    needle = name.casefold()
    found = [record for record in records if record.id == name] or [
        record for record in records if needle in record.name.casefold()
    ]
    if not found:
        return Refusal(
            "master.unknown",
            f"No {kind.lower()} is called {quoted(name)}.",
            "Masters are searched by id or by part of the name.",
            f"List all with {kind.lower()}().",
        )
    if len(found) == 1:
        record = found[0]
        fields = tuple((field.replace("_", " "), str(getattr(record, field))) for field in record.__slots__)
        return desk, ToolResult(f"{kind} {record.id}", fields)
    pages = paged(page, len(found))
    if isinstance(pages, Refusal):
        return pages
    described, part = pages
    rows = tuple((record.id, record.name, str(record.terms_days)) for record in found[part])
    return desk, table(f"{len(found)} {kind.lower()}s", (), ("id", "name", "terms days"), rows, described)


def policy(desk: Workspace, topic: str = "", page: int = 1) -> Step:
    """The close policy, a page of whole topics. Without a topic, all of it.

    Args:
        topic: As the policy names it.
        page: Counts from 1.
    """
    topics = desk.case.policy.topics
    if topic:
        chosen = tuple(entry for entry in topics if entry.topic == topic)
        if not chosen:
            return Refusal(
                "policy.unknown",
                f"The policy has no topic {quoted(topic)}.",
                "Topics are named as the policy names them.",
                f"Use one of: {', '.join(entry.topic for entry in topics)}.",
            )
        topics = chosen
    sheets = _sheets(topics)
    if page > len(sheets):
        return no_such_page(page, "The policy", len(sheets))
    shown_topics = sheets[page - 1]
    rows = tuple([(entry.topic, name, value) for entry in shown_topics for name, value in entry.values])
    body = "\n".join(f"{entry.topic}: {entry.text}" for entry in shown_topics)
    described = None
    if len(sheets) > 1:
        first = sum(len(sheet) for sheet in sheets[: page - 1]) + 1
        last = first + len(shown_topics) - 1
        described = Page(first, last, len(topics), page + 1 if page < len(sheets) else 0)
    return desk, ToolResult("Close policy", (), ("topic", "name", "value") if rows else (), rows, described, body)


@lru_cache(maxsize=64)
def _sheets(topics: tuple[PolicyTopic, ...]) -> tuple[tuple[PolicyTopic, ...], ...]:
    """The topics in pages of whole ones, as many as fit POLICY_BYTES with their values."""
    sheets: list[list[PolicyTopic]] = [[]]
    size = 0
    for entry in topics:
        values = sum(len(f"{entry.topic} | {name} | {value}".encode()) + 1 for name, value in entry.values)
        own = len(f"{entry.topic}: {entry.text}".encode()) + 1 + values
        if sheets[-1] and size + own > POLICY_BYTES:
            sheets.append([])
            size = 0
        sheets[-1].append(entry)
        size += own
    return tuple([tuple(sheet) for sheet in sheets])
