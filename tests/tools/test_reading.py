"""Reading tools find what is there, all of it, and nothing else."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.desk import MARCH, case, desk, done, line, minor

from tieout.documents.bank import BankLine, BankStatement
from tieout.documents.casefile import Document
from tieout.documents.letters import Notice
from tieout.ledger.books import Books
from tieout.ledger.entries import Entry, Line
from tieout.ledger.refusal import Refusal
from tieout.tools.messages import Page, ToolCall, ToolResult
from tieout.tools.read_desk import DocumentKind
from tieout.tools.read_ledger import TRIAL_BALANCE_ROWS
from tieout.tools.registry import call_tool
from tieout.tools.rendering import BODY_CHARACTERS, LONGEST_WORD, PAGE_BYTES, PAGE_ROWS, paged, paged_body, table
from tieout.tools.workspace import Workspace

# The ledger takes a reversal in April; the tools take there but what undoes an accrual.
_REVERSED = desk().books.reverse("JE-00006", "JE-00011", dt.date(2024, 4, 2), "Reversal of JE-00006")
assert isinstance(_REVERSED, Books)
CORRECTED = desk().with_books(_REVERSED)
for _name, _arguments in (
    ("match", {"pairs": [{"bank_lines": ["BL-0001"], "entries": ["JE-00003"]}]}),
    ("post_bill", {"bill": "BILL-0042", "coding": [{"account": "6100", "amount": "544.63"}]}),
    (
        "post_entry",
        {
            "date": "2024-03-29",
            "memo": "Service charge",
            "lines": [line("6700", "35.00", "BL-0007"), line("1010", "-35.00", "BL-0007")],
        },
    ),
):
    CORRECTED = done(CORRECTED, _name, **_arguments)


def asked(at: Workspace, name: str, /, **arguments: object) -> ToolResult:
    after, answer = call_tool(at, ToolCall(name, arguments))
    assert isinstance(answer, ToolResult), answer.text
    assert after is at, "a reading tool changes nothing"
    return answer


def column(result: ToolResult, name: str) -> list[str]:
    position = result.columns.index(name)
    return [row[position] for row in result.rows]


def every_row(at: Workspace, name: str, /, **arguments: object) -> list[tuple[str, ...]]:
    """The rows of all pages."""
    found: list[tuple[str, ...]] = []
    page = 1
    while page:
        result = asked(at, name, **arguments, page=page)
        found += result.rows
        page = result.page.next if result.page else 0
    return found


def test_document_kinds_are_those_that_there_are() -> None:
    """The enumeration in the schema names the kinds of the document records, and no filter."""
    kinds = {kind.kind for kind in Document.__args__}
    assert set(DocumentKind.__args__) == kinds | {""}


def test_documents_are_searched_in_their_text_as_received() -> None:
    """The text filter finds what stands in the document alone, whatever the case."""
    assert column(asked(desk(), "list_documents", text="4471-208813"), "document") == ["BILL-0041", "BILL-0042"]
    assert column(asked(desk(), "list_documents", text="CALL 555-019-9999"), "document") == ["MAIL-0005"]
    assert asked(desk(), "list_documents", text="no such words").rows == ()


def at_times(*values: str) -> st.SearchStrategy[str]:
    """No filter as often as one."""
    return st.just("") | st.sampled_from(values)


@given(
    account=at_times("1010", "2000", "6100", "1200", "2300"),
    document=at_times("BILL-0041", "PAY-1002", "TB-0001", "BL-0007", "POL-0001"),
    party=at_times("V-0012", "C-0101", "nobody"),
    item=at_times("BILL-0041", "BILL-0032", "INV-0210", "S-1"),
    entry=at_times("JE-00001", "JE-00005", "JE-00011"),
    period=at_times("all", "2024-02", "2024-03", "2024-04", "2023-01"),
    amount=at_times("5436.00", "-5436", "35.00", "-815.40", "2500.00", "-2500", "1.00", "0.00"),
)
@example(account="", document="", party="", item="", entry="", period="", amount="2500.00")
@example(account="1200", document="", party="", item="", entry="", period="all", amount="-2500")
@example(account="2000", document="", party="V-0011", item="", entry="", period="", amount="")
def test_ledger_filters_agree_with_reading_every_line(
    account: str, document: str, party: str, item: str, entry: str, period: str, amount: str
) -> None:
    """Whatever filters are combined, the look-ups find what a reader of the whole journal finds, in its order."""
    anywhere = bool(document or item or entry)
    month = {"": "" if anywhere else "2024-03", "all": ""}.get(period, period)
    expected = [
        (posted.id, posted.date.isoformat(), found.account, found.amount, found.document, found.party, found.item)
        for posted in CORRECTED.books.entries
        for found in posted.lines
        if account in ("", found.account)
        and document in ("", found.document)
        and party in ("", found.party)
        and item in ("", found.item)
        and entry in ("", posted.id)
        and posted.date.isoformat().startswith(month)
        and (not amount or found.amount == minor(amount))
    ]
    filters = {"account": account, "document": document, "party": party, "item": item, "entry": entry}
    rows = every_row(CORRECTED, "query_ledger", **filters, period=period, amount=amount)
    assert [(*row[:3], minor(row[3]), *row[4:7]) for row in rows] == expected
    result = asked(CORRECTED, "query_ledger", **filters, period=period, amount=amount)
    assert dict(result.fields)["lines found"] == str(len(expected))
    assert minor(dict(result.fields)["total"]) == sum(row[3] for row in expected)


def test_a_document_of_an_earlier_month_is_found_though_it_is_not_on_the_desk() -> None:
    """History cites papers that were filed long ago: the ledger still answers for them."""
    found = case()
    without = replace(found, documents=tuple(d for d in found.documents if d.id != "TB-0001"))
    result = asked(Workspace.opened(without), "query_ledger", document="TB-0001")
    assert len(result.rows) == 10


def test_cash_that_awaits_matching_is_what_match_takes() -> None:
    """Each row names an entry and a document that match accepts, with the amount that it counts."""
    for row in asked(desk(), "query_ledger", account="1010", unmatched=True).rows:
        _, answer = call_tool(
            desk(), ToolCall("match", {"pairs": [{"bank_lines": ["BL-0008"], "entries": [f"{row[0]}:{row[4]}"]}]})
        )
        assert isinstance(answer, Refusal)
        assert answer.code == "match.difference"
        assert f"the entries to {row[3]}" in answer.value


def test_cash_is_netted_where_an_entry_moves_it_twice_for_one_document() -> None:
    """A refund within an entry counts against what it refunds, as match counts it."""
    fee = [
        line("6700", "30.00", "BL-0007"),
        line("1010", "-35.00", "BL-0007"),
        line("1010", "5.00", "BL-0007"),
    ]
    at = done(desk(), "post_entry", date="2024-03-18", memo="Fee, net", lines=fee)
    rows = asked(at, "query_ledger", account="1010", unmatched=True, document="BL-0007").rows
    assert [row[3] for row in rows] == ["-30.00"]


def test_opening_movement_and_closing_agree_between_tools() -> None:
    """The trial balance, an account's balance and the ledger lines tell one story."""
    for code, _, _, opening, movement, closing in every_row(CORRECTED, "trial_balance"):
        single = dict(asked(CORRECTED, "account_balance", account=code).fields)
        moved = minor(single["debits"]) + minor(single["credits"])
        assert (single["opening"], moved, single["closing"]) == (opening, minor(movement), closing)
        assert dict(asked(CORRECTED, "query_ledger", account=code).fields)["total"] == movement


