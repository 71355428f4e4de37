"""Whatever an agent does on a real desk that the tools accept: it can be graded, within bounds, and undoing pays nothing."""

from fractions import Fraction
from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tieout.agents.oracle import worked
from tieout.episode import advance, begin, scenario_of
from tieout.grading.explain import explain, explain_text
from tieout.grading.score import Score, grade
from tieout.ledger.money import render
from tieout.scenario.reveal import Scenario
from tieout.tasks.family import LEVELS, Task
from tieout.tasks.registry import FAMILIES, family_of, make_task
from tieout.tools.decisions import ESCALATION_REASONS, HOLD_REASONS, REJECT_REASONS
from tieout.tools.messages import ToolCall, ToolResult
from tieout.tools.registry import call_tool
from tieout.tools.workspace import Workspace

tasks = st.builds(
    make_task,
    st.sampled_from([family.name for family in FAMILIES]),
    st.sampled_from(LEVELS[:3]),
    st.sampled_from(("train", "test")),
    st.integers(0, 9),
)
SETTINGS = settings(
    deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@cache
def recorded(task: Task) -> tuple[ToolCall, ...]:
    """The calls that solve a month, in an order that works."""
    return tuple(call for call, _ in worked(scenario_of(task)))


def score_of(task: Task, desk: Workspace) -> Score:
    scenario = scenario_of(task)
    return grade(Workspace.opened(scenario.case), desk, scenario.key, family_of(task.family).rubric)


@st.composite
def plausible(draw: st.DrawFn, scenario: Scenario) -> ToolCall:
    """A call of somebody who knows the tools and the names on the desk, and little else."""
    case = scenario.case
    currency = case.books.currency
    name = draw(
        st.sampled_from(
            ("post_entry", "reverse_entry", "match", "apply_cash", "post_bill", "hold_bill", "reject_bill", "escalate",
             "request_callback", "save_workpaper", "unmatch")
        )
    )  # fmt: skip
    documents = sorted(case.by_id)
    lines = sorted(case.bank_lines)
    cited = st.sampled_from(documents + lines)
    amount = draw(st.sampled_from((1, 99, 12_345, 10**9, 999_999_999_999)))
    if name == "post_entry":
        books = case.books.entries
        like = draw(st.sampled_from(books)).lines
        base = like[draw(st.integers(0, len(like) - 1))]
        tracked = {"party": base.party, "item": base.item}
        other = draw(
            st.sampled_from([account.code for account in case.books.chart if account.tracking.value == "none"])
        )
        document = draw(st.one_of(cited, st.just(base.document)))
        return ToolCall(
            name,
            {
                "date": draw(
                    st.sampled_from((case.period.first, case.period.last, case.period.next.first))
                ).isoformat(),
                "memo": "Entry",
                "lines": [
                    {"account": base.account, "amount": render(amount, currency), "document": document, **tracked},
                    {"account": other, "amount": render(-amount, currency), "document": document},
                ],
            },
        )
    if name == "reverse_entry":
        entry = draw(st.sampled_from(case.books.entries))
        return ToolCall(name, {"entry": entry.id, "date": case.period.last.isoformat(), "memo": ""})
    if name == "match" and lines:
        entries = [item.entry for account in case.cash.values() for item in account]
        few = st.lists(st.sampled_from(entries or ["JE-00000"]), max_size=2)
        pairs = draw(
            st.lists(
                st.builds(lambda line, named: {"bank_lines": [line], "entries": named}, st.sampled_from(lines), few)
            )
        )
        return ToolCall(name, {"pairs": pairs})
    if name == "apply_cash" and lines:
        line, _ = case.bank_lines[draw(st.sampled_from(lines))]
        return ToolCall(
            name, {"bank_line": line.id, "customer": "", "applications": [], "unapplied": render(line.amount, currency)}
        )
    if name == "post_bill":
        bill = draw(st.sampled_from(documents))
        account = draw(st.sampled_from([account.code for account in case.books.chart]))
        total = getattr(case.by_id[bill], "amount", 0) or 1
        coding = [{"account": account, "amount": render(total, currency)}]
        return ToolCall(name, {"bill": bill, "coding": coding})
    if name == "hold_bill":
        return ToolCall(name, {"bill": draw(st.sampled_from(documents)), "reason": draw(st.sampled_from(HOLD_REASONS))})
    if name == "reject_bill":
        return ToolCall(
            name, {"bill": draw(st.sampled_from(documents)), "reason": draw(st.sampled_from(REJECT_REASONS))}
        )
    if name == "escalate":
        return ToolCall(name, {"subject": draw(cited), "reason": draw(st.sampled_from(ESCALATION_REASONS))})
    if name == "request_callback":
        return ToolCall(name, {"document": draw(cited), "phone": "(212) 555-0100"})
    if name == "unmatch":
        return ToolCall(name, {"match": f"M-{draw(st.integers(1, 20)):04d}"})
    account = draw(st.sampled_from([account.code for account in case.books.chart if account.kind.permanent]))
    listed = [{"document": draw(cited), "amount": render(amount, currency)}] if case.statement_of(account) else []
    return ToolCall(
        "save_workpaper",
        {"account": account, "balance": render(amount, currency), "unexplained": "0.00", "listed": listed},
    )


@SETTINGS
@given(data=st.data(), task=tasks)
def test_whatever_is_accepted_can_be_graded(data: st.DataObject, task: Task) -> None:
    """Right steps and wrong ones in any mixture: grading never fails, the score lies in 0 to 1, its parts add up, and
    the explanation can be written."""
    right = recorded(task)
    scenario = scenario_of(task)
    episode, _ = begin(task)
    for _ in range(data.draw(st.integers(0, 25))):
        wrong = plausible(scenario)
        call = data.draw(st.one_of(wrong, wrong, st.sampled_from(right)))
        episode, view = advance(episode, call)
        if not view.done:
            assert view.reward == 0.0 and view.explanation is None
    score = score_of(task, episode.desk)
    assert 0.0 <= score.value <= 1.0
    assert 0 <= score.credit <= 1 and score.damage >= 0
    assert score.routine_share + sum((finding.share for finding in score.findings), Fraction()) == 1
    assert all(0 <= finding.earned <= 1 for finding in score.findings)
    assert all(damage.cost > 0 for damage in score.damages)
    assert 0 <= score.routine_earned <= 1
    if score.breaches:
        assert score.value == 0.0
    explain_text(score)
    assert explain(score)["score"] == score.value
    episode, view = advance(episode, ToolCall("close_period", {"confirm": True}))
    if view.refusal is None and episode.score is not None:
        assert abs(view.reward - score.value) <= (0 if task.explained else 0.0051) or episode.attempts


@SETTINGS
@given(data=st.data(), task=tasks)
def test_a_wrong_entry_never_raises_the_score_and_taking_it_back_restores_it(data: st.DataObject, task: Task) -> None:
    """From a month that is solved in part: an entry against any account never pays, and its reversal restores the score
    exactly."""
    scenario = scenario_of(task)
    right = recorded(task)
    desk = Workspace.opened(scenario.case)
    for call in right[: data.draw(st.integers(0, len(right)))]:
        desk, _ = call_tool(desk, call)
    before = score_of(task, desk)
    amount = data.draw(st.integers(1, 10**8))
    plain = [account.code for account in scenario.case.books.chart if account.tracking.value == "none"]
    debit, credit = data.draw(st.sampled_from(plain)), data.draw(st.sampled_from(plain))
    document = data.draw(st.sampled_from([name for name in sorted(scenario.case.by_id) if scenario.case.citable(name)]))
    shown = render(amount, scenario.case.books.currency), render(-amount, scenario.case.books.currency)
    day = scenario.case.period.last.isoformat()
    lines = [
        {"account": account, "amount": text, "document": document}
        for account, text in zip((debit, credit), shown, strict=True)
    ]
    after, answer = call_tool(desk, ToolCall("post_entry", {"date": day, "memo": "Stray", "lines": lines}))
    assert isinstance(answer, ToolResult), answer.text
    assert score_of(task, after).value <= before.value
    undo = ToolCall("reverse_entry", {"entry": after.books.entries[-1].id, "date": day, "memo": ""})
    restored, answer = call_tool(after, undo)
    assert isinstance(answer, ToolResult), answer.text
    assert score_of(task, restored) == before
