"""Different ways to make the same corrections, for the contract that how the work was done leaves no trace."""

from collections.abc import Iterable

from tieout.agents.oracle import solve
from tieout.ledger.entries import Entry, Line
from tieout.ledger.money import render
from tieout.ledger.periods import Period
from tieout.ledger.refusal import Refusal
from tieout.scenario.reveal import Scenario
from tieout.tools.messages import ToolCall, ToolResult, View
from tieout.tools.registry import call_tool
from tieout.tools.workspace import Workspace


def played(desk: Workspace, calls: Iterable[ToolCall]) -> Workspace:
    """The desk after ``calls``; a refusal fails the test."""
    for call in calls:
        desk, answer = call_tool(desk, call)
        assert not isinstance(answer, Refusal), f"{call}: {answer}"
    return desk


def solved(scenario: Scenario) -> Workspace:
    """The desk as the oracle leaves it before the close."""
    return finished(scenario, Workspace.opened(scenario.case))


def finished(scenario: Scenario, desk: Workspace, skip: tuple[str, ...] = ()) -> Workspace:
    """The oracle's work on ``desk``, less the tools named in ``skip``."""
    play = solve(scenario)
    try:
        call = next(play)
        while True:
            if call.name in skip:
                view = View("", "", None, None, desk.progress(0))
            else:
                desk, answer = call_tool(desk, call)
                assert isinstance(answer, ToolResult), f"{call}: {answer}"
                view = View("", "", answer, None, desk.progress(0))
            call = play.send(view)
    except StopIteration:
        return desk


def posted_bills(scenario: Scenario) -> set[str]:
    return {decided.subject for decided in scenario.key.dispositions if decided.outcome in ("posted", "partly posted")}


def is_bill(scenario: Scenario, entry: Entry) -> bool:
    """True for an entry that must go through post_bill."""
    payables = scenario.case.books.chart.role("payables")
    bills = posted_bills(scenario)
    return any(line.account == payables and line.item in bills for line in entry.lines)


def adjustments(scenario: Scenario) -> list[Entry]:
    """One adjusting entry that makes, at once, every correction of the month that needs no reversal: the net of what is
    wrong and what is right, by document, account, party and item. What stands in the month after is undone entry by
    entry, as the ledger asks there."""
    net: dict[tuple[Period, str], dict[tuple[str, str, str, str, str], int]] = {}
    wrong = [scenario.case.books.entry(name) for name in scenario.key.to_reverse]
    for entries, sign in ((wrong, -1), ([e for e in scenario.key.to_post if not is_bill(scenario, e)], 1)):
        for entry in entries:
            ahead = entry.period > scenario.case.period
            month = net.setdefault((max(entry.period, scenario.case.period), entry.id if ahead else ""), {})
            for line in entry.lines:
                key = (line.account, line.document, line.party, line.item, line.department)
                month[key] = month.get(key, 0) + sign * line.amount
    made = []
    for (period, _), amounts in net.items():
        lines = tuple(Line(account, amount, *place) for (account, *place), amount in amounts.items() if amount)
        if lines:
            made.append(Entry("adjusting", period.last, "Adjusting entry", lines))
    return made


def post_call(entry: Entry, currency: str) -> ToolCall:
    """The call that posts ``entry``."""
    lines = [
        {
            "account": line.account,
            "amount": render(line.amount, currency),
            "document": line.document,
            "party": line.party,
            "item": line.item,
            "department": line.department,
        }
        for line in entry.lines
    ]
    return ToolCall("post_entry", {"date": entry.date.isoformat(), "memo": entry.memo, "lines": lines})


def halves(entry: Entry) -> tuple[Entry, ...]:
    """The entry in two parts that add up to it; whole where a line is a single cent."""
    first = tuple(x.of(x.amount // 2) for x in entry.lines)
    if any(line.amount == 0 for line in first) or sum(line.amount for line in first):
        return (entry,)
    second = tuple(x.of(x.amount - y.amount) for x, y in zip(entry.lines, first, strict=True))
    return Entry("first", entry.date, entry.memo, first), Entry("second", entry.date, entry.memo, second)