def test_the_next_month_has_its_own_balance() -> None:
    """A reversal dated in April moves April's balance and leaves March's."""
    march = dict(asked(CORRECTED, "account_balance", account="6100").fields)
    april = dict(asked(CORRECTED, "account_balance", account="6100", period="2024-04").fields)
    assert march["closing"] == april["opening"] == "5980.63"
    assert (april["debits"], april["credits"]) == ("0.00", "-5436.00")


def test_open_items_follow_what_is_posted() -> None:
    """A new item appears in its place, and a settled one goes; what is reversed in the month after stands at month-end."""
    rows = every_row(CORRECTED, "open_items", account="2000")
    assert [row[1] for row in rows] == ["BILL-0044", "BILL-0041", "BILL-0042"]
    assert [row[1] for row in every_row(CORRECTED, "open_items", account="2000", party="V-0012")] == [
        "BILL-0041",
        "BILL-0042",
    ]
    undone = done(desk(), "reverse_entry", entry="JE-00006", date="2024-03-31")
    assert [row[1] for row in every_row(undone, "open_items", account="2000")] == ["BILL-0044"]


def test_masters_are_found_by_id_and_by_part_of_the_name() -> None:
    """One hit shows the record, several a list."""
    assert dict(asked(desk(), "vendor", name="V-0011").fields)["bank account"] == "2210-774410"
    assert dict(asked(desk(), "customer", name="orrin").fields)["id"] == "C-0102"
    assert len(asked(desk(), "customer", name="a").rows) == 2


