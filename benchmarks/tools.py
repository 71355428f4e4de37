"""How long a tool call takes in process, on a month of level 2: 400 entries with 1,100 lines, 120 bank lines, 100 matches.

``python benchmarks/tools.py`` prints JSON: per call the median of processor time with its 5th and 95th percentile (a
machine shared with others is quiet at times: the 5th percentile is what the call costs then) and the size of the answer;
beside them what a bare call of an empty function costs on the same machine in the same run. Every
repetition starts from the same desk, which nothing can change; the collector is off while the clock runs.
"""

import argparse
import gc
import json
import platform
import statistics
import time
from datetime import date, timedelta

from tieout.documents.bank import BankLine, BankStatement, PaymentVoucher
from tieout.documents.casefile import Callback, CaseFile, Customer, Document, Vendor
from tieout.documents.letters import Email, Notice, Policy, PolicyTopic
from tieout.documents.trade import BillLine, Remittance, SupplierBill
from tieout.ledger.accounts import Account, Chart, Kind, Tracking
from tieout.ledger.books import Books
from tieout.ledger.entries import Entry, Line
from tieout.ledger.periods import Period
from tieout.tools.messages import ToolCall, ToolResult
from tieout.tools.registry import call_tool
from tieout.tools.workspace import Workspace

MONTH = Period(2024, 3)
BATCH = 8
VENDORS, CUSTOMERS, BILLS, PAYMENTS, RECEIPTS, OTHERS, MATCHED = 25, 25, 150, 60, 58, 130, 100
ROLES = (
    ("1010", "Operating checking", Kind.ASSET, Tracking.NONE, "bank"),
    ("1200", "Accounts receivable", Kind.ASSET, Tracking.PARTY_ITEM, "receivables"),
    ("2000", "Accounts payable", Kind.LIABILITY, Tracking.PARTY_ITEM, "payables"),
    ("2300", "Unapplied cash", Kind.LIABILITY, Tracking.ITEM, "unapplied cash"),
    ("3000", "Retained earnings", Kind.EQUITY, Tracking.NONE, "retained earnings"),
    ("4000", "Sales", Kind.INCOME, Tracking.NONE, "revenue"),
    ("4050", "Sales discounts", Kind.INCOME, Tracking.NONE, "sales discounts"),
    ("6950", "Small-balance write-offs", Kind.EXPENSE, Tracking.NONE, "small balances"),
)


def day(number: int) -> date:
    """A day of the month, spread by the number."""
    return MONTH.first + timedelta(days=number * 7 % 31)


def amount(number: int) -> int:
    """An amount between 10.00 and 4,000.00 that no other number has."""
    return 1_000 + number * 7_919 % 399_000


