"""The oracle: knows the answer key and shows that the public tools suffice for a score of exactly 1.

The only honest-looking agent that may see a scenario; it acts through the same calls as everybody.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tieout.agents.protocol import Agent, Play, all_rows, call, file_balance
from tieout.agents.rulebot.bank import PAIRS
from tieout.documents.casefile import CaseFile
from tieout.ledger.entries import Entry, Line
from tieout.ledger.money import render
from tieout.scenario.answer_key import AnswerKey
from tieout.scenario.reveal import Scenario
from tieout.scenario.world import Movement
from tieout.tasks.family import Task
from tieout.tasks.registry import family_of, parse_task
from tieout.tools.messages import ToolCall, ToolResult, View
from tieout.tools.registry import EVERY_NAME, call_tool
from tieout.tools.workspace import Workspace


def make(task_id: str, seed: int) -> Agent:
    """An oracle for the task of ``task_id``; ``seed`` is ignored."""
    return knowing(parse_task(task_id))


def knowing(task: Task) -> Agent:
    """An oracle for ``task``."""
    scenario = family_of(task.family).build(task)

    def play(opening: View) -> Play:
        yield from solve(scenario, family_of(task.family).tools[task.level])
        yield call("close_period", confirm=True)

    return play


def worked(scenario: Scenario, tools: tuple[str, ...] = EVERY_NAME) -> Iterator[tuple[ToolCall, Workspace]]:
    """Everything but the closing, done on a desk of its own: each call, with the desk after it."""
    desk = Workspace.opened(scenario.case)
    play = solve(scenario, tools)
    call = next(play, None)
    while call is not None:
        desk, answer = call_tool(desk, call, tools)
        assert isinstance(answer, ToolResult), f"{call}: {answer}"
        yield call, desk
        try:
            call = play.send(View("", "", answer, None, desk.progress(0)))
        except StopIteration:
            return


def solve(scenario: Scenario, tools: Sequence[str] = EVERY_NAME) -> Play:
    """Everything but the closing, by these tools."""
    key, case = scenario.key, scenario.case
    currency = case.books.currency
    for wrong in key.to_reverse:
        original = case.books.entry(wrong)
        assert original is not None
        undone = max(original.date, case.period.last)  # an entry dated ahead is undone where it stands
        if "reverse_entry" in tools:
            yield call("reverse_entry", entry=wrong, date=undone.isoformat(), memo="Correction")
        else:
            mirror = [_line(replace(line, amount=-line.amount), currency) for line in original.lines]
            yield call("post_entry", date=undone.isoformat(), memo="Correction", lines=mirror)
    bills = {decided.subject for decided in key.dispositions if decided.outcome in ("posted", "partly posted")}
    payables = case.books.chart.role("payables")
    for entry in key.to_post:
        bill = _bill_of(entry, payables, bills)
        if "post_entry" not in tools and not bill:
            yield _applied(entry, case)
        elif bill:
            bills.discard(bill)
            charges = [_line(line, currency) for line in entry.lines if line.account != payables]
            for charge in charges:
                del charge["document"]
            yield call("post_bill", bill=bill, coding=charges, date=entry.date.isoformat())
        else:
            lines = [_line(line, currency) for line in entry.lines]
            yield call("post_entry", date=entry.date.isoformat(), memo=entry.memo, lines=lines)
    if "match" in tools:
        yield from _match(key)
    yield from _decide(key)
    for workpaper in key.workpapers:
        if case.statement_of(workpaper.account) is None:
            yield from file_balance(workpaper.account)
            continue
        listed = [{"document": name, "amount": render(amount, currency)} for name, amount in workpaper.listed]
        yield call(
            "save_workpaper",
            account=workpaper.account,
            balance=render(workpaper.balance, currency),
            unexplained="0.00",
            listed=listed,
        )


def _line(line: Line, currency: str) -> dict[str, str]:
    parts = {"account": line.account, "amount": render(line.amount, currency), "document": line.document}
    if line.party:
        parts["party"] = line.party
    if line.item:
        parts["item"] = line.item
    if line.department:
        parts["department"] = line.department
    return parts


def _applied(entry: Entry, case: CaseFile) -> ToolCall:
    """The receipt that this entry books, by the tool that books it and matches it. Discount and write-off belong to the
    first invoice: where no tool posts entries, what is taken off is taken off a single one."""
    chart, currency = case.books.chart, case.books.currency
    sums: dict[str, int] = {}
    for line in entry.lines:
        sums[line.account] = sums.get(line.account, 0) + line.amount
    discount, small = sums.get(chart.role("sales discounts"), 0), sums.get(chart.role("small balances"), 0)
    applications = []
    owed = [line for line in entry.lines if line.account == chart.role("receivables")]
    for place, line in enumerate(owed):
        one = {"invoice": line.item, "customer": line.party}
        if not place:
            one |= {"discount": render(discount, currency), "write_off": render(small, currency)}
        applications.append(one | {"amount": render(-line.amount - (0 if place else discount + small), currency)})
    return call(
        "apply_cash",
        bank_line=entry.lines[0].document,
        customer=owed[0].party if owed else "",
        applications=applications,
        unapplied=render(-sums.get(chart.role("unapplied cash"), 0), currency),
    )


def _bill_of(entry: Entry, payables: str, bills: set[str]) -> str:
    """The bill that this entry posts, or empty."""
    return next((line.item for line in entry.lines if line.account == payables and line.item in bills), "")


def _match(key: AnswerKey) -> Play:
    """Match each bank line, or group, with every open cash item that cites the documents which truly clear it."""
    groups: dict[str, list[Movement]] = {}
    for movement in key.cleared:
        groups.setdefault(movement.group or movement.line.id, []).append(movement)
    open_items: dict[str, dict[str, list[str]]] = {}
    for account in sorted({movement.account for movement in key.cleared}):
        by_document = open_items.setdefault(account, {})
        found = yield from all_rows("query_ledger", account=account, unmatched=True)
        for row in found:
            name = f"{row['entry']}:{row['document']}"
            if name not in by_document.setdefault(row["document"], []):
                by_document[row["document"]].append(name)
    pairs = []
    for movements in groups.values():
        by_document = open_items[movements[0].account]
        items = [name for document, _ in movements[0].cleared for name in by_document[document]]
        pairs.append({"bank_lines": [movement.line.id for movement in movements], "entries": items})
    for start in range(0, len(pairs), PAIRS):
        yield call("match", pairs=pairs[start : start + PAIRS])


def _decide(key: AnswerKey) -> Play:
    for decided in key.dispositions:
        verb, _, reason = decided.outcome.partition(": ")
        if decided.track == "callback":
            yield call("request_callback", document=decided.subject, phone=decided.outcome)
        elif decided.track == "escalation":
            yield call("escalate", subject=decided.subject, reason=decided.outcome)
        elif verb == "held":
            yield call("hold_bill", bill=decided.subject, reason=reason)
        elif verb == "rejected":
            yield call("reject_bill", bill=decided.subject, reason=reason)
