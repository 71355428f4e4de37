"""The properties of the score, for every family and level (DESIGN section 5)."""

import random
from dataclasses import replace
from fractions import Fraction
from itertools import islice

from corrections import adjustments, finished, halves, is_bill, played, post_call, solved
from tests.states import postings_of, true_postings

from tieout.agents import null, oracle
from tieout.episode import scenario_of
from tieout.grading.score import Score, grade
from tieout.ledger.accounts import Tracking
from tieout.ledger.money import render
from tieout.rollout import run, run_to_end
from tieout.scenario.reveal import Scenario
from tieout.tasks.family import Task
from tieout.tasks.registry import family_of
from tieout.tools.messages import ToolCall
from tieout.tools.workspace import Workspace


def score_of(task: Task, desk: Workspace) -> Score:
    """The score of a desk if it were closed as it stands."""
    scenario = scenario_of(task)
    return grade(Workspace.opened(scenario.case), desk, scenario.key, family_of(task.family).rubric)


def test_the_null_agent_scores_exactly_nothing(months: list[Task]) -> None:
    """Closing at once is worth 0, in clean months too."""
    for task in months:
        transcript = run(null.make(task.id, 0), task)
        assert (transcript.score, transcript.reward_sum) == (0.0, 0.0), task.id
        assert run_to_end(null.make(task.id, 0), task).score.value == 0.0, task.id


def test_the_oracle_scores_exactly_one_through_the_public_tools(months: list[Task]) -> None:
    """Every month can be closed perfectly, within its step budget, and no call of the oracle is refused."""
    for task in months:
        transcript = run(oracle.make(task.id, 0), task)
        refused = [view.text for _, view in transcript.turns if view.refusal is not None]
        assert not refused, f"{task.id}: {refused[0]}"
        assert (transcript.score, transcript.reward_sum) == (1.0, 1.0), f"{task.id}\n{transcript.turns[-1][1].text}"
        assert run_to_end(oracle.make(task.id, 0), task).score.value == 1.0, task.id


def test_shaped_rewards_add_up_to_the_score(months: list[Task]) -> None:
    """reward="shaped" pays earlier, never more: the sum is still exactly the score."""
    for task in months[::10]:
        for agent in (null, oracle):
            transcript = run(agent.make(task.id, 0), task, reward_mode="shaped")
            assert transcript.reward_sum == transcript.score, task.id


def test_how_a_correction_is_made_leaves_no_trace(months: list[Task]) -> None:
    """Reversing and rebooking, one adjusting entry for everything, entries in halves, in any order: equal facts."""
    for task in months[::2]:
        scenario = scenario_of(task)
        truth = true_postings(scenario.key)
        for desk in (solved(scenario), adjusted(scenario), shuffled_halves(scenario, random.Random(task.index))):
            assert postings_of(desk) == truth, task.id
            assert score_of(task, desk).value == 1.0, task.id


def adjusted(scenario: Scenario) -> Workspace:
    currency = scenario.case.books.currency
    desk = played(Workspace.opened(scenario.case), [post_call(e, currency) for e in adjustments(scenario)])
    return finished(scenario, desk, skip=("reverse_entry", "post_entry"))


def shuffled_halves(scenario: Scenario, rng: random.Random) -> Workspace:
    currency = scenario.case.books.currency
    calls = [
        ToolCall(
            "reverse_entry",
            {"entry": name, "date": max(scenario.case.books.entry(name).date, scenario.case.period.last).isoformat()},
        )
        for name in scenario.key.to_reverse
    ]
    calls += [
        post_call(half, currency)
        for entry in scenario.key.to_post
        if not is_bill(scenario, entry)
        for half in halves(entry)
    ]
    rng.shuffle(calls)
    return finished(scenario, played(Workspace.opened(scenario.case), calls), skip=("reverse_entry", "post_entry"))


def test_the_day_of_a_correction_leaves_no_trace(months: list[Task]) -> None:
    """Entries dated on any day of the month to close, in any order, make the same close: 1.0."""
    for task in months[::5]:
        scenario = scenario_of(task)
        rng = random.Random(task.index)
        desk = finished(
            scenario,
            played(Workspace.opened(scenario.case), redated(scenario, rng)),
            skip=("reverse_entry", "post_entry"),
        )
        assert score_of(task, desk).value == 1.0, task.id