@given(total=st.integers(0, 400), rows=st.integers(1, 60))
def test_pages_partition_the_rows(total: int, rows: int) -> None:
    """Following the next page from the first shows every row once, in order, and then ends."""
    seen: list[int] = []
    page = 1
    while page:
        answer = paged(page, total, rows)
        assert not isinstance(answer, Refusal)
        described, part = answer
        shown = list(range(total))[part]
        assert (described.first, described.last) == ((shown[0] + 1, shown[-1] + 1) if shown else (0, 0))
        assert described.total == total
        seen += shown
        page = described.next
    assert seen == list(range(total))
    assert isinstance(paged(max(1, -(-total // rows)) + 1, total, rows), Refusal)


@given(lines=st.lists(st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=400), max_size=120))
def test_a_long_document_comes_in_pages_of_whole_lines(lines: list[str]) -> None:
    """The pages of a document put together are the document; each is of bounded size."""
    body = "\n".join(lines)
    pages: list[str] = []
    page = 1
    while page:
        answer = paged_body("notice N-1", body, page)
        assert isinstance(answer, ToolResult)
        assert len(answer.body) <= BODY_CHARACTERS
        pages.append(answer.body)
        page = answer.page.next if answer.page else 0
    assert "\n".join(pages) == body
    assert isinstance(paged_body("notice N-1", body, len(pages) + 1), Refusal)


def crowded() -> Workspace:
    """A desk with 300 long bank lines, 300 documents of long names, and a journal of long memos."""
    found = case()
    lines = tuple(
        BankLine(f"BL-{number:05d}", MARCH.last, number + 1, f"DESCRIPTION {'x' * 70}", f"REF-{'9' * 30}")
        for number in range(300)
    )
    closing = sum(line.amount for line in lines)
    statement = BankStatement("STMT-9", MARCH.last, "", "1010", "9", MARCH, 0, closing, lines)
    notices = tuple(Notice(f"NOTE-{number:05d}", MARCH.first, "V-0012", "Notice", "…") for number in range(300))
    others = tuple(document for document in found.documents if not isinstance(document, BankStatement))
    at = Workspace.opened(replace(found, documents=(*others, *notices, statement)))
    booked = (
        Line("1900", 100, "NOTE-00001", "", "ü" * 300),
        Line("1900", -100, "NOTE-00001", "", "🧾" * 300),
    )
    books = at.books.post(*[Entry(f"JE-{number:05d}", MARCH.last, "語" * 300, booked) for number in range(11, 51)])
    assert isinstance(books, Books)
    return at.with_books(books)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("list_documents", {}),
        ("list_bank_lines", {"account": "1010"}),
        ("query_ledger", {"account": "1900"}),
        ("open_items", {"account": "1900"}),
        ("trial_balance", {}),
        ("income_statement", {}),
        ("balance_sheet", {}),
        ("ageing", {"account": "2000"}),
        ("vendor", {}),
    ],
)
def test_no_page_exceeds_its_size(name: str, arguments: dict[str, object]) -> None:
    """However long the memos and items are that an agent wrote, a page stays within 10 KB and shows its rows."""
    at = crowded()
    page = 1
    while page:
        result = asked(at, name, **arguments, page=page)
        assert len(result.text.encode()) <= PAGE_BYTES
        assert len(result.rows) <= max(PAGE_ROWS, TRIAL_BALANCE_ROWS)
        page = result.page.next if result.page else 0


def test_a_cell_that_is_cut_ends_with_a_whole_word() -> None:
    """Memos of many words lose words, not letters; an item that is one word stays whole beside them."""
    memo = (
        "Correction of the freight that was charged twice in February, as agreed with the forwarder on the telephone "
        * 3
    )
    rows = tuple((f"BILL-2024-000{number:04d}", memo, "é" * 120) for number in range(25))
    result = table("T", (), ("item", "memo", "note"), rows, Page(1, 25, 25, 0))
    assert len(result.text.encode()) <= PAGE_BYTES
    assert column(result, "item") == [row[0] for row in rows]
    shown = column(result, "memo")[0]
    assert shown.endswith("…")
    assert memo.startswith(shown[:-1] + " ")
    assert set(column(result, "note")) == {"é" * LONGEST_WORD + "…"}


def test_a_cut_cell_fits_its_width_with_the_ellipsis() -> None:
    """Where a word would end exactly at the width, there is no room for the ellipsis behind it."""
    memo = "aaaaa" + " aaaa" * 100
    result = table("T", (), ("memo",), ((memo,),) * 25, Page(1, 25, 25, 0))
    assert memo[60] == " "
    assert set(column(result, "memo")) == {memo[:55] + "…"}


@given(cells=st.lists(st.text("ab ", max_size=300), min_size=25, max_size=25))
def test_a_cell_is_the_beginning_of_what_it_was(cells: list[str]) -> None:
    """Whatever is cut, what is left begins the cell, and goes on with a space unless it is one endless word."""
    long = "語" * 300
    result = table("T", (), ("memo", "note"), tuple((cell, long) for cell in cells), Page(1, 25, 25, 0))
    for cell, shown in zip(cells, column(result, "memo"), strict=True):
        left = shown.removesuffix("…")
        assert cell.startswith(left)
        assert shown == cell or cell[len(left)] == " " or len(left) == LONGEST_WORD


def test_a_cell_is_cut_only_where_the_page_would_be_too_large() -> None:
    """Cut cells end in an ellipsis; ids, dates and amounts are short enough to stay whole."""
    crowd = asked(crowded(), "query_ledger", account="1900")
    assert all(cell.endswith("…") for cell in column(crowd, "memo"))
    assert column(crowd, "entry")[0] == "JE-00011"
    assert not any("…" in row[0] + row[1] + row[3] + row[4] for row in crowd.rows)
