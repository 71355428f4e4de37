"""Months small enough to grade on paper: one desk, its answer key, and the few moves that a test plays on it.

All amounts are minor units (4096 is 40.96). Every month is March 2024, both bank accounts open with 1,000.00, and an
entry that the desk and the truth share is one object. The rubric is simple: routine work is a fifth of the score, every
error code has difficulty 2, damage counts once.

For the arithmetic in the tests. A finding weighs 4 x the bit length of its amount. Spoiling a fact by an amount weighs
4 x (n + amount / 2^n) with the highest power of two 2^n in it: 4 x (n + 1) for a power of two. One unit of damage costs
0.8 / 168 = 1/210 of the score, 168 being the least yardstick, as long as the findings weigh less than that together.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tieout.documents.bank import BankLine, BankStatement, DepositSlip
from tieout.documents.casefile import CaseFile, Document
from tieout.documents.closing import CashItem, Disposition, Workpaper
from tieout.documents.letters import Notice, Policy
from tieout.documents.trade import BillLine, GoodsReceipt, PurchaseOrder, Remittance, SupplierBill
from tieout.grading.credit import Part
from tieout.grading.rubric import Rubric
from tieout.grading.score import Score, grade
from tieout.ledger.accounts import Account, Chart, Department, Kind, Tracking
from tieout.ledger.books import Books
from tieout.ledger.entries import Entry, Line
from tieout.ledger.periods import Period
from tieout.scenario.answer_key import AnswerKey, Defect
from tieout.scenario.world import Movement
from tieout.tools.workspace import Workspace

MARCH = Period(2024, 3)
CHART = Chart.of(
    [
        Account("1010", "Operating checking", Kind.ASSET, role="bank"),
        Account("1020", "Savings", Kind.ASSET, role="second bank"),
        Account("1090", "Cash in transit", Kind.ASSET, role="cash in transit"),
        Account("1200", "Accounts receivable", Kind.ASSET, Tracking.PARTY_ITEM, "receivables"),
        Account("2000", "Accounts payable", Kind.LIABILITY, Tracking.PARTY_ITEM, "payables"),
        Account("2050", "Received not invoiced", Kind.LIABILITY, Tracking.PARTY_ITEM, "grni"),
        Account("2100", "Accrued expenses", Kind.LIABILITY, role="accrued"),
        Account("3000", "Retained earnings", Kind.EQUITY),
        Account("6100", "Packaging", Kind.EXPENSE),
        Account("6150", "Freight", Kind.EXPENSE),
        Account("6700", "Bank charges", Kind.EXPENSE, role="bank fees"),
    ],
    [Department("D1", "Kitchen"), Department("D2", "Bar"), Department("D3", "Administration")],
)
OPENING_CASH = 100_000
F = Fraction  # sums on paper are short
RUBRIC = Rubric(routine=200, difficulty={})
Leg = tuple[str, int, str] | tuple[str, int, str, str, str] | tuple[str, int, str, str, str, str]


@dataclass(frozen=True)
class Month:
    """A desk as it lies there, and what is true of it."""

    desk: Workspace
    key: AnswerKey
    rubric: Rubric

    def graded(self, closed: Workspace) -> Score:
        return grade(self.desk, closed, self.key, self.rubric)


def entry(name: str, on: str, *legs: Leg) -> Entry:
    """``on`` is a day of March, or a whole date; legs are (account, amount, document), then party, item and
    department."""
    day = dt.date.fromisoformat(on if len(on) == 10 else f"2024-03-{on}")
    return Entry(name, day, "", tuple(Line(*leg) for leg in legs))


def receipt(name: str, amount: int, document: str, item: str) -> Entry:
    """Customer C-1 pays on an invoice."""
    return entry(name, "05", ("1010", amount, document), ("1200", -amount, document, "C-1", item))


def payment(name: str, amount: int, document: str, item: str) -> Entry:
    """Vendor V-1 is paid; ``amount`` is positive."""
    return entry(name, "05", ("2000", amount, document, "V-1", item), ("1010", -amount, document))


def fee(name: str, amount: int, document: str) -> Entry:
    """A bank fee; ``amount`` is positive."""
    return entry(name, "31", ("1010", -amount, document), ("6700", amount, document))


def line(
    name: str, amount: int, *cleared: str, due: int | None = None, group: str = "", account: str = "1010"
) -> Movement:
    """A bank line, settled by ``cleared``: a document with its amount (``due``, where it is not the line's), or none."""
    found = BankLine(name, dt.date(2024, 3, 8), amount, "", "")
    return Movement(account, found, tuple((document, amount if due is None else due) for document in cleared), group)


def letter(name: str) -> Notice:
    return Notice(name, dt.date(2024, 3, 1), "", "", "")


def remittance(name: str, amount: int) -> Remittance:
    return Remittance(name, dt.date(2024, 3, 5), "C-1", amount, "", ())


def slip(name: str, *receipts: tuple[str, int]) -> DepositSlip:
    return DepositSlip(name, dt.date(2024, 3, 5), "", "1010", sum(amount for _, amount in receipts), receipts)


def bill(name: str, amount: int, *, order: str = "", note: str = "") -> SupplierBill:
    on = dt.date(2024, 3, 6)
    return SupplierBill(name, on, "V-1", "", name, on, order, (BillLine(1, "", 1, amount),), "", note=note)


def order(name: str) -> PurchaseOrder:
    return PurchaseOrder(name, dt.date(2024, 3, 1), "V-1", (), "")


def goods(name: str, order_id: str) -> GoodsReceipt:
    return GoodsReceipt(name, dt.date(2024, 3, 5), "V-1", order_id, (), "")


def month(
    *,
    shared: Sequence[Entry] = (),
    wrong: Sequence[Entry] = (),
    right: Sequence[Entry] = (),
    lines: Sequence[Movement] = (),
    documents: Sequence[Document] = (),
    defects: Sequence[Defect] = (),
    dispositions: Sequence[Disposition] = (),
    listed: Sequence[tuple[str, int]] = (),
    asked: Sequence[str] = ("1010",),
    balances: Sequence[tuple[str, int]] = (),
    forbidden: Sequence[str] = (),
    rubric: Rubric = RUBRIC,
) -> Month:
    """The desk has the ``shared`` and the ``wrong`` entries, the truth the ``shared`` and the ``right`` ones. A line that
    clears nothing is rightly open. ``asked`` are the bank accounts that need a workpaper, ``listed`` the timing items of
    checking, ``balances`` the other accounts that need one, with their true balance."""
    opening = entry(
        "JE-0",
        "2024-02-29",
        ("1010", OPENING_CASH, "TB"),
        ("1020", OPENING_CASH, "TB"),
        ("3000", -2 * OPENING_CASH, "TB"),
    )
    statements = [_statement(account, lines) for account in ("1010", "1020")]
    policy = Policy("POL", dt.date(2024, 1, 1), "", ())
    books = Books.opened(CHART, "USD", MARCH.previous, (opening, *shared, *wrong))
    case = CaseFile(
        company="Paper",
        period=MARCH,
        mandate="",
        books=books,
        policy=policy,
        documents=(*documents, *statements, policy),
        vendors=(),
        customers=(),
        to_settle=(),
        workpapers=(*asked, *(account for account, _ in balances)),
        reconciled=("JE-0",),
    )
    papers = [
        Workpaper(one.account, one.closing, tuple(listed) if one.account == "1010" else (), 0)
        for one in statements
        if one.account in asked
    ]
    key = AnswerKey(
        CHART,
        "USD",
        MARCH.previous,
        journal=(opening, *shared, *right),
        cleared=tuple(movement for movement in lines if movement.cleared),
        dispositions=tuple(dispositions),
        workpapers=(*papers, *(Workpaper(account, balance, (), 0) for account, balance in balances)),
        defects=tuple(defects),
        forbidden=tuple(forbidden),
        to_reverse=(),
        to_post=(),
    )
    return Month(Workspace.opened(case), key, rubric)


def posted(desk: Workspace, *entries: Entry) -> Workspace:
    books = desk.books.post(*entries)
    assert isinstance(books, Books), books
    return desk.with_books(books)


def reversed_(desk: Workspace, name: str, new: str) -> Workspace:
    books = desk.books.reverse(name, new, dt.date(2024, 3, 31), "")
    assert isinstance(books, Books), books
    return desk.with_books(books)


def matched(desk: Workspace, bank_lines: str, items: str, account: str = "1010") -> Workspace:
    """Names are separated by spaces, a cash item is written ENTRY/DOCUMENT. Both sides have to add up to the same."""
    names = tuple(bank_lines.split())
    cash = tuple(CashItem(*item.split("/")) for item in items.split())
    amounts = desk.open_cash_items(account)
    assert sum(desk.case.bank_lines[name][0].amount for name in names) == sum(amounts[item] for item in cash)
    return desk.with_match(account, names, cash)


def decided(desk: Workspace, subject: str, track: str, outcome: str) -> Workspace:
    return desk.with_disposition(Disposition(subject, track, outcome))


def filed(
    desk: Workspace, account: str = "1010", balance: int | None = None, listed: Sequence[tuple[str, int]] = ()
) -> Workspace:
    """A workpaper without an unexplained rest; the balance is the statement's unless told."""
    found = desk.case.statement_of(account)
    if balance is None:
        assert found is not None
        balance = found.closing
    return desk.with_workpaper(Workpaper(account, balance, tuple(listed), 0))


def taken_apart(parts: Sequence[Part]) -> dict[tuple[str, str], tuple[Fraction, Fraction]]:
    """Parts of a finding or of the routine work by kind and subject: (due, earned); equal names are added up."""
    found: dict[tuple[str, str], tuple[Fraction, Fraction]] = {}
    for part in parts:
        due, earned = found.get((part.kind, part.subject), (Fraction(), Fraction()))
        found[part.kind, part.subject] = (due + part.due, earned + part.earned)
    return found


def costs(score: Score) -> list[tuple[tuple[str, ...], Fraction]]:
    """What was damaged, and what it cost, dearest first."""
    return [(damage.fact.name, damage.cost) for damage in score.damages]


def _statement(account: str, lines: Sequence[Movement]) -> BankStatement:
    own = tuple(movement.line for movement in lines if movement.account == account)
    closing = OPENING_CASH + sum(found.amount for found in own)
    return BankStatement(f"STMT-{account}", MARCH.last, "", account, account, MARCH, OPENING_CASH, closing, own)