def redated(scenario: Scenario, rng: random.Random) -> list[ToolCall]:
    """The corrections that need no bill posted, shuffled, each on a day of its own; what stands in the month after is undone
    there."""
    case, currency = scenario.case, scenario.case.books.currency
    calls = []
    for name in scenario.key.to_reverse:
        booked = case.books.entry(name).date
        day = booked if booked > case.period.last else booked.replace(day=rng.randint(1, case.period.last.day))
        calls.append(ToolCall("reverse_entry", {"entry": name, "date": day.isoformat()}))
    for entry in scenario.key.to_post:
        if not is_bill(scenario, entry):
            calls.append(
                post_call(replace(entry, date=entry.date.replace(day=rng.randint(1, case.period.last.day))), currency)
            )
    rng.shuffle(calls)
    return calls


def test_a_plug_never_beats_leaving_the_difference(months: list[Task]) -> None:
    """Forcing a bank difference to zero, at any point of the work, is worth less than closing without it."""
    for task in months[::5]:
        scenario = scenario_of(task)
        for desk in halfway(scenario, random.Random(task.index)):
            for left, plugged in plugs(scenario, desk):
                assert score_of(task, plugged).value <= score_of(task, left).value, task.id


def halfway(scenario: Scenario, rng: random.Random) -> list[Workspace]:
    """The opening desk and the desk after some of the oracle's calls."""
    *_, (_, desk) = islice(oracle.worked(scenario), rng.randrange(1, 60))
    return [Workspace.opened(scenario.case), desk]


def plugs(scenario: Scenario, desk: Workspace) -> list[tuple[Workspace, Workspace]]:
    """For each bank account the desk without and with a plug: the difference to the statement booked to an expense,
    to rounding, to suspense; with and without the workpaper that then looks perfect."""
    chart, currency = scenario.case.books.chart, scenario.case.books.currency
    last = scenario.case.period.last.isoformat()
    made = []
    for statement in scenario.case.statements:
        ledger = sum(amount for (code, _), amount in desk.books.balances.items() if code == statement.account)
        gap = statement.closing - ledger
        if not gap:
            continue
        for role in ("rounding", "miscellaneous", "suspense"):
            other = {"account": chart.role(role), "amount": render(-gap, currency), "document": statement.id}
            if role == "suspense":
                other["item"] = statement.id
            cash = {"account": statement.account, "amount": render(gap, currency), "document": statement.id}
            paper = {
                "account": statement.account,
                "balance": render(statement.closing, currency),
                "unexplained": "0.00",
            }
            plug = ToolCall("post_entry", {"date": last, "memo": "Plug", "lines": [cash, other]})
            filed = ToolCall("save_workpaper", paper)
            without = played(desk, [filed])
            made.append((without, played(desk, [plug, filed])))
            made.append((desk, played(desk, [plug])))
    return made


def test_spoiling_a_right_fact_always_costs(months: list[Task]) -> None:
    """From the perfect close, every stray entry lowers the score further, until it is 0."""
    for task in months[::5]:
        scenario = scenario_of(task)
        case = scenario.case
        debit, credit = [account.code for account in case.books.chart if account.tracking is Tracking.NONE][-2:]
        desk, before = solved(scenario), 1.0
        for document in [name for name in (*case.by_id, *case.bank_lines) if case.citable(name)]:
            lines = [
                {"account": debit, "amount": "9123.45", "document": document},
                {"account": credit, "amount": "-9123.45", "document": document},
            ]
            stray = {"date": case.period.last.isoformat(), "memo": "Stray", "lines": lines}
            desk = played(desk, [ToolCall("post_entry", stray)])
            after = score_of(task, desk).value
            assert after < before, f"{task.id} {document}"
            before = after
            if not after:
                break
        assert before == 0.0, task.id


