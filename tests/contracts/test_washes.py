"""Entries that change no balance change no score for the better: washes, and wrong entries moved to other papers."""

from fractions import Fraction

from corrections import played

from tieout.agents.rulebot import agent as rulebot
from tieout.episode import scenario_of
from tieout.grading.score import grade
from tieout.ledger.money import render
from tieout.rollout import run_to_end
from tieout.tasks.family import Task
from tieout.tasks.registry import family_of
from tieout.tools.messages import ToolCall, ToolResult
from tieout.tools.registry import call_tool
from tieout.tools.workspace import Workspace


def exact(task: Task, desk: Workspace) -> Fraction:
    """The score of a desk if it were closed as it stands."""
    scenario = scenario_of(task)
    return grade(Workspace.opened(scenario.case), desk, scenario.key, family_of(task.family).rubric).exact


def left_by_the_rulebot(task: Task) -> Workspace:
    """The desk as the rulebot leaves it, not yet closed."""
    calls = []

    def recording(opening):
        play = rulebot.make(task.id, 0)(opening)
        view = None
        try:
            call = next(play)
            while call.name != "close_period":
                view = yield call
                if view.refusal is None:
                    calls.append(call)
                call = play.send(view)
        except StopIteration:
            pass
        yield ToolCall("close_period", {"confirm": True})

    run_to_end(recording, task)
    return played(Workspace.opened(scenario_of(task).case), calls)


def washed(desk: Workspace, name: str, other: str) -> Workspace:
    """A bank line booked against fees and matched, and the mirror image of the entry; on ``other``, if it is named."""
    line, statement = desk.case.bank_lines[name]
    currency, day = desk.case.books.currency, max(line.date, desk.case.period.first).isoformat()
    fees = desk.case.books.chart.role("bank fees")
    for sign, document in ((1, name), (-1, other or name)):
        legs = [
            {"account": statement.account, "amount": render(sign * line.amount, currency), "document": document},
            {"account": fees, "amount": render(-sign * line.amount, currency), "document": document},
        ]
        desk = played(desk, [ToolCall("post_entry", {"date": day, "memo": "Wash", "lines": legs})])
    first = desk.books.entries[-2].id
    pair = {"bank_lines": [name], "entries": [f"{first}:{name}"]}
    after, answer = call_tool(desk, ToolCall("match", {"pairs": [pair]}))
    return after if isinstance(answer, ToolResult) else desk


def test_a_wash_settles_no_bank_line(months: list[Task]) -> None:
    """A line matched with one side of a wash is not settled: its other side, and what truly settles it, stay open; and where
    one side is right, because the line is a fee, the other takes it back and mends nothing that is wrong elsewhere."""
    for task in months[:10]:
        desk = left_by_the_rulebot(task)
        before = exact(task, desk)
        for name in [name for name in desk.case.bank_lines if name not in desk.matched][:12]:
            statement = desk.case.bank_lines[name][1]
            for other in ("", statement.id):
                assert exact(task, washed(desk, name, other)) <= before, f"{task.id} {name} {other}"


def test_a_wrong_entry_moved_to_another_paper_is_as_wrong_as_before(months: list[Task]) -> None:
    """Taken back on its own paper and booked again on another, the same wrong amount stands on the same accounts and items."""
    for task in months[:10]:
        scenario = scenario_of(task)
        desk = left_by_the_rulebot(task)
        before, currency = exact(task, desk), scenario.case.books.currency
        papers = [name for name in scenario.case.by_id if scenario.case.citable(name)]
        for number, wrong in enumerate(scenario.key.to_reverse[:6]):
            entry = scenario.case.books.entry(wrong)
            if desk.books.reversed_by(wrong) or entry.date > scenario.case.period.last:
                continue
            paper = papers[(7 * number + task.index) % len(papers)]
            if any(line.document == paper for line in entry.lines):
                continue
            legs = []
            for sign in (-1, 1):
                for line in entry.lines:
                    document = line.document if sign < 0 else paper
                    leg = {
                        "account": line.account,
                        "amount": render(sign * line.amount, currency),
                        "document": document,
                    }
                    kept = {"item": line.item, "party": line.party, "department": line.department}
                    legs.append(leg | {name: value for name, value in kept.items() if value})
            day = scenario.case.period.last.isoformat()
            moved, answer = call_tool(desk, ToolCall("post_entry", {"date": day, "memo": "Moved", "lines": legs}))
            if isinstance(answer, ToolResult):
                assert exact(task, moved) <= before, f"{task.id} {wrong} to {paper}"