def month() -> Workspace:
    """The month, with its first 100 bank lines matched."""
    expenses = [Account(f"6{100 + 10 * n}", f"Expense {n}", Kind.EXPENSE) for n in range(60)]
    chart = Chart.of([*(Account(*role) for role in ROLES), *expenses])
    policy = Policy("POL-0001", MONTH.first, "", (PolicyTopic("bank", "Book fees.", (("fees", "6100"),)),))
    documents: list[Document] = [Notice("TB-0001", MONTH.previous.last, "", "Trial balance", "Signed off."), policy]
    entries = [Entry("JE-00001", MONTH.previous.last, "Opening balance", opening())]
    lines = []

    def post(on: date, memo: str, *booked: Line) -> None:
        entries.append(Entry(f"JE-{len(entries) + 1:05d}", on, memo, booked))

    for n in range(BILLS):
        bill = f"BILL-{n:04d}"
        party = f"V-{n % VENDORS:04d}"
        parts = tuple(BillLine(k, f"Supplies {k}", 1, amount(n) // 3 + k) for k in range(1, 4))
        document = SupplierBill(bill, day(n), party, f"Vendor {n % VENDORS}", f"N{n}", day(n), "", parts, "4471-208813")
        documents.append(document)
        charges = [Line(expenses[(n + part.number) % 60].code, part.amount, bill) for part in parts]
        if n < BILLS - 1:
            post(day(n), f"Vendor {n % VENDORS} N{n}", *charges, Line("2000", -document.amount, bill, party, bill))
    for n in range(PAYMENTS):
        voucher, value, party = f"PAY-{n:04d}", amount(1_000 + n), f"V-{n % VENDORS:04d}"
        documents.append(
            PaymentVoucher(
                voucher, day(n), party, f"Vendor {n}", "transfer", "", "1010", value, ((f"OLD-{n:04d}", value),)
            )
        )
        post(day(n), f"Payment {n}", Line("2000", value, voucher, party, f"OLD-{n:04d}"), Line("1010", -value, voucher))
        lines.append(BankLine(f"BL-{len(lines):04d}", day(n), -value, f"ACH DEBIT VENDOR {n}", voucher))
    for n in range(RECEIPTS):
        advice, value, party = f"REM-{n:04d}", amount(2_000 + n), f"C-{n % CUSTOMERS:04d}"
        documents.append(Remittance(advice, day(n), party, value, "", ((f"INV-{n:04d}", value, 0),)))
        post(day(n), f"Receipt {n}", Line("1010", value, advice), Line("1200", -value, advice, party, f"INV-{n:04d}"))
        lines.append(BankLine(f"BL-{len(lines):04d}", day(n), value, f"ACH CREDIT CUSTOMER {n}", f"INV-{n:04d}"))
    for n in range(OTHERS):
        value = amount(3_000 + n)
        post(
            day(n),
            f"Adjustment {n}",
            Line(expenses[n % 60].code, value, f"BILL-{n:04d}"),
            Line(expenses[(n + 7) % 60].code, -value, f"BILL-{n:04d}"),
        )
    lines.append(BankLine("BL-9001", day(20), 50_000, "COUNTER CREDIT", ""))
    lines.append(BankLine("BL-9002", day(21), -3_500, "SERVICE CHARGE", ""))
    documents += [
        Email("MAIL-0001", day(9), "V-0001", "a@b.example", "c@d.example", "Bank details", "Please call 555-010-1234."),
        BankStatement(
            "STMT-0001", MONTH.last, "", "1010", "447 120 8136", MONTH, 5_000_000,
            5_000_000 + sum(line.amount for line in lines), tuple(lines),
        ),
    ]  # fmt: skip
    case = CaseFile(
        company="Benchmark Supply",
        period=MONTH,
        mandate="Close the month.",
        books=Books.opened(chart, "USD", MONTH.previous, entries),
        policy=policy,
        documents=tuple(documents),
        vendors=tuple(
            Vendor(f"V-{n:04d}", f"Vendor {n}", "1 Road", "555-010-1234", "a@b.example", "4471", 30, "6100", "2012")
            for n in range(VENDORS)
        ),
        customers=tuple(Customer(f"C-{n:04d}", f"Customer {n}", "2 Road", "e@f.example", 30) for n in range(CUSTOMERS)),
        to_settle=(*(f"BILL-{n:04d}" for n in range(BILLS)), "MAIL-0001"),
        workpapers=("1010", "2000", "1200"),
        reconciled=("JE-00001",),
        callbacks=(Callback("MAIL-0001", "555-010-1234", "Yes."),),
    )
    desk = Workspace.opened(case)
    for line, item in zip(lines[:MATCHED], list(desk.open_cash_items("1010"))[:MATCHED], strict=True):
        desk = desk.with_match("1010", (line.id,), (item,))
    return desk


def opening() -> tuple[Line, ...]:
    """Balances brought forward: cash, the open invoices, the open bills."""
    lines = [Line("1010", 5_000_000, "TB-0001")]
    lines += [
        Line("1200", amount(2_000 + n), "TB-0001", f"C-{n % CUSTOMERS:04d}", f"INV-{n:04d}")
        for n in range(RECEIPTS + 2)
    ]
    lines += [
        Line("2000", -amount(1_000 + n), "TB-0001", f"V-{n % VENDORS:04d}", f"OLD-{n:04d}") for n in range(PAYMENTS + 2)
    ]
    return (*lines, Line("3000", -sum(line.amount for line in lines), "TB-0001"))


FEE = [
    {"account": "6100", "amount": "35.00", "document": "BL-9002"},
    {"account": "1010", "amount": "-35.00", "document": "BL-9002"},
]
CALLS: tuple[tuple[str, str, dict[str, object]], ...] = (
    ("read", "list_documents", {}),
    ("read", "list_documents", {"kind": "supplier bill", "page": 3}),
    ("read", "list_documents", {"party": "V-0003"}),
    ("read", "read_document", {"documents": ["BILL-0033"]}),
    ("read", "read_document", {"documents": ["BL-9002"]}),
    ("read", "list_bank_lines", {"account": "1010"}),
    ("read", "list_bank_lines", {"account": "1010", "status": "all"}),
    ("read", "list_bank_lines", {"account": "1010", "text": "service"}),
    ("read", "query_ledger", {}),
    ("read", "query_ledger", {"account": "1010"}),
    ("read", "query_ledger", {"account": "1010", "unmatched": True}),
    ("read", "query_ledger", {"account": "6200"}),
    ("read", "query_ledger", {"document": "BILL-0033"}),
    ("read", "query_ledger", {"party": "V-0003"}),
    ("read", "query_ledger", {"amount": "88.11"}),
    ("read", "account_balance", {"account": "1010"}),
    ("read", "trial_balance", {}),
    ("read", "income_statement", {}),
    ("read", "balance_sheet", {}),
    ("read", "ageing", {"account": "2000"}),
    ("read", "open_items", {"account": "2000"}),
    ("read", "open_items", {"account": "1200", "party": "C-0003"}),
    ("read", "vendor", {"name": "V-0003"}),
    ("read", "vendor", {}),
    ("read", "customer", {"name": "C-0003"}),
    ("read", "policy", {"topic": "bank"}),
    ("post", "post_entry", {"date": "2024-03-31", "memo": "Service charge", "lines": FEE}),
    ("post", "reverse_entry", {"entry": "JE-00050", "date": "2024-03-31"}),
    ("post", "post_bill", {"bill": "BILL-0149", "coding": [{"account": "6100", "amount": "100.00"}]}),
    (
        "post",
        "apply_cash",
        {
            "bank_line": "BL-9001",
            "customer": "C-0008",
            "applications": [{"invoice": "INV-0058", "amount": "450.00"}],
            "unapplied": "50.00",
        },
    ),
    ("act", "match", {"pairs": [{"bank_lines": ["BL-0101"], "entries": ["JE-00252"]}]}),
    ("act", "unmatch", {"match": "M-0050"}),
    ("act", "hold_bill", {"bill": "BILL-0149", "reason": "no order"}),
    ("act", "request_callback", {"document": "MAIL-0001", "phone": "555-010-1234"}),
    ("act", "escalate", {"subject": "MAIL-0001", "reason": "bank details"}),
    (
        "act",
        "save_workpaper",
        {
            "account": "1010",
            "balance": "51000.00",
            "unexplained": "0.00",
            "listed": [{"document": f"PAY-{n:04d}", "amount": "-10.00"} for n in range(10)],
        },
    ),
    ("act", "close_period", {}),
    ("act", "close_period", {"confirm": True}),
    ("refused", "post_entry", {"date": "2024-03-31", "memo": "x", "lines": FEE[:1]}),
    ("refused", "read_document", {"documents": 41}),
)


def timed(desk: Workspace, call: ToolCall, repeats: int) -> list[float]:
    """Microseconds of processor time of a call in each repetition: a batch of calls, for reading the clock costs too."""
    for _ in range(20):
        call_tool(desk, call)
    clock = time.thread_time_ns
    taken = []
    for _ in range(repeats):
        start = clock()
        for _ in range(BATCH):
            call_tool(desk, call)
        taken.append((clock() - start) / 1_000 / BATCH)
    return taken


def bare_call_ns() -> float:
    """Nanoseconds that a call of an empty function takes: 58 on the quiet machine of the reference figures."""

    def empty() -> None:
        pass

    taken = []
    for _ in range(50):
        start = time.thread_time_ns()
        for _ in range(10_000):
            empty()
        taken.append((time.thread_time_ns() - start) / 10_000)
    return round(statistics.median(taken), 1)


def measured(repeats: int) -> dict[str, object]:
    """The table, as data."""
    desk = month()
    gc.collect()
    gc.disable()
    rows = []
    for kind, name, arguments in CALLS:
        call = ToolCall(name, arguments)
        _, answer = call_tool(desk, call)
        if isinstance(answer, ToolResult) == (kind == "refused"):
            raise SystemExit(f"{name} {arguments}: {answer.text}")
        taken = timed(desk, call, repeats)
        rows.append(
            {
                "tool": name,
                "arguments": arguments,
                "kind": kind,
                "median_us": round(statistics.median(taken), 1),
                "p5_us": round(sorted(taken)[len(taken) * 5 // 100], 1),
                "p95_us": round(sorted(taken)[len(taken) * 95 // 100], 1),
                "text_bytes": len(answer.text.encode()),
            }
        )
    gc.enable()
    groups = {
        "read": ("read",),
        "post": ("post",),
        "read and post": ("read", "post"),
        "act": ("act",),
        "refused": ("refused",),
    }
    summary = {
        group: {
            measure: round(statistics.median([float(str(row[measure])) for row in rows if row["kind"] in kinds]), 1)
            for measure in ("median_us", "p5_us")
        }
        for group, kinds in groups.items()
    }
    books = desk.books
    return {
        "python": platform.python_version(),
        "entries": len(books.entries),
        "lines": sum(len(entry.lines) for entry in books.entries),
        "bank_lines": len(desk.case.bank_lines),
        "matches": len(desk.matches),
        "repeats": repeats,
        "bare_call_ns": bare_call_ns(),
        "summary": summary,
        "calls": rows,
    }


def main() -> None:
    """Print the table as JSON."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--repeats", type=int, default=200)
    print(json.dumps(measured(options.parse_args().repeats), indent=1))


if __name__ == "__main__":
    main()
