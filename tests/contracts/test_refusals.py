"""No refusal tells whether an error is planted: a month and the same month without its errors refuse alike.

A tool is handed the desk and nothing else, so that two desks which look the same refuse the same by construction. Here it is
seen to hold for what the errors of a month leave untouched: papers that are the same on both desks, about which both
books say the same, are tried in every way that the posting tools refuse, and both desks answer with the same code.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from importlib import import_module
from types import ModuleType
from typing import Any

import pytest

from tieout.documents.bank import BankStatement
from tieout.documents.casefile import CaseFile
from tieout.documents.letters import Policy
from tieout.documents.trade import CreditMemo, GoodsReceipt, SalesInvoice, SupplierBill
from tieout.ledger.money import render
from tieout.ledger.refusal import Refusal
from tieout.scenario.reveal import Scenario
from tieout.tasks import first_level
from tieout.tasks.family import Task
from tieout.tasks.registry import FAMILIES, make_task
from tieout.tools.messages import ToolCall
from tieout.tools.registry import call_tool
from tieout.tools.workspace import Workspace

MODULES: dict[str, ModuleType] = {family.name: import_module(f"tieout.tasks.{family.name}") for family in FAMILIES}
TRIED = (
    "party.unknown", "item.unknown", "item.other_party", "bill.account", "bill.next_month", "cash.open", "cash.write_off",
    "discount.terms", "discount.percent", "discount.late", "date.next_month", "memo.used", "entry.opening", "",
)  # fmt: skip


def built(task: Task, monkeypatch: pytest.MonkeyPatch, planted: bool) -> Scenario:
    """The month of a task, with its errors or without."""
    module = MODULES[task.family]
    planting = module if task.level else first_level
    with monkeypatch.context() as patch:
        if not planted:
            patch.setattr(planting, "plant_all", lambda world, names, defects, rng: (world, ()))
        build: Callable[[Task], Scenario] = module.build
        return build(task)


def said(case: CaseFile) -> dict[str, Counter[tuple[Any, ...]]]:
    """What the books say about each document and item, whatever the entries are called."""
    found: dict[str, Counter[tuple[Any, ...]]] = {}
    for month, _, line in case.lookup.postings:
        row = (month, line.account, line.amount, line.document, line.party, line.item, line.department)
        for name in {line.document, line.item}:
            found.setdefault(name, Counter())[row] += 1
    return found


def untouched(one: CaseFile, other: CaseFile) -> list[str]:
    """Papers and bank lines that are the same on both desks, and stand in both books in the same way."""
    first, second = said(one), said(other)
    same = [
        name
        for name, document in one.by_id.items()
        if not isinstance(document, BankStatement | Policy) and other.by_id.get(name) == document
    ]
    lines = {line.id: line for line, _ in other.bank_lines.values()}
    same += [name for name, (line, _) in one.bank_lines.items() if lines.get(name) == line]
    return [name for name in same if first.get(name) == second.get(name)]


def attempts(case: CaseFile, names: list[str], known: set[str]) -> Iterator[ToolCall]:
    """Every refusal of the posting tools, tried on each of these papers, and what goes through beside it. ``known`` are the
    parties on file: a vendor entered a second time stands in one master alone, for anybody to see."""
    chart, currency = case.books.chart, case.books.currency
    last, ahead = case.period.last.isoformat(), case.period.next.first.isoformat()
    cost, bank, sales = chart.role("bank fees"), chart.role("bank"), chart.role("revenue")
    control = {SalesInvoice: "receivables", CreditMemo: "receivables", SupplierBill: "payables", GoodsReceipt: "grni"}

    def entry(date: str, account: str, amount: int, document: str, party: str, item: str) -> ToolCall:
        tracked = {
            "account": account,
            "amount": render(amount, currency),
            "document": document,
            "party": party,
            "item": item,
        }
        other = {"account": cost, "amount": render(-amount, currency), "document": document}
        return ToolCall("post_entry", {"date": date, "memo": "Tried", "lines": [tracked, other]})

    owed = [name for name in names if isinstance(case.by_id.get(name), SalesInvoice)]
    banked = [name for name in names if name in case.bank_lines and case.bank_lines[name][0].amount > 0]
    for name in names:
        document = case.by_id.get(name)
        role = control.get(type(document), "")
        for account in (chart.role("unapplied cash"), chart.role("suspense"), chart.role("accrued")):
            yield entry(last, account, 100, name, "", name)
        if not role:
            continue
        others = [who.id for who in (*case.vendors, *case.customers) if who.id in known - {document.party}]
        for party in (document.party, others[0], others[-1], "X-0000"):
            for date in (last, ahead):
                for amount in (100, -100, 10**9, -(10**9)):
                    yield entry(date, chart.role(role), amount, name, party, name)
        if isinstance(document, CreditMemo):
            for amount in (document.amount, document.amount + 1):
                yield entry(last, chart.role(role), -amount, name, document.party, document.applies_to)
        if isinstance(document, SupplierBill):
            for account in (cost, bank, sales):
                coding = [{"account": account, "amount": render(document.amount, currency)}]
                yield ToolCall("post_bill", {"bill": name, "coding": coding})
    for number, name in enumerate(banked[:6]):
        amount = case.bank_lines[name][0].amount
        for invoice in owed[number::6]:
            paid = {"invoice": invoice, "amount": render(amount, currency)}
            for more in (
                {},
                {"discount": "0.01"},
                {"discount": "900.00"},
                {"write_off": "0.01"},
                {"write_off": "90.00"},
            ):
                for party in (case.by_id[invoice].party, "X-0000"):
                    yield ToolCall("apply_cash", {"bank_line": name, "customer": party, "applications": [paid | more]})
                small = {"invoice": invoice, "amount": "1.00", **more}
                whole = {"bank_line": name, "customer": case.by_id[invoice].party, "applications": [small]}
                yield ToolCall("apply_cash", whole | {"unapplied": render(amount - 100, currency)})


def reversible(one: CaseFile, other: CaseFile, names: set[str]) -> Iterator[tuple[str, str]]:
    """The ids, on both desks, of entries on untouched papers, and of the opening entry."""

    def by_content(case: CaseFile) -> dict[object, str]:
        found = {(entry.date, frozenset(Counter(entry.lines).items())): entry.id for entry in case.books.entries}
        return found | {"opening": case.reconciled[0]}

    theirs = by_content(other)
    for content, name in by_content(one).items():
        entry = one.books.entry(name)
        assert entry is not None
        if content in theirs and (content == "opening" or {line.document for line in entry.lines} <= names):
            yield name, theirs[content]


def code_of(desk: Workspace, call: ToolCall) -> str:
    _, answer = call_tool(desk, call)
    return answer.code if isinstance(answer, Refusal) else ""


def answers(task: Task, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """The codes that the attempts get on both desks alike; empty for what goes through."""
    dirty = built(task, monkeypatch, planted=True).case
    clean = built(task, monkeypatch, planted=False).case
    one, other = Workspace.opened(dirty), Workspace.opened(clean)
    seen: Counter[str] = Counter()
    known = {who.id for who in (*dirty.vendors, *dirty.customers)} & {
        who.id for who in (*clean.vendors, *clean.customers)
    }
    for call in attempts(dirty, untouched(dirty, clean), known):
        code = code_of(one, call)
        assert code == code_of(other, call), f"{task.id}: {call}"
        seen[code] += 1
    names = set(untouched(dirty, clean))
    for mine, theirs in reversible(dirty, clean, names):
        for date in (dirty.period.last.isoformat(), dirty.period.next.first.isoformat()):
            code = code_of(one, ToolCall("reverse_entry", {"entry": mine, "date": date}))
            assert code == code_of(other, ToolCall("reverse_entry", {"entry": theirs, "date": date})), (
                f"{task.id}: {mine}"
            )
            seen[code] += 1
    return seen


def test_a_month_refuses_as_it_would_without_its_errors(months: list[Task], monkeypatch: pytest.MonkeyPatch) -> None:
    """Each attempt on an untouched paper gets the same answer on both desks: refused for the same reason, or not at all."""
    for task in months[::5]:
        seen = answers(task, monkeypatch)
        assert seen["item.unknown"]
        assert seen[""]


def test_the_attempts_run_into_every_refusal_that_looks_at_papers(monkeypatch: pytest.MonkeyPatch) -> None:
    """The comparison is not idle: over a few months each of these refusals is met, and calls that go through as well."""
    seen: Counter[str] = Counter()
    for index in range(4):
        seen += answers(make_task("month_end_close", 4, "train", index), monkeypatch)
    assert set(TRIED) <= seen.keys()