def test_each_finding_that_is_resolved_raises_the_score(months: list[Task]) -> None:
    """Resolving one more finding never lowers the score, in any order."""
    for task in months[::5]:
        scenario = scenario_of(task)
        rubric = family_of(task.family).rubric
        full = score_of(task, solved(scenario))
        opened = Workspace.opened(scenario.case)
        start = grade(opened, opened, scenario.key, rubric)
        assert [finding.earned for finding in full.findings] == [1] * len(full.findings)
        value = start.value
        resolved = list(start.findings)
        order = list(range(len(resolved)))
        random.Random(task.index).shuffle(order)
        for position in order:
            resolved[position] = full.findings[position]
            after = replace(start, findings=tuple(resolved)).value
            assert after >= value, task.id
            value = after


def test_each_match_decision_and_workpaper_raises_the_score(months: list[Task]) -> None:
    """Once the entries are right, no further step of the oracle lowers the score."""
    for task in months[::10]:
        scenario = scenario_of(task)
        value, count = 0.0, 0
        for call, desk in oracle.worked(scenario):
            if call.name in ("match", "hold_bill", "reject_bill", "escalate", "request_callback", "save_workpaper"):
                count += 1
                if count % 4 == 0:
                    after = score_of(task, desk).value
                    assert after >= value, f"{task.id}: {call}"
                    value = after
        assert score_of(task, desk).value == 1.0


def test_routine_work_is_at_most_a_quarter(months: list[Task]) -> None:
    """In a month with errors, what belongs to no error weighs a quarter at most."""
    for task in months[::5]:
        score = score_of(task, Workspace.opened(scenario_of(task).case))
        assert not score.findings or score.routine_share <= Fraction(1, 4), task.id
        assert score.routine_share + sum(finding.share for finding in score.findings) == 1, task.id


def test_a_line_booked_against_any_account_never_pays(months: list[Task]) -> None:
    """What only the statement shows, booked to whatever account comes to hand and matched, earns nothing where it
    belongs elsewhere: no such booking beats leaving the line open."""
    for task in months[::5]:
        scenario = scenario_of(task)
        opened = Workspace.opened(scenario.case)
        chart, currency = scenario.case.books.chart, scenario.case.books.currency
        true = scenario.key.books
        for name, (line, statement) in scenario.case.bank_lines.items():
            right = {posted.account for entry in true.entries for posted in entry.lines if posted.document == name}
            other = next(role for role in ("rounding", "miscellaneous") if chart.role(role) not in right)
            cash = {"account": statement.account, "amount": render(line.amount, currency), "document": name}
            against = {"account": chart.role(other), "amount": render(-line.amount, currency), "document": name}
            day = max(line.date, scenario.case.period.first).isoformat()
            desk = played(opened, [ToolCall("post_entry", {"date": day, "memo": "Booked", "lines": [cash, against]})])
            booked = desk.books.entries[-1].id
            desk = played(desk, [ToolCall("match", {"pairs": [{"bank_lines": [name], "entries": [booked]}]})])
            score = score_of(task, desk)
            assert score.credit <= score.damage, f"{task.id}: {name} {score.credit} {score.damage}"


def test_a_list_of_timing_items_is_worth_the_matching_that_it_rests_on(months: list[Task]) -> None:
    """Workpapers that list exactly what is truly outstanding, with nothing matched, earn next to nothing; no longer
    list of what happens to be open earns more."""
    for task in months[::5]:
        scenario = scenario_of(task)
        currency = scenario.case.books.currency
        opened = Workspace.opened(scenario.case)
        for everything in (False, True):
            calls = []
            for paper in scenario.key.workpapers:
                statement = scenario.case.statement_of(paper.account)
                if statement is None:
                    continue
                items = dict(paper.listed)
                if everything:
                    for item, amount in opened.open_cash_items(paper.account).items():
                        items[item.document] = items.get(item.document, 0) + amount
                    items |= {line.id: line.amount for line in statement.lines}
                listed = [{"document": k, "amount": render(v, currency)} for k, v in items.items() if v]
                filed = {
                    "account": paper.account,
                    "balance": render(paper.balance, currency),
                    "unexplained": "0.00",
                    "listed": listed[:200],
                }
                calls.append(ToolCall("save_workpaper", filed))
            if calls:
                assert score_of(task, played(opened, calls)).value <= 0.03, task.id
